//! A value of a graph as a tree again, to be read: how derivatives print.

use super::graph::{Graph, Id};
use super::op::{FUNCTIONS, Op};
use super::parser::{Node, Tree};

/// As many nodes as are written out in full; beyond, what is needed more than once gets a name.
const FULL: usize = 120;

/// More values than anyone reads.
const MOST: usize = 500;

/// The tree of a value. Guards at kinks are left out, products begin with their numbers. `names` are the inputs'. Of
/// what is too long to be read, `…` stands for all.
pub fn reading(graph: &Graph, root: Id, names: &[&str]) -> Tree {
    let needed = graph.needed(&[root]);
    if needed.iter().filter(|needed| **needed).count() > MOST {
        return of(Node::Name("…".into()));
    }
    let count = root as usize + 1;
    let (mut sizes, mut uses) = (vec![0_usize; count], vec![0_u32; count]);
    for (place, value) in graph.values().iter().take(count).enumerate().filter(|(place, _)| needed[*place]) {
        let inner = value.operands().iter().map(|&id| sizes[id as usize]);
        sizes[place] = inner.fold(1, usize::saturating_add);
        value.operands().iter().for_each(|&id| uses[id as usize] += 1);
    }
    let full = sizes[root as usize] <= FULL;
    let mut lets: Vec<(String, Tree)> = Vec::new();
    let mut trees: Vec<Option<Tree>> = vec![None; count];
    for place in (0..count).filter(|&place| needed[place]) {
        // what is needed once is moved: copied, a long product would be as long at each of its factors
        let tree = node(graph, place as Id, names, |id| match uses[id as usize] {
            1 => trees[id as usize].take(),
            _ => trees[id as usize].clone(),
        });
        let named = !full && place != root as usize && uses[place] > 1 && sizes[place] > 3;
        trees[place] = Some(if named {
            let name = fresh(lets.len(), names);
            lets.push((name.clone(), tree));
            of(Node::Name(name))
        } else {
            tree
        });
    }
    let end = trees.pop().flatten().unwrap_or_else(|| of(Node::Number(f64::NAN)));
    lets.into_iter().rev().fold(end, |rest, (name, value)| of(Node::Let(name, Box::new([value, rest]))))
}

fn of(node: Node) -> Tree {
    Tree { node, span: [0; 2] }
}

/// a1, a2, …, but no name that means something already.
fn fresh(number: usize, names: &[&str]) -> String {
    let numbered = |name: &str, letter: &str| {
        name.strip_prefix(letter).is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut letters = ["a", "b", "c", "d", "k", "m", "q", "s"].into_iter();
    let letter = letters.find(|letter| !names.iter().any(|name| numbered(name, letter)));
    letter.unwrap_or("aa").to_owned() + &(number + 1).to_string()
}

fn node(graph: &Graph, id: Id, names: &[&str], mut operand: impl FnMut(Id) -> Option<Tree>) -> Tree {
    let value = graph.at(id);
    let mut tree = |place: usize| operand(value.of[place]).unwrap_or_else(|| of(Node::Number(f64::NAN)));
    let mut binary = |sign| of(Node::Binary(sign, Box::new([tree(0), tree(1)])));
    if let Some(x) = value.number() {
        return number(x);
    }
    match value.op {
        Op::Input => {
            of(Node::Name(names.get(value.of[0] as usize).map_or_else(String::new, |name| (*name).to_owned())))
        }
        Op::Negate => of(Node::Minus(Box::new(tree(0)))),
        Op::Add => binary('+'),
        Op::Subtract => binary('-'),
        Op::Divide => binary('/'),
        Op::Raise => binary('^'),
        Op::Whole => of(Node::Binary('^', Box::new([tree(0), number(f64::from(value.of[1] as i32))]))),
        Op::Guard => tree(1),
        Op::Less => binary('<'),
        Op::AtMost => binary('≤'),
        Op::Same => binary('≡'),
        Op::Differs => binary('≠'),
        Op::Select => of(Node::Call("if".into(), vec![tree(0), tree(1), tree(2)])),
        Op::Multiply => {
            let mut factors = Vec::new();
            flatten(tree(0), &mut factors);
            flatten(tree(1), &mut factors);
            let product = |left, right| of(Node::Binary('*', Box::new([left, right])));
            factors.into_iter().reduce(product).unwrap_or_else(|| number(1.0))
        }
        op => {
            let name = FUNCTIONS.iter().find(|row| row.1 == op).map_or("", |row| row.0);
            of(Node::Call(name.into(), (0..op.arity()).map(tree).collect()))
        }
    }
}

fn number(x: f64) -> Tree {
    let size = of(Node::Number(x.abs()));
    if x < 0.0 { of(Node::Minus(Box::new(size))) } else { size }
}

/// The factors of a product, the plainest first: numbers, names and their powers, the rest.
fn flatten(tree: Tree, factors: &mut Vec<Tree>) {
    match tree.node {
        Node::Binary('*', parts) => parts.into_iter().for_each(|part| flatten(part, factors)),
        node => {
            let tree = of(node);
            let place = factors.partition_point(|other| rank(other) <= rank(&tree));
            factors.insert(place, tree);
        }
    }
}

fn rank(tree: &Tree) -> u8 {
    match &tree.node {
        Node::Number(_) => 0,
        Node::Minus(inner) if matches!(inner.node, Node::Number(_)) => 0,
        Node::Name(_) => 1,
        Node::Binary('^', parts) if matches!(parts[0].node, Node::Name(_)) => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{LIBRARY, Program, compile, derivative, plain};
    use super::*;

    fn slope(text: &str, input: usize) -> String {
        let formula = compile(text, &["x", "y"], &[]).unwrap();
        let mut graph = formula.graph.for_reading();
        let id = derivative(&mut graph, formula.root, input);
        plain(&reading(&graph, id, &["x", "y"]))
    }

    #[test]
    fn derivatives_read_as_one_would_write_them() {
        for (text, slopes) in [
            ("x^2/100 + y^2", ["x/50", "2*y"]),
            (
                "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
                ["4*x*(x^2 + y - 11) + 2*(x + y^2 - 7)", "2*(x^2 + y - 11) + 4*y*(x + y^2 - 7)"],
            ),
            ("(1 - x)^2 + 100*(y - x^2)^2", ["-2*(1 - x) - 400*x*(y - x^2)", "200*(y - x^2)"]),
            ("3", ["0", "0"]),
            ("x*y", ["y", "x"]),
            ("x^3*y", ["3*x^2*y", "x^3"]),
            ("sin(x)*cos(y)", ["cos(x)*cos(y)", "-(sin(x)*sin(y))"]),
            ("20 + x^2 - 10*cos(2*pi*x)", ["2*x + 62.83185307179586*sin(6.283185307179586*x)", "0"]),
            ("exp(-x^2)", ["-2*x*exp(-x^2)", "0"]),
            ("log(1 + x^2)", ["2*x/(1 + x^2)", "0"]),
            ("sqrt(x)", ["0.5/sqrt(x)", "0"]),
            ("abs(x - y)", ["sign(x - y)", "-sign(x - y)"]),
            ("if(x < y, x^2, y)", ["if(x < y, 2*x, 0)", "if(x < y, 0, 1)"]),
            ("x^y", ["y*x^(y - 1)", "x^y*log(x)"]),
        ] {
            assert_eq!([slope(text, 0), slope(text, 1)], slopes, "{text}");
        }
    }

    #[test]
    fn what_is_too_long_to_read_is_an_ellipsis_and_the_rest_needs_no_more_stack_than_the_page_has() {
        let slopes = || {
            for part in ["*x", "*y", "/y", "*sin(x)"] {
                for length in [20, 200, 300, 400, 4000] {
                    let text = slope(&("x".to_owned() + &part.repeat(length / part.len())), 0);
                    assert!(text == "…" || length < 4000, "{length} letters of {part}: {text}");
                    assert!(text != "…" || length > 20, "{length} letters of {part}");
                }
            }
        };
        std::thread::Builder::new().stack_size(1 << 20).spawn(slopes).unwrap().join().unwrap();
    }

    #[test]
    fn names_for_parts_are_nobody_elses() {
        let text = "exp(sin(a1*b) + x)*(1 + exp(sin(a1*b) + x))".to_owned() + &"*(b + cos(a1))".repeat(40);
        let names = ["x", "a1", "b"];
        let formula = compile(&text, &names, &[]).unwrap();
        let mut graph = formula.graph.for_reading();
        let id = derivative(&mut graph, formula.root, 0);
        let read = plain(&reading(&graph, id, &names));
        assert!(read.starts_with("let c1 = "), "{read}");
    }

    /// What is read means what is computed, but for the last digits and the conventions at kinks.
    #[test]
    fn what_is_read_gives_the_derivative() {
        for entry in &LIBRARY {
            let formula = compile(entry.text, &["x", "y"], &[]).unwrap();
            let [x, y] = entry.start;
            for input in [0, 1] {
                let mut graph = formula.graph.clone();
                let id = derivative(&mut graph, formula.root, input);
                let [computed] = Program::new(&graph, 2, &[id]).at(&[x, y]);
                let text = slope(entry.text, input);
                let again = compile(&text, &["x", "y"], &[]).unwrap_or_else(|error| panic!("{text}: {error}"));
                let [read] = Program::new(&again.graph, 2, &[again.root]).at(&[x, y]);
                assert!(
                    (computed - read).abs() < 1e-11 * (1.0 + computed.abs()),
                    "{}: {text}: {computed} {read}",
                    entry.name
                );
            }
        }
    }
}
