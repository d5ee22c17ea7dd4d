//! Passes of small networks, compiled by the host; where it forbids that, the engine's own give the same bits.

use crate::host::instance;
use fall_line::network::{self, Host, Passes};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What a network's module exports.
    type Exports;

    #[wasm_bindgen(method)]
    fn l(this: &Exports, w: usize, g: usize, inputs: usize, targets: usize, room: usize, eights: usize, share: f32);

    #[wasm_bindgen(method)]
    fn s(this: &Exports, w: usize, said: usize, inputs: usize, none: usize, room: usize, eights: usize, left: usize);
}

impl Passes for Exports {
    fn learn(&self, [w, g, inputs, targets, room, eights]: [usize; 6], share: f32) {
        self.l(w, g, inputs, targets, room, eights, share);
    }

    fn say(&self, [w, said, inputs, none, room, eights]: [usize; 6], left: usize) {
        self.s(w, said, inputs, none, room, eights, left);
    }
}

fn compile(bytes: &[u8]) -> Option<Rc<dyn Passes>> {
    Some(Rc::new(instance(bytes, &[])?.unchecked_into::<Exports>()))
}

/// After how many multiplications by parameters small networks are compiled, from now on; never without a number.
#[wasm_bindgen]
pub fn compiles(patience: Option<f64>) {
    network::compile_by(patience.map(|patience| (compile as Host, patience as u64)));
}
