//! Kernels, compiled by the host; where it forbids that, the interpreter gives the same bits.

use crate::host::instance;
use fall_line::formula::Precision;
use fall_line::map::Motion;
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
    Some(instance(motion.kernel(precision)?.as_slice(), &[("l", "libm")])?.unchecked_into())
}

/// As maps call it.
pub(crate) fn caller(exports: &Exports) -> impl FnMut([usize; 5]) + use<'_> {
    |[state, stride, groups, table, steps]| exports.r(state, stride, groups, table, steps)
}
