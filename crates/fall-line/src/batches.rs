//! Batches: which rows each update sees, and in which order.

use crate::error::{Code, Error};
#[cfg(feature = "schema")]
use crate::fields::Schema;
use crate::fields::{Field, Form, Path, Range, Slot};
use crate::json::Json;
use crate::rng::{Rng, Stream};
use std::sync::Arc;

/// How many rows an update sees, as the document spells it: `"all"` or a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Batch {
    /// All rows.
    #[default]
    All,
    /// So many; all of them where there are not more.
    Rows(u32),
}

const RANGE: Range = Range { low: 1.0, high: 200_000.0, open: false };

impl Slot for Batch {
    fn read(&mut self, json: &Json, field: &Field, path: &mut Path) -> Result<(), Error> {
        *self = match json {
            Json::Text(word) if word == "all" => Batch::All,
            Json::Number(_) => {
                let mut rows = 0;
                rows.read(json, &Field { range: RANGE, ..*field }, path)?;
                Batch::Rows(rows)
            }
            _ => return path.wrong(Code::ExpectedBatch, json),
        };
        Ok(())
    }

    fn write(&self, form: Form) -> Option<Json> {
        match self {
            Batch::All => Some(Json::text("all")),
            Batch::Rows(rows) => rows.write(form),
        }
    }

    #[cfg(feature = "schema")]
    fn describe(&self, field: &Field, schema: &mut Schema) -> Json {
        let all = Json::object([("enum", Json::List(vec![Json::text("all")]))]);
        let rows = 0_u32.describe(&Field { range: RANGE, ..*field }, schema);
        Json::object([("anyOf", Json::List(vec![all, rows]))])
    }
}

impl Batch {
    /// How many batches go through so many rows.
    pub fn updates_per_epoch(self, rows: u32) -> u32 {
        match self {
            Batch::Rows(size @ 1..) => rows.div_ceil(size),
            _ => u32::from(rows > 0),
        }
    }
}

/// The way through the rows, batch after batch, epoch after epoch. A clone goes on alike and shares the epoch's order.
#[derive(Clone, Debug)]
pub struct Batches {
    rows: u32,
    order: Arc<Vec<u32>>,
    /// What the epoch's order is drawn from; rows are in their own order without.
    before: Option<Rng>,
    size: usize,
    /// The current batch is `order[start..end]`.
    start: usize,
    end: usize,
    epoch: u32,
    shuffle: Option<Rng>,
}

impl Batches {
    /// Before the first batch of `rows` rows. Rows come in their own order without `shuffle`, and where a batch is all of
    /// them; else each epoch, the first too, has the next permutation of the seed's shuffle stream.
    pub fn new(rows: u32, batch: Batch, shuffle: bool, seed: u32) -> Batches {
        let size = match batch {
            Batch::Rows(size) if size < rows => size as usize,
            _ => rows as usize,
        };
        let whole = size == rows as usize;
        Batches {
            rows,
            order: Arc::new((0..rows).collect()),
            before: None,
            // no batch is empty, so that every epoch ends
            size: if size > 0 { size } else { 1 },
            start: 0,
            end: rows as usize,
            epoch: 0,
            shuffle: (shuffle && !whole).then(|| Rng::new(seed, Stream::Shuffle)),
        }
    }

    /// From the next batch on, another size. An epoch goes on with the rows that are left; one that was not shuffled ends.
    pub fn resize(&mut self, batch: Batch, shuffled: bool, seed: u32) {
        let Batches { size, shuffle, order, .. } = Batches::new(self.rows, batch, shuffled, seed);
        if shuffled && (self.before.is_none() || shuffle.is_none()) {
            self.end = self.order.len();
        }
        if shuffle.is_none() {
            (self.order, self.before) = (order, None);
        }
        self.size = size;
        self.shuffle = self.shuffle.take().or(shuffle);
    }

    /// The same without the epoch's order, which may be long: to be kept.
    pub fn folded(&self) -> Batches {
        Batches { order: Arc::default(), before: self.before.clone(), shuffle: self.shuffle.clone(), ..*self }
    }

    /// The same with the epoch's order, drawn anew.
    pub fn unfolded(&self) -> Batches {
        let order = match self.before.clone() {
            Some(mut rng) => rng.permutation(self.rows),
            None => (0..self.rows).collect(),
        };
        Batches { order: Arc::new(order), ..self.folded() }
    }

    /// Goes to the next batch: its row numbers. The last of an epoch may be smaller.
    pub fn next_batch(&mut self) -> &[u32] {
        let rows = self.order.len();
        self.start = self.end;
        if self.start >= rows {
            self.start = 0;
            self.epoch = self.epoch.saturating_add(1);
            if let Some(rng) = self.shuffle.as_mut().filter(|_| self.size < rows) {
                self.before = Some(rng.clone());
                self.order = Arc::new(rng.permutation(self.rows));
            }
        }
        let end = self.start + self.size;
        self.end = if end < rows { end } else { rows };
        self.rows()
    }

    /// The current batch's row numbers; none before the first.
    pub fn rows(&self) -> &[u32] {
        let batch = if self.epoch == 0 { None } else { self.order.get(self.start..self.end) };
        batch.unwrap_or_default()
    }

    /// Whether every batch is all rows in their own order.
    pub fn is_all(&self) -> bool {
        self.size >= self.rows as usize
    }

    /// The epoch of the current batch, from 1; 0 before the first.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Whether the current batch is its epoch's last.
    pub fn ends_epoch(&self) -> bool {
        self.epoch > 0 && self.end == self.order.len()
    }

    /// Which batch of its epoch the current one is, from 1, and how many there are, if none changes its size.
    pub fn within(&self) -> [u32; 2] {
        let left = (self.order.len() - self.end).div_ceil(self.size) as u32;
        let done = self.end.div_ceil(self.size) as u32;
        if self.epoch == 0 { [0, self.updates_per_epoch()] } else { [done, done + left] }
    }

    /// How many batches an epoch has.
    pub fn updates_per_epoch(&self) -> u32 {
        (self.rows as usize).div_ceil(self.size) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The batches of an epoch.
    fn epoch(batches: &mut Batches) -> Vec<Vec<u32>> {
        (0..batches.updates_per_epoch()).map(|_| batches.next_batch().to_vec()).collect()
    }

    #[test]
    fn every_epoch_sees_each_row_once_and_its_last_batch_may_be_smaller() {
        for (rows, size, lengths) in [
            (10, Batch::Rows(3), vec![3, 3, 3, 1]),
            (9, Batch::Rows(3), vec![3, 3, 3]),
            (4, Batch::Rows(1), vec![1; 4]),
            (5, Batch::Rows(5), vec![5]),
            (5, Batch::Rows(7), vec![5]),
            (5, Batch::All, vec![5]),
            (1, Batch::Rows(1), vec![1]),
        ] {
            let mut batches = Batches::new(rows, size, true, 3);
            assert_eq!((batches.epoch(), batches.rows(), batches.ends_epoch()), (0, &[][..], false));
            for number in 1..=20 {
                let seen = epoch(&mut batches);
                assert_eq!(seen.iter().map(Vec::len).collect::<Vec<_>>(), lengths);
                let mut seen: Vec<_> = seen.concat();
                seen.sort_unstable();
                assert_eq!(seen, (0..rows).collect::<Vec<_>>());
                assert_eq!((batches.epoch(), batches.ends_epoch()), (number, true));
            }
        }
    }

    #[test]
    fn the_order_of_an_epoch_is_the_next_permutation_of_the_shuffle_stream() {
        for size in [1, 3, 9] {
            let mut batches = Batches::new(10, Batch::Rows(size), true, 7);
            assert_eq!(epoch(&mut batches).concat(), [9, 5, 2, 6, 4, 3, 1, 0, 7, 8]);
            assert_eq!(epoch(&mut batches).concat(), [0, 3, 7, 2, 4, 1, 9, 6, 5, 8]);
        }
    }

    #[test]
    fn rows_come_in_their_own_order_where_nothing_is_shuffled() {
        for (size, shuffle) in
            [(Batch::Rows(3), false), (Batch::All, true), (Batch::Rows(10), true), (Batch::Rows(11), true)]
        {
            let mut batches = Batches::new(10, size, shuffle, 7);
            assert_eq!(batches.is_all(), size != Batch::Rows(3));
            for _ in 0..3 {
                assert_eq!(epoch(&mut batches).concat(), (0..10).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn a_clone_goes_on_alike_from_anywhere() {
        let mut batches = Batches::new(7, Batch::Rows(2), true, 1);
        for _ in 0..20 {
            let mut clone = batches.clone();
            assert_eq!((clone.rows(), clone.epoch()), (batches.rows(), batches.epoch()));
            let ahead: Vec<_> = (0..9).map(|_| clone.next_batch().to_vec()).collect();
            let mut original = batches.clone();
            assert_eq!(ahead, (0..9).map(|_| original.next_batch().to_vec()).collect::<Vec<_>>());
            batches.next_batch();
        }
    }

    #[test]
    fn an_order_drawn_anew_is_the_same() {
        for (size, shuffle) in [(Batch::Rows(3), true), (Batch::Rows(3), false), (Batch::All, true)] {
            let mut batches = Batches::new(10, size, shuffle, 7);
            for _ in 0..20 {
                let (kept, rows) = (batches.folded(), batches.rows().to_vec());
                assert!(kept.order.is_empty());
                let mut again = kept.unfolded();
                assert_eq!((again.rows(), again.is_all()), (&rows[..], batches.is_all()));
                assert_eq!(again.next_batch(), batches.next_batch());
            }
        }
    }

    /// The two permutations of ten rows with this seed: 9526431078, 0372419658.
    #[test]
    fn another_size_goes_on_with_the_rows_that_are_left() {
        let all = "0123456789";
        for (sizes, expected) in [
            // two batches of three, then on by two: four rows are left of the first ten
            (&[(Batch::Rows(3), 2), (Batch::Rows(2), 3)][..], "952 643 10 78 03"),
            // the same from before the first batch
            (&[(Batch::Rows(3), 0), (Batch::Rows(6), 3)], "952643 1078 037241"),
            // all rows are an epoch, in their own order, and draw nothing
            (&[(Batch::All, 2), (Batch::Rows(6), 3)], &format!("{all} {all} 952643 1078 037241")),
            (&[(Batch::Rows(6), 1), (Batch::All, 2), (Batch::Rows(6), 1)], &format!("952643 {all} {all} 037241")),
            (&[(Batch::Rows(6), 1), (Batch::Rows(10), 1), (Batch::Rows(6), 1)], &format!("952643 {all} 037241")),
        ] {
            let mut batches = Batches::new(10, sizes[0].0, true, 7);
            let mut seen = Vec::new();
            for &(size, count) in sizes {
                batches.resize(size, true, 7);
                for _ in 0..count {
                    seen.push(batches.next_batch().iter().map(u32::to_string).collect::<String>());
                    assert_eq!(batches.folded().unfolded().rows(), batches.rows());
                }
            }
            assert_eq!(seen.join(" "), expected);
        }
    }

    #[test]
    fn without_rows_there_are_empty_batches() {
        let mut batches = Batches::new(0, Batch::Rows(2), true, 1);
        assert!(batches.next_batch().is_empty() && batches.updates_per_epoch() == 0);
    }

    #[cfg(feature = "schema")]
    #[test]
    fn the_schema_has_the_same_limits() {
        assert_eq!(
            Batch::All.describe(&Field::new("", ""), &mut Schema::default()).canonical(),
            r#"{"anyOf":[{"enum":["all"]},{"maximum":200000,"minimum":1,"type":"integer"}]}"#
        );
    }

    #[test]
    fn a_batch_is_all_or_a_number() {
        for (text, read) in [
            (r#""all""#, Ok(Batch::All)),
            ("1", Ok(Batch::Rows(1))),
            ("200000", Ok(Batch::Rows(200_000))),
            (r#""some""#, Err("batch: expected a number of rows or \"all\", found \"some\"")),
            ("[1]", Err("batch: expected a number of rows or \"all\", found [1]")),
            ("1.5", Err("batch: expected a whole number, found 1.5")),
            ("0", Err("batch: 0 is outside 1 ≤ batch ≤ 200000")),
            ("200001", Err("batch: 200001 is outside 1 ≤ batch ≤ 200000")),
        ] {
            let (mut batch, json) = (Batch::default(), Json::parse(text).unwrap());
            let field = Field::new("batch", "");
            let result = Path::default().at("batch", |path| batch.read(&json, &field, path));
            match read {
                Ok(expected) => {
                    result.unwrap();
                    assert_eq!((batch, batch.write(Form::Canonical)), (expected, Some(json)));
                }
                Err(message) => assert_eq!(result.unwrap_err().to_string(), message),
            }
        }
    }
}
