//! A compiled experiment, everything at once.

mod field;

pub use field::field;
