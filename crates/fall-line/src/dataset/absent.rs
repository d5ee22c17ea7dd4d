//! Datasets, as the lean engine knows them: none.

use crate::error::{Code, Error};
use crate::fields::{Field, Form, Path, Slot};
use crate::json::Json;

/// Rows, refused wherever they stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaneData;

/// The rows of no dataset.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What formulas call the columns.
    pub names: Vec<String>,
    /// The columns.
    pub columns: Vec<Vec<f64>>,
}

/// What would be worth minimising.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Natural {
    /// The loss of one row.
    pub f: &'static str,
    /// The part of the plane worth seeing: x0, x1, y0, y1.
    pub domain: [f64; 4],
    /// A start from which there is something to see.
    pub start: [f64; 2],
}

impl PlaneData {
    /// No columns have no names.
    pub fn names(&self) -> Vec<String> {
        Vec::new()
    }

    /// No rows.
    pub fn count(&self) -> usize {
        0
    }

    /// No rows.
    pub fn rows(&self, _: u32) -> Table {
        Table::default()
    }

    /// Of nothing, nothing is known.
    pub fn natural(&self) -> Option<Natural> {
        None
    }
}

impl Slot for PlaneData {
    fn read(&mut self, json: &Json, _: &Field, path: &mut Path) -> Result<(), Error> {
        path.wrong(Code::ExpectedObject, json)
    }

    fn write(&self, _: Form) -> Option<Json> {
        None
    }
}
