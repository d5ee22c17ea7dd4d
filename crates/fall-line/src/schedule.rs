//! Schedules: how the learning rate changes as a run goes on.

use crate::fields::choices;

mod constant;

pub use constant::Constant;

choices! {
    /// The factor on the learning rate, by update.
    pub enum Schedule {
        Constant "constant",
    }
    dispatch each_schedule
}

/// A pure function of time, so that it can be drawn ahead.
pub trait Factor {
    /// What the learning rate is multiplied by in update `t`, counted from 1.
    fn at(&self, t: u32) -> f64;
}

impl Schedule {
    /// What the learning rate is multiplied by in update `t`, counted from 1.
    pub fn at(&self, t: u32) -> f64 {
        each_schedule!(self, schedule => schedule.at(t))
    }
}
