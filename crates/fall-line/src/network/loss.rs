//! How far outputs are from what they should be, four rows at a time.

use super::Loss;
use super::lanes::{Lanes, all, exp, flushed, log, log1p, most, sigmoid};

impl Loss {
    /// The losses of four rows by their outputs, which stand so far apart; `slopes` becomes the slopes by them, times
    /// `scale`, likewise apart.
    pub(super) fn slopes(
        self,
        outputs: &[Lanes],
        targets: &[Lanes],
        slopes: &mut [Lanes],
        apart: usize,
        scale: Lanes,
    ) -> Lanes {
        let (mut loss, len) = (Lanes::ZERO, outputs.len());
        let (targets, slopes) = (&targets[..len], &mut slopes[..len]);
        match self {
            Loss::MeanSquared => {
                let share = all(1.0 / len.div_ceil(apart) as f32);
                each(len, apart, |at| {
                    let error = outputs[at] - targets[at];
                    loss += error * error * share;
                    slopes[at] = flushed((error + error) * share * scale);
                });
            }
            Loss::BinaryCrossEntropy => each(len, apart, |at| {
                let (z, t) = (outputs[at], targets[at]);
                let (p, e) = sigmoid(z);
                loss += most(z, Lanes::ZERO) - z * t + log1p(e);
                slopes[at] = flushed((p - t) * scale);
            }),
            Loss::CrossEntropy => {
                let mut largest = all(f32::NEG_INFINITY);
                each(len, apart, |at| largest = most(largest, outputs[at]));
                let (mut sum, mut targeted) = (Lanes::ZERO, Lanes::ZERO);
                each(len, apart, |at| {
                    let (below, t) = (outputs[at] - largest, targets[at]);
                    loss -= t * below;
                    targeted += t;
                    slopes[at] = exp(below);
                    sum += slopes[at];
                });
                loss += targeted * log(sum);
                let share = all(1.0) / sum;
                each(len, apart, |at| slopes[at] = flushed((slopes[at] * share - targets[at]) * scale));
            }
        }
        loss
    }

    /// Outputs, so far apart, become what is told of four rows: probabilities, or values as they are.
    pub(super) fn say(self, outputs: &mut [Lanes], apart: usize) {
        let len = outputs.len();
        match self {
            Loss::MeanSquared => {}
            Loss::BinaryCrossEntropy => each(len, apart, |at| outputs[at] = sigmoid(outputs[at]).0),
            Loss::CrossEntropy => {
                let (mut largest, mut sum) = (all(f32::NEG_INFINITY), Lanes::ZERO);
                each(len, apart, |at| largest = most(largest, outputs[at]));
                each(len, apart, |at| {
                    outputs[at] = exp(outputs[at] - largest);
                    sum += outputs[at];
                });
                each(len, apart, |at| outputs[at] /= sum);
            }
        }
    }

    /// The class that a row's outputs speak for: of one output by its sign, of several the largest, the first of equals.
    pub(super) fn class(outputs: impl Iterator<Item = f32>) -> usize {
        let mut best = (0.0, 0);
        let mut count = 0;
        for output in outputs {
            if count == 0 || output > best.0 {
                best = (output, count);
            }
            count += 1;
        }
        if count == 1 { usize::from(best.0 >= 0.0) } else { best.1 }
    }
}

/// Every place of so many that stand so far apart: `step_by` would divide first.
#[inline(always)]
fn each(len: usize, apart: usize, mut told: impl FnMut(usize)) {
    let mut at = 0;
    while at < len {
        told(at);
        at += apart;
    }
}
