//! What is seen of a network beside its outputs: what every unit says, and what every row costs.

use super::{Network, Samples, TOGETHER};

impl Network {
    /// What every unit says of rows of inputs: unit after unit, layer after layer, each row by row. Of the last layer
    /// that is what the network says.
    pub fn units(&mut self, w: &[f32], inputs: &[f32]) -> Vec<f32> {
        let (width, last) = (self.shape.inputs, self.shape.layers.len());
        let rows = inputs.len() / if width > 0 { width } else { 1 };
        let all: usize = self.shape.layers.iter().map(|layer| layer.units).sum();
        let mut out = vec![0.0; all * rows];
        for (part, inputs) in inputs.chunks(TOGETHER * width).enumerate() {
            let (from, some) = (part * TOGETHER, inputs.len() / width);
            self.room.take(&self.shape, some, |row| &inputs[row * width..]);
            self.forward(w);
            self.say();
            for row in 0..some {
                let said = (1..=last).flat_map(|layer| self.room.of(layer, row));
                out.iter_mut().skip(from + row).step_by(rows).zip(said).for_each(|(into, said)| *into = said);
            }
        }
        out
    }

    /// The class that is said of each of these rows.
    pub fn classes(&mut self, w: &[f32], samples: &Samples<'_>, rows: &[u32]) -> Vec<u32> {
        let mut out = Vec::with_capacity(rows.len());
        for rows in rows.chunks(TOGETHER) {
            self.take(samples, rows);
            self.answer(w);
            self.classes_said(|_, class| out.push(class));
        }
        out
    }

    /// The loss of each of these rows.
    pub fn losses(&mut self, w: &[f32], samples: &Samples<'_>, rows: &[u32]) -> Vec<f32> {
        let mut out = Vec::with_capacity(rows.len());
        for rows in rows.chunks(TOGETHER) {
            self.take(samples, rows);
            self.answer(w);
            self.lose(0.0, |losses, left| out.extend(losses.to_array().into_iter().take(left)));
        }
        out
    }
}
