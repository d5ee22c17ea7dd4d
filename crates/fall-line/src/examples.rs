//! Datasets of networks: rows of inputs and what a network should say of each, drawn from a seed, given in the document
//! or read from files that are handed over beside it.

use crate::error::Error;
use crate::fields::choices;
use crate::rng::{Rng, Stream};
use std::f64::consts::TAU;

mod blobs;
mod checkerboard;
mod circle;
mod csv;
mod digits;
mod files;
mod gauss;
mod idx;
mod moons;
mod multi_gauss;
mod plane;
mod rings;
mod rows;
mod sine;
mod spiral;
mod step;
mod strokes;
mod xor;

pub use blobs::Blobs;
pub use checkerboard::Checkerboard;
pub use circle::Circle;
pub use csv::{Column, Csv, TableColumn, TableSight, TargetKind};
pub use digits::Digits;
pub use files::{FileField, Files, Hash};
pub use gauss::Gauss;
pub use idx::{Idx, IdxHeader};
pub use moons::Moons;
pub use multi_gauss::MultiGauss;
pub use plane::Plane;
pub use rings::Rings;
pub use rows::{Answers, GivenRows, Rows};
pub use sine::SineData as Sine;
pub use spiral::Spiral;
pub use step::StepData as Step;
pub use strokes::Strokes;
pub use xor::Xor;

choices! {
    /// What a network learns from.
    pub enum NetworkData {
        Circle "circle",
        Xor "xor",
        Gauss "gauss",
        Spiral "spiral",
        Moons "moons",
        Checkerboard "checkerboard",
        Rings "rings",
        Blobs "blobs",
        Plane "plane",
        MultiGauss "multi_gauss",
        Sine "sine",
        Step "step",
        Digits "digits",
        Strokes "strokes",
        Rows "rows",
        Idx "idx",
        Csv "csv",
    }
}

/// Rows of inputs, and what a network should say of each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Examples {
    /// How many inputs a row has.
    pub width: usize,
    /// The inputs, row after row.
    pub inputs: Vec<f32>,
    /// What should come out, row after row.
    pub targets: Targets,
    /// Rows and columns of pixels, where the inputs are a picture.
    pub image: Option<[usize; 2]>,
    /// What the inputs are called, where it is known.
    pub names: Vec<String>,
    /// What the classes are called, where they are more than numbers from 0.
    pub classes: Vec<String>,
    /// What was left out.
    pub skipped: Skipped,
}

/// What of a file was left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Skipped {
    /// How many rows, because a value was missing.
    pub missing: usize,
    /// How many rows, because of a text where the column has numbers.
    pub odd: usize,
    /// Line and column of the first of these texts, from 1.
    pub at: Option<[usize; 2]>,
    /// Which columns, because they had too many different texts to be inputs, or nothing.
    pub columns: Vec<String>,
}

/// What should come out of a network.
#[derive(Clone, Debug, PartialEq)]
pub enum Targets {
    /// One of `count` classes for each row.
    Classes {
        /// How many classes there are; each label is below it.
        count: usize,
        /// The rows' classes.
        labels: Vec<u32>,
    },
    /// `width` numbers for each row.
    Numbers {
        /// How many numbers a row has.
        width: usize,
        /// The numbers, row after row.
        values: Vec<f32>,
    },
}

impl Targets {
    /// The same as classes, for a loss that takes nothing else: numbers that are whole and from 0 are theirs. None where
    /// they are not.
    pub fn classes(self) -> Option<Targets> {
        let Targets::Numbers { width: 1, values } = self else {
            return Some(self).filter(|targets| matches!(targets, Targets::Classes { .. }));
        };
        let labels: Vec<u32> = values.iter().map(|&x| x as u32).collect();
        let count = labels.iter().max().map_or(0, |&most| (most as usize).saturating_add(1));
        let whole = labels.iter().zip(&values).all(|(&label, &x)| f64::from(label) == f64::from(x));
        (whole && count <= CLASSES).then_some(Targets::Classes { count, labels })
    }
}

impl Default for Targets {
    fn default() -> Self {
        Targets::Numbers { width: 1, values: Vec::new() }
    }
}

impl Examples {
    /// How large it is.
    pub fn size(&self) -> Size {
        let kind = match &self.targets {
            Targets::Classes { count, .. } => Kind::Classes(*count),
            Targets::Numbers { width, values } => {
                let classes = match (Targets::Numbers { width: *width, values: values.clone() }).classes() {
                    Some(Targets::Classes { count, .. }) => Some(count),
                    _ => None,
                };
                Kind::Numbers { width: *width, classes }
            }
        };
        let rows = match &self.targets {
            Targets::Classes { labels, .. } => labels.len(),
            Targets::Numbers { width, values } => values.len() / if *width > 0 { *width } else { 1 },
        };
        Size { rows, inputs: self.width, kind }
    }
}

/// How large a dataset is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// How many rows.
    pub rows: usize,
    /// How many inputs a row has.
    pub inputs: usize,
    /// What should come out.
    pub kind: Kind,
}

/// Of which kind the targets are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// So many classes.
    Classes(usize),
    /// So many numbers a row; `classes` is how many classes they are where the loss asks for some.
    Numbers {
        /// How many numbers a row has.
        width: usize,
        /// How many classes they would be: whole numbers from 0, one a row.
        classes: Option<usize>,
    },
}

/// Data of the plane that are drawn: rows of x and y in about −6 … 6, one after the other, each from equally many words
/// of the stream. So a row stays as it is where more are drawn, and noise does not change what is drawn.
///
/// −6 … 6 and not −1 … 1, as in TensorFlow Playground: there sin(x) and x·y are features worth having.
trait Drawn {
    /// How many rows, and the standard deviation of their noise: of both coordinates where there are classes, else of
    /// the value.
    fn size(&self) -> (u32, f64);
    /// How many classes the rows have in turn; None for a value.
    fn classes(&self) -> Option<u32> {
        None
    }
    /// The next point of a class, made of two uniform numbers.
    fn point(&self, _class: u32, [a, b]: [f64; 2]) -> [f64; 2] {
        [12.0 * a - 6.0, 12.0 * b - 6.0]
    }
    /// The value at a point.
    fn value(&self, _point: [f64; 2]) -> f64 {
        0.0
    }
}

/// Rows that are on their way.
pub struct Loading {
    /// As far as they are there.
    pub examples: Examples,
    strokes: Option<Strokes>,
    seed: u32,
    drawn: usize,
}

impl Loading {
    /// Draws so many rows more; true while there are more.
    pub fn advance(&mut self, rows: usize) -> bool {
        let Some(strokes) = &self.strokes else { return false };
        let images = self.examples.inputs.chunks_exact_mut(self.examples.width).skip(self.drawn);
        let mut count = 0;
        for (image, k) in images.take(rows).zip(self.drawn as u32..) {
            strokes.draw(self.seed, k, image);
            count += 1;
        }
        self.drawn += count;
        self.drawn < strokes.size().rows
    }

    /// How many rows there are, and how many there will be.
    pub fn progress(&self) -> [usize; 2] {
        let rows = self.examples.size().rows;
        [if self.strokes.is_some() { self.drawn } else { rows }, rows]
    }
}

/// The most classes that there can be: as many as a layer has units.
const CLASSES: usize = 1024;

/// The most rows, and the most inputs of all rows together.
const ROWS: usize = 200_000;
const VALUES: usize = 64 << 20;

/// Words of the data stream that a drawn row takes: two uniforms and a pair of normals.
const WORDS: u64 = 4 + Rng::NORMALS;

impl NetworkData {
    /// Whether its inputs are points of a plane (x, y), so that features are formulas of them.
    pub fn is_plane(&self) -> bool {
        match self {
            NetworkData::Rows(rows) => rows.size().inputs == 2,
            _ => self.drawn().is_some(),
        }
    }

    /// How large it is, where that is known before it is loaded: not of files.
    pub fn size(&self) -> Option<Size> {
        match self {
            NetworkData::Digits(_) => Some(Digits::SIZE),
            NetworkData::Strokes(strokes) => Some(strokes.size()),
            NetworkData::Rows(rows) => Some(rows.size()),
            _ => self.drawn().map(|data| Size {
                rows: data.size().0 as usize,
                inputs: 2,
                kind: match data.classes() {
                    Some(count) => Kind::Classes(count as usize),
                    None => Kind::Numbers { width: 1, classes: None },
                },
            }),
        }
    }

    /// How many words of the data stream its rows take: what else is drawn from it comes after them.
    pub fn words(&self) -> u64 {
        match self {
            NetworkData::Strokes(strokes) => strokes.words(),
            _ => self.drawn().map_or(0, |data| WORDS * u64::from(data.size().0)),
        }
    }

    /// The shares held out where the document does not say: for the test, for validation.
    pub fn held_out(&self) -> [f64; 2] {
        match self {
            NetworkData::Rows(_) => [0.0, 0.0],
            _ if self.drawn().is_some() => [0.5, 0.0],
            _ => [0.2, 0.0],
        }
    }

    /// The names of the files that it is read from, which are handed over beside the document.
    pub fn files(&self) -> Vec<&str> {
        match self {
            NetworkData::Digits(_) if !cfg!(feature = "digits") => vec![Digits::FILE],
            NetworkData::Idx(idx) => vec![&idx.images.file, &idx.labels.file],
            NetworkData::Csv(csv) => vec![&csv.file],
            _ => Vec::new(),
        }
    }

    /// The rows: drawn from the seed's data stream, given, or read from `files`.
    pub fn load(&self, seed: u32, files: &Files) -> Result<Examples, Error> {
        let mut loading = self.begin(seed, files)?;
        while loading.advance(usize::MAX) {}
        Ok(loading.examples)
    }

    /// The same piece by piece, where that takes long: images are drawn as it advances, all else is there at once.
    pub fn begin(&self, seed: u32, files: &Files) -> Result<Loading, Error> {
        let strokes = if let NetworkData::Strokes(strokes) = self { Some(strokes.clone()) } else { None };
        Ok(Loading { examples: self.plain(seed, files)?, strokes, seed, drawn: 0 })
    }

    /// Of images that are drawn only the room for them.
    fn plain(&self, seed: u32, files: &Files) -> Result<Examples, Error> {
        match self {
            NetworkData::Digits(_) => Digits::load(files),
            NetworkData::Strokes(strokes) => Ok(strokes.blank()),
            NetworkData::Rows(rows) => Ok(rows.examples()),
            NetworkData::Idx(idx) => idx.load(files),
            NetworkData::Csv(csv) => csv.load(files),
            _ => Ok(self.drawn().map_or_else(Examples::default, |data| draw(data, seed))),
        }
    }
}

impl NetworkData {
    /// What draws the rows, where they are drawn on the plane.
    fn drawn(&self) -> Option<&dyn Drawn> {
        Some(match self {
            NetworkData::Circle(data) => data,
            NetworkData::Xor(data) => data,
            NetworkData::Gauss(data) => data,
            NetworkData::Spiral(data) => data,
            NetworkData::Moons(data) => data,
            NetworkData::Checkerboard(data) => data,
            NetworkData::Rings(data) => data,
            NetworkData::Blobs(data) => data,
            NetworkData::Plane(data) => data,
            NetworkData::MultiGauss(data) => data,
            NetworkData::Sine(data) => data,
            NetworkData::Step(data) => data,
            NetworkData::Digits(_) | NetworkData::Strokes(_) | NetworkData::Rows(_) => return None,
            NetworkData::Idx(_) | NetworkData::Csv(_) => return None,
        })
    }
}

/// Classes, where every number from 0 to the greatest occurs; other whole numbers may be meant as either.
fn kind(values: &[f64]) -> Kind {
    let mut seen = vec![false; CLASSES];
    for &x in values {
        match seen.get_mut(x as usize) {
            Some(seen) if f64::from(x as u32) == x => *seen = true,
            _ => return Kind::Numbers { width: 1, classes: None },
        }
    }
    let count = seen.iter().rposition(|&seen| seen).map_or(0, |last| last + 1);
    if count > 1 && seen.iter().take(count).all(|&seen| seen) {
        Kind::Classes(count)
    } else {
        Kind::Numbers { width: 1, classes: Some(count) }
    }
}

fn draw(data: &dyn Drawn, seed: u32) -> Examples {
    let mut rng = Rng::new(seed, Stream::Data);
    let ((samples, noise), classes) = (data.size(), data.classes());
    let (mut inputs, mut labels, mut values) = (Vec::new(), Vec::new(), Vec::new());
    for row in 0..samples {
        // the classes take turns, so that they are equally many
        let class = classes.map_or(0, |count| row % count);
        let [mut x, mut y] = data.point(class, [rng.uniform(), rng.uniform()]);
        let [first, second] = rng.normals().map(|normal| noise * normal);
        if classes.is_some() {
            (x, y) = (x + first, y + second);
            labels.push(class);
        } else {
            values.push((data.value([x, y]) + first) as f32);
        }
        inputs.extend([x as f32, y as f32]);
    }
    let targets = match classes {
        Some(count) => Targets::Classes { count: count as usize, labels },
        None => Targets::Numbers { width: 1, values },
    };
    Examples { width: 2, inputs, targets, names: ["x", "y"].map(String::from).to_vec(), ..Examples::default() }
}

/// The point so far from the middle, in a direction of so many turns.
fn polar(radius: f64, turns: f64) -> [f64; 2] {
    let angle = TAU * turns;
    [radius * libm::cos(angle), radius * libm::sin(angle)]
}

#[cfg(test)]
mod tests;
