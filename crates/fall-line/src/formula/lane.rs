//! What formulas are computed in: numbers one by one, or whole vectors of a program that is being written.

use super::function;
use super::op::Op;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A number, as far as formulas need one. Everything that computes (a path, a block of points, the compiler) is an
/// instance of the same generic code over this, so all of them give the same bits.
pub trait Lane:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> + Neg<Output = Self>
{
    /// What a comparison gives.
    type Mask: Copy;

    /// Rounded to this type.
    fn of(x: f64) -> Self;
    /// Without its sign.
    fn abs(self) -> Self;
    /// Correctly rounded.
    fn sqrt(self) -> Self;
    /// ⌊x⌋
    fn floor(self) -> Self;
    /// ⌈x⌉
    fn ceil(self) -> Self;
    /// x < other
    fn less(self, other: Self) -> Self::Mask;
    /// x ≤ other
    fn at_most(self, other: Self) -> Self::Mask;
    /// x = other
    fn same(self, other: Self) -> Self::Mask;
    /// Where either holds.
    fn either(a: Self::Mask, b: Self::Mask) -> Self::Mask;
    /// Where it does not hold.
    fn not(mask: Self::Mask) -> Self::Mask;
    /// `a` where the mask holds, else `b`.
    fn choose(mask: Self::Mask, a: Self, b: Self) -> Self;
    /// A function of `function.rs`.
    fn call(op: Op, a: Self, b: Self) -> Self;
}

/// A number whose bits can be worked on: what sin, exp and log are made of.
pub(super) trait Wide: Lane {
    /// Its bits, moved up.
    fn up(self, by: u32) -> Self;
    /// Its bits, moved down, zeros after them.
    fn down(self, by: u32) -> Self;
    /// Its bits plus a whole number.
    fn plus(self, n: u64) -> Self;
    /// Only these of its bits.
    fn keep(self, bits: u64) -> Self;
    /// These bits beside its own.
    fn with(self, bits: u64) -> Self;
    /// Whether none of these bits is set.
    fn lacks(self, bits: u64) -> Self::Mask;
    /// With the other sign, where `sign` has the sign bit.
    fn flipped(self, sign: Self) -> Self;
    /// Itself, or libm's function where the mask holds.
    fn rescued(self, mask: Self::Mask, op: Op, a: Self, b: Self) -> Self;
    /// libm's function, in f64.
    fn libm(op: Op, a: Self, b: Self) -> Self;
}

macro_rules! lane {
    ($Type:ident $Bits:ident $format:path, $sqrt:path, $floor:path, $ceil:path) => {
        impl Lane for $Type {
            type Mask = bool;

            fn of(x: f64) -> Self {
                x as $Type
            }

            fn abs(self) -> Self {
                $Type::abs(self)
            }

            fn sqrt(self) -> Self {
                $sqrt(self)
            }

            fn floor(self) -> Self {
                $floor(self)
            }

            fn ceil(self) -> Self {
                $ceil(self)
            }

            fn less(self, other: Self) -> bool {
                self < other
            }

            fn at_most(self, other: Self) -> bool {
                self <= other
            }

            fn same(self, other: Self) -> bool {
                self == other
            }

            fn either(a: bool, b: bool) -> bool {
                a | b
            }

            fn not(mask: bool) -> bool {
                !mask
            }

            fn choose(mask: bool, a: Self, b: Self) -> Self {
                if mask { a } else { b }
            }

            fn call(op: Op, a: Self, b: Self) -> Self {
                function::call(&$format, op, a, b)
            }
        }

        impl Wide for $Type {
            fn up(self, by: u32) -> Self {
                $Type::from_bits(self.to_bits() << by)
            }

            fn down(self, by: u32) -> Self {
                $Type::from_bits(self.to_bits() >> by)
            }

            fn plus(self, n: u64) -> Self {
                $Type::from_bits(self.to_bits().wrapping_add(n as $Bits))
            }

            fn keep(self, bits: u64) -> Self {
                $Type::from_bits(self.to_bits() & bits as $Bits)
            }

            fn with(self, bits: u64) -> Self {
                $Type::from_bits(self.to_bits() | bits as $Bits)
            }

            fn lacks(self, bits: u64) -> bool {
                self.to_bits() & bits as $Bits == 0
            }

            fn flipped(self, sign: Self) -> Self {
                $Type::from_bits(self.to_bits() ^ sign.to_bits())
            }

            fn rescued(self, mask: bool, op: Op, a: Self, b: Self) -> Self {
                if mask { Self::libm(op, a, b) } else { self }
            }

            fn libm(op: Op, a: Self, b: Self) -> Self {
                function::libm(op, a.into(), b.into()) as $Type
            }
        }
    };
}

lane!(f64 u64 function::DOUBLE, f64::sqrt, f64::floor, f64::ceil);
lane!(f32 u32 function::SINGLE, f32::sqrt, f32::floor, f32::ceil);

/// One operation; constants and inputs have none.
pub(super) fn apply<L: Lane>(op: Op, a: L, b: L, c: L) -> L {
    let [zero, one] = [0.0, 1.0].map(L::of);
    let truth = |mask| L::choose(mask, one, zero);
    // where a comparison with itself fails, there is no number
    let or_none = |mask, x: L| L::either(mask, L::not(x.same(x)));
    match op {
        Op::Negate => -a,
        Op::Add => a + b,
        Op::Subtract => a - b,
        Op::Multiply => a * b,
        Op::Divide => a / b,
        Op::Guard => L::choose(a.same(zero), zero, b),
        Op::Less => truth(a.less(b)),
        Op::AtMost => truth(a.at_most(b)),
        Op::Same => truth(a.same(b)),
        Op::Differs => truth(L::not(a.same(b))),
        Op::Select => L::choose(a.same(zero), c, b),
        Op::Abs => a.abs(),
        Op::Sign => L::choose(zero.less(a), one, L::choose(a.less(zero), L::of(-1.0), a)),
        Op::Floor => a.floor(),
        Op::Ceil => a.ceil(),
        Op::Sqrt => a.sqrt(),
        Op::Relu => L::choose(or_none(zero.less(a), a), a, zero),
        Op::Min => L::choose(or_none(b.less(a), b), b, a),
        Op::Max => L::choose(or_none(a.less(b), b), b, a),
        _ => L::call(op, a, b),
    }
}

/// aⁿ by repeated squaring from the lowest bit; 1/aⁿ for negative n.
pub(super) fn whole<V: Copy>(a: V, n: i32, one: V, apply: &mut impl FnMut(Op, V, V) -> V) -> V {
    let (mut base, mut result, mut left) = (a, None, n.unsigned_abs());
    while left > 0 {
        if left & 1 == 1 {
            result = Some(match result {
                Some(so_far) => apply(Op::Multiply, so_far, base),
                None => base,
            });
        }
        left >>= 1;
        if left > 0 {
            base = apply(Op::Multiply, base, base);
        }
    }
    match result {
        Some(result) if n < 0 => apply(Op::Divide, one, result),
        Some(result) => result,
        None => one,
    }
}
