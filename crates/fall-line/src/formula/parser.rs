//! Tokens as a tree. `^` binds tightest and to the right, above unary minus; then products, also of neighbours; then
//! sums; then comparisons.

use super::lexer::{Kind, Lines, Token, tokens};
use super::{Span, error, library, op};
use crate::error::{Code, Error, Reason};

/// A formula as a tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree {
    /// What stands here.
    pub node: Node,
    /// Where in the text.
    pub span: Span,
}

/// What can stand in a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A number.
    Number(f64),
    /// A variable, a constant or a `let` name.
    Name(String),
    /// Unary minus.
    Minus(Box<Tree>),
    /// One of `+ - * / ^ < > ≤ ≥ ≡ ≠`.
    Binary(char, Box<[Tree; 2]>),
    /// A function of its arguments, `if` too.
    Call(String, Vec<Tree>),
    /// `let name = value`, then what follows it.
    Let(String, Box<[Tree; 2]>),
}

/// Deeper than a person writes, shallower than any stack.
const DEPTH: u32 = 200;

pub(super) fn parse(text: &str) -> Result<Tree, Error> {
    let mut parser = Parser::new(text, Lines::Let)?;
    let tree = parser.lines()?;
    match parser.peek() {
        Kind::End => Ok(tree),
        _ => Err(parser.found(Code::FormulaEnd)),
    }
}

pub(super) struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: u32,
}

impl Parser {
    pub(super) fn new(text: &str, lines: Lines) -> Result<Parser, Error> {
        Ok(Parser { tokens: tokens(text, lines)?, at: 0, depth: 0 })
    }

    /// The name that comes next, with its place.
    pub(super) fn word(&mut self) -> Option<(String, Span)> {
        let Token { kind: Kind::Name(name), span } = self.token().clone() else { return None };
        self.at += 1;
        Some((name, span))
    }

    /// The name that must come after a word.
    pub(super) fn name(&mut self, word: &str) -> Result<(String, Span), Error> {
        self.word().ok_or_else(|| self.wrong(|found| Code::FormulaLetName.with([word, found])))
    }

    fn token(&self) -> &Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    pub(super) fn peek(&self) -> &Kind {
        &self.token().kind
    }

    pub(super) fn is(&self, sign: char) -> bool {
        *self.peek() == Kind::Sign(sign)
    }

    pub(super) fn take(&mut self, sign: char) -> bool {
        let there = self.is(sign);
        self.at += usize::from(there);
        there
    }

    /// Whether the line ends here.
    pub(super) fn at_end(&self) -> bool {
        matches!(self.peek(), Kind::Sign(';' | '\n'))
    }

    /// Goes on to a line that is not empty.
    pub(super) fn next_line(&mut self) {
        while self.at_end() {
            self.at += 1;
        }
    }

    fn span_from(&self, start: Span) -> Span {
        [start[0], self.tokens[self.at.saturating_sub(1)].span[1]]
    }

    /// The error about the next token.
    pub(super) fn found(&self, code: Code) -> Error {
        self.wrong(|found| code.with([found]))
    }

    fn wrong(&self, reason: impl FnOnce(&str) -> Reason) -> Error {
        let Token { kind, span } = self.token();
        let found = match kind {
            Kind::End => return error(Code::FormulaCut.with([]), *span),
            Kind::Number(x) => crate::number::print(*x),
            Kind::Name(name) => name.clone(),
            Kind::Sign(sign) => written(*sign),
        };
        error(reason(&found), *span)
    }

    fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(error(Code::FormulaDepth.with(["200"]), self.token().span));
        }
        let result = parse(self);
        self.depth -= 1;
        result
    }

    /// `let` lines, then the expression; empty lines do not count.
    fn lines(&mut self) -> Result<Tree, Error> {
        self.next_line();
        let start = self.token().span;
        if *self.peek() != Kind::Name("let".into()) {
            let tree = self.comparison()?;
            self.next_line();
            return Ok(tree);
        }
        self.at += 1;
        let (name, _) = self.name("let")?;
        if !self.take('=') {
            return Err(self.found(Code::FormulaLetEquals));
        }
        let value = self.comparison()?;
        if !self.at_end() {
            return Err(self.found(Code::FormulaLetEnd));
        }
        let rest = self.deeper(Self::lines)?;
        Ok(Tree { node: Node::Let(name, Box::new([value, rest])), span: self.span_from(start) })
    }

    pub(super) fn comparison(&mut self) -> Result<Tree, Error> {
        self.deeper(|parser| {
            let left = parser.sum()?;
            parser.binary(left, &['≤', '≥', '≡', '≠', '<', '>'], false, Self::sum)
        })
    }

    fn sum(&mut self) -> Result<Tree, Error> {
        let left = self.product()?;
        self.binary(left, &['+', '-'], true, Self::product)
    }

    fn binary(
        &mut self,
        mut left: Tree,
        signs: &[char],
        again: bool,
        right: fn(&mut Self) -> Result<Tree, Error>,
    ) -> Result<Tree, Error> {
        while let Some(&sign) = signs.iter().find(|sign| self.is(**sign)) {
            self.at += 1;
            let right = right(self)?;
            let span = [left.span[0], right.span[1]];
            left = Tree { node: Node::Binary(sign, Box::new([left, right])), span };
            if !again {
                break;
            }
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Tree, Error> {
        let mut left = self.minus()?;
        loop {
            // neighbours are a product: 2x, (a)(b), x y; but two numbers side by side are a slip
            let neighbour = match (self.peek(), &left.node) {
                (Kind::Number(_), Node::Number(_)) => return Err(self.found(Code::FormulaNeighbours)),
                (Kind::Number(_) | Kind::Name(_), _) => true,
                _ => self.is('('),
            };
            let sign = if neighbour || self.is('*') {
                '*'
            } else if self.is('/') {
                '/'
            } else {
                return Ok(left);
            };
            self.at += usize::from(!neighbour);
            let right = if neighbour { self.power()? } else { self.minus()? };
            let span = [left.span[0], right.span[1]];
            left = Tree { node: Node::Binary(sign, Box::new([left, right])), span };
        }
    }

    fn minus(&mut self) -> Result<Tree, Error> {
        let start = self.token().span;
        if self.take('-') {
            let inner = self.deeper(Self::minus)?;
            return Ok(Tree { node: Node::Minus(Box::new(inner)), span: self.span_from(start) });
        }
        if self.take('+') {
            return self.deeper(Self::minus);
        }
        self.power()
    }

    fn power(&mut self) -> Result<Tree, Error> {
        let base = self.atom()?;
        if !self.take('^') {
            return Ok(base);
        }
        let exponent = self.deeper(Self::minus)?;
        let span = [base.span[0], exponent.span[1]];
        Ok(Tree { node: Node::Binary('^', Box::new([base, exponent])), span })
    }

    fn atom(&mut self) -> Result<Tree, Error> {
        let Token { kind, span } = self.token().clone();
        let node = match kind {
            Kind::Number(x) => {
                self.at += 1;
                Node::Number(x)
            }
            Kind::Name(name) => {
                self.at += 1;
                // whether a name alone may stand for a number, its scope says
                if arity(&name).is_none() || !self.take('(') {
                    return Ok(Tree { node: Node::Name(name), span });
                }
                Node::Call(name, self.arguments()?)
            }
            Kind::Sign('(') => {
                self.at += 1;
                let inner = self.comparison()?;
                if !self.take(')') {
                    return Err(self.found(Code::FormulaClose));
                }
                return Ok(Tree { node: inner.node, span: self.span_from(span) });
            }
            _ => return Err(self.found(Code::FormulaValue)),
        };
        Ok(Tree { node, span: self.span_from(span) })
    }

    fn arguments(&mut self) -> Result<Vec<Tree>, Error> {
        let mut arguments = vec![self.comparison()?];
        while self.take(',') {
            arguments.push(self.comparison()?);
        }
        if !self.take(')') {
            return Err(self.found(Code::FormulaClose));
        }
        Ok(arguments)
    }
}

/// How many values a name takes, if it is a function's.
pub(super) fn arity(name: &str) -> Option<usize> {
    match name {
        "if" => Some(3),
        "grad" => Some(1),
        _ => op::function(name).map(|(_, arity)| arity).or_else(|| library::entry(name).map(|_| 2)),
    }
}

/// A sign as a person writes it.
pub(super) fn written(sign: char) -> String {
    match sign {
        '≡' => "==".into(),
        '\n' => "↵".into(),
        sign => sign.into(),
    }
}
