//! One run on its way, an update at a time: all that decides the next update, so that a clone goes on alike.

use crate::batches::Batches;
use crate::experiment::{Plan, Setting};
use crate::fields::Seed;
use crate::formula::clipped;
use crate::optimizer::{self, At};
use crate::rng::{Rng, Stream};
use crate::schedule::{Pace, Per};
use crate::surface::{Room, Rows, Surface};
use std::rc::Rc;

/// What does not change on the way.
#[derive(Clone, Debug)]
pub(crate) struct Course {
    pub(super) surface: Rc<Surface>,
    pub(crate) start: [f64; 2],
    pub(super) steps: u32,
    pub(super) settings: Vec<(u32, Setting)>,
    /// The seeds of the rows' order and of the noise.
    pub(super) shuffle: u32,
    pub(super) noise: u32,
}

/// Where a run stands.
#[derive(Clone, Debug)]
pub(crate) struct Walk {
    /// How many updates are behind.
    pub(super) t: u32,
    pub(crate) w: [f64; 2],
    pub(crate) slots: Vec<[f64; 2]>,
    /// After which update the rule began: its t, and its state, count from there.
    pub(super) began: u32,
    /// Which setting holds.
    setting: usize,
    pace: Pace,
    batches: Option<Batches>,
    /// The gradient and the value here, over all rows, where they are known already.
    here: Option<([f64; 2], f64)>,
}

/// Where a walk computes: nothing in it lasts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Desk {
    slope: Room,
    value: Room,
    rule: optimizer::Room<f64>,
}

/// What an update gave.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Update {
    pub(crate) lr: f64,
    /// The update's first gradient as the rule saw it, before clipping.
    pub(crate) gradient: [f64; 2],
    /// Its size.
    pub(crate) norm: f64,
    pub(crate) loss: f64,
    pub(super) evaluations: u32,
}

impl Course {
    pub(crate) fn new(plan: &Plan, seed: &Seed, surface: Rc<Surface>, start: [f64; 2]) -> Course {
        let (steps, settings) = (plan.task.steps, plan.settings.clone());
        Course { surface, start, steps, settings, shuffle: seed.shuffle, noise: seed.noise }
    }

    fn batches(&self, setting: &Setting) -> Option<Batches> {
        let rows = self.surface.rows() as u32;
        (rows > 0).then(|| Batches::new(rows, setting.batch, true, self.shuffle))
    }

    /// A setting's schedule, from its beginning.
    fn pace(&self, setting: &Setting) -> Pace {
        setting.run.schedule.start(self.steps, setting.run.warmup)
    }

    /// The setting of a number; there is always the first.
    pub(super) fn setting(&self, number: usize) -> &Setting {
        &self.settings[number].1
    }
}

impl Walk {
    pub(crate) fn new(course: &Course) -> Walk {
        let setting = course.setting(0);
        let mut walk = Walk {
            t: 0,
            w: course.start,
            slots: vec![[0.0; 2]; setting.run.optimizer.slots().len()],
            began: 0,
            setting: 0,
            pace: course.pace(setting),
            batches: course.batches(setting),
            here: None,
        };
        walk.changes(course, &mut Desk::default());
        walk
    }

    /// To be kept: without what may be long.
    pub(super) fn folded(&self) -> Walk {
        self.with(self.batches.as_ref().map(Batches::folded))
    }

    /// To go on from one that was kept.
    pub(super) fn unfolded(&self) -> Walk {
        self.with(self.batches.as_ref().map(Batches::unfolded))
    }

    fn with(&self, batches: Option<Batches>) -> Walk {
        Walk { batches, slots: self.slots.clone(), pace: self.pace.clone(), ..*self }
    }

    /// The rows of the update that led here.
    pub(super) fn batch(&self) -> &[u32] {
        self.batches.as_ref().map_or(&[], Batches::rows)
    }

    /// The setting that holds now.
    pub(super) fn setting<'a>(&self, course: &'a Course) -> &'a Setting {
        course.setting(self.setting)
    }

    /// Makes the changes whose time has come; whether there were any.
    pub(crate) fn changes(&mut self, course: &Course, desk: &mut Desk) -> bool {
        // the lean engine knows no changes
        cfg!(feature = "whole") && self.is_due(course) && self.change(course, desk)
    }

    fn is_due(&self, course: &Course) -> bool {
        course.settings.get(self.setting + 1).is_some_and(|(at, _)| *at <= self.t)
    }

    /// A rule that keeps the same state goes on with it, another begins at t = 1; a schedule that changes starts anew,
    /// without forgetting the time.
    #[cold]
    fn change(&mut self, course: &Course, desk: &mut Desk) -> bool {
        while self.is_due(course) {
            let (before, now) = (course.setting(self.setting), course.setting(self.setting + 1));
            self.setting += 1;
            if before.run.optimizer != now.run.optimizer {
                // there is room in it for one rule
                desk.rule = optimizer::Room::default();
            }
            let [old, new] = [before, now].map(|setting| setting.run.optimizer.slots());
            if old != new || std::mem::discriminant(&before.run.optimizer) != std::mem::discriminant(&now.run.optimizer)
            {
                (self.slots, self.began) = (vec![[0.0; 2]; new.len()], self.t);
            }
            let paced =
                |setting: &Setting| (setting.run.schedule.clone(), setting.run.schedule_per, setting.run.warmup);
            if paced(before) != paced(now) {
                self.pace = course.pace(now);
            }
            if let Some(batches) = self.batches.as_mut().filter(|_| before.batch != now.batch) {
                batches.resize(now.batch, course.shuffle);
            }
        }
        true
    }

    /// The value over all rows where the walk stands; before the first update, and after each.
    pub(crate) fn loss(&mut self, course: &Course, desk: &mut Desk) -> f64 {
        if let Some((_, loss)) = self.here {
            return loss;
        }
        // most rules ask for the gradient here next
        if self.batches.as_ref().is_none_or(Batches::is_all) {
            let here = course.surface.slope(&mut desk.slope, self.w, Rows::All);
            self.here = Some(here);
            here.1
        } else {
            course.surface.value_in(&mut desk.value, self.w)
        }
    }

    /// The learning rates of all updates from here, changes included.
    pub(super) fn rates(mut self, course: &Course) -> Vec<f64> {
        let (mut rates, mut desk) = (Vec::new(), Desk::default());
        while self.t < course.steps {
            rates.push(self.turn(course));
            self.changes(course, &mut desk);
        }
        rates
    }

    /// Goes on to the next update and its batch: its learning rate.
    pub(super) fn turn(&mut self, course: &Course) -> f64 {
        self.t += 1;
        if let Some(batches) = &mut self.batches {
            batches.next_batch();
        }
        let run = &course.setting(self.setting).run;
        // without rows an update is an epoch
        let time = match (run.schedule_per, &self.batches) {
            (Per::Epoch, Some(batches)) => batches.epoch(),
            _ => self.t,
        };
        run.optimizer.lr() * self.pace.factor(time)
    }

    /// The next update. The changes after it are made apart, so that what it left can be seen.
    pub(crate) fn update(&mut self, course: &Course, desk: &mut Desk) -> Update {
        let lr = self.turn(course);
        let Setting { run, noise, .. } = course.setting(self.setting);
        let shift = self.shift(course);
        let (mut first, mut evaluations) = (None, 0);
        let Walk { t, began, w, slots, batches, here, .. } = self;
        let before = *w;
        let Desk { slope, rule, .. } = desk;
        let state = slots.as_flattened_mut();
        run.optimizer.update(At { t: *t - *began, lr }, w, state, rule, &mut |point, g| {
            let (Some(&point), Some(g)) = (point.first_chunk(), g.first_chunk_mut()) else { return };
            let batch = batches.as_ref().filter(|batches| !batches.is_all());
            let (mut found, _) = match (batch, *here) {
                (None, Some(known)) if point == before => known,
                (None, _) => course.surface.slope(slope, point, Rows::All),
                (Some(batches), _) => course.surface.slope(slope, point, Rows::Some(batches.rows())),
            };
            if *noise > 0.0 {
                found = [found[0] + shift[0], found[1] + shift[1]];
            }
            evaluations += 1;
            first.get_or_insert(found);
            *g = run.clip.map_or(found, |most| clipped(found, most));
        });
        let gradient = first.unwrap_or_default();
        // before the loss, so that a processor does both at once
        let norm = libm::hypot(gradient[0], gradient[1]);
        self.here = None;
        let loss = self.loss(course, desk);
        self.pace.saw(loss);
        Update { lr, gradient, norm, loss, evaluations }
    }

    /// What noise adds to every gradient of the update under way.
    fn shift(&self, course: &Course) -> [f64; 2] {
        let noise = self.setting(course).noise;
        if noise <= 0.0 {
            return [0.0; 2];
        }
        let mut rng = Rng::new(course.noise, Stream::Noise);
        rng.advance(Rng::NORMALS * u64::from(self.t - 1));
        rng.normals().map(|normal| noise * normal)
    }

    /// The gradient that the last update saw at a point, before clipping.
    #[cfg(feature = "whole")]
    pub(super) fn gradient(&self, course: &Course, desk: &mut Desk, point: [f64; 2]) -> [f64; 2] {
        let batch = self.batches.as_ref().filter(|batches| !batches.is_all());
        let rows = batch.map_or(Rows::All, |batches| Rows::Some(batches.rows()));
        let ([x, y], _) = course.surface.slope(&mut desk.slope, point, rows);
        let [by_x, by_y] = self.shift(course);
        if self.setting(course).noise > 0.0 { [x + by_x, y + by_y] } else { [x, y] }
    }
}

#[cfg(test)]
mod tests;
