//! How large a document may be, and how much it may ask for: refused with the figure before memory or time is taken.

use super::{Experiment, View};
use crate::error::{Code, Error};
use crate::number;
use crate::surface::FARTHEST;

const DOCUMENT_BYTES: usize = 256 << 10;
const RESULT_NUMBERS: f64 = (64_u32 << 20) as f64;
/// The first picture's engine is compiled for size, three times slower: what takes long is not for it.
const WORK: f64 = if cfg!(feature = "whole") { 1e12 } else { 2e6 };

pub(super) fn check_bytes(found: usize) -> Result<(), Error> {
    if found > DOCUMENT_BYTES {
        let sizes = [found, DOCUMENT_BYTES].map(|n| n.to_string());
        return Err(Error::at("", Code::DocumentTooLarge.with([&sizes[0], &sizes[1]])));
    }
    Ok(())
}

pub(super) fn check(experiment: &Experiment) -> Result<(), Error> {
    let repeat = f64::from(experiment.document.repeat);
    // five numbers a step: x, y, loss, learning rate, gradient norm
    let numbers = experiment.plans.iter().map(|plan| 5.0 * f64::from(plan.task.steps)).sum::<f64>() * repeat;
    below(numbers, RESULT_NUMBERS, Code::ResultTooLarge)?;
    below(work(experiment) * repeat, WORK, Code::WorkTooLarge)
}

/// About how many operations all runs take, once: each update sees every row, for the loss.
fn work(experiment: &Experiment) -> f64 {
    let of = |plan: &super::Plan| {
        let rows = plan.task.data.as_ref().map_or(1, |data| data.count().max(1));
        // a letter is about an operation, with its derivatives
        f64::from(plan.task.steps) * rows as f64 * plan.task.formula().len() as f64
    };
    experiment.plans.iter().map(of).sum()
}

fn below(found: f64, limit: f64, code: Code) -> Result<(), Error> {
    if found <= limit {
        return Ok(());
    }
    let times = libm::ceil(found / limit * 10.0) / 10.0;
    let [found, times, limit] = [found, times, limit].map(number::print);
    Err(Error::at("task.surface.steps", code.with([&found, &times, &limit])))
}

impl View {
    pub(super) fn check(&self) -> Result<(), Error> {
        let Some(domain @ [x0, x1, y0, y1]) = self.domain else { return Ok(()) };
        let far = domain.iter().fold(0.0, |far, x| if x.abs() > far { x.abs() } else { far });
        let narrow = |a: f64, b: f64| b - a < 1e-9 * far || b - a < 1e-100;
        let code = if x0 >= x1 || y0 >= y1 {
            Some(Code::EmptyDomain)
        } else {
            (far > FARTHEST || narrow(x0, x1) || narrow(y0, y1)).then_some(Code::NarrowDomain)
        };
        match code {
            Some(code) => Err(Error::at("view.domain", code.with([&domain.map(number::print).join(", ")]))),
            None => Ok(()),
        }
    }
}
