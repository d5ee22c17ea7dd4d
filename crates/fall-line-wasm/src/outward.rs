//! The engine's data as JavaScript's.

use fall_line::error::Error;
use fall_line::json::Json;
use fall_line::result;
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::{JsError, JsValue};

/// Plain JavaScript data.
pub(crate) fn outward(json: &Json) -> JsValue {
    // what the engine writes as JSON is JSON
    JSON::parse(&json.canonical()).unwrap_or(JsValue::NULL)
}

/// A JavaScript `Error` with `code`, `path`, `params` and `span` on it.
pub(crate) fn throw(error: Error) -> JsValue {
    let thrown = JsValue::from(JsError::new(&error.to_string()));
    let fields = outward(&result::error(&error));
    // assigning plain data to a fresh error cannot fail
    let _ = Reflect::set(&thrown, &"name".into(), &"FallLineError".into());
    Object::assign(&Object::from(thrown.clone()), &Object::from(fields));
    thrown
}
