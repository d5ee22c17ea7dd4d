//! A WebAssembly function that is being written: arithmetic on its values writes instructions. Nothing here is inlined:
//! it is called from everywhere, and counts in the page's size, not in its time.

use super::super::lanes::Numbers;
use crate::module::{leb, signed};
use std::cell::{Cell, RefCell};
use std::ops::{Add, Div, Mul, Neg, Sub};

/// The function's instructions so far. Its locals are what it takes, the constants, and what is computed.
#[derive(Debug, Default)]
pub(super) struct Page {
    code: RefCell<Vec<u8>>,
    constants: RefCell<Vec<u32>>,
    takes: u32,
    /// Pointers and counters that are in use.
    pointers: Cell<u32>,
    /// The next local that is free, and how many there were at most.
    next: Cell<u32>,
    most: Cell<u32>,
}

/// Where something stands: a parameter or a pointer, and how far from there.
pub(super) type Place = (u8, usize);

/// One vector or two side by side, whose instructions alternate.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    /// The same number in every lane.
    Number(f32),
    /// In these locals.
    Written { page: &'a Page, at: [u32; 2], many: usize },
}

use Value::{Number, Written};

/// Pointers and counters that loops in loops have at most.
const POINTERS: u32 = 12;
/// Constants that a function holds at most: more than there are in the longest chain of activations and losses.
const CONSTANTS: u32 = 64;
const GET: u8 = 0x20;
const SET: u8 = 0x21;
const TEE: u8 = 0x22;
const WHOLE: u8 = 0x7F;
const VECTOR: u8 = 0x7B;
const CONSTANT: u8 = 0x0C;

impl Page {
    /// Of a function with so many parameters.
    pub(super) fn new(takes: u32) -> Page {
        let next = Cell::new(takes + POINTERS + CONSTANTS);
        Page { takes, most: next.clone(), next, ..Page::default() }
    }

    /// The function's body.
    pub(super) fn body(self) -> Vec<u8> {
        let mut out = vec![2, POINTERS as u8, WHOLE];
        leb(&mut out, (self.most.get() - self.takes - POINTERS) as usize);
        out.push(VECTOR);
        for (number, bits) in self.constants.into_inner().into_iter().enumerate() {
            out.extend([0xFD, CONSTANT]);
            (0..4).for_each(|_| out.extend(bits.to_le_bytes()));
            out.push(SET);
            leb(&mut out, (self.takes + POINTERS) as usize + number);
        }
        out.append(&mut self.code.into_inner());
        out.push(0x0B);
        out
    }

    #[inline(never)]
    pub(super) fn bytes(&self, bytes: &[u8]) {
        self.code.borrow_mut().extend_from_slice(bytes);
    }

    /// An instruction on locals.
    #[inline(never)]
    fn local(&self, code: u8, local: u32) {
        self.bytes(&[code]);
        leb(&mut self.code.borrow_mut(), local as usize);
    }

    #[inline(never)]
    fn simd(&self, code: u16) {
        self.bytes(&[0xFD]);
        leb(&mut self.code.borrow_mut(), usize::from(code));
    }

    /// A whole number on the stack.
    pub(super) fn push(&self, number: usize) {
        self.bytes(&[0x41]);
        signed(&mut self.code.borrow_mut(), number);
    }

    fn fresh(&self) -> u32 {
        let local = self.next.get();
        self.next.set(local + 1);
        self.most.set(self.most.get().max(local + 1));
        local
    }

    /// What is computed in it is forgotten after it.
    pub(super) fn within(&self, write: impl FnOnce()) {
        let next = self.next.get();
        write();
        self.next.set(next);
    }

    fn constant(&self, value: f32) -> u32 {
        let (mut constants, bits) = (self.constants.borrow_mut(), value.to_bits());
        let known = constants.iter().position(|&known| known == bits);
        let number = known.unwrap_or_else(|| {
            constants.push(bits);
            constants.len() - 1
        });
        debug_assert!(number < CONSTANTS as usize, "no room for a constant");
        self.takes + POINTERS + number as u32
    }

    fn get(&self, value: Value<'_>, turn: usize) {
        let local = match value {
            Number(x) => self.constant(x),
            Written { at, many, .. } => at[if turn < many { turn } else { 0 }],
        };
        self.local(GET, local);
    }

    /// As many vectors as are written: what `write` leaves on the stack, in turn.
    fn write(&self, many: usize, mut write: impl FnMut(usize)) -> Value<'_> {
        let mut at = [0; 2];
        for (turn, at) in at.iter_mut().enumerate().take(many) {
            write(turn);
            *at = self.fresh();
            self.local(SET, *at);
        }
        Written { page: self, at, many }
    }

    fn reach(&self, base: u8, code: u16, offset: usize) {
        self.bytes(&[GET, base]);
        self.simd(code);
        self.bytes(&[0]);
        leb(&mut self.code.borrow_mut(), offset);
    }

    /// So many vectors, which stand one after the other.
    pub(super) fn load(&self, (base, offset): Place, many: usize) -> Value<'_> {
        self.write(many, |turn| self.reach(base, 0x00, offset + 16 * turn))
    }

    /// One number, in all lanes.
    pub(super) fn splat(&self, (base, offset): Place) -> Value<'_> {
        self.write(1, |_| self.reach(base, 0x09, offset))
    }

    /// The parameter, a number, in all lanes.
    pub(super) fn spread(&self, parameter: u8) -> Value<'_> {
        self.write(1, |_| {
            self.bytes(&[GET, parameter]);
            self.simd(0x13);
        })
    }

    /// A mask: it holds in the first `count` lanes.
    pub(super) fn first(&self, count: usize) -> Value<'_> {
        self.write(1, |_| {
            self.bytes(&[0xFD, CONSTANT]);
            (0..4).for_each(|lane| self.bytes(&[if lane < count { 0xFF } else { 0 }; 4]));
        })
    }

    pub(super) fn store(&self, (base, offset): Place, value: Value<'_>, many: usize) {
        for turn in 0..many {
            self.bytes(&[GET, base]);
            self.get(value, turn);
            self.simd(0x0B);
            self.bytes(&[0]);
            leb(&mut self.code.borrow_mut(), offset + 16 * turn);
        }
    }

    /// The first `count` lanes.
    pub(super) fn store_lanes(&self, (base, offset): Place, value: Value<'_>, count: usize) {
        if count == 4 {
            return self.store((base, offset), value, 1);
        }
        for lane in 0..count {
            self.bytes(&[GET, base]);
            self.get(value, 0);
            self.simd(0x5A);
            self.bytes(&[0]);
            leb(&mut self.code.borrow_mut(), offset + 4 * lane);
            self.bytes(&[lane as u8]);
        }
    }

    /// Vectors of their own, which may be added to.
    pub(super) fn total(&self, from: Value<'_>, many: usize) -> Value<'_> {
        self.write(many, |turn| self.get(from, turn))
    }

    /// Adds to a total what `a` and `b` come to.
    pub(super) fn add_product(&self, total: Value<'_>, a: Value<'_>, b: Value<'_>) {
        self.added(total, |turn| {
            self.get(a, turn);
            self.get(b, turn);
            self.simd(MUL);
        });
    }

    /// Adds to a total.
    pub(super) fn add(&self, total: Value<'_>, a: Value<'_>) {
        self.added(total, |turn| self.get(a, turn));
    }

    fn added(&self, total: Value<'_>, write: impl Fn(usize)) {
        let Written { at, many, .. } = total else { return };
        for (turn, &local) in at.iter().enumerate().take(many) {
            self.local(GET, local);
            write(turn);
            self.simd(ADD);
            self.local(SET, local);
        }
    }

    /// Lanes of two, by their numbers: of the second from 4 on.
    pub(super) fn shuffle(&self, a: Value<'_>, b: Value<'_>, lanes: [u8; 4]) -> Value<'_> {
        self.write(1, |_| {
            self.get(a, 0);
            self.get(b, 0);
            self.simd(0x0D);
            lanes.iter().for_each(|&lane| (0..4).for_each(|byte| self.bytes(&[4 * lane + byte])));
        })
    }

    /// Does it as often as a parameter or counter says, which counts down.
    pub(super) fn repeat(&self, counter: u8, body: impl FnOnce()) {
        self.bytes(&[GET, counter, 0x04, 0x40, 0x03, 0x40]);
        body();
        self.bytes(&[GET, counter, 0x41, 1, 0x6B, TEE, counter, 0x0D, 0, 0x0B, 0x0B]);
    }

    /// Moves a parameter or a pointer on.
    pub(super) fn advance(&self, pointer: u8, bytes: usize) {
        self.bytes(&[GET, pointer]);
        self.push(bytes);
        self.bytes(&[0x6A, SET, pointer]);
    }

    /// Does it so many times, with places that are so many bytes further on each time: one after the other where they
    /// are not more than `straight`, else in a loop.
    pub(super) fn turns<const N: usize>(
        &self,
        count: usize,
        straight: usize,
        places: [(Place, usize); N],
        mut body: impl FnMut([Place; N]),
    ) {
        if count <= straight {
            for turn in 0..count {
                body(places.map(|((base, offset), apart)| (base, offset + turn * apart)));
            }
            return;
        }
        let first = self.pointers.get();
        self.pointers.set(first + 1 + N as u32);
        debug_assert!(self.pointers.get() <= POINTERS, "no room for a pointer");
        let (counter, mut next) = ((self.takes + first) as u8, (self.takes + first) as u8);
        self.push(count);
        self.bytes(&[SET, counter]);
        let own = places.map(|((base, offset), _)| {
            next += 1;
            self.bytes(&[GET, base, SET, next]);
            (next, offset)
        });
        self.repeat(counter, || {
            body(own);
            own.iter().zip(places).for_each(|(&(pointer, _), (_, apart))| self.advance(pointer, apart));
        });
        self.pointers.set(first);
    }
}

const ADD: u16 = 0xE4;
const MUL: u16 = 0xE6;

impl<'a> Value<'a> {
    /// One of its vectors, by itself.
    pub(super) fn one(self, turn: usize) -> Value<'a> {
        match self {
            Written { page, at, many } => Written { page, at: [at[if turn < many { turn } else { 0 }]; 2], many: 1 },
            number => number,
        }
    }

    /// Two vectors side by side.
    pub(super) fn beside(self, other: Value<'a>) -> Value<'a> {
        match (self, other) {
            (Written { page, at: [a, _], .. }, Written { at: [b, _], .. }) => Written { page, at: [a, b], many: 2 },
            _ => self,
        }
    }

    /// An instruction on these; of numbers alone what `known` says.
    #[inline(never)]
    fn on<const N: usize>(code: u16, all: [Value<'a>; N], known: fn([f32; N]) -> f32) -> Value<'a> {
        let mut found = None;
        for value in all {
            if let Written { page, many, .. } = value {
                found = Some((page, found.map_or(many, |(_, most)| if many > most { many } else { most })));
            }
        }
        let Some((page, many)) = found else {
            return Number(known(all.map(|value| if let Number(x) = value { x } else { f32::NAN })));
        };
        page.write(many, |turn| {
            all.iter().for_each(|&value| page.get(value, turn));
            page.simd(code);
        })
    }

    /// Its bits, moved by so many.
    fn shifted(self, code: u16, by: u32) -> Value<'a> {
        let Written { page, many, .. } = self else { return Number(f32::NAN) };
        page.write(many, |turn| {
            page.get(self, turn);
            page.push(by as usize);
            page.simd(code);
        })
    }
}

macro_rules! arithmetic {
    ($($Trait:ident $method:ident $code:expr, $sign:tt)*) => {$(
        impl<'a> $Trait for Value<'a> {
            type Output = Value<'a>;

            fn $method(self, other: Value<'a>) -> Value<'a> {
                Value::on($code, [self, other], |[a, b]| a $sign b)
            }
        }
    )*};
}

arithmetic! {
    Add add ADD, +
    Sub sub 0xE5, -
    Mul mul MUL, *
    Div div 0xE7, /
}

impl<'a> Neg for Value<'a> {
    type Output = Value<'a>;

    fn neg(self) -> Value<'a> {
        Value::on(0xE1, [self], |[a]| -a)
    }
}

/// Of numbers alone these are never asked.
fn unknown<const N: usize>(_: [f32; N]) -> f32 {
    f32::NAN
}

impl Numbers for Value<'_> {
    fn all(value: f32) -> Self {
        Number(value)
    }

    fn abs(self) -> Self {
        // V8 takes longer over its own instruction for it
        self.keep(Number(f32::from_bits(u32::MAX >> 1)))
    }

    fn least(self, other: Self) -> Self {
        Value::on(0xEA, [self, other], unknown)
    }

    fn most(self, other: Self) -> Self {
        Value::on(0xEB, [self, other], unknown)
    }

    fn less(self, other: Self) -> Self {
        Value::on(0x43, [self, other], unknown)
    }

    fn keep(self, mask: Self) -> Self {
        Value::on(0x4E, [self, mask], unknown)
    }

    fn but(self, mask: Self) -> Self {
        Value::on(0x4F, [self, mask], unknown)
    }

    fn choose(self, a: Self, b: Self) -> Self {
        Value::on(0x52, [a, b, self], unknown)
    }

    fn up(self, by: u32) -> Self {
        self.shifted(0xAB, by)
    }

    fn down(self, by: u32) -> Self {
        self.shifted(0xAC, by)
    }

    fn plus(self, other: Self) -> Self {
        Value::on(0xAE, [self, other], unknown)
    }

    fn minus(self, other: Self) -> Self {
        Value::on(0xB1, [self, other], unknown)
    }

    fn whole(self) -> Self {
        Value::on(0xFA, [self], unknown)
    }
}
