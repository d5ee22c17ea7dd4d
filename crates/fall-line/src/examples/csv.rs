//! Tables of one's own as CSV: what a column is, is seen from its cells.

use super::{CLASSES, Examples, Files, Hash, Kind, ROWS, Skipped, Targets, VALUES, kind};
use crate::error::{Code, Error, Reason};
#[cfg(feature = "schema")]
use crate::fields::Schema;
use crate::fields::{Field, Form, Path, Slot, fields, words};
use crate::json::Json;
use crate::number;
use crate::table::{COLUMNS, Cell, Content, Table};

mod sight;
#[cfg(test)]
mod tests;

pub use sight::{TableColumn, TableSight};

fields! {
    /// Rows of a table in a file. Rows with a missing value are left out; inputs get mean 0 and variance 1, texts become a
    /// 0 or 1 for each that occurs.
    pub struct Csv {
        file: String = String::new(), (required), "Its name.";
        sha256: Hash = Hash::default(), (required), "The SHA-256 of its bytes: others are refused.";
        target: Option<Column> = None, in 1.0..=10000.0, "The column to be learned, by name or by number from 1; by default the last.";
        kind: Option<TargetKind> = None, "What its numbers are; by default classes where all whole numbers from 0 or 1 to some other occur. Texts are always classes.";
    }
}

words! {
    /// What the numbers of a column to be learned are.
    pub enum TargetKind { Classes "classes", Numbers "numbers", }
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// By its name in the first line.
    Name(String),
    /// By its number, from 1.
    Number(u32),
}

/// The most texts of a column that becomes inputs.
const TEXTS: usize = 32;

const AT: &str = "task.network.data.csv";

impl Csv {
    pub(super) fn load(&self, files: &Files) -> Result<Examples, Error> {
        self.rows(files.found(&self.file, &self.sha256.0, AT)?, true)
    }

    /// The rows of these bytes; `scaled` is as networks want them, else as they stand there.
    pub fn rows(&self, bytes: &[u8], scaled: bool) -> Result<Examples, Error> {
        let told = |reason| Error::at(AT, reason);
        let table = Table::new(bytes).map_err(told)?;
        let seen = Seen::new(table).map_err(told)?;
        let target = self.column(&seen).map_err(|reason| Error::at(format!("{AT}.target"), reason))?;
        let plan = Plan::new(seen, target).map_err(told)?;
        plan.read(table, scaled, self.kind).map_err(told)
    }

    /// Where the target stands.
    fn column(&self, seen: &Seen) -> Result<usize, Reason> {
        let numbers = format!("1 … {}", seen.columns.len());
        let (found, place, known) = match &self.target {
            None => return Ok(seen.columns.len() - 1),
            Some(Column::Number(number)) => (number.to_string(), (*number as usize).checked_sub(1), numbers),
            Some(Column::Name(name)) => {
                let place = seen.columns.iter().position(|column| seen.header && column.head == *name);
                let names: Vec<_> =
                    seen.columns.iter().take(20).map(|column| Json::text(&column.head).glance()).collect();
                (Json::text(name).glance(), place, if seen.header { names.join(", ") } else { numbers })
            }
        };
        let place = place.filter(|&place| place < seen.columns.len());
        place.ok_or_else(|| Code::CsvTarget.with([&found, &known]))
    }
}

/// What is known of a column.
#[derive(Default)]
struct Sight {
    /// The first cell: the name, where there is a header.
    head: String,
    numbers: usize,
    /// The cells that are neither numbers nor missing.
    others: usize,
    /// What stands in these, in order; no more than could be classes, and one.
    texts: Vec<String>,
}

impl Sight {
    fn take(&mut self, content: Content, text: &str) {
        match content {
            Content::Missing => {}
            Content::Number(_) => self.numbers += 1,
            Content::Text => self.others += 1,
        }
        if content == Content::Text
            && self.texts.len() <= CLASSES
            && let Err(place) = self.find(text)
        {
            self.texts.insert(place, text.to_owned());
        }
    }

    fn find(&self, text: &str) -> Result<usize, usize> {
        self.texts.binary_search_by(|known| known.as_str().cmp(text))
    }

    /// Nine of ten are numbers: what else stands there is a slip.
    fn is_number(&self) -> bool {
        self.numbers > 0 && self.numbers >= 9 * self.others
    }
}

/// What is seen by going through a table once.
struct Seen {
    columns: Vec<Sight>,
    header: bool,
    /// How many there are beneath the header.
    rows: usize,
}

impl Seen {
    fn new(table: Table<'_>) -> Result<Seen, Reason> {
        let (mut columns, mut rows) = (Vec::<Sight>::new(), 0_usize);
        table.each(&mut |cells| {
            rows += 1;
            if rows == 1 {
                columns.extend(cells.iter().map(|cell| Sight { head: cell.text.to_string(), ..Sight::default() }));
                if !(2..=COLUMNS).contains(&cells.len()) {
                    return Err(Code::CsvColumns.with([&cells.len().to_string(), &COLUMNS.to_string()]));
                }
                return Ok(());
            }
            if cells.len() != columns.len() {
                let [line, _] = table.place(cells.first().map_or(0, |cell| cell.at));
                let params = [line, cells.len(), columns.len()].map(|n| n.to_string());
                return Err(Code::CsvCells.with([&params[0], &params[1], &params[2]]));
            }
            for (kind, cell) in columns.iter_mut().zip(cells) {
                kind.take(table.content(&cell.text), &cell.text);
            }
            Ok(())
        })?;
        // a header is text over numbers, or, where all is text, what occurs nowhere else
        let content = |column: &Sight| table.content(&column.head);
        let over = columns.iter().any(|kind| kind.is_number() && content(kind) == Content::Text);
        let texts = rows > 1 && columns.iter().all(|kind| !kind.is_number() && content(kind) == Content::Text);
        let header = over || (texts && columns.iter().all(|kind| kind.find(&kind.head).is_err()));
        if !header {
            for kind in &mut columns {
                let head = std::mem::take(&mut kind.head);
                kind.take(table.content(&head), &head);
            }
        }
        if columns.is_empty() {
            return Err(Code::CsvColumns.with(["0", &COLUMNS.to_string()]));
        }
        Ok(Seen { columns, header, rows: rows - usize::from(header) })
    }
}

/// What is made of each column.
struct Plan {
    columns: Vec<Sight>,
    header: bool,
    target: usize,
    /// Columns that become inputs, and how many each: 0 stands for a number.
    inputs: Vec<(usize, usize)>,
    skipped: Skipped,
}

impl Plan {
    fn new(seen: Seen, target: usize) -> Result<Plan, Reason> {
        let Seen { columns, header, .. } = seen;
        let (mut inputs, mut skipped) = (Vec::new(), Skipped::default());
        for (place, kind) in columns.iter().enumerate().filter(|&(place, _)| place != target) {
            if kind.is_number() {
                inputs.push((place, 0));
            } else if (1..=TEXTS).contains(&kind.texts.len()) {
                inputs.push((place, kind.texts.len()));
            } else {
                skipped.columns.push(if header { kind.head.clone() } else { (place + 1).to_string() });
            }
        }
        let texts = columns.get(target).map_or(0, |kind| if kind.is_number() { 2 } else { kind.texts.len() });
        if !(2..=CLASSES).contains(&texts) {
            let found = if texts > CLASSES { format!("> {CLASSES}") } else { texts.to_string() };
            return Err(Code::CsvClasses.with([&found, &CLASSES.to_string()]));
        }
        if inputs.is_empty() {
            return Err(Code::CsvInputs.with([&TEXTS.to_string()]));
        }
        Ok(Plan { columns, header, target, inputs, skipped })
    }

    /// Goes through the rows once for the means, and once for what becomes of them.
    fn read(self, table: Table<'_>, scaled: bool, wanted: Option<TargetKind>) -> Result<Examples, Reason> {
        let mut skipped = self.skipped.clone();
        let mut sums = vec![Sums::default(); self.inputs.len()];
        let mut count = 0;
        self.each(table, &mut |row| match row {
            Ok((row, _)) => {
                count += 1;
                sums.iter_mut().zip(row).for_each(|(sums, &x)| sums.take(x));
            }
            Err((Content::Missing, _)) => skipped.missing += 1,
            Err((_, at)) => {
                skipped.odd += 1;
                skipped.at.get_or_insert_with(|| table.place(at));
            }
        })?;
        if !(1..=ROWS).contains(&count) {
            return Err(Code::CsvRows.with([&count.to_string(), &ROWS.to_string()]));
        }
        let width = self.inputs.iter().map(|&(_, texts)| if texts == 0 { 1 } else { texts }).sum::<usize>();
        let found = count.saturating_mul(width);
        if found > VALUES {
            return Err(Code::CsvTooLarge.with([&found.to_string(), &VALUES.to_string()]));
        }
        let (mut inputs, mut values) = (Vec::with_capacity(found), Vec::with_capacity(count));
        let scale = |sums: &Sums| if scaled { sums.scale(count as f64) } else { [0.0, 1.0] };
        let scales: Vec<_> = sums.iter().map(scale).collect();
        self.each(table, &mut |row| {
            let Ok((row, target)) = row else { return };
            for ((&x, &(_, texts)), [mean, deviation]) in row.iter().zip(&self.inputs).zip(&scales) {
                match texts {
                    // a column that is one number everywhere says nothing: 0
                    0 if *deviation == 0.0 => inputs.push(0.0),
                    0 => inputs.push(((x - mean) / deviation) as f32),
                    _ => inputs.extend((0..texts).map(|text| if text == x as usize { 1.0 } else { 0.0 })),
                }
            }
            values.push(target);
        })?;
        let mut names = Vec::new();
        for &(place, texts) in &self.inputs {
            let own = self.name(place);
            match self.columns.get(place) {
                Some(kind) if texts > 0 => names.extend(kind.texts.iter().map(|text| format!("{own} = {text}"))),
                _ => names.push(own),
            }
        }
        let (targets, classes) = self.targets(&values, wanted)?;
        Ok(Examples { width, inputs, targets, image: None, names, classes, skipped })
    }

    /// Tells of each row.
    fn each(&self, table: Table<'_>, tell: &mut dyn FnMut(Row<'_>)) -> Result<(), Reason> {
        let (mut first, mut row) = (self.header, Vec::new());
        table.each(&mut |cells| {
            if !std::mem::take(&mut first) {
                row.clear();
                let target = self.row(table, cells, &mut row);
                tell(target.map(|target| (row.as_slice(), target)));
            }
            Ok(())
        })
    }

    fn row(&self, table: Table<'_>, cells: &[Cell<'_>], row: &mut Vec<f64>) -> Result<f64, (Content, usize)> {
        let value = |place: usize| match (self.columns.get(place), cells.get(place)) {
            (Some(kind), Some(cell)) => match (table.content(&cell.text), kind.is_number()) {
                (Content::Number(x), true) => Ok(x),
                (Content::Text, false) => {
                    kind.find(&cell.text).map(|text| text as f64).map_err(|_| (Content::Text, cell.at))
                }
                (content, _) => Err((content, cell.at)),
            },
            _ => Err((Content::Missing, 0)),
        };
        for &(place, _) in &self.inputs {
            row.push(value(place)?);
        }
        value(self.target)
    }

    /// Texts are classes, and so are all whole numbers from 0 or 1 to some other, unless it is said what they are; what
    /// the classes are called.
    fn targets(&self, values: &[f64], wanted: Option<TargetKind>) -> Result<(Targets, Vec<String>), Reason> {
        let all = |f: &dyn Fn(f64) -> u32| values.iter().map(|&x| f(x)).collect();
        if let Some(kind) = self.columns.get(self.target).filter(|kind| !kind.is_number()) {
            let labels = all(&|x| x as u32);
            return Ok((Targets::Classes { count: kind.texts.len(), labels }, kind.texts.clone()));
        }
        if wanted == Some(TargetKind::Classes) {
            let known = different(values)?;
            let labels = all(&|x| known.partition_point(|&other| other < x) as u32);
            let names = known.iter().map(|&x| number::print(x)).collect();
            return Ok((Targets::Classes { count: known.len(), labels }, names));
        }
        let least = if values.contains(&0.0) { 0.0 } else { 1.0 };
        let from: Vec<f64> = values.iter().map(|x| x - least).collect();
        Ok(match kind(&from) {
            Kind::Classes(count) if wanted.is_none() => {
                let names = (0..count).map(|class| number::print(class as f64 + least)).collect();
                (Targets::Classes { count, labels: from.iter().map(|&x| x as u32).collect() }, names)
            }
            _ => (Targets::Numbers { width: 1, values: values.iter().map(|&x| x as f32).collect() }, Vec::new()),
        })
    }

    /// A column's name; its number, where it has none.
    fn name(&self, place: usize) -> String {
        match self.columns.get(place) {
            Some(kind) if self.header => kind.head.clone(),
            _ => (place + 1).to_string(),
        }
    }
}

/// The numbers that occur, in order, where they can be classes.
fn different(values: &[f64]) -> Result<Vec<f64>, Reason> {
    let mut known: Vec<f64> = Vec::new();
    for &x in values {
        let place = known.partition_point(|&other| other < x);
        if known.get(place) != Some(&x) && known.len() <= CLASSES {
            known.insert(place, x);
        }
    }
    if (2..=CLASSES).contains(&known.len()) {
        return Ok(known);
    }
    let found = if known.len() > CLASSES { format!("> {CLASSES}") } else { known.len().to_string() };
    Err(Code::CsvClasses.with([&found, &CLASSES.to_string()]))
}

/// What the columns that become inputs come to, and the target; or what stands in the way, and where.
type Row<'a> = Result<(&'a [f64], f64), (Content, usize)>;

/// Sums of a column, from its first value: squares of far numbers would lose what differs.
#[derive(Clone, Copy, Default)]
struct Sums {
    first: Option<f64>,
    sum: f64,
    squares: f64,
}

impl Sums {
    fn take(&mut self, x: f64) {
        let x = x - *self.first.get_or_insert(x);
        self.sum += x;
        self.squares += x * x;
    }

    /// Mean and standard deviation.
    fn scale(&self, count: f64) -> [f64; 2] {
        let mean = self.sum / count;
        let variance = self.squares / count - mean * mean;
        [self.first.unwrap_or(0.0) + mean, if variance > 0.0 { variance.sqrt() } else { 0.0 }]
    }
}

impl Default for Column {
    fn default() -> Self {
        Column::Number(1)
    }
}

impl Slot for Column {
    fn read(&mut self, json: &Json, field: &Field, path: &mut Path) -> Result<(), Error> {
        *self = if let Json::Number(_) = json {
            let mut number = 0;
            number.read(json, field, path)?;
            Column::Number(number)
        } else {
            let mut name = String::new();
            name.read(json, field, path)?;
            Column::Name(name)
        };
        Ok(())
    }

    fn write(&self, form: Form) -> Option<Json> {
        match self {
            Column::Name(name) => name.write(form),
            Column::Number(number) => number.write(form),
        }
    }

    #[cfg(feature = "schema")]
    fn describe(&self, field: &Field, schema: &mut Schema) -> Json {
        Json::object([(
            "anyOf",
            Json::List(vec![0_u32.describe(field, schema), String::new().describe(field, schema)]),
        )])
    }
}
