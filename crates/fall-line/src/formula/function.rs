//! The functions of formulas. Sine, cosine, exponential and logarithm are written over [`Wide`], so that vectors compute
//! them with the bits of single numbers; where they would lose accuracy, and for the rarer functions, it is libm, in f64.
//!
//! Error, against libm over millions of points: sin, cos, exp, log and hypot differ by 1 ulp at most, in f32 too.

use super::lane::{Lane, Wide};
use super::op::Op;

/// What sets f64 and f32 apart: how their bits lie, how far the functions reach, and how long their polynomials are
/// (fdlibm's, the highest power first).
pub(super) struct Format {
    /// How many bits lie below the exponent, and where the sign is.
    mantissa: u32,
    sign: u32,
    /// What is added to an exponent.
    bias: u64,
    /// Added to a number far below it leaves its nearest whole number in the lowest bits.
    whole: f64,
    whole_bits: u64,
    /// In three parts: the first two times the whole numbers up to `far` are exact.
    half_pi: [f64; 3],
    far: f64,
    odd: &'static [f64],
    even: &'static [f64],
    /// In two parts: the first times any exponent is exact.
    log_2: [f64; 2],
    exp: &'static [f64],
    exp_far: f64,
    /// The bits of √½.
    root: u64,
    log: [&'static [f64]; 2],
    log_range: [f64; 2],
    hypot_range: [f64; 2],
}

const WHOLE: f64 = 6_755_399_441_055_744.0;
const WHOLE_SINGLE: f32 = 12_582_912.0;

pub(super) const DOUBLE: Format = Format {
    mantissa: 52,
    sign: 63,
    bias: 1023,
    whole: WHOLE,
    whole_bits: WHOLE.to_bits(),
    half_pi: [1.5707963267923333, 2.5633441515839558e-12, 1.0562999066987428e-23],
    far: 1e5,
    odd: &[
        1.589_690_995_211_55e-10,
        -2.505_076_025_340_686_3e-8,
        2.755_731_370_707_006_8e-6,
        -0.000_198_412_698_298_579_5,
        0.008_333_333_333_322_49,
        -0.166_666_666_666_666_32,
    ],
    even: &[
        -1.135_964_755_778_819_5e-11,
        2.087_572_321_298_175e-9,
        -2.755_731_435_139_066_3e-7,
        2.480_158_728_947_673e-5,
        -0.001_388_888_888_887_411,
        0.041_666_666_666_666_6,
    ],
    log_2: [0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10],
    exp: &[
        4.138_136_797_057_238_5e-8,
        -1.653_390_220_546_525_2e-6,
        6.613_756_321_437_934e-5,
        -0.002_777_777_777_701_559_3,
        0.166_666_666_666_666_02,
    ],
    exp_far: 708.0,
    root: 0x3FE6_A09E_0000_0000,
    log: [
        &[0.153_138_376_992_093_73, 0.222_221_984_321_497_84, 0.399_999_999_994_094_2],
        &[0.147_981_986_051_165_86, 0.181_835_721_616_180_5, 0.285_714_287_436_623_9, 0.666_666_666_666_673_5],
    ],
    log_range: [1e-300, 1e300],
    hypot_range: [1e-140, 1e150],
};

pub(super) const SINGLE: Format = Format {
    mantissa: 23,
    sign: 31,
    bias: 127,
    whole: WHOLE_SINGLE as f64,
    whole_bits: WHOLE_SINGLE.to_bits() as u64,
    half_pi: [1.570_800_781_25, -4.454_515_874_385_834e-6, 6.077_100_628_276_71e-11],
    far: 800.0,
    odd: &[
        2.718_311_493_989_822e-6,
        -0.000_198_393_348_360_966_32,
        0.008_333_329_385_889_463,
        -0.166_666_666_416_265_24,
    ],
    even: &[2.439_044_879_627_741_7e-5, -0.001_388_676_377_460_993, 0.041_666_623_323_739_06],
    log_2: [0.693_138_122_558_593_8, 9.058_000_614_459_16e-6],
    exp: &[-0.002_766_733_290_627_6, 0.166_666_254_401_206_97],
    exp_far: 87.0,
    root: 0x3F35_04F3,
    log: [&[0.242_790_788_412_094_12, 0.400_009_721_517_562_87], &[0.284_987_866_878_509_5, 0.666_666_626_930_236_8]],
    log_range: [1e-37, 1e38],
    hypot_range: [1e-16, 1e18],
};

/// A function of one number or of two.
pub(super) fn call<L: Wide>(format: &Format, op: Op, a: L, b: L) -> L {
    match op {
        Op::Sin => sine(format, op, a, 0),
        Op::Cos => sine(format, op, a, 1),
        Op::Exp => exp(format, a),
        Op::Log => log(format, a),
        Op::Hypot => hypot(format, a, b),
        Op::Sigmoid => L::of(1.0) / (L::of(1.0) + exp(format, -a)),
        _ => L::libm(op, a, b),
    }
}

/// libm's, one number at a time.
pub(super) fn libm(op: Op, a: f64, b: f64) -> f64 {
    match op {
        _ if !op.is_here() => f64::NAN,
        Op::Raise => libm::pow(a, b),
        Op::Sin => libm::sin(a),
        Op::Cos => libm::cos(a),
        Op::Exp => libm::exp(a),
        Op::Log => libm::log(a),
        Op::Hypot => libm::hypot(a, b),
        // log(1 + eᵃ), without overflow
        Op::Softplus => (if a > 0.0 { a } else { 0.0 }) + libm::log1p(exp(&DOUBLE, -a.abs())),
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

/// A polynomial, the highest power first.
fn polynomial<L: Lane>(x: L, powers: &[f64]) -> L {
    let Some((&first, rest)) = powers.split_first() else { return L::of(0.0) };
    rest.iter().fold(L::of(first), |sum, &power| L::of(power) + x * sum)
}

/// sin(a + quarters·π/2).
///
/// a = n·π/2 + r with |r| ≤ π/4, then the sine or the cosine of r by their polynomials; far out, libm.
fn sine<L: Wide>(format: &Format, op: Op, a: L, quarters: u64) -> L {
    let [high, middle, low] = format.half_pi.map(L::of);
    let whole = L::of(format.whole);
    let counted = a * L::of(std::f64::consts::FRAC_2_PI) + whole;
    let n = counted - whole;
    let (above, below) = (a - n * high, n * middle);
    let r = above - below;
    // what r has too much
    let rest = n * low - ((above - r) - below);

    let (z, one) = (r * r, L::of(1.0));
    let half = L::of(0.5) * z;
    let most = one - half;
    let sine = r - (rest * most - z * r * polynomial(z, format.odd));
    let cosine = most + (((one - most) - half) + (z * z * polynomial(z, format.even) + r * rest));

    let turned = counted.plus(quarters);
    let value = L::choose(turned.lacks(1), sine, cosine).flipped(turned.keep(2).up(format.sign - 1));
    value.rescued(L::of(format.far).less(a.abs()), op, a, a)
}

/// eᵃ = 2ᵏ · eʳ with |r| ≤ log(2)/2.
fn exp<L: Wide>(format: &Format, a: L) -> L {
    let whole = L::of(format.whole);
    let counted = a * L::of(std::f64::consts::LOG2_E) + whole;
    let k = counted - whole;
    let [high, low] = format.log_2.map(L::of);
    let (high, low) = (a - k * high, k * low);
    let r = high - low;
    let c = r - r * r * polynomial(r * r, format.exp);
    let value = L::of(1.0) + (r * c / (L::of(2.0) - c) - low + high);
    // 2ᵏ, by writing k into the exponent
    let scale = counted.plus(format.bias).up(format.mantissa);
    (value * scale).rescued(L::of(format.exp_far).less(a.abs()), Op::Exp, a, a)
}

/// log a = k·log(2) + log(1 + f) with √½ < 1 + f < √2.
fn log<L: Wide>(format: &Format, a: L) -> L {
    let moved = a.plus((format.bias << format.mantissa) - format.root);
    // the exponent as a number: put below the bits of `whole`, which is taken away again
    let k = moved.down(format.mantissa).with(format.whole_bits) - L::of(format.whole + format.bias as f64);
    let f = moved.keep((1 << format.mantissa) - 1).plus(format.root) - L::of(1.0);
    let half = L::of(0.5) * f * f;
    let s = f / (L::of(2.0) + f);
    let z = s * s;
    let w = z * z;
    let [even, odd] = format.log.map(|powers| polynomial(w, powers));
    let [high, low] = format.log_2.map(L::of);
    let value = s * (half + (w * even + z * odd)) + k * low - half + f + k * high;
    // no number stays none
    let value = value + L::of(0.0) * a;
    let [least, most] = format.log_range.map(L::of);
    value.rescued(L::either(a.less(least), most.less(a)), Op::Log, a, a)
}

/// √(a² + b²), and libm's where the squares would leave the range.
fn hypot<L: Wide>(format: &Format, a: L, b: L) -> L {
    let value = (a * a + b * b).sqrt();
    let [least, most] = format.hypot_range.map(L::of);
    value.rescued(L::either(most.less(value), value.less(least)), Op::Hypot, a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many numbers lie between two of one sign.
    fn ulps(a: f64, b: f64) -> u64 {
        if a == b || (a.is_nan() && b.is_nan()) { 0 } else { a.to_bits().abs_diff(b.to_bits()) }
    }

    fn ulps_single(a: f32, b: f32) -> u32 {
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
                let (ours, theirs) = (call(&DOUBLE, op, x, x), libm(op, x, x));
                assert!(ulps(ours, theirs) <= 1, "{op:?} {x:e}: {ours:e} {theirs:e}");
                let single = x as f32;
                let (ours, theirs) = (call(&SINGLE, op, single, single), libm(op, single.into(), single.into()) as f32);
                assert!(ulps_single(ours, theirs) <= 1, "{op:?} {single:e}: {ours:e} {theirs:e}");
            }
        }
        for (a, b) in samples(300.0).zip(samples(310.0).skip(7)) {
            let (ours, theirs) = (call(&DOUBLE, Op::Hypot, a, b), libm(Op::Hypot, a, b));
            assert!(ulps(ours, theirs) <= 1, "hypot {a:e} {b:e}: {ours:e} {theirs:e}");
        }
    }
}
