//! Correctly rounded reading and shortest printing with whole numbers of any size: no tables, little code.

use super::Decimal;
use std::cmp::Ordering;

/// The nearest f64, ties to even: a rough guess, then one step at a time until the decimal lies between its halfways.
pub(super) fn parse(decimal: &Decimal) -> f64 {
    let sign = if decimal.negative { -1.0 } else { 1.0 };
    // past 800 digits only "more than" matters, which one digit more says
    let kept = decimal.digits.len().min(800);
    let (head, tail) = decimal.digits.split_at(kept);
    let mut digits = head.to_vec();
    let mut exponent = decimal.exponent + tail.len() as i64;
    if tail.iter().any(|&d| d != 0) {
        digits.push(1);
        exponent -= 1;
    }
    let magnitude = digits.len() as i64 + exponent;
    if digits.is_empty() || magnitude < -330 {
        return sign * 0.0;
    }
    if magnitude > 310 {
        return sign * f64::INFINITY;
    }
    let mut value = Big::of(0);
    digits.iter().for_each(|&d| value.times_plus(10, u32::from(d)));
    // value × 10^exponent against m × 2^e: both times 10^-exponent if that is positive
    let (ten_left, ten_right) = (exponent.max(0) as u32, (-exponent).max(0) as u32);
    value.times_power_of_ten(ten_left);

    // the bits of positive numbers count from 0 through the subnormals up to infinity
    let infinity = f64::INFINITY.to_bits();
    let mut bits = guess(&digits, exponent).to_bits();
    loop {
        let above = if bits == infinity { Ordering::Less } else { against_halfway(&value, bits, ten_right) };
        let below = if bits == 0 { Ordering::Greater } else { against_halfway(&value, bits - 1, ten_right) };
        let even = bits & 1 == 0;
        match (below, above) {
            (_, Ordering::Greater) => bits += 1,
            (Ordering::Less, _) => bits -= 1,
            (_, Ordering::Equal) if !even => bits += 1,
            (Ordering::Equal, _) if !even => bits -= 1,
            _ => return sign * f64::from_bits(bits),
        }
    }
}

/// `value` against the middle between the number of these bits and the next, times 10^ten.
fn against_halfway(value: &Big, bits: u64, ten: u32) -> Ordering {
    let (m, e) = parts(bits);
    let (mut left, mut right, e) = (value.clone(), Big::of(2 * m + 1), e - 1);
    right.times_power_of_ten(ten);
    if e < 0 {
        left.shift(-e as u32);
    } else {
        right.shift(e as u32);
    }
    left.cmp(&right)
}

/// Within a few steps of the answer.
fn guess(digits: &[u8], exponent: i64) -> f64 {
    let head = digits.len().min(18);
    let mut x = digits[..head].iter().fold(0.0, |x, &d| x * 10.0 + f64::from(d));
    let mut n = exponent + (digits.len() - head) as i64;
    while n > 0 {
        let step = n.min(22);
        x *= ten(step);
        n -= step;
    }
    while n < 0 {
        let step = (-n).min(22);
        x /= ten(step);
        n += step;
    }
    x
}

/// 10ⁿ, exact up to n = 22.
fn ten(n: i64) -> f64 {
    (0..n).fold(1.0, |x, _| x * 10.0)
}

/// (m, e) with m × 2^e the number of these bits; infinity's bits give 2^1024.
fn parts(bits: u64) -> (u64, i32) {
    let (exponent, fraction) = ((bits >> 52) as i32, bits & ((1 << 52) - 1));
    if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) }
}

/// The shortest digits that read back as `x` > 0, and n with the value 0.d₁d₂… × 10ⁿ (Steele and White's method).
pub(super) fn shortest(x: f64) -> (String, i32) {
    let (m, e) = parts(x.to_bits());
    // below a power of two the numbers lie twice as close
    let lopsided = m == 1 << 52 && e > -1074;
    let widen = if lopsided { 2 } else { 1 };
    let (mut r, mut s, mut up, mut down) = (Big::of(m * 2 * widen), Big::of(2 * widen), Big::of(widen), Big::of(1));
    if e >= 0 {
        [&mut r, &mut up, &mut down].into_iter().for_each(|b| b.shift(e as u32));
    } else {
        s.shift(-e as u32);
    }
    // x = r/s < 10ⁿ: n from the number of bits, then mended
    let bits = e + 64 - m.leading_zeros() as i32;
    let mut n = (f64::from(bits) * std::f64::consts::LOG10_2) as i32 - 1;
    if n >= 0 {
        s.times_power_of_ten(n as u32);
    } else {
        [&mut r, &mut up, &mut down].into_iter().for_each(|b| b.times_power_of_ten(-n as u32));
    }
    let even = m & 1 == 0;
    let reaches = |r: &Big, up: &Big, s: &Big| match r.plus(up).cmp(s) {
        Ordering::Greater => true,
        Ordering::Equal => even,
        Ordering::Less => false,
    };
    while reaches(&r, &up, &s) {
        s.times_plus(10, 0);
        n += 1;
    }
    let mut digits = String::new();
    loop {
        [&mut r, &mut up, &mut down].into_iter().for_each(|b| b.times_plus(10, 0));
        let mut digit = 0;
        while r.cmp(&s) != Ordering::Less {
            r.minus(&s);
            digit += 1;
        }
        let low = match r.cmp(&down) {
            Ordering::Less => true,
            Ordering::Equal => even,
            Ordering::Greater => false,
        };
        let high = reaches(&r, &up, &s);
        if low || high {
            // both ends are near enough: the nearer one, of two as near the even one
            let up = match r.plus(&r).cmp(&s) {
                Ordering::Less => !low,
                Ordering::Equal => high && (!low || digit % 2 == 1),
                Ordering::Greater => high,
            };
            digit += u8::from(up);
            digits.push(char::from(b'0' + digit));
            return (digits, n);
        }
        digits.push(char::from(b'0' + digit));
    }
}

/// A whole number ≥ 0 of any size, lowest limb first, without zeros on top.
#[derive(Clone)]
struct Big(Vec<u32>);

impl Big {
    fn of(x: u64) -> Big {
        let mut big = Big(vec![x as u32, (x >> 32) as u32]);
        big.trim();
        big
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    fn times_plus(&mut self, factor: u32, add: u32) {
        let mut carry = u64::from(add);
        for limb in &mut self.0 {
            carry += u64::from(*limb) * u64::from(factor);
            *limb = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.0.push(carry as u32);
        }
    }

    fn times_power_of_ten(&mut self, n: u32) {
        for _ in 0..n / 9 {
            self.times_plus(1_000_000_000, 0);
        }
        self.times_plus(10_u32.pow(n % 9), 0);
    }

    fn shift(&mut self, bits: u32) {
        self.times_plus(1 << (bits % 32), 0);
        if !self.0.is_empty() {
            let mut limbs = vec![0; (bits / 32) as usize];
            limbs.append(&mut self.0);
            self.0 = limbs;
        }
    }

    fn plus(&self, other: &Big) -> Big {
        let (long, short) = if self.0.len() >= other.0.len() { (self, other) } else { (other, self) };
        let mut sum = long.clone();
        let mut carry = 0;
        for (i, limb) in sum.0.iter_mut().enumerate() {
            carry += u64::from(*limb) + u64::from(*short.0.get(i).unwrap_or(&0));
            *limb = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            sum.0.push(carry as u32);
        }
        sum
    }

    /// `other` is not larger.
    fn minus(&mut self, other: &Big) {
        let mut borrow = 0;
        for (i, limb) in self.0.iter_mut().enumerate() {
            let left = i64::from(*limb) - i64::from(*other.0.get(i).unwrap_or(&0)) - borrow;
            *limb = left as u32;
            borrow = i64::from(left < 0);
        }
        self.trim();
    }

    fn cmp(&self, other: &Big) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }
}
