//! Formulas as they are set, read back as MathML: one element on a line.

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
