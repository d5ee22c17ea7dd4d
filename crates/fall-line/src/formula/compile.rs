//! A tree as values of a graph: names found, functions applied, powers told apart.
//!
//! Values are of two kinds. A *vector* differs from point to point (x and y of a formula; w, g and the state of a rule);
//! a *scalar* is made of numbers and of a rule's own scalars (hyper-parameters, t, lr) alone. Scalars are computed in f64,
//! once for all points, and rounded to the vector's type where they first meet one.

use super::graph::{Graph, Id};
use super::near::near;
use super::op::{self, Op};
use super::parser::{self, Node, Tree};
use super::{Given, Span, error, library};
use crate::error::{Code, Error};

/// A value of either kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    Scalar(Id),
    Vector(Id),
}

/// What a vector's input stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Input {
    /// A vector from outside, by number.
    Given(usize),
    /// A scalar.
    Scalar(Id),
    /// The gradient at a point, by number.
    Gradient(usize),
}

/// As many operations as a formula may have.
const OPERATIONS: usize = 4096;

/// As many gradients as a rule may ask for in an update: each costs as much as all the rest of it.
const GRADIENTS: usize = 16;

pub(super) const CONSTANTS: [(&str, f64); 2] = [("pi", std::f64::consts::PI), ("e", std::f64::consts::E)];

/// Formulas of one text, on their way to programs.
#[derive(Debug, Default)]
pub(super) struct Compiler {
    pub(super) vectors: Graph,
    pub(super) scalars: Graph,
    /// What the inputs of `vectors` stand for.
    pub(super) inputs: Vec<Input>,
    /// Where gradients are asked for; Some makes `grad` and `g` known, and division by a scalar a product.
    pub(super) gradients: Option<Vec<Id>>,
    /// Names, the innermost last.
    pub(super) scope: Vec<(String, Place)>,
}

impl Compiler {
    /// With the constants of a document in scope.
    pub(super) fn new(given: &Given) -> Compiler {
        let mut compiler = Compiler::default();
        for (name, x) in given {
            let place = Place::Scalar(compiler.scalars.constant(*x));
            compiler.scope.push((name.clone(), place));
        }
        compiler
    }

    /// A new vector from outside.
    pub(super) fn outside(&mut self, input: Input) -> Id {
        self.inputs.push(input);
        self.vectors.input(self.inputs.len() - 1)
    }

    /// As a vector: a number stays a number, a scalar becomes an input.
    pub(super) fn vector(&mut self, place: Place) -> Id {
        match place {
            Place::Vector(id) => id,
            Place::Scalar(id) => match self.scalars.number(id) {
                Some(x) => self.vectors.constant(x),
                None => match self.inputs.iter().position(|&input| input == Input::Scalar(id)) {
                    Some(number) => self.vectors.input(number),
                    None => self.outside(Input::Scalar(id)),
                },
            },
        }
    }

    /// An operation: on scalars a scalar, else a vector.
    fn push(&mut self, op: Op, places: &[Place], span: Span) -> Result<Place, Error> {
        if self.vectors.size() + self.scalars.size() >= OPERATIONS {
            return Err(error(Code::FormulaTooLarge.with([&OPERATIONS.to_string()]), span));
        }
        let mut of = [0; 3];
        if places.iter().all(|place| matches!(place, Place::Scalar(_))) {
            for (slot, place) in of.iter_mut().zip(places) {
                if let Place::Scalar(id) = place {
                    *slot = *id;
                }
            }
            return Ok(Place::Scalar(self.scalars.push(op, of)));
        }
        if let (Op::Divide, [a, b @ Place::Scalar(_)], Some(_)) = (op, places, &self.gradients) {
            let one = Place::Scalar(self.scalars.constant(1.0));
            let over = self.push(Op::Divide, &[one, *b], span)?;
            return self.push(Op::Multiply, &[*a, over], span);
        }
        for (slot, place) in of.iter_mut().zip(places) {
            *slot = self.vector(*place);
        }
        Ok(Place::Vector(self.vectors.push(op, of)))
    }

    /// The place of a number; a comparison is none.
    pub(super) fn number(&mut self, tree: &Tree) -> Result<Place, Error> {
        let span = tree.span;
        match &tree.node {
            Node::Number(x) => Ok(Place::Scalar(self.scalars.constant(*x))),
            Node::Name(name) => self.name(name, span),
            Node::Minus(inner) => {
                let a = self.number(inner)?;
                self.push(Op::Negate, &[a], span)
            }
            Node::Let(name, parts) => {
                let value = self.number(&parts[0])?;
                self.scope.push((name.clone(), value));
                let result = self.number(&parts[1]);
                self.scope.pop();
                result
            }
            Node::Binary('^', parts) => self.power(parts, span),
            Node::Binary(..) => self.chain(tree),
            Node::Call(name, arguments) => self.call(name, arguments, span),
        }
    }

    /// Sums and products as one writes them, one after the other: in a loop, since there may be thousands.
    #[inline(never)]
    fn chain(&mut self, tree: &Tree) -> Result<Place, Error> {
        let (mut first, mut rest) = (tree, Vec::new());
        while let Node::Binary(sign, parts) = &first.node {
            let op = match *sign {
                '+' => Op::Add,
                '-' => Op::Subtract,
                '*' => Op::Multiply,
                '/' => Op::Divide,
                '^' => break,
                other => return Err(error(Code::FormulaComparison.with([&parser::written(other)]), first.span)),
            };
            rest.push((op, &parts[1], first.span));
            first = &parts[0];
        }
        let mut all = self.number(first)?;
        for (op, operand, span) in rest.into_iter().rev() {
            let operand = self.number(operand)?;
            all = self.push(op, &[all, operand], span)?;
        }
        Ok(all)
    }

    /// Whether a name stands for a value here that may change: not for π or e.
    pub(super) fn knows(&self, name: &str) -> bool {
        let own = name == "g" && self.gradients.is_some();
        own || self.scope.iter().any(|(known, _)| known == name)
    }

    fn name(&mut self, name: &str, span: Span) -> Result<Place, Error> {
        if let Some((_, place)) = self.scope.iter().rev().find(|(known, _)| known == name) {
            return Ok(*place);
        }
        if name == "g" && self.gradients.is_some() {
            let w = self.vectors.input(0);
            return self.gradient(w, span);
        }
        if let Some((_, x)) = CONSTANTS.iter().find(|(known, _)| *known == name) {
            return Ok(Place::Scalar(self.scalars.constant(*x)));
        }
        if parser::arity(name).is_some() {
            return Err(error(Code::FormulaNeedsCall.with([name]), span));
        }
        Err(Error::told(|| {
            let own = self.scope.iter().map(|(name, _)| name.as_str()).chain(self.gradients.iter().map(|_| "g"));
            let mut known: Vec<&str> = Vec::new();
            // what is set again stands in the scope again
            for name in own.chain(CONSTANTS.iter().map(|(name, _)| *name)) {
                if !known.contains(&name) {
                    known.push(name);
                }
            }
            let reason = match near(name, &known) {
                Some(meant) => Code::FormulaNear.with([name, meant]),
                None => Code::FormulaName.with([name, &known.join(", ")]),
            };
            error(reason, span)
        }))
    }

    /// The gradient at a point: asked for once, however often it is written.
    fn gradient(&mut self, point: Id, span: Span) -> Result<Place, Error> {
        let points = self.gradients.get_or_insert_default();
        let known = points.iter().position(|&id| id == point);
        let number = known.unwrap_or_else(|| {
            points.push(point);
            points.len() - 1
        });
        if number >= GRADIENTS {
            return Err(error(Code::RuleGradients.with([&GRADIENTS.to_string()]), span));
        }
        Ok(Place::Vector(match self.inputs.iter().position(|&input| input == Input::Gradient(number)) {
            Some(place) => self.vectors.input(place),
            None => self.outside(Input::Gradient(number)),
        }))
    }

    fn power(&mut self, parts: &[Tree; 2], span: Span) -> Result<Place, Error> {
        let a = self.number(&parts[0])?;
        let literal = match &parts[1].node {
            Node::Number(n) => Some(*n),
            Node::Minus(inner) => match inner.node {
                Node::Number(n) => Some(-n),
                _ => None,
            },
            _ => None,
        };
        if let Some(n) = literal.filter(|n| libm::floor(*n) == *n && n.abs() <= 16.0) {
            return Ok(match a {
                Place::Scalar(a) => Place::Scalar(self.scalars.whole(a, n as i32)),
                Place::Vector(a) => Place::Vector(self.vectors.whole(a, n as i32)),
            });
        }
        let b = self.number(&parts[1])?;
        self.push(Op::Raise, &[a, b], span)
    }

    fn call(&mut self, name: &str, arguments: &[Tree], span: Span) -> Result<Place, Error> {
        // a name of one's own that is also a surface's: a product with a bracket
        if let ([argument], true) = (arguments, self.scope.iter().any(|(known, _)| known == name)) {
            let places = [self.name(name, span)?, self.number(argument)?];
            return self.push(Op::Multiply, &places, span);
        }
        let wanted = parser::arity(name).unwrap_or(0);
        if wanted != arguments.len() {
            let (wanted, found) = (wanted.to_string(), arguments.len().to_string());
            return Err(error(Code::FormulaArity.with([name, &wanted, &found]), span));
        }
        if let ("if", [condition, a, b]) = (name, arguments) {
            let places = [self.condition(condition)?, self.number(a)?, self.number(b)?];
            return self.push(Op::Select, &places, span);
        }
        let mut places = Vec::new();
        for argument in arguments {
            places.push(self.number(argument)?);
        }
        if let Some((op, _)) = op::function(name) {
            return self.push(op, &places, span);
        }
        if name == "grad" {
            if self.gradients.is_none() {
                return Err(error(Code::FormulaGrad.with([]), span));
            }
            let point = self.vector(places[0]);
            return self.gradient(point, span);
        }
        // a surface of the library: its formula, at other arguments; what is wrong in it is wrong at the call
        let text = library::entry(name).map_or("0", |entry| entry.text);
        let tree = parser::parse(text)?;
        let outer = std::mem::take(&mut self.scope);
        self.scope.extend(["x", "y"].into_iter().zip(places).map(|(name, place)| (name.to_owned(), place)));
        let result = self.number(&tree).map_err(|inner| inner.marked(span));
        self.scope = outer;
        result
    }

    fn condition(&mut self, tree: &Tree) -> Result<Place, Error> {
        let comparison = match &tree.node {
            Node::Binary(sign, parts) => comparison(*sign).map(|(op, swapped)| (op, swapped, parts)),
            _ => None,
        };
        let Some((op, swapped, parts)) = comparison else {
            return Err(error(Code::FormulaCondition.with([]), tree.span));
        };
        let (a, b) = (self.number(&parts[0])?, self.number(&parts[1])?);
        let sides = if swapped { [b, a] } else { [a, b] };
        self.push(op, &sides, tree.span)
    }
}

/// The comparison of a sign, and whether its sides are swapped.
fn comparison(sign: char) -> Option<(Op, bool)> {
    Some(match sign {
        '<' => (Op::Less, false),
        '>' => (Op::Less, true),
        '≤' => (Op::AtMost, false),
        '≥' => (Op::AtMost, true),
        '≡' => (Op::Same, false),
        '≠' => (Op::Differs, false),
        _ => return None,
    })
}
