//! Kernels, compiled by the host at run time; where it forbids that, the interpreter gives the same bits.

use fall_line::formula::Precision;
use fall_line::map::Motion;
use js_sys::WebAssembly::{Instance, Module};
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What a kernel's module exports.
    pub(crate) type Exports;

    #[wasm_bindgen(method)]
    fn r(this: &Exports, state: usize, stride: usize, groups: usize, table: usize, steps: usize);
}

/// A motion's kernel in this module's memory; none where points go each by itself, or the host does not compile.
pub(crate) fn compile(motion: &Motion, precision: Precision) -> Option<Exports> {
    let bytes = Uint8Array::from(motion.kernel(precision)?.as_slice());
    let from = Object::new();
    let set = |object: &Object, key: &str, value: &JsValue| Reflect::set(object, &key.into(), value).ok();
    set(&from, "m", &wasm_bindgen::memory())?;
    set(&from, "l", &Reflect::get(&wasm_bindgen::exports(), &"libm".into()).ok()?)?;
    let imports = Object::new();
    set(&imports, "f", &from)?;
    let module = Module::new(&bytes).ok()?;
    Some(Instance::new(&module, &imports).ok()?.exports().unchecked_into())
}

/// As maps call it.
pub(crate) fn caller(exports: &Exports) -> impl FnMut([usize; 5]) + use<'_> {
    |[state, stride, groups, table, steps]| exports.r(state, stride, groups, table, steps)
}
