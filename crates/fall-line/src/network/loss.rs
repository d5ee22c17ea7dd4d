//! How far outputs are from what they should be, four rows at a time.

use super::Loss;
use super::lanes::{Lanes, Numbers, all, exp, flushed, log, log1p, sigmoid};

/// What is known of four rows, by output.
pub(super) trait Column<N> {
    /// How many outputs.
    fn outputs(&self) -> usize;
    /// What the network says.
    fn said(&self, output: usize) -> N;
    /// What it should say.
    fn target(&self, output: usize) -> N;
    /// What was put here.
    fn slope(&self, output: usize) -> N;
    /// Puts the slope of the loss.
    fn put(&mut self, output: usize, slope: N);
}

/// Blocks in which the outputs of four rows stand so far apart.
pub(super) struct Apart<'a> {
    pub(super) said: &'a [Lanes],
    pub(super) targets: &'a [Lanes],
    pub(super) slopes: &'a mut [Lanes],
    pub(super) apart: usize,
}

impl Column<Lanes> for Apart<'_> {
    #[inline(always)]
    fn outputs(&self) -> usize {
        self.said.len().div_ceil(self.apart)
    }

    #[inline(always)]
    fn said(&self, output: usize) -> Lanes {
        self.said[output * self.apart]
    }

    #[inline(always)]
    fn target(&self, output: usize) -> Lanes {
        self.targets[output * self.apart]
    }

    #[inline(always)]
    fn slope(&self, output: usize) -> Lanes {
        self.slopes[output * self.apart]
    }

    #[inline(always)]
    fn put(&mut self, output: usize, slope: Lanes) {
        self.slopes[output * self.apart] = slope;
    }
}

impl Loss {
    /// The losses of four rows, and the slopes by their outputs, times `scale`.
    #[inline(always)]
    pub(super) fn slopes<N: Numbers>(self, column: &mut impl Column<N>, scale: N) -> N {
        let (mut loss, outputs) = (N::all(0.0), column.outputs());
        match self {
            Loss::MeanSquared => {
                let share = N::all(1.0 / outputs as f32);
                for at in 0..outputs {
                    let error = column.said(at) - column.target(at);
                    loss = loss + error * error * share;
                    column.put(at, flushed((error + error) * share * scale));
                }
            }
            Loss::BinaryCrossEntropy => {
                for at in 0..outputs {
                    let (z, t) = (column.said(at), column.target(at));
                    let (p, e) = sigmoid(z);
                    loss = loss + (z.most(N::all(0.0)) - z * t + log1p(e));
                    column.put(at, flushed((p - t) * scale));
                }
            }
            Loss::CrossEntropy => {
                let mut largest = N::all(f32::NEG_INFINITY);
                for at in 0..outputs {
                    largest = largest.most(column.said(at));
                }
                let (mut sum, mut targeted) = (N::all(0.0), N::all(0.0));
                for at in 0..outputs {
                    let (below, t) = (column.said(at) - largest, column.target(at));
                    loss = loss - t * below;
                    targeted = targeted + t;
                    let e = exp(below);
                    column.put(at, e);
                    sum = sum + e;
                }
                loss = loss + targeted * log(sum);
                let share = N::all(1.0) / sum;
                for at in 0..outputs {
                    column.put(at, flushed((column.slope(at) * share - column.target(at)) * scale));
                }
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
                each(len, apart, |at| largest = largest.most(outputs[at]));
                each(len, apart, |at| {
                    outputs[at] = exp(outputs[at] - largest);
                    sum += outputs[at];
                });
                each(len, apart, |at| outputs[at] /= sum);
            }
        }
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
