//! A rule's text line by line: what each line gave in an update, with the bits of the update.

use super::super::Span;
use super::super::compile::{Compiler, Input, Place};
use super::super::graph::{Graph, Id, Value};
use super::super::lane::{apply, whole};
use super::super::op::Op;
use super::super::parser::{Node, Tree};
use super::Rule;
use crate::number;

/// The lines of a rule, and the values that they are made of: equal ones are one, as where it computes.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub(super) list: Vec<Line>,
    pub(super) vectors: Graph,
    pub(super) scalars: Graph,
    /// Where gradients are asked for.
    pub(super) points: Vec<Id>,
}

/// An assignment.
#[derive(Clone, Debug)]
pub struct Line {
    /// What is set.
    pub name: String,
    /// To what.
    pub tree: Tree,
    place: Place,
    /// What stands for a value in the tree, and which.
    leaves: Vec<(Span, Place)>,
}

/// All values of an update of two coordinates; those of scalars twice.
#[derive(Clone, Debug)]
pub struct Values {
    scalars: Vec<[f64; 2]>,
    vectors: Vec<[f64; 2]>,
}

impl Line {
    /// A line that sets `name` to `tree`, which stands at `place`.
    pub(super) fn new(name: String, tree: Tree, place: Place, compiler: &mut Compiler) -> Line {
        let (mut leaves, mut rest) = (Vec::new(), vec![&tree]);
        while let Some(part) = rest.pop() {
            match &part.node {
                Node::Number(_) => {}
                Node::Name(name) if !compiler.knows(name) => {}
                // it has been compiled already: its place is found again
                Node::Name(_) => leaves.extend(compiler.number(part).ok().map(|place| (part.span, place))),
                Node::Call(name, _) if name == "grad" => {
                    leaves.extend(compiler.number(part).ok().map(|place| (part.span, place)));
                }
                Node::Minus(inner) => rest.push(inner),
                Node::Binary(_, parts) | Node::Let(_, parts) => rest.extend(parts.iter()),
                Node::Call(_, arguments) => rest.extend(arguments),
            }
        }
        Line { name, tree, place, leaves }
    }

    /// The whole line, `name ← value`: not equal, since w is another w afterwards.
    pub fn whole(&self) -> Tree {
        let name = Tree { node: Node::Name(self.name.clone()), span: self.tree.span };
        Tree { node: Node::Binary('←', Box::new([name, self.tree.clone()])), span: self.tree.span }
    }

    /// Whether it gives a number for each coordinate, and not one for both.
    pub fn is_vector(&self) -> bool {
        matches!(self.place, Place::Vector(_))
    }
}

impl Values {
    /// What a line gave, by coordinate.
    pub fn of(&self, line: &Line) -> [f64; 2] {
        self.at(line.place)
    }

    fn at(&self, place: Place) -> [f64; 2] {
        match place {
            Place::Scalar(id) => self.scalars[id as usize],
            Place::Vector(id) => self.vectors[id as usize],
        }
    }
}

impl Rule {
    /// Its assignments, in their order.
    pub fn lines(&self) -> &[Line] {
        &self.sheet.list
    }

    /// Whether a gradient of an update is the one at w as it was before.
    pub fn asks_at_w(&self, gradient: usize) -> bool {
        let point = self.sheet.points.get(gradient).map(|&id| self.sheet.vectors.at(id));
        point == Some(Value { op: Op::Input, of: [0; 3] })
    }

    /// One update of two coordinates with all its values. `gradient` gives the gradient at a point.
    pub fn values(
        &self,
        (t, lr, others): (u32, f64, &[f64]),
        w: [f64; 2],
        state: &[[f64; 2]],
        gradient: &mut dyn FnMut([f64; 2]) -> [f64; 2],
    ) -> Values {
        let known: Vec<f64> = [f64::from(t), lr].into_iter().chain(others.iter().copied()).collect();
        let scalars = computed(&self.sheet.scalars, &mut |number, _| [known[number]; 2]);
        let vectors = computed(&self.sheet.vectors, &mut |number, so_far| match self.inputs[number] {
            Input::Given(0) => w,
            Input::Given(slot) => state[slot - 1],
            Input::Scalar(id) => scalars[id as usize],
            // its point comes before it
            Input::Gradient(k) => gradient(so_far[self.sheet.points[k] as usize]),
        });
        Values { scalars, vectors }
    }

    /// What a line is set to, with the numbers of one coordinate for all names. Computed ones are rounded to so many
    /// digits; hyper-parameters stay as they were typed.
    pub fn with_numbers(&self, line: &Line, values: &Values, coordinate: usize, digits: usize) -> Tree {
        let mut tree = line.tree.clone();
        let mut rest = vec![&mut tree];
        while let Some(part) = rest.pop() {
            if let Some((_, place)) = line.leaves.iter().find(|(span, _)| *span == part.span) {
                let x = values.at(*place)[coordinate];
                let rounded = || number::parse(&number::short(x, digits)).unwrap_or(x);
                // no minus before a 0
                part.node = Node::Number(0.0 + if self.was_typed(*place) { x } else { rounded() });
                continue;
            }
            match &mut part.node {
                Node::Number(_) | Node::Name(_) => {}
                Node::Minus(inner) => rest.push(inner),
                Node::Binary(_, parts) | Node::Let(_, parts) => rest.extend(parts.iter_mut()),
                Node::Call(_, arguments) => rest.extend(arguments),
            }
        }
        tree
    }

    /// Whether a person chose the number: but for t and lr, scalars come from outside as they were typed.
    fn was_typed(&self, place: Place) -> bool {
        let Place::Scalar(id) = place else { return false };
        let value = self.sheet.scalars.at(id);
        value.op == Op::Constant || (value.op == Op::Input && value.of[0] >= 2)
    }
}

/// Gives an input by its number and the values before it.
type Source<'a> = dyn FnMut(usize, &[[f64; 2]]) -> [f64; 2] + 'a;

/// All values of a graph, of two coordinates.
fn computed(graph: &Graph, input: &mut Source<'_>) -> Vec<[f64; 2]> {
    let mut all: Vec<[f64; 2]> = Vec::with_capacity(graph.size());
    for value in graph.values() {
        let x = match (value.op, value.number()) {
            (_, Some(x)) => [x; 2],
            (Op::Input, _) => input(value.of[0] as usize, &all),
            (op, _) => [0, 1].map(|coordinate| {
                let of = |k| value.operands().get(k).map_or(0.0, |&id| all[id as usize][coordinate]);
                match op {
                    Op::Whole => whole(of(0), value.of[1] as i32, 1.0, &mut |op, a, b| apply(op, a, b, 0.0)),
                    op => apply(op, of(0), of(1), of(2)),
                }
            }),
        };
        all.push(x);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::super::mathml;
    use super::*;

    #[test]
    fn a_line_is_what_is_put_where() {
        let lines = |text: &str| -> Vec<String> {
            let rule = Rule::new(text, &[]).unwrap();
            rule.lines().iter().map(|line| mathml(&line.whole(), &[("lr", "η")])).collect()
        };
        assert_eq!(
            lines("param lr = 0.1, eps = 1/8\nstate m; m = g\n\nw = w - lr*m/eps"),
            [
                "<math><mrow><mi>m</mi><mo>←</mo><mi>g</mi></mrow></math>",
                "<math><mrow><mi>w</mi><mo>←</mo><mrow><mi>w</mi><mo>−</mo><mfrac><mrow><mi>η</mi><mo>\u{2062}</mo>\
                 <mi>m</mi></mrow><mi>ε</mi></mfrac></mrow></mrow></math>",
            ]
        );
        assert!(lines("w = w - grad(w + g)")[0].contains("<mi>∇f</mi>"));
    }

    #[test]
    fn numbers_stand_where_their_names_stood() {
        let text =
            "param beta = 0.99995\nstate m\nbowl = t/3\nm = beta^t*m + g*pi\nw = if(w > 0, w - lr*m, bowl*grad(-w))";
        let rule = Rule::new(text, &[]).unwrap();
        let values = rule.values((2, 1.0 / 3.0, &[0.99995]), [2.0, -1.0 / 3.0], &[[0.0, 1e-9 / 3.0]], &mut |[x, y]| {
            [2.0 * x, 2.0 * y]
        });
        let filled = |line: usize, coordinate| {
            super::super::super::plain(&rule.with_numbers(&rule.lines()[line], &values, coordinate, 4))
        };
        assert_eq!(filled(0, 0), "2/3");
        assert_eq!(filled(1, 0), "0.99995^2*0 + 4*pi");
        assert_eq!(filled(1, 1), "0.99995^2*3.333e-10 + -0.6667*pi");
        assert_eq!(filled(2, 0), "if(2 > 0, 2 - 0.3333*12.57, 0.6667*-4)");
        assert_eq!(filled(2, 1), "if(-0.3333 > 0, -0.3333 - 0.3333*-2.094, 0.6667*0.6667)");
    }
}
