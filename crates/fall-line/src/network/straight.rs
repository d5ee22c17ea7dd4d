//! The passes of a small network as one small WebAssembly module, for a host to run: no loop but that over rows, every
//! weight an instruction of its own. The bits are those of `kernel.rs`, since it does the same in the same order.
//!
//! Eight rows, two vectors, go through all layers and back; what is left of a batch, fewer than eight, has instructions
//! of its own. Functions of activations and losses are traced, over values that write themselves down.

use super::lanes::{Lanes, Numbers};
use super::loss::Column;
use super::{Layer, Layout, Loss, Shape};
use crate::module;
use page::{Page, Value};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

mod page;

/// What a host has made of a module.
pub trait Passes {
    /// Adds the gradient of some rows to what is there, and their losses to those in the room: parameters, gradient,
    /// inputs, targets and room, by their addresses, then how many times eight rows there are, and each row's share.
    fn learn(&self, places: [usize; 6], share: f32);

    /// What the network says of rows: parameters, what is said, inputs, nothing, room, how many times eight rows, and 1
    /// where up to four are left after these.
    fn say(&self, places: [usize; 6], left: usize);
}

/// Makes passes of a module's bytes; None where it may not.
pub type Host = fn(&[u8]) -> Option<Rc<dyn Passes>>;

thread_local! {
    static HOST: Cell<Option<Host>> = const { Cell::new(None) };
    static MADE: RefCell<Vec<Made>> = const { RefCell::new(Vec::new()) };
}

/// From now on, small networks are compiled by this host; without one they are not.
pub fn compile_by(host: Option<Host>) {
    HOST.set(host);
    MADE.take();
}

/// So many modules are kept for networks to come.
const KEPT: usize = 24;
/// A network is compiled once it has asked so often for a pass of some remainder.
const PATIENCE: u32 = 32;
/// Parameters that a network has at most: with more, loops are as fast.
const SMALL: usize = 400;

struct Made {
    shape: Shape,
    loss: Loss,
    left: usize,
    passes: Option<Rc<dyn Passes>>,
}

/// What is known of the passes of one network, by how many rows are left after the last eight.
#[derive(Default)]
pub(super) struct Straight {
    known: [Known; 8],
    /// Their room, and how many vectors at its beginning are added to.
    pub(super) room: Vec<Lanes>,
    sums: usize,
    /// The gradient of a part of a batch.
    pub(super) part: Vec<f32>,
}

#[derive(Clone, Default)]
enum Known {
    #[default]
    New,
    Asked(u32),
    Done(Option<Rc<dyn Passes>>),
}

impl Straight {
    /// The passes for so many rows; None where they are not compiled.
    #[inline]
    pub(super) fn passes(&mut self, shape: &Shape, loss: Loss, rows: usize) -> Option<Rc<dyn Passes>> {
        let known = self.known.get_mut(rows % 8)?;
        if let Known::Done(passes) = known {
            return passes.clone();
        }
        *known = match known {
            Known::Asked(PATIENCE) => {
                let plan = Plan::new(shape, loss, rows % 8);
                self.room.resize(plan.size, Lanes::ZERO);
                self.sums = plan.values.first().map_or(1, |at| at / 16);
                Known::Done(made(plan))
            }
            Known::Asked(count) => Known::Asked(*count + 1),
            _ if Layout::new(shape).len() > SMALL => Known::Done(None),
            _ => Known::Asked(1),
        };
        None
    }

    /// Begins with these losses and no sums.
    pub(super) fn clear(&mut self, losses: Lanes) {
        self.room.iter_mut().take(self.sums).for_each(|lanes| *lanes = Lanes::ZERO);
        self.room.iter_mut().take(1).for_each(|lanes| *lanes = losses);
    }

    /// The losses so far.
    pub(super) fn losses(&self) -> Lanes {
        self.room.first().copied().unwrap_or(Lanes::ZERO)
    }
}

/// By the host, unless it has been made already.
#[cold]
fn made(plan: Plan<'_>) -> Option<Rc<dyn Passes>> {
    let host = HOST.get()?;
    let Plan { shape, loss, left, .. } = plan;
    MADE.with_borrow_mut(|made| {
        if let Some(known) = made.iter().find(|made| made.left == left && made.loss == loss && made.shape == *shape) {
            return known.passes.clone();
        }
        let passes = host(&plan.module());
        if made.len() == KEPT {
            made.remove(0);
        }
        made.push(Made { shape: shape.clone(), loss, left, passes: passes.clone() });
        passes
    })
}

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
struct Plan<'a> {
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
    size: usize,
}

/// How many of a layer's outputs are in panels whose gradient is added up by rows.
fn narrow(shape: &Shape, layer: usize) -> usize {
    shape.layers[layer].units % 8
}

impl<'a> Plan<'a> {
    fn new(shape: &'a Shape, loss: Loss, left: usize) -> Plan<'a> {
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
        Plan { shape, loss, left, layout: Layout::new(shape), sums, values, slopes, d, turned, size: next / 16 }
    }

    fn weight(&self, layer: usize, output: usize, input: usize) -> usize {
        4 * self.layout.weight(layer, output, input)
    }

    fn bias(&self, layer: usize, output: usize) -> usize {
        4 * self.layout.bias(layer, output)
    }

    /// Where a layer finds what it sees of a unit before it.
    fn seen(&self, layer: usize, input: usize, vectors: usize) -> (u8, usize) {
        match layer.checked_sub(1) {
            Some(before) => (ROOM, self.values[before] + 16 * input * vectors),
            None => (INPUTS, 16 * input * vectors),
        }
    }

    /// The module: it imports a memory (`"f" "m"`), and exports `l` and `s` as [`Passes`] has them.
    fn module(&self) -> Vec<u8> {
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
        let page = Page::new(7);
        let rows = |vectors: usize| {
            self.forward(&page, vectors, true);
            page.advance(INPUTS, 16 * vectors * self.shape.inputs);
            page.advance(SAID, 16 * vectors * self.shape.outputs());
        };
        page.repeat(EIGHTS, || rows(2));
        page.repeat(ONE, || rows(1));
        page.body()
    }

    /// The gradient.
    fn learn(&self) -> Vec<u8> {
        let page = Page::new(7);
        let share = page.spread(SHARE);
        let loss = page.load((ROOM, 0), 1);
        page.repeat(EIGHTS, || {
            self.rows(&page, 2, 8, share, loss);
            page.advance(INPUTS, 32 * self.shape.inputs);
            page.advance(TARGETS, 32 * self.shape.outputs());
        });
        if self.left > 0 {
            let vectors = self.left.div_ceil(4);
            let own = share.keep(page.first(self.left - 4 * (vectors - 1)));
            self.rows(&page, vectors, self.left, if vectors == 1 { own } else { share.beside(own) }, loss);
        }
        page.store((ROOM, 0), loss, 1);
        self.add_up(&page);
        page.body()
    }

    /// So many rows, there and back.
    fn rows(&self, page: &Page, vectors: usize, rows: usize, share: Value<'_>, loss: Value<'_>) {
        self.forward(page, vectors, false);
        page.within(|| {
            let last = self.shape.layers.len() - 1;
            let (said, slopes) = (self.values[last], self.d[0]);
            let mut column = Stored { page, said, slopes, vectors, outputs: self.shape.outputs() };
            let losses = self.loss.slopes(&mut column, share) * share;
            (0..vectors).for_each(|turn| page.add(loss, losses.one(turn)));
        });
        let [mut d, mut below] = self.d;
        for (layer, &Layer { units, .. }) in self.shape.layers.iter().enumerate().rev() {
            if let Some(before) = layer.checked_sub(1) {
                self.below(page, layer, before, vectors, [d, below]);
            }
            for first in (0..units / 8 * 8).step_by(8) {
                self.two_panels(page, layer, first, vectors, rows, d);
            }
            self.panels(page, layer, vectors, d);
            std::mem::swap(&mut d, &mut below);
        }
    }

    /// What every layer says; the last one's goes out, where it is asked for.
    fn forward(&self, page: &Page, vectors: usize, out: bool) {
        for (layer, &Layer { units, activation }) in self.shape.layers.iter().enumerate() {
            let inputs = self.shape.before(layer);
            for first in (0..units).step_by(TOGETHER) {
                page.within(|| {
                    let outputs = first..units.min(first + TOGETHER);
                    let bias = |o| page.total(page.splat((WEIGHTS, self.bias(layer, o))), vectors);
                    let totals: Vec<_> = outputs.clone().map(bias).collect();
                    for input in 0..inputs {
                        page.within(|| {
                            let seen = page.load(self.seen(layer, input, vectors), vectors);
                            for (o, &total) in outputs.clone().zip(&totals) {
                                page.add_product(total, page.splat((WEIGHTS, self.weight(layer, o, input))), seen);
                            }
                        });
                    }
                    for (o, &total) in outputs.zip(&totals) {
                        page.within(|| {
                            let (value, slope) = activation.value(total);
                            let (at, goes) = (16 * o * vectors, out && layer + 1 == self.shape.layers.len());
                            let place = if goes { (SAID, at) } else { (ROOM, self.values[layer] + at) };
                            page.store(place, value, vectors);
                            if !out && activation.keeps_slopes() {
                                page.store((ROOM, self.slopes[layer] + at), slope, vectors);
                            }
                        });
                    }
                });
            }
        }
    }

    /// The slopes by the sums of the layer before, from those at `d` to those `below`.
    fn below(&self, page: &Page, layer: usize, before: usize, vectors: usize, [d, below]: [usize; 2]) {
        let Layer { units, activation } = self.shape.layers[before];
        for first in (0..units).step_by(TOGETHER) {
            page.within(|| {
                let inputs = first..units.min(first + TOGETHER);
                let totals: Vec<_> = inputs.clone().map(|_| page.total(Value::all(0.0), vectors)).collect();
                for o in 0..self.shape.layers[layer].units {
                    page.within(|| {
                        let slope = page.load((ROOM, d + 16 * o * vectors), vectors);
                        for (i, &total) in inputs.clone().zip(&totals) {
                            page.add_product(total, page.splat((WEIGHTS, self.weight(layer, o, i))), slope);
                        }
                    });
                }
                for (i, &total) in inputs.zip(&totals) {
                    page.within(|| {
                        let at = 16 * i * vectors;
                        let from = if activation.keeps_slopes() { &self.slopes } else { &self.values };
                        let known = page.load((ROOM, from[before] + at), vectors);
                        page.store((ROOM, below + at), activation.slope(total, known, known), vectors);
                    });
                }
            });
        }
    }

    /// The gradient of eight outputs, row after row: outputs are the lanes.
    fn two_panels(&self, page: &Page, layer: usize, first: usize, vectors: usize, rows: usize, d: usize) {
        for vector in 0..vectors {
            for half in 0..2 {
                page.within(|| {
                    let slope = |o: usize| page.load((ROOM, d + 16 * ((first + 4 * half + o) * vectors + vector)), 1);
                    let [a, b, c, e] = [slope(0), slope(1), slope(2), slope(3)];
                    let (low, high) = ([0, 4, 1, 5], [2, 6, 3, 7]);
                    let [ab, ce] = [page.shuffle(a, b, low), page.shuffle(c, e, low)];
                    let [ab_high, ce_high] = [page.shuffle(a, b, high), page.shuffle(c, e, high)];
                    for (row, [x, y]) in [[ab, ce], [ab, ce], [ab_high, ce_high], [ab_high, ce_high]].into_iter().enumerate() {
                        let turned = page.shuffle(x, y, if row % 2 == 0 { [0, 1, 4, 5] } else { [2, 3, 6, 7] });
                        page.store((ROOM, self.turned + 16 * (2 * (4 * vector + row) + half)), turned, 1);
                    }
                });
            }
        }
        let slopes = |row: usize| page.load((ROOM, self.turned + 32 * row), 2);
        let both = |low: usize, high: usize| page.load((GRADIENT, low), 1).beside(page.load((GRADIENT, high), 1));
        let put = |[low, high]: [usize; 2], total: Value<'_>| {
            page.store((GRADIENT, low), total.one(0), 1);
            page.store((GRADIENT, high), total.one(1), 1);
        };
        page.within(|| {
            let places = [self.bias(layer, first), self.bias(layer, first + 4)];
            let total = both(places[0], places[1]);
            (0..rows).for_each(|row| page.within(|| page.add(total, slopes(row))));
            put(places, total);
        });
        let inputs = self.shape.before(layer);
        for from in (0..inputs).step_by(TOGETHER) {
            page.within(|| {
                let some = from..inputs.min(from + TOGETHER);
                let places = |i| [self.weight(layer, first, i), self.weight(layer, first + 4, i)];
                let totals: Vec<_> = some.clone().map(|i| both(places(i)[0], places(i)[1])).collect();
                for row in 0..rows {
                    page.within(|| {
                        let slopes = slopes(row);
                        for (i, &total) in some.clone().zip(&totals) {
                            let (base, at) = self.seen(layer, i, vectors);
                            page.add_product(total, slopes, page.splat((base, at + 4 * row)));
                        }
                    });
                }
                some.zip(&totals).for_each(|(i, &total)| put(places(i), total));
            });
        }
    }

    /// Narrow panels of a layer from an output on: their outputs, and where their sums begin.
    fn narrow(&self, layer: usize) -> impl Iterator<Item = ([usize; 2], usize)> + '_ {
        let Layer { units, .. } = self.shape.layers[layer];
        let (wide, inputs) = (units / 8 * 8, self.shape.before(layer));
        let panel = move |first: usize| [first, units.min(first + 4) - first];
        (wide..units).step_by(4).map(move |o| (panel(o), self.sums[layer] + 16 * (o - wide) * (inputs + 1)))
    }

    /// The sums of panels that have no other beside them: rows are the lanes.
    fn panels(&self, page: &Page, layer: usize, vectors: usize, d: usize) {
        let inputs = self.shape.before(layer);
        for ([first, count], sums) in self.narrow(layer) {
            let slope = |o: usize, turn: usize| page.load((ROOM, d + 16 * ((first + o) * vectors + turn)), 1);
            for o in 0..count {
                page.within(|| {
                    let place = (ROOM, sums + 16 * (inputs * count + o));
                    let total = page.load(place, 1);
                    (0..vectors).for_each(|turn| page.add(total, slope(o, turn)));
                    page.store(place, total, 1);
                });
            }
            for input in 0..inputs {
                page.within(|| {
                    let place = |o: usize| (ROOM, sums + 16 * (input * count + o));
                    let totals: Vec<_> = (0..count).map(|o| page.load(place(o), 1)).collect();
                    for turn in 0..vectors {
                        page.within(|| {
                            let (base, at) = self.seen(layer, input, vectors);
                            let seen = page.load((base, at + 16 * turn), 1);
                            for (o, &total) in totals.iter().enumerate() {
                                page.add_product(total, slope(o, turn), seen);
                            }
                        });
                    }
                    totals.iter().enumerate().for_each(|(o, &total)| page.store(place(o), total, 1));
                });
            }
        }
    }

    /// The lanes of those sums become the gradient.
    fn add_up(&self, page: &Page) {
        for layer in 0..self.shape.layers.len() {
            let inputs = self.shape.before(layer);
            for ([first, count], sums) in self.narrow(layer) {
                let weights = self.weight(layer, first, 0);
                for (from, to, place) in
                    [(0, inputs * count, weights), (inputs * count, (inputs + 1) * count, self.bias(layer, first))]
                {
                    for at in (from..to).step_by(4) {
                        page.within(|| {
                            let some = 4.min(to - at);
                            let sum = |k: usize| page.load((ROOM, sums + 16 * (at + k.min(some - 1))), 1);
                            let [a, b, c, d] = [sum(0), sum(1), sum(2), sum(3)];
                            let halves = |x, y| {
                                page.shuffle(x, y, [0, 4, 1, 5]) + page.shuffle(x, y, [2, 6, 3, 7])
                            };
                            let total = halves(halves(a, c), halves(b, d));
                            page.store_lanes((GRADIENT, place + 4 * (at - from)), total, some);
                        });
                    }
                }
            }
        }
    }
}

/// What is known of the rows under way.
struct Stored<'a> {
    page: &'a Page,
    said: usize,
    slopes: usize,
    vectors: usize,
    outputs: usize,
}

impl<'a> Column<Value<'a>> for Stored<'a> {
    fn outputs(&self) -> usize {
        self.outputs
    }

    fn said(&self, output: usize) -> Value<'a> {
        self.page.load((ROOM, self.said + 16 * output * self.vectors), self.vectors)
    }

    fn target(&self, output: usize) -> Value<'a> {
        self.page.load((TARGETS, 16 * output * self.vectors), self.vectors)
    }

    fn slope(&self, output: usize) -> Value<'a> {
        self.page.load((ROOM, self.slopes + 16 * output * self.vectors), self.vectors)
    }

    fn put(&mut self, output: usize, slope: Value<'a>) {
        self.page.store((ROOM, self.slopes + 16 * output * self.vectors), slope, self.vectors);
    }
}
