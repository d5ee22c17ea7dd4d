//! A tree as MathML Core, set as a textbook sets it: fractions, powers, roots, and brackets only where they are needed.

use super::parser::{Node, Tree};
use super::print::Level;
use crate::number;
use shape::{base, cases, factors, is_minus, is_short, is_whole, level};
use std::slice::from_ref;

mod letters;
mod shape;

/// The tree as `<math>…</math>`; `symbols` says what is shown for a name, as in `("lr", "α")`.
///
/// Of the rest, Greek names become letters, and digits at the end of a letter an index. `log` is the natural one, and
/// shown as ln. No word of a language is shown: each case of an `if` has its condition, or is the last.
pub fn mathml(tree: &Tree, symbols: &[(&str, &str)]) -> String {
    let mut page = Page { out: String::new(), symbols, script: false, signed: false };
    page.element("math", &[tree]);
    page.out
}

const TWO: Tree = Tree { node: Node::Number(2.0), span: [0, 0] };
const THREE: Tree = Tree { node: Node::Number(3.0), span: [0, 0] };

/// Between a function and its argument, and between factors.
const OF: &str = "\u{2061}";
const TIMES: &str = "\u{2062}";

struct Page<'a> {
    out: String,
    symbols: &'a [(&'a str, &'a str)],
    /// Within an exponent, where a fraction is written on the line.
    script: bool,
    /// The minus that comes next stands already in front of its whole term.
    signed: bool,
}

impl Page<'_> {
    /// Exactly one element, in brackets where the tree holds together less tightly than `least`.
    fn write(&mut self, tree: &Tree, least: Level) {
        let minus = !self.signed && is_minus(&tree.node);
        let own = if minus { Level::Sum } else { level(&tree.node, self.script) };
        if own < least {
            return self.fenced("(", from_ref(tree), ")");
        }
        if minus {
            self.open("mrow");
            self.sign('-');
            self.signed = true;
            self.write(tree, Level::Quotient);
            return self.close("mrow");
        }
        match &tree.node {
            Node::Number(x) => {
                self.signed = false;
                self.number(x.abs());
            }
            Node::Name(name) => self.name(name, None),
            Node::Minus(inner) => {
                self.signed = false;
                self.write(inner, least);
            }
            Node::Binary(sign, parts) => self.binary(*sign, parts, tree, least),
            Node::Call(name, arguments) => self.call(name, arguments, least),
            Node::Let(..) => self.lines(tree),
        }
    }

    fn binary(&mut self, sign: char, parts: &[Tree; 2], tree: &Tree, least: Level) {
        match sign {
            '/' if !self.script => return self.element("mfrac", &parts.each_ref()),
            '^' => return self.power(&parts[0], &parts[1], least),
            _ => {}
        }
        self.open("mrow");
        match sign {
            '+' | '-' => self.sum(tree),
            '*' => self.product(tree),
            '/' => self.sides(sign, parts, Level::Product, Level::Power),
            _ => self.sides(sign, parts, Level::Sum, Level::Sum),
        }
        self.close("mrow");
    }

    fn sides(&mut self, sign: char, [a, b]: &[Tree; 2], left: Level, right: Level) {
        self.write(a, left);
        self.sign(sign);
        self.write(b, right);
    }

    /// All terms in one row.
    fn sum(&mut self, tree: &Tree) {
        let Node::Binary(sign @ ('+' | '-'), parts) = &tree.node else { return self.write(tree, Level::Sum) };
        self.sum(&parts[0]);
        self.sign(*sign);
        self.write(&parts[1], Level::Quotient);
    }

    /// All factors in one row.
    fn product(&mut self, tree: &Tree) {
        let mut all = Vec::new();
        factors(tree, &mut all);
        let mut rest = all.as_slice();
        while let [first, after @ ..] = rest {
            // sin x without brackets may only come last
            self.write(first, if after.is_empty() { Level::Product } else { Level::Power });
            if let Some(next) = after.first() {
                self.times(base(first), base(next));
            }
            rest = after;
        }
    }

    /// What stands between two factors.
    fn times(&mut self, left: &Node, right: &Node) {
        let wide = |name: &str| letters::letters(self.symbols, name).0.chars().nth(1).is_some();
        let (sign, space) = match (left, right) {
            (_, Node::Number(_)) | (Node::Number(_) | Node::Binary('/', _), Node::Binary('/', _)) => ("⋅", false),
            (Node::Name(name), _) | (_, Node::Name(name)) if wide(name) => ("⋅", false),
            (_, Node::Call(name, arguments)) => match name.as_str() {
                // the 3 of its root would be an exponent
                "cbrt" => ("⋅", false),
                "sqrt" | "hypot" | "abs" | "floor" | "ceil" | "if" => (TIMES, false),
                name => (TIMES, name != "exp" || !is_short(arguments)),
            },
            _ => (TIMES, false),
        };
        self.leaf("mo", sign);
        self.space(space);
    }

    fn power(&mut self, base: &Tree, exponent: &Tree, least: Level) {
        match &base.node {
            Node::Name(name) => self.name(name, Some(exponent)),
            // sin² x
            Node::Call(name, arguments) if letters::bare(name) && is_whole(&exponent.node) => {
                self.applied(name, Some(exponent), arguments, least);
            }
            _ => {
                self.open("msup");
                self.write(base, Level::Atom);
                self.script(exponent);
                self.close("msup");
            }
        }
    }

    fn script(&mut self, tree: &Tree) {
        let outside = std::mem::replace(&mut self.script, true);
        self.write(tree, Level::Lines);
        self.script = outside;
    }

    fn call(&mut self, name: &str, arguments: &[Tree], least: Level) {
        match (name, arguments) {
            ("sqrt", [u]) => self.element("msqrt", &[u]),
            ("cbrt", [u]) => self.element("mroot", &[u, &THREE]),
            ("abs", [_]) => self.fenced("|", arguments, "|"),
            ("floor", [_]) => self.fenced("⌊", arguments, "⌋"),
            ("ceil", [_]) => self.fenced("⌈", arguments, "⌉"),
            ("exp", [u]) if is_short(arguments) => self.name("e", Some(u)),
            ("hypot", [a, b]) => {
                self.open("msqrt");
                self.power(a, &TWO, Level::Atom);
                self.sign('+');
                self.power(b, &TWO, Level::Atom);
                self.close("msqrt");
            }
            ("if", [Tree { node: Node::Binary(sign, sides), .. }, a, b]) => {
                self.open("mrow");
                self.leaf("mo", "{");
                self.open("mtable");
                for (value, sign) in cases(*sign, sides, [a, b]) {
                    self.open("mtr");
                    self.element("mtd", &[value]);
                    if let Some(sign) = sign {
                        self.open("mtd");
                        self.sides(sign, sides, Level::Sum, Level::Sum);
                        self.close("mtd");
                    }
                    self.close("mtr");
                }
                self.close("mtable");
                self.close("mrow");
            }
            _ => self.applied(name, None, arguments, least),
        }
    }

    fn applied(&mut self, name: &str, power: Option<&Tree>, arguments: &[Tree], least: Level) {
        self.open("mrow");
        self.name(name, power);
        self.leaf("mo", OF);
        match arguments {
            [Tree { node: Node::Name(u), .. }] if letters::bare(name) && least <= Level::Product && !self.script => {
                self.space(true);
                self.name(u, None);
            }
            _ => self.fenced("(", arguments, ")"),
        }
        self.close("mrow");
    }

    fn lines(&mut self, mut tree: &Tree) {
        self.open("mtable");
        while let Node::Let(name, parts) = &tree.node {
            self.open("mtr");
            self.open("mtd");
            self.name(name, None);
            self.sign('=');
            self.write(&parts[0], Level::Lines);
            self.close("mtd");
            self.close("mtr");
            tree = &parts[1];
        }
        self.open("mtr");
        self.element("mtd", &[tree]);
        self.close("mtr");
        self.close("mtable");
    }

    fn fenced(&mut self, open: &str, inside: &[Tree], close: &str) {
        self.open("mrow");
        self.leaf("mo", open);
        for (i, tree) in inside.iter().enumerate() {
            if i > 0 {
                self.leaf("mo", ",");
            }
            self.write(tree, Level::Lines);
        }
        self.leaf("mo", close);
        self.close("mrow");
    }

    fn element(&mut self, tag: &str, inside: &[&Tree]) {
        self.open(tag);
        inside.iter().for_each(|tree| self.write(tree, Level::Lines));
        self.close(tag);
    }
}

#[cfg(test)]
mod tests;
