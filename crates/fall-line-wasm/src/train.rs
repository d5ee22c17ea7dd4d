//! What the engine of networks has.

use crate::outward::{outward, throw};
use crate::read;
use fall_line::examples::Files;
use fall_line::result;
use fall_line::training::Learner;
use js_sys::{Float32Array, Float64Array};
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
"#;

#[wasm_bindgen]
extern "C" {
    /// See `TYPES`.
    #[wasm_bindgen(typescript_type = "Progress")]
    pub type JsProgress;
}

/// Files handed over beside a document, by the names that it has for them.
#[wasm_bindgen(js_name = Files)]
#[derive(Default)]
pub struct JsFiles(Files);

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

/// A network's document on its way.
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
    /// update of epoch k + 1); empty where there is none.
    pub fn series(&self, run: usize, name: &str) -> Result<Float64Array, JsValue> {
        Ok(self.learner(run)?.series(name).into())
    }

    /// The parameters: layer after layer, weights output by output, then biases.
    pub fn weights(&self, run: usize) -> Result<Float32Array, JsValue> {
        let learner = self.learner(run)?;
        let (layout, w) = (learner.layout(), learner.weights());
        let places = (0..layout.layers()).flat_map(|layer| layout.in_order(layer).chain(layout.biases(layer)));
        Ok(places.filter_map(|at| w.get(at).copied()).collect::<Vec<f32>>().as_slice().into())
    }

    /// The parameters as `init: {"values": …}` takes them, as JSON text.
    pub fn values(&self, run: usize) -> Result<String, JsValue> {
        Ok(result::weights(self.learner(run)?).canonical())
    }

    /// A hash of all result bits.
    pub fn fingerprint(&mut self) -> String {
        self.0.fingerprint().to_string()
    }

    /// The result document so far, as text.
    pub fn result(&mut self) -> String {
        result::trained(&mut self.0).canonical()
    }

    fn learner(&self, run: usize) -> Result<&Learner, JsValue> {
        let count = self.0.learners().len();
        let error = || JsError::new(&format!("run {run}: there are {count}, counted from 0")).into();
        self.0.learners().get(run).ok_or_else(error)
    }
}
