//! Two classes along one number: logistic regression.

use super::{Drawn, Natural};
use crate::fields::fields;
use crate::rng::Rng;

const SLOPE: f64 = 1.0;
const INTERCEPT: f64 = -1.0;

fields! {
    /// v is 1 with the probability sigmoid(u − 1 + noise·N), else 0, with u uniform in −4 … 4. An outlier has the other
    /// class.
    pub struct Logistic {
        samples: u32 = 100, in 1.0..=200000.0, "How many rows.";
        noise: f64 = 0.0, in 0.0..=100.0, "The standard deviation of what else decides the class.";
        outliers: f64 = 0.0, in 0.0..=1.0, "The share of rows with the other class.";
    }
}

impl Drawn for Logistic {
    fn size(&self) -> (u32, f64) {
        (self.samples, self.outliers)
    }

    fn row(&self, rng: &mut Rng) -> [f64; 2] {
        let u = -4.0 + 8.0 * rng.uniform();
        let [normal, _] = rng.normals();
        let logit = SLOPE * u + INTERCEPT + self.noise * normal;
        let one = rng.uniform() < 1.0 / (1.0 + libm::exp(-logit));
        [u, f64::from(u8::from(one))]
    }

    fn outlier(&self, v: f64) -> f64 {
        1.0 - v
    }

    fn natural(&self) -> Natural {
        Natural {
            f: "softplus(x*u + y) - v*(x*u + y)",
            truth: [SLOPE, INTERCEPT],
            domain: [-2.0, 3.0, -4.0, 3.0],
            start: [-1.0, 2.0],
            lr: 0.4,
        }
    }
}
