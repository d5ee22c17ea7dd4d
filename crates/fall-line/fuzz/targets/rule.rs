//! Any text as a rule: updates by it, and the kernel that it becomes.

#![no_main]

use fall_line::formula::{Precision, Program, Rule, RuleRoom, compile, derivative, kernel};
use fall_line_fuzz::{changed, in_a_page};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|text: &str| in_a_page(|| try_out(text)));
fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| { changed(data, size, most, seed) });

fn try_out(text: &str) {
    let rule = match Rule::new(text, &[("a".to_owned(), 2.5)]) {
        Ok(rule) => rule,
        Err(error) => {
            let [start, end] = error.span.unwrap_or([0, 0]);
            assert!(start <= end && end as usize <= text.encode_utf16().count(), "{error:?}");
            return;
        }
    };
    let others: Vec<f64> = rule.params.iter().filter(|(name, _)| name != "lr").map(|(_, x)| *x).collect();
    let (mut room, mut w) = (RuleRoom::default(), [3.0, -2.0, 0.5]);
    let mut state = vec![0.0; 3 * rule.state.len()];
    for t in 1..=3 {
        rule.update(&mut room, (t, 0.1, &others), &mut w, &mut state, &mut |w: &[f64], g: &mut [f64]| {
            g.iter_mut().zip(w).for_each(|(g, w)| *g = 2.0 * w);
        });
    }
    let mut bowl = compile("x^2/100 + y^2", &["x", "y"], &[]).expect("a formula");
    let slopes = [0, 1].map(|input| derivative(&mut bowl.graph, bowl.root, input));
    let slope = Program::new(&bowl.graph, 2, &slopes);
    for precision in [Precision::F64, Precision::F32] {
        assert!(kernel(&slope, &rule, precision, true).starts_with(b"\0asm"));
    }
}
