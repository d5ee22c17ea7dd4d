//! The room of a pass: what every layer said of the rows that pass together.

use super::lanes::Lanes;
use super::{Loss, Samples, Shape, Targets};
use std::ops::Range;

/// Blocks of vectors of four rows, as the kernel has them: of each unit two vectors side by side, and one where an odd one
/// is left. Where four do not fill up, the last row is repeated, so that
/// nothing happens there that does not happen elsewhere.
#[derive(Default)]
pub(super) struct Room {
    pub(super) rows: usize,
    pub(super) vectors: usize,
    /// The inputs, then what each layer says.
    pub(super) values: Vec<Vec<Lanes>>,
    /// Of each layer, where they cannot be told from its values.
    pub(super) slopes: Vec<Vec<Lanes>>,
    /// What the last layer should say.
    pub(super) targets: Vec<Lanes>,
    /// The slopes of the loss by what a layer says, and by what the layer before it says: as long as the longest.
    pub(super) d: [Vec<Lanes>; 2],
    /// The slopes of two panels, row after row.
    pub(super) turned: Vec<Lanes>,
}

impl Room {
    /// Makes room for so many rows and takes their inputs.
    pub(super) fn take<'a>(&mut self, shape: &Shape, rows: usize, row: impl Fn(usize) -> &'a [f32]) {
        if rows != self.rows {
            (self.rows, self.vectors) = (rows, rows.div_ceil(4));
            let vectors = self.vectors;
            let sized = |units: usize, block: &mut Vec<Lanes>| block.resize(units * vectors, Lanes::ZERO);
            self.values.resize_with(shape.layers.len() + 1, Vec::new);
            self.slopes.resize_with(shape.layers.len(), Vec::new);
            self.values.iter_mut().enumerate().for_each(|(layer, block)| sized(shape.before(layer), block));
            for (block, layer) in self.slopes.iter_mut().zip(&shape.layers) {
                sized(if layer.activation.keeps_slopes() { layer.units } else { 0 }, block);
            }
            sized(shape.outputs(), &mut self.targets);
            let most = shape.layers.iter().map(|layer| layer.units).max().unwrap_or(0);
            self.d.iter_mut().for_each(|block| sized(most, block));
        }
        fill(&mut self.values[0], rows, shape.inputs, row);
    }

    /// Takes what should be said of the rows.
    pub(super) fn aim(&mut self, shape: &Shape, loss: Loss, samples: &Samples<'_>, rows: &[u32]) {
        let outputs = shape.outputs();
        match samples.targets {
            Targets::Numbers(numbers) if outputs == 1 => self.aim_at(rows, |row| numbers[row as usize]),
            Targets::Numbers(numbers) => {
                let row = |at: usize| &numbers[rows[at] as usize * outputs..];
                fill(&mut self.targets, rows.len(), outputs, row);
            }
            Targets::Classes(classes) if outputs == 1 => {
                let low = if loss == Loss::MeanSquared { -1.0 } else { 0.0 };
                self.aim_at(rows, |row| if classes[row as usize] == 1 { 1.0 } else { low });
            }
            Targets::Classes(classes) => {
                self.targets.fill(Lanes::ZERO);
                for (vector, rows) in rows.chunks(4).enumerate() {
                    let (column, apart) = column(self.vectors, vector, outputs);
                    for (lane, &row) in rows.iter().enumerate() {
                        let place = column.start + apart * classes[row as usize] as usize;
                        self.targets[place].as_mut_array()[lane] = 1.0;
                    }
                }
            }
        }
    }

    /// Takes what the one output should say: the vectors stand in order.
    #[inline(always)]
    fn aim_at(&mut self, rows: &[u32], value: impl Fn(u32) -> f32) {
        let (fours, rest) = rows.as_chunks::<4>();
        for (target, &[a, b, c, d]) in self.targets.iter_mut().zip(fours) {
            *target = Lanes::new([value(a), value(b), value(c), value(d)]);
        }
        if let (Some(target), Some(last)) = (self.targets.get_mut(fours.len()), rest.last()) {
            *target = Lanes::new([0, 1, 2, 3].map(|lane| value(*rest.get(lane).unwrap_or(last))));
        }
    }

    /// What the last layer says of a row, unit after unit.
    pub(super) fn said(&self, row: usize) -> impl Iterator<Item = f32> {
        self.of(self.values.len().saturating_sub(1), row)
    }

    /// What a layer says of it; layer 0 is the inputs.
    pub(super) fn of(&self, layer: usize, row: usize) -> impl Iterator<Item = f32> {
        let block = self.values.get(layer).map_or(&[][..], Vec::as_slice);
        let units = block.len() / self.vectors;
        let (column, apart) = column(self.vectors, row / 4, units);
        block[column].iter().step_by(apart).map(move |lanes| lanes.as_array()[row % 4])
    }
}

/// Where a vector stands in a block of so many: from its first unit to its last, and how far they are apart.
pub(super) fn column(vectors: usize, vector: usize, units: usize) -> (Range<usize>, usize) {
    let (pair, second) = (vector / 2 * 2, vector % 2);
    let apart = if pair + 1 == vectors { 1 } else { 2 };
    let first = pair * units + second;
    (first..first + (units * apart).saturating_sub(second), apart)
}

/// Fills a block with numbers that stand row after row: `row` is where one begins.
#[inline(always)]
fn fill<'a>(block: &mut [Lanes], rows: usize, units: usize, row: impl Fn(usize) -> &'a [f32]) {
    let (vectors, last) = (rows.div_ceil(4), rows.saturating_sub(1));
    for vector in 0..vectors {
        let first = 4 * vector;
        let own = |lane: usize| &row(if first + lane < last { first + lane } else { last })[..units];
        let [a, b, c, d] = [own(0), own(1), own(2), own(3)];
        let (column, apart) = column(vectors, vector, units);
        let mut place = column.start;
        for (((&a, &b), &c), &d) in a.iter().zip(b).zip(c).zip(d) {
            block[place] = Lanes::new([a, b, c, d]);
            place += apart;
        }
    }
}
