//! Surfaces: functions of two parameters, computed in f64.

use crate::error::Error;
use crate::formula::{self, Entry, Jet, Program};
use crate::objective::Objective;

/// How far out a part of the plane may lie that is shown.
pub const FARTHEST: f64 = 1e100;

/// A formula in x and y as something to minimise.
#[derive(Clone, Debug)]
pub struct Surface {
    program: Program,
    entry: Option<&'static Entry>,
}

impl Surface {
    /// Compiles a formula, or takes a name of the library.
    pub fn new(f: &str) -> Result<Surface, Error> {
        let entry = formula::find(f);
        let program = formula::compile(entry.map_or(f, |entry| entry.text), &["x", "y"])?;
        Ok(Surface { program, entry })
    }

    /// What the library knows of it.
    pub fn entry(&self) -> Option<&'static Entry> {
        self.entry
    }

    /// f(x, y).
    pub fn value(&self, x: f64, y: f64) -> f64 {
        self.program.run(&[x, y])
    }

    /// f with its derivatives up to the second.
    pub fn jet(&self, x: f64, y: f64) -> Jet {
        self.program.run(&Jet::variables(x, y))
    }

    /// The steepest curvature anywhere, where that is one number: on a convex quadratic.
    pub fn curvature(&self) -> Option<f64> {
        let [_, steepest] = self.jet(0.0, 0.0).curvatures();
        (self.program.is_quadratic() && steepest > 0.0).then_some(steepest)
    }

    /// Where runs start that say nothing of it.
    pub fn start(&self) -> [f64; 2] {
        self.entry.map_or([-1.5, 2.0], |entry| entry.start)
    }

    /// The part of the plane worth seeing by runs from `start`.
    pub fn domain(&self, [x, y]: [f64; 2]) -> [f64; 4] {
        self.entry.map_or_else(
            || {
                let far = if x.abs() > y.abs() { x.abs() } else { y.abs() };
                let half = if far * 1.5 > 3.0 { far * 1.5 } else { 3.0 };
                let half = if half < FARTHEST { half } else { FARTHEST };
                [-half, half, -half, half]
            },
            |entry| entry.domain,
        )
    }
}

impl Objective<f64> for Surface {
    fn value_grad(&mut self, w: &[f64], grad: &mut [f64]) -> f64 {
        let jet = self.jet(w[0], w[1]);
        grad.copy_from_slice(&jet.gradient);
        jet.value
    }

    fn loss(&mut self, w: &[f64]) -> f64 {
        self.value(w[0], w[1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_worth_seeing_holds_the_start_and_is_finite() {
        let surface = Surface::new("x*y").unwrap();
        for (start, half) in [([0.0, 1.0], 3.0), ([-10.0, 4.0], 15.0), ([0.0, 1.7e308], FARTHEST)] {
            assert_eq!(surface.domain(start), [-half, half, -half, half]);
        }
    }
}
