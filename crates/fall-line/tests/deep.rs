//! Texts as long as they may be, on a stack that is smaller than a page's.

use fall_line::formula::{Program, compile, derivative, mathml, plain, reading};
use std::thread::Builder;

const MOST: usize = 4096;

#[test]
fn long_chains_need_no_deep_stack() {
    let texts = [
        "π".repeat(MOST),
        format!("x{}", "+x".repeat(MOST / 2 - 1)),
        format!("x{}", "-y".repeat(MOST / 2 - 1)),
        format!("x{}", "/2".repeat(MOST / 2 - 1)),
        format!("x{}", " y".repeat(MOST / 2 - 1)),
        format!("2{}", "x^2".repeat(MOST / 3 - 1)),
        "y+x*".repeat(MOST / 4 - 1) + "x",
        "let a=x;".repeat(190) + "a",
        "(".repeat(190) + "x" + &"+y)".repeat(190) + &"*x".repeat(1500),
    ];
    for text in texts {
        let start: String = text.chars().take(20).collect();
        let all = move || {
            let formula = compile(&text, &["x", "y"], &[]).unwrap();
            assert!(!plain(&formula.tree).is_empty() && !mathml(&formula.tree, &[]).is_empty());
            for mut graph in [formula.graph.clone(), formula.graph.for_reading()] {
                let slope = derivative(&mut graph, formula.root, 0);
                let _: [f64; 1] = Program::new(&graph, 2, &[slope]).at(&[0.5, 0.25]);
                for output in [formula.root, slope] {
                    let tree = reading(&graph, output, &["x", "y"]);
                    assert!(!plain(&tree).is_empty() && !mathml(&tree, &[]).is_empty());
                }
            }
        };
        Builder::new().stack_size(768 << 10).spawn(all).unwrap().join().unwrap_or_else(|_| panic!("{start}"));
    }
}
