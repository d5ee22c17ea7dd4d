//! What units do with their sums, a block at a time, and what slopes become on their way back.

use super::Activation;
use super::lanes::{Lanes, Numbers, exp, flushed, log1p, sigmoid, tanh};

/// Does it for each place of a block, by the activation: one loop for each, not a choice in each turn.
macro_rules! each {
    ($activation:expr, $own:ident => $body:expr; $($Name:ident)*) => {
        match $activation { $(Activation::$Name => { const $own: Activation = Activation::$Name; $body })* }
    };
    ($activation:expr, $own:ident => $body:expr) => {
        each!($activation, $own => $body; Linear Relu LeakyRelu Elu Silu Gelu Softplus Sigmoid Tanh)
    };
}

impl Activation {
    /// Sums become values. Where a slope cannot be told from the value it is put into `slopes`.
    #[inline(never)]
    pub(super) fn apply(self, block: &mut [Lanes], slopes: &mut [Lanes]) {
        each!(self, OWN => {
            if OWN.keeps_slopes() {
                block.iter_mut().zip(slopes).for_each(|(z, slope)| (*z, *slope) = OWN.value(*z));
            } else if OWN != Activation::Linear {
                block.iter_mut().for_each(|z| *z = OWN.value(*z).0);
            }
        });
    }

    /// Of a sum the value, and the slope where it cannot be told from that.
    #[inline(always)]
    pub(super) fn value<N: Numbers>(self, z: N) -> (N, N) {
        let [zero, one] = [0.0, 1.0].map(N::all);
        let value = match self {
            Activation::Linear => z,
            Activation::Relu => z.most(zero),
            Activation::LeakyRelu => z.most(z * N::all(0.01)),
            Activation::Elu => {
                let e = exp(-(-z).most(zero));
                zero.less(z).choose(z, e - one)
            }
            Activation::Tanh => tanh(z),
            Activation::Sigmoid => sigmoid(z).0,
            Activation::Softplus => {
                let (p, e) = sigmoid(z);
                return (z.most(zero) + log1p(e), p);
            }
            Activation::Silu => {
                let (p, _) = sigmoid(z);
                return (z * p, p * (one + z * (one - p)));
            }
            Activation::Gelu => {
                let (scale, cubic) = (N::all(0.797_884_6), N::all(0.044_715));
                let (half, square) = (N::all(0.5) * z, z * z);
                let t = tanh(scale * z * (one + cubic * square));
                let inner = scale * (one + N::all(3.0) * cubic * square);
                return (half * (one + t), N::all(0.5) * (one + t) + half * (one - t * t) * inner);
            }
        };
        (value, zero)
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
    #[inline(never)]
    pub(super) fn back(self, d: &mut [Lanes], values: &[Lanes], slopes: &[Lanes]) {
        each!(self, OWN => {
            if OWN.keeps_slopes() {
                d.iter_mut().zip(slopes).for_each(|(d, &slope)| *d = OWN.slope(*d, slope, slope));
            } else if OWN != Activation::Linear {
                d.iter_mut().zip(values).for_each(|(d, &a)| *d = OWN.slope(*d, a, a));
            }
        });
    }

    /// Of a slope by the value `a` the one by the sum; `slope` is what is kept, where it is.
    #[inline(always)]
    pub(super) fn slope<N: Numbers>(self, d: N, a: N, slope: N) -> N {
        let [zero, one] = [0.0, 1.0].map(N::all);
        match self {
            Activation::Linear => d,
            Activation::Relu => d.keep(zero.less(a)),
            Activation::LeakyRelu => flushed(zero.less(a).choose(d, d * N::all(0.01))),
            Activation::Elu => flushed(zero.less(a).choose(d, d * (a + one))),
            Activation::Tanh => flushed(d * (one - a * a)),
            Activation::Sigmoid => flushed(d * a * (one - a)),
            Activation::Softplus | Activation::Silu | Activation::Gelu => flushed(d * slope),
        }
    }
}
