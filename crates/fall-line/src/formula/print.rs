//! A tree as plain text: one way to write it, with no bracket too many, and it reads back as the same tree.

use super::parser::{Node, Tree};
use crate::number;

/// The tree as text, each `let` on a line of its own.
///
/// A number below zero is written as a minus, and one that no text can write as what computes it: `0/0`, `1/0`. A `let`
/// can stand only where the grammar has it, at the head.
pub fn plain(tree: &Tree) -> String {
    let mut out = String::new();
    write(&mut out, tree, Level::Lines);
    out
}

/// How tightly a node holds its parts together.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) enum Level {
    Lines,
    Comparison,
    Sum,
    /// Where a quotient is written on the line, and stays apart from the factors around it.
    Quotient,
    Product,
    Minus,
    Power,
    Atom,
}

impl Level {
    pub(super) fn of(sign: char) -> Level {
        match sign {
            '+' | '-' => Level::Sum,
            '*' | '/' => Level::Product,
            '^' => Level::Power,
            _ => Level::Comparison,
        }
    }
}

fn write(out: &mut String, tree: &Tree, least: Level) {
    let own = match &tree.node {
        Node::Let(..) => Level::Lines,
        Node::Binary(sign, _) => Level::of(*sign),
        Node::Number(x) if !x.is_finite() => Level::Product,
        Node::Number(x) if x.is_sign_positive() => Level::Atom,
        Node::Number(_) | Node::Minus(_) => Level::Minus,
        Node::Name(_) | Node::Call(..) => Level::Atom,
    };
    if own < least {
        *out += "(";
        write(out, tree, Level::Lines);
        *out += ")";
        return;
    }
    match &tree.node {
        Node::Number(x) if x.is_nan() => *out += "0/0",
        Node::Number(x) => {
            *out += if x.is_sign_negative() { "-" } else { "" };
            *out += &if x.is_finite() { number::print(x.abs()) } else { "1/0".into() };
        }
        // in front it would begin a line
        Node::Name(name) if name == "let" => *out += "(let)",
        Node::Name(name) => *out += name,
        Node::Minus(inner) => {
            *out += "-";
            write(out, inner, Level::Minus);
        }
        Node::Binary(sign, parts) => {
            let (left, right) = match own {
                Level::Comparison => (Level::Sum, Level::Sum),
                Level::Sum => (Level::Sum, Level::Product),
                Level::Product => (Level::Product, Level::Minus),
                _ => (Level::Atom, Level::Minus),
            };
            let mut bytes = [0; 4];
            let space = if own <= Level::Sum { " " } else { "" };
            write(out, &parts[0], left);
            *out += space;
            *out += match sign {
                '≤' => "<=",
                '≥' => ">=",
                '≡' => "==",
                '≠' => "!=",
                sign => sign.encode_utf8(&mut bytes),
            };
            *out += space;
            write(out, &parts[1], right);
        }
        Node::Call(name, arguments) => {
            *out += name;
            for (i, argument) in arguments.iter().enumerate() {
                *out += if i == 0 { "(" } else { ", " };
                write(out, argument, Level::Lines);
            }
            *out += ")";
        }
        Node::Let(name, parts) => {
            for word in ["let ", name, " = "] {
                *out += word;
            }
            write(out, &parts[0], Level::Comparison);
            *out += "; ";
            write(out, &parts[1], Level::Lines);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexer::{Kind, Lines, tokens};
    use super::super::random::{NAMES, Random};
    use super::super::{LIBRARY, Program, of_tree, parser};
    use super::*;

    fn parse(text: &str) -> Tree {
        parser::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    /// Without its spans, and with numbers only as a text can have them.
    fn normal(tree: &Tree) -> Tree {
        let both = |parts: &[Tree; 2]| Box::new(parts.each_ref().map(normal));
        let quotient = |a: f64| Node::Binary('/', both(&[of(Node::Number(a)), of(Node::Number(0.0))]));
        of(match &tree.node {
            Node::Number(x) if x.is_nan() => quotient(0.0),
            Node::Number(x) if x.is_infinite() => quotient(x.signum()),
            Node::Number(x) if x.is_sign_negative() => Node::Minus(Box::new(of(Node::Number(-x)))),
            Node::Minus(inner) => Node::Minus(Box::new(normal(inner))),
            Node::Binary(sign, parts) => Node::Binary(*sign, both(parts)),
            Node::Call(name, arguments) => Node::Call(name.clone(), arguments.iter().map(normal).collect()),
            Node::Let(name, parts) => Node::Let(name.clone(), both(parts)),
            node => node.clone(),
        })
    }

    fn of(node: Node) -> Tree {
        Tree { node, span: [0, 0] }
    }

    #[test]
    fn a_formula_has_one_way_to_be_written() {
        for (text, expected) in [
            ("1/2x", "1/2*x"),
            ("1/(2x)", "1/(2*x)"),
            ("(((x)) y)(2)", "x*y*2"),
            ("-x^2", "-x^2"),
            ("(-x)^2", "(-x)^2"),
            ("-(x*y)", "-(x*y)"),
            ("-x*y", "-x*y"),
            ("2^(-1)", "2^-1"),
            ("2^(3^2)", "2^3^2"),
            ("(2^3)^2", "(2^3)^2"),
            ("2^-(x^y)", "2^-x^y"),
            ("2^(x y)", "2^(x*y)"),
            ("a-(b-c)", "a - (b - c)"),
            ("(a-b)-c+(d)", "a - b - c + d"),
            ("a+(b+c)", "a + (b + c)"),
            ("a/(b*c)", "a/(b*c)"),
            ("a/b*c", "a/b*c"),
            ("a*(b/c)", "a*(b/c)"),
            ("-(a+b)", "-(a + b)"),
            ("- -+x", "--x"),
            ("x + +-y", "x + -y"),
            ("a*(-b) − (−c)", "a*-b - -c"),
            ("(-a)*b", "-a*b"),
            ("2(x + y)z", "2*(x + y)*z"),
            ("2π sin (x)", "2*pi*sin(x)"),
            ("if(x<y,a,(b))+1", "if(x < y, a, b) + 1"),
            (
                "if(x≤y, if(x >= y, 1, 2), if(x == 1, if(x≠2, 1, 2), 3))",
                "if(x <= y, if(x >= y, 1, 2), if(x == 1, if(x != 2, 1, 2), 3))",
            ),
            ("(x < y) > z", "(x < y) > z"),
            ("max(\n x,\n(y+1))", "max(x, y + 1)"),
            ("let a=x+1; let b = (a\n*a)\n\n;(b - y);", "let a = x + 1; let b = a*a; b - y"),
            ("let let = 3; (let)", "let let = 3; (let)"),
            ("1. + .5 + 007 + 1e-7 + 1.5E+21 + 100e-2", "1 + 0.5 + 7 + 1e-7 + 1.5e+21 + 1"),
            ("2e + 2exp(1)", "2*e + 2*exp(1)"),
        ] {
            assert_eq!(plain(&parse(text)), expected);
            assert_eq!(normal(&parse(expected)), normal(&parse(text)), "{text}");
        }
        for entry in &LIBRARY {
            assert_eq!(plain(&parse(entry.text)), entry.text);
        }
    }

    #[test]
    fn a_number_that_no_text_has_is_written_as_what_gives_it() {
        let number = |x| of(Node::Number(x));
        for (x, alone, base, exponent, factor) in [
            (-2.5, "-2.5", "(-2.5)^y", "y^-2.5", "y*-2.5"),
            (-0.0, "-0", "(-0)^y", "y^-0", "y*-0"),
            (f64::NAN, "0/0", "(0/0)^y", "y^(0/0)", "y*(0/0)"),
            (f64::INFINITY, "1/0", "(1/0)^y", "y^(1/0)", "y*(1/0)"),
            (f64::NEG_INFINITY, "-1/0", "(-1/0)^y", "y^(-1/0)", "y*(-1/0)"),
        ] {
            let with = |sign, [a, b]: [Tree; 2]| plain(&of(Node::Binary(sign, Box::new([a, b]))));
            assert_eq!(plain(&number(x)), alone);
            assert_eq!(with('^', [number(x), parse("y")]), base);
            assert_eq!(with('^', [parse("y"), number(x)]), exponent);
            assert_eq!(with('*', [parse("y"), number(x)]), factor);
        }
    }

    #[test]
    fn any_tree_reads_back_as_the_same_and_gives_the_same_bits() {
        let mut compiled = 0;
        let mut random = Random(1);
        for _ in 0..20_000 {
            let tree = random.formula();
            let text = plain(&tree);
            let again = parse(&text);
            assert_eq!(normal(&again), normal(&tree), "{text}");
            assert_eq!(plain(&again), text);
            let run = |tree: &Tree, at: &[f64]| {
                let formula = of_tree(tree.clone(), &NAMES, &[]).ok()?;
                let [value] = Program::new(&formula.graph, NAMES.len(), &[formula.root]).at(at);
                Some(value)
            };
            for at in [[0.5, -1.0, 3.1, 2.7, 0.9, 0.0, 2.0], [-3.0, 1.7, 0.1, -0.4, 12.0, 1e3, -1e-3]] {
                let Some(a) = run(&tree, &at) else { continue };
                let b = run(&again, &at).unwrap();
                compiled += 1;
                assert!(a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()), "{text}: {a} {b}");
            }
        }
        assert!(compiled > 10_000, "{compiled}");
    }

    /// The same formula as a person might write it: other signs, spaces, lines, neighbours, brackets and plus signs.
    fn loosely(random: &mut Random, text: &str) -> String {
        let all = tokens(text, Lines::Let).unwrap();
        let letters: Vec<char> = text.chars().collect();
        let (mut out, mut open, mut in_let, mut beside) = (String::new(), 0, false, false);
        for (place, token) in all.iter().enumerate().take(all.len() - 1) {
            let [before, after] = [place.wrapping_sub(1), place + 1].map(|at| all.get(at).map(|token| &token.kind));
            let is = |kind: Option<&Kind>, sign| kind == Some(&Kind::Sign(sign));
            let number = |kind: Option<&Kind>| matches!(kind, Some(Kind::Number(_)));
            let head = before == Some(&Kind::Name("let".into()));
            let mut word: String = letters[token.span[0] as usize..token.span[1] as usize].iter().collect();
            let signs: &[&str] = match &token.kind {
                // two numbers would be a slip, and a minus another operation
                Kind::Sign('*') if is(after, '-') || (number(before) && number(after)) => &["*", "×", "·", "⋅"],
                Kind::Sign('*') => &["*", "×", " "],
                Kind::Sign('/') => &["/", "÷"],
                Kind::Sign('^') => &["^", "**"],
                Kind::Sign('-') => &["-", "−", "–"],
                Kind::Sign('≤') => &["<=", "≤"],
                Kind::Sign('≥') => &[">=", "≥"],
                Kind::Sign('≠') => &["!=", "≠"],
                Kind::Sign(';') => &[";", "\n", "\r\n\n;"],
                Kind::Name(name) if name == "pi" && !head => &["pi", "π"],
                _ => &[],
            };
            if !signs.is_empty() {
                word = random.pick(signs).into();
            }
            match &token.kind {
                Kind::Sign('(') => open += 1,
                Kind::Sign(')') => open -= 1,
                Kind::Sign(';') => in_let = false,
                Kind::Name(name) if name == "let" && !head && open == 0 => in_let = true,
                Kind::Number(_) | Kind::Name(_) if !head && !is(after, '(') && random.below(4) == 0 => {
                    word = format!("({word})");
                }
                Kind::Number(_) | Kind::Name(_) if !head && !beside && random.below(4) == 0 => word.insert(0, '+'),
                _ => {}
            }
            beside = word == " ";
            out += &word;
            out += random.pick(if in_let && open == 0 { &[" ", "\t"] } else { &[" ", "\n", "\u{a0}\u{3000}"] });
        }
        out
    }

    #[test]
    fn however_a_formula_is_written_it_is_the_same_tree() {
        let mut random = Random(4);
        for _ in 0..10_000 {
            let tree = random.formula();
            let text = loosely(&mut random, &plain(&tree));
            assert_eq!(normal(&parse(&text)), normal(&tree), "{text}");
        }
    }

    #[test]
    fn no_bracket_is_there_for_nothing() {
        let mut random = Random(2);
        let mut brackets = 0;
        for _ in 0..2_000 {
            let text = plain(&random.formula());
            let tree = normal(&parse(&text));
            let mut open = Vec::new();
            for (end, c) in text.char_indices() {
                match c {
                    '(' => open.push(end),
                    ')' => {
                        let start = open.pop().unwrap();
                        // a function's stay
                        if text[..start].ends_with(|c: char| c.is_ascii_alphanumeric()) {
                            continue;
                        }
                        let without = [&text[..start], &text[start + 1..end], &text[end + 1..]].concat();
                        assert!(parser::parse(&without).is_err() || normal(&parse(&without)) != tree, "{text}");
                        brackets += 1;
                    }
                    _ => {}
                }
            }
        }
        assert!(brackets > 2_000, "{brackets}");
    }
}
