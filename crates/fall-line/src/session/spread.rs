//! What many seeds come to: the median and the quartiles, step by step.

use super::Track;

/// The middle half of the losses after each update. Each list ends before a run that diverged would make it infinite.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spread {
    /// A quarter of the seeds is below.
    pub lower: Vec<f64>,
    /// Half of them are.
    pub median: Vec<f64>,
    /// Three quarters are.
    pub upper: Vec<f64>,
}

/// The spread of one run's losses over its seeds. Quartiles lie between values as NumPy's do.
pub fn spread<'a>(tracks: impl Iterator<Item = &'a Track>) -> Spread {
    let losses: Vec<&[f64]> = tracks.map(|track| track.loss.as_slice()).collect();
    let mut spread = Spread::default();
    for step in 0..losses.iter().map(|loss| loss.len()).max().unwrap_or(0) {
        let mut sorted: Vec<f64> = Vec::with_capacity(losses.len());
        for loss in &losses {
            let x = loss.get(step).copied().unwrap_or(f64::INFINITY);
            sorted.insert(sorted.partition_point(|&other| other <= x), x);
        }
        let lists = [&mut spread.lower, &mut spread.median, &mut spread.upper];
        for (list, share) in lists.into_iter().zip([0.25, 0.5, 0.75]) {
            let x = quantile(&sorted, share);
            if list.len() == step && x.is_finite() {
                list.push(x);
            }
        }
    }
    spread
}

fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() as f64 - 1.0);
    let below = libm::floor(place);
    let at = |place: f64| sorted.get(place as usize).copied().unwrap_or(f64::INFINITY);
    // no product with an infinite neighbour that does not count
    if place == below { at(below) } else { at(below) + (at(below + 1.0) - at(below)) * (place - below) }
}
