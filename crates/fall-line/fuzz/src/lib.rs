//! What all targets need: a stack no larger than a page's, and changes that make texts long and deep.

use libfuzzer_sys::fuzzer_mutate;
use std::thread::{Builder, scope};

/// The stack of a WebAssembly module, as its linker gives it.
const STACK: usize = 1 << 20;

/// Does it where the stack is small, so that depth is found here and not in a browser.
pub fn in_a_page(what: impl FnOnce() + Send) {
    scope(|scope| {
        let small = Builder::new().stack_size(STACK);
        small.spawn_scoped(scope, what).expect("a thread").join().expect("no panic");
    });
}

/// libFuzzer's own changes; now and then a part of the text many times over, or many times between two others, or the
/// whole text in place of a part: what is quadratic, or worse, needs length and depth to be seen.
pub fn changed(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let mut state = u64::from(seed);
    let mut below = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n.max(1)
    };
    if size == 0 || below(8) > 0 {
        return fuzzer_mutate(data, size, most);
    }
    let (start, times) = (below(size), 1 << below(9));
    let end = (start + 1 + below(12)).min(size);
    let [before, part, after] = [&data[..start], &data[start..end], &data[end..size]].map(<[u8]>::to_vec);
    let new = match below(4) {
        0 => [before, part.repeat(times), after].concat(),
        // around what stands before it
        1 => [part.repeat(times), before, b")".repeat(times), after].concat(),
        2 => [&before, &data[..size], &after].concat(),
        _ => [before, b"(".repeat(times), part, b")".repeat(times), after].concat(),
    };
    let length = new.len().min(most);
    data[..length].copy_from_slice(&new[..length]);
    length
}
