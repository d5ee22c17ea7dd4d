//! βᵗ, update after update, with libm's bits: what depends on β alone is remembered.
//!
//! The main way of fdlibm's `pow`, by Sun Microsystems (1993, 2004), cut in two: its logarithm, which takes most of the
//! time, and its exponential. Whatever leaves that way is libm's.

use std::cell::Cell;

/// A number with the logarithm to base 2 in two parts, of which the first is short.
type Known = (f64, [f64; 2]);

thread_local! {
    /// The last two: most rules have two averages.
    static KNOWN: Cell<[Known; 2]> = const { Cell::new([(0.0, [0.0; 2]); 2]) };
}

/// xⁿ for 0 ≤ x < 1.
pub(super) fn power(x: f64, n: u32) -> f64 {
    let libm = || libm::pow(x, f64::from(n));
    // from 2²¹ on n is no short number; what is not normal, is rare
    if !(3..1 << 21).contains(&n) || !x.is_normal() {
        return libm();
    }
    let [last, before] = KNOWN.get();
    let log = match x {
        _ if x == last.0 => last.1,
        _ if x == before.0 => before.1,
        _ => {
            let log = log2(x);
            KNOWN.set([(x, log), last]);
            log
        }
    };
    exp2(log.map(|part| f64::from(n) * part)).unwrap_or_else(libm)
}

const BELOW: u64 = (1 << 52) - 1;

/// Without its lower half.
fn short(x: f64) -> f64 {
    f64::from_bits(x.to_bits() & !0xFFFF_FFFF)
}

/// A polynomial, the highest power first.
fn polynomial(x: f64, powers: &[f64]) -> f64 {
    powers.iter().fold(0.0, |sum, power| power + x * sum)
}

/// The logarithm of a normal number to base 2.
fn log2(x: f64) -> [f64; 2] {
    // x = 2ⁿ·a with a around 1 or around 3/2
    let (bits, mantissa) = (x.to_bits(), x.to_bits() & BELOW);
    let high = mantissa >> 32;
    let (middle, up) = (high > 0x3988E && high < 0xBB67A, high >= 0xBB67A);
    let n = f64::from((bits >> 52) as i32 - 1023 + i32::from(up));
    let a = f64::from_bits(mantissa | if up { 1022 << 52 } else { 1023 << 52 });
    let [point, log_high, log_low] =
        if middle { [1.5, 0.584_962_487_220_764_2, 1.350_039_202_129_749e-8] } else { [1.0, 0.0, 0.0] };

    let (u, v) = (a - point, 1.0 / (a + point));
    let s = u * v;
    let s_high = short(s);
    // a + point, its upper half
    let half = (a.to_bits() >> 33 | 0x2000_0000) + 0x8_0000 + if middle { 1 << 18 } else { 0 };
    let t_high = f64::from_bits(half << 32);
    let t_low = a - (t_high - point);
    let s_low = v * ((u - s_high * t_high) - s_high * t_low);

    let z = s * s;
    let r = z * z * polynomial(z, &LOG) + s_low * (s_high + s);
    let z = s_high * s_high;
    let t_high = short(3.0 + z + r);
    let t_low = r - ((t_high - 3.0) - z);
    let (u, v) = (s_high * t_high, s_low * t_high + t_low * s);
    let high = short(u + v);
    let low = v - (high - u);
    // times 2/(3 log 2)
    let z_high = 0.961_796_700_954_437_3 * high;
    let z_low = -7.028_461_650_952_758e-9 * high + low * 0.961_796_693_925_975_6 + log_low;
    let first = short(((z_high + z_low) + log_high) + n);
    [first, z_low - (((first - n) - log_high) - z_high)]
}

/// 2 to the power of high + low, which are not above 0; none where that is hardly a normal number.
fn exp2([high, low]: [f64; 2]) -> Option<f64> {
    let z = low + high;
    if z < -1000.0 {
        return (z < -1100.0).then_some(0.0);
    }
    let z = short(z).abs();
    let n = if z > 0.5 { (z + 0.5) as u32 } else { 0 };
    let high = high + f64::from(n);
    let t = short(low + high);
    let u = t * 0.693_147_182_464_599_6;
    let v = (low - (t - high)) * std::f64::consts::LN_2 + t * -1.904_654_299_957_768e-9;
    let z = u + v;
    let w = v - (z - u);
    let t = z * z;
    let t = z - t * polynomial(t, &EXP);
    let r = (z * t) / (t - 2.0) - (w + z * w);
    let value = 1.0 - (r - z);
    Some(f64::from_bits(value.to_bits() - (u64::from(n) << 52)))
}

const LOG: [f64; 6] = [
    0.206_975_017_800_338_42,
    0.230_660_745_775_561_75,
    0.272_728_123_808_534,
    0.333_333_329_818_377_43,
    0.428_571_428_578_550_2,
    0.599_999_999_999_994_6,
];

const EXP: [f64; 5] = [
    4.138_136_797_057_238_5e-8,
    -1.653_390_220_546_525_2e-6,
    6.613_756_321_437_934e-5,
    -0.002_777_777_777_701_559_3,
    0.166_666_666_666_666_02,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bit_is_libms() {
        let usual = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999, 0.9999, 1e-3, 1e-300, 5e-324, 1.0 - 1e-16, 0.75];
        let all = (0..2000).map(|i| f64::from(i) / 2000.0);
        let near_one = (1..60).map(|i| 1.0 - libm::exp2(-f64::from(i) / 1.2));
        // where a changes its neighbourhood: √(3/2)/2 and √3/2
        let edges = [0x3FE3_988E, 0x3FE3_988F, 0x3FEB_B679, 0x3FEB_B67A_u64];
        let edges = (0..1600).map(|i| f64::from_bits((edges[i % 4] << 32) | (i as u64 * 0x9_E377)));
        for x in usual.into_iter().chain(all).chain(near_one).chain(edges) {
            let far = (1..40).map(|i| libm::exp2(f64::from(i) * 0.8) as u32);
            for n in (0..400).chain([6000, 7000, 8000]).chain(far) {
                let expected = libm::pow(x, f64::from(n));
                assert_eq!(power(x, n).to_bits(), expected.to_bits(), "{x:e}^{n}: {expected:e}");
            }
        }
    }
}
