//! Points along a line: linear regression.

use super::{Drawn, Natural};
use crate::fields::fields;
use crate::rng::Rng;

const SLOPE: f64 = 2.0;
const INTERCEPT: f64 = -1.0;

fields! {
    /// v = 2u − 1 + noise·N, with u uniform in −1 … 3. An outlier lies 8 higher.
    ///
    /// u is not centred, so that slope and intercept pull on each other: the valley is oblique.
    pub struct Line {
        samples: u32 = 100, in 1.0..=200000.0, "How many rows.";
        noise: f64 = 0.5, in 0.0..=100.0, "The standard deviation around the line.";
        outliers: f64 = 0.0, in 0.0..=1.0, "The share of rows far off the line.";
    }
}

impl Drawn for Line {
    fn size(&self) -> (u32, f64) {
        (self.samples, self.outliers)
    }

    fn row(&self, rng: &mut Rng) -> [f64; 2] {
        let u = -1.0 + 4.0 * rng.uniform();
        let [normal, _] = rng.normals();
        [u, SLOPE * u + INTERCEPT + self.noise * normal]
    }

    fn outlier(&self, v: f64) -> f64 {
        v + 8.0
    }

    fn natural(&self) -> Natural {
        Natural {
            f: "(x*u + y - v)^2",
            truth: [SLOPE, INTERCEPT],
            domain: [-2.0, 5.0, -4.0, 4.0],
            start: [-1.0, 3.0],
            lr: 0.1,
        }
    }
}
