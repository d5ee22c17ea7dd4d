//! A surface seen whole: its values, and where optimizers end up from everywhere or with any setting.

#[cfg(feature = "whole")]
mod basin;
mod field;
#[cfg(feature = "whole")]
mod lanes;
#[cfg(feature = "whole")]
mod march;
#[cfg(feature = "whole")]
mod minima;
#[cfg(feature = "whole")]
mod motion;
#[cfg(feature = "whole")]
mod order;
#[cfg(feature = "whole")]
mod swarm;
#[cfg(feature = "whole")]
mod sweep;
#[cfg(feature = "whole")]
mod walkers;

#[cfg(feature = "whole")]
pub use basin::{Basin, DIVERGED, ELSEWHERE};
pub use field::field;
#[cfg(feature = "whole")]
pub use field::slopes;
#[cfg(feature = "whole")]
pub use motion::Motion;
#[cfg(feature = "whole")]
pub use swarm::{Kernel, Particles, swarm};
#[cfg(feature = "whole")]
pub use sweep::{Axis, Outcome, Sweep};

/// A part of the plane: x0, x1, y0, y1.
pub type Domain = [f64; 4];
