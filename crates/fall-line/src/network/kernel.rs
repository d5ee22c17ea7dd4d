//! The products of a layer: four rows of the batch are the lanes of a vector, and a weight stands in all lanes.
//!
//! A block of values is two vectors after two: of each unit both, unit after unit, so that one pointer leads through
//! eight rows; where their number is odd, the last vector is alone. The weights of four outputs are a panel, input
//! after input, so that one pointer leads through all of them too; the last panel may be narrower. Eight totals stay in
//! registers: of four units and two vectors, which is what V8 has room for.

use super::lanes::{Lanes, all, totals};
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

/// The part of a block with so many vectors.
#[inline(always)]
fn part<const V: usize>(block: &[Lanes], units: usize, at: usize) -> &[[Lanes; V]] {
    block[at * units..][..V * units].as_chunks().0
}

#[inline(always)]
fn part_mut<const V: usize>(block: &mut [Lanes], units: usize, at: usize) -> &mut [[Lanes; V]] {
    block[at * units..][..V * units].as_chunks_mut().0
}

/// What is done with a part of a block while it is in the first cache: where it stands, and the part.
pub(super) trait Done: FnMut(Range<usize>, &mut [Lanes]) {}

impl<F: FnMut(Range<usize>, &mut [Lanes])> Done for F {}

/// So many vectors stay in the first cache as they are.
const SMALL: usize = 1024;

/// The sums of a layer: its biases, and its weights times what it sees.
pub(super) fn sums(size: Size, w: &[f32], biases: &[f32], seen: &[Lanes], sums: &mut [Lanes], mut done: impl Done) {
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

/// What reaches the layer before: the slopes times the weights, the other way round.
pub(super) fn below(size: Size, w: &[f32], slopes: &[Lanes], below: &mut [Lanes], mut done: impl Done) {
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

/// The gradient of a layer, or of some of its panels.
pub(super) struct Gradient<'a> {
    /// The slopes of the loss by the layer's sums.
    pub(super) slopes: &'a [Lanes],
    /// What the layer saw.
    pub(super) seen: &'a [Lanes],
    pub(super) size: Size,
    pub(super) rows: usize,
    /// Whether it is added to what is there.
    pub(super) more: bool,
}

impl Gradient<'_> {
    /// That of the weights and biases from output `first` on, which begins a panel. `turned` is room for the slopes of
    /// two panels.
    pub(super) fn write(&self, first: usize, g: &mut [f32], biases: &mut [f32], turned: &mut Vec<Lanes>) {
        if turned.len() < 8 * self.size.vectors {
            turned.resize(8 * self.size.vectors, Lanes::ZERO);
        }
        let mut at = 0;
        while at < biases.len() {
            let (g, biases, first) = (&mut g[at * self.size.inputs..], &mut biases[at..], first + at);
            if let Some(biases) = biases.first_chunk_mut() {
                self.two_panels(first, g, biases, turned);
                at += 8;
            } else {
                with_width!(biases.len(), M => self.panel::<M>(first, g, biases));
                at += 4;
            }
        }
    }

    /// That of two panels, row after row: the outputs of a panel are the lanes, so that nothing is left to add up.
    #[inline(never)]
    fn two_panels(&self, first: usize, g: &mut [f32], biases: &mut [f32; 8], turned: &mut [Lanes]) {
        let Size { inputs, outputs, vectors } = self.size;
        let rows = turned.as_chunks_mut::<2>().0;
        by_vectors!(vectors, at, V => {
            let slopes = &part::<V>(self.slopes, outputs, at)[first..];
            if let (Some([a, b, c, d, e, f, g, h]), Some(rows)) = (slopes.first_chunk(), rows.get_mut(4 * at..)) {
                for (k, rows) in rows.as_chunks_mut::<4>().0.iter_mut().take(V).enumerate() {
                    let low = Lanes::transpose([a[k], b[k], c[k], d[k]]);
                    let high = Lanes::transpose([e[k], f[k], g[k], h[k]]);
                    each!(R in 0 1 2 3 => rows[R] = [low[R], high[R]]);
                }
            }
        });
        let rows = &turned.as_chunks::<2>().0[..self.rows];
        let mut sums = [Lanes::ZERO; 2];
        for slopes in rows {
            each!(Q in 0 1 => sums[Q] += slopes[Q]);
        }
        let (low, high) = biases.split_at_mut(4);
        put(low, sums[0], self.more);
        put(high, sums[1], self.more);
        let (low, high) = g[..8 * inputs].as_chunks_mut::<4>().0.split_at_mut(inputs);
        let mut at = 0;
        while at < inputs {
            let (low, high) = (&mut low[at..], &mut high[at..]);
            at += match inputs - at {
                1 => self.square::<1>(rows, at, low, high),
                2 | 3 => self.square::<2>(rows, at, low, high),
                _ => self.square::<4>(rows, at, low, high),
            };
        }
    }

    /// `N` inputs of two panels.
    #[inline(always)]
    fn square<const N: usize>(
        &self,
        rows: &[[Lanes; 2]],
        at: usize,
        low: &mut [[f32; 4]],
        high: &mut [[f32; 4]],
    ) -> usize {
        let (mut sums, Size { inputs, vectors, .. }) = ([[Lanes::ZERO; 2]; N], self.size);
        let (pairs, single) = self.seen.split_at(vectors / 2 * 2 * inputs);
        let (mut pairs, mut rows): (&[f32], _) = (bytemuck::cast_slice(pairs), rows);
        while let Some((seen, rest)) = pairs.split_at_checked(8 * inputs) {
            let (own, others) = rows.split_at(if rows.len() < 8 { rows.len() } else { 8 });
            by_rows::<N, 8>(&mut sums, own, seen, at);
            (pairs, rows) = (rest, others);
            if rest.is_empty() {
                break;
            }
        }
        if !single.is_empty() {
            by_rows::<N, 4>(&mut sums, rows, bytemuck::cast_slice(single), at);
        }
        each!(I in 0 1 2 3 => if I < N {
            put(&mut low[I], sums[I][0], self.more);
            put(&mut high[I], sums[I][1], self.more);
        });
        N
    }

    /// That of one panel, which may be narrower: rows are the lanes, whose sums are added up last.
    #[inline(never)]
    fn panel<const M: usize>(&self, first: usize, g: &mut [f32], biases: &mut [f32]) {
        let Size { inputs, outputs, vectors } = self.size;
        let mut sums = [Lanes::ZERO; 4];
        by_vectors!(vectors, at, V => {
            for (sum, slopes) in sums.iter_mut().zip(&part::<V>(self.slopes, outputs, at)[first..]).take(M) {
                slopes.iter().for_each(|&slope| *sum += slope);
            }
        });
        put(&mut biases[..M], totals(sums), self.more);
        let mut at = 0;
        while at < inputs {
            let (g, left) = (&mut g[at * M..], inputs - at);
            at += if M <= 2 && left >= 4 {
                self.strip::<M, 4>(first, at, g)
            } else if left >= 2 {
                self.strip::<M, 2>(first, at, g)
            } else {
                self.strip::<M, 1>(first, at, g)
            };
        }
    }

    /// `M` outputs and `N` inputs, whose product is 8 at most; their sums stand in the order of the parameters.
    #[inline(always)]
    fn strip<const M: usize, const N: usize>(&self, first: usize, input: usize, g: &mut [f32]) -> usize {
        let (mut sums, Size { inputs, outputs, vectors }) = ([Lanes::ZERO; 8], self.size);
        by_vectors!(vectors, at, V => {
            let slopes = part::<V>(self.slopes, outputs, at).get(first..).and_then(|slopes| slopes.first_chunk::<M>());
            let seen = part::<V>(self.seen, inputs, at).get(input..).and_then(|seen| seen.first_chunk::<N>());
            if let (Some(slopes), Some(seen)) = (slopes, seen) {
                by_vector(&mut sums, slopes, seen);
            }
        });
        let [s0, s1, s2, s3, s4, s5, s6, s7] = sums;
        put(&mut g[..const { if M * N < 4 { M * N } else { 4 } }], totals([s0, s1, s2, s3]), self.more);
        if M * N > 4 {
            put(&mut g[4..M * N], totals([s4, s5, s6, s7]), self.more);
        }
        N
    }
}

/// Adds slopes times values, vector after vector.
#[inline(always)]
fn by_vector<const M: usize, const N: usize, const V: usize>(
    sums: &mut [Lanes; 8],
    slopes: &[[Lanes; V]; M],
    seen: &[[Lanes; V]; N],
) {
    each!(K in 0 1 => if K < V {
        each!(I in 0 1 2 3 => if I < N {
            each!(U in 0 1 2 3 => if U < M && I * M + U < 8 { sums[I * M + U] += slopes[U][K] * seen[I][K] });
        });
    });
}

/// Adds slopes times values, row after row: the values of an input stand `A` apart.
#[inline(always)]
fn by_rows<const N: usize, const A: usize>(sums: &mut [[Lanes; 2]; N], rows: &[[Lanes; 2]], seen: &[f32], at: usize) {
    let Some(seen) = seen.as_chunks::<A>().0.get(at..).and_then(|seen| seen.first_chunk::<N>()) else { return };
    let Some(rows) = rows.get(..if rows.len() < A { rows.len() } else { A }) else { return };
    for (row, slopes) in rows.iter().enumerate() {
        each!(I in 0 1 2 3 => if I < N {
            let a = all(seen[I][row]);
            each!(Q in 0 1 => sums[I][Q] += slopes[Q] * a);
        });
    }
}

/// Four sums, or as many of them as `g` has room for.
#[inline(always)]
fn put(g: &mut [f32], sums: Lanes, more: bool) {
    if let Some(four) = g.first_chunk_mut::<4>() {
        *four = if more { (Lanes::new(*four) + sums).to_array() } else { sums.to_array() };
    } else {
        for (g, sum) in g.iter_mut().zip(sums.to_array()) {
            *g = if more { *g + sum } else { sum };
        }
    }
}
