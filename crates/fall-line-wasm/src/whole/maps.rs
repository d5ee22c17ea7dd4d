//! Maps for JavaScript: made in slices, so that a worker stays free.

use super::kernel::{self, Exports};
use crate::outward::throw;
use crate::{check, domain};
use fall_line::Experiment;
use fall_line::formula::Precision;
use fall_line::map::{self, Axis, Basin, Motion, Outcome, Particles, Sweep};
use js_sys::{Float64Array, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;

#[inline(never)]
fn motion(text: &str, run: usize) -> Result<Motion, JsValue> {
    let experiment = Experiment::parse(text).map_err(throw)?;
    Motion::new(&experiment, run).map_err(throw)
}

fn precision(single: bool) -> Precision {
    if single { Precision::F32 } else { Precision::F64 }
}

/// Points that take a run's steps: together, or each by itself where rows, noise, a plateau or changes are on the way. By
/// itself one goes in f64 always, never compiled, and has NaN for all its numbers from where its path has diverged.
#[wasm_bindgen]
pub struct Swarm {
    particles: Box<dyn Particles>,
    kernel: Option<Exports>,
}

#[wasm_bindgen]
impl Swarm {
    /// `points` is x, y, x, y, … In f64 the bits are those of paths; in `single`, f32, it is for the eye. Without
    /// `compile`, or where that is forbidden, it is slower and no bit is another.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str, run: usize, points: &[f64], single: bool, compile: bool) -> Result<Swarm, JsValue> {
        let (motion, starts) = (motion(text, run)?, points.as_chunks().0);
        check(starts.len(), 1)?;
        let kernel = compile.then(|| kernel::compile(&motion, precision(single))).flatten();
        let mut particles = map::swarm(&motion, precision(single), starts.len());
        particles.start(starts);
        Ok(Swarm { particles, kernel })
    }

    /// Whether it goes at full speed.
    #[wasm_bindgen(getter)]
    pub fn compiled(&self) -> bool {
        self.kernel.is_some()
    }

    /// All points take `n` updates.
    pub fn step(&mut self, n: u32) {
        match &self.kernel {
            Some(exports) => self.particles.advance(n, Some(&mut kernel::caller(exports))),
            None => self.particles.advance(n, None),
        }
    }

    /// How many arrays of numbers there are: x, y, and of each state vector its x and its y. Changes may make it another
    /// number.
    #[wasm_bindgen(getter)]
    pub fn arrays(&self) -> usize {
        self.particles.arrays()
    }

    /// One of them: a number for each point.
    pub fn array(&self, number: usize) -> Float64Array {
        let mut numbers = Vec::new();
        self.particles.copy(number, &mut numbers);
        numbers.as_slice().into()
    }
}

/// An optimizer from every pixel: which minimum it comes to, and how soon.
#[wasm_bindgen]
pub struct BasinMap {
    map: Basin,
    kernel: Option<Exports>,
    single: bool,
}

#[wasm_bindgen]
impl BasinMap {
    /// Of a run's first `steps`, by default all, from the centres of `columns` × `rows` pixels, the top row first. In f64,
    /// pixels show where paths from there lead; in `single`, f32, they may differ where basins meet, and are done in half
    /// the time. `compile` is as in `Swarm`, and so is which runs go without and in f64. With `band`, only so many rows from
    /// the first on: [first, rows].
    #[expect(clippy::too_many_arguments, reason = "an object of options would weigh more")]
    #[wasm_bindgen(constructor)]
    pub fn new(
        text: &str,
        run: usize,
        domain: &[f64],
        columns: usize,
        rows: usize,
        steps: Option<u32>,
        single: bool,
        compile: bool,
        band: Option<Vec<u32>>,
    ) -> Result<BasinMap, JsValue> {
        check(columns, rows)?;
        let (motion, domain) = (motion(text, run)?, self::domain(domain)?);
        let kernel = compile.then(|| kernel::compile(&motion, precision(single))).flatten();
        let steps = steps.unwrap_or(motion.updates);
        let single = single && motion.together();
        let map = Basin::new(motion, domain, [columns, rows], steps, precision(single));
        let map = match band.as_deref() {
            Some(&[first, rows]) => map.band(first as usize, rows as usize),
            _ => map,
        };
        Ok(BasinMap { map, kernel, single })
    }

    /// Whether it goes at full speed.
    #[wasm_bindgen(getter)]
    pub fn compiled(&self) -> bool {
        self.kernel.is_some()
    }

    /// Whether it goes in f32.
    #[wasm_bindgen(getter)]
    pub fn single(&self) -> bool {
        self.single
    }

    /// Takes about `n` updates, those of all pixels together; true while some are left. Where pixels go each by itself, an
    /// update counts as eight and one more for each row, so that slices stay short. Coarse pictures come first: every eighth
    /// pixel of every eighth row, then every fourth, second, and all.
    pub fn advance(&mut self, n: u32) -> bool {
        match &self.kernel {
            Some(exports) => self.map.advance(n, Some(&mut kernel::caller(exports))),
            None => self.map.advance(n, None),
        }
    }

    /// From 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        self.map.progress()
    }

    /// Of each pixel: 0 while unknown, the number of its minimum from 1 on, 254 where it ended at none, 255 where it
    /// diverged.
    pub fn which(&self) -> Uint8Array {
        self.map.which().into()
    }

    /// Of each pixel: after how many updates it was near its minimum for good, to a sixteenth of all updates.
    pub fn steps(&self) -> Uint32Array {
        self.map.steps().into()
    }

    /// x, y, x, y, …: the minima by number. More are found on the way.
    pub fn minima(&self) -> Float64Array {
        self.map.minima().as_flattened().into()
    }
}

/// One start, every learning rate with every value of another hyper-parameter.
#[wasm_bindgen]
pub struct SweepMap(Sweep);

#[wasm_bindgen]
impl SweepMap {
    /// A column for each of `columns` learning rates, each a multiple of the one before; a row for each of `rows` values of
    /// the hyper-parameter `name`, likewise if `log`, else evenly spread. `rates` and `values` are [first, last]; without
    /// `name` there is one row. Of a run's first `steps`, by default all; to be reached is an f `below`, else a known minimum.
    #[expect(clippy::too_many_arguments, reason = "an object of options would weigh more")]
    #[wasm_bindgen(constructor)]
    pub fn new(
        text: &str,
        run: usize,
        rates: &[f64],
        columns: usize,
        name: Option<String>,
        values: &[f64],
        rows: usize,
        log: bool,
        steps: Option<u32>,
        below: Option<f64>,
    ) -> Result<SweepMap, JsValue> {
        check(columns, rows)?;
        let axis = |ends: &[f64], count, log| match *ends {
            [from, to] => Ok(Axis { from, to, count, log }),
            _ => Err(JsError::new("the values of an axis are [first, last]")),
        };
        let lr = axis(rates, columns, true)?;
        let other = name.as_deref().map(|name| Ok::<_, JsValue>((name, axis(values, rows, log)?))).transpose()?;
        let motion = motion(text, run)?;
        let steps = steps.unwrap_or(motion.updates);
        Ok(SweepMap(Sweep::new(motion, lr, other, steps, below).map_err(throw)?))
    }

    /// Takes about `n` updates, those of all settings together, counted as in a `BasinMap`; true while some are left.
    pub fn advance(&mut self, n: u32) -> bool {
        self.0.advance(n)
    }

    /// From 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        self.0.progress()
    }

    /// Of each setting, row by row: 0 while unknown, 1 where it missed what was to be reached, 2 where it reached it and
    /// stayed, 3 where it diverged.
    pub fn outcomes(&self) -> Uint8Array {
        let outcomes: Vec<u8> = self.0.outcomes().iter().map(|&outcome: &Outcome| outcome as u8).collect();
        outcomes.as_slice().into()
    }

    /// Of each setting: f at the end; 0 where it diverged.
    pub fn values(&self) -> Float64Array {
        self.0.values().into()
    }

    /// Of each setting that reached what was to be reached: after how many updates it was there for good.
    pub fn steps(&self) -> Uint32Array {
        self.0.steps().into()
    }
}
