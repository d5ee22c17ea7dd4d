//! The room of a pass: what every layer said of the rows that pass together.

use super::kernel::Tiles;
use super::lanes::{Lanes, all};
use super::{Loss, Samples, Shape, Targets};

/// Blocks as [`Tiles`] lays them out.
#[derive(Default)]
pub(super) struct Room {
    pub(super) tiles: Tiles,
    /// The inputs, then what each layer says.
    pub(super) values: Vec<Vec<Lanes>>,
    /// Of each layer, where they cannot be told from its values.
    pub(super) slopes: Vec<Vec<Lanes>>,
    /// What the last layer should say.
    pub(super) targets: Vec<Lanes>,
    /// The slopes of the loss by what a layer says, and by what the layer before it says.
    pub(super) d: [Vec<Lanes>; 2],
}

impl Room {
    /// Makes room for so many rows and takes their inputs.
    pub(super) fn take<'a>(&mut self, shape: &Shape, rows: usize, row: impl Fn(usize) -> &'a [f32]) {
        let tiles = Tiles::new(rows);
        if tiles.vectors() != self.tiles.vectors() || self.values.is_empty() {
            let sized = |units: usize, block: &mut Vec<Lanes>| block.resize(units * tiles.vectors(), Lanes::ZERO);
            self.values.resize_with(shape.layers.len() + 1, Vec::new);
            self.slopes.resize_with(shape.layers.len(), Vec::new);
            self.values.iter_mut().enumerate().for_each(|(layer, block)| sized(shape.before(layer), block));
            for (block, layer) in self.slopes.iter_mut().zip(&shape.layers) {
                sized(if layer.activation.keeps_slopes() { layer.units } else { 0 }, block);
            }
            sized(shape.outputs(), &mut self.targets);
        }
        self.tiles = tiles;
        tiles.fill(shape.inputs, &mut self.values[0], row);
    }

    /// Takes what should be said of the rows.
    pub(super) fn aim(&mut self, shape: &Shape, loss: Loss, samples: &Samples<'_>, rows: &[u32]) {
        let outputs = shape.outputs();
        match samples.targets {
            Targets::Numbers(numbers) => {
                self.tiles.fill(outputs, &mut self.targets, |row| &numbers[rows[row] as usize * outputs..][..outputs]);
            }
            Targets::Classes(classes) => {
                let two = outputs == 1;
                let low = if two && loss == Loss::MeanSquared { -1.0 } else { 0.0 };
                self.targets.fill(all(low));
                for (at, &row) in rows.iter().enumerate() {
                    let class = classes[row as usize] as usize;
                    let unit = if two { class.checked_sub(1) } else { Some(class) };
                    if let Some(unit) = unit {
                        let (first, step) = self.tiles.column(outputs, at / 4);
                        self.targets[first + unit * step].as_mut_array()[at % 4] = 1.0;
                    }
                }
            }
        }
    }

    /// What a layer says of a row, unit after unit; layer 0 is the inputs.
    pub(super) fn row(&self, layer: usize, row: usize) -> impl Iterator<Item = f32> {
        let block = &self.values[layer];
        let units = block.len() / self.tiles.vectors();
        let (first, step) = self.tiles.column(units, row / 4);
        block[first..].iter().step_by(step).take(units).map(move |lanes| lanes.as_array()[row % 4])
    }
}
