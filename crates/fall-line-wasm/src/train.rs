//! What the engine of networks has.

#[cfg(not(feature = "all"))]
pub mod jobs;
pub mod passes;
#[cfg(not(feature = "all"))]
pub mod tables;

use crate::outward::{outward, throw};
use crate::rule::{JsRule, rule};
use crate::{check, no_run, read};
use fall_line::examples::{Files, Targets};
use fall_line::result;
use fall_line::session::Spread;
use fall_line::training::{Learner, Lesson, Probe};
use js_sys::{Array, Float32Array, Float64Array, Uint32Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How far a run's training is. */
export interface Progress {
  name: string | { en?: string; ko?: string };
  optimizer: string;
  status: "running" | "done" | { diverged: { at: number; why: string; code: string; params: Record<string, string> } };
  /** Epochs done. */
  epochs: number;
  /** Updates made. */
  updates: number;
  /** Of the epoch under way: updates made, and how many it has. */
  within: [done: number, all: number];
  /** Gradients asked for. */
  evaluations: number;
  parameters: number;
  /** Names of the series that there are. */
  series: string[];
}

/** What a run learns from, and the network that goes with it. */
export interface Lesson {
  /** Rows, and how many inputs each has as the data have them. */
  rows: number;
  width: number;
  /** What the network sees of a row. */
  inputs: number;
  /** The hidden layers and the output. */
  layers: { units: number; activation: string }[];
  loss: "mean_squared" | "binary_cross_entropy" | "cross_entropy";
  /** How many classes there are, or else numbers a row. */
  classes?: number;
  numbers?: number;
  /** Rows to train on, for choosing, for the test. */
  parts: [train: number, validation: number, test: number];
  /** Where inputs are pixels. */
  image: [rows: number, columns: number] | null;
  /** Names of inputs and classes, where they are known. */
  names: string[];
  class_names: string[];
  /** What was left out of a table: rows with a missing value or an odd text, the first of these, columns. */
  skipped: { missing: number; odd: number; at: [line: number, column: number] | null; columns: string[] };
}

/** How numbers are spread; without counts, and null, where they are not finite. */
export interface Histogram {
  range: [least: number | null, most: number | null];
  counts: number[];
  mean: number | null;
  deviation: number | null;
  /** The share of them that is 0. */
  zeros: number | null;
}

/** What a layer is like, over 500 training rows at most; null is what is not finite. */
export interface LayerProbe {
  activations: Histogram;
  weights: Histogram;
  gradients: Histogram;
  /** The size of its weights and biases, of the gradient by them, and of what the next update moves as a share. */
  norm: number | null;
  gradient_norm: number | null;
  ratio: number | null;
  /** The share of its units that say the same of all rows, and of what they say that is next to a bound. */
  still: number | null;
  saturated: number | null;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// See `TYPES`.
    #[wasm_bindgen(typescript_type = "Progress")]
    pub type JsProgress;
    /// See `TYPES`.
    #[wasm_bindgen(typescript_type = "Lesson")]
    pub type JsLesson;
    /// See `TYPES`.
    #[wasm_bindgen(typescript_type = "LayerProbe[]")]
    pub type JsLayers;
    /// Classes, or numbers row after row.
    #[wasm_bindgen(typescript_type = "Uint32Array | Float32Array")]
    pub type JsTargets;
    /// Quartiles.
    #[wasm_bindgen(typescript_type = "[lower: Float64Array, median: Float64Array, upper: Float64Array] | undefined")]
    pub type JsSpread;
}

/// Files handed over beside a document, by the names that it has for them.
#[wasm_bindgen(js_name = Files)]
#[derive(Default)]
pub struct JsFiles(pub(crate) Files);

#[wasm_bindgen(js_class = Files)]
impl JsFiles {
    /// None yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> JsFiles {
        JsFiles::default()
    }

    /// Hands one over, in place of an older one of its name.
    pub fn put(&mut self, name: &str, bytes: Vec<u8>) {
        self.0.put(name, bytes);
    }
}

/// The names of the files that a document wants beside it.
#[wasm_bindgen]
pub fn files(text: &str) -> Result<Vec<String>, JsValue> {
    Ok(read(text)?.files().into_iter().map(str::to_owned).collect())
}

/// Runs a document to its end: the result document, as text.
#[cfg(any(feature = "all", not(feature = "whole")))]
#[wasm_bindgen]
pub fn run(text: &str, files: &JsFiles) -> Result<String, JsValue> {
    Ok(result::run(&read(text)?, &files.0).map_err(throw)?.canonical())
}

/// A network's document that is made ready in slices, so that what takes long can be told of and given up.
#[wasm_bindgen]
pub struct Beginning(fall_line::training::Beginning);

#[wasm_bindgen]
impl Beginning {
    /// Throws as `Training` does.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str, files: &JsFiles) -> Result<Beginning, JsValue> {
        Ok(Beginning(fall_line::training::Beginning::new(&read(text)?, &files.0).map_err(throw)?))
    }

    /// Draws about so many rows, or looks at so many before the first update; true while there is more to do.
    pub fn advance(&mut self, rows: usize) -> Result<bool, JsValue> {
        self.0.advance(rows).map_err(throw)
    }

    /// From 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        let [done, all] = self.0.progress();
        if all > 0 { done as f64 / all as f64 } else { 1.0 }
    }

    /// It is ready.
    pub fn training(self) -> Training {
        Training(self.0.training())
    }
}

/// A network's document on its way. What is asked of a run is answered as of now, or as of the end of `epoch` or the
/// last before it that is kept.
#[wasm_bindgen]
pub struct Training(fall_line::Training);

#[wasm_bindgen]
impl Training {
    /// Throws a `FallLineError` where the document cannot be run.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str, files: &JsFiles) -> Result<Training, JsValue> {
        Ok(Training(fall_line::Training::new(&read(text)?, &files.0).map_err(throw)?))
    }

    /// How many runs there are.
    #[wasm_bindgen(getter)]
    pub fn runs(&self) -> usize {
        self.0.learners().len()
    }

    /// Goes back to the end of an epoch, or of the last before it that is kept; what came later is learned again.
    pub fn back(&mut self, epoch: u32) {
        self.0.back(epoch);
    }

    /// Takes another document on, where it can go on from what it has learned: then it is as if that had been trained from
    /// the start. False, and nothing has happened, where that has to be begun anew.
    pub fn amend(&mut self, text: &str) -> Result<bool, JsValue> {
        self.0.amend(&read(text)?).map_err(throw)
    }

    /// A run's rule as it is published, as it is now. `symbols` as those of a session.
    pub fn rule(&self, run: usize, symbols: &str) -> Result<JsRule, JsValue> {
        rule(self.learner(run)?.optimizer(), symbols)
    }

    /// How many epochs the document asks for.
    #[wasm_bindgen(getter)]
    pub fn epochs(&self) -> u32 {
        self.0.epochs()
    }

    /// Every run that still runs makes up to `n` updates, with the evaluations after them; true while any still runs.
    pub fn step(&mut self, n: u32) -> bool {
        self.0.step(n)
    }

    /// Every run goes through about so many rows, backward counted as two more; true while any still runs.
    pub fn advance(&mut self, rows: usize) -> bool {
        self.0.advance(rows)
    }

    /// How far a run is.
    pub fn progress(&self, run: usize) -> Result<JsProgress, JsValue> {
        Ok(outward(&result::progress(self.learner(run)?)).unchecked_into())
    }

    /// `"loss"`, `"test_loss"`, `"accuracy"`, … (entry k is after k epochs), `"lr"` or `"gradient_norm"` (of the last
    /// update of epoch k + 1), from an entry on; empty where there is none.
    pub fn series(&self, run: usize, name: &str, from: Option<usize>) -> Result<Float64Array, JsValue> {
        Ok(self.learner(run)?.series(name).get(from.unwrap_or(0)..).unwrap_or_default().into())
    }

    /// How many updates were made by the end of each epoch, from an epoch on.
    pub fn ends(&self, run: usize, from: Option<usize>) -> Result<Uint32Array, JsValue> {
        Ok(self.learner(run)?.ends().get(from.unwrap_or(0)..).unwrap_or_default().into())
    }

    /// How a series lies over all seeds, where there are more than one.
    pub fn spread(&self, run: usize, name: &str) -> Result<JsSpread, JsValue> {
        self.learner(run)?;
        let Some(Spread { lower, median, upper }) = self.0.spread(run, name) else {
            return Ok(JsValue::UNDEFINED.unchecked_into());
        };
        let [lower, median, upper] = [lower, median, upper].map(|list| Float64Array::from(list.as_slice()));
        Ok(Array::of3(&lower, &median, &upper).unchecked_into())
    }

    /// What a run learns from.
    pub fn lesson(&self, run: usize) -> Result<JsLesson, JsValue> {
        Ok(outward(&result::lesson(self.learner(run)?.lesson())).unchecked_into())
    }

    /// The numbers of a part's rows: 0 to train on, 1 for choosing, 2 for the test.
    pub fn part(&self, run: usize, part: usize) -> Result<Uint32Array, JsValue> {
        let lesson = self.learner(run)?.lesson();
        self::part(lesson, part)?;
        Ok(lesson.parts[part].as_slice().into())
    }

    /// The inputs of some rows as the data have them, row after row.
    pub fn inputs(&self, run: usize, rows: &[u32]) -> Result<Float32Array, JsValue> {
        let examples = &self.learner(run)?.lesson().examples;
        check(rows.len(), examples.width)?;
        let mut all = Vec::with_capacity(rows.len() * examples.width);
        for &row in rows {
            let from = row as usize * examples.width;
            let own = examples.inputs.get(from..from + examples.width);
            all.extend_from_slice(own.ok_or_else(|| no_row(row))?);
        }
        Ok(all.as_slice().into())
    }

    /// What should come out of all rows: their classes, or numbers row after row.
    pub fn targets(&self, run: usize) -> Result<JsTargets, JsValue> {
        Ok(match self.learner(run)?.lesson().targets() {
            Targets::Classes { labels, .. } => Uint32Array::from(labels.as_slice()).unchecked_into(),
            Targets::Numbers { values, .. } => Float32Array::from(values.as_slice()).unchecked_into(),
        })
    }

    /// The epochs at whose ends a run is kept, oldest first.
    pub fn kept(&self, run: usize) -> Result<Uint32Array, JsValue> {
        Ok(self.learner(run)?.kept().as_slice().into())
    }

    /// The parameters: layer after layer, weights output by output, then biases.
    pub fn weights(&mut self, run: usize, epoch: Option<u32>) -> Result<Float32Array, JsValue> {
        let probe = self.probe(run, epoch)?;
        let (layout, w) = (probe.layout(), probe.weights());
        let places = (0..layout.layers()).flat_map(|layer| layout.in_order(layer).chain(layout.biases(layer)));
        Ok(places.filter_map(|at| w.get(at).copied()).collect::<Vec<f32>>().as_slice().into())
    }

    /// The parameters as `init: {"values": …}` takes them, as JSON text.
    pub fn values(&mut self, run: usize, epoch: Option<u32>) -> Result<String, JsValue> {
        Ok(self.probe(run, epoch)?.values().json().canonical())
    }

    /// What every unit says at the centres of `columns` × `rows` cells of the plane: unit after unit, the top row first;
    /// the outputs are the last. Undefined where the data are of no plane.
    pub fn plane(
        &mut self,
        run: usize,
        domain: &[f64],
        columns: usize,
        rows: usize,
        epoch: Option<u32>,
    ) -> Result<Option<Float32Array>, JsValue> {
        let (domain, mut probe) = (crate::domain(domain)?, self.probe(run, epoch)?);
        check(columns.saturating_mul(probe.units()), rows)?;
        Ok(probe.plane(domain, columns, rows).map(|said| said.as_slice().into()))
    }

    /// What every unit says of one row of inputs as the data have them, of the plane a point; the outputs are the last.
    pub fn think(&mut self, run: usize, inputs: &[f32], epoch: Option<u32>) -> Result<Float32Array, JsValue> {
        let mut probe = self.probe(run, epoch)?;
        let wanted = probe.lesson().examples.width;
        let error = || JsError::new(&format!("a row has {wanted} inputs, not {}", inputs.len()));
        Ok(probe.think(inputs).ok_or_else(error)?.as_slice().into())
    }

    /// What the network says of some rows, row after row: probabilities (one for two classes) or values.
    pub fn says(&mut self, run: usize, rows: &[u32], epoch: Option<u32>) -> Result<Float32Array, JsValue> {
        let mut probe = self.probe(run, epoch)?;
        let count = probe.lesson().examples.size().rows;
        check(rows.len(), probe.lesson().shape.outputs())?;
        if let Some(row) = rows.iter().find(|&&row| row as usize >= count) {
            return Err(no_row(*row).into());
        }
        Ok(probe.says(rows).as_slice().into())
    }

    /// Layer by layer, the output last; histograms of so many bins.
    pub fn layers(&mut self, run: usize, bins: usize, epoch: Option<u32>) -> Result<JsLayers, JsValue> {
        most(bins)?;
        Ok(outward(&result::layers(&mut self.probe(run, epoch)?, bins)).unchecked_into())
    }

    /// Of a part's rows, 2,000 at most: of each class in turn, how often each class was said; empty where there are none.
    pub fn confusion(&mut self, run: usize, part: usize, epoch: Option<u32>) -> Result<Uint32Array, JsValue> {
        let mut probe = self.probe(run, epoch)?;
        self::part(probe.lesson(), part)?;
        Ok(probe.confusion(part).as_slice().into())
    }

    /// A hash of all result bits.
    pub fn fingerprint(&mut self) -> String {
        self.0.fingerprint().text()
    }

    /// The same of a run alone, with each of its seeds: of these, seed after seed and run after run, the whole's is made.
    pub fn fingerprints(&mut self, run: usize) -> Result<Vec<String>, JsValue> {
        self.learner(run)?;
        Ok(self.0.fingerprints(run).iter().map(|own| own.text()).collect())
    }

    /// The result document so far, as text.
    pub fn result(&mut self) -> String {
        result::trained(&mut self.0).canonical()
    }

    fn learner(&self, run: usize) -> Result<&Learner, JsValue> {
        self.0.learners().get(run).ok_or_else(|| no_run(run, self.runs()))
    }

    fn probe(&mut self, run: usize, epoch: Option<u32>) -> Result<Probe<'_>, JsValue> {
        let count = self.runs();
        let learner = self.0.learners_mut().get_mut(run).ok_or_else(|| no_run(run, count))?;
        match epoch {
            None => Ok(learner.now()),
            Some(epoch) => learner.at(epoch).ok_or_else(|| JsError::new("nothing is kept yet: let it run").into()),
        }
    }
}

fn no_row(row: u32) -> JsError {
    JsError::new(&format!("there is no row {row}"))
}

/// An error, unless there is this part of the rows.
fn part(lesson: &Lesson, part: usize) -> Result<(), JsValue> {
    if part < lesson.parts.len() { Ok(()) } else { Err(JsError::new("the parts are 0, 1 and 2").into()) }
}

/// An error where a list would be longer than anybody sees.
fn most(count: usize) -> Result<(), JsValue> {
    if count > 1000 { Err(JsError::new("at most 1,000").into()) } else { Ok(()) }
}
