//! A surface and a rule as one small WebAssembly module that moves many particles many steps. Made here, run by a host:
//! this crate knows none.
//!
//! The module runs the very code of the interpreter, traced over vectors that write themselves down, so its bits are the
//! interpreter's. Its shape is what measured fastest: state as a structure of arrays, loaded and stored once a call; four
//! vectors in flight, written two by two; constants in locals before the loop; what changes from step to step read
//! from a table.

use super::function;
use super::lane::Lane;
use super::op::{FUNCTIONS, Op};
use super::program::Program;
use super::rule::Rule;
use vector::{CALL, CONSTANT, INPUT, Instruction, Page, RESCUE, SHIFTS, SHUFFLE, Vector};

mod vector;

/// What a kernel computes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// As paths are: the same bits.
    F64,
    /// Twice as fast, for the eye.
    F32,
}

impl Precision {
    /// How many bytes a number takes.
    pub fn bytes(self) -> usize {
        match self {
            Precision::F64 => 8,
            Precision::F32 => 4,
        }
    }

    /// How many particles move together: a kernel takes multiples of it.
    pub fn group(self) -> usize {
        16 * FLIGHT / self.bytes()
    }
}

/// Vectors in flight.
const FLIGHT: usize = 4;
/// Of which as many are written instruction by instruction.
const TOGETHER: usize = 2;

/// The function that a kernel imports as `"f" "l"`: libm's by the number of its operation, for the lanes that need it.
pub fn libm(op: u32, a: f64, b: f64) -> f64 {
    let functions = FUNCTIONS.iter().map(|row| row.1).chain([Op::Raise]);
    functions.into_iter().find(|&known| known as u32 == op).map_or(f64::NAN, |op| function::libm(op, a, b))
}

/// A kernel's bytes. It imports a memory (`"f" "m"`) and `libm` (`"f" "l"`), and exports
/// `"r"(state, stride, groups, table, steps)`: `state` is the first of the arrays x, y, and for each state vector its
/// x and y, `stride` bytes apart; `table` has a row a step, the rule's scalars and, with `clip`, the largest gradient.
/// `slope` has the outputs ∂f/∂x and ∂f/∂y.
pub fn kernel(slope: &Program, rule: &Rule, precision: Precision, clip: bool) -> Vec<u8> {
    let (page, wide) = (Page::default(), precision == Precision::F64);
    let count = rule.state.len();
    let arrays = 2 + 2 * count;
    let scalar_count = rule.scalar_count() + usize::from(clip);
    let input = |number: usize| page.input(number as u32, wide);
    let mut w = [input(0), input(1)];
    let mut state: Vec<[Vector<'_>; 2]> = (0..count).map(|k| [input(2 + 2 * k), input(3 + 2 * k)]).collect();
    let scalars: Vec<Vector<'_>> = (0..scalar_count).map(|k| input(arrays + k)).collect();
    rule.trace(&mut w, &mut state, &scalars, |point| {
        let slopes = slope.trace(&point);
        let at = |i: usize| slopes.get(i).copied().unwrap_or(Vector::of(0.0));
        match scalars.last() {
            Some(&most) if clip => clipped([at(0), at(1)], most),
            _ => [at(0), at(1)],
        }
    });
    let least = Vector::of(if wide { 1e-250 } else { 1e-25 });
    let flushed = |s: Vector<'_>| {
        let small = s.abs().less(least);
        Vector::choose(small, Vector::of(0.0), s).place(&page, wide)
    };
    let mut results: Vec<u32> = w.into_iter().map(|w| w.place(&page, wide)).collect();
    for slot in &state {
        results.extend(slot.map(flushed));
    }
    Writer::new(page.list(), results, arrays, scalar_count, precision).module()
}

/// A gradient no longer than `most`.
pub fn clipped<L: Lane>([x, y]: [L; 2], most: L) -> [L; 2] {
    let norm = L::call(Op::Hypot, x, y);
    let scale = L::choose(most.less(norm), most / norm, L::of(1.0));
    [x * scale, y * scale]
}

struct Writer {
    list: Vec<Instruction>,
    needed: Vec<bool>,
    results: Vec<u32>,
    arrays: usize,
    scalars: usize,
    precision: Precision,
    code: Vec<u8>,
    hasty: bool,
}

/// Parameters and counters, before the vectors.
const STATE: u8 = 0;
const STRIDE: u8 = 1;
const TABLE: u8 = 2;
const STEPS: u8 = 3;
const ROW: u8 = 4;
const AT: u8 = 5;
/// Whether any lane needed libm so far.
const LOST: u8 = 6;
const FIRST: usize = 7;

const GET: u8 = 0x20;
const SET: u8 = 0x21;

impl Writer {
    fn new(list: Vec<Instruction>, results: Vec<u32>, arrays: usize, scalars: usize, precision: Precision) -> Writer {
        let mut needed = vec![false; list.len()];
        results.iter().for_each(|&place| needed[place as usize] = true);
        for place in (0..list.len()).rev() {
            if needed[place] {
                list[place].operands().for_each(|other| needed[other as usize] = true);
            }
        }
        Writer { list, needed, results, arrays, scalars, precision, code: Vec::new(), hasty: false }
    }

    /// The local of an instruction's result in one of the vectors in flight. Constants and scalars are the same in all.
    fn local(&self, place: u32, flight: usize) -> usize {
        let instruction = &self.list[place as usize];
        let shared = FIRST + FLIGHT * self.arrays + self.scalars;
        match instruction.code {
            INPUT if (instruction.of[0] as usize) < self.arrays => {
                FIRST + flight * self.arrays + instruction.of[0] as usize
            }
            INPUT => FIRST + FLIGHT * self.arrays + instruction.of[0] as usize - self.arrays,
            CONSTANT => shared + place as usize,
            _ => shared + flight * self.list.len() + place as usize,
        }
    }

    fn byte(&mut self, bytes: &[u8]) {
        self.code.extend_from_slice(bytes);
    }

    fn number(&mut self, number: usize) {
        leb(&mut self.code, number);
    }

    fn get(&mut self, place: u32, flight: usize) {
        let local = self.local(place, flight);
        self.byte(&[GET]);
        self.number(local);
    }

    fn set(&mut self, local: usize) {
        self.byte(&[SET]);
        self.number(local);
    }

    fn simd(&mut self, code: u16) {
        self.byte(&[0xFD]);
        self.number(usize::from(code));
    }

    /// Loads or stores every array at AT, each `stride` after the last.
    fn arrays(&mut self, store: bool) {
        self.byte(&[GET, STATE, SET, AT]);
        for array in 0..self.arrays {
            for flight in 0..FLIGHT {
                let local = FIRST + flight * self.arrays + array;
                self.byte(&[GET, AT]);
                if store {
                    self.byte(&[GET]);
                    self.number(local);
                }
                self.simd(if store { 0x0B } else { 0x00 });
                self.byte(&[4]);
                self.number(16 * flight);
                if !store {
                    self.set(local);
                }
            }
            self.byte(&[GET, AT, GET, STRIDE, 0x6A, SET, AT]);
        }
    }

    /// A function `(state, stride, table, steps) -> i32` that moves one group. A hasty one does without libm: where that
    /// was wrong it stores nothing and gives 1. Branches in the loop would keep values out of registers.
    fn body(&mut self, hasty: bool) -> Vec<u8> {
        self.hasty = hasty;
        self.code.clear();
        let order: Vec<usize> = (0..self.list.len()).filter(|&place| self.needed[place]).collect();
        for &place in &order {
            if self.list[place].code == CONSTANT {
                let bytes = self.list[place].data.to_le_bytes();
                self.simd(CONSTANT);
                self.byte(&[bytes, bytes].concat());
                let local = self.local(place as u32, 0);
                self.set(local);
            }
        }
        self.arrays(false);
        self.byte(&[GET, TABLE, SET, ROW]);
        self.byte(&[0x03, 0x40]); // loop over steps
        let bytes = self.precision.bytes();
        for scalar in 0..self.scalars {
            self.byte(&[GET, ROW]);
            self.simd(if bytes == 8 { 0x0A } else { 0x09 });
            self.byte(&[2]);
            self.number(scalar * bytes);
            self.set(FIRST + FLIGHT * self.arrays + scalar);
        }
        for flights in (0..FLIGHT).collect::<Vec<_>>().chunks(TOGETHER) {
            for &place in &order {
                for &flight in flights {
                    self.instruction(place as u32, flight);
                }
            }
        }
        for flight in 0..FLIGHT {
            for array in 0..self.arrays {
                self.get(self.results[array], flight);
            }
            for array in (0..self.arrays).rev() {
                self.set(FIRST + flight * self.arrays + array);
            }
        }
        self.byte(&[GET, ROW, 0x41]);
        signed(&mut self.code, self.scalars * bytes);
        self.byte(&[0x6A, SET, ROW]);
        self.byte(&[GET, STEPS, 0x41, 1, 0x6B, 0x22, STEPS, 0x0D, 0, 0x0B]);
        if hasty {
            self.byte(&[GET, LOST]);
            self.simd(0x53);
            self.byte(&[0x04, 0x40, 0x41, 1, 0x0F, 0x0B]); // if any: return 1
        }
        self.arrays(true);
        self.byte(&[0x41, 0, 0x0B]);
        // ROW and AT, then LOST and the vectors
        let mut function = vec![2, 2, 0x7F];
        leb(&mut function, 1 + FLIGHT * self.arrays + self.scalars + FLIGHT * self.list.len());
        function.push(0x7B);
        function.append(&mut self.code);
        function
    }

    fn instruction(&mut self, place: u32, flight: usize) {
        let instruction = self.list[place as usize];
        let [a, b, _] = instruction.of;
        match instruction.code {
            INPUT | CONSTANT => return,
            CALL => self.lanes(instruction.data as u32, a, b, flight),
            RESCUE if self.hasty => {
                let [own, mask, _] = instruction.of;
                self.byte(&[GET, LOST]);
                self.get(mask, flight);
                self.simd(0x50);
                self.byte(&[SET, LOST]);
                self.get(own, flight);
            }
            RESCUE => {
                let [own, mask, a] = instruction.of;
                self.get(mask, flight);
                self.simd(0x53);
                self.byte(&[0x04, 0x7B]); // if any: v128
                self.lanes(instruction.data as u32, a, (instruction.data >> 32) as u32, flight);
                self.get(own, flight);
                self.get(mask, flight);
                self.simd(0x52);
                self.byte(&[0x05]);
                self.get(own, flight);
                self.byte(&[0x0B]);
            }
            code => {
                instruction.of.into_iter().take(instruction.arity()).for_each(|operand| self.get(operand, flight));
                if SHIFTS.contains(&code) {
                    self.byte(&[0x41]);
                    signed(&mut self.code, instruction.data as usize);
                }
                self.simd(code);
                if code == SHUFFLE {
                    // four lanes of four bytes: which, two bits and the vector
                    let lanes: [u8; 4] = if instruction.data == 0x4 { [0, 1, 4, 5] } else { [2, 3, 2, 3] };
                    lanes.iter().for_each(|lane| self.byte(&[0, 1, 2, 3].map(|byte| lane * 4 + byte)));
                }
            }
        }
        let local = self.local(place, flight);
        self.set(local);
    }

    /// A function of libm's, for both f64 lanes.
    fn lanes(&mut self, op: u32, a: u32, b: u32, flight: usize) {
        for lane in [0, 1] {
            self.byte(&[0x41]);
            signed(&mut self.code, op as usize);
            for operand in [a, b] {
                self.get(operand, flight);
                self.simd(0x21);
                self.byte(&[lane]);
            }
            self.byte(&[0x10, 0]);
            if lane == 0 {
                self.simd(0x14);
            } else {
                self.simd(0x22);
                self.byte(&[1]);
            }
        }
    }

    fn module(mut self) -> Vec<u8> {
        // (state, stride, groups, table, steps): each group hastily, and again where that was wrong
        let [state, stride, groups, table, steps] = [0, 1, 2, 3, 4];
        let arguments = [GET, state, GET, stride, GET, table, GET, steps];
        let mut all = vec![0, 0x03, 0x40];
        all.extend(arguments);
        all.extend([0x10, 1, 0x04, 0x40]);
        all.extend(arguments);
        all.extend([0x10, 2, 0x1A, 0x0B, GET, state, 0x41]);
        signed(&mut all, 16 * FLIGHT);
        all.extend([0x6A, SET, state, GET, groups, 0x41, 1, 0x6B, 0x22, groups, 0x0D, 0, 0x0B, 0x0B]);
        let mut code = vec![3];
        for function in [self.body(true), self.body(false), all] {
            leb(&mut code, function.len());
            code.extend(function);
        }
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        let import = |kind: &[u8], name: u8| [&[1, b'f', 1, name][..], kind].concat();
        let types = [
            &[3, 0x60, 3, 0x7F, 0x7C, 0x7C, 1, 0x7C][..],
            &[0x60, 4, 0x7F, 0x7F, 0x7F, 0x7F, 1, 0x7F],
            &[0x60, 5, 0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 0],
        ];
        let sections: [(u8, Vec<u8>); 5] = [
            (1, types.concat()),
            (2, [vec![2], import(&[0, 0], b'l'), import(&[2, 0, 1], b'm')].concat()),
            (3, vec![3, 1, 1, 2]),
            (7, vec![1, 1, b'r', 0, 3]),
            (10, code),
        ];
        for (section, bytes) in sections {
            module.push(section);
            leb(&mut module, bytes.len());
            module.extend(bytes);
        }
        module
    }
}

/// An unsigned number, seven bits a byte.
fn leb(out: &mut Vec<u8>, mut number: usize) {
    while number > 0x7F {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A number that is not negative, where a sign is expected.
fn signed(out: &mut Vec<u8>, mut number: usize) {
    while number > 0x3F {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
