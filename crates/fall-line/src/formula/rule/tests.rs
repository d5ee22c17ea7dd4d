//! What rules do, in numbers; and what is wrong with others, word by word.

use super::*;

/// Two updates from 4, −2, 4, −2, … on |w|², whose gradient is 2w: w, the state, and how many gradients were asked for.
fn run(text: &str) -> (Vec<f64>, Vec<Vec<f64>>, u32) {
    let rule = Rule::new(text, &[("half".to_owned(), 0.5)]).unwrap_or_else(|error| panic!("{text}: {error}"));
    let others: Vec<f64> = rule.params.iter().filter(|(name, _)| name != "lr").map(|(_, x)| *x).collect();
    // more than a block, and no whole number of them
    let mut w = [4.0, -2.0].repeat(BLOCK + 3);
    let mut state = vec![0.0; w.len() * rule.state.len()];
    let (mut room, mut evaluations) = (RuleRoom::default(), 0);
    for t in 1..=2 {
        rule.update(&mut room, (t, 0.25, &others), &mut w, &mut state, &mut |w: &[f64], g: &mut [f64]| {
            evaluations += 1;
            g.iter_mut().zip(w).for_each(|(g, w)| *g = 2.0 * w);
        });
    }
    let vectors = [&w, &state].into_iter().flat_map(|vectors| vectors.chunks(w.len()));
    assert!(vectors.clone().all(|vector| vector.chunks(2).all(|pair| pair == &vector[..2])), "{text}");
    let mut firsts = vectors.map(|vector| vector[..2].to_vec());
    (firsts.next().unwrap_or_default(), firsts.collect(), evaluations)
}

#[test]
fn rules_move_as_they_are_written() {
    let halved = [1.0, -0.5];
    for (text, w, state, evaluations) in [
        ("w = w - lr*g", halved, &[][..], 2),
        // however its lines are set
        (";\r\n\tw\t=\tw − lr·g;;\r\n\n", halved, &[], 2),
        ("w = (w\n - lr\n\n*g)", halved, &[], 2),
        ("param a = 1; state m; m = a*g; w = w - lr*m", halved, &[[4.0, -2.0]], 2),
        // the rate is the schedule's, whatever the text says
        ("param lr = 9\nw = w - lr*g", halved, &[], 2),
        ("param a = 1/2, b = -half\nw = w + 2*b*a*w", halved, &[], 0),
        ("w = half*w", halved, &[], 0),
        ("w = w - 2lr g", [0.0, 0.0], &[], 2),
        // names: an assigned one is what it was last set to, and may hide a surface
        ("a = 2\na = a*a\nw = w - a*lr", [2.0, -4.0], &[], 0),
        ("bowl = 3\nw = w - bowl(lr)", [2.5, -3.5], &[], 0),
        ("w = w - bowl(w, 1)", [-183.0, -57.0], &[], 0),
        // state is what it was last set to, and stays where nothing sets it
        ("state m\nm = m + 1\nw = m", [2.0, 2.0], &[[2.0, 2.0]], 0),
        ("state m, v\nm = w\nw = m - lr*g\nm = m/2", halved, &[[1.0, -0.5], [0.0, 0.0]], 2),
        // g is the gradient at the first w; others cost one each, and the same point only once
        ("w = w - g\nw = w - g", [36.0, -18.0], &[], 2),
        ("w = w - g\nw = w - grad(w)", [4.0, -2.0], &[], 4),
        ("w = w - (g + grad(w))/2", [4.0, -2.0], &[], 2),
        ("w = w - grad(grad(w))", [36.0, -18.0], &[], 4),
        ("w = w - grad(1)", [0.0, -6.0], &[], 2),
        // t counts from 1
        ("w = w*(1 - 2^t/8)", [1.5, -0.75], &[], 0),
        ("w = if(t < 2, w - lr, w + lr)", [4.0, -2.0], &[], 0),
        ("w = if(g > 0, w - lr*t, w + lr*t)", [3.25, -1.25], &[], 2),
        // what is no number is the run's matter
        ("w = w/0", [f64::INFINITY, f64::NEG_INFINITY], &[], 0),
    ] {
        let state: Vec<Vec<f64>> = state.iter().map(|slot| slot.to_vec()).collect();
        assert_eq!(run(text), (w.to_vec(), state, evaluations), "{text}");
    }
    let points = |count| (1..count).map(|k| format!(" - lr*(grad(w + {k}) - 2*{k})/{count}")).collect::<String>();
    let (w, _, evaluations) = run(&format!("w = w - lr*g/16{}", points(16)));
    assert!(w.iter().zip(halved).all(|(w, halved)| (w - halved).abs() < 1e-14) && evaluations == 32, "{w:?}");
}

#[test]
fn an_error_says_where_and_what() {
    let many = "w = w".to_owned() + &(0..17).map(|k| format!(" - grad({k})")).collect::<String>();
    let nested = "w = ".to_owned() + &"-".repeat(300) + "g";
    let large = (0..99).map(|k| format!("a = shubert(w + {k}, g - {k})\n")).collect::<String>() + "w = a";
    let long = "w = w - lr*g\n".repeat(400);
    let name = "m".repeat(33);
    let named = format!("state {name}\nw = w - g");
    let bad =
        format!("\"{name}\" cannot be a name; take a letter or _ first, then letters, digits and _, at most 32 in all");
    let unknown = format!("w = {}", "q".repeat(3000));
    let cut = format!("there is no {}… here; there are half, w, t, lr, g, pi, e", "q".repeat(120));
    let still = "this rule never moves: it needs a line like w = w - lr*g";
    let line = "a line here is 'param name = number', 'state name' or 'name = …'; found";
    let set = "cannot be set; w, the state and names of your own can";
    let taken = "already means something here; choose another name";
    let mut covered = Vec::new();
    for (text, column, message) in [
        ("", 1, still),
        (";\n \r\n", 1, still),
        ("param a = 1\nstate m", 13, still),
        ("W = w - lr*g", 1, still),
        ("3 = w", 1, &format!("{line} '3'")),
        ("w = w - g\n= 2", 11, &format!("{line} '='")),
        ("let a = 3; w = w - a*g", 1, &format!("{line} 'let'")),
        // names
        ("param = 3", 7, "expected a name after param, found '='"),
        ("param a = 1,\nb = 2", 13, "expected a name after param, found '↵'"),
        ("state\nm", 6, "expected a name after state, found '↵'"),
        ("state m, 2", 10, "expected a name after state, found '2'"),
        ("state m, m", 10, &format!("m {taken}")),
        ("m = g\nstate m", 13, &format!("m {taken}")),
        ("a = 2\nparam a = 3", 13, &format!("a {taken}")),
        ("param lr = 1, lr = 2", 15, &format!("lr {taken}")),
        ("state g", 7, &format!("g {taken}")),
        ("param sin = 1", 7, &format!("sin {taken}")),
        ("state half", 7, &format!("half {taken}")),
        ("param text = 1", 7, &format!("text {taken}")),
        (&named, 7, &bad),
        // what can be set, and to what
        ("param a = 1\na = 2", 13, &format!("a {set}")),
        ("g = 2*g", 1, &format!("g {set}")),
        ("w = w - g; t = 3", 12, &format!("t {set}")),
        ("half = 1", 1, &format!("half {set}")),
        ("pi = 3", 1, &format!("pi {set}")),
        ("max = 3", 1, &format!("max {set}")),
        ("w -= lr*g", 3, "expected '=' after the name, found '-'"),
        ("param a\nw = w - a*g", 8, "expected '=' after the name, found '↵'"),
        ("param a = 1/0", 11, "the default of a must be a plain number"),
        ("param a = 1, b = a", 18, "the default of b must be a plain number"),
        ("param a = w", 11, "the default of a must be a plain number"),
        ("param lr = -0.1", 12, "-0.1 is outside 0 ≤ lr ≤ 1000000"),
        ("param lr = 1e7", 12, "10000000 is outside 0 ≤ lr ≤ 1000000"),
        // the ends of lines
        ("w = w - g)", 10, "the line is complete before this; remove ')', or begin a new line"),
        ("state m n", 9, "the line is complete before this; remove 'n', or begin a new line"),
        ("w = w - g, a = 3", 10, "the line is complete before this; remove ',', or begin a new line"),
        ("w = w -\n lr*g", 8, "expected a value, found '↵'"),
        ("w = ;", 5, "expected a value, found ';'"),
        ("w = w - lr*", 12, "the formula ends here, before it is complete"),
        ("w = w - (g, 2", 11, "expected a closing bracket, found ','"),
        // expressions
        ("w = a*w\nparam a = 2", 5, "there is no a here; there are half, w, t, lr, g, pi, e"),
        (&unknown, 5, &cut),
        (
            "state v\nv = 2*v + g; v = v/2; w = w - v; w = w - q",
            50,
            "there is no q here; there are half, w, t, lr, v, g, pi, e",
        ),
        ("state speed\nspeed = g\nw = w - sped", 31, "there is no sped here; did you mean speed?"),
        ("w = w - grad", 9, "the function grad needs its values in brackets"),
        ("w = w - grad(w, g)", 9, "values for grad: expected 1, found 2"),
        ("w = w - 2 3", 11, "two numbers stand side by side; put an operator before 3"),
        ("w = w < g", 5, "a comparison with '<' is no number; it belongs into if(…, a, b)"),
        ("w = if(g, 1, 2)", 8, "if needs a comparison first, as in if(x < 0, a, b)"),
        ("# plain descent\nw = w - lr*g", 1, "# has no meaning in a formula"),
        ("w = w − α*g", 9, "α has no meaning in a formula"),
        ("\u{feff}w = w - lr*g", 1, "U+FEFF has no meaning in a formula"),
        ("param a = 1e999", 11, "1e999 is too large for a number; the largest is about 1.8e308"),
        // sizes
        (&many, 175, "this rule asks for more than 16 gradients an update, each at a point of its own; do with fewer"),
        (&nested, 205, "nested deeper than 200 levels"),
        (&large, 2225, "the formula comes to more than 4096 operations; make it smaller"),
        (&long, 4097, "the formula has 5200 characters; at most 4096 are read"),
    ] {
        let error = Rule::new(text, &[("half".to_owned(), 0.5)]).map(|_| ()).expect_err(text);
        let [start, end] = error.span.unwrap_or_else(|| panic!("{text}: no span"));
        assert_eq!((error.to_string().as_str(), start + 1), (message, column), "{text}");
        assert!(start <= end && end as usize <= text.encode_utf16().count(), "{text}");
        covered.push(error.reason.code);
    }
    let elsewhere = [Code::FormulaEnd, Code::FormulaLetEnd, Code::FormulaGrad, Code::FormulaFinite];
    for code in Code::ALL.iter().filter(|code| ["rule_", "formula_"].iter().any(|word| code.name().starts_with(word))) {
        assert!(covered.contains(code) != elsewhere.contains(code), "{code:?} has a row, or is no rule's");
    }
}
