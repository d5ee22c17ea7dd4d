//! Grading a course in workers, each of which reads or judges what it is given; and the two files of an exercise.

use crate::outward::throw;
use fall_line::error::Error;
use fall_line::examples::Files;
use fall_line::grade::{self, BUDGET, Exercise};
use fall_line::handed::{self, Piece, roster::Roster};
use fall_line::report::{self, Judge, Judged, Look};
use fall_line::{Experiment, result};
use js_sys::{Array, Function, JsString};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A course's grades. */
export interface Report {
  csv: string;
  html: string;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// See `TYPES`.
    #[wasm_bindgen(typescript_type = "Report")]
    pub type JsReport;
    /// Says an error in the page's language.
    #[wasm_bindgen(typescript_type = "(code: string, params: string, message: string) => string")]
    pub type JsSay;
}

/// Makes the two files of an exercise: of the author's document and of `{"answers", "references"}`, with sixteen random
/// bytes.
#[wasm_bindgen]
pub fn publish(document: &str, parts: &str, salt: &[u8]) -> Result<Vec<String>, JsValue> {
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(salt).for_each(|(byte, &given)| *byte = given);
    let published = grade::publish(document, parts, bytes).map_err(throw)?;
    Ok(vec![published.document, published.key])
}

/// An exercise, its key, and who was to do it.
#[wasm_bindgen]
pub struct Grading {
    exercise: Exercise,
    roster: Roster,
    files: Files,
}

#[wasm_bindgen]
impl Grading {
    /// Throws a `FallLineError` where one of them cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(exercise: &str, key: Option<String>, roster: Option<Vec<u8>>) -> Result<Grading, JsValue> {
        let exercise = Exercise::read(exercise, key.as_deref()).map_err(throw)?;
        let roster = roster.map(|bytes| Roster::read(&bytes)).transpose().map_err(throw)?.unwrap_or_default();
        Ok(Grading { exercise, roster, files: Files::default() })
    }

    /// How many students the roster has.
    #[wasm_bindgen(getter)]
    pub fn students(&self) -> usize {
        self.roster.students.len()
    }

    /// The names of the files that the exercise wants beside it.
    pub fn wants(&self) -> Vec<String> {
        self.exercise.experiment().files().into_iter().map(str::to_owned).collect()
    }

    /// Hands over one of them.
    pub fn put(&mut self, name: &str, bytes: Vec<u8>) {
        self.files.put(name, bytes);
    }

    /// What is in a file that was handed in, piece by piece, each as text to be judged.
    pub fn pieces(&self, name: &str, bytes: &[u8]) -> Vec<String> {
        let mut found = Vec::new();
        handed::read(name, bytes, !name.contains('/'), &mut |piece| found.push(piece.carried()));
        found
    }

    /// Judges a piece; what comes back is text for the report.
    pub fn judge(&self, piece: &str) -> Option<String> {
        let Grading { exercise, roster, files } = self;
        let judge = Judge { exercise, roster, files, budget: BUDGET };
        Piece::of(piece).map(|piece| judge.judge(&piece).carried())
    }

    /// The grades of all that was judged; `site` is the address of a page that opens links.
    pub fn report(&self, judged: Vec<String>, korean: bool, site: Option<String>, say: &JsSay) -> JsReport {
        let judged = judged.iter().filter_map(|text| Judged::of(text)).collect();
        let report = report::Report::new(&self.exercise, &self.roster, judged);
        let say = |error: &Error| said(say, error);
        let look = Look { korean, site: site.as_deref(), say: &say };
        let texts = [("csv", report::table(&report, &look)), ("html", report::page(&report, &look))];
        let entries =
            texts.iter().map(|(name, text)| Array::of2(&JsString::from(*name), &JsString::from(text.as_str())));
        js_sys::Object::from_entries(&entries.collect::<Array>()).unwrap_or_default().unchecked_into()
    }
}

/// As the page says it; where that fails, in English.
fn said(say: &JsSay, error: &Error) -> String {
    let coded = result::error(error);
    let part = |name: &str| coded.get(name).map(fall_line::json::Json::canonical).unwrap_or_default();
    let message = error.text();
    let say: &Function = say.unchecked_ref();
    let told = say.call3(&JsValue::NULL, &part("code").into(), &part("params").into(), &message.clone().into());
    told.ok().and_then(|text| text.as_string()).unwrap_or(message)
}

/// What a document is for whoever grades: `"exercise"`, `"hand_in"`, `"key"`, or nothing of these.
#[wasm_bindgen]
pub fn kind(text: &str) -> Option<String> {
    let json = fall_line::json::Json::parse(text).ok()?;
    let has = |name: &str| json.get(name).is_some();
    let kind = if has("salt") && !has("task") {
        "key"
    } else if has("hand_in") {
        "hand_in"
    } else if has("task") && Experiment::parse(text).is_ok_and(|experiment| experiment.document.goals.is_some()) {
        "exercise"
    } else {
        return None;
    };
    Some(kind.to_owned())
}
