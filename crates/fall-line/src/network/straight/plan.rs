//! The passes as a WebAssembly module: what `kernel.rs` does, in its order, with every weight an instruction of its own,
//! and no loop but that over rows and, where a layer has more than two, over panels.
//!
//! Eight rows, two vectors, go through all layers and back; what is left of a batch, fewer than eight, has instructions
//! of its own. Functions of activations and losses are traced, over values that write themselves down.

use super::super::lanes::Numbers;
use super::super::loss::Column;
use super::super::{Layer, Layout, Loss, Shape};
use super::page::{self, Place, Value};
use crate::module;

/// Parameters of both functions.
const WEIGHTS: u8 = 0;
const GRADIENT: u8 = 1;
const SAID: u8 = 1;
const INPUTS: u8 = 2;
const TARGETS: u8 = 3;
const ROOM: u8 = 4;
const EIGHTS: u8 = 5;
const SHARE: u8 = 6;
const ONE: u8 = 6;

/// Units and inputs that are computed together: with two vectors, as many totals as there are registers for.
const TOGETHER: usize = 4;

/// Where all stands.
pub(super) struct Plan<'a> {
    shape: &'a Shape,
    loss: Loss,
    /// Rows after the last eight.
    left: usize,
    layout: Layout,
    /// Of each layer, where the sums of its narrow panels, its values and its slopes begin in the room, in bytes.
    sums: Vec<usize>,
    values: Vec<usize>,
    slopes: Vec<usize>,
    /// Slopes of the loss by a layer and by the one before, in turn, and turned ones.
    d: [usize; 2],
    turned: usize,
    /// How many vectors the room has.
    pub(super) size: usize,
    /// How many panels of a layer are written one after the other; more are a loop.
    straight: usize,
}

/// How many of a layer's outputs are in panels whose gradient is added up by rows.
fn narrow(shape: &Shape, layer: usize) -> usize {
    shape.layers[layer].units % 8
}

impl<'a> Plan<'a> {
    pub(super) fn new(shape: &'a Shape, loss: Loss, left: usize, straight: usize) -> Plan<'a> {
        // first the losses
        let mut next = 16;
        let mut place = |vectors: usize| {
            next += 16 * vectors;
            next - 16 * vectors
        };
        let layers = || shape.layers.iter().enumerate();
        let sums = layers().map(|(at, _)| place(narrow(shape, at) * (shape.before(at) + 1))).collect();
        let values = layers().map(|(_, layer)| place(2 * layer.units)).collect();
        let slopes = layers().map(|(_, layer)| place(2 * layer.units)).collect();
        let most = layers().map(|(at, layer)| layer.units.max(shape.before(at))).max().unwrap_or(0);
        let (d, turned) = ([place(2 * most), place(2 * most)], place(16));
        Plan {
            shape,
            loss,
            left,
            layout: Layout::new(shape),
            sums,
            values,
            slopes,
            d,
            turned,
            size: next / 16,
            straight,
        }
    }

    fn weight(&self, layer: usize, output: usize, input: usize) -> usize {
        4 * self.layout.weight(layer, output, input)
    }

    fn bias(&self, layer: usize, output: usize) -> usize {
        4 * self.layout.bias(layer, output)
    }

    /// Where a layer finds what it sees.
    fn seen(&self, layer: usize) -> Place {
        layer.checked_sub(1).map_or((INPUTS, 0), |before| (ROOM, self.values[before]))
    }

    /// The module: it imports a memory (`"f" "m"`), and exports `l` and `s` as [`super::Passes`] has them.
    #[inline(never)]
    pub(super) fn module(&self) -> Vec<u8> {
        let whole = [0x7F; 6];
        let takes = |last: u8| [&[0x60, 7][..], &whole, &[last, 0]].concat();
        let export = |name: u8, number: u8| vec![1, name, 0, number];
        module::module(&[
            (1, module::entries(&[takes(0x7D), takes(0x7F)])),
            (2, module::entries(&[module::import(&[2, 0, 1], b'm')])),
            (3, vec![2, 0, 1]),
            (7, module::entries(&[export(b'l', 0), export(b's', 1)])),
            (10, module::code(&[self.learn(), self.say()])),
        ])
    }

    /// What the network says.
    fn say(&self) -> Vec<u8> {
        let rows = |vectors: usize| {
            self.forward(vectors, true);
            page::advance(INPUTS, 16 * vectors * self.shape.inputs);
            page::advance(SAID, 16 * vectors * self.shape.outputs());
        };
        page::body(7, || {
            page::repeat(EIGHTS, || rows(2));
            page::repeat(ONE, || rows(1));
        })
    }

    /// The gradient.
    fn learn(&self) -> Vec<u8> {
        page::body(7, || {
            self.clear();
            let share = page::spread(SHARE);
            let loss = page::load((ROOM, 0), 1);
            page::repeat(EIGHTS, || {
                self.rows(2, 8, share, loss);
                page::advance(INPUTS, 32 * self.shape.inputs);
                page::advance(TARGETS, 32 * self.shape.outputs());
            });
            if self.left > 0 {
                let vectors = self.left.div_ceil(4);
                let own = share.keep(page::first(self.left - 4 * (vectors - 1)));
                self.rows(vectors, self.left, if vectors == 1 { own } else { share.beside(own) }, loss);
            }
            page::store((ROOM, 0), loss, 1);
            self.add_up();
        })
    }

    /// Nothing is in the gradient and the sums yet.
    #[inline(never)]
    fn clear(&self) {
        let (len, zero) = (self.layout.len(), Value::all(0.0));
        page::turns(len / 4, 64, [((GRADIENT, 0), 16)], |[g]| page::store(g, zero, 1));
        page::store_lanes((GRADIENT, len / 4 * 16), zero, len % 4);
        let sums = self.values.first().map_or(0, |at| at / 16 - 1);
        page::turns(sums, 64, [((ROOM, 16), 16)], |[sum]| page::store(sum, zero, 1));
    }

    /// So many rows, there and back.
    #[inline(never)]
    fn rows(&self, vectors: usize, rows: usize, share: Value, loss: Value) {
        self.forward(vectors, false);
        page::within(|| {
            let last = self.shape.layers.len() - 1;
            let (said, slopes) = (self.values[last], self.d[0]);
            let mut column = Stored { said, slopes, vectors, outputs: self.shape.outputs() };
            let losses = self.loss.slopes(&mut column, share) * share;
            (0..vectors).for_each(|turn| page::add(loss, losses.one(turn)));
        });
        let [mut d, mut below] = self.d;
        for layer in (0..self.shape.layers.len()).rev() {
            if let Some(before) = layer.checked_sub(1) {
                self.below(layer, before, vectors, [d, below]);
            }
            self.wide(layer, vectors, rows, d);
            self.narrow(layer, vectors, d);
            std::mem::swap(&mut d, &mut below);
        }
    }

    /// What every layer says; the last one's goes out, where it is asked for.
    #[inline(never)]
    fn forward(&self, vectors: usize, out: bool) {
        for (layer, &Layer { units, activation }) in self.shape.layers.iter().enumerate() {
            let inputs = self.shape.before(layer);
            let said = if out && layer + 1 == self.shape.layers.len() { (SAID, 0) } else { (ROOM, self.values[layer]) };
            let slopes = (!out && activation.keeps_slopes()).then_some(self.slopes[layer]);
            // of so many units, the first of them said here
            let tile: &dyn Fn(usize, usize, [Place; 4]) = &|first, count, [w, bias, said, slope]| {
                page::within(|| {
                    let bias = |o| page::total(page::splat(further(bias, self.bias(layer, first + o))), vectors);
                    let totals: Vec<_> = (0..count).map(bias).collect();
                    for input in 0..inputs {
                        page::within(|| {
                            let seen = page::load(further(self.seen(layer), 16 * input * vectors), vectors);
                            for (o, &total) in totals.iter().enumerate() {
                                let weight = self.weight(layer, first + o, input);
                                page::add_product(total, page::splat(further(w, weight)), seen);
                            }
                        });
                    }
                    for (o, &total) in totals.iter().enumerate() {
                        page::within(|| {
                            let ((value, own), at) = (activation.value(total), 16 * o * vectors);
                            page::store(further(said, at), value, vectors);
                            if slopes.is_some() {
                                page::store(further(slope, at), own, vectors);
                            }
                        });
                    }
                });
            };
            let slope = (ROOM, slopes.unwrap_or(0));
            let places = |turn: usize| [(WEIGHTS, 0), (WEIGHTS, 0), further(said, turn), further(slope, turn)];
            let apart = [4 * TOGETHER * inputs, 4 * TOGETHER, 16 * TOGETHER * vectors, 16 * TOGETHER * vectors];
            let (tiles, rest) = (units / TOGETHER, units % TOGETHER);
            page::turns(tiles, self.straight, beside(places(0), apart), |places| tile(0, TOGETHER, places));
            if rest > 0 {
                tile(units - rest, rest, places(tiles * 16 * TOGETHER * vectors));
            }
        }
    }

    /// The slopes by the sums of the layer before, from those at `d` to those `below`.
    #[inline(never)]
    fn below(&self, layer: usize, before: usize, vectors: usize, [d, below]: [usize; 2]) {
        let Layer { units, activation } = self.shape.layers[before];
        let outputs = self.shape.layers[layer].units;
        // weights of a narrower panel stand nearer to each other
        let full = outputs / 4 * 4;
        let tile: &dyn Fn(usize, usize, [Place; 4]) = &|first, count, [w, narrow, known, below]| {
            page::within(|| {
                let totals: Vec<_> = (0..count).map(|_| page::total(Value::all(0.0), vectors)).collect();
                for o in 0..outputs {
                    page::within(|| {
                        let slope = page::load((ROOM, d + 16 * o * vectors), vectors);
                        for (i, &total) in totals.iter().enumerate() {
                            let w = if o < full { w } else { narrow };
                            page::add_product(total, page::splat(further(w, self.weight(layer, o, first + i))), slope);
                        }
                    });
                }
                for (i, &total) in totals.iter().enumerate() {
                    page::within(|| {
                        let known = page::load(further(known, 16 * i * vectors), vectors);
                        page::store(further(below, 16 * i * vectors), activation.slope(total, known, known), vectors);
                    });
                }
            });
        };
        let known = if activation.keeps_slopes() { self.slopes[before] } else { self.values[before] };
        let places = |at: usize| [(WEIGHTS, 0), (WEIGHTS, 0), (ROOM, known + at), (ROOM, below + at)];
        let rows = 16 * TOGETHER * vectors;
        let apart = [16 * TOGETHER, 4 * (outputs - full) * TOGETHER, rows, rows];
        let (tiles, rest) = (units / TOGETHER, units % TOGETHER);
        page::turns(tiles, self.straight, beside(places(0), apart), |places| tile(0, TOGETHER, places));
        if rest > 0 {
            tile(units - rest, rest, places(tiles * rows));
        }
    }

    /// The gradient of eight outputs after eight, row after row: outputs are the lanes.
    #[inline(never)]
    fn wide(&self, layer: usize, vectors: usize, rows: usize, d: usize) {
        let (inputs, units) = (self.shape.before(layer), self.shape.layers[layer].units);
        if units < 8 {
            return;
        }
        let turned = |row: usize| page::load((ROOM, self.turned + 32 * row), 2);
        // the panels of eight outputs stand one after the other
        let other = self.weight(layer, 4, 0) - self.weight(layer, 0, 0);
        let eight = |[g, bias, d]: [Place; 3]| {
            for (vector, half) in (0..vectors).flat_map(|vector| [(vector, 0), (vector, 1)]) {
                page::within(|| {
                    let slope = |o: usize| page::load(further(d, 16 * ((4 * half + o) * vectors + vector)), 1);
                    let [a, b, c, e] = [slope(0), slope(1), slope(2), slope(3)];
                    for (row, lanes) in [LOW, HIGH].into_iter().enumerate() {
                        let [ab, ce] = [page::shuffle(a, b, lanes), page::shuffle(c, e, lanes)];
                        for (more, lanes) in [[0, 1, 4, 5], [2, 3, 6, 7]].into_iter().enumerate() {
                            let at = self.turned + 32 * (4 * vector + 2 * row + more) + 16 * half;
                            page::store((ROOM, at), page::shuffle(ab, ce, lanes), 1);
                        }
                    }
                });
            }
            let both = |low: Place, apart: usize| page::load(low, 1).beside(page::load(further(low, apart), 1));
            let put = |low: Place, apart: usize, total: Value| {
                page::store(low, total.one(0), 1);
                page::store(further(low, apart), total.one(1), 1);
            };
            page::within(|| {
                let total = both(bias, 16);
                (0..rows).for_each(|row| page::within(|| page::add(total, turned(row))));
                put(bias, 16, total);
            });
            let tile: &dyn Fn(usize, [Place; 2]) = &|count, [g, seen]| {
                page::within(|| {
                    let totals: Vec<_> = (0..count).map(|i| both(further(g, 16 * i), other)).collect();
                    for row in 0..rows {
                        page::within(|| {
                            let slopes = turned(row);
                            for (i, &total) in totals.iter().enumerate() {
                                let seen = page::splat(further(seen, 16 * i * vectors + 4 * row));
                                page::add_product(total, slopes, seen);
                            }
                        });
                    }
                    totals.iter().enumerate().for_each(|(i, &total)| put(further(g, 16 * i), other, total));
                });
            };
            let (tiles, rest, seen) = (inputs / TOGETHER, inputs % TOGETHER, self.seen(layer));
            let (some, rows) = (16 * TOGETHER, 16 * TOGETHER * vectors);
            page::turns(tiles, self.straight, [(g, some), (seen, rows)], |places| tile(TOGETHER, places));
            if rest > 0 {
                tile(rest, [further(g, tiles * some), further(seen, tiles * rows)]);
            }
        };
        let first = [(GRADIENT, self.weight(layer, 0, 0)), (GRADIENT, self.bias(layer, 0)), (ROOM, d)];
        page::turns(units / 8, self.straight, beside(first, [32 * inputs, 32, 128 * vectors]), eight);
    }

    /// Panels of a layer that have no other beside them: their outputs, and where their sums begin.
    fn panels(&self, layer: usize) -> impl Iterator<Item = ([usize; 2], usize)> + '_ {
        let Layer { units, .. } = self.shape.layers[layer];
        let (wide, inputs) = (units / 8 * 8, self.shape.before(layer));
        let panel = move |first: usize| [first, units.min(first + 4) - first];
        (wide..units).step_by(4).map(move |o| (panel(o), self.sums[layer] + 16 * (o - wide) * (inputs + 1)))
    }

    /// The sums of these: rows are the lanes.
    #[inline(never)]
    fn narrow(&self, layer: usize, vectors: usize, d: usize) {
        let inputs = self.shape.before(layer);
        for ([first, count], sums) in self.panels(layer) {
            let slope = |o: usize, turn: usize| page::load((ROOM, d + 16 * ((first + o) * vectors + turn)), 1);
            for o in 0..count {
                page::within(|| {
                    let place = (ROOM, sums + 16 * (inputs * count + o));
                    let total = page::load(place, 1);
                    (0..vectors).for_each(|turn| page::add(total, slope(o, turn)));
                    page::store(place, total, 1);
                });
            }
            let places = [((ROOM, sums), 16 * count), (self.seen(layer), 16 * vectors)];
            page::turns(inputs, 4 * self.straight, places, |[sum, seen]| {
                page::within(|| {
                    let totals: Vec<_> = (0..count).map(|o| page::load(further(sum, 16 * o), 1)).collect();
                    for turn in 0..vectors {
                        page::within(|| {
                            let seen = page::load(further(seen, 16 * turn), 1);
                            for (o, &total) in totals.iter().enumerate() {
                                page::add_product(total, slope(o, turn), seen);
                            }
                        });
                    }
                    totals.iter().enumerate().for_each(|(o, &total)| page::store(further(sum, 16 * o), total, 1));
                });
            });
        }
    }

    /// The lanes of those sums become the gradient.
    #[inline(never)]
    fn add_up(&self) {
        for layer in 0..self.shape.layers.len() {
            let inputs = self.shape.before(layer);
            for ([first, count], sums) in self.panels(layer) {
                let four: &dyn Fn(usize, [Place; 2]) = &|some, [sums, g]| {
                    page::within(|| {
                        let sum = |k: usize| page::load(further(sums, 16 * k.min(some - 1)), 1);
                        let [a, b, c, d] = [sum(0), sum(1), sum(2), sum(3)];
                        let halves = |x, y| page::shuffle(x, y, LOW) + page::shuffle(x, y, HIGH);
                        page::store_lanes(g, halves(halves(a, c), halves(b, d)), some);
                    });
                };
                let (fours, rest) = (inputs * count / 4, inputs * count % 4);
                let [sums, g] = [(ROOM, sums), (GRADIENT, self.weight(layer, first, 0))];
                page::turns(fours, self.straight, [(sums, 64), (g, 16)], |places| four(4, places));
                if rest > 0 {
                    four(rest, [further(sums, 64 * fours), further(g, 16 * fours)]);
                }
                four(count, [further(sums, 16 * inputs * count), (GRADIENT, self.bias(layer, first))]);
            }
        }
    }
}

/// So many bytes further on.
fn further((base, offset): Place, by: usize) -> Place {
    (base, offset + by)
}

/// Places, each with how far it moves.
fn beside<const N: usize>(places: [Place; N], apart: [usize; N]) -> [(Place, usize); N] {
    std::array::from_fn(|k| (places[k], apart[k]))
}

/// The lower and the upper lanes of two, in turn.
const LOW: [u8; 4] = [0, 4, 1, 5];
const HIGH: [u8; 4] = [2, 6, 3, 7];

/// What is known of the rows under way.
struct Stored {
    said: usize,
    slopes: usize,
    vectors: usize,
    outputs: usize,
}

impl Column<Value> for Stored {
    fn outputs(&self) -> usize {
        self.outputs
    }

    fn said(&self, output: usize) -> Value {
        page::load((ROOM, self.said + 16 * output * self.vectors), self.vectors)
    }

    fn target(&self, output: usize) -> Value {
        page::load((TARGETS, 16 * output * self.vectors), self.vectors)
    }

    fn slope(&self, output: usize) -> Value {
        page::load((ROOM, self.slopes + 16 * output * self.vectors), self.vectors)
    }

    fn put(&mut self, output: usize, slope: Value) {
        page::store((ROOM, self.slopes + 16 * output * self.vectors), slope, self.vectors);
    }
}
