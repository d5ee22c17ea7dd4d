//! What takes longer than a frame, in slices: each job is begun, advanced until it is done, and may be dropped at any
//! time. The same bits whatever the slices.

use crate::error::{Code, Error};
use crate::number;

mod finder;
mod landscape;
mod sweep;
mod worst;

pub use finder::Finder;
pub use landscape::{Landscape, Plane};
pub use sweep::{Axis, Measure, TrainingSweep};
pub use worst::Worst;

/// An error about a job's setting, unless it is within its range.
fn within(name: &str, found: f64, is: bool, range: &str) -> Result<(), Error> {
    if is { Ok(()) } else { Err(Error::at(name, Code::OutOfRange.with([&number::print(found), range]))) }
}
