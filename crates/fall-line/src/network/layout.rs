//! Where each weight and bias stands in the flat vector of parameters.

use super::Shape;
use std::ops::Range;

/// Layer after layer: its weights, output by output, then its biases. Without gaps, and the same for all kernels.
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
        let [at, inputs, _] = self.layers[layer];
        at + output * inputs + input
    }

    /// Where the bias of an output stands.
    pub fn bias(&self, layer: usize, output: usize) -> usize {
        self.biases(layer).start + output
    }

    /// All weights of a layer, output by output.
    pub fn weights(&self, layer: usize) -> Range<usize> {
        let [at, inputs, outputs] = self.layers[layer];
        at..at + inputs * outputs
    }

    /// The weights of one output.
    pub fn weights_of(&self, layer: usize, output: usize) -> Range<usize> {
        let [at, inputs, _] = self.layers[layer];
        at + output * inputs..at + (output + 1) * inputs
    }

    /// All biases of a layer.
    pub fn biases(&self, layer: usize) -> Range<usize> {
        let [_, _, outputs] = self.layers[layer];
        let at = self.weights(layer).end;
        at..at + outputs
    }
}
