//! The products of a layer: four rows of the batch are the lanes of a vector, and a weight stands in all lanes.
//!
//! A block of values is vector after vector, and of each unit after unit. The weights of four outputs are a panel, input
//! after input, so that one pointer leads through all of them; the last panel may be narrower. Eight totals stay in
//! registers: of four units and two vectors, which is what V8 has room for.

use super::lanes::{Lanes, all, totals};

/// Says it again for every number: what the compiler does by itself only where it is much shorter.
macro_rules! each {
    ($name:ident in $($value:literal)* => $body:expr) => { $({ const $name: usize = $value; $body; })* };
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

/// The part of a block that holds a vector.
#[inline(always)]
fn of_vector(block: &[Lanes], units: usize, vector: usize) -> &[Lanes] {
    &block[vector * units..][..units]
}

/// The sums of a layer: its biases, and its weights times what it sees.
pub(super) fn sums(w: &[f32], biases: &[f32], seen: &[Lanes], sums: &mut [Lanes]) {
    let (outputs, inputs) = (biases.len(), w.len() / biases.len());
    by_vectors!(sums.len() / outputs, at, V => {
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
            let mut totals = [[Lanes::ZERO; V]; M];
            each!(U in 0 1 2 3 => if U < M { totals[U] = [all(biases[at + U]); V] });
            let totals = sums_of_panel(&w.as_chunks::<M>().0[..inputs], seen, totals);
            each!(K in 0 1 => if K < V {
                let sums = &mut sums[K * outputs + at..][..M];
                each!(U in 0 1 2 3 => if U < M { sums[U] = totals[U][K] });
            });
        });
        at += 4;
    }
}

#[inline(always)]
fn sums_of_panel<const M: usize, const V: usize>(
    w: &[[f32; M]],
    seen: [&[Lanes]; V],
    mut totals: [[Lanes; V]; M],
) -> [[Lanes; V]; M] {
    let mut streams = seen;
    each!(K in 0 1 => if K < V { streams[K] = &seen[K][..w.len()] });
    for (i, &w) in w.iter().enumerate() {
        let mut seen = [Lanes::ZERO; V];
        each!(K in 0 1 => if K < V { seen[K] = streams[K][i] });
        add(&mut totals, w, seen);
    }
    totals
}

/// What reaches the layer before: the slopes times the weights, the other way round.
pub(super) fn below(w: &[f32], outputs: usize, slopes: &[Lanes], below: &mut [Lanes]) {
    let inputs = w.len() / outputs;
    by_vectors!(slopes.len() / outputs, at, V => {
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
    pub(super) outputs: usize,
    /// What the layer saw.
    pub(super) seen: &'a [Lanes],
    pub(super) inputs: usize,
    /// Whether it is added to what is there.
    pub(super) more: bool,
}

impl Gradient<'_> {
    /// That of the weights and biases from output `first` on, which begins a panel: slopes times what the layer saw,
    /// summed over the rows.
    pub(super) fn write(&self, first: usize, g: &mut [f32], biases: &mut [f32]) {
        let panels = g.chunks_mut(4 * self.inputs).zip(biases.chunks_mut(4));
        for (panel, (g, biases)) in panels.enumerate() {
            let slopes = &self.slopes[first + panel * 4..];
            with_width!(biases.len(), M => self.panel::<M>(slopes, g, biases));
        }
    }

    #[inline(never)]
    fn panel<const M: usize>(&self, slopes: &[Lanes], g: &mut [f32], biases: &mut [f32]) {
        let mut sums = [Lanes::ZERO; 4];
        let mut rest = slopes;
        while let Some(slopes) = rest.first_chunk::<M>() {
            each!(U in 0 1 2 3 => if U < M { sums[U] += slopes[U] });
            let Some(next) = rest.get(self.outputs..) else { break };
            rest = next;
        }
        put(&mut biases[..M], totals(sums).to_array(), self.more);
        let mut at = 0;
        while at < self.inputs {
            let (seen, g, left) = (&self.seen[at..], &mut g[at * M..], self.inputs - at);
            at += if M <= 2 && left >= 4 {
                self.strip::<M, 4>(slopes, seen, g)
            } else if left >= 2 {
                self.strip::<M, 2>(slopes, seen, g)
            } else {
                self.strip::<M, 1>(slopes, seen, g)
            };
        }
    }

    /// `M` outputs and `N` inputs, whose product is 8 at most; their sums stand in the order of the parameters.
    #[inline(always)]
    fn strip<const M: usize, const N: usize>(&self, mut slopes: &[Lanes], mut seen: &[Lanes], g: &mut [f32]) -> usize {
        let mut sums = [Lanes::ZERO; 8];
        while let (Some(d), Some(a)) = (slopes.first_chunk::<M>(), seen.first_chunk::<N>()) {
            each!(I in 0 1 2 3 => if I < N {
                each!(U in 0 1 2 3 => if U < M && I * M + U < 8 { sums[I * M + U] += d[U] * a[I] });
            });
            let (Some(next), Some(next_seen)) = (slopes.get(self.outputs..), seen.get(self.inputs..)) else { break };
            (slopes, seen) = (next, next_seen);
        }
        let [s0, s1, s2, s3, s4, s5, s6, s7] = sums;
        put(&mut g[..if M * N < 4 { M * N } else { 4 }], totals([s0, s1, s2, s3]).to_array(), self.more);
        if M * N > 4 {
            put(&mut g[4..M * N], totals([s4, s5, s6, s7]).to_array(), self.more);
        }
        N
    }
}

#[inline(always)]
fn put(g: &mut [f32], sums: [f32; 4], more: bool) {
    each!(K in 0 1 2 3 => if K < g.len() { g[K] = if more { g[K] + sums[K] } else { sums[K] } });
}
