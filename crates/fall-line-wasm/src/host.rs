//! Modules that the engine writes, compiled by the host at run time; where it forbids that, all goes on without.

use js_sys::WebAssembly::{Instance, Module};
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

/// What a module exports that imports this module's memory, and from its exports what `takes` names: each by a letter,
/// with its name there.
pub(crate) fn instance(bytes: &[u8], takes: &[(&str, &str)]) -> Option<Object> {
    let from = Object::new();
    let set = |object: &Object, key: &str, value: &JsValue| Reflect::set(object, &key.into(), value).ok();
    set(&from, "m", &wasm_bindgen::memory())?;
    for (letter, name) in takes {
        set(&from, letter, &Reflect::get(&wasm_bindgen::exports(), &(*name).into()).ok()?)?;
    }
    let imports = Object::new();
    set(&imports, "f", &from)?;
    let module = Module::new(&Uint8Array::from(bytes)).ok()?;
    Some(Instance::new(&module, &imports).ok()?.exports())
}
