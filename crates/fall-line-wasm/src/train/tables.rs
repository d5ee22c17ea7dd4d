//! Files, before a document names them: what each is, its hash, and the rows of a table.

use crate::outward::{outward, throw};
use fall_line::examples::{Column, Csv, Examples, IdxHeader, TableColumn, TableSight, TargetKind, Targets};
use fall_line::json::Json;
use fall_line::{result, sha256};
use js_sys::{Float32Array, Uint32Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What a file is, and the SHA-256 of its bytes. */
export type FileSight = { sha256: string } & (
  | { images: [count: number, rows: number, columns: number] }
  | { labels: number }
  | { table: { rows: number; header: boolean; columns: { name: string; number: boolean; texts: number }[] } }
);
"#;

#[wasm_bindgen]
extern "C" {
    /// See `TYPES`.
    #[wasm_bindgen(typescript_type = "FileSight")]
    pub type JsFileSight;
    /// As a lesson has it.
    #[wasm_bindgen(typescript_type = "Lesson['skipped']")]
    pub type JsSkipped;
}

/// Looks at a file: images or classes as IDX files have them, packed or not, or else a table. Throws a `FallLineError`
/// where it is none of these.
#[wasm_bindgen]
pub fn sight(name: &str, bytes: &[u8]) -> Result<JsFileSight, JsValue> {
    let number = |n: u64| Json::Number(n as f64);
    let sha256 = ("sha256", Json::text(sha256::hexadecimal(bytes)));
    let is = match IdxHeader::new(name, bytes).map_err(throw)? {
        Some(IdxHeader::Images(sizes)) => ("images", Json::List(sizes.map(number).to_vec())),
        Some(IdxHeader::Labels(count)) => ("labels", number(count)),
        None => ("table", table(&TableSight::new(bytes).map_err(throw)?)),
    };
    Ok(outward(&Json::object([sha256, is])).unchecked_into())
}

fn table(TableSight { rows, columns, header }: &TableSight) -> Json {
    let column = |TableColumn { name, number, texts }: &TableColumn| {
        Json::object([
            ("name", Json::text(name)),
            ("number", Json::Bool(*number)),
            ("texts", Json::Number(*texts as f64)),
        ])
    };
    Json::object([
        ("rows", Json::Number(*rows as f64)),
        ("header", Json::Bool(*header)),
        ("columns", Json::List(columns.iter().map(column).collect())),
    ])
}

/// The rows of a table.
#[wasm_bindgen]
pub struct TableRows(Examples);

#[wasm_bindgen]
impl TableRows {
    /// `target` is the column to be learned, from 1; `numbers` says whether its numbers are to be met, or are classes.
    /// Inputs have mean 0 and variance 1 where they are `scaled`. Throws a `FallLineError`.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8], target: u32, numbers: Option<bool>, scaled: bool) -> Result<TableRows, JsValue> {
        let kind = numbers.map(|numbers| if numbers { TargetKind::Numbers } else { TargetKind::Classes });
        let csv = Csv { target: Some(Column::Number(target)), kind, ..Csv::default() };
        Ok(TableRows(csv.rows(bytes, scaled).map_err(throw)?))
    }

    /// How many inputs a row has.
    #[wasm_bindgen(getter)]
    pub fn width(&self) -> usize {
        self.0.width
    }

    /// The inputs, row after row.
    pub fn inputs(&self) -> Float32Array {
        self.0.inputs.as_slice().into()
    }

    /// The rows' classes; undefined where they are numbers.
    pub fn classes(&self) -> Option<Uint32Array> {
        if let Targets::Classes { labels, .. } = &self.0.targets { Some(labels.as_slice().into()) } else { None }
    }

    /// The rows' numbers; undefined where they are classes.
    pub fn numbers(&self) -> Option<Float32Array> {
        if let Targets::Numbers { values, .. } = &self.0.targets { Some(values.as_slice().into()) } else { None }
    }

    /// What the classes are called.
    pub fn class_names(&self) -> Vec<String> {
        self.0.classes.clone()
    }

    /// What was left out.
    pub fn skipped(&self) -> JsSkipped {
        outward(&result::skipped(&self.0.skipped)).unchecked_into()
    }
}
