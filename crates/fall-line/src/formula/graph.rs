//! A formula as a list of values, each made of earlier ones. Equal values are one; what is made of constants is one.

use super::lane::{apply, whole};
use super::op::Op;
use super::shared::{Shared, Words};

/// The place of a value in its graph.
pub type Id = u32;

/// One value: an operation and the values that it is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Value {
    /// What is done.
    pub op: Op,
    /// To which values. Of a constant the two halves of its bits, of an input its number; a whole power's exponent
    /// stands second.
    pub of: [Id; 3],
}

/// The values, in an order in which they can be computed.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    values: Shared<Value>,
    for_reading: bool,
}

impl Value {
    /// A number.
    pub fn constant(x: f64) -> Value {
        let bits = x.to_bits();
        Value { op: Op::Constant, of: [bits as u32, (bits >> 32) as u32, 0] }
    }

    /// The number, if this is one.
    pub fn number(self) -> Option<f64> {
        let [low, high, _] = self.of;
        (self.op == Op::Constant).then(|| f64::from_bits(u64::from(high) << 32 | u64::from(low)))
    }

    /// The values it is made of.
    pub fn operands(&self) -> &[Id] {
        self.of.get(..self.op.arity()).unwrap_or(&[])
    }

    /// The same, of other values.
    pub fn moved(mut self, to: impl Fn(Id) -> Id) -> Value {
        let arity = self.op.arity();
        self.of.iter_mut().take(arity).for_each(|id| *id = to(*id));
        self
    }
}

impl Words for Value {
    fn words(&self) -> [u64; 3] {
        let [a, b, c] = self.of.map(u64::from);
        [self.op as u64, a << 32 | b, c]
    }
}

impl Graph {
    /// The same values, for derivatives that are read: simplified further than digits allow.
    pub fn for_reading(&self) -> Graph {
        Graph { for_reading: true, ..self.clone() }
    }

    /// Whether digits do not matter.
    pub fn is_for_reading(&self) -> bool {
        self.for_reading
    }

    /// How many values there are.
    pub fn size(&self) -> usize {
        self.values().len()
    }

    /// The values, in their order.
    pub fn values(&self) -> &[Value] {
        self.values.list()
    }

    /// The value at a place.
    pub fn at(&self, id: Id) -> Value {
        self.values()[id as usize]
    }

    /// The number at a place, if it does not change.
    pub fn number(&self, id: Id) -> Option<f64> {
        self.at(id).number()
    }

    /// The place of a number.
    pub fn constant(&mut self, x: f64) -> Id {
        self.values.place(Value::constant(x))
    }

    /// The place of an input.
    pub fn input(&mut self, number: usize) -> Id {
        self.values.place(Value { op: Op::Input, of: [number as u32, 0, 0] })
    }

    /// The place of an operation's value: of a number, where all it is made of are numbers.
    pub fn push(&mut self, op: Op, of: [Id; 3]) -> Id {
        let value = Value { op, of };
        let known = value.operands().iter().map(|&id| self.number(id)).collect::<Option<Vec<_>>>();
        match known {
            Some(x) if !x.is_empty() => {
                let at = |i: usize| x.get(i).copied().unwrap_or(0.0);
                let folded = if op == Op::Whole {
                    whole(at(0), of[1] as i32, 1.0, &mut |op, a, b| apply(op, a, b, 0.0))
                } else {
                    apply(op, at(0), at(1), at(2))
                };
                self.constant(folded)
            }
            _ => self.values.place(value),
        }
    }

    /// Of one value.
    pub fn one(&mut self, op: Op, a: Id) -> Id {
        self.push(op, [a, 0, 0])
    }

    /// Of two.
    pub fn two(&mut self, op: Op, a: Id, b: Id) -> Id {
        self.push(op, [a, b, 0])
    }

    /// aⁿ
    pub fn whole(&mut self, a: Id, n: i32) -> Id {
        match n {
            0 => self.constant(1.0),
            1 => a,
            _ => self.push(Op::Whole, [a, n as u32, 0]),
        }
    }

    /// Which values these need.
    pub fn needed(&self, roots: &[Id]) -> Vec<bool> {
        let mut needed = vec![false; self.size()];
        roots.iter().for_each(|&root| needed[root as usize] = true);
        for (place, value) in self.values().iter().enumerate().rev() {
            if needed[place] {
                value.operands().iter().for_each(|&id| needed[id as usize] = true);
            }
        }
        needed
    }

    /// Whether a value is a polynomial of degree two at most in the first inputs: then one curvature holds everywhere.
    pub fn is_quadratic_in(&self, root: Id, inputs: u32) -> bool {
        let many = 99_u32;
        let mut degrees: Vec<u32> = Vec::with_capacity(self.size());
        for value in self.values().iter().take(root as usize + 1) {
            let degree = |place: usize| degrees[value.of[place] as usize];
            degrees.push(match value.op {
                Op::Constant => 0,
                Op::Input => u32::from(value.of[0] < inputs),
                Op::Negate => degree(0),
                Op::Add | Op::Subtract => degree(0).max(degree(1)),
                Op::Multiply => many.min(degree(0) + degree(1)),
                Op::Divide if degree(1) == 0 => degree(0),
                Op::Whole if value.of[1] as i32 > 0 => many.min(degree(0) * value.of[1]),
                _ if value.operands().iter().all(|&id| degrees[id as usize] == 0) => 0,
                _ => many,
            });
        }
        degrees.get(root as usize).is_some_and(|&degree| degree <= 2)
    }
}
