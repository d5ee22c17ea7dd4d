//! How a textbook arranges a tree.

use super::letters::{bare, is_scaled};
use super::{Level, Node, Tree};

/// An exponent up to which e^u is easier to read than exp(u), in nodes.
const SHORT: usize = 12;

/// How tightly a node holds its parts together where it is set; `script` is an exponent.
pub(super) fn level(node: &Node, script: bool) -> Level {
    match node {
        // 1×10^−7
        Node::Number(x) if is_scaled(*x) => Level::Power,
        Node::Binary('/', _) if script => Level::Quotient,
        Node::Binary('/', _) => Level::Power,
        Node::Binary(sign, _) => Level::of(*sign),
        Node::Call(name, arguments) => match name.as_str() {
            "if" => Level::Comparison,
            "sqrt" | "cbrt" | "hypot" => Level::Power,
            "exp" if is_short(arguments) => Level::Power,
            name if bare(name) => Level::Power,
            _ => Level::Atom,
        },
        Node::Let(..) => Level::Lines,
        _ => Level::Atom,
    }
}

/// Whether a minus stands in front: one in front of the first factor stands in front of them all.
pub(super) fn is_minus(node: &Node) -> bool {
    match node {
        Node::Minus(_) => true,
        Node::Number(x) => x.is_sign_negative() && !x.is_nan(),
        Node::Binary('*' | '/', parts) => is_minus(&parts[0].node),
        _ => false,
    }
}

/// Whether they are one argument that makes a good exponent.
pub(super) fn is_short(arguments: &[Tree]) -> bool {
    matches!(arguments, [u] if size(u) <= SHORT)
}

fn size(tree: &Tree) -> usize {
    1 + match &tree.node {
        Node::Number(_) | Node::Name(_) => 0,
        Node::Minus(inner) => size(inner),
        Node::Binary(_, parts) | Node::Let(_, parts) => size(&parts[0]) + size(&parts[1]),
        Node::Call(_, arguments) => arguments.iter().map(size).sum(),
    }
}

/// Whether sin(x)^n is written sinⁿ x.
pub(super) fn is_whole(exponent: &Node) -> bool {
    matches!(exponent, Node::Number(n) if *n >= 2.0 && *n == libm::floor(*n))
}

/// Both values of an `if`, with the sign of the comparison under which each holds. A condition that has cases itself is
/// written once: twice at each of many levels, it would fill the memory.
pub(super) fn cases<'a>(sign: char, sides: &[Tree; 2], [a, b]: [&'a Tree; 2]) -> [(&'a Tree, Option<char>); 2] {
    [(a, Some(sign)), (b, (!sides.iter().any(has_cases)).then(|| opposite(sign)))]
}

fn has_cases(tree: &Tree) -> bool {
    match &tree.node {
        Node::Number(_) | Node::Name(_) => false,
        Node::Minus(inner) => has_cases(inner),
        Node::Binary(_, parts) | Node::Let(_, parts) => parts.iter().any(has_cases),
        Node::Call(name, arguments) => name == "if" || arguments.iter().any(has_cases),
    }
}

/// The comparison that holds where this one does not.
fn opposite(sign: char) -> char {
    match sign {
        '<' => '≥',
        '>' => '≤',
        '≤' => '>',
        '≥' => '<',
        '≡' => '≠',
        '≠' => '≡',
        other => other,
    }
}

pub(super) fn factors<'a>(tree: &'a Tree, all: &mut Vec<&'a Tree>) {
    match &tree.node {
        Node::Binary('*', parts) => parts.iter().for_each(|part| factors(part, all)),
        _ => all.push(tree),
    }
}

/// What stands first where this is written, but for a minus: the base of a power, else itself.
pub(super) fn base(tree: &Tree) -> &Node {
    match &tree.node {
        Node::Binary('^', parts) => base(&parts[0]),
        Node::Minus(inner) => base(inner),
        node => node,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{mathml, parser};

    #[test]
    fn a_condition_that_has_cases_is_written_once() {
        let set = |text: &str| mathml(&parser::parse(text).unwrap(), &[]);
        for (text, conditions) in [("if(x < y, 1, 2)", 2), ("if(x < 1 + if(y < 2, 3, 4), 5, 6)", 3)] {
            let set = set(text);
            assert_eq!(set.matches("&lt;").count() + set.matches('≥').count(), conditions, "{set}");
        }
        let nested = |levels| set(&("if(x < ".repeat(levels) + "y" + &", 1, 2)".repeat(levels)));
        assert!(nested(190).len() < 20 * nested(10).len());
    }
}
