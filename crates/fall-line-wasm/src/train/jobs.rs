//! Jobs on networks for JavaScript: begun, advanced in slices until they say false, and freed at any time.

use super::{JsFiles, Training, most, part};
use crate::outward::throw;
use crate::{check, read};
use fall_line::jobs::{self, Axis, Measure, Plane};
use js_sys::{Float32Array, Float64Array, Uint32Array};
use wasm_bindgen::prelude::*;

/// How far a job is, from 0 to 1.
fn share([done, all]: [usize; 2]) -> f64 {
    if all > 0 { done as f64 / all as f64 } else { 1.0 }
}

/// The loss on a plane through the space of weights.
#[wasm_bindgen]
pub struct Landscape(jobs::Landscape);

#[wasm_bindgen]
impl Landscape {
    /// Around a run's weights as they are, or as they were at the end of `epoch`. With a `seed`, along two random
    /// directions in which each unit is as long as its own weights, as far as `radius`; without, along those in which the
    /// run has moved most, its path seen whole.
    #[wasm_bindgen(constructor)]
    pub fn new(
        training: &mut Training,
        run: usize,
        seed: Option<u32>,
        radius: f64,
        columns: usize,
        rows: usize,
        epoch: Option<u32>,
    ) -> Result<Landscape, JsValue> {
        check(columns, rows)?;
        let plane = seed.map_or(Plane::Path, |seed| Plane::Random { seed });
        Ok(Landscape(jobs::Landscape::new(&training.probe(run, epoch)?, plane, radius, columns, rows)))
    }

    /// Some more cells; true while there are more.
    pub fn advance(&mut self, cells: usize) -> bool {
        self.0.advance(cells)
    }

    /// From 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        share(self.0.progress())
    }

    /// a0, a1, b0, b1: the part of the plane. The weights are at 0, 0.
    pub fn domain(&self) -> Float64Array {
        self.0.domain.as_slice().into()
    }

    /// The loss at the centres of the cells, the top row first; NaN where it is not finite, or not known yet.
    pub fn values(&self) -> Float32Array {
        self.0.values.as_slice().into()
    }

    /// a, b, a, b, …: the epochs that are kept, as they lie on the plane, oldest first.
    pub fn path(&self) -> Float64Array {
        self.0.path.as_slice().into()
    }

    /// How much of the path's squared distances the plane keeps, from 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn kept(&self) -> f64 {
        self.0.kept
    }
}

/// The rows that cost most.
#[wasm_bindgen]
pub struct Worst(jobs::Worst);

#[wasm_bindgen]
impl Worst {
    /// Of a part's rows (0 to train on, 1 for choosing, 2 for the test) the `count` worst.
    #[wasm_bindgen(constructor)]
    pub fn new(
        training: &mut Training,
        run: usize,
        part: usize,
        count: usize,
        epoch: Option<u32>,
    ) -> Result<Worst, JsValue> {
        most(count)?;
        let probe = training.probe(run, epoch)?;
        self::part(probe.lesson(), part)?;
        Ok(Worst(jobs::Worst::new(&probe, part, count)))
    }

    /// Some more rows; true while there are more.
    pub fn advance(&mut self, rows: usize) -> bool {
        self.0.advance(rows)
    }

    /// From 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        share(self.0.progress())
    }

    /// Their numbers, the worst first.
    pub fn rows(&self) -> Uint32Array {
        self.0.found.iter().map(|(row, _)| *row).collect::<Vec<u32>>().as_slice().into()
    }

    /// What they cost; infinite is what is no number too.
    pub fn losses(&self) -> Float32Array {
        self.0.found.iter().map(|(_, loss)| *loss).collect::<Vec<f32>>().as_slice().into()
    }
}

/// A short training whose rate grows from update to update until it diverges.
#[wasm_bindgen]
pub struct Finder(jobs::Finder);

#[wasm_bindgen]
impl Finder {
    /// Of a run as it begins, from one rate to another in so many updates.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str, run: usize, from: f64, to: f64, updates: u32, files: &JsFiles) -> Result<Finder, JsValue> {
        Ok(Finder(jobs::Finder::new(&read(text)?, run, [from, to], updates, &files.0).map_err(throw)?))
    }

    /// Some more updates; true while there are more. It ends early where the loss is far above all that was.
    pub fn advance(&mut self, updates: usize) -> bool {
        self.0.advance(updates)
    }

    /// From 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        share(self.0.progress())
    }

    /// The learning rates so far.
    pub fn rates(&self) -> Float64Array {
        self.0.rates.as_slice().into()
    }

    /// The loss of the batch at each.
    pub fn losses(&self) -> Float64Array {
        self.0.losses.as_slice().into()
    }

    /// The same, smoothed.
    pub fn smooth(&self) -> Float64Array {
        self.0.smooth.as_slice().into()
    }

    /// A rate that learns fast and is safe.
    #[wasm_bindgen(getter)]
    pub fn suggested(&self) -> Option<f64> {
        self.0.suggested()
    }
}

/// One run trained at every setting of one or two of its fields, with several seeds each.
#[wasm_bindgen]
pub struct TrainingSweep(jobs::TrainingSweep);

#[wasm_bindgen]
impl TrainingSweep {
    /// Each of `pointers` leads into the run (`/optimizer/adam/lr`, `/with/batch`; `*` is whatever optimizer it has), and
    /// each of `values` is the JSON text of a list of what stands there. A setting is measured by a series (`"test_loss"`,
    /// `"accuracy"`, …): its last value, or its `best`.
    #[expect(clippy::too_many_arguments, reason = "an object of options would weigh more")]
    #[wasm_bindgen(constructor)]
    pub fn new(
        text: &str,
        run: usize,
        pointers: Vec<String>,
        values: Vec<String>,
        seeds: u32,
        series: &str,
        best: bool,
        files: &JsFiles,
    ) -> Result<TrainingSweep, JsValue> {
        let both = pointers.iter().zip(&values).enumerate();
        let axes: Result<Vec<_>, _> =
            both.map(|(number, (pointer, values))| Axis::parse(pointer, values, &format!("axes[{number}]"))).collect();
        let measure = if best { Measure::Best } else { Measure::Last };
        let (experiment, files) = (read(text)?, files.0.clone());
        let sweep = jobs::TrainingSweep::new(&experiment, run, axes.map_err(throw)?, seeds, (series, measure), files);
        Ok(TrainingSweep(sweep.map_err(throw)?))
    }

    /// About so many rows more, backward counted as two; true while there is more.
    pub fn advance(&mut self, rows: usize) -> bool {
        self.0.advance(rows)
    }

    /// From 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        self.0.progress()
    }

    /// `seeds` numbers a setting, the first field's values within the second's; NaN where a run diverged, or is not done
    /// yet. All settings come with the first seed first.
    pub fn values(&self) -> Float64Array {
        self.0.values.as_slice().into()
    }
}
