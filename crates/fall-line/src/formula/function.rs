//! The functions of formulas, in f64. Sine, cosine, exponential and logarithm are written over [`Wide`], so that vectors
//! compute them with the bits of single numbers; where they would lose accuracy, and for the rarer functions, it is libm.
//!
//! Error, against libm over millions of points: sin, cos, exp and log differ by 1 ulp at most, hypot too.

use super::lane::{Lane, Wide};
use super::op::Op;

/// A function of one number or of two.
pub(super) fn call<L: Wide>(op: Op, a: L, b: L) -> L {
    match op {
        Op::Sin => sine(op, a, 0),
        Op::Cos => sine(op, a, 1),
        Op::Exp => exp(a),
        Op::Log => log(a),
        Op::Hypot => hypot(a, b),
        Op::Sigmoid => L::of(1.0) / (L::of(1.0) + exp(-a)),
        _ => L::libm(op, a, b),
    }
}

/// libm's, one number at a time.
pub(super) fn libm(op: Op, a: f64, b: f64) -> f64 {
    match op {
        Op::Raise => libm::pow(a, b),
        Op::Sin => libm::sin(a),
        Op::Cos => libm::cos(a),
        Op::Exp => libm::exp(a),
        Op::Log => libm::log(a),
        Op::Hypot => libm::hypot(a, b),
        // log(1 + eᵃ), without overflow
        Op::Softplus => (if a > 0.0 { a } else { 0.0 }) + libm::log1p(exp(-a.abs())),
        Op::Tan => libm::tan(a),
        Op::Asin => libm::asin(a),
        Op::Acos => libm::acos(a),
        Op::Atan => libm::atan(a),
        Op::Atan2 => libm::atan2(a, b),
        Op::Sinh => libm::sinh(a),
        Op::Cosh => libm::cosh(a),
        Op::Tanh => libm::tanh(a),
        Op::Log2 => libm::log2(a),
        Op::Log10 => libm::log10(a),
        Op::Cbrt => libm::cbrt(a),
        Op::Erf => libm::erf(a),
        _ => f64::NAN,
    }
}

/// Added to a number below 2⁵¹ it leaves its nearest whole number in the lowest bits.
const WHOLE: f64 = 6_755_399_441_055_744.0;

/// A polynomial, the highest power first.
fn polynomial<L: Lane>(x: L, powers: &[f64]) -> L {
    let Some((&first, rest)) = powers.split_first() else { return L::of(0.0) };
    rest.iter().fold(L::of(first), |sum, &power| L::of(power) + x * sum)
}

/// sin(a + quarters·π/2).
///
/// a = n·π/2 + r with |r| ≤ π/4, then the sine or the cosine of r by their polynomials. π/2 is in three parts, so that its
/// products with n below 2¹⁶ are exact but for the last; further out, libm.
fn sine<L: Wide>(op: Op, a: L, quarters: u64) -> L {
    let [high, middle, low] = [1.5707963267923333, 2.5633441515839558e-12, 1.0562999066987428e-23].map(L::of);
    let counted = a * L::of(std::f64::consts::FRAC_2_PI) + L::of(WHOLE);
    let n = counted - L::of(WHOLE);
    let (above, below) = (a - n * high, n * middle);
    let near = above - below;
    let tail = n * low - ((above - near) - below);
    let r = near - tail;
    // what r left out
    let rest = (near - r) - tail;

    let z = r * r;
    let cube = z * r;
    let odd = [
        1.589_690_995_211_55e-10,
        -2.505_076_025_340_686_3e-8,
        2.755_731_370_707_006_8e-6,
        -0.000_198_412_698_298_579_5,
        0.008_333_333_333_322_49,
    ];
    let odd = z * (L::of(0.5) * rest - cube * polynomial(z, &odd)) - rest;
    let sine = r - (odd - cube * L::of(-0.166_666_666_666_666_32));
    let even = [
        -1.135_964_755_778_819_5e-11,
        2.087_572_321_298_175e-9,
        -2.755_731_435_139_066_3e-7,
        2.480_158_728_947_673e-5,
        -0.001_388_888_888_887_411,
        0.041_666_666_666_666_6,
    ];
    let (one, half) = (L::of(1.0), L::of(0.5) * z);
    let most = one - half;
    let cosine = most + (((one - most) - half) + (z * z * polynomial(z, &even) - r * rest));

    let turned = counted.plus(quarters);
    let value = L::choose(turned.lacks(1), sine, cosine).flipped(turned.keep(2).up(62));
    value.rescued(L::of(1e5).less(a.abs()), op, a, a)
}

/// eᵃ = 2ᵏ · eʳ with |r| ≤ log(2)/2.
fn exp<L: Wide>(a: L) -> L {
    let counted = a * L::of(std::f64::consts::LOG2_E) + L::of(WHOLE);
    let k = counted - L::of(WHOLE);
    let high = a - k * L::of(0.693_147_180_369_123_8);
    let low = k * L::of(1.908_214_929_270_587_7e-10);
    let r = high - low;
    let z = r * r;
    let powers = [
        4.138_136_797_057_238_5e-8,
        -1.653_390_220_546_525_2e-6,
        6.613_756_321_437_934e-5,
        -0.002_777_777_777_701_559_3,
        0.166_666_666_666_666_02,
    ];
    let c = r - z * polynomial(z, &powers);
    let value = L::of(1.0) + (r * c / (L::of(2.0) - c) - low + high);
    // 2ᵏ, by writing k into the exponent
    let scale = counted.plus(1023).up(52);
    (value * scale).rescued(L::of(708.0).less(a.abs()), Op::Exp, a, a)
}

/// log a = k·log(2) + log(1 + f) with √½ < 1 + f < √2.
fn log<L: Wide>(a: L) -> L {
    const ONE: u64 = 0x3FF0_0000_0000_0000;
    const ROOT: u64 = 0x3FE6_A09E_0000_0000;
    const MANTISSA: u64 = 0x000F_FFFF_FFFF_FFFF;
    let moved = a.plus(ONE - ROOT);
    // the exponent as a number: put below WHOLE's bits, and WHOLE taken away again
    let k = moved.down(52).with(WHOLE.to_bits()) - L::of(WHOLE + 1023.0);
    let f = moved.keep(MANTISSA).plus(ROOT) - L::of(1.0);
    let half = L::of(0.5) * f * f;
    let s = f / (L::of(2.0) + f);
    let z = s * s;
    let w = z * z;
    let even = [0.153_138_376_992_093_73, 0.222_221_984_321_497_84, 0.399_999_999_994_094_2];
    let odd = [0.147_981_986_051_165_86, 0.181_835_721_616_180_5, 0.285_714_287_436_623_9, 0.666_666_666_666_673_5];
    let sum = w * polynomial(w, &even) + z * polynomial(w, &odd);
    let value =
        s * (half + sum) + k * L::of(1.908_214_929_270_587_7e-10) - half + f + k * L::of(0.693_147_180_369_123_8);
    // no number stays none
    let value = value + L::of(0.0) * a;
    let odd = L::either(a.less(L::of(1e-300)), L::of(1e300).less(a));
    value.rescued(odd, Op::Log, a, a)
}

/// √(a² + b²), and libm's where the squares would leave the range.
fn hypot<L: Wide>(a: L, b: L) -> L {
    let value = (a * a + b * b).sqrt();
    let out = L::either(L::of(1e150).less(value), value.less(L::of(1e-140)));
    value.rescued(out, Op::Hypot, a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many numbers lie between two of one sign.
    fn ulps(a: f64, b: f64) -> u64 {
        if a == b || (a.is_nan() && b.is_nan()) { 0 } else { a.to_bits().abs_diff(b.to_bits()) }
    }

    /// Numbers of all sizes up to 2^±`reach`, and the whole-number multiples of π/4 with their neighbours.
    fn samples(reach: f64) -> impl Iterator<Item = f64> {
        let mut state = 1_u64;
        let spread = std::iter::repeat_with(move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let unit = (state >> 11) as f64 / (1_u64 << 53) as f64;
            let size = libm::exp2((unit * 2.0 - 1.0) * reach);
            if state & 1024 == 0 { size } else { -size }
        });
        let corners = (0..3000).flat_map(|k| {
            let corner = f64::from(k) * std::f64::consts::FRAC_PI_4;
            [corner, -corner, f64::from_bits(corner.to_bits() + 1), corner + 1e-9, corner + 1e-5]
        });
        let edges =
            [0.0, -0.0, 1e308, -1e308, 5e-324, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 708.0, -708.1, 710.0];
        spread.take(1_000_000).chain(corners).chain(edges)
    }

    #[test]
    fn our_own_functions_are_within_an_ulp_of_libms() {
        for (op, reach) in [(Op::Sin, 21.0), (Op::Cos, 21.0), (Op::Exp, 10.0), (Op::Log, 1000.0), (Op::Sin, 40.0)] {
            for x in samples(reach) {
                let (ours, theirs) = (call(op, x, x), libm(op, x, x));
                assert!(ulps(ours, theirs) <= 1, "{op:?} {x:e}: {ours:e} {theirs:e}");
            }
        }
        for (a, b) in samples(300.0).zip(samples(310.0).skip(7)) {
            let (ours, theirs) = (call(Op::Hypot, a, b), libm(Op::Hypot, a, b));
            assert!(ulps(ours, theirs) <= 1, "hypot {a:e} {b:e}: {ours:e} {theirs:e}");
        }
    }
}
