//! Schedules: how the learning rate changes as a run goes on.

use crate::fields::{choices, words};

mod constant;
mod cosine;
mod cosine_restarts;
mod exponential;
mod inverse_time;
mod linear;
mod one_cycle;
mod plateau;
mod step;

pub use constant::Constant;
pub use cosine::Cosine;
pub use cosine_restarts::CosineRestarts;
pub use exponential::Exponential;
pub use inverse_time::InverseTime;
pub use linear::Linear;
pub use one_cycle::OneCycle;
pub use plateau::Plateau;
pub use step::Step;

choices! {
    /// The factor on the learning rate, by time.
    pub enum Schedule {
        Constant "constant",
        #[cfg(feature = "whole")] InverseTime "inverse_time",
        #[cfg(feature = "whole")] Step "step",
        #[cfg(feature = "whole")] Exponential "exponential",
        #[cfg(feature = "whole")] Linear "linear",
        #[cfg(feature = "whole")] Cosine "cosine",
        #[cfg(feature = "whole")] CosineRestarts "cosine_restarts",
        #[cfg(feature = "whole")] OneCycle "one_cycle",
        #[cfg(feature = "whole")] Plateau "plateau",
    }
    dispatch each_schedule
}

words! {
    /// What time counts: for a schedule, its `steps` and `every`, and the warm-up alike.
    pub enum Per { Step "step", Epoch "epoch", }
}

/// A factor as a pure function of time, so that it can be drawn ahead. `self` is the parameters, as in the document.
pub trait Factor {
    /// The factor once `n` updates (or epochs) of a run of `steps` are behind: n = t − 1. Finite, and not below 0.
    fn after(&self, n: u32, steps: u32) -> f64;

    /// Writes out the length that is by default the run's; for schedules that have one.
    fn settle(&mut self, length: u32) {
        let _ = length;
    }

    /// Takes the next loss into account; for schedules that listen.
    fn saw(&self, loss: f64, watch: &mut Watch) {
        let _ = (loss, watch);
    }
}

/// What a run's losses have led to so far.
#[derive(Clone, Debug)]
pub struct Watch {
    /// What the learning rate is multiplied by; stays 1 with every schedule but a plateau.
    factor: f64,
    best: Option<f64>,
    bad: u32,
}

impl Default for Watch {
    fn default() -> Self {
        Watch { factor: 1.0, best: None, bad: 0 }
    }
}

impl Schedule {
    /// The factor at time `t`, counted from 1, in a run of `steps`; without the warm-up and without what a plateau makes
    /// of the losses.
    pub fn factor(&self, t: u32, steps: u32) -> f64 {
        each_schedule!(self, schedule => schedule.after(t.saturating_sub(1), steps))
    }

    /// Ready for the first update of a run of `steps`.
    pub fn start(&self, steps: u32, warmup: u32) -> Pace {
        Pace { schedule: self.clone(), steps, warmup, watch: Watch::default() }
    }

    /// The factors of a whole run, warm-up included. A plateau's are those of a loss that never stops falling.
    pub fn ahead(&self, steps: u32, warmup: u32) -> Vec<f64> {
        let pace = self.start(steps, warmup);
        (1..=steps).map(|t| pace.factor(t)).collect()
    }

    /// Writes out the length that is by default the run's.
    pub fn settle(&mut self, length: u32) {
        each_schedule!(self, schedule => schedule.settle(length));
    }
}

/// A schedule on its way through one run. A clone goes on from where it was made.
#[derive(Clone, Debug)]
pub struct Pace {
    schedule: Schedule,
    steps: u32,
    warmup: u32,
    watch: Watch,
}

impl Pace {
    /// What the learning rate is multiplied by at time `t`, counted from 1: first the schedule's factor, then
    /// min(1, t/warmup).
    pub fn factor(&self, t: u32) -> f64 {
        let warm = if t >= self.warmup { 1.0 } else { f64::from(t) / f64::from(self.warmup) };
        self.schedule.factor(t, self.steps) * self.watch.factor * warm
    }

    /// Hears the loss after each epoch, on surfaces after each update. A plateau alone listens.
    pub fn saw(&mut self, loss: f64) {
        each_schedule!(&self.schedule, schedule => schedule.saw(loss, &mut self.watch));
    }
}

/// u: how much of `steps` is behind, 0 … 1. Of no steps, all.
fn progress(n: u32, steps: u32) -> f64 {
    if n >= steps { 1.0 } else { f64::from(n) / f64::from(steps) }
}

/// ½ · (1 + cos(π · u)): from 1 down to 0 without a corner. Both ends are met exactly.
fn half_wave(u: f64) -> f64 {
    0.5 * (1.0 + libm::cos(std::f64::consts::PI * u))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::{Choice, Field, Form, Path, Slot};
    use crate::json::Json;

    fn schedule(text: &str) -> Schedule {
        let mut schedule = Schedule::default();
        schedule.read(&Json::parse(text).unwrap(), &Field::new("", ""), &mut Path::default()).unwrap();
        schedule
    }

    /// A run's length, then time and factor.
    type Row<'a> = (&'a str, u32, &'a [(u32, f64)]);

    const BY_HAND: &[Row<'_>] = &[
        (r#""constant""#, 9, &[(1, 1.0), (2, 1.0), (1000, 1.0)]),
        (r#""inverse_time""#, 9, &[(1, 1.0), (101, 0.5), (301, 0.25)]),
        (r#"{"inverse_time":{"decay":1}}"#, 9, &[(2, 0.5), (4, 0.25)]),
        (r#"{"inverse_time":{"decay":0}}"#, 9, &[(500, 1.0)]),
        (r#""step""#, 9, &[(1, 1.0), (10, 1.0), (11, 0.5), (20, 0.5), (21, 0.25)]),
        (r#"{"step":{"every":1,"factor":0.1}}"#, 9, &[(1, 1.0), (2, 0.1), (3, 0.01)]),
        (r#"{"step":{"every":3,"factor":0}}"#, 9, &[(3, 1.0), (4, 0.0), (7, 0.0)]),
        (r#""exponential""#, 9, &[(1, 1.0), (2, 0.99), (3, 0.9801)]),
        (r#"{"exponential":{"rate":2}}"#, 9, &[(11, 1024.0), (1024, 8.98846567431158e307), (1025, f64::MAX)]),
        (r#"{"exponential":{"rate":0}}"#, 9, &[(1, 1.0), (2, 0.0)]),
        (r#""linear""#, 100, &[(1, 1.0), (26, 0.75), (51, 0.5), (100, 0.01), (101, 0.0), (9999, 0.0)]),
        (r#"{"linear":{"steps":4,"floor":0.2}}"#, 100, &[(3, 0.6), (5, 0.2), (9, 0.2)]),
        (r#""linear""#, 0, &[(1, 0.0)]),
        (r#""cosine""#, 100, &[(1, 1.0), (51, 0.5), (101, 0.0), (9999, 0.0)]),
        (r#"{"cosine":{"steps":3}}"#, 100, &[(2, 0.75), (3, 0.25), (4, 0.0)]),
        (r#"{"cosine":{"steps":2,"floor":0.1}}"#, 100, &[(1, 1.0), (2, 0.55), (3, 0.1), (4, 0.1)]),
        (r#"{"cosine":{"steps":0,"floor":0.1}}"#, 100, &[(1, 0.1)]),
        (r#""cosine_restarts""#, 100, &[(51, 0.5), (101, 1.0)]),
        (
            r#"{"cosine_restarts":{"steps":4}}"#,
            100,
            &[(1, 1.0), (3, 0.5), (4, 0.14644660940672624), (5, 1.0), (7, 0.5), (8, 0.14644660940672624)],
        ),
        (r#"{"cosine_restarts":{"steps":2,"floor":0.1}}"#, 100, &[(2, 0.55), (3, 1.0), (4, 0.55)]),
        (r#"{"cosine_restarts":{"steps":0}}"#, 100, &[(1, 0.0), (7, 0.0)]),
        (r#""one_cycle""#, 100, &[(1, 1.0), (16, 5.5), (31, 10.0), (66, 5.0), (101, 0.0), (9999, 0.0)]),
        (r#"{"one_cycle":{"steps":10,"peak":2}}"#, 100, &[(2, 4.0 / 3.0), (4, 2.0), (11, 0.0)]),
        (r#"{"one_cycle":{"steps":10,"peak":0}}"#, 100, &[(1, 1.0), (4, 0.0), (7, 0.0)]),
        (r#""plateau""#, 100, &[(1, 1.0), (100, 1.0)]),
    ];

    #[test]
    fn factors_are_what_one_computes_by_hand() {
        for (text, steps, times) in BY_HAND {
            for &(t, expected) in *times {
                let factor = schedule(text).factor(t, *steps);
                let near = factor == expected || (factor - expected).abs() <= 4.0 * f64::EPSILON * expected;
                assert!(near, "{text} at {t}: {factor}, not {expected}");
            }
        }
    }

    fn starts_at_the_learning_rate(schedule: &Schedule) {
        assert_eq!([1, 2, 120].map(|steps| schedule.factor(1, steps)), [1.0; 3], "{schedule:?}");
    }

    fn is_finite_and_never_negative(schedule: &Schedule) {
        for steps in [0, 1, 7, 1_000_000, u32::MAX] {
            for t in (1..50).chain([999_999, 1_000_000, 1_000_001, u32::MAX]) {
                let factor = schedule.factor(t, steps);
                assert!((0.0..=f64::MAX).contains(&factor), "{schedule:?} at {t} of {steps}: {factor}");
            }
        }
    }

    fn is_the_same_in_any_order(schedule: &Schedule) {
        let ahead = schedule.ahead(60, 0);
        let mut backwards: Vec<_> = (1..=60).rev().map(|t| schedule.factor(t, 60)).collect();
        backwards.reverse();
        assert_eq!(ahead, backwards, "{schedule:?}");
    }

    fn survives_a_round_trip(schedule: &Schedule) {
        for form in [Form::Canonical, Form::Full] {
            let mut again = Schedule::default();
            again.read(&schedule.write(form).unwrap(), &Field::new("", ""), &mut Path::default()).unwrap();
            assert_eq!(&again, schedule);
        }
    }

    fn once_settled_no_longer_asks_for_the_run(schedule: &Schedule) {
        let mut settled = schedule.clone();
        settled.settle(40);
        for t in 1..=100 {
            assert_eq!(settled.factor(t, 7), schedule.factor(t, 40), "{schedule:?} at {t}");
        }
        survives_a_round_trip(&settled);
    }

    fn warms_up_in_a_straight_line(schedule: &Schedule) {
        for (warmup, t, warm) in [(0, 1, 1.0), (1, 1, 1.0), (4, 1, 0.25), (4, 3, 0.75), (4, 4, 1.0), (4, 5, 1.0)] {
            let factor = schedule.start(60, warmup).factor(t);
            assert_eq!(factor, schedule.factor(t, 60) * warm, "{schedule:?} at {t} of {warmup}");
            assert_eq!(schedule.ahead(60, warmup)[t as usize - 1], factor, "{schedule:?}");
        }
    }

    /// From wherever it is cloned, and whatever the losses were.
    fn goes_on_alike_from_a_clone(schedule: &Schedule) {
        let hear = |pace: &mut Pace, t: u32| {
            pace.saw([9.0, 5.0, 5.0, -3.0][t as usize % 4]);
            pace.factor(t + 1)
        };
        let mut pace = schedule.start(60, 5);
        (1..=17).for_each(|t| _ = hear(&mut pace, t));
        let mut clone = pace.clone();
        let on: Vec<_> = (18..=60).map(|t| hear(&mut pace, t)).collect();
        let again: Vec<_> = (18..=60).map(|t| hear(&mut clone, t)).collect();
        assert_eq!(on, again, "{schedule:?}");
    }

    #[test]
    fn every_schedule_does_what_schedules_do() {
        for schedule in Schedule::all() {
            starts_at_the_learning_rate(&schedule);
        }
        let by_hand = BY_HAND.iter().map(|(text, ..)| schedule(text));
        let extreme = [
            r#"{"inverse_time":{"decay":1e6}}"#,
            r#"{"step":{"every":1,"factor":0}}"#,
            r#"{"step":{"every":1000000,"factor":1}}"#,
            r#"{"exponential":{"rate":2}}"#,
            r#"{"linear":{"steps":4294967295,"floor":1}}"#,
            r#"{"cosine":{"steps":1,"floor":1e-300}}"#,
            r#"{"cosine_restarts":{"steps":1}}"#,
            r#"{"one_cycle":{"steps":1,"peak":1e6}}"#,
            r#"{"plateau":{"factor":0.1,"patience":0,"threshold":1,"floor":0.5}}"#,
        ];
        for schedule in Schedule::all().chain(by_hand).chain(extreme.map(schedule)) {
            is_finite_and_never_negative(&schedule);
            is_the_same_in_any_order(&schedule);
            survives_a_round_trip(&schedule);
            once_settled_no_longer_asks_for_the_run(&schedule);
            warms_up_in_a_straight_line(&schedule);
            goes_on_alike_from_a_clone(&schedule);
        }
    }
}
