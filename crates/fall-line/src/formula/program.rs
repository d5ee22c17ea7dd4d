//! A formula as a list of operations, each on earlier ones: every value is computed once, equal parts are shared,
//! constants are folded.

use super::function::{self, ONE, TWO};
use super::jet::Number;
use super::parser::{self, Node, Tree};
use super::{Span, error, library};
use crate::error::{Code, Error};

/// Straight-line code over variables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    operations: Vec<Operation>,
    result: u16,
}

/// Operands are the places of earlier operations.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Operation {
    Constant(f64),
    Variable(u16),
    Negate(u16),
    Add(u16, u16),
    Subtract(u16, u16),
    Multiply(u16, u16),
    Divide(u16, u16),
    /// To a constant power.
    Power(u16, f64),
    Raise(u16, u16),
    /// A row of the table of functions.
    One(u16, u16),
    Two(u16, u16, u16),
    /// 1 where true, 0 where not.
    Compare(Comparison, u16, u16),
    Select(u16, u16, u16),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
}

/// As many as a formula may have.
const OPERATIONS: usize = 4096;

impl Program {
    /// The value where the variables are these.
    pub fn run<N: Number>(&self, variables: &[N]) -> N {
        let mut values: Vec<N> = Vec::with_capacity(self.operations.len());
        for operation in &self.operations {
            values.push(operation.run(|place| values[place as usize], variables));
        }
        values[self.result as usize]
    }

    /// How many operations it takes.
    pub fn size(&self) -> usize {
        self.operations.len()
    }

    /// Whether it is a polynomial of degree two at most: then one curvature holds everywhere.
    pub fn is_quadratic(&self) -> bool {
        let mut degrees: Vec<u32> = Vec::new();
        let many = 99;
        for operation in &self.operations {
            let at = |place: u16| degrees[place as usize];
            let plain = |all: &[u16]| if all.iter().all(|&a| at(a) == 0) { 0 } else { many };
            degrees.push(match *operation {
                Operation::Constant(_) => 0,
                Operation::Variable(_) => 1,
                Operation::Negate(a) => at(a),
                Operation::Add(a, b) | Operation::Subtract(a, b) => {
                    if at(a) > at(b) {
                        at(a)
                    } else {
                        at(b)
                    }
                }
                Operation::Multiply(a, b) => (at(a) + at(b)).min(many),
                Operation::Divide(a, b) if at(b) == 0 => at(a),
                Operation::Power(a, _) | Operation::One(_, a) => plain(&[a]),
                Operation::Divide(a, b) | Operation::Raise(a, b) | Operation::Two(_, a, b) => plain(&[a, b]),
                Operation::Compare(_, a, b) => plain(&[a, b]),
                Operation::Select(c, a, b) => plain(&[c, a, b]),
            });
        }
        degrees.get(self.result as usize).is_some_and(|&degree| degree <= 2)
    }
}

impl Operation {
    /// The same, on other operands.
    fn with(self, mut of: impl FnMut(u16) -> u16) -> Operation {
        use Operation::*;
        match self {
            Constant(_) | Variable(_) => self,
            Negate(a) => Negate(of(a)),
            Add(a, b) => Add(of(a), of(b)),
            Subtract(a, b) => Subtract(of(a), of(b)),
            Multiply(a, b) => Multiply(of(a), of(b)),
            Divide(a, b) => Divide(of(a), of(b)),
            Power(a, n) => Power(of(a), n),
            Raise(a, b) => Raise(of(a), of(b)),
            One(row, a) => One(row, of(a)),
            Two(row, a, b) => Two(row, of(a), of(b)),
            Compare(comparison, a, b) => Compare(comparison, of(a), of(b)),
            Select(c, a, b) => Select(of(c), of(a), of(b)),
        }
    }

    fn run<N: Number>(self, at: impl Fn(u16) -> N, variables: &[N]) -> N {
        match self {
            Operation::Constant(x) => N::constant(x),
            Operation::Variable(i) => variables[i as usize],
            Operation::Negate(a) => -at(a),
            Operation::Add(a, b) => at(a) + at(b),
            Operation::Subtract(a, b) => at(a) - at(b),
            Operation::Multiply(a, b) => at(a) * at(b),
            Operation::Divide(a, b) => at(a) / at(b),
            Operation::Power(a, n) => at(a).power(n),
            Operation::Raise(a, b) => at(a).raised(at(b)),
            Operation::One(row, a) => at(a).one(&ONE[row as usize]),
            Operation::Two(row, a, b) => at(a).two(at(b), &TWO[row as usize]),
            Operation::Compare(comparison, a, b) => {
                let (a, b) = (at(a).value(), at(b).value());
                let holds = match comparison {
                    Comparison::Less => a < b,
                    Comparison::LessOrEqual => a <= b,
                    Comparison::Equal => a == b,
                    Comparison::NotEqual => a != b,
                };
                N::constant(f64::from(u8::from(holds)))
            }
            Operation::Select(c, a, b) => at(if at(c).value() == 0.0 { b } else { a }),
        }
    }
}

/// Compiles a tree whose variables have these names.
pub(super) fn compile(tree: &Tree, variables: &[&str]) -> Result<Program, Error> {
    let mut compiler = Compiler { operations: Vec::new() };
    let mut scope: Vec<(String, u16)> = Vec::new();
    for (i, name) in variables.iter().enumerate() {
        let place = compiler.push(Operation::Variable(i as u16), tree.span)?;
        scope.push(((*name).to_owned(), place));
    }
    let result = compiler.number(tree, &mut scope)?;
    Ok(used(&compiler.operations, result))
}

/// Only what the result needs: constants that were folded away stay behind.
fn used(operations: &[Operation], result: u16) -> Program {
    let mut needed = vec![false; operations.len()];
    needed[result as usize] = true;
    for (place, operation) in operations.iter().enumerate().rev() {
        if needed[place] {
            operation.with(|operand| {
                needed[operand as usize] = true;
                operand
            });
        }
    }
    let mut moved = vec![0; operations.len()];
    let mut kept = Vec::new();
    for (place, operation) in operations.iter().enumerate().filter(|(place, _)| needed[*place]) {
        moved[place] = kept.len() as u16;
        kept.push(operation.with(|operand| moved[operand as usize]));
    }
    Program { operations: kept, result: moved[result as usize] }
}

struct Compiler {
    operations: Vec<Operation>,
}

type Scope = Vec<(String, u16)>;

const CONSTANTS: [(&str, f64); 2] = [("pi", std::f64::consts::PI), ("e", std::f64::consts::E)];

impl Compiler {
    fn push(&mut self, operation: Operation, span: Span) -> Result<u16, Error> {
        if let Some(place) = self.operations.iter().position(|known| *known == operation) {
            return Ok(place as u16);
        }
        let limit = OPERATIONS.to_string();
        if self.operations.len() >= OPERATIONS {
            return Err(error(Code::FormulaTooLarge.with([&limit]), span));
        }
        self.operations.push(operation);
        Ok((self.operations.len() - 1) as u16)
    }

    fn constant(&self, place: u16) -> Option<f64> {
        match self.operations[place as usize] {
            Operation::Constant(x) => Some(x),
            _ => None,
        }
    }

    /// Pushes an operation, or what it comes to where all its operands are constants.
    fn fold(&mut self, operation: Operation, operands: &[u16], span: Span) -> Result<u16, Error> {
        if operands.iter().all(|&place| self.constant(place).is_some()) {
            let value = operation.run(|place| self.constant(place).unwrap_or(f64::NAN), &[]);
            return self.push(Operation::Constant(value), span);
        }
        self.push(operation, span)
    }

    /// The place of a number; a comparison is none.
    fn number(&mut self, tree: &Tree, scope: &mut Scope) -> Result<u16, Error> {
        let span = tree.span;
        match &tree.node {
            Node::Number(x) => self.push(Operation::Constant(*x), span),
            Node::Name(name) => {
                if let Some((_, place)) = scope.iter().rev().find(|(known, _)| known == name) {
                    return Ok(*place);
                }
                if let Some((_, x)) = CONSTANTS.iter().find(|(known, _)| known == name) {
                    return self.push(Operation::Constant(*x), span);
                }
                let mut known: Vec<_> = scope.iter().map(|(name, _)| name.as_str()).collect();
                known.extend(CONSTANTS.iter().map(|(name, _)| *name));
                Err(error(Code::FormulaName.with([name, &known.join(", ")]), span))
            }
            Node::Minus(inner) => {
                let a = self.number(inner, scope)?;
                self.fold(Operation::Negate(a), &[a], span)
            }
            Node::Let(name, parts) => {
                let value = self.number(&parts[0], scope)?;
                scope.push((name.clone(), value));
                let result = self.number(&parts[1], scope);
                scope.pop();
                result
            }
            Node::Binary('^', parts) => self.power(parts, scope, span),
            Node::Binary(sign, parts) => {
                if comparison(*sign).is_some() {
                    return Err(error(Code::FormulaComparison.with([&parser::written(*sign)]), span));
                }
                let (a, b) = (self.number(&parts[0], scope)?, self.number(&parts[1], scope)?);
                let operation = match *sign {
                    '+' => Operation::Add(a, b),
                    '-' => Operation::Subtract(a, b),
                    '*' => Operation::Multiply(a, b),
                    _ => Operation::Divide(a, b),
                };
                self.fold(operation, &[a, b], span)
            }
            Node::Call(name, arguments) => self.call(name, arguments, scope, span),
        }
    }

    fn power(&mut self, parts: &[Tree; 2], scope: &mut Scope, span: Span) -> Result<u16, Error> {
        let a = self.number(&parts[0], scope)?;
        let literal = match &parts[1].node {
            Node::Number(n) => Some(*n),
            Node::Minus(inner) => match inner.node {
                Node::Number(n) => Some(-n),
                _ => None,
            },
            _ => None,
        };
        if let Some(n) = literal.filter(|n| libm::floor(*n) == *n && n.abs() <= 16.0) {
            return self.whole_power(a, n as i32, span);
        }
        let b = self.number(&parts[1], scope)?;
        match self.constant(b) {
            Some(n) => self.fold(Operation::Power(a, n), &[a], span),
            None => self.fold(Operation::Raise(a, b), &[a, b], span),
        }
    }

    /// Repeated squaring from the lowest bit.
    fn whole_power(&mut self, a: u16, n: i32, span: Span) -> Result<u16, Error> {
        let (mut base, mut result, mut left) = (a, None, n.unsigned_abs());
        while left > 0 {
            if left & 1 == 1 {
                result = Some(match result {
                    Some(so_far) => self.fold(Operation::Multiply(so_far, base), &[so_far, base], span)?,
                    None => base,
                });
            }
            left >>= 1;
            if left > 0 {
                base = self.fold(Operation::Multiply(base, base), &[base], span)?;
            }
        }
        match result {
            Some(result) if n > 0 => Ok(result),
            Some(result) => {
                let one = self.push(Operation::Constant(1.0), span)?;
                self.fold(Operation::Divide(one, result), &[one, result], span)
            }
            None => self.push(Operation::Constant(1.0), span),
        }
    }

    fn call(&mut self, name: &str, arguments: &[Tree], scope: &mut Scope, span: Span) -> Result<u16, Error> {
        let wanted = function::arity(name).unwrap_or(0);
        if wanted != arguments.len() {
            let (wanted, found) = (wanted.to_string(), arguments.len().to_string());
            return Err(error(Code::FormulaArity.with([name, &wanted, &found]), span));
        }
        if let ("if", [condition, a, b]) = (name, arguments) {
            let c = self.condition(condition, scope)?;
            let (a, b) = (self.number(a, scope)?, self.number(b, scope)?);
            return self.fold(Operation::Select(c, a, b), &[c, a, b], span);
        }
        let places = arguments.iter().map(|argument| self.number(argument, scope)).collect::<Result<Vec<_>, _>>()?;
        if let Some(row) = ONE.iter().position(|one| one.name == name) {
            return self.fold(Operation::One(row as u16, places[0]), &places, span);
        }
        if let Some(row) = TWO.iter().position(|two| two.name == name) {
            return self.fold(Operation::Two(row as u16, places[0], places[1]), &places, span);
        }
        // a surface of the library: its formula, at other arguments; what is wrong in it is wrong at the call
        let text = library::entry(name).map_or("0", |entry| entry.text);
        let tree = parser::parse(text)?;
        let mut inner = vec![("x".to_owned(), places[0]), ("y".to_owned(), places[1])];
        self.number(&tree, &mut inner).map_err(|inner| Error { span: Some(span), ..inner })
    }

    fn condition(&mut self, tree: &Tree, scope: &mut Scope) -> Result<u16, Error> {
        let Node::Binary(sign, parts) = &tree.node else {
            return Err(error(Code::FormulaCondition.with([]), tree.span));
        };
        let Some((comparison, swapped)) = comparison(*sign) else {
            return Err(error(Code::FormulaCondition.with([]), tree.span));
        };
        let (a, b) = (self.number(&parts[0], scope)?, self.number(&parts[1], scope)?);
        let (a, b) = if swapped { (b, a) } else { (a, b) };
        self.fold(Operation::Compare(comparison, a, b), &[a, b], tree.span)
    }
}

/// The comparison of a sign, and whether its sides are swapped.
fn comparison(sign: char) -> Option<(Comparison, bool)> {
    Some(match sign {
        '<' => (Comparison::Less, false),
        '>' => (Comparison::Less, true),
        '≤' => (Comparison::LessOrEqual, false),
        '≥' => (Comparison::LessOrEqual, true),
        '≡' => (Comparison::Equal, false),
        '≠' => (Comparison::NotEqual, false),
        _ => return None,
    })
}
