//! What weights cost, beside the loss.

use super::Layout;
use crate::fields::fields;
use std::ops::Range;

fields! {
    /// a·Σ|w| + (b/2)·Σw², over weights and not biases. Rules see it in the gradient; losses that are shown are without.
    #[derive(Copy)]
    pub struct Penalty {
        l1: f64 = 0.0, in 0.0..=1e6, "How much of each weight's size it costs.";
        l2: f64 = 0.0, in 0.0..=1e6, "How much of half its square.";
    }
}

impl Penalty {
    /// Adds its slope to the gradient of a part of the parameters.
    pub fn add(&self, layout: &Layout, part: &Range<usize>, w: &[f32], g: &mut [f32]) {
        if self.l1 == 0.0 && self.l2 == 0.0 {
            return;
        }
        let [l1, l2] = [self.l1, self.l2].map(|x| x as f32);
        for layer in 0..layout.layers() {
            let weights = layout.weights(layer);
            let from = if weights.start > part.start { weights.start } else { part.start };
            let to = if weights.end < part.end { weights.end } else { part.end };
            let own = from.saturating_sub(part.start)..to.saturating_sub(part.start);
            let (Some(w), Some(g)) = (w.get(own.clone()), g.get_mut(own)) else { continue };
            for (g, &w) in g.iter_mut().zip(w) {
                let sign = if w > 0.0 { l1 } else { -l1 };
                *g += l2 * w + if w == 0.0 { 0.0 } else { sign };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::{Activation, Layer, Shape};

    #[test]
    fn weights_pay_and_biases_do_not_in_whatever_parts() {
        let layer = |units| Layer { units, activation: Activation::Tanh };
        let layout = Layout::new(&Shape { inputs: 3, layers: vec![layer(2), layer(1)] });
        let w: Vec<f32> = (0..layout.len()).map(|i| [-2.0, 0.0, 0.5, 4.0][i % 4]).collect();
        let penalty = Penalty { l1: 0.25, l2: 3.0 };
        let mut expected = vec![1.0; w.len()];
        for layer in 0..layout.layers() {
            for i in layout.weights(layer) {
                let sign = if w[i] == 0.0 { 0.0 } else { w[i].signum() };
                expected[i] = 1.0 + (3.0 * w[i] + 0.25 * sign);
            }
        }
        for cut in 0..=w.len() {
            let mut g = vec![1.0; w.len()];
            for part in [0..cut, cut..w.len()] {
                penalty.add(&layout, &part, &w[part.clone()], &mut g[part.clone()]);
            }
            assert_eq!(g, expected, "cut at {cut}");
        }
    }
}
