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
//! let mut session = Session::new(&experiment);
//! session.step(120);
//! let last_above: Vec<_> =
//!     session.tracks().iter().map(|track| track.loss.iter().rposition(|&loss| loss >= 0.01)).collect();
//! assert_eq!(last_above, [Some(108), Some(57)]);
//! # Ok::<(), fall_line::Error>(())
//! ```
//!
//! [`optimizer`], [`schedule`] and [`surface`] are the families, each member a file with a table of its fields;
//! [`experiment`] is the document made of them; [`session`] steps it, [`map`] sees it whole, [`result`] tells it.
//! Below them lies the crate `fall-line-document`: [`json`], [`number`], [`fields`] and [`error`].

pub mod experiment;
pub mod fingerprint;
pub mod map;
pub mod objective;
pub mod optimizer;
pub mod real;
pub mod result;
pub mod schedule;
pub mod session;
pub mod surface;

pub use fall_line_document::{error, fields, json, number};

pub use error::Error;
pub use experiment::Experiment;
pub use session::Session;
