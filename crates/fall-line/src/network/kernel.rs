//! The products of a layer: rows of the batch are the lanes, in tiles of eight, and weights stand in all lanes of a vector.

use super::lanes::{Lanes, all, totals};

/// How many rows stand how: whole tiles of eight, and after them maybe a half tile of four.
///
/// A block of values is tile after tile, in a tile unit after unit, of a unit its rows. Rows that fill up the last tile
/// repeat the last one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tiles {
    pub(super) rows: usize,
    pub(super) whole: usize,
    pub(super) half: bool,
}

impl Tiles {
    pub(super) fn new(rows: usize) -> Self {
        let half = (1..=4).contains(&(rows % 8));
        Self { rows, whole: if half { rows / 8 } else { rows.div_ceil(8) }, half }
    }

    /// Vectors of each unit.
    pub(super) fn vectors(self) -> usize {
        self.whole * 2 + usize::from(self.half)
    }

    /// Where in a block of so many units the `vector`th four rows stand: the first unit's place, and the way to the next's.
    pub(super) fn column(self, units: usize, vector: usize) -> (usize, usize) {
        let (tile, within) = (vector / 2, vector % 2);
        (tile * units * 2 + within, if tile < self.whole { 2 } else { 1 })
    }

    /// Fills a block with numbers that stand row after row.
    pub(super) fn fill<'a>(self, units: usize, block: &mut [Lanes], row: impl Fn(usize) -> &'a [f32]) {
        let row = |at: usize| &row(if at < self.rows { at } else { self.rows - 1 })[..units];
        let (whole, half) = self.parts_mut(units, block);
        for (tile, block) in whole.chunks_exact_mut(units).enumerate() {
            let rows = [0, 4].map(|four| [0, 1, 2, 3].map(|lane| row(tile * 8 + four + lane)));
            fill_tile(rows, block);
        }
        if self.half {
            fill_tile([[0, 1, 2, 3].map(|lane| row(self.whole * 8 + lane))], half);
        }
    }

    /// The vectors of a block's whole tiles, and those of its half tile.
    fn parts(self, units: usize, block: &[Lanes]) -> (&[[Lanes; 2]], &[[Lanes; 1]]) {
        let (whole, half) = block.split_at(self.whole * units * 2);
        (whole.as_chunks().0, half.as_chunks().0)
    }

    fn parts_mut(self, units: usize, block: &mut [Lanes]) -> (&mut [[Lanes; 2]], &mut [[Lanes; 1]]) {
        let (whole, half) = block.split_at_mut(self.whole * units * 2);
        (whole.as_chunks_mut().0, half.as_chunks_mut().0)
    }
}

fn fill_tile<const V: usize>(rows: [[&[f32]; 4]; V], tile: &mut [[Lanes; V]]) {
    let units = tile.len();
    let rows = rows.map(|four| four.map(|row| &row[..units]));
    for (unit, lanes) in tile.iter_mut().enumerate() {
        *lanes = rows.map(|four| Lanes::new(four.map(|row| row[unit])));
    }
}

/// The sums of a layer: its biases, and its weights times what it sees.
pub(super) fn sums(tiles: Tiles, w: &[f32], biases: &[f32], seen: &[Lanes], sums: &mut [Lanes]) {
    let (inputs, outputs) = (w.len() / biases.len(), biases.len());
    let (seen, seen_half) = tiles.parts(inputs, seen);
    let (sums, sums_half) = tiles.parts_mut(outputs, sums);
    for (seen, sums) in seen.chunks_exact(inputs).zip(sums.chunks_exact_mut(outputs)) {
        sums_of_tile(w, biases, seen, sums);
    }
    if tiles.half {
        sums_of_tile(w, biases, seen_half, sums_half);
    }
}

#[inline(never)]
fn sums_of_tile<const V: usize>(w: &[f32], biases: &[f32], seen: &[[Lanes; V]], sums: &mut [[Lanes; V]]) {
    let fours = w.chunks(4 * seen.len()).zip(biases.chunks(4)).zip(sums.chunks_mut(4));
    for ((w, biases), sums) in fours {
        match sums.len() {
            4 => sums_of::<4, V>(w, biases, seen, sums),
            3 => sums_of::<3, V>(w, biases, seen, sums),
            2 => sums_of::<2, V>(w, biases, seen, sums),
            _ => sums_of::<1, V>(w, biases, seen, sums),
        }
    }
}

#[inline(always)]
fn sums_of<const M: usize, const V: usize>(w: &[f32], biases: &[f32], seen: &[[Lanes; V]], sums: &mut [[Lanes; V]]) {
    let rows: [&[f32]; M] = std::array::from_fn(|m| &w[m * seen.len()..][..seen.len()]);
    let mut totals: [[Lanes; V]; M] = std::array::from_fn(|m| [all(biases[m]); V]);
    for (i, seen) in seen.iter().enumerate() {
        for m in 0..M {
            let w = all(rows[m][i]);
            for v in 0..V {
                totals[m][v] += w * seen[v];
            }
        }
    }
    sums[..M].copy_from_slice(&totals);
}

/// What reaches the layer before: a layer's weights the other way round, times its slopes.
pub(super) fn below(tiles: Tiles, w: &[f32], outputs: usize, slopes: &[Lanes], below: &mut [Lanes]) {
    let inputs = w.len() / outputs;
    let (slopes, slopes_half) = tiles.parts(outputs, slopes);
    let (below, below_half) = tiles.parts_mut(inputs, below);
    for (slopes, below) in slopes.chunks_exact(outputs).zip(below.chunks_exact_mut(inputs)) {
        below_tile(w, slopes, below);
    }
    if tiles.half {
        below_tile(w, slopes_half, below_half);
    }
}

#[inline(never)]
fn below_tile<const V: usize>(w: &[f32], slopes: &[[Lanes; V]], below: &mut [[Lanes; V]]) {
    let inputs = below.len();
    for (i, below) in below.chunks_mut(4).enumerate() {
        match below.len() {
            4 => below_of::<4, V>(w, inputs, i * 4, slopes, below),
            3 => below_of::<3, V>(w, inputs, i * 4, slopes, below),
            2 => below_of::<2, V>(w, inputs, i * 4, slopes, below),
            _ => below_of::<1, V>(w, inputs, i * 4, slopes, below),
        }
    }
}

#[inline(always)]
fn below_of<const M: usize, const V: usize>(
    w: &[f32],
    inputs: usize,
    at: usize,
    slopes: &[[Lanes; V]],
    below: &mut [[Lanes; V]],
) {
    let mut totals = [[Lanes::ZERO; V]; M];
    for (w, slopes) in w.chunks_exact(inputs).zip(slopes) {
        let w = &w[at..at + M];
        for m in 0..M {
            let w = all(w[m]);
            for v in 0..V {
                totals[m][v] += w * slopes[v];
            }
        }
    }
    below[..M].copy_from_slice(&totals);
}

/// The gradient of some outputs' weights, from the `first` of them on: their slopes times what the layer saw, summed over the
/// rows. It is added to what is there if `more`.
pub(super) fn gradient(
    tiles: Tiles,
    first: usize,
    outputs: usize,
    slopes: &[Lanes],
    seen: &[Lanes],
    g: &mut [f32],
    more: bool,
) {
    let inputs = seen.len() / tiles.vectors();
    let (slopes, seen) = (tiles.parts(outputs, slopes), tiles.parts(inputs, seen));
    for (o, g) in g.chunks_mut(4 * inputs).enumerate() {
        let at = [first + o * 4, 0];
        match g.len() / inputs {
            4 => gradient_of::<4>(at, [outputs, inputs], slopes, seen, g, more),
            3 => gradient_of::<3>(at, [outputs, inputs], slopes, seen, g, more),
            2 => gradient_of::<2>(at, [outputs, inputs], slopes, seen, g, more),
            _ => gradient_of::<1>(at, [outputs, inputs], slopes, seen, g, more),
        }
    }
}

type Parts<'a> = (&'a [[Lanes; 2]], &'a [[Lanes; 1]]);

#[inline(never)]
fn gradient_of<const M: usize>(
    [o, _]: [usize; 2],
    [outputs, inputs]: [usize; 2],
    slopes: Parts<'_>,
    seen: Parts<'_>,
    g: &mut [f32],
    more: bool,
) {
    let mut i = 0;
    while i < inputs {
        let n = if i + 1 < inputs { 2 } else { 1 };
        let mut sums = [[Lanes::ZERO; 2]; M];
        if n == 2 {
            for (slopes, seen) in slopes.0.chunks_exact(outputs).zip(seen.0.chunks_exact(inputs)) {
                let (slopes, seen) = (&slopes[o..o + M], &seen[i..i + 2]);
                for m in 0..M {
                    for n in 0..2 {
                        sums[m][n] = sums[m][n] + slopes[m][0] * seen[n][0] + slopes[m][1] * seen[n][1];
                    }
                }
            }
            if !seen.1.is_empty() {
                let (slopes, seen) = (&slopes.1[o..o + M], &seen.1[i..i + 2]);
                for m in 0..M {
                    for n in 0..2 {
                        sums[m][n] += slopes[m][0] * seen[n][0];
                    }
                }
            }
        } else {
            for (slopes, seen) in slopes.0.chunks_exact(outputs).zip(seen.0.chunks_exact(inputs)) {
                let (slopes, seen) = (&slopes[o..o + M], &seen[i]);
                for m in 0..M {
                    sums[m][0] = sums[m][0] + slopes[m][0] * seen[0] + slopes[m][1] * seen[1];
                }
            }
            if !seen.1.is_empty() {
                let (slopes, seen) = (&slopes.1[o..o + M], &seen.1[i]);
                for m in 0..M {
                    sums[m][0] += slopes[m][0] * seen[0];
                }
            }
        }
        let mut flat = [[0.0; 2]; M];
        for pair in (0..M).step_by(2) {
            let [a, b] = sums[pair];
            let [c, d] = if pair + 1 < M { sums[pair + 1] } else { [Lanes::ZERO; 2] };
            let [a, b, c, d] = totals([a, b, c, d]).to_array();
            flat[pair] = [a, b];
            if pair + 1 < M {
                flat[pair + 1] = [c, d];
            }
        }
        for (g, flat) in g.chunks_exact_mut(inputs).zip(flat) {
            for (g, flat) in g[i..i + n].iter_mut().zip(flat) {
                *g = if more { *g + flat } else { flat };
            }
        }
        i += n;
    }
}

/// The gradient of a layer's biases: its slopes summed over the rows.
pub(super) fn bias_gradient(tiles: Tiles, outputs: usize, slopes: &[Lanes], g: &mut [f32], more: bool) {
    let (whole, half) = tiles.parts(outputs, slopes);
    for (at, g) in g.chunks_mut(4).enumerate() {
        let mut sums = [Lanes::ZERO; 4];
        for tile in whole.chunks_exact(outputs) {
            for (sum, slopes) in sums.iter_mut().zip(&tile[at * 4..][..g.len()]) {
                *sum = *sum + slopes[0] + slopes[1];
            }
        }
        if tiles.half {
            for (sum, slopes) in sums.iter_mut().zip(&half[at * 4..][..g.len()]) {
                *sum += slopes[0];
            }
        }
        for (g, sum) in g.iter_mut().zip(totals(sums).to_array()) {
            *g = if more { *g + sum } else { sum };
        }
    }
}
