//! The gradient of a layer: slopes times what the layer saw, over all rows.

use super::{Size, part};
use crate::network::lanes::{Lanes, all, totals};

/// The gradient of a layer, or of some of its panels.
pub(in crate::network) struct Gradient<'a> {
    /// The slopes of the loss by the layer's sums.
    pub(in crate::network) slopes: &'a [Lanes],
    /// What the layer saw.
    pub(in crate::network) seen: &'a [Lanes],
    pub(in crate::network) size: Size,
    pub(in crate::network) rows: usize,
    /// Whether it is added to what is there.
    pub(in crate::network) more: bool,
}

impl Gradient<'_> {
    /// That of the weights and biases from output `first` on, which begins a panel. `turned` is room for the slopes of
    /// two panels.
    pub(in crate::network) fn write(&self, first: usize, g: &mut [f32], biases: &mut [f32], turned: &mut Vec<Lanes>) {
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
