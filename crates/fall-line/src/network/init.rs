//! The first weights: drawn from the seed's init stream, or given.

use super::{Activation, Layout, Shape};
use crate::fields::{choices, fields, words};
use crate::rng::{Rng, Stream};

mod values;

pub use values::Values;

choices! {
    /// Where weights start. Biases start at 0, unless they are given.
    pub enum Init {
        Xavier "xavier",
        He "he",
        Lecun "lecun",
        Normal "normal",
        Zeros "zeros",
        Values "values",
    }
}

words! {
    /// How weights of one variance are drawn.
    pub enum Distribution { Normal "normal", Uniform "uniform", }
}

fields! {
    /// Variance 2/(n_in + n_out): sums of saturating units neither fade nor grow (Glorot and Bengio, 2010).
    pub struct Xavier {
        distribution: Distribution = Distribution::Normal, "Normal, or uniform with the same variance.";
    }
}

fields! {
    /// Variance 2/n_in: half of what goes through rectifiers is 0 (He and others, 2015).
    pub struct He {
        distribution: Distribution = Distribution::Normal, "Normal, or uniform with the same variance.";
    }
}

fields! {
    /// Variance 1/n_in: sums are as large as what they are made of (LeCun and others, 1998).
    pub struct Lecun {
        distribution: Distribution = Distribution::Normal, "Normal, or uniform with the same variance.";
    }
}

fields! {
    /// Normal, of one standard deviation everywhere.
    pub struct Normal {
        std: f64 = 0.01, in 0.0..=100.0, "The standard deviation.";
    }
}

fields! {
    /// All 0, so that all units of a layer stay alike.
    pub struct Zeros {}
}

fields! {
    /// One layer's weights and biases.
    pub struct LayerValues {
        weights: Vec<Vec<f64>> = Vec::new(), in -3e38..=3e38, count 1..=1024, (required), "A row for each output, of a number for each input.";
        bias: Vec<f64> = Vec::new(), in -3e38..=3e38, count 0..=1024, "A number for each output; by default 0.";
    }
}

impl Init {
    /// What suits the activation of a layer.
    pub fn suited(activation: Activation) -> Init {
        use Activation::*;
        match activation {
            Relu | LeakyRelu | Elu | Silu | Gelu | Softplus => Init::He(He::default()),
            Linear | Sigmoid | Tanh => Init::Xavier(Xavier::default()),
        }
    }
}

/// The parameters that a run starts from; where nothing is said, each layer has what suits it.
///
/// Layer after layer, weights output by output: all from one stream, uniform ones of two words, normal ones in pairs of
/// four; of the last pair of a layer one may be left over.
pub fn first_weights(shape: &Shape, init: Option<&Init>, seed: u32) -> Vec<f32> {
    let layout = Layout::new(shape);
    let mut w = vec![0.0; layout.len()];
    let mut rng = Rng::new(seed, Stream::Init);
    for (number, layer) in shape.layers.iter().enumerate() {
        let own;
        let init = match init {
            Some(init) => init,
            None => {
                own = Init::suited(layer.activation);
                &own
            }
        };
        if let Init::Values(values) = init {
            values.put(number, &layout, &mut w);
            continue;
        }
        let (inputs, outputs) = (shape.before(number) as f64, layer.units as f64);
        let (variance, distribution) = match init {
            Init::Xavier(xavier) => (2.0 / (inputs + outputs), xavier.distribution),
            Init::He(he) => (2.0 / inputs, he.distribution),
            Init::Lecun(lecun) => (1.0 / inputs, lecun.distribution),
            Init::Normal(normal) => (normal.std * normal.std, Distribution::Normal),
            Init::Zeros(_) | Init::Values(_) => continue,
        };
        let mut drawn = Vec::new();
        let count = layout.weights(number).len();
        while drawn.len() < count {
            match distribution {
                Distribution::Normal => drawn.extend(rng.normals().map(|normal| variance.sqrt() * normal)),
                Distribution::Uniform => drawn.push((3.0 * variance).sqrt() * (2.0 * rng.uniform() - 1.0)),
            }
        }
        for (at, x) in layout.in_order(number).zip(drawn) {
            w[at] = x as f32;
        }
    }
    w
}

#[cfg(test)]
mod tests;
