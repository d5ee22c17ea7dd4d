//! Four numbers at once: the functions that activations and losses are made of, with the same bits everywhere.

use std::ops::{Add, Div, Mul, Neg, Sub};
use wide::{f32x4, i32x4};

/// Four numbers. Of the crate's operations only those that are exact on every machine.
pub(super) type Lanes = f32x4;

/// What each lane is.
pub(super) fn all(value: f32) -> Lanes {
    f32x4::splat(value)
}

/// Four numbers, or the place of some in a program that is being written: both go the same ways. A mask is such too, with
/// all bits set where it holds.
pub(super) trait Numbers:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> + Neg<Output = Self>
{
    /// What each lane is.
    fn all(value: f32) -> Self;
    /// Without its sign.
    fn abs(self) -> Self;
    /// `other < self ? other : self`, so that a NaN in `self` stays: one instruction on x86 and in wasm, which call the
    /// two differently.
    fn least(self, other: Self) -> Self;
    /// `other > self ? other : self`, likewise.
    fn most(self, other: Self) -> Self;
    /// Where it is less.
    fn less(self, other: Self) -> Self;
    /// Where the mask holds, else 0.
    fn keep(self, mask: Self) -> Self;
    /// 0 where the mask holds.
    fn but(self, mask: Self) -> Self;
    /// `a` where this mask holds, else `b`.
    fn choose(self, a: Self, b: Self) -> Self;
    /// Its bits, moved up.
    fn up(self, by: u32) -> Self;
    /// Its bits as whole numbers, halved so often.
    fn down(self, by: u32) -> Self;
    /// The sum of the bits as whole numbers.
    fn plus(self, other: Self) -> Self;
    /// The difference, likewise.
    fn minus(self, other: Self) -> Self;
    /// The whole numbers that its bits are.
    fn whole(self) -> Self;
}

impl Numbers for Lanes {
    #[inline(always)]
    fn all(value: f32) -> Self {
        // what is written piece by piece and read at once waits for the pieces: so x86 makes zeros in a loop
        if value.to_bits() == 0 { f32x4::ZERO } else { all(value) }
    }

    #[inline(always)]
    fn abs(self) -> Self {
        f32x4::abs(self)
    }

    #[inline(always)]
    fn least(self, other: Self) -> Self {
        if cfg!(target_feature = "simd128") {
            self.fast_min(other)
        } else if cfg!(target_feature = "sse") {
            other.fast_min(self)
        } else {
            other.simd_lt(self).select(other, self)
        }
    }

    #[inline(always)]
    fn most(self, other: Self) -> Self {
        if cfg!(target_feature = "simd128") {
            self.fast_max(other)
        } else if cfg!(target_feature = "sse") {
            other.fast_max(self)
        } else {
            other.simd_gt(self).select(other, self)
        }
    }

    #[inline(always)]
    fn less(self, other: Self) -> Self {
        self.simd_lt(other)
    }

    #[inline(always)]
    fn keep(self, mask: Self) -> Self {
        self & mask
    }

    #[inline(always)]
    fn but(self, mask: Self) -> Self {
        !mask & self
    }

    #[inline(always)]
    fn choose(self, a: Self, b: Self) -> Self {
        self.select(a, b)
    }

    #[inline(always)]
    fn up(self, by: u32) -> Self {
        floats(bits(self) << by)
    }

    #[inline(always)]
    fn down(self, by: u32) -> Self {
        floats(bits(self) >> by)
    }

    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        floats(bits(self) + bits(other))
    }

    #[inline(always)]
    fn minus(self, other: Self) -> Self {
        floats(bits(self) - bits(other))
    }

    #[inline(always)]
    fn whole(self) -> Self {
        f32x4::from_i32x4(bits(self))
    }
}

/// 0 where the size is far below what matters: subnormal numbers would make all that follows several times slower.
#[inline(always)]
pub(super) fn flushed<N: Numbers>(x: N) -> N {
    x.but(x.abs().less(N::all(1e-25)))
}

/// The sum of each of four vectors.
#[inline(always)]
pub(super) fn totals([a, b, c, d]: [Lanes; 4]) -> Lanes {
    let (ac, bd) = (a.unpack_lo(c) + a.unpack_hi(c), b.unpack_lo(d) + b.unpack_hi(d));
    ac.unpack_lo(bd) + ac.unpack_hi(bd)
}

/// A polynomial's value, highest power first.
macro_rules! polynomial {
    ($x:ident; $first:literal $(, $coefficient:literal)*) => { N::all($first) $(.mul($x).add(N::all($coefficient)))* };
}

/// The exponential of numbers that are not above 0, within 1.1 ulp; 0 below −87, where it would become subnormal.
#[inline(always)]
pub(super) fn exp<N: Numbers>(x: N) -> N {
    // adding 3·2²² leaves a whole number in the lowest bits
    let shift = N::all(12_582_912.0);
    let shifted = x * N::all(std::f32::consts::LOG2_E) + shift;
    let whole = shifted - shift;
    // ln 2 in two parts, the first with so few digits that its product is exact
    let r = x - whole * N::all(0.693_359_4) - whole * N::all(-2.121_944_4e-4);
    let tail = polynomial!(r; 0.001_381_459_8, 0.008_368_716, 0.041_668_39, 0.166_665_2, 0.499_999_94);
    let value = r * r * tail + r + N::all(1.0);
    value.plus(shifted.up(23)).but(x.less(N::all(-87.0)))
}

/// The hyperbolic tangent, within 2e-7 and never beyond ±1.
#[inline(always)]
pub(super) fn tanh<N: Numbers>(x: N) -> N {
    // beyond ±9 it is 1 as far as f32 can tell
    let x = x.least(N::all(9.0)).most(N::all(-9.0));
    let s = x * x;
    // tanh(x/2) ≈ a/b; the double angle forgives nearly all of its error where tanh is near 1
    let a = x * polynomial!(s; 46.658_092, 12_204.07, 410_244.78);
    let b = ((s + N::all(987.801_94)) * s + N::all(92_782.195)) * s + N::all(820_489.56);
    (a + a) * b / (a * a + b * b)
}

/// 1/(1 + exp(−x)), and exp(−|x|), of which it is made.
#[inline(always)]
pub(super) fn sigmoid<N: Numbers>(x: N) -> (N, N) {
    let e = exp(-x.abs());
    let above = x.less(N::all(0.0)).choose(e, N::all(1.0));
    (above / (N::all(1.0) + e), e)
}

/// log(1 + x) of numbers from 0 to 1.
#[inline(always)]
pub(super) fn log1p<N: Numbers>(x: N) -> N {
    twice_atanh(x / (N::all(2.0) + x))
}

/// The logarithm of normal numbers from 0.7.
#[inline(always)]
pub(super) fn log<N: Numbers>(x: N) -> N {
    // x = 2ᵏ·m, with m around 1
    let k = x.minus(N::all(f32::from_bits(0x3f35_04f3))).down(23);
    let m = x.minus(k.up(23));
    k.whole() * N::all(std::f32::consts::LN_2) + twice_atanh((m - N::all(1.0)) / (m + N::all(1.0)))
}

/// 2·atanh(s) up to s = 1/3.
#[inline(always)]
fn twice_atanh<N: Numbers>(s: N) -> N {
    let z = s * s;
    let double = s + s;
    double + double * z * polynomial!(z; 0.140_122_32, 0.139_995_7, 0.200_108_5, 0.333_332_06)
}

fn bits(x: Lanes) -> i32x4 {
    x.to_bits().cast_signed()
}

fn floats(x: i32x4) -> Lanes {
    f32x4::from_bits(x.cast_unsigned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The largest error over two million numbers, in units of `unit(of what it should be)`.
    fn error(
        [from, to]: [f32; 2],
        function: impl Fn(Lanes) -> Lanes,
        wanted: impl Fn(f64) -> f64,
        unit: impl Fn(f64) -> f64,
    ) -> f64 {
        let mut largest = 0.0;
        for i in 0..500_000 {
            let at = |lane: i32| from + (to - from) * ((i * 4 + lane) as f32 / 2e6);
            let x = Lanes::new([0, 1, 2, 3].map(at));
            for (x, found) in x.to_array().into_iter().zip(function(x).to_array()) {
                let wanted = wanted(f64::from(x));
                let error = (f64::from(found) - wanted).abs() / unit(wanted);
                if error > largest || error.is_nan() {
                    largest = error;
                }
            }
        }
        largest
    }

    /// The distance of f32's numbers around x.
    fn ulp(x: f64) -> f64 {
        let x = (x as f32).abs();
        f64::from(f32::from_bits(x.to_bits() + 1)) - f64::from(x)
    }

    #[test]
    fn errors_are_as_small_as_is_said() {
        let sigmoid64 = |x: f64| 1.0 / (1.0 + libm::exp(-x));
        for (what, found, allowed) in [
            ("exp", error([-87.0, 0.0], exp, libm::exp, ulp), 1.1),
            ("tanh", error([-20.0, 20.0], tanh, libm::tanh, |_| 1.0), 2.1e-7),
            ("tanh, near 0", error([-0.5, 0.5], tanh, libm::tanh, ulp), 4.0),
            ("sigmoid", error([-80.0, 30.0], |x| sigmoid(x).0, sigmoid64, ulp), 2.5),
            ("log1p", error([0.0, 1.0], log1p, libm::log1p, |x| ulp(x + 1e-6)), 3.0),
            ("log", error([0.7, 3000.0], log, libm::log, |x| ulp(x.abs() + 0.5)), 2.0),
        ] {
            println!("{what}: {found}");
            assert!(found <= allowed, "{what}: {found}");
        }
    }

    #[test]
    fn what_is_not_finite_stays_so_and_nothing_is_subnormal() {
        let (inf, nan, least_normal) = (f32::INFINITY, f32::NAN, f32::MIN_POSITIVE);
        let bits = |x: Lanes| x.to_array().map(f32::to_bits);
        assert_eq!(bits(exp(Lanes::new([-inf, -1e9, -87.5, 0.0]))), [0.0, 0.0, 0.0, 1.0].map(f32::to_bits));
        assert_eq!(bits(tanh(Lanes::new([-inf, inf, 0.0, 1e9])))[2], 0);
        for function in
            [exp, tanh, |x: Lanes| sigmoid(x).0, |x: Lanes| x.most(all(0.0)), |x: Lanes| x.least(all(0.0)), flushed]
        {
            assert!(function(all(nan)).to_array()[0].is_nan());
        }
        let small = flushed(Lanes::new([1e-38, -1e-26, least_normal / 2.0, -2e-25]));
        assert_eq!(small.to_array(), [0.0, 0.0, 0.0, -2e-25]);
        assert_eq!(
            totals([0.0, 10.0, 20.0, 30.0].map(|x| Lanes::new([x, 1.0, 2.0, 3.0]))).to_array(),
            [6.0, 16.0, 26.0, 36.0]
        );
    }

    #[test]
    fn the_smaller_and_the_larger_are_chosen_as_said() {
        let numbers = [0.0, -0.0, 1.0, -2.0, f32::NAN, f32::INFINITY, f32::NEG_INFINITY];
        for a in numbers {
            for b in numbers {
                let (small, large) = (if b < a { b } else { a }, if b > a { b } else { a });
                assert_eq!(all(a).least(all(b)).to_array().map(f32::to_bits), [small.to_bits(); 4], "{a} {b}");
                assert_eq!(all(a).most(all(b)).to_array().map(f32::to_bits), [large.to_bits(); 4], "{a} {b}");
            }
        }
    }
}
