//! Surfaces: functions of two parameters, computed in f64.

use crate::objective::Objective;

mod jet;
mod library;

pub use jet::{Jet, Number};
pub use library::{Entry, LIBRARY, find};

/// A surface of the library as something to minimise.
#[derive(Clone, Debug)]
pub struct Surface {
    entry: &'static Entry,
}

impl Surface {
    /// The surface of an entry.
    pub fn new(entry: &'static Entry) -> Surface {
        Surface { entry }
    }

    /// The entry it was made of.
    pub fn entry(&self) -> &'static Entry {
        self.entry
    }

    /// f(x, y).
    pub fn value(&self, x: f64, y: f64) -> f64 {
        (self.entry.value)(x, y)
    }

    /// f with its derivatives up to the second.
    pub fn jet(&self, x: f64, y: f64) -> Jet {
        (self.entry.jet)(Jet::x(x), Jet::y(y))
    }

    /// The steepest curvature anywhere, where that is one number: on a convex quadratic.
    pub fn curvature(&self) -> Option<f64> {
        self.entry.quadratic.then(|| self.jet(0.0, 0.0).curvatures()[1])
    }
}

impl Objective<f64> for Surface {
    fn value_grad(&mut self, w: &[f64], grad: &mut [f64]) -> f64 {
        let jet = self.jet(w[0], w[1]);
        grad.copy_from_slice(&jet.gradient());
        jet.value
    }

    fn loss(&mut self, w: &[f64]) -> f64 {
        self.value(w[0], w[1])
    }
}
