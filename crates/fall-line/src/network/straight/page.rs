//! A WebAssembly function that is being written: arithmetic on its values writes instructions. Values are numbers that
//! know their locals, and there is one page that all write on: so an operation is a call and no more, and what is traced
//! counts little in the page's size.

use super::super::lanes::Numbers;
use crate::module::{leb, signed};
use std::cell::RefCell;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// The function's instructions so far. Its locals are what it takes, pointers, constants, and what is computed.
#[derive(Debug)]
struct Page {
    code: Vec<u8>,
    constants: Vec<u32>,
    takes: u16,
    /// Pointers and counters that are in use.
    pointers: u16,
    /// The next local that is free, and how many there were at most.
    next: u16,
    most: u16,
}

thread_local! {
    static PAGE: RefCell<Page> = const {
        RefCell::new(Page { code: Vec::new(), constants: Vec::new(), takes: 0, pointers: 0, next: 0, most: 0 })
    };
}

/// Where something stands: a parameter or a pointer, and how far from there.
pub(super) type Place = (u8, usize);

/// One vector or two side by side, whose instructions alternate: their locals, and how many. Or, with the highest bit
/// set, a number that is the same in every lane.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value(u64);

/// Pointers and counters that loops in loops have at most.
const POINTERS: u16 = 12;
/// Constants that a function holds at most: more than there are in the longest chain of activations and losses.
const CONSTANTS: u16 = 64;
const GET: u8 = 0x20;
const SET: u8 = 0x21;
const TEE: u8 = 0x22;
const WHOLE: u8 = 0x7F;
const VECTOR: u8 = 0x7B;
const CONSTANT: u8 = 0x0C;
const ADD: u16 = 0xE4;
const MUL: u16 = 0xE6;

/// A function's body: it has so many parameters.
pub(super) fn body(takes: u16, write: impl FnOnce()) -> Vec<u8> {
    let first = takes + POINTERS + CONSTANTS;
    PAGE.set(Page { code: Vec::new(), constants: Vec::new(), takes, pointers: 0, next: first, most: first });
    write();
    PAGE.with_borrow_mut(|page| {
        let mut out = vec![2, POINTERS as u8, WHOLE];
        leb(&mut out, usize::from(page.most - takes - POINTERS));
        out.push(VECTOR);
        for (number, bits) in page.constants.iter().enumerate() {
            out.extend([0xFD, CONSTANT]);
            (0..4).for_each(|_| out.extend(bits.to_le_bytes()));
            out.push(SET);
            leb(&mut out, usize::from(takes + POINTERS) + number);
        }
        out.append(&mut page.code);
        out.push(0x0B);
        out
    })
}

impl Page {
    /// An instruction on locals.
    fn local(&mut self, code: u8, local: u16) {
        self.code.push(code);
        leb(&mut self.code, local.into());
    }

    fn simd(&mut self, code: u16) {
        self.code.push(0xFD);
        leb(&mut self.code, code.into());
    }

    fn get(&mut self, value: Value, turn: usize) {
        let local = match value.number() {
            Some(bits) => self.takes + POINTERS + self.constant(bits),
            None => value.local(turn),
        };
        self.local(GET, local);
    }

    fn constant(&mut self, bits: u32) -> u16 {
        let known = self.constants.iter().position(|&known| known == bits);
        let number = known.unwrap_or_else(|| {
            self.constants.push(bits);
            self.constants.len() - 1
        });
        debug_assert!(number < CONSTANTS.into(), "no room for a constant");
        number as u16
    }

    fn set_fresh(&mut self) -> u16 {
        let local = self.next;
        self.next += 1;
        self.most = self.most.max(self.next);
        self.local(SET, local);
        local
    }

    fn reach(&mut self, (base, offset): Place, code: u16) {
        self.code.extend([GET, base]);
        self.simd(code);
        self.code.push(0);
        leb(&mut self.code, offset);
    }

    fn put(&mut self, (base, offset): Place, code: u16, value: Value, turn: usize) {
        self.code.extend([GET, base]);
        self.get(value, turn);
        self.simd(code);
        self.code.push(0);
        leb(&mut self.code, offset);
    }
}

/// As many vectors as are written: what `write` leaves on the stack, in turn.
fn written(many: usize, mut write: impl FnMut(&mut Page, usize)) -> Value {
    PAGE.with_borrow_mut(|page| {
        let mut value = (many as u64) << 32;
        for turn in 0..many {
            write(page, turn);
            value |= u64::from(page.set_fresh()) << (16 * turn);
        }
        Value(value)
    })
}

#[inline(never)]
fn bytes(bytes: &[u8]) {
    PAGE.with_borrow_mut(|page| page.code.extend_from_slice(bytes));
}

/// A whole number on the stack.
fn push(number: usize) {
    PAGE.with_borrow_mut(|page| {
        page.code.push(0x41);
        signed(&mut page.code, number);
    });
}

/// What is computed in it is forgotten after it.
#[inline(always)]
pub(super) fn within(write: impl FnOnce()) {
    let next = PAGE.with_borrow(|page| page.next);
    write();
    PAGE.with_borrow_mut(|page| page.next = next);
}

/// So many vectors, which stand one after the other.
#[inline(never)]
pub(super) fn load((base, offset): Place, many: usize) -> Value {
    written(many, |page, turn| page.reach((base, offset + 16 * turn), 0x00))
}

/// One number, in all lanes.
#[inline(never)]
pub(super) fn splat(place: Place) -> Value {
    written(1, |page, _| page.reach(place, 0x09))
}

/// The parameter, a number, in all lanes.
pub(super) fn spread(parameter: u8) -> Value {
    written(1, |page, _| {
        page.code.extend([GET, parameter]);
        page.simd(0x13);
    })
}

/// A mask: it holds in the first `count` lanes.
pub(super) fn first(count: usize) -> Value {
    written(1, |page, _| {
        page.code.extend([0xFD, CONSTANT]);
        (0..16).for_each(|byte| page.code.push(if byte / 4 < count { 0xFF } else { 0 }));
    })
}

#[inline(never)]
pub(super) fn store((base, offset): Place, value: Value, many: usize) {
    PAGE.with_borrow_mut(|page| (0..many).for_each(|turn| page.put((base, offset + 16 * turn), 0x0B, value, turn)));
}

/// The first `count` lanes.
#[inline(never)]
pub(super) fn store_lanes((base, offset): Place, value: Value, count: usize) {
    if count == 4 {
        return store((base, offset), value, 1);
    }
    PAGE.with_borrow_mut(|page| {
        for lane in 0..count {
            page.put((base, offset + 4 * lane), 0x5A, value, 0);
            page.code.push(lane as u8);
        }
    });
}

/// Vectors of their own, which may be added to.
#[inline(never)]
pub(super) fn total(from: Value, many: usize) -> Value {
    written(many, |page, turn| page.get(from, turn))
}

/// Adds to a total what `a` and `b` come to.
#[inline(never)]
pub(super) fn add_product(total: Value, a: Value, b: Value) {
    added(total, |page, turn| {
        page.get(a, turn);
        page.get(b, turn);
        page.simd(MUL);
    });
}

/// Adds to a total.
pub(super) fn add(total: Value, a: Value) {
    added(total, |page, turn| page.get(a, turn));
}

fn added(total: Value, write: impl Fn(&mut Page, usize)) {
    PAGE.with_borrow_mut(|page| {
        for turn in 0..total.many() {
            page.get(total, turn);
            write(page, turn);
            page.simd(ADD);
            page.local(SET, total.local(turn));
        }
    });
}

/// Lanes of two, by their numbers: of the second from 4 on.
#[inline(never)]
pub(super) fn shuffle(a: Value, b: Value, lanes: [u8; 4]) -> Value {
    written(1, |page, _| {
        page.get(a, 0);
        page.get(b, 0);
        page.simd(0x0D);
        lanes.iter().for_each(|&lane| page.code.extend([0, 1, 2, 3].map(|byte| 4 * lane + byte)));
    })
}

/// Does it as often as a parameter or counter says, which counts down.
pub(super) fn repeat(counter: u8, body: impl FnOnce()) {
    bytes(&[GET, counter, 0x04, 0x40, 0x03, 0x40]);
    body();
    again(counter);
    bytes(&[0x0B]);
}

/// The end of a loop: the counter counts down, and above 0 all begins again.
#[inline(never)]
fn again(counter: u8) {
    bytes(&[GET, counter, 0x41, 1, 0x6B, TEE, counter, 0x0D, 0, 0x0B]);
}

/// Moves a parameter or a pointer on.
#[inline(never)]
pub(super) fn advance(pointer: u8, by: usize) {
    bytes(&[GET, pointer]);
    push(by);
    bytes(&[0x6A, SET, pointer]);
}

/// Does it so many times, with places that are so many bytes further on each time: one after the other where they are
/// not more than `straight`, else in a loop.
pub(super) fn turns<const N: usize>(
    count: usize,
    straight: usize,
    places: [(Place, usize); N],
    body: impl Fn([Place; N]),
) {
    // in one place, so that the body is there once
    let (turns, first) = if count <= straight { (count, None) } else { (1, Some(pointers(1 + N as u16))) };
    if let Some(first) = first {
        push(count);
        bytes(&[SET, first]);
        (first + 1..).zip(places).for_each(|(own, ((base, _), _))| bytes(&[GET, base, SET, own]));
        bytes(&[0x03, 0x40]);
    }
    for turn in 0..turns {
        let mut own = places.map(|((base, offset), apart)| (base, offset + turn * apart));
        if let Some(first) = first {
            (first + 1..).zip(&mut own).for_each(|(pointer, (base, _))| *base = pointer);
        }
        body(own);
    }
    if let Some(first) = first {
        (first + 1..).zip(places).for_each(|(own, (_, apart))| advance(own, apart));
        again(first);
        PAGE.with_borrow_mut(|page| page.pointers -= 1 + N as u16);
    }
}

/// The first of so many pointers, which are in use from now on.
fn pointers(count: u16) -> u8 {
    PAGE.with_borrow_mut(|page| {
        let first = page.takes + page.pointers;
        page.pointers += count;
        debug_assert!(page.pointers <= POINTERS, "no room for a pointer");
        first as u8
    })
}

const NUMBER: u64 = 1 << 63;

impl Value {
    fn bits(bits: u32) -> Value {
        Value(NUMBER | u64::from(bits))
    }

    fn number(self) -> Option<u32> {
        (self.0 & NUMBER > 0).then_some(self.0 as u32)
    }

    fn many(self) -> usize {
        if self.0 & NUMBER > 0 { 0 } else { (self.0 >> 32) as usize }
    }

    fn local(self, turn: usize) -> u16 {
        (self.0 >> if turn < self.many() { 16 * turn } else { 0 }) as u16
    }

    /// One of its vectors, by itself.
    pub(super) fn one(self, turn: usize) -> Value {
        if self.number().is_some() { self } else { Value(1 << 32 | u64::from(self.local(turn))) }
    }

    /// Two vectors side by side.
    pub(super) fn beside(self, other: Value) -> Value {
        Value(2 << 32 | u64::from(other.local(0)) << 16 | u64::from(self.local(0)))
    }
}

/// An instruction on these, which are not all numbers.
fn on<const N: usize>(code: u16, all: [Value; N]) -> Value {
    let many = all.iter().fold(1, |most, value| if value.many() > most { value.many() } else { most });
    written(many, |page, turn| {
        all.iter().for_each(|&value| page.get(value, turn));
        page.simd(code);
    })
}

#[inline(never)]
fn on_one(code: u16, a: Value) -> Value {
    on(code, [a])
}

/// An instruction on two; of numbers alone, a product is known.
#[inline(never)]
fn on_two(code: u16, a: Value, b: Value) -> Value {
    match (a.number(), b.number()) {
        (Some(a), Some(b)) if code == MUL => Value::all(f32::from_bits(a) * f32::from_bits(b)),
        _ => on(code, [a, b]),
    }
}

/// Its bits, moved by so many.
#[inline(never)]
fn shifted(code: u16, a: Value, by: u32) -> Value {
    written(a.many(), |page, turn| {
        page.get(a, turn);
        page.code.push(0x41);
        signed(&mut page.code, by as usize);
        page.simd(code);
    })
}

macro_rules! arithmetic {
    ($($Trait:ident $method:ident $code:expr;)*) => {$(
        impl $Trait for Value {
            type Output = Value;

            fn $method(self, other: Value) -> Value {
                on_two($code, self, other)
            }
        }
    )*};
}

arithmetic! {
    Add add ADD;
    Sub sub 0xE5;
    Mul mul MUL;
    Div div 0xE7;
}

impl Neg for Value {
    type Output = Value;

    fn neg(self) -> Value {
        on_one(0xE1, self)
    }
}

impl Numbers for Value {
    fn all(value: f32) -> Self {
        Value::bits(value.to_bits())
    }

    fn abs(self) -> Self {
        // V8 takes longer over its own instruction for it
        self.keep(Value::bits(u32::MAX >> 1))
    }

    fn least(self, other: Self) -> Self {
        on_two(0xEA, self, other)
    }

    fn most(self, other: Self) -> Self {
        on_two(0xEB, self, other)
    }

    fn less(self, other: Self) -> Self {
        on_two(0x43, self, other)
    }

    fn keep(self, mask: Self) -> Self {
        on_two(0x4E, self, mask)
    }

    fn but(self, mask: Self) -> Self {
        on_two(0x4F, self, mask)
    }

    #[inline(never)]
    fn choose(self, a: Self, b: Self) -> Self {
        on(0x52, [a, b, self])
    }

    fn up(self, by: u32) -> Self {
        shifted(0xAB, self, by)
    }

    fn down(self, by: u32) -> Self {
        shifted(0xAC, self, by)
    }

    fn plus(self, other: Self) -> Self {
        on_two(0xAE, self, other)
    }

    fn minus(self, other: Self) -> Self {
        on_two(0xB1, self, other)
    }

    fn whole(self) -> Self {
        on_one(0xFA, self)
    }
}
