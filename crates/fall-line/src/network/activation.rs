//! What units do with their sums, a block at a time, and what slopes become on their way back.

use super::Activation;
use super::lanes::{Lanes, all, exp, flushed, log1p, most, sigmoid, tanh};

impl Activation {
    /// Sums become values. Where a slope cannot be told from the value it is put into `slopes`.
    pub(super) fn apply(self, block: &mut [Lanes], slopes: &mut [Lanes]) {
        let [zero, one] = [0.0, 1.0].map(all);
        let both = block.iter_mut().zip(slopes);
        match self {
            Activation::Linear => {}
            Activation::Relu => block.iter_mut().for_each(|z| *z = most(*z, zero)),
            Activation::LeakyRelu => block.iter_mut().for_each(|z| *z = most(*z, *z * all(0.01))),
            Activation::Elu => block.iter_mut().for_each(|z| {
                let e = exp(-most(-*z, zero));
                *z = z.simd_gt(zero).select(*z, e - one);
            }),
            Activation::Tanh => block.iter_mut().for_each(|z| *z = tanh(*z)),
            Activation::Sigmoid => block.iter_mut().for_each(|z| *z = sigmoid(*z).0),
            Activation::Softplus => both.for_each(|(z, slope)| {
                let (p, e) = sigmoid(*z);
                (*slope, *z) = (p, most(*z, zero) + log1p(e));
            }),
            Activation::Silu => both.for_each(|(z, slope)| {
                let (p, _) = sigmoid(*z);
                (*slope, *z) = (p * (one + *z * (one - p)), *z * p);
            }),
            Activation::Gelu => both.for_each(|(z, slope)| {
                let (scale, cubic) = (all(0.797_884_6), all(0.044_715));
                let (half, square) = (all(0.5) * *z, *z * *z);
                let t = tanh(scale * *z * (one + cubic * square));
                let inner = scale * (one + all(3.0) * cubic * square);
                *slope = all(0.5) * (one + t) + half * (one - t * t) * inner;
                *z = half * (one + t);
            }),
        }
    }

    /// Between which values it stays, where it is flat next to them.
    pub fn bounds(self) -> Option<[f32; 2]> {
        match self {
            Activation::Sigmoid => Some([0.0, 1.0]),
            Activation::Tanh => Some([-1.0, 1.0]),
            _ => None,
        }
    }

    /// Whether `apply` writes slopes.
    pub(super) fn keeps_slopes(self) -> bool {
        matches!(self, Activation::Softplus | Activation::Silu | Activation::Gelu)
    }

    /// Slopes by the values become slopes by the sums.
    pub(super) fn back(self, d: &mut [Lanes], values: &[Lanes], slopes: &[Lanes]) {
        let [zero, one] = [0.0, 1.0].map(all);
        let each = d.iter_mut().zip(values);
        match self {
            Activation::Linear => {}
            Activation::Relu => each.for_each(|(d, &a)| *d &= a.simd_gt(zero)),
            Activation::LeakyRelu => each.for_each(|(d, &a)| *d = flushed(a.simd_gt(zero).select(*d, *d * all(0.01)))),
            Activation::Elu => {
                each.for_each(|(d, &a)| *d = flushed(a.simd_gt(zero).select(*d, *d * (a + one))));
            }
            Activation::Tanh => each.for_each(|(d, &a)| *d = flushed(*d * (one - a * a))),
            Activation::Sigmoid => each.for_each(|(d, &a)| *d = flushed(*d * a * (one - a))),
            Activation::Softplus | Activation::Silu | Activation::Gelu => {
                d.iter_mut().zip(slopes).for_each(|(d, slope)| *d = flushed(*d * *slope));
            }
        }
    }
}
