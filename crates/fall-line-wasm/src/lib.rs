//! Fall Line's engine for JavaScript: documents in as JSON text, numbers out as typed arrays. Nothing is computed here.
//!
//! Here is what the lean engine has too, which brings the page's first picture.

#[cfg(feature = "all")]
pub mod all;
#[cfg(any(feature = "whole", feature = "network"))]
pub mod goals;
#[cfg(feature = "grade")]
pub mod grade;
#[cfg(any(feature = "network", all(feature = "whole", not(feature = "all"))))]
mod host;
mod outward;
#[cfg(any(feature = "whole", feature = "network"))]
pub mod rule;
#[cfg(feature = "network")]
pub mod train;
#[cfg(feature = "whole")]
pub mod whole;

use fall_line::text::joined;
use fall_line::{Experiment, map, result};
use js_sys::Float64Array;
use outward::{outward, throw};
use wasm_bindgen::prelude::*;

#[cfg(target_family = "wasm")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A surface of the library; `f` is what `task.surface.f` says. */
export interface Surface {
  name: string;
  f: string;
  domain: [x0: number, x1: number, y0: number, y1: number];
  minima: [x: number, y: number][];
  start: [x: number, y: number];
  /** A learning rate at which plain descent from there shows what the surface is about. */
  lr: number;
}

/** How far a run is, and what one wants to know beside its numbers. */
export interface Summary {
  /** The run's own name, or its optimizer's. */
  name: string | { en?: string; ko?: string };
  optimizer: string;
  status: "running" | "done" | { diverged: { at: number; why: string; code: string; params: Record<string, string> } };
  /** Gradients asked for so far. */
  evaluations: number;
  fingerprint: string;
  /** The largest stable learning rate, where the surface is a quadratic and the rule has one. */
  limit: number | null;
}

/** What is thrown: a `code` with its `params`, the `path` of the field, the `span` [start, end) in its text. */
export interface FallLineError extends Error {
  name: "FallLineError";
  code: string;
  path: string;
  params: Record<string, string>;
  span?: [start: number, end: number];
}
"#;

#[wasm_bindgen]
extern "C" {
    /// See `TYPES`.
    #[wasm_bindgen(typescript_type = "Summary")]
    pub type JsSummary;
    /// See `TYPES`.
    #[wasm_bindgen(typescript_type = "Surface[]")]
    pub type JsSurfaces;
}

/// Panics are bugs: let them be seen before the module dies. The lean engine does so in silence, and the whole one is
/// asked the same again. Small networks are compiled where the host does that.
#[cfg(any(feature = "whole", feature = "network"))]
#[wasm_bindgen(start)]
pub fn start() {
    #[cfg(feature = "whole")]
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
    #[cfg(feature = "network")]
    train::passes::compiles(Some(fall_line::network::PATIENCE as f64));
}

/// The canonical document.
#[wasm_bindgen]
pub fn parse(text: &str) -> Result<String, JsValue> {
    Ok(read(text)?.canonical())
}

/// The document with every default written out.
#[wasm_bindgen]
pub fn resolve(text: &str) -> Result<String, JsValue> {
    Ok(read(text)?.resolved().canonical())
}

#[inline(never)]
fn read(text: &str) -> Result<Experiment, JsValue> {
    Experiment::parse(text).map_err(throw)
}

/// The library of surfaces.
#[wasm_bindgen]
pub fn surfaces() -> JsSurfaces {
    outward(&result::surfaces()).unchecked_into()
}

/// A compiled document, one step at a time.
#[wasm_bindgen]
pub struct Session(fall_line::Session);

#[wasm_bindgen]
impl Session {
    /// Throws a `FallLineError` where the document cannot be run.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Result<Session, JsValue> {
        Ok(Session(fall_line::Session::new(&read(text)?).map_err(throw)?))
    }

    /// How many runs there are.
    #[wasm_bindgen(getter)]
    pub fn runs(&self) -> usize {
        self.0.tracks().len()
    }

    /// How many updates the document asks for.
    #[wasm_bindgen(getter)]
    pub fn steps(&self) -> u32 {
        self.0.steps()
    }

    /// Every run that still runs takes up to `n` updates; true while any still runs.
    pub fn step(&mut self, n: u32) -> bool {
        self.0.step(n)
    }

    /// x0, y0, x1, y1, …: entry k is the point after k updates.
    pub fn path(&self, run: usize) -> Result<Float64Array, JsValue> {
        Ok(self.track(run)?.path.as_slice().into())
    }

    /// `"loss"` (entry k is after k updates), `"lr"` or `"gradient_norm"` (entry k belongs to update k + 1).
    pub fn series(&self, run: usize, name: &str) -> Result<Option<Float64Array>, JsValue> {
        let track = self.track(run)?;
        Ok(match name {
            "loss" => Some(track.loss.as_slice().into()),
            "lr" => Some(track.lr.as_slice().into()),
            "gradient_norm" => Some(track.gradient_norm.as_slice().into()),
            _ => None,
        })
    }

    /// How far a run is, and what one wants to know beside its numbers.
    pub fn summary(&self, run: usize) -> Result<JsSummary, JsValue> {
        Ok(outward(&result::summary(self.track(run)?)).unchecked_into())
    }

    /// A hash of all result bits.
    pub fn fingerprint(&self) -> String {
        self.0.fingerprint().text()
    }

    /// The part of the plane that is worth seeing: x0, x1, y0, y1. A document's view may say another.
    pub fn domain(&self) -> Float64Array {
        self.0.domain().as_slice().into()
    }

    /// x, y, x, y, …: the minima that are known of the surface, the lowest first.
    pub fn minima(&self) -> Float64Array {
        self.0.surface().minima().as_flattened().into()
    }

    /// f at the centres of `columns` × `rows` cells of the domain, the top row first; NaN where not finite.
    pub fn field(&self, domain: &[f64], columns: usize, rows: usize) -> Result<Float64Array, JsValue> {
        let domain = crate::domain(domain)?;
        check(columns, rows)?;
        let cells = map::field(self.0.surface(), domain, columns, rows);
        Ok(cells.as_slice().unwrap_or_default().into())
    }

    fn track(&self, run: usize) -> Result<&fall_line::session::Track, JsValue> {
        self.0.tracks().get(run).ok_or_else(|| no_run(run, self.0.tracks().len()))
    }
}

#[cold]
pub(crate) fn no_run(run: usize, count: usize) -> JsValue {
    JsError::new(&joined(&["run ", &run.to_string(), ": there are ", &count.to_string(), ", counted from 0"])).into()
}

/// A picture of 2,048 × 2,048.
const MOST: usize = 1 << 22;

/// The part of the plane that a caller means.
pub(crate) fn domain(given: &[f64]) -> Result<[f64; 4], JsValue> {
    given.try_into().map_err(|_| JsError::new("the domain is [x0, x1, y0, y1]").into())
}

/// An error where there would be more cells than a picture has.
pub(crate) fn check(columns: usize, rows: usize) -> Result<(), JsValue> {
    if columns.saturating_mul(rows) > MOST { Err(JsError::new("at most 4,194,304 cells").into()) } else { Ok(()) }
}
