//! Vectors of a kernel that is being written: arithmetic on them writes instructions. Nothing here is inlined: it is
//! called from everywhere, and counts in the page's size, not in its time.

use super::super::function::{self, DOUBLE, SINGLE};
use super::super::lane::{Lane, Wide};
use super::super::op::Op;
use super::super::shared::{Shared, Words};
use std::cell::RefCell;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// One instruction, on the results of earlier ones. `code` is the SIMD opcode, or one of those below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Instruction {
    pub(super) code: u16,
    /// Whether its lanes are f64; else f32.
    pub(super) wide: bool,
    pub(super) of: [u32; 3],
    /// What a constant holds, how far bits move, which function is called.
    pub(super) data: u64,
}

impl Words for Instruction {
    fn words(&self) -> [u64; 3] {
        let [a, b, c] = self.of.map(u64::from);
        [u64::from(self.code) << 1 | u64::from(self.wide), a << 40 ^ b << 20 ^ c, self.data]
    }
}

pub(super) const CONSTANT: u16 = 0x0C;
const BOTH: u16 = 0x4E;
const BUT: u16 = 0x4F;
const NOT: u16 = 0x4D;
const CHOOSE: u16 = 0x52;
/// Of bits, up (f32, f64) and down.
pub(super) const SHIFTS: [u16; 4] = [0xAB, 0xCB, 0xAD, 0xCD];
/// Comes from outside, by number.
pub(super) const INPUT: u16 = 0x200;
/// A function of libm's, lane by lane: of (a, b); the function in `data`.
pub(super) const CALL: u16 = 0x201;
/// The first, or where the second (a mask) holds a function of libm's of the third and the one in `data`'s upper half.
pub(super) const RESCUE: u16 = 0x202;

impl Instruction {
    /// How many of `of` are results of others.
    pub(super) fn arity(&self) -> usize {
        match self.code {
            CONSTANT | INPUT => 0,
            CHOOSE | RESCUE => 3,
            CALL | BOTH | BUT | 0x50 | 0x51 | 0x37 | 0x41..=0x4C | 0xAE | 0xE4..=0xE7 | 0xF0..=0xF3 | 0xCE | 0xD6 => 2,
            _ => 1,
        }
    }

    /// Whether it is a division or a square root, which take much longer than all others.
    pub(super) fn is_slow(&self) -> bool {
        matches!(self.code, 0xE7 | 0xF3 | 0xE3 | 0xEF)
    }

    /// All results that it needs.
    pub(super) fn operands(&self) -> impl Iterator<Item = u32> {
        let last = (self.code == RESCUE).then_some((self.data >> 32) as u32);
        self.of.into_iter().take(self.arity()).chain(last)
    }
}

/// What is being written.
#[derive(Debug, Default)]
pub(super) struct Page(RefCell<Shared<Instruction>>);

impl Page {
    pub(super) fn list(self) -> Vec<Instruction> {
        self.0.into_inner().list().to_vec()
    }

    pub(super) fn input(&self, number: u32, wide: bool) -> Vector<'_> {
        self.write(INPUT, wide, [number, 0, 0], 0)
    }

    fn write(&self, code: u16, wide: bool, of: [u32; 3], data: u64) -> Vector<'_> {
        Vector::Result { page: self, place: self.place(code, wide, of, data), wide }
    }

    #[inline(never)]
    fn place(&self, code: u16, wide: bool, of: [u32; 3], data: u64) -> u32 {
        self.0.borrow_mut().place(Instruction { code, wide, of, data })
    }

    /// A constant, by the bits of a lane.
    fn bits(&self, wide: bool, bits: u64) -> u32 {
        self.place(CONSTANT, wide, [0; 3], if wide { bits } else { bits << 32 | bits & 0xFFFF_FFFF })
    }

    fn at(&self, place: u32) -> Instruction {
        self.0.borrow().list()[place as usize]
    }
}

/// A vector, or a mask over one.
#[derive(Clone, Copy, Debug)]
pub(super) enum Vector<'a> {
    /// The same number in every lane. As a mask: the same bits.
    Number(f64),
    Result {
        page: &'a Page,
        place: u32,
        wide: bool,
    },
}

use Vector::{Number, Result};

impl<'a> Vector<'a> {
    /// Where it stands on a page; a number is written there first.
    pub(super) fn place(self, page: &'a Page, wide: bool) -> u32 {
        match self {
            Result { place, .. } => place,
            Number(x) => page.bits(wide, if wide { x.to_bits() } else { (x as f32).to_bits().into() }),
        }
    }

    /// The page of the first of these that is on one.
    fn page(all: &[Vector<'a>]) -> Option<(&'a Page, bool)> {
        all.iter().find_map(|vector| match *vector {
            Result { page, wide, .. } => Some((page, wide)),
            Number(_) => None,
        })
    }

    /// An instruction on these; on numbers alone what `known` says.
    fn on<const N: usize>(codes: [u16; 2], all: [Vector<'a>; N], data: u64, known: impl Fn([f64; N]) -> f64) -> Self {
        let Some((page, wide)) = Vector::page(&all) else {
            return Number(known(all.map(|vector| if let Number(x) = vector { x } else { 0.0 })));
        };
        let mut of = [0; 3];
        of.iter_mut().zip(all).for_each(|(slot, vector)| *slot = vector.place(page, wide));
        page.write(codes[usize::from(wide)], wide, of, data)
    }

    fn is(self, x: f64) -> bool {
        matches!(self, Number(own) if own.to_bits() == x.to_bits())
    }

    /// The operands, if this is the result of `code`.
    fn of(self, code: u16) -> Option<[Vector<'a>; 2]> {
        let Result { page, place, wide } = self else { return None };
        let instruction = page.at(place);
        let vector = |place| {
            let at = page.at(place);
            match at.code {
                CONSTANT if wide => Number(f64::from_bits(at.data)),
                CONSTANT => Number(f64::from(f32::from_bits(at.data as u32))),
                _ => Result { page, place, wide },
            }
        };
        (instruction.code == code).then(|| [vector(instruction.of[0]), vector(instruction.of[1])])
    }

    /// An instruction on this and on bits that are the same in every lane. Of numbers that stand on no page no bits are
    /// known: they have no type yet.
    #[inline(never)]
    fn bitwise(self, codes: [u16; 2], bits: u64) -> Self {
        let Result { page, place, wide } = self else { return Number(f64::NAN) };
        page.write(codes[usize::from(wide)], wide, [place, page.bits(wide, bits), 0], 0)
    }

    #[inline(never)]
    fn shifted(self, codes: &[u16], by: u32) -> Self {
        let Result { page, place, wide } = self else { return Number(f64::NAN) };
        page.write(codes[usize::from(wide)], wide, [place, 0, 0], by.into())
    }
}

/// All bits set: a mask that holds.
const HOLDS: f64 = f64::from_bits(u64::MAX);

fn truth(holds: bool) -> f64 {
    if holds { HOLDS } else { 0.0 }
}

macro_rules! arithmetic {
    ($($Trait:ident $method:ident $narrow:literal $wide:literal $sign:tt)*) => {$(
        impl<'a> $Trait for Vector<'a> {
            type Output = Vector<'a>;

            #[inline(never)]
            fn $method(self, other: Vector<'a>) -> Vector<'a> {
                Vector::on([$narrow, $wide], [self, other], 0, |[a, b]| a $sign b)
            }
        }
    )*};
}

arithmetic! {
    Add add 0xE4 0xF0 +
    Sub sub 0xE5 0xF1 -
    Div div 0xE7 0xF3 /
}

impl<'a> Mul for Vector<'a> {
    type Output = Vector<'a>;

    #[inline(never)]
    fn mul(self, other: Vector<'a>) -> Vector<'a> {
        // the same bits, without the constant
        match (self.is(2.0), other.is(2.0)) {
            (true, _) => other + other,
            (_, true) => self + self,
            _ => Vector::on([0xE6, 0xF2], [self, other], 0, |[a, b]| a * b),
        }
    }
}

impl<'a> Neg for Vector<'a> {
    type Output = Vector<'a>;

    fn neg(self) -> Vector<'a> {
        Vector::on([0xE1, 0xED], [self], 0, |[a]| -a)
    }
}

impl<'a> Lane for Vector<'a> {
    type Mask = Vector<'a>;

    fn of(x: f64) -> Self {
        Number(x)
    }

    fn abs(self) -> Self {
        match self {
            Number(x) => Number(x.abs()),
            // V8 takes longer over its own instruction for it
            Result { wide, .. } => self.bitwise([BOTH; 2], if wide { u64::MAX >> 1 } else { 0x7FFF_FFFF }),
        }
    }

    fn sqrt(self) -> Self {
        Vector::on([0xE3, 0xEF], [self], 0, |[a]| a.sqrt())
    }

    fn floor(self) -> Self {
        Vector::on([0x68, 0x75], [self], 0, |[a]| a.floor())
    }

    fn ceil(self) -> Self {
        Vector::on([0x67, 0x74], [self], 0, |[a]| a.ceil())
    }

    #[inline(never)]
    fn less(self, other: Self) -> Self {
        Vector::on([0x43, 0x49], [self, other], 0, |[a, b]| truth(a < b))
    }

    fn at_most(self, other: Self) -> Self {
        Vector::on([0x45, 0x4B], [self, other], 0, |[a, b]| truth(a <= b))
    }

    fn same(self, other: Self) -> Self {
        // a truth value that is compared with 0 was a mask
        if let (true, Some([mask, Number(1.0)])) = (other.is(0.0), self.of(BOTH)) {
            return Vector::not(mask);
        }
        Vector::on([0x41, 0x47], [self, other], 0, |[a, b]| truth(a == b))
    }

    fn either(a: Self, b: Self) -> Self {
        Vector::on([0x50; 2], [a, b], 0, |[a, b]| f64::from_bits(a.to_bits() | b.to_bits()))
    }

    fn not(mask: Self) -> Self {
        match mask.of(NOT) {
            Some([inner, _]) => inner,
            None => Vector::on([NOT; 2], [mask], 0, |[a]| f64::from_bits(!a.to_bits())),
        }
    }

    #[inline(never)]
    fn choose(mask: Self, a: Self, b: Self) -> Self {
        if let Number(mask) = mask {
            return if mask.to_bits() == 0 { b } else { a };
        }
        if let Some([inner, _]) = mask.of(NOT) {
            return Vector::choose(inner, b, a);
        }
        if b.is(0.0) {
            return Vector::on([BOTH; 2], [mask, a], 0, |_| 0.0);
        }
        if a.is(0.0) {
            return Vector::on([BUT; 2], [b, mask], 0, |_| 0.0);
        }
        // the mask first, so that numbers take its type
        let Some((page, wide)) = Vector::page(&[mask]) else { return b };
        let of = [a, b, mask].map(|vector| vector.place(page, wide));
        page.write(CHOOSE, wide, of, 0)
    }

    fn call(op: Op, a: Self, b: Self) -> Self {
        let Some((page, wide)) = Vector::page(&[a, b]) else { return Number(f64::NAN) };
        let [a, b] = [a, b].map(|vector| Result { page, place: vector.place(page, wide), wide });
        function::call(if wide { &DOUBLE } else { &SINGLE }, op, a, b)
    }
}

impl<'a> Wide for Vector<'a> {
    fn up(self, by: u32) -> Self {
        self.shifted(&SHIFTS[..2], by)
    }

    fn down(self, by: u32) -> Self {
        self.shifted(&SHIFTS[2..], by)
    }

    fn plus(self, n: u64) -> Self {
        if n == 0 { self } else { self.bitwise([0xAE, 0xCE], n) }
    }

    fn keep(self, bits: u64) -> Self {
        self.bitwise([BOTH; 2], bits)
    }

    fn with(self, bits: u64) -> Self {
        self.bitwise([0x50; 2], bits)
    }

    fn lacks(self, bits: u64) -> Self {
        self.keep(bits).bitwise([0x37, 0xD6], 0)
    }

    fn flipped(self, sign: Self) -> Self {
        Vector::on([0x51; 2], [self, sign], 0, |_| f64::NAN)
    }

    #[inline(never)]
    fn rescued(self, mask: Self, op: Op, a: Self, b: Self) -> Self {
        let Some((page, wide)) = Vector::page(&[self]) else { return self };
        let [own, mask, a, b] = [self, mask, a, b].map(|vector| vector.place(page, wide));
        page.write(RESCUE, wide, [own, mask, a], u64::from(b) << 32 | op as u64)
    }

    fn libm(op: Op, a: Self, b: Self) -> Self {
        let known = |[a, b]: [f64; 2]| function::libm(op, a, b);
        Vector::on([CALL; 2], [a, b], op as u64, known)
    }
}
