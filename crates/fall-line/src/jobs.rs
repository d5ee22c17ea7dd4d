//! What takes longer than a frame, in slices: each job is begun, advanced until it is done, and may be dropped at any
//! time. The same bits whatever the slices.

use crate::error::Error;
use crate::experiment::Experiment;
use crate::training::Training;

mod finder;
mod landscape;
mod sweep;
mod worst;

pub use finder::Finder;
pub use landscape::{Landscape, Plane};
pub use sweep::{Axis, Measure, TrainingSweep};
pub use worst::worst;

/// A run alone, as a document of its own, begun.
fn alone(
    experiment: &Experiment,
    run: usize,
    edits: &[(String, crate::json::Json)],
    seed: u32,
    files: &crate::examples::Files,
) -> Result<Training, Error> {
    let own = experiment.edited(run, edits)?.repetition(seed)?;
    Training::once(&own, files)
}
