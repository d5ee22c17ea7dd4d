//! The engine of Fall Line: optimizers on surfaces, step by step, with the same bits on every machine.
//!
//! An [`Experiment`] is read from JSON, a [`Session`] takes its steps, and what came out is a path and its curves:
//!
//! ```
//! use fall_line::{Experiment, Session};
//!
//! let experiment = Experiment::parse(r#"{
//!     "task": {"surface": {"f": "x^2/100 + y^2", "start": [-8, 2], "steps": 120}},
//!     "runs": [{"optimizer": {"gd": {"lr": 0.95}}}, {"optimizer": {"momentum": {"lr": 0.2}}}]
//! }"#)?;
//! let mut session = Session::new(&experiment)?;
//! session.step(120);
//! let last_above: Vec<_> =
//!     session.tracks().iter().map(|track| track.loss.iter().rposition(|&loss| loss >= 0.01)).collect();
//! assert_eq!(last_above, [Some(108), Some(57)]);
//! # Ok::<(), fall_line::Error>(())
//! ```
//!
//! From the leaves up: [`text`] joins parts, [`number`] and [`json`] read and write text, [`fields`] turns one table per type into all that
//! a document needs, [`error`] says what is wrong. [`formula`] computes what people type.
//! [`rng`] draws what is random, [`dataset`] the rows of surfaces, `examples` those of networks, [`batches`] says which of them an update sees.
//! [`optimizer`] and [`schedule`] are the families, each member a file; [`surface`] is what is minimised; [`experiment`] is the document made of them; [`session`] steps it, [`map`] sees it whole, [`result`]
//! tells it, and `picture` draws it.

pub mod batches;
mod cells;
#[cfg(all(feature = "picture", feature = "schema", feature = "grade"))]
pub mod command;
#[cfg_attr(not(feature = "whole"), path = "dataset/absent.rs")]
pub mod dataset;
pub mod error;
#[cfg(feature = "network")]
pub mod examples;
pub mod experiment;
pub mod fields;
pub mod fingerprint;
pub mod formula;
#[cfg(feature = "whole")]
pub mod goals;
#[cfg(feature = "grade")]
pub mod grade;
#[cfg(feature = "grade")]
pub mod handed;
#[cfg(feature = "whole")]
pub mod inflate;
#[cfg(feature = "network")]
pub mod jobs;
pub mod json;
pub mod map;
mod module;
#[cfg(feature = "network")]
pub mod network;
pub mod number;
pub mod optimizer;
#[cfg(feature = "picture")]
pub mod picture;
pub mod real;
#[cfg(feature = "grade")]
pub mod report;
pub mod result;
pub mod rng;
pub mod schedule;
pub mod session;
#[cfg(feature = "whole")]
pub mod sha256;
pub mod surface;
#[cfg(feature = "network")]
mod table;
pub mod text;
#[cfg(feature = "network")]
pub mod training;
mod way;

pub use error::Error;
pub use experiment::Experiment;
pub use session::Session;
#[cfg(feature = "network")]
pub use training::Training;
