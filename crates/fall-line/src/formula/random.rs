//! Random trees of every kind, for tests.

use super::parser::{Node, Tree};

/// The names that may stand in them.
pub(super) const NAMES: [&str; 7] = ["x", "y", "pi", "e", "beta1", "w_1", "rate"];

const NUMBERS: [f64; 10] = [0.0, 1.0, 2.0, 0.5, 17.0, 1e-7, -1.0, -2.5, -1e-9, f64::MAX];

const SIGNS: [char; 5] = ['+', '-', '*', '/', '^'];
const COMPARISONS: [char; 6] = ['<', '>', '≤', '≥', '≡', '≠'];

const ONE: [&str; 15] = [
    "sin", "cos", "asin", "exp", "log", "log2", "sqrt", "cbrt", "abs", "sign", "floor", "ceil", "erf", "relu",
    "sigmoid",
];
const TWO: [&str; 5] = ["min", "max", "hypot", "atan2", "rosenbrock"];

/// Where the next ones come from.
pub(super) struct Random(pub(super) u64);

impl Random {
    /// Up to two `let` lines, and a tree six deep.
    pub(super) fn formula(&mut self) -> Tree {
        let mut tree = self.tree(6);
        for _ in 0..self.below(6).saturating_sub(3) {
            let parts = [self.tree(3), tree];
            tree = of(Node::Let(self.pick(&NAMES).into(), Box::new(parts)));
        }
        tree
    }

    fn tree(&mut self, depth: usize) -> Tree {
        let kind = if depth == 0 { self.below(5) } else { self.below(20) };
        of(match kind {
            0 | 1 => Node::Number(self.number()),
            2..=4 => Node::Name(self.pick(&NAMES).into()),
            5 | 6 => Node::Minus(Box::new(self.tree(depth - 1))),
            7 => Node::Call(self.pick(&TWO).into(), vec![self.tree(depth - 1), self.tree(depth - 1)]),
            8 => {
                let condition = self.binary(&COMPARISONS, depth);
                Node::Call("if".into(), vec![of(condition), self.tree(depth - 1), self.tree(depth - 1)])
            }
            9 | 10 => Node::Call(self.pick(&ONE).into(), vec![self.tree(depth - 1)]),
            // it reads, though it does not compile
            11 if self.below(8) == 0 => self.binary(&COMPARISONS, depth),
            _ => self.binary(&SIGNS, depth),
        })
    }

    fn binary(&mut self, signs: &[char], depth: usize) -> Node {
        Node::Binary(self.pick(signs), Box::new([self.tree(depth - 1), self.tree(depth - 1)]))
    }

    fn number(&mut self) -> f64 {
        if self.below(2) == 0 { self.pick(&NUMBERS) } else { self.below(4000) as f64 / 100.0 - 20.005 }
    }

    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    pub(super) fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

fn of(node: Node) -> Tree {
    Tree { node, span: [0, 0] }
}
