//! The products of a layer: four rows of the batch are the lanes of a vector, and a weight stands in all lanes.
//!
//! A block of values is vector after vector, and of each unit after unit. The weights of four outputs are a panel, input
//! after input, so that one pointer leads through all of them; the last panel may be narrower. Eight totals stay in
//! registers: of four units and two vectors, which is what V8 has room for.

use super::lanes::{Lanes, all, totals};

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

/// Does it with two vectors at a time, and with the one that may be left.
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

/// Of a layer and of the rows that pass through it together.
#[derive(Clone, Copy)]
pub(super) struct Size {
    pub(super) inputs: usize,
    pub(super) outputs: usize,
    pub(super) vectors: usize,
}

/// The part of a block that holds a vector.
#[inline(always)]
fn of_vector(block: &[Lanes], units: usize, vector: usize) -> &[Lanes] {
    &block[vector * units..][..units]
}

/// The sums of a layer: its biases, and its weights times what it sees.
pub(super) fn sums(size: Size, w: &[f32], biases: &[f32], seen: &[Lanes], sums: &mut [Lanes]) {
    let Size { inputs, outputs, vectors } = size;
    by_vectors!(vectors, at, V => {
        let seen = std::array::from_fn(|vector| of_vector(seen, inputs, at + vector));
        sums_of::<V>(w, biases, seen, &mut sums[at * outputs..][..V * outputs]);
    });
}

#[inline(never)]
fn sums_of<const V: usize>(w: &[f32], biases: &[f32], seen: [&[Lanes]; V], sums: &mut [Lanes]) {
    let (inputs, outputs) = (seen[0].len(), biases.len());
    let mut at = 0;
    while at < outputs {
        let w = &w[at * inputs..];
        with_width!(outputs - at, M => {
            let totals = sums_of_panel::<M, V>(&w.as_chunks::<M>().0[..inputs], &biases[at..], seen);
            for (vector, totals) in totals.into_iter().enumerate() {
                sums[vector * outputs + at..][..M].copy_from_slice(&totals);
            }
        });
        at += 4;
    }
}

#[inline(always)]
fn sums_of_panel<const M: usize, const V: usize>(
    w: &[[f32; M]],
    biases: &[f32],
    seen: [&[Lanes]; V],
) -> [[Lanes; M]; V] {
    let (mut totals, mut streams) = ([[Lanes::ZERO; V]; M], seen);
    each!(U in 0 1 2 3 => if U < M { totals[U] = [all(biases[U]); V] });
    each!(K in 0 1 => if K < V { streams[K] = &seen[K][..w.len()] });
    for (i, &w) in w.iter().enumerate() {
        let mut seen = [Lanes::ZERO; V];
        each!(K in 0 1 => if K < V { seen[K] = streams[K][i] });
        add(&mut totals, w, seen);
    }
    let mut by_vector = [[Lanes::ZERO; M]; V];
    each!(K in 0 1 => if K < V { each!(U in 0 1 2 3 => if U < M { by_vector[K][U] = totals[U][K] }) });
    by_vector
}

/// What reaches the layer before: the slopes times the weights, the other way round.
pub(super) fn below(size: Size, w: &[f32], slopes: &[Lanes], below: &mut [Lanes]) {
    let Size { inputs, outputs, vectors } = size;
    by_vectors!(vectors, at, V => {
        let slopes = std::array::from_fn(|vector| of_vector(slopes, outputs, at + vector));
        below_of::<V>(w, slopes, inputs, &mut below[at * inputs..][..V * inputs]);
    });
}

#[inline(never)]
fn below_of<const V: usize>(w: &[f32], slopes: [&[Lanes]; V], inputs: usize, below: &mut [Lanes]) {
    let mut at = 0;
    while at < inputs {
        if inputs - at >= 4 {
            below_strip::<4, V>(w, slopes, inputs, at, below);
            at += 4;
        } else {
            below_strip::<1, V>(w, slopes, inputs, at, below);
            at += 1;
        }
    }
}

#[inline(always)]
fn below_strip<const U: usize, const V: usize>(
    w: &[f32],
    slopes: [&[Lanes]; V],
    inputs: usize,
    at: usize,
    below: &mut [Lanes],
) {
    let (mut totals, outputs) = ([[Lanes::ZERO; V]; U], slopes[0].len());
    let mut first = 0;
    while first < outputs {
        let panel = &w[first * inputs..];
        with_width!(outputs - first, M => {
            let mut streams = slopes;
            each!(K in 0 1 => if K < V { streams[K] = &slopes[K][first..][..M] });
            if let Some(w) = panel.as_chunks::<M>().0.get(at..).and_then(|w| w.first_chunk::<U>()) {
                for o in 0..M {
                    let (mut column, mut seen) = ([0.0; U], [Lanes::ZERO; V]);
                    each!(I in 0 1 2 3 => if I < U { column[I] = w[I][o] });
                    each!(K in 0 1 => if K < V { seen[K] = streams[K][o] });
                    add(&mut totals, column, seen);
                }
            }
        });
        first += 4;
    }
    each!(K in 0 1 => if K < V {
        let below = &mut below[K * inputs + at..][..U];
        each!(I in 0 1 2 3 => if I < U { below[I] = totals[I][K] });
    });
}

/// The gradient of a layer, or of some of its panels.
pub(super) struct Gradient<'a> {
    /// The slopes of the loss by the layer's sums.
    pub(super) slopes: &'a [Lanes],
    /// What the layer saw.
    pub(super) seen: &'a [Lanes],
    pub(super) size: Size,
    /// Whether it is added to what is there.
    pub(super) more: bool,
}

impl Gradient<'_> {
    /// That of the weights and biases from output `first` on, which begins a panel: slopes times what the layer saw,
    /// summed over the rows. `column` is room for a panel's slopes.
    pub(super) fn write(&self, first: usize, g: &mut [f32], biases: &mut [f32], column: &mut Vec<Lanes>) {
        column.resize(4 * self.size.vectors, Lanes::ZERO);
        let mut at = 0;
        while at < biases.len() {
            let (slopes, g) = (&self.slopes[first + at..], &mut g[at * self.size.inputs..]);
            with_width!(biases.len() - at, M => self.panel::<M>(slopes, g, &mut biases[at..], column));
            at += 4;
        }
    }

    #[inline(never)]
    fn panel<const M: usize>(&self, slopes: &[Lanes], g: &mut [f32], biases: &mut [f32], column: &mut [Lanes]) {
        // the panel's slopes side by side: they are gone through once for every two inputs
        let (mut sums, mut rest) = ([Lanes::ZERO; 4], slopes);
        let column = &mut column.as_chunks_mut::<M>().0[..self.size.vectors];
        for column in column.iter_mut() {
            let Some(slopes) = rest.first_chunk::<M>() else { break };
            *column = *slopes;
            each!(U in 0 1 2 3 => if U < M { sums[U] += slopes[U] });
            rest = rest.get(self.size.outputs..).unwrap_or_default();
        }
        put(&mut biases[..M], totals(sums), self.more);
        let mut at = 0;
        while at < self.size.inputs {
            let (g, left) = (&mut g[at * M..], self.size.inputs - at);
            at += if M <= 2 && left >= 4 {
                self.strip::<M, 4>(column, at, g)
            } else if left >= 2 {
                self.strip::<M, 2>(column, at, g)
            } else {
                self.strip::<M, 1>(column, at, g)
            };
        }
    }

    /// `M` outputs and `N` inputs, whose product is 8 at most; their sums stand in the order of the parameters.
    #[inline(always)]
    fn strip<const M: usize, const N: usize>(&self, slopes: &[[Lanes; M]], at: usize, g: &mut [f32]) -> usize {
        let (mut sums, mut seen) = ([Lanes::ZERO; 8], &self.seen[at..]);
        for d in slopes {
            let Some(a) = seen.first_chunk::<N>() else { break };
            each!(I in 0 1 2 3 => if I < N {
                each!(U in 0 1 2 3 => if U < M && I * M + U < 8 { sums[I * M + U] += d[U] * a[I] });
            });
            seen = seen.get(self.size.inputs..).unwrap_or_default();
        }
        let [s0, s1, s2, s3, s4, s5, s6, s7] = sums;
        put(&mut g[..const { if M * N < 4 { M * N } else { 4 } }], totals([s0, s1, s2, s3]), self.more);
        if M * N > 4 {
            put(&mut g[4..M * N], totals([s4, s5, s6, s7]), self.more);
        }
        N
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
