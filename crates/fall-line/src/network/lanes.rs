//! Four numbers at once: the functions that activations and losses are made of, with the same bits everywhere.

use std::ops::{Add, Mul};
use wide::{f32x4, i32x4};

/// Four numbers. Of the crate's operations only those that are exact on every machine.
pub(super) type Lanes = f32x4;

/// What each lane is.
pub(super) fn all(value: f32) -> Lanes {
    f32x4::splat(value)
}

/// `b < a ? b : a`, so that a NaN in `a` stays: one instruction on x86 and in wasm, which call the two differently.
#[inline(always)]
pub(super) fn least(a: Lanes, b: Lanes) -> Lanes {
    if cfg!(target_feature = "simd128") {
        a.fast_min(b)
    } else if cfg!(target_feature = "sse") {
        b.fast_min(a)
    } else {
        b.simd_lt(a).select(b, a)
    }
}

/// `b > a ? b : a`, likewise.
#[inline(always)]
pub(super) fn most(a: Lanes, b: Lanes) -> Lanes {
    if cfg!(target_feature = "simd128") {
        a.fast_max(b)
    } else if cfg!(target_feature = "sse") {
        b.fast_max(a)
    } else {
        b.simd_gt(a).select(b, a)
    }
}

/// 0 where the size is far below what matters: subnormal numbers would make all that follows several times slower.
#[inline(always)]
pub(super) fn flushed(x: Lanes) -> Lanes {
    !x.abs().simd_lt(all(1e-25)) & x
}

/// The sum of each of four vectors.
#[inline(always)]
pub(super) fn totals([a, b, c, d]: [Lanes; 4]) -> Lanes {
    let (ac, bd) = (a.unpack_lo(c) + a.unpack_hi(c), b.unpack_lo(d) + b.unpack_hi(d));
    ac.unpack_lo(bd) + ac.unpack_hi(bd)
}

/// A polynomial's value, highest power first.
macro_rules! polynomial {
    ($x:ident; $first:literal $(, $coefficient:literal)*) => { all($first) $(.mul($x).add(all($coefficient)))* };
}

/// The exponential of numbers that are not above 0, within 1.1 ulp; 0 below −87, where it would become subnormal.
#[inline(always)]
pub(super) fn exp(x: Lanes) -> Lanes {
    // adding 3·2²² leaves a whole number in the lowest bits
    let shift = all(12_582_912.0);
    let shifted = x * all(std::f32::consts::LOG2_E) + shift;
    let whole = shifted - shift;
    let power = bits(shifted) << 23;
    // ln 2 in two parts, the first with so few digits that its product is exact
    let r = x - whole * all(0.693_359_4) - whole * all(-2.121_944_4e-4);
    let tail = polynomial!(r; 0.001_381_459_8, 0.008_368_716, 0.041_668_39, 0.166_665_2, 0.499_999_94);
    let value = r * r * tail + r + all(1.0);
    !x.simd_lt(all(-87.0)) & floats(bits(value) + power)
}

/// The hyperbolic tangent, within 2e-7 and never beyond ±1.
#[inline(always)]
pub(super) fn tanh(x: Lanes) -> Lanes {
    // beyond ±9 it is 1 as far as f32 can tell
    let x = most(least(x, all(9.0)), all(-9.0));
    let s = x * x;
    // tanh(x/2) ≈ a/b; the double angle forgives nearly all of its error where tanh is near 1
    let a = x * polynomial!(s; 46.658_092, 12_204.07, 410_244.78);
    let b = ((s + all(987.801_94)) * s + all(92_782.195)) * s + all(820_489.56);
    (a + a) * b / (a * a + b * b)
}

/// 1/(1 + exp(−x)), and exp(−|x|), of which it is made.
#[inline(always)]
pub(super) fn sigmoid(x: Lanes) -> (Lanes, Lanes) {
    let e = exp(-x.abs());
    let above = x.simd_lt(all(0.0)).select(e, all(1.0));
    (above / (all(1.0) + e), e)
}

/// log(1 + x) of numbers from 0 to 1.
#[inline(always)]
pub(super) fn log1p(x: Lanes) -> Lanes {
    twice_atanh(x / (all(2.0) + x))
}

/// The logarithm of normal numbers from 0.7.
#[inline(always)]
pub(super) fn log(x: Lanes) -> Lanes {
    // x = 2ᵏ·m, with m around 1
    let k = (bits(x) - i32x4::splat(0x3f35_04f3)) >> 23;
    let m = floats(bits(x) - (k << 23));
    f32x4::from_i32x4(k) * all(std::f32::consts::LN_2) + twice_atanh((m - all(1.0)) / (m + all(1.0)))
}

/// 2·atanh(s) up to s = 1/3.
#[inline(always)]
fn twice_atanh(s: Lanes) -> Lanes {
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
        for function in [exp, tanh, |x| sigmoid(x).0, |x| most(x, all(0.0)), |x| least(x, all(0.0)), flushed] {
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
                assert_eq!(least(all(a), all(b)).to_array().map(f32::to_bits), [small.to_bits(); 4], "{a} {b}");
                assert_eq!(most(all(a), all(b)).to_array().map(f32::to_bits), [large.to_bits(); 4], "{a} {b}");
            }
        }
    }
}
