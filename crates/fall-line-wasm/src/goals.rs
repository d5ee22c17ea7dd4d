//! What the page has of exercises: whether goals are reached as far as a document can tell, and a student's own seed.

use crate::outward::{outward, throw};
use crate::{Session, read};
use fall_line::goals;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Whether a goal is reached, and why; `key`: only the teacher's key can tell. */
export interface Verdict {
  standing: "reached" | "missed" | "key";
  code: string;
  params: Record<string, string>;
  message: string;
}

/** What an exercise is for a student. */
export interface Problem {
  /** Its constants, as they were drawn. */
  given: Record<string, number>;
  /** Its goals, with all fields, in numbers. */
  goals: unknown[];
  /** The student's own seed. */
  seed: number;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// See `TYPES`.
    #[wasm_bindgen(typescript_type = "Verdict[]")]
    pub type JsVerdicts;
    /// See `TYPES`.
    #[wasm_bindgen(typescript_type = "Problem")]
    pub type JsProblem;
}

#[wasm_bindgen]
impl Session {
    /// The verdicts on its document's goals, once it has run.
    pub fn check(&self, text: &str) -> Result<JsVerdicts, JsValue> {
        let found = goals::check(&read(text)?, &goals::of_session(&self.0));
        Ok(outward(&goals::verdicts(&found)).unchecked_into())
    }

    /// The same as `asked`.
    pub fn asked(&self, text: &str, student: &str) -> Result<JsProblem, JsValue> {
        asked(text, student)
    }
}

/// The verdicts on a document's goals, by a result document or what there is of one: of each run its `status`, `loss`, `path`,
/// accuracies and `evaluations`; of networks also `parameters` and `rows`, those to train on.
#[wasm_bindgen]
pub fn check(text: &str, result: &str) -> Result<JsVerdicts, JsValue> {
    let verdicts = goals::check_told(&read(text)?, result).map_err(throw)?;
    Ok(outward(&verdicts).unchecked_into())
}

/// What an exercise is for a student, whose id is `id.normalize('NFC').trim().toLowerCase()`.
#[wasm_bindgen]
pub fn asked(text: &str, student: &str) -> Result<JsProblem, JsValue> {
    Ok(outward(&goals::asked(&read(text)?, student)).unchecked_into())
}
