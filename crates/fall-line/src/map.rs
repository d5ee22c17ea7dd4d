//! A surface seen whole: its values, and where optimizers end up from everywhere or with any setting.

mod basin;
mod field;
mod minima;
mod motion;
mod order;
mod swarm;
mod sweep;

pub use basin::{Basin, DIVERGED, ELSEWHERE};
pub use field::{centre, field};
pub use motion::{Motion, can_swarm};
pub use swarm::{Kernel, Particles, swarm};
pub use sweep::{Axis, Outcome, Sweep};

/// A part of the plane: x0, x1, y0, y1.
pub type Domain = [f64; 4];
