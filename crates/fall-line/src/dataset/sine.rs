//! Points along a wave: a loss with many valleys.

use super::{Drawn, Natural};
use crate::fields::fields;
use crate::rng::Rng;

const FREQUENCY: f64 = 3.0;
const PHASE: f64 = 0.5;

fields! {
    /// v = sin(3u + 0.5) + noise·N, with u uniform in −2 … 2. An outlier lies 3 higher.
    ///
    /// A wave of another frequency fits here and there, so that the surface has many minima; all shift by 2π in the phase.
    pub struct Sine {
        samples: u32 = 100, in 1.0..=200000.0, "How many rows.";
        noise: f64 = 0.1, in 0.0..=100.0, "The standard deviation around the wave.";
        outliers: f64 = 0.0, in 0.0..=1.0, "The share of rows far off the wave.";
    }
}

impl Drawn for Sine {
    fn size(&self) -> (u32, f64) {
        (self.samples, self.outliers)
    }

    fn row(&self, rng: &mut Rng) -> [f64; 2] {
        let u = -2.0 + 4.0 * rng.uniform();
        let [normal, _] = rng.normals();
        [u, libm::sin(FREQUENCY * u + PHASE) + self.noise * normal]
    }

    fn outlier(&self, v: f64) -> f64 {
        v + 3.0
    }

    fn natural(&self) -> Natural {
        Natural {
            f: "(sin(x*u + y) - v)^2",
            truth: [FREQUENCY, PHASE],
            domain: [-1.0, 7.0, -4.0, 4.0],
            start: [2.0, 2.0],
            lr: 0.1,
        }
    }
}
