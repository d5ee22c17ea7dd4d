//! Documents from tables: the part of Fall Line that reads, checks, writes and describes JSON, and computes nothing.
//!
//! It is a crate of its own because it is compiled for size and the compute crate for speed: in the page's engine that
//! halves what it weighs. From the leaves up: [`number`] is text ↔ f64, [`error`] every sentence that can be said,
//! [`json`] the values, [`fields`] the tables.

pub mod error;
pub mod fields;
pub mod json;
pub mod number;
