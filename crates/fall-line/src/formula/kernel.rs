//! A surface and a rule as one small WebAssembly module that moves many particles many steps, for a host to run.
//!
//! The module runs the very code of the interpreter, traced over vectors that write themselves down, so its bits are the
//! interpreter's. Its shape is what measured fastest: state as a structure of arrays, of which a block that the first
//! cache holds goes through all steps; a step loads and stores the state, so that registers are left for what it
//! computes; two vectors, instruction by instruction; roots and divisions early; a table of what changes by the step.

use super::function;
use super::lane::Lane;
use super::op::{FUNCTIONS, Op};
use super::program::Program;
use super::rule::Rule;
use crate::module::{self, leb, signed};
use vector::{CALL, CONSTANT, INPUT, Instruction, Page, RESCUE, SHIFTS, Vector};

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
        16 * TOGETHER / self.bytes()
    }
}

/// Vectors whose instructions alternate.
const TOGETHER: usize = 2;
/// How many bytes of each array go through all steps before the next: all arrays together stay in the first cache.
const BLOCK: usize = 2048;

/// The function that a kernel imports as `"f" "l"`: libm's by the number of its operation, for the lanes that need it.
pub fn libm(op: u32, a: f64, b: f64) -> f64 {
    let functions = FUNCTIONS.iter().map(|row| row.1).chain([Op::Raise]);
    functions.into_iter().find(|&known| known as u32 == op).map_or(f64::NAN, |op| function::libm(op, a, b))
}

/// A kernel's bytes. It imports a memory (`"f" "m"`) and `libm` (`"f" "l"`), and exports
/// `"r"(state, stride, groups, table, steps)`: `state` is the first of the arrays x, y, and for each state vector its
/// x and y, `stride` bytes apart; `table` has a row a step, the rule's scalars and, with `clip`, the largest gradient.
/// There is a group and a step at least. `slope` has the outputs ∂f/∂x and ∂f/∂y.
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

/// Parameters of a pass, then the places in the other arrays, then LOST and the vectors.
const AT: u8 = 0;
const END: u8 = 1;
const STRIDE: u8 = 2;
const ROW: u8 = 3;
const PARAMETERS: usize = 4;

const GET: u8 = 0x20;
const SET: u8 = 0x21;
const TEE: u8 = 0x22;
const ADD: u8 = 0x6A;
const LESS: u8 = 0x49;

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

    /// Whether any lane needed libm.
    fn lost(&self) -> usize {
        PARAMETERS + self.arrays - 1
    }

    /// The local of an instruction's result in one of the vectors that move together. Constants and scalars are the same
    /// in all.
    fn local(&self, place: u32, flight: usize) -> usize {
        let instruction = &self.list[place as usize];
        let shared = match instruction.code {
            INPUT => instruction.of[0] as usize >= self.arrays,
            code => code == CONSTANT,
        };
        1 + self.lost() + place as usize + if shared { 0 } else { flight * self.list.len() }
    }

    #[inline(never)] // for size, as below
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

    #[inline(never)]
    fn simd(&mut self, code: u16) {
        self.byte(&[0xFD]);
        self.number(usize::from(code));
    }

    /// A number on the stack.
    fn push(&mut self, number: usize) {
        self.byte(&[0x41]);
        signed(&mut self.code, number);
    }

    /// Where an array's next vector stands.
    fn address(&mut self, array: usize) {
        self.byte(&[GET]);
        self.number(if array == 0 { usize::from(AT) } else { PARAMETERS + array - 1 });
    }

    /// What is needed, in the order of the trace, but that first comes what most divisions and roots in a row wait for.
    fn order(&self) -> Vec<u32> {
        let mut waiting = vec![0; self.list.len()];
        for (place, instruction) in self.list.iter().enumerate().rev() {
            waiting[place] += usize::from(instruction.is_slow() && self.needed[place]);
            for other in instruction.operands() {
                waiting[other as usize] = waiting[other as usize].max(waiting[place]);
            }
        }
        let mut levels = vec![Vec::new(); waiting.iter().fold(0, |most, &count| most.max(count)) + 1];
        for (place, count) in (0..).zip(waiting) {
            if self.needed[place as usize] {
                levels[count].push(place);
            }
        }
        levels.into_iter().rev().flatten().collect()
    }

    /// A function `(at, end, stride, row) -> i32` that moves what stands from `at` to `end` one step. A hasty one does
    /// without libm: it ends before the first vectors that need it, and says where.
    fn pass(&mut self, hasty: bool) -> Vec<u8> {
        self.hasty = hasty;
        self.code.clear();
        let order = self.order();
        let bytes = self.precision.bytes();
        for &place in &order {
            let Instruction { code, of, data, .. } = self.list[place as usize];
            match code {
                CONSTANT => {
                    let bytes = data.to_le_bytes();
                    self.simd(CONSTANT);
                    self.byte(&[bytes, bytes].concat());
                }
                INPUT if of[0] as usize >= self.arrays => {
                    self.byte(&[GET, ROW]);
                    self.simd(if bytes == 8 { 0x0A } else { 0x09 });
                    self.byte(&[2]);
                    self.number((of[0] as usize - self.arrays) * bytes);
                }
                _ => continue,
            }
            let local = self.local(place, 0);
            self.set(local);
        }
        self.byte(&[0x03, 0x40]); // loop over vectors
        for array in 1..self.arrays {
            self.address(array - 1);
            self.byte(&[GET, STRIDE, ADD]);
            self.set(PARAMETERS + array - 1);
        }
        let rescued = hasty && order.iter().any(|&place| self.list[place as usize].code == RESCUE);
        if rescued {
            self.simd(CONSTANT);
            self.byte(&[0; 16]);
            self.set(self.lost());
        }
        for &place in &order {
            for flight in 0..TOGETHER {
                self.instruction(place, flight);
            }
        }
        if rescued {
            self.byte(&[GET]);
            self.number(self.lost());
            self.simd(0x53);
            self.byte(&[0x04, 0x40, GET, AT, 0x0F, 0x0B]); // if any: return AT
        }
        for array in 0..self.arrays {
            for flight in 0..TOGETHER {
                self.address(array);
                self.get(self.results[array], flight);
                self.simd(0x0B);
                self.byte(&[4]);
                self.number(16 * flight);
            }
        }
        self.byte(&[GET, AT]);
        self.push(16 * TOGETHER);
        self.byte(&[ADD, TEE, AT, GET, END, LESS, 0x0D, 0, 0x0B, GET, AT, 0x0B]);
        let mut function = vec![2];
        leb(&mut function, self.arrays - 1);
        function.push(0x7F);
        leb(&mut function, 1 + TOGETHER * self.list.len());
        function.push(0x7B);
        function.append(&mut self.code);
        function
    }

    fn instruction(&mut self, place: u32, flight: usize) {
        let instruction = self.list[place as usize];
        let [a, b, _] = instruction.of;
        match instruction.code {
            INPUT if (a as usize) < self.arrays => {
                self.address(a as usize);
                self.simd(0x00);
                self.byte(&[4]);
                self.number(16 * flight);
            }
            INPUT | CONSTANT => return,
            CALL => self.lanes(instruction.data as u32, a, b, flight),
            RESCUE if self.hasty => {
                let [own, mask, _] = instruction.of;
                self.byte(&[GET]);
                self.number(self.lost());
                self.get(mask, flight);
                self.simd(0x50);
                self.set(self.lost());
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
                    self.push(instruction.data as usize);
                }
                self.simd(code);
            }
        }
        let local = self.local(place, flight);
        self.set(local);
    }

    /// A function of libm's, lane by lane.
    fn lanes(&mut self, op: u32, a: u32, b: u32, flight: usize) {
        let wide = self.precision == Precision::F64;
        let [get, set, all] = if wide { [0x21, 0x22, 0x14] } else { [0x1F, 0x20, 0x13] };
        for lane in 0..16 / self.precision.bytes() {
            self.push(op as usize);
            for operand in [a, b] {
                self.get(operand, flight);
                self.simd(get);
                self.byte(&[lane as u8]);
                self.byte(if wide { &[] } else { &[0xBB] });
            }
            self.byte(&[0x10, 0]);
            self.byte(if wide { &[] } else { &[0xB6] });
            if lane == 0 {
                self.simd(all);
            } else {
                self.simd(set);
                self.byte(&[lane as u8]);
            }
        }
    }

    fn module(mut self) -> Vec<u8> {
        // each block step by step, hastily; where that ends early, carefully
        let [state, stride, groups, table, steps, last, end, row, left, at] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        self.code = vec![1, 5, 0x7F, GET, groups];
        self.push(16 * TOGETHER);
        self.byte(&[0x6C, GET, state, ADD, SET, last, 0x03, 0x40, GET, state]);
        self.push(BLOCK);
        self.byte(&[ADD, TEE, end, GET, last, GET, end, GET, last, LESS, 0x1B, SET, end]);
        self.byte(&[GET, table, SET, row, GET, steps, SET, left, 0x03, 0x40, GET, state, SET, at, 0x03, 0x40]);
        self.byte(&[GET, at, GET, end, GET, stride, GET, row, 0x10, 1, TEE, at, GET, end, LESS, 0x04, 0x40]);
        self.byte(&[GET, at, GET, at]);
        self.push(16 * TOGETHER);
        self.byte(&[ADD, GET, stride, GET, row, 0x10, 2, TEE, at, GET, end, LESS, 0x0D, 1, 0x0B, 0x0B, GET, row]);
        self.push(self.scalars * self.precision.bytes());
        self.byte(&[ADD, SET, row, GET, left, 0x41, 1, 0x6B, TEE, left, 0x0D, 0, 0x0B]);
        self.byte(&[GET, end, TEE, state, GET, last, LESS, 0x0D, 0, 0x0B, 0x0B]);
        let all = std::mem::take(&mut self.code);
        let types = [
            vec![0x60, 3, 0x7F, 0x7C, 0x7C, 1, 0x7C],
            vec![0x60, 4, 0x7F, 0x7F, 0x7F, 0x7F, 1, 0x7F],
            vec![0x60, 5, 0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 0],
        ];
        module::module(&[
            (1, module::entries(&types)),
            (2, module::entries(&[module::import(&[0, 0], b'l'), module::import(&[2, 0, 1], b'm')])),
            (3, vec![3, 1, 1, 2]),
            (7, vec![1, 1, b'r', 0, 3]),
            (10, module::code(&[self.pass(true), self.pass(false), all])),
        ])
    }
}
