//! What is minimised.

use crate::real::Real;

/// A function of a flat vector of parameters, with its gradient, by batches where it has rows.
pub trait Objective<T: Real> {
    /// Goes to the next batch; nothing where all rows are one batch.
    fn next_batch(&mut self) {}

    /// The value at `w` on the current batch; fills `grad`. May be asked more than once a batch.
    fn value_grad(&mut self, w: &[T], grad: &mut [T]) -> T;

    /// Over all rows, without noise or penalty: what the curves show.
    fn loss(&mut self, w: &[T]) -> f64;
}
