//! Derivatives: forward mode over the graph, so that a derivative is made of values like any other. It shares them with
//! the formula, has derivatives of its own, compiles and prints.

use super::graph::{Graph, Id};
use super::op::Op;

/// The derivative of `root` by an input. Zero is a constant of the graph.
pub fn derivative(graph: &mut Graph, root: Id, input: usize) -> Id {
    let by = graph.input(input);
    let needed = graph.needed(&[root, by]);
    // None is a zero that no number can come out of: such parts are never written
    let mut slopes: Vec<Option<Id>> = vec![None; root as usize + 1];
    for id in 0..=root {
        if needed[id as usize] {
            slopes[id as usize] = if id == by { Some(graph.constant(1.0)) } else { slope(graph, id, &slopes) };
        }
    }
    slopes[root as usize].unwrap_or_else(|| graph.constant(0.0))
}

fn slope(graph: &mut Graph, id: Id, slopes: &[Option<Id>]) -> Option<Id> {
    let value = graph.at(id);
    let [a, b, _] = value.of;
    let of = |place: usize| value.operands().get(place).and_then(|&id| slopes[id as usize]);
    let (da, db) = (of(0), of(1));
    match value.op {
        Op::Negate => da.map(|da| graph.negate(da)),
        Op::Add => graph.sum(da, db),
        Op::Subtract => graph.difference(da, db),
        Op::Multiply => {
            let left = da.map(|da| graph.product(da, b));
            let right = db.map(|db| graph.product(a, db));
            graph.sum(left, right)
        }
        Op::Divide => {
            let top = db.map(|db| graph.product(id, db));
            graph.difference(da, top).map(|top| graph.quotient(top, b))
        }
        // where the branches part, the slope of the one that is taken
        Op::Select => graph.choice(a, of(1), of(2)),
        Op::Guard => db.map(|db| graph.two(Op::Guard, a, db)),
        Op::Min | Op::Max => {
            let (low, high) = if value.op == Op::Min { (b, a) } else { (a, b) };
            let second = graph.two(Op::Less, low, high);
            graph.choice(second, db, da)
        }
        Op::Relu => {
            let zero = graph.constant(0.0);
            let above = graph.two(Op::Less, zero, a);
            graph.choice(above, da, None)
        }
        Op::Less | Op::AtMost | Op::Same | Op::Differs | Op::Sign | Op::Floor | Op::Ceil => None,
        _ => {
            let left = da.map(|da| {
                let slope = graph.first(value.op, id, a, b);
                graph.product(slope, da)
            });
            let right = db.map(|db| {
                let slope = graph.second(value.op, id, a, b);
                graph.product(slope, db)
            });
            graph.sum(left, right)
        }
    }
}

impl Graph {
    /// ∂/∂a of a function whose value stands at `v`.
    fn first(&mut self, op: Op, v: Id, a: Id, b: Id) -> Id {
        let one = self.constant(1.0);
        match op {
            Op::Whole => {
                let (n, power) = (b as i32, self.whole(a, b as i32 - 1));
                let n = self.constant(f64::from(n));
                self.product(n, power)
            }
            Op::Raise => {
                let less = self.minus(b, one);
                let power = self.two(Op::Raise, a, less);
                let slope = self.product(b, power);
                // at 0 a power below 1 would be infinitely steep
                if self.number(b).is_some_and(|n| n < 1.0) { self.two(Op::Guard, a, slope) } else { slope }
            }
            Op::Sin => self.one(Op::Cos, a),
            Op::Cos => {
                let sine = self.one(Op::Sin, a);
                self.negate(sine)
            }
            Op::Tan => {
                let square = self.whole(v, 2);
                self.plus(one, square)
            }
            Op::Asin | Op::Acos => {
                let square = self.whole(a, 2);
                let rest = self.minus(one, square);
                let root = self.one(Op::Sqrt, rest);
                let sign = self.constant(if op == Op::Asin { 1.0 } else { -1.0 });
                self.quotient(sign, root)
            }
            Op::Atan => {
                let square = self.whole(a, 2);
                let sum = self.plus(one, square);
                self.quotient(one, sum)
            }
            Op::Sinh => self.one(Op::Cosh, a),
            Op::Cosh => self.one(Op::Sinh, a),
            Op::Tanh => {
                let square = self.whole(v, 2);
                self.minus(one, square)
            }
            Op::Exp => v,
            Op::Log => self.quotient(one, a),
            Op::Log2 | Op::Log10 => {
                let base = self.constant(if op == Op::Log2 { std::f64::consts::LN_2 } else { std::f64::consts::LN_10 });
                let scaled = self.product(base, a);
                self.quotient(one, scaled)
            }
            Op::Sqrt => {
                let half = self.constant(0.5);
                let slope = self.quotient(half, v);
                self.two(Op::Guard, a, slope)
            }
            Op::Cbrt => {
                let three = self.constant(3.0);
                let scaled = self.product(three, a);
                let slope = self.quotient(v, scaled);
                self.two(Op::Guard, a, slope)
            }
            Op::Abs => self.one(Op::Sign, a),
            Op::Erf => {
                let square = self.whole(a, 2);
                let power = self.negate(square);
                let bell = self.one(Op::Exp, power);
                let scale = self.constant(std::f64::consts::FRAC_2_SQRT_PI);
                self.product(scale, bell)
            }
            Op::Sigmoid => {
                let rest = self.minus(one, v);
                self.product(v, rest)
            }
            Op::Softplus => self.one(Op::Sigmoid, a),
            Op::Hypot => {
                let share = self.quotient(a, v);
                self.two(Op::Guard, v, share)
            }
            Op::Atan2 => self.around(a, b, b),
            _ => self.constant(0.0),
        }
    }

    /// ∂/∂b of a function of two.
    fn second(&mut self, op: Op, v: Id, a: Id, b: Id) -> Id {
        match op {
            Op::Raise => {
                let log = self.one(Op::Log, a);
                let slope = self.product(v, log);
                self.two(Op::Guard, a, slope)
            }
            Op::Hypot => {
                let share = self.quotient(b, v);
                self.two(Op::Guard, v, share)
            }
            Op::Atan2 => {
                let slope = self.around(a, b, a);
                self.negate(slope)
            }
            _ => self.constant(0.0),
        }
    }

    /// top / (a² + b²), also where the squares are too large or too small.
    fn around(&mut self, a: Id, b: Id, top: Id) -> Id {
        let r = self.two(Op::Hypot, a, b);
        let share = self.quotient(top, r);
        let slope = self.quotient(share, r);
        self.two(Op::Guard, r, slope)
    }

    fn sum(&mut self, a: Option<Id>, b: Option<Id>) -> Option<Id> {
        match (a, b) {
            (Some(a), Some(b)) => Some(self.plus(a, b)),
            (a, b) => a.or(b),
        }
    }

    fn difference(&mut self, a: Option<Id>, b: Option<Id>) -> Option<Id> {
        match (a, b) {
            (Some(a), Some(b)) => Some(self.minus(a, b)),
            (None, Some(b)) => Some(self.negate(b)),
            (a, None) => a,
        }
    }

    fn choice(&mut self, condition: Id, a: Option<Id>, b: Option<Id>) -> Option<Id> {
        if a.is_none() && b.is_none() {
            return None;
        }
        let zero = self.constant(0.0);
        Some(self.push(Op::Select, [condition, a.unwrap_or(zero), b.unwrap_or(zero)]))
    }

    /// The numbers that a product begins with, as far as they are one, and the rest of it.
    fn scaled(&self, id: Id) -> Option<(f64, Id)> {
        let (mut x, mut rest) = self.factor(id)?;
        while let Some((y, inner)) = self.factor(rest) {
            let Some(both) = self.merged(x, y) else { break };
            (x, rest) = (both, inner);
        }
        Some((x, rest))
    }

    /// The number that may move to the front of a product with others: one that leaves no second one behind.
    fn movable(&self, id: Id) -> Option<(f64, Id)> {
        self.scaled(id).filter(|(x, rest)| self.merges(*x) && self.factor(*rest).is_none())
    }

    fn factor(&self, id: Id) -> Option<(f64, Id)> {
        let value = self.at(id);
        match value.op {
            Op::Multiply => self.number(value.of[0]).map(|x| (x, value.of[1])),
            Op::Negate => Some((-1.0, value.of[0])),
            _ => None,
        }
    }

    /// Whether a factor may move without a digit's change: a power of two. Where formulas are only read, any may.
    fn merges(&self, x: f64) -> bool {
        self.is_for_reading() || (x.to_bits() << 12 == 0 && x.is_finite() && x != 0.0)
    }

    /// Two factors as one, where no digit changes.
    fn merged(&self, x: f64, y: f64) -> Option<f64> {
        Some(x * y).filter(|both| both.is_normal() && (self.merges(x) || self.merges(y)))
    }

    fn is(&self, id: Id, x: f64) -> bool {
        self.number(id) == Some(x)
    }

    fn negate(&mut self, a: Id) -> Id {
        let value = self.at(a);
        match (self.scaled(a), value.op) {
            (Some((x, rest)), _) => self.times(-x, rest),
            (None, Op::Subtract) => self.minus(value.of[1], value.of[0]),
            _ => self.one(Op::Negate, a),
        }
    }

    fn times(&mut self, x: f64, a: Id) -> Id {
        let x = self.constant(x);
        self.product(x, a)
    }

    fn plus(&mut self, a: Id, b: Id) -> Id {
        if self.is(a, 0.0) {
            return b;
        }
        if self.is(b, 0.0) {
            return a;
        }
        if a == b {
            return self.times(2.0, a);
        }
        match (self.scaled(a), self.scaled(b)) {
            (_, Some((x, rest))) if x < 0.0 => {
                let b = self.times(-x, rest);
                self.two(Op::Subtract, a, b)
            }
            (Some((x, rest)), _) if x < 0.0 => {
                let a = self.times(-x, rest);
                self.two(Op::Subtract, b, a)
            }
            _ => self.two(Op::Add, a, b),
        }
    }

    fn minus(&mut self, a: Id, b: Id) -> Id {
        if self.is(b, 0.0) {
            return a;
        }
        if self.is(a, 0.0) {
            return self.negate(b);
        }
        match self.scaled(b) {
            Some((x, rest)) if x < 0.0 => {
                let b = self.times(-x, rest);
                self.plus(a, b)
            }
            _ => self.two(Op::Subtract, a, b),
        }
    }

    /// Numbers stand in front and become one.
    fn product(&mut self, a: Id, b: Id) -> Id {
        match (self.number(a), self.number(b)) {
            (None, Some(_)) => return self.product(b, a),
            (Some(x), None) => {
                let inner = self.at(b);
                let scaled = self.scaled(b).map(|(y, rest)| (self.merged(x, y), rest));
                return match (scaled, inner.op) {
                    _ if x == 0.0 => a,
                    _ if x == 1.0 => b,
                    (Some((Some(both), rest)), _) => self.times(both, rest),
                    (None, Op::Subtract) if x == -1.0 => self.two(Op::Subtract, inner.of[1], inner.of[0]),
                    _ if x == -1.0 => self.one(Op::Negate, b),
                    // into one quotient: a row of them would all be made anew
                    (None, Op::Divide) if self.merges(x) && self.at(inner.of[0]).op != Op::Divide => {
                        let top = self.product(a, inner.of[0]);
                        self.quotient(top, inner.of[1])
                    }
                    _ => self.two(Op::Multiply, a, b),
                };
            }
            (Some(_), Some(_)) => return self.two(Op::Multiply, a, b),
            (None, None) => {}
        }
        if let Some((x, rest)) = self.movable(a) {
            let rest = self.product(rest, b);
            return self.times(x, rest);
        }
        if let Some((x, rest)) = self.movable(b) {
            let rest = self.product(a, rest);
            return self.times(x, rest);
        }
        for (over, other) in [(a, b), (b, a)] {
            let value = self.at(over);
            if value.op == Op::Divide && self.number(value.of[0]).is_some_and(|x| self.merges(x)) {
                let top = self.product(value.of[0], other);
                return self.quotient(top, value.of[1]);
            }
        }
        if a == b { self.whole(a, 2) } else { self.two(Op::Multiply, a, b) }
    }

    fn quotient(&mut self, a: Id, b: Id) -> Id {
        if self.is(b, 1.0) || self.is(a, 0.0) {
            return a;
        }
        // 2x/20 is x/10
        if let (Some((x, rest)), Some(y)) = (self.scaled(a), self.number(b))
            && self.merges(x)
            && libm::floor(y / x) == y / x
            && y != 0.0
        {
            let over = self.constant(y / x);
            return self.quotient(rest, over);
        }
        self.two(Op::Divide, a, b)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Program, compile};
    use super::derivative;

    /// Numbers that move through a long formula must not make all of it anew at each of its steps.
    #[test]
    fn derivatives_of_the_longest_formulas_stay_in_proportion() {
        let row = |head: &str, part: &str| head.to_owned() + &part.repeat((4096 - head.len()) / part.len());
        let twice = "2(".repeat(190) + "x*y" + &")".repeat(190);
        let texts = [
            row("x", "/y*2"),
            row("x", "/y*-3"),
            row("1", "/(y/2)"),
            row("x", "*2/y"),
            row("x", "*9^999*y"),
            row("x", "*2^900*y"),
            row("x", "-2*x*y"),
            row("x", "*sin(y)/cos(x)"),
            format!("let a = {twice}; 0{}", (1..200).map(|k| format!("+a*sin(x+{k})")).collect::<String>()),
        ];
        for text in texts {
            let formula = compile(&text, &["x", "y"], &[]).unwrap();
            for mut graph in [formula.graph.clone(), formula.graph.for_reading()] {
                let before = graph.values().len();
                let first = [0, 1].map(|input| derivative(&mut graph, formula.root, input));
                for (of, input) in [(0, 0), (0, 1), (1, 1)] {
                    derivative(&mut graph, first[of], input);
                }
                let after = graph.values().len();
                assert!(after < 20 * before, "{before} values became {after}: {}…", &text[..60]);
            }
        }
    }

    #[test]
    fn numbers_become_one_only_where_that_is_a_number_again() {
        for (number, x) in [(1e200, 1e-300), (1e-200, 1e300)] {
            // a power of two near it, so that no digit is in the way
            let number = libm::exp2(libm::floor(libm::log2(number)));
            let text = format!("{number:e}*({number:e}*(x*x))");
            let mut formula = compile(&text, &["x"], &[]).unwrap();
            let slope = derivative(&mut formula.graph, formula.root, 0);
            let [slope]: [f64; 1] = Program::new(&formula.graph, 1, &[slope]).at(&[x]);
            assert_eq!(slope, number * (number * (2.0 * x)), "{text}");
        }
    }
}
