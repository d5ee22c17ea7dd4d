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
mod tests {
    use super::super::{parser, random::Random};
    use super::*;

    fn set(text: &str) -> String {
        mathml(&parser::parse(text).unwrap_or_else(|error| panic!("{text}: {error}")), &[("lr", "α"), ("odd", "<&>")])
    }

    /// One element on a line: `[a + b]` a row, `msup(a 2)` any other, `.` invisible times, `@` a function's application,
    /// `_` a space. Panics where a tag is open, unknown, or has too many or too few elements.
    fn read(rest: &mut &str) -> String {
        let tag = until(rest, '<', '>');
        if let Some(space) = tag.strip_suffix('/') {
            assert_eq!(space, "mspace width=\"0.17em\"");
            return "_".into();
        }
        let name = tag.split(' ').next().unwrap();
        let mut inside = Vec::new();
        if let "mi" | "mn" | "mo" = name {
            let (text, after) = rest.split_at(rest.find('<').unwrap());
            *rest = after;
            let plain =
                ["lt", "gt", "amp"].iter().fold(text.to_owned(), |text, word| text.replace(&format!("&{word};"), word));
            assert!(!text.is_empty() && !plain.contains(['&', '>']), "{text}");
            inside.push(plain.replace('\u{2061}', "@").replace('\u{2062}', "."));
        } else {
            while !rest.starts_with("</") {
                inside.push(read(rest));
            }
        }
        assert_eq!(until(rest, '<', '>'), format!("/{name}"));
        let count = inside.len();
        let right = match name {
            "mi" | "mn" | "mo" | "math" => count == 1,
            "msup" | "msub" | "mfrac" | "mroot" | "mover" => count == 2,
            "msubsup" => count == 3,
            "mtable" => inside.iter().all(|row| row.starts_with("mtr(")),
            "mtr" => inside.iter().all(|cell| cell.starts_with("mtd(")),
            "mrow" | "mtd" | "msqrt" => count > 0,
            _ => panic!("<{tag}>"),
        };
        assert!(right, "<{tag}> of {count}");
        match name {
            "mi" | "mn" | "mo" | "math" => inside.concat(),
            "mrow" => format!("[{}]", inside.join(" ")),
            _ => format!("{name}({})", inside.join(" ")),
        }
    }

    fn until<'a>(rest: &mut &'a str, open: char, close: char) -> &'a str {
        let (found, after) = rest.strip_prefix(open).and_then(|rest| rest.split_once(close)).unwrap();
        *rest = after;
        found
    }

    #[test]
    fn formulas_are_set_as_in_a_textbook() {
        for (text, expected) in [
            // products
            ("3x y*(x + 1)", "[3 . x . y . [( [x + 1] )]]"),
            ("2*3*x*2^y", "[2 ⋅ 3 . x ⋅ msup(2 y)]"),
            ("x*sin(y)", "[x . _ [sin @ _ y]]"),
            ("sin(x)*y", "[[sin @ [( x )]] . y]"),
            ("2rate*x*rate", "[2 ⋅ rate ⋅ x ⋅ rate]"),
            ("a*(b*c)*d", "[a . b . c . d]"),
            ("x*cbrt(y)*sqrt(2)", "[x ⋅ mroot(y 3) . msqrt(2)]"),
            // fractions
            ("1/2x", "[mfrac(1 2) . x]"),
            ("1/2*(x/3)", "[mfrac(1 2) ⋅ mfrac(x 3)]"),
            ("-2(1/3)", "[− [2 ⋅ mfrac(1 3)]]"),
            ("x^(2/3)", "msup(x [2 / 3])"),
            ("x^(-1/2/y)", "msup(x [− [[( [1 / 2] )] / y]])"),
            ("x^(1/2*y)", "msup(x [[( [1 / 2] )] . y])"),
            ("(x/y)^2", "msup([( mfrac(x y) )] 2)"),
            // powers
            ("-x^2", "[− msup(x 2)]"),
            ("(-x)^2", "msup([( [− x] )] 2)"),
            ("2^-1", "msup(2 [− 1])"),
            ("(2^3)^2", "msup([( msup(2 3) )] 2)"),
            ("sqrt(x)^2", "msup([( msqrt(x) )] 2)"),
            ("sin(x)^2*y", "[[msup(sin 2) @ [( x )]] . y]"),
            ("sin(x)^-1", "msup([( [sin @ _ x] )] [− 1])"),
            ("max(x, y)^2", "msup([max @ [( x , y )]] 2)"),
            // signs
            ("a - (b - c)", "[a − [( [b − c] )]]"),
            ("a - b - c + d", "[a − b − c + d]"),
            ("- -x", "[− [( [− x] )]]"),
            ("a*-b", "[a . [( [− b] )]]"),
            ("a + -2x/3", "[a + [( [− mfrac([2 . x] 3)] )]]"),
            ("-2x/3", "[− mfrac([2 . x] 3)]"),
            // functions
            ("sin(2x)", "[sin @ [( [2 . x] )]]"),
            ("asin(x) + log(y)", "[[arcsin @ _ x] + [ln @ _ y]]"),
            ("log2(x)^2 + log10(2)", "[[msubsup(log 2 2) @ _ x] + [msub(log 10) @ [( 2 )]]]"),
            ("exp(-x^2/2)", "msup(e [− [msup(x 2) / 2]])"),
            ("exp(a + b + c + d + x + y + t)", "[exp @ [( [a + b + c + d + x + y + t] )]]"),
            ("hypot(x, -y)", "msqrt(msup(x 2) + msup([( [− y] )] 2))"),
            ("abs(x)^2 + floor(x/2)*ceil(y)", "[msup([| x |] 2) + [[⌊ mfrac(x 2) ⌋] . [⌈ y ⌉]]]"),
            ("relu(x)*sign(y) + atan2(y, x)", "[[[ReLU @ [( x )]] . _ [sgn @ [( y )]]] + [atan2 @ [( y , x )]]]"),
            // names
            ("2pi*Omega", "[2 . π . Ω]"),
            ("beta1^t*w_max", "[msubsup(β 1 t) . msub(w max)]"),
            ("lr*alpha10 + layer1 + x_", "[[α . msub(α 10)] + layer1 + x_]"),
            ("rho_inf*x_beta - eps", "[[msub(ρ ∞) . msub(x β)] − ε]"),
            ("mhat*rhohat^2*what*hat", "[mover(m ^) . msup(mover(ρ ^) 2) . mover(w ^) ⋅ hat]"),
            ("odd1*odd", "[msub(ltampgt 1) ⋅ ltampgt]"),
            // numbers
            ("1e-7x", "[[msup(10 [− 7])] . x]"),
            ("0.00012x + 0.001y", "[[[1.2 × msup(10 [− 4])] . x] + [0.001 . y]]"),
            ("0.0005^2", "msup([( [5 × msup(10 [− 4])] )] 2)"),
            ("-1.5e21^2", "[− msup([( [1.5 × msup(10 [21])] )] 2)]"),
            // comparisons, cases and lines
            ("x <= y", "[x ≤ y]"),
            ("(x > 1) == 2", "[[( [x gt 1] )] = 2]"),
            ("if(x < y, -x, y)", "[{ mtable(mtr(mtd([− x]) mtd(x lt y)) mtr(mtd(y) mtd(x ≥ y)))]"),
            ("2if(x != 1, 1, 2)", "[2 . [( [{ mtable(mtr(mtd(1) mtd(x ≠ 1)) mtr(mtd(2) mtd(x = 1)))] )]]"),
            (
                "let a1 = x + 1; let b = if(x == 0, 1, 2); b",
                "mtable(mtr(mtd(msub(a 1) = [x + 1])) \
                 mtr(mtd(b = [{ mtable(mtr(mtd(1) mtd(x = 0)) mtr(mtd(2) mtd(x ≠ 0)))])) mtr(mtd(b)))",
            ),
        ] {
            assert_eq!(read(&mut set(text).as_str()), expected, "{text}");
        }
        assert_eq!(
            set("2sin(x)^2 - x^(1/y)"),
            "<math><mrow><mrow><mn>2</mn><mo>\u{2062}</mo><mspace width=\"0.17em\"/><mrow><msup><mi>sin</mi><mn>2</mn></msup>\
             <mo>\u{2061}</mo><mspace width=\"0.17em\"/><mi>x</mi></mrow></mrow><mo>−</mo><msup><mi>x</mi><mrow><mn>1</mn>\
             <mo lspace=\"0\" rspace=\"0\">/</mo><mi>y</mi></mrow></msup></mrow></math>"
        );
    }

    #[test]
    fn a_number_that_no_text_has_is_shown() {
        for (x, shown) in [(f64::NEG_INFINITY, "∞"), (-2.5, "2.5"), (-1e-7, "[msup(10 [− 7])]")] {
            let mut tree = parser::parse("2*-x").unwrap();
            let Node::Binary(_, parts) = &mut tree.node else { unreachable!() };
            parts[0].node = Node::Number(x);
            assert_eq!(read(&mut mathml(&tree, &[]).as_str()), format!("[− [{shown} . [( [− x] )]]]"));
        }
    }

    #[test]
    fn any_tree_is_well_formed() {
        let mut random = Random(3);
        for _ in 0..5_000 {
            let text = mathml(&random.formula(), &[("x", "<x>"), ("rate", "&")]);
            let mut rest = text.as_str();
            read(&mut rest);
            assert_eq!(rest, "", "{text}");
        }
    }

    #[test]
    fn the_longest_formula_needs_no_more_stack_than_the_page_has() {
        for sign in ["/", "*", "-", "+-", "*-"] {
            let text = "x".to_owned() + &[sign, "x"].concat().repeat(4095 / (sign.len() + 1));
            std::thread::Builder::new().stack_size(1 << 20).spawn(move || set(&text).len()).unwrap().join().unwrap();
        }
    }
}
