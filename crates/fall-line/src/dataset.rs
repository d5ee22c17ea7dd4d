//! Datasets of surfaces: the rows over which a surface is a mean, drawn from a seed or given.

use crate::fields::choices;
use crate::rng::{Rng, Stream};

mod columns;
mod line;
mod logistic;
mod sine;

pub use columns::Columns;
pub use line::Line;
pub use logistic::Logistic;
pub use sine::Sine;

choices! {
    /// The rows over which the surface is a mean.
    pub enum PlaneData {
        Line "line",
        Logistic "logistic",
        Sine "sine",
        Columns "columns",
    }
}

/// Columns of numbers, all of one length.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What formulas call the columns.
    pub names: Vec<String>,
    /// The columns, in the order of their names.
    pub columns: Vec<Vec<f64>>,
    /// How many rows there are.
    pub rows: usize,
}

/// What is worth minimising on a dataset, and what one wants to know to show it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Natural {
    /// The loss of one row: a formula in x, y and the columns.
    pub f: &'static str,
    /// The x and y that the rows were drawn with. The minimum lies near them, nearer with more rows.
    pub truth: [f64; 2],
    /// The part of the plane worth seeing: x0, x1, y0, y1.
    pub domain: [f64; 4],
    /// A start from which there is something to see.
    pub start: [f64; 2],
    /// A learning rate at which plain descent from there arrives, and stays in sight with one row an update too.
    pub lr: f64,
}

/// A dataset that is drawn: rows of u and v, one after the other, each from equally many words of the stream. So a row
/// stays as it is where more are drawn, and noise does not change what is drawn.
trait Drawn {
    /// How many rows, and the share of them that are outliers.
    fn size(&self) -> (u32, f64);
    /// The next row's u and v.
    fn row(&self, rng: &mut Rng) -> [f64; 2];
    /// What an outlier has in place of v.
    fn outlier(&self, v: f64) -> f64;
    /// What is worth minimising.
    fn natural(&self) -> Natural;
}

impl PlaneData {
    /// What formulas call the columns.
    pub fn names(&self) -> Vec<String> {
        match self.origin() {
            Ok(_) => ["u", "v"].map(String::from).to_vec(),
            Err(given) => given.0.iter().map(|(name, _)| name.clone()).collect(),
        }
    }

    /// How many rows there are; known without drawing them.
    pub fn count(&self) -> usize {
        match self.origin() {
            Ok(drawn) => drawn.size().0 as usize,
            Err(given) => given.0.first().map_or(0, |(_, values)| values.len()),
        }
    }

    /// The rows, drawn from the seed's data stream where they are not given.
    pub fn rows(&self, seed: u32) -> Table {
        let columns = match self.origin() {
            Ok(drawn) => draw(drawn, &mut Rng::new(seed, Stream::Data)).to_vec(),
            Err(given) => given.0.iter().map(|(_, values)| values.clone()).collect(),
        };
        Table { names: self.names(), columns, rows: self.count() }
    }

    /// What is worth minimising on it; None for given columns, of which nothing is known.
    pub fn natural(&self) -> Option<Natural> {
        self.origin().ok().map(Drawn::natural)
    }

    /// What draws the rows, or the rows given.
    fn origin(&self) -> Result<&dyn Drawn, &Columns> {
        match self {
            PlaneData::Line(line) => Ok(line),
            PlaneData::Logistic(logistic) => Ok(logistic),
            PlaneData::Sine(sine) => Ok(sine),
            PlaneData::Columns(columns) => Err(columns),
        }
    }
}

/// The rows in order, then which of them are outliers: the first of a permutation, so that a greater share only adds
/// some.
fn draw(data: &dyn Drawn, rng: &mut Rng) -> [Vec<f64>; 2] {
    let (samples, share) = data.size();
    let (mut us, mut vs) = (Vec::new(), Vec::new());
    for _ in 0..samples {
        let [u, v] = data.row(rng);
        us.push(u);
        vs.push(v);
    }
    let outliers = (share * f64::from(samples) + 0.5) as usize;
    for row in rng.permutation(samples).into_iter().take(outliers) {
        if let Some(v) = vs.get_mut(row as usize) {
            *v = data.outlier(*v);
        }
    }
    [us, vs]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::{Choice, Field, Form, Path, Slot};
    use crate::json::Json;
    use crate::surface::{Room, Rows, Surface};

    fn read(text: &str) -> Result<PlaneData, String> {
        let mut data = PlaneData::default();
        let read = data.read(&Json::parse(text).unwrap(), &Field::new("data", ""), &mut Path::default());
        read.map(|()| data).map_err(|error| error.to_string())
    }

    fn drawn() -> impl Iterator<Item = PlaneData> {
        PlaneData::all().filter(|data| data.natural().is_some())
    }

    /// The dataset of a key with these fields.
    fn with(data: &PlaneData, fields: &str) -> PlaneData {
        read(&format!(r#"{{"{}":{{{fields}}}}}"#, data.key())).unwrap()
    }

    #[test]
    fn a_seed_means_these_rows_for_ever() {
        for (text, rows) in [
            (
                r#"{"line":{"samples":4,"outliers":0.5}}"#,
                [
                    [0.29864841731363434, 7.423668193291538],
                    [1.4602180752822194, 1.5005540951227612],
                    [0.42823439260911966, 7.304732845754476],
                    [0.3408714412667724, -0.7033909085967448],
                ],
            ),
            (
                r#"{"logistic":{"samples":4,"noise":3,"outliers":0.5}}"#,
                [
                    [-1.4027031653727313, 1.0],
                    [3.7405783388832345, 0.0],
                    [-0.33591506540443294, 1.0],
                    [3.9547429130151013, 0.0],
                ],
            ),
            (
                r#"{"sine":{"samples":4,"outliers":0.5}}"#,
                [
                    [-0.7013515826863657, 1.9658272820477616],
                    [0.46021807528221936, 0.8684004983036557],
                    [-0.5717656073908803, 1.952180063248444],
                    [-0.6591285587332276, -1.072667154781914],
                ],
            ),
        ] {
            let table = read(text).unwrap().rows(7);
            let drawn: Vec<_> = (0..4).map(|row| [table.columns[0][row], table.columns[1][row]]).collect();
            assert_eq!(drawn, rows, "{text}");
        }
    }

    #[test]
    fn every_dataset_has_its_rows_in_columns_of_its_names() {
        for data in drawn().chain([read(r#"{"columns":{"b":[1,2],"a":[3,4]}}"#).unwrap()]) {
            let table = data.rows(1);
            assert_eq!((&table.names, table.rows), (&data.names(), data.count()));
            assert_eq!(table.columns.len(), table.names.len());
            assert!(table.columns.iter().all(|column| column.len() == table.rows), "{data:?}");
            assert_eq!(read(&data.write(Form::Canonical).unwrap().pretty()), Ok(data));
        }
        assert_eq!(read(r#"{"columns":{"b":[1,2],"a":[3,4]}}"#).unwrap().rows(0).columns, [[1.0, 2.0], [3.0, 4.0]]);
    }

    #[test]
    fn a_bare_name_is_an_object_without_fields() {
        assert_eq!(read(r#""sine""#), read(r#"{"sine":{}}"#));
        let message = "columns: there are 0 here; 1 … 16 are possible";
        assert_eq!([r#""columns""#, r#"{"columns":{}}"#].map(read), [message; 2].map(|text| Err(text.into())));
    }

    #[test]
    fn another_seed_draws_other_rows_and_more_samples_only_add_some() {
        for data in drawn() {
            let few = data.rows(1);
            assert_ne!(few, data.rows(2));
            let many = with(&data, r#""samples":1000"#).rows(1);
            for (few, many) in few.columns.iter().zip(&many.columns) {
                assert_eq!(few[..], many[..few.len()], "{data:?}");
            }
        }
    }

    #[test]
    fn noise_moves_v_by_its_own_measure_and_leaves_u() {
        for data in drawn().filter(|data| data.key() != "logistic") {
            let [none, one, two] = ["0", "1", "2"].map(|noise| with(&data, &format!(r#""noise":{noise}"#)).rows(1));
            assert_eq!([&one.columns[0], &two.columns[0]], [&none.columns[0]; 2]);
            for row in 0..none.rows {
                let [none, one, two] = [&none, &one, &two].map(|table| table.columns[1][row]);
                assert!((two - none - 2.0 * (one - none)).abs() < 1e-12 && one != none, "{data:?}");
            }
        }
    }

    #[test]
    fn outliers_are_as_many_as_asked_for_and_a_greater_share_only_adds_some() {
        for data in drawn() {
            let clean = data.rows(3);
            let mut before = Vec::new();
            for (share, count) in [("0.004", 0), ("0.005", 1), ("0.29", 29), ("0.5", 50), ("1", 100)] {
                let table = with(&data, &format!(r#""outliers":{share}"#)).rows(3);
                assert_eq!(table.columns[0], clean.columns[0]);
                let off: Vec<_> = (0..table.rows).filter(|&i| table.columns[1][i] != clean.columns[1][i]).collect();
                assert_eq!(off.len(), count, "{data:?} {share}");
                assert!(before.iter().all(|row| off.contains(row)), "{data:?} {share}");
                before = off;
            }
        }
    }

    #[test]
    fn plain_descent_from_the_start_goes_down_to_the_truth_and_stays_in_sight() {
        for data in drawn() {
            let Natural { f, truth, domain: [x0, x1, y0, y1], start, lr } = data.natural().unwrap();
            for seed in 0..4 {
                let table = with(&data, r#""samples":200"#).rows(seed);
                let columns: Vec<_> = table.names.iter().cloned().zip(table.columns).collect();
                let (surface, mut room) = (Surface::new(f, &columns, &[]).unwrap(), Room::default());
                let all: Vec<u32> = (0..table.rows as u32).collect();
                for size in [table.rows, 1] {
                    let mut w = start;
                    let mut last = f64::INFINITY;
                    for batch in all.chunks(size).cycle().take(300) {
                        let inside = (x0..=x1).contains(&w[0]) && (y0..=y1).contains(&w[1]);
                        assert!(inside, "{} leaves at {w:?}, batches of {size}", data.key());
                        let ([gx, gy], value) = surface.slope(&mut room, w, Rows::Some(batch));
                        assert!(value < last + 1e-12 || size == 1, "{} rises at {w:?}", data.key());
                        (w, last) = ([w[0] - lr * gx, w[1] - lr * gy], value);
                    }
                    let far = libm::hypot(w[0] - truth[0], w[1] - truth[1]);
                    assert!(far < 0.5 || size == 1, "{} ends at {w:?} with seed {seed}", data.key());
                }
            }
        }
    }
}
