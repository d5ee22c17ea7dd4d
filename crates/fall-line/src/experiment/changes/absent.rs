//! What a run has of its own, as the lean engine knows it: nothing.

use super::Plan;
use crate::error::Error;
use crate::fields::{Path, Record, fields};

fields! {
    /// Fields of the task that a run replaces.
    pub struct Loose {}
}

fields! {
    /// An edit made while a run is on its way.
    pub struct Change {}
}

/// Replaces nothing.
pub(super) fn replace<R: Record>(_: &mut R, _: &mut Loose, _: &str, _: &mut Path) -> Result<(), Error> {
    Ok(())
}

/// Changes nothing.
pub(super) fn apply<T>(_: &[Change], _: &mut [Plan<T>], _: &T, _: &mut Path) -> Result<(), Error> {
    Ok(())
}
