//! What the whole engine has beside.

#[cfg(not(feature = "all"))]
mod kernel;
#[cfg(not(feature = "all"))]
pub mod maps;

use crate::Session;
use crate::outward::outward;
use crate::rule::{JsRule, pairs, rule};
use fall_line::experiment::ENGINE;
use fall_line::session::Spread;
use fall_line::{map, result};
use js_sys::{Array, Float32Array, Float64Array, Uint32Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What a run knew at a step: its state vectors, and the gradient that led there. */
export interface Moment {
  state: Record<string, [x: number, y: number]>;
  /** Null at the start. */
  gradient: [x: number, y: number] | null;
}

/** What the surface is like at a point; null is what is not finite, or not claimed. */
export interface Probe {
  value: number | null;
  gradient: [x: number | null, y: number | null];
  /** ∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y² */
  hessian: [xx: number | null, xy: number | null, yy: number | null];
  /** The Hessian's eigenvalues, the smaller first. */
  curvatures: [least: number | null, most: number | null];
  /** Of each run: the largest learning rate that is stable on a quadratic that bends so. */
  limits: (number | null)[];
}

/** A formula as text and as MathML. */
export interface Formula {
  text: string;
  mathml: string;
}

/** What another program needs to go the same ways: formulas and rules as text, constants and rows as numbers. */
export interface Sources {
  given: Record<string, number>;
  columns: Record<string, number[]>;
  /** The library, whose surfaces formulas may call. */
  library: Record<string, string>;
  /** `rule` is what the run begins with. */
  runs: { f: string; gradient: [string, string]; rule: string }[];
}

/** One update, worked through line by line; null is what is not finite. */
export interface Worked {
  /** The rule's own time, which counts from the change that began the rule. */
  t: number;
  lr: number;
  /** Whether gradients are shortened where they are too long. */
  clips: boolean;
  /** The point. */
  before: [x: number, y: number];
  after: [x: number, y: number];
  state: { name: string; mathml: string; before: [x: number, y: number]; after: [x: number, y: number] }[];
  /** Those that were asked for: where, with the update's batch and noise, and as the rule was given them. */
  gradients: {
    at: [x: number | null, y: number | null];
    raw: [x: number | null, y: number | null];
    given: [x: number | null, y: number | null];
  }[];
  lines: {
    name: string;
    /** What it is set to. */
    text: string;
    /** The whole line. */
    mathml: string;
    /** What it is set to with numbers for names, and what that gives: by coordinate, or one for both. */
    filled: string[];
    value: (number | null)[];
  }[];
}
"#;

#[wasm_bindgen]
extern "C" {
    /// See `TYPES`.
    #[wasm_bindgen(typescript_type = "Moment | null")]
    pub type JsMoment;
    /// Which minimum, after how many updates.
    #[wasm_bindgen(typescript_type = "{ minimum: number; step: number } | null")]
    pub type JsArrival;
    /// See `TYPES`.
    #[wasm_bindgen(typescript_type = "Probe")]
    pub type JsProbe;
    /// See `TYPES`.
    #[wasm_bindgen(typescript_type = "{ f: Formula; gradient: [Formula, Formula] }")]
    pub type JsFormulas;
    /// Names and numbers.
    #[wasm_bindgen(typescript_type = "[name: string, values: Float64Array][]")]
    pub type JsColumns;
    /// See `TYPES`.
    #[wasm_bindgen(typescript_type = "Sources")]
    pub type JsSources;
    /// See `TYPES`.
    #[wasm_bindgen(typescript_type = "Worked | null")]
    pub type JsWorked;
    /// Of each step: a quarter of the seeds is below, half of them are, three quarters are.
    #[wasm_bindgen(typescript_type = "[lower: Float64Array, median: Float64Array, upper: Float64Array] | undefined")]
    pub type JsSpread;
}

/// The number of the numerics.
#[wasm_bindgen]
pub fn engine() -> u32 {
    ENGINE
}

/// Runs a document to its end: the result document, as text.
#[cfg(not(feature = "all"))]
#[wasm_bindgen]
pub fn run(text: &str) -> Result<String, JsValue> {
    let mut session = fall_line::Session::new(&crate::read(text)?).map_err(crate::outward::throw)?;
    while session.step(u32::MAX) {}
    Ok(result::result(&session).canonical())
}

/// A seed from the machine's own randomness.
#[wasm_bindgen]
pub fn fresh_seed() -> Result<u32, JsValue> {
    getrandom::u32().map_err(|error| JsError::new(&error.to_string()).into())
}

/// What kernels call for functions that they do not compute themselves. Its export is a plain one of wasm, so that one
/// module calls the other and no JavaScript stands between.
#[wasm_bindgen]
pub fn libm(op: u32, a: f64, b: f64) -> f64 {
    fall_line::formula::libm(op, a, b)
}

#[wasm_bindgen]
impl Session {
    /// State and gradient once `step` updates were made; null where the run did not come so far.
    pub fn moment(&self, run: usize, step: u32) -> Result<JsMoment, JsValue> {
        Ok(outward(&result::moment(self.track(run)?, step)).unchecked_into())
    }

    /// Which known minimum the run came within `near` of, to stay, and after how many updates.
    pub fn arrival(&self, run: usize, near: f64) -> Result<JsArrival, JsValue> {
        Ok(outward(&result::arrival(self.track(run)?, near)).unchecked_into())
    }

    /// The learning rate of every update, known ahead; a plateau's as if the loss never stopped falling.
    pub fn rates(&self, run: usize) -> Result<Float64Array, JsValue> {
        Ok(self.track(run)?.rates().as_slice().into())
    }

    /// The update that led to `step`, worked through; null where there was none. In formulas, computed numbers have at most
    /// `digits` digits; `symbols` as in `rule`.
    pub fn worked(&self, run: usize, step: u32, digits: usize, symbols: &str) -> Result<JsWorked, JsValue> {
        let told = result::worked(self.track(run)?, step, digits.max(1), &pairs(symbols));
        Ok(outward(&told).unchecked_into())
    }

    /// The updates that led to these steps as CSV, under a row of names.
    pub fn table(&self, run: usize, first: u32, last: u32) -> Result<String, JsValue> {
        Ok(result::table(self.track(run)?, first, last))
    }

    /// How far the run was from the nearest known minimum after each update; empty where none is known.
    pub fn distances(&self, run: usize) -> Result<Float64Array, JsValue> {
        Ok(self.track(run)?.distances().as_slice().into())
    }

    /// How many gradients the run had asked for after each update.
    pub fn evaluations(&self, run: usize) -> Result<Float64Array, JsValue> {
        Ok(self.track(run)?.evaluations_so_far().as_slice().into())
    }

    /// The losses of all seeds after each update, where there are more than one.
    pub fn spread(&self, run: usize) -> Result<JsSpread, JsValue> {
        self.track(run)?;
        let Some(Spread { lower, median, upper }) = self.0.spread(run) else {
            return Ok(JsValue::UNDEFINED.unchecked_into());
        };
        let [lower, median, upper] = [lower, median, upper].map(|list| Float64Array::from(list.as_slice()));
        Ok(Array::of3(&lower, &median, &upper).unchecked_into())
    }

    /// The surface at a point.
    pub fn probe(&self, x: f64, y: f64) -> JsProbe {
        outward(&result::probe(&self.0, [x, y])).unchecked_into()
    }

    /// ∂f/∂x, ∂f/∂y at the centres of `columns` × `rows` cells of the domain, the top row first.
    pub fn slopes(&self, domain: &[f64], columns: usize, rows: usize) -> Result<Float32Array, JsValue> {
        let domain = crate::domain(domain)?;
        crate::check(columns, rows)?;
        Ok(map::slopes(self.0.surface(), domain, columns, rows).as_flattened().into())
    }

    /// The surface's formula and its derivatives by x and y.
    pub fn formulas(&self) -> JsFormulas {
        outward(&result::formulas(self.0.surface())).unchecked_into()
    }

    /// The rows over which the surface is a mean, column by column; none without data.
    pub fn columns(&self) -> JsColumns {
        let columns = self.0.surface().columns().iter();
        let pair = |(name, values): &(String, Vec<f64>)| Array::of2(&name.into(), &Float64Array::from(&values[..]));
        columns.map(pair).collect::<Array>().unchecked_into()
    }

    /// The rows that a run's update to `step` saw, counted from 0.
    pub fn batch(&self, run: usize, step: u32) -> Result<Uint32Array, JsValue> {
        Ok(self.track(run)?.batch(step).as_slice().into())
    }

    /// What is fitted at a point by a run's formula: for each of `values` of the column `across` (whatever the row,
    /// without one) the value of the column `up` at which a row's loss is least, or, in a column of zeros and ones, how
    /// likely a one is.
    pub fn fitted(
        &self,
        run: usize,
        x: f64,
        y: f64,
        across: Option<usize>,
        up: usize,
        values: &[f64],
    ) -> Result<Float64Array, JsValue> {
        Ok(self.track(run)?.surface().fitted([x, y], across, up, values).as_slice().into())
    }

    /// What another program needs to go the same ways.
    pub fn sources(&self) -> JsSources {
        outward(&result::sources(&self.0)).unchecked_into()
    }

    /// The result document of what has run so far, as text.
    pub fn result(&self) -> String {
        result::result(&self.0).canonical()
    }

    /// A run's rule as it is published. `symbols` says what its formulas show for a name: "lr η beta β", with spaces.
    pub fn rule(&self, run: usize, symbols: &str) -> Result<JsRule, JsValue> {
        rule(&self.track(run)?.optimizer, symbols)
    }
}
