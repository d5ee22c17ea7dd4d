//! The formula language: text, to a tree, to a graph of values with their derivatives, to straight-line code.

use crate::error::{Code, Error, Reason};
use crate::json::Json;

mod compile;
mod derivative;
mod function;
mod graph;
mod kernel;
mod lane;
mod lexer;
mod library;
mod mathml;
mod near;
mod op;
mod parser;
mod print;
mod program;
#[cfg(test)]
mod random;
mod reading;
mod rule;
mod shared;

pub use derivative::derivative;
pub use graph::{Graph, Id};
pub use kernel::{Precision, clipped, kernel, libm};
pub use lane::Lane;
pub use library::{Entry, LIBRARY, entry, find};
pub use mathml::mathml;
pub use op::Op;
pub use parser::{Node, Tree};
pub use print::plain;
pub use program::{BLOCK, Program};
pub use reading::reading;
pub use rule::{Line, RATES, Rule, RuleRoom, Values};

/// `[start, end)` in UTF-16 units.
pub type Span = [u32; 2];

/// Constants that a document gives a name.
pub type Given = [(String, f64)];

/// As many characters as a formula may have.
const CHARACTERS: usize = 4096;

/// As many letters of a text as an error repeats.
const LINE: usize = 120;

/// As many letters as a name of a document's own may have.
const LETTERS: usize = 32;

/// A formula, compiled.
#[derive(Clone, Debug)]
pub struct Formula {
    /// As it was written.
    pub tree: Tree,
    /// Its values; inputs are the variables, in their order.
    pub graph: Graph,
    /// The formula's own value.
    pub root: Id,
}

/// Compiles a formula in these variables.
pub fn compile(text: &str, variables: &[&str], given: &Given) -> Result<Formula, Error> {
    check_length(text)?;
    of_tree(parser::parse(text)?, variables, given)
}

fn of_tree(tree: Tree, variables: &[&str], given: &Given) -> Result<Formula, Error> {
    let mut compiler = compile::Compiler::new(given);
    for (number, name) in variables.iter().enumerate() {
        let id = compiler.outside(compile::Input::Given(number));
        compiler.scope.push(((*name).to_owned(), compile::Place::Vector(id)));
    }
    let place = compiler.number(&tree)?;
    let root = compiler.vector(place);
    Ok(Formula { tree, graph: compiler.vectors, root })
}

impl Entry {
    /// Its formula as MathML.
    pub fn mathml(&self) -> String {
        // the library's formulas compile, as its tests show
        parser::parse(self.text).map_or_else(|_| String::new(), |tree| mathml(&tree, &[]))
    }
}

/// The value of a formula of constants.
pub fn number(text: &str, given: &Given) -> Result<f64, Error> {
    let formula = compile(text, &[], given)?;
    Ok(formula.graph.number(formula.root).unwrap_or(f64::NAN))
}

fn check_length(text: &str) -> Result<(), Error> {
    let found = text.chars().count();
    if found > CHARACTERS {
        return Err(Error::told(|| {
            let units = |count: usize| text.chars().take(count).map(|c| c.len_utf16() as u32).sum();
            let span = [units(CHARACTERS), units(found)];
            let [found, limit] = [found, CHARACTERS].map(|n| n.to_string());
            error(Code::FormulaTooLong.with([&found, &limit]), span)
        }));
    }
    Ok(())
}

/// Whether a name means something in every formula: a word of the language, a constant, a function. Surfaces may be
/// hidden by names of one's own: so the library can grow.
fn is_taken(name: &str) -> bool {
    ["let", "if"].contains(&name)
        || compile::CONSTANTS.iter().any(|(known, _)| *known == name)
        || op::function(name).is_some()
}

/// Whether a document may give this name, where these mean something already.
pub fn check_name(name: &str, own: &[&str]) -> Result<(), Reason> {
    let letter = |b: u8| b.is_ascii_alphabetic() || b == b'_';
    let first = name.bytes().next().is_some_and(letter);
    if !first || name.len() > LETTERS || !name.bytes().all(|b| letter(b) || b.is_ascii_digit()) {
        return Err(Code::BadName.with([&Json::text(name).glance(), &LETTERS.to_string()]));
    }
    if own.contains(&name) || is_taken(name) {
        return Err(Code::NameTaken.with([&Json::text(name).glance()]));
    }
    Ok(())
}

/// A parameter is as long as a line: texts may have longer names.
fn error(mut reason: Reason, span: Span) -> Error {
    Error::told(|| {
        for param in &mut reason.params {
            if let Some((end, _)) = param.char_indices().nth(LINE) {
                param.truncate(end);
                param.push('…');
            }
        }
        Error::new(reason, String::new(), Some(span))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surface::Surface;

    fn value(text: &str, x: f64, y: f64) -> f64 {
        let formula = compile(text, &["x", "y"], &[]).unwrap_or_else(|error| panic!("{text}: {error}"));
        let [value] = Program::new(&formula.graph, 2, &[formula.root]).at(&[x, y]);
        value
    }

    #[test]
    fn formulas_mean_what_the_contract_says() {
        for (text, expected) in [
            ("1/2x", 0.5 * 3.0),
            ("-x^2", -9.0),
            ("2^3^2", 512.0),
            ("2^-1", 0.5),
            ("-2^2", -4.0),
            ("x y", 12.0),
            ("2(x + 1)y", 32.0),
            ("(x)(y)", 12.0),
            ("x - -y", 7.0),
            ("2e", 2.0 * std::f64::consts::E),
            ("2e3 + .5 + 1. + 1.e1", 2011.5),
            ("2 π", std::f64::consts::TAU),
            ("x − y × 2 ÷ 4", 1.0),
            ("x**2", 9.0),
            ("if(x < y, 1, 2) + if(x >= y, 10, 20)", 21.0),
            ("if(x == 3, if(y != 4, 1, 2), 3)", 2.0),
            ("let a = x + 1\nlet b = a*a; b - y", 12.0),
            ("let x = 10; x + y", 14.0),
            ("max(\n  x,\n  y)", 4.0),
            ("  x\n + y \n", 7.0),
            ("hypot(x, y) + atan2(0, 1) + min(x, y)", 8.0),
            ("x^0 + x^1 + x^-2", 1.0 + 3.0 + 1.0 / 9.0),
            ("rosenbrock(x, y) - rosenbrock(3, 4)", 0.0),
            ("himmelblau(x, 2)", 0.0),
            ("x^0.5", libm::pow(3.0, 0.5)),
            ("0^x + relu(-x) + sign(-y) + floor(-0.5) + ceil(0.5)", -1.0),
        ] {
            assert_eq!(value(text, 3.0, 4.0).to_bits(), expected.to_bits(), "{text}");
        }
    }

    #[test]
    fn an_error_says_where_and_what() {
        for (text, column, message) in [
            ("", 1, "the formula ends here, before it is complete"),
            ("x +", 4, "the formula ends here, before it is complete"),
            ("(x + y", 7, "the formula ends here, before it is complete"),
            ("(x + y, 2", 7, "expected a closing bracket, found ','"),
            ("x * ) + 1", 5, "expected a value, found ')'"),
            ("x)", 2, "the formula is complete before this; remove ')', or put an operator in front of it"),
            ("2 3", 3, "two numbers stand side by side; put an operator before 3"),
            ("x + sofa", 5, "there is no sofa here; there are x, y, pi, e"),
            ("let e = x; let e = 2e; sofa", 24, "there is no sofa here; there are x, y, e, pi"),
            ("x + 2sn(y)", 6, "there is no sn here; did you mean sin?"),
            ("let height = x; heigth", 17, "there is no heigth here; did you mean height?"),
            ("sin x", 1, "the function sin needs its values in brackets"),
            ("sin(x, y)", 1, "values for sin: expected 1, found 2"),
            ("hypot(x)", 1, "values for hypot: expected 2, found 1"),
            ("x < y", 1, "a comparison with '<' is no number; it belongs into if(…, a, b)"),
            ("2*(x == y)", 3, "a comparison with '==' is no number; it belongs into if(…, a, b)"),
            ("if(x, 1, 2)", 4, "if needs a comparison first, as in if(x < 0, a, b)"),
            ("let = 2; x", 5, "expected a name after let, found '='"),
            ("let a 2; x", 7, "expected '=' after the name, found '2'"),
            ("let a = 2 3; x", 11, "two numbers stand side by side; put an operator before 3"),
            ("let a = 2) x", 10, "expected a new line or ';' after what the name stands for, found ')'"),
            ("x + $", 5, "$ has no meaning in a formula"),
            ("😀", 1, "😀 has no meaning in a formula"),
            ("1e999", 1, "1e999 is too large for a number; the largest is about 1.8e308"),
        ] {
            let error = compile(text, &["x", "y"], &[]).map(|_| ()).expect_err(text);
            assert_eq!(
                (error.to_string().as_str(), error.span.map(|[start, _]| start + 1)),
                (message, Some(column)),
                "{text}"
            );
        }
        for (text, code) in [
            ("x+".repeat(2100), Code::FormulaTooLong),
            ("(".repeat(4000), Code::FormulaDepth),
            ("-".repeat(4000), Code::FormulaDepth),
            ("2^".repeat(2000), Code::FormulaDepth),
            ("let a = 1;".repeat(400), Code::FormulaDepth),
        ] {
            assert_eq!(compile(&text, &["x", "y"], &[]).map(|_| ()).unwrap_err().reason.code, code);
        }
    }

    #[test]
    fn equal_parts_are_computed_once_and_constants_not_at_all() {
        let program = |text| {
            let formula = compile(text, &["x", "y"], &[]).unwrap();
            Program::new(&formula.graph, 2, &[formula.root])
        };
        let size = |text| program(text).size();
        // x², and one sum
        assert_eq!(size("x^2 + x*x"), 2);
        assert_eq!(size("x^4 + x^5 + x^2"), 5);
        assert_eq!(size("sin(x + y)*sin(x + y)"), 3);
        assert_eq!(size("x*(2*3 + sin(1)) + 0^3"), 2);
        let [value] = program("x*(2*3 + sin(1))").at(&[1.0, 0.0]);
        assert_eq!(value, 6.0 + libm::sin(1.0));
    }

    #[test]
    fn derivatives_of_every_function_agree_with_finite_differences() {
        let inside = |name: &str| match name {
            "asin" | "acos" => "0.7*sin(x)*cos(y)",
            "log" | "log2" | "log10" | "sqrt" | "cbrt" => "2 + sin(x) + y^2",
            _ => "x*y + 0.3*x - 0.2",
        };
        let mut formulas: Vec<String> = op::FUNCTIONS
            .iter()
            .map(|&(name, _, arity)| match arity {
                1 => format!("{name}({})", inside(name)),
                _ => format!("{name}(x + 0.5*y, y*x - 2)"),
            })
            .collect();
        formulas.extend(
            ["(2 + x^2)^(y/3)", "(3 + sin(x*y))^1.5", "x/(1 + y^2)", "if(x < y, x*y, x^3)", "-x^5*y^-2"]
                .map(String::from),
        );
        for text in formulas {
            let surface = Surface::plain(&text).unwrap();
            let jet = |x, y| surface.jet(x, y);
            for k in 0..40 {
                let (x, y) = (0.31 + 0.037 * f64::from(k), 1.7 - 0.041 * f64::from(k));
                let (h, here) = (1e-5, jet(x, y));
                assert_eq!(here.value.to_bits(), surface.value(x, y).to_bits(), "{text}");
                let [right, left, up, down] = [jet(x + h, y), jet(x - h, y), jet(x, y + h), jet(x, y - h)];
                let slope = |a: f64, b: f64| (a - b) / (2.0 * h);
                let expected = [
                    slope(right.value, left.value),
                    slope(up.value, down.value),
                    slope(right.gradient[0], left.gradient[0]),
                    slope(right.gradient[1], left.gradient[1]),
                    slope(up.gradient[1], down.gradient[1]),
                ];
                for (ad, fd) in here.gradient.iter().chain(&here.hessian).zip(expected) {
                    assert!((ad - fd).abs() < 2e-6 * (1.0 + fd.abs()), "{text} at ({x}, {y}): {ad} {fd}");
                }
            }
        }
    }

    #[test]
    fn kinks_have_the_derivatives_of_the_contract() {
        for (text, gradient) in [
            ("abs(x)", [0.0, 0.0]),
            ("relu(x)", [0.0, 0.0]),
            ("sqrt(x)", [0.0, 0.0]),
            ("cbrt(x)", [0.0, 0.0]),
            ("hypot(x, y)", [0.0, 0.0]),
            ("x^0.5", [0.0, 0.0]),
            ("min(x, y)", [1.0, 0.0]),
            ("max(x, y)", [1.0, 0.0]),
        ] {
            let jet = Surface::plain(text).unwrap().jet(0.0, 0.0);
            assert_eq!(jet.gradient, gradient, "{text}");
        }
    }

    #[test]
    fn quadratics_are_known() {
        for (text, quadratic) in [
            ("x^2/100 + y^2", true),
            ("(x + 2y - 1)^2 + sin(2)*x*y", true),
            ("let a = x - y; a*a/2 + 3", true),
            ("x^3", false),
            ("x*y*x", false),
            ("sin(x)", false),
            ("1/x", false),
            ("if(x < 0, x, y)", false),
        ] {
            let formula = compile(text, &["x", "y"], &[]).unwrap();
            assert_eq!(formula.graph.is_quadratic_in(formula.root, 2), quadratic, "{text}");
        }
    }

    /// Whatever is cut, doubled or swapped in a formula: no panic.
    #[test]
    fn broken_formulas_are_errors_and_never_panics() {
        let text = "let r = hypot(x, −y); 2π sin(x^2 + 1.5e-3 y)/(1 + r) - if(x <= 2, max(x, 3), erf(y))";
        let letters: Vec<char> = text.chars().collect();
        for i in 0..letters.len() {
            for j in 0..letters.len() {
                let mut broken = letters.clone();
                broken.swap(i, j);
                let _ = compile(&broken.iter().collect::<String>(), &["x", "y"], &[]);
            }
            let _ = compile(&letters[..i].iter().collect::<String>(), &["x", "y"], &[]);
        }
        assert!(compile(text, &["x", "y"], &[]).is_ok());
    }
}
