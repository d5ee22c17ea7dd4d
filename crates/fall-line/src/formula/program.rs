//! A formula as straight-line code, run over blocks of points: each operation over the whole block before the next.

use super::graph::{Graph, Id, Value};
use super::lane::{Lane, apply, whole};
use super::op::Op;

/// How many points a block holds: enough that reading an operation costs little, few enough for the first cache.
pub const BLOCK: usize = 32;

/// Straight-line code: inputs, then constants, then operations on what stands before them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    inputs: usize,
    constants: Vec<f64>,
    steps: Vec<Value>,
    outputs: Vec<Id>,
}

impl Program {
    /// What computes these values of a graph of `inputs` inputs.
    pub fn new(graph: &Graph, inputs: usize, outputs: &[Id]) -> Program {
        let mut lowered = Graph::default();
        let mut places: Vec<Id> = Vec::with_capacity(graph.size());
        let needed = graph.needed(outputs);
        for (value, needed) in graph.values().iter().zip(needed) {
            places.push(match value.op {
                _ if !needed => 0,
                Op::Whole => {
                    let one = lowered.constant(1.0);
                    let base = places[value.of[0] as usize];
                    whole(base, value.of[1] as i32, one, &mut |op, a, b| lowered.two(op, a, b))
                }
                Op::Constant | Op::Input => lowered.push(value.op, value.of),
                op => lowered.push(op, value.moved(|id| places[id as usize]).of),
            });
        }
        let outputs: Vec<Id> = outputs.iter().map(|&id| places[id as usize]).collect();
        Program::of(&lowered, inputs, &outputs)
    }

    /// Puts constants after the inputs, and only what is needed after them.
    fn of(graph: &Graph, inputs: usize, outputs: &[Id]) -> Program {
        let needed = graph.needed(outputs);
        let kept = || graph.values().iter().zip(&needed).enumerate().filter(|(_, (_, needed))| **needed);
        let constants: Vec<f64> = kept().filter_map(|(_, (value, _))| value.number()).collect();
        let (mut steps, mut places, mut constant) = (Vec::new(), vec![0; graph.size()], inputs);
        for (place, (value, _)) in kept() {
            places[place] = match value.op {
                Op::Input => value.of[0],
                Op::Constant => {
                    constant += 1;
                    constant as Id - 1
                }
                _ => {
                    steps.push(value.moved(|id| places[id as usize]));
                    (inputs + constants.len() + steps.len()) as Id - 1
                }
            };
        }
        let outputs = outputs.iter().map(|&id| places[id as usize]).collect();
        Program { inputs, constants, steps, outputs }
    }

    /// How many operations it takes.
    pub fn size(&self) -> usize {
        self.steps.len()
    }

    /// Room for a block of points: the inputs first, for the caller to fill.
    pub fn room<L: Lane, const N: usize>(&self) -> Vec<[L; N]> {
        let mut room = vec![[L::of(0.0); N]; self.inputs];
        room.extend(self.constants.iter().map(|&x| [L::of(x); N]));
        room.resize(self.inputs + self.constants.len() + self.steps.len(), [L::of(0.0); N]);
        room
    }

    /// Computes everything from the inputs in `room`.
    pub fn run<L: Lane, const N: usize>(&self, room: &mut [[L; N]]) {
        for (at, &Value { op, of }) in (self.inputs + self.constants.len()..).zip(&self.steps) {
            let Some((before, [out, ..])) = room.split_at_mut_checked(at) else { return };
            macro_rules! each {
                ($($Op:ident)*) => {
                    match op {
                        // a loop for each, so that each becomes vectors
                        $(Op::$Op => each!(Op::$Op, Op::$Op.arity()),)*
                        _ => each!(op, 2),
                    }
                };
                ($op:expr, $arity:expr) => {{
                    // no more is looked up than the operation is made of: at a single point that is half of the work
                    let operand = |k: usize| before.get(of[if k < $arity { k } else { 0 }] as usize);
                    let (Some(a), Some(b), Some(c)) = (operand(0), operand(1), operand(2)) else { return };
                    (0..N).for_each(|i| out[i] = apply($op, a[i], b[i], c[i]));
                }};
            }
            each!(Negate Add Subtract Multiply Divide Guard Less AtMost Select Abs Sqrt Relu Min Max);
        }
    }

    /// How many values it computes for others.
    pub fn outputs(&self) -> usize {
        self.outputs.len()
    }

    /// Where an output stands in the room.
    pub fn output(&self, number: usize) -> usize {
        self.outputs.get(number).map_or(0, |&id| id as usize)
    }

    /// The outputs at one point.
    pub fn at<L: Lane, const OUT: usize>(&self, inputs: &[L]) -> [L; OUT] {
        let mut room = self.room::<L, 1>();
        room.iter_mut().zip(inputs).for_each(|(place, &x)| *place = [x]);
        self.run(&mut room);
        std::array::from_fn(|i| room[self.output(i)][0])
    }

    /// The same code over any kind of number, once: what the compiler runs over the vectors that it writes.
    pub fn trace<L: Lane>(&self, inputs: &[L]) -> Vec<L> {
        let mut values: Vec<L> = inputs.to_vec();
        values.resize(self.inputs, L::of(0.0));
        values.extend(self.constants.iter().map(|&x| L::of(x)));
        for &Value { op, of } in &self.steps {
            let [a, b, c] = of.map(|id| values.get(id as usize).copied().unwrap_or(L::of(0.0)));
            values.push(apply(op, a, b, c));
        }
        (0..self.outputs.len()).filter_map(|i| values.get(self.output(i)).copied()).collect()
    }
}
