//! The engine's data as JavaScript's.

use fall_line::error::Error;
use fall_line::json::Json;
use fall_line::result;
use js_sys::{Object, Reflect};
#[cfg(feature = "whole")]
use serde::{Serialize, Serializer};
use wasm_bindgen::{JsError, JsValue};

/// Plain JavaScript data, as `JSON.parse` would make it.
#[cfg(feature = "whole")]
pub(crate) fn outward(json: &Json) -> JsValue {
    Out(json).serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// Plain JavaScript data. By way of text: that is lighter, and the lean engine has little to tell.
#[cfg(not(feature = "whole"))]
pub(crate) fn outward(json: &Json) -> JsValue {
    js_sys::JSON::parse(&json.canonical()).unwrap_or(JsValue::NULL)
}

/// A JavaScript `Error` with `code`, `path`, `params` and `span` on it.
pub(crate) fn throw(error: Error) -> JsValue {
    if !cfg!(any(feature = "whole", feature = "network")) {
        // nobody reads it: the whole engine is asked
        return JsError::new("").into();
    }
    let thrown = JsValue::from(JsError::new(&error.text()));
    let fields = outward(&result::error(&error));
    // assigning plain data to a fresh error cannot fail
    let _ = Reflect::set(&thrown, &"name".into(), &"FallLineError".into());
    Object::assign(&Object::from(thrown.clone()), &Object::from(fields));
    thrown
}

#[cfg(feature = "whole")]
struct Out<'a>(&'a Json);

#[cfg(feature = "whole")]
impl Serialize for Out<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Json::Null => to.serialize_unit(),
            Json::Bool(x) => to.serialize_bool(*x),
            Json::Number(x) => to.serialize_f64(*x),
            Json::Text(text) => to.serialize_str(text),
            Json::List(items) => to.collect_seq(items.iter().map(Out)),
            Json::Object(entries) => to.collect_map(entries.iter().map(|(key, value)| (key, Out(value)))),
        }
    }
}
