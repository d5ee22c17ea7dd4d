//! Where each weight and bias stands in the flat vector of parameters.

use super::Shape;
use std::ops::Range;

/// Layer after layer: its weights, then its biases. The weights of four outputs are a panel, in which they stand input
/// after input; the last panel may be narrower. Without gaps, and the same for all kernels.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Of each layer: where it begins, its inputs and its outputs.
    layers: Vec<[usize; 3]>,
    len: usize,
}

impl Layout {
    /// Of a network of this shape.
    pub fn new(shape: &Shape) -> Self {
        let (mut layers, mut len) = (Vec::new(), 0);
        for (i, layer) in shape.layers.iter().enumerate() {
            let inputs = shape.before(i);
            layers.push([len, inputs, layer.units]);
            len += (inputs + 1) * layer.units;
        }
        Self { layers, len }
    }

    /// How many parameters.
    #[expect(clippy::len_without_is_empty, reason = "none is empty")]
    pub fn len(&self) -> usize {
        self.len
    }

    /// How many layers, with that of the output.
    pub fn layers(&self) -> usize {
        self.layers.len()
    }

    /// Where the weight stands with which `output` of `layer` sees its `input`.
    pub fn weight(&self, layer: usize, output: usize, input: usize) -> usize {
        let [at, inputs, outputs] = self.layers[layer];
        let first = output / 4 * 4;
        let width = if outputs - first < 4 { outputs - first } else { 4 };
        at + first * inputs + input * width + output - first
    }

    /// Where the bias of an output stands.
    pub fn bias(&self, layer: usize, output: usize) -> usize {
        self.biases(layer).start + output
    }

    /// All weights of a layer.
    pub fn weights(&self, layer: usize) -> Range<usize> {
        let [at, inputs, outputs] = self.layers[layer];
        at..at + inputs * outputs
    }

    /// The weights of one output, input after input.
    pub fn weights_of(&self, layer: usize, output: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.layers[layer][1]).map(move |input| self.weight(layer, output, input))
    }

    /// All weights of a layer, output after output.
    pub fn in_order(&self, layer: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.layers[layer][2]).flat_map(move |output| self.weights_of(layer, output))
    }

    /// All biases of a layer.
    pub fn biases(&self, layer: usize) -> Range<usize> {
        let [_, _, outputs] = self.layers[layer];
        let at = self.weights(layer).end;
        at..at + outputs
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Activation, Layer};
    use super::*;

    #[test]
    fn every_parameter_has_a_place_of_its_own() {
        for (inputs, units) in [(1, 1), (3, 4), (2, 5), (7, 11), (5, 8)] {
            let layer = |units| Layer { units, activation: Activation::Linear };
            let shape = Shape { inputs, layers: vec![layer(units), layer(3)] };
            let layout = Layout::new(&shape);
            let mut seen = vec![0; layout.len()];
            for at in 0..2 {
                for o in 0..shape.layers[at].units {
                    (0..shape.before(at)).for_each(|i| seen[layout.weight(at, o, i)] += 1);
                    seen[layout.bias(at, o)] += 1;
                }
            }
            assert!(seen.iter().all(|&seen| seen == 1), "{inputs} {units}: {seen:?}");
        }
    }
}
