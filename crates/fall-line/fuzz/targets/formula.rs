//! Any text as a formula: its derivatives, its programs and both ways of writing it.

#![no_main]

use fall_line::formula::{Formula, Program, compile, derivative, mathml, plain, reading};
use fall_line_fuzz::{changed, in_a_page};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

const VARIABLES: [&str; 2] = ["x", "y"];

fuzz_target!(|text: &str| in_a_page(|| try_out(text)));
fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| { changed(data, size, most, seed) });

fn try_out(text: &str) {
    let given = [("a".to_owned(), 2.5), ("rate".to_owned(), -1e-3)];
    let formula = match compile(text, &VARIABLES, &given) {
        Ok(formula) => formula,
        Err(error) => {
            let [start, end] = error.span.unwrap_or([0, 0]);
            assert!(start <= end && end as usize <= text.encode_utf16().count(), "{error:?}");
            assert!(!error.to_string().contains(['{', '}']) || text.contains(['{', '}']), "{error:?}");
            return;
        }
    };
    let at = |formula: &Formula, point: [f64; 2]| -> f64 {
        let [value] = Program::new(&formula.graph, VARIABLES.len(), &[formula.root]).at(&point);
        value
    };

    // it is written in one way, and reads back from that as what it was
    let written = plain(&formula.tree);
    assert!(mathml(&formula.tree, &[("rate", "α")]).ends_with("</math>"));
    if written.chars().count() <= 4096 {
        let again = compile(&written, &VARIABLES, &given).unwrap_or_else(|error| panic!("{written}: {error}"));
        assert_eq!(plain(&again.tree), written);
        for point in [[0.5, -1.25], [-3.0, 1e3], [0.0, 0.0]] {
            let [a, b] = [&formula, &again].map(|formula| at(formula, point));
            assert!(a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan()), "{written}: {a} {b}");
        }
    }

    // derivatives of derivatives stay in proportion, and can be shown
    for mut graph in [formula.graph.clone(), formula.graph.for_reading()] {
        let mut outputs = vec![formula.root];
        for (of, input) in [(0, 0), (0, 1), (1, 0), (1, 1), (2, 1)] {
            let before = graph.values().len();
            outputs.push(derivative(&mut graph, outputs[of], input));
            let after = graph.values().len();
            assert!(after <= 16 * before + 16, "{before} values became {after}");
        }
        let program = Program::new(&graph, VARIABLES.len(), &outputs);
        let _: [f64; 6] = program.at(&[0.5, -1.25]);
        for output in outputs {
            let tree = reading(&graph, output, &VARIABLES);
            assert!(!plain(&tree).is_empty() && mathml(&tree, &[]).ends_with("</math>"));
        }
    }
}
