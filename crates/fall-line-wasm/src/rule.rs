//! A run's rule as it is published, of planes and of networks.

use crate::outward::{outward, throw};
use fall_line::optimizer::Optimizer;
use fall_line::result;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A run's rule as it is published. */
export interface Rule {
  text: string;
  /** What happens in an update, line by line, as MathML. */
  lines: string[];
  /** In the text's order, with the text's values. */
  params: { name: string; default: number }[];
}
"#;

#[wasm_bindgen]
extern "C" {
    /// See `TYPES`.
    #[wasm_bindgen(typescript_type = "Rule")]
    pub type JsRule;
}

/// An optimizer's. `symbols` says what its formulas show for a name: "lr η beta β", with spaces.
pub(crate) fn rule(optimizer: &Optimizer, symbols: &str) -> Result<JsRule, JsValue> {
    Ok(outward(&result::rule(optimizer, &pairs(symbols)).map_err(throw)?).unchecked_into())
}

/// Names with their signs, of "lr η beta β".
pub(crate) fn pairs(symbols: &str) -> Vec<(&str, &str)> {
    let mut words = symbols.split(' ');
    std::iter::from_fn(|| words.next().zip(words.next())).collect()
}
