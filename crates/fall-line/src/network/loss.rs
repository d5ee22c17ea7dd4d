//! How far outputs are from what they should be, four rows at a time.

use super::Loss;
use super::lanes::{Lanes, all, exp, flushed, log, log1p, most, sigmoid};

impl Loss {
    /// The losses of four rows, whose outputs, so far apart, become their slopes, times `scale`.
    pub(super) fn slopes(self, outputs: &mut [Lanes], targets: &[Lanes], apart: usize, scale: Lanes) -> Lanes {
        let mut loss = Lanes::ZERO;
        let targets = || targets.iter().step_by(apart);
        let both = outputs.iter_mut().step_by(apart).zip(targets());
        match self {
            Loss::MeanSquared => {
                let share = all(1.0 / both.len() as f32);
                for (z, &t) in both {
                    let error = *z - t;
                    loss += error * error * share;
                    *z = flushed((error + error) * share * scale);
                }
            }
            Loss::BinaryCrossEntropy => {
                for (z, &t) in both {
                    let (p, e) = sigmoid(*z);
                    loss += most(*z, Lanes::ZERO) - *z * t + log1p(e);
                    *z = flushed((p - t) * scale);
                }
            }
            Loss::CrossEntropy => {
                let largest = largest(both.map(|(z, _)| *z));
                let (mut sum, mut targeted) = (Lanes::ZERO, Lanes::ZERO);
                for (z, &t) in outputs.iter_mut().step_by(apart).zip(targets()) {
                    let below = *z - largest;
                    loss -= t * below;
                    targeted += t;
                    *z = exp(below);
                    sum += *z;
                }
                loss += targeted * log(sum);
                let share = all(1.0) / sum;
                for (z, &t) in outputs.iter_mut().step_by(apart).zip(targets()) {
                    *z = flushed((*z * share - t) * scale);
                }
            }
        }
        loss
    }

    /// Outputs, so far apart, become what is told of four rows: probabilities, or values as they are.
    pub(super) fn say(self, outputs: &mut [Lanes], apart: usize) {
        match self {
            Loss::MeanSquared => {}
            Loss::BinaryCrossEntropy => outputs.iter_mut().step_by(apart).for_each(|z| *z = sigmoid(*z).0),
            Loss::CrossEntropy => {
                let largest = largest(outputs.iter().step_by(apart).copied());
                let mut sum = Lanes::ZERO;
                for z in outputs.iter_mut().step_by(apart) {
                    *z = exp(*z - largest);
                    sum += *z;
                }
                outputs.iter_mut().step_by(apart).for_each(|z| *z /= sum);
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

fn largest(outputs: impl Iterator<Item = Lanes>) -> Lanes {
    outputs.fold(all(f32::NEG_INFINITY), most)
}
