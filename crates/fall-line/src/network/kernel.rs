//! The products of a layer: four rows of the batch are the lanes of a vector, and a weight stands in all lanes.
//!
//! A block of values is two vectors after two: of each unit both, unit after unit, so that one pointer leads through
//! eight rows; where their number is odd, the last vector is alone. The weights of four outputs are a panel, input
//! after input, so that one pointer leads through all of them too; the last panel may be narrower. Eight totals stay in
//! registers: of four units and two vectors, which is what V8 has room for.

use super::lanes::{Lanes, all};
use std::ops::Range;

/// Says it again for every number: what the compiler does by itself only where it is much shorter.
macro_rules! each {
    ($name:ident in $($value:literal)* => $body:expr) => {{ $({ const $name: usize = $value; $body; })* }};
}

/// Does it with as many outputs as the panel has.
macro_rules! with_width {
    ($count:expr, $M:ident => $body:expr) => {
        match $count {
            1 => {
                const $M: usize = 1;
                $body
            }
            2 => {
                const $M: usize = 2;
                $body
            }
            3 => {
                const $M: usize = 3;
                $body
            }
            _ => {
                const $M: usize = 4;
                $body
            }
        }
    };
}

/// Adds to each total its weight times what all of them see.
#[inline(always)]
fn add<const M: usize, const V: usize>(totals: &mut [[Lanes; V]; M], w: [f32; M], seen: [Lanes; V]) {
    each!(U in 0 1 2 3 => if U < M {
        let w = all(w[U]);
        each!(K in 0 1 => if K < V { totals[U][K] += w * seen[K] });
    });
}

/// Of a layer and of the rows that pass through it together.
#[derive(Clone, Copy)]
pub(super) struct Size {
    pub(super) inputs: usize,
    pub(super) outputs: usize,
    pub(super) vectors: usize,
}

/// Does it with two vectors at a time, and with the one that may be left: `V` vectors of each block, from `at` on.
macro_rules! by_vectors {
    ($vectors:expr, $at:ident, $V:ident => $body:expr) => {
        let mut $at = 0;
        while $at + 2 <= $vectors {
            const $V: usize = 2;
            $body;
            $at += 2;
        }
        if $at < $vectors {
            const $V: usize = 1;
            $body;
        }
    };
}

mod gradient;

pub(super) use gradient::Gradient;

/// The part of a block with so many vectors.
#[inline(always)]
fn part<const V: usize>(block: &[Lanes], units: usize, at: usize) -> &[[Lanes; V]] {
    block[at * units..][..V * units].as_chunks().0
}

#[inline(always)]
fn part_mut<const V: usize>(block: &mut [Lanes], units: usize, at: usize) -> &mut [[Lanes; V]] {
    block[at * units..][..V * units].as_chunks_mut().0
}

/// So many vectors stay in the first cache as they are.
const SMALL: usize = 1024;

/// The sums of a layer: its biases, and its weights times what it sees. `done` is told of each part while it is in the
/// first cache: where it stands in its block, and the part.
pub(super) fn sums(
    size: Size,
    w: &[f32],
    biases: &[f32],
    seen: &[Lanes],
    sums: &mut [Lanes],
    mut done: impl FnMut(Range<usize>, &mut [Lanes]),
) {
    let Size { inputs, outputs, vectors } = size;
    let at_once = outputs * vectors <= SMALL;
    let together = near(inputs);
    let mut first = 0;
    while first < outputs {
        let last = if first + together < outputs { first + together } else { outputs };
        let (w, biases) = (&w[first * inputs..last * inputs], &biases[first..last]);
        by_vectors!(vectors, at, V => {
            let sums = &mut part_mut(sums, outputs, at)[first..last];
            sums_of::<V>(w, biases, part(seen, inputs, at), sums);
            if !at_once {
                done(at * outputs + V * first..at * outputs + V * last, sums.as_flattened_mut());
            }
        });
        first = last;
    }
    if at_once {
        let all = 0..outputs * vectors;
        done(all.clone(), &mut sums[all]);
    }
}

/// How many rows of so many weights stay in the second cache while all of a batch passes: full panels, at least one.
fn near(weights: usize) -> usize {
    match NEAR / (16 * weights + 1) {
        0 => 4,
        panels => 4 * panels,
    }
}

/// So many bytes of weights stay near.
const NEAR: usize = 256 << 10;

/// Inputs after inputs: as many as stay in the first cache, with the weights of a panel for them.
#[inline(never)]
fn sums_of<const V: usize>(w: &[f32], biases: &[f32], seen: &[[Lanes; V]], sums: &mut [[Lanes; V]]) {
    let inputs = seen.len();
    let mut from = 0;
    loop {
        let to = if from + NEAREST < inputs { from + NEAREST } else { inputs };
        let (mut w, mut biases, mut sums) = (w, biases, &mut *sums);
        while !biases.is_empty() {
            with_width!(biases.len(), M => {
                let (Some((own, rest)), Some((said, left))) = (biases.split_first_chunk::<M>(), sums.split_first_chunk_mut::<M>())
                else { return };
                let (panel, others) = w.split_at(M * inputs);
                let begun = if from > 0 { *said } else { own.map(|bias| [all(bias); V]) };
                *said = sums_of_panel(begun, &panel.as_chunks().0[from..to], &seen[from..to]);
                (w, biases, sums) = (others, rest, left);
            });
        }
        if to == inputs {
            break;
        }
        from = to;
    }
}

/// So many inputs are gone through by all panels, before the next are.
const NEAREST: usize = 512;

#[inline(always)]
fn sums_of_panel<const M: usize, const V: usize>(
    mut totals: [[Lanes; V]; M],
    w: &[[f32; M]],
    seen: &[[Lanes; V]],
) -> [[Lanes; V]; M] {
    for (&w, &seen) in w.iter().zip(seen) {
        add(&mut totals, w, seen);
    }
    totals
}

/// What reaches the layer before: the slopes times the weights, the other way round. `done` is told likewise.
pub(super) fn below(
    size: Size,
    w: &[f32],
    slopes: &[Lanes],
    below: &mut [Lanes],
    mut done: impl FnMut(Range<usize>, &mut [Lanes]),
) {
    let Size { inputs, outputs, vectors } = size;
    let at_once = inputs * vectors <= SMALL;
    let together = near(outputs);
    let mut first = 0;
    while first < inputs {
        let last = if first + together < inputs { first + together } else { inputs };
        by_vectors!(vectors, at, V => {
            let below = &mut part_mut(below, inputs, at)[first..last];
            below_of::<V>(w, part(slopes, outputs, at), below, inputs, first);
            if !at_once {
                done(at * inputs + V * first..at * inputs + V * last, below.as_flattened_mut());
            }
        });
        first = last;
    }
    if at_once {
        let all = 0..inputs * vectors;
        done(all.clone(), &mut below[all]);
    }
}

#[inline(never)]
fn below_of<const V: usize>(w: &[f32], slopes: &[[Lanes; V]], below: &mut [[Lanes; V]], inputs: usize, first: usize) {
    let (fours, rest) = below.as_chunks_mut();
    let mut at = first;
    for below in fours {
        *below = below_strip::<4, V>(w, slopes, inputs, at);
        at += 4;
    }
    for below in rest {
        [*below] = below_strip::<1, V>(w, slopes, inputs, at);
        at += 1;
    }
}

#[inline(always)]
fn below_strip<const U: usize, const V: usize>(
    w: &[f32],
    slopes: &[[Lanes; V]],
    inputs: usize,
    at: usize,
) -> [[Lanes; V]; U] {
    let mut totals = [[Lanes::ZERO; V]; U];
    let (fours, rest) = slopes.as_chunks::<4>();
    let mut panels = w;
    for slopes in fours {
        let Some((panel, others)) = panels.split_at_checked(4 * inputs) else { break };
        below_panel(&mut totals, panel.as_chunks::<4>().0, slopes, at);
        panels = others;
    }
    if !rest.is_empty() {
        with_width!(rest.len(), M => if let Some(slopes) = rest.first_chunk::<M>() {
            below_panel(&mut totals, panels.as_chunks::<M>().0, slopes, at);
        });
    }
    totals
}

#[inline(always)]
fn below_panel<const M: usize, const U: usize, const V: usize>(
    totals: &mut [[Lanes; V]; U],
    w: &[[f32; M]],
    slopes: &[[Lanes; V]; M],
    at: usize,
) {
    let Some(w) = w.get(at..).and_then(|w| w.first_chunk::<U>()) else { return };
    for (o, &slopes) in slopes.iter().enumerate() {
        let mut column = [0.0; U];
        each!(I in 0 1 2 3 => if I < U { column[I] = w[I][o] });
        add(totals, column, slopes);
    }
}
