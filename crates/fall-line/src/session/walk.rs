//! One run on its way, an update at a time: all that decides the next update, so that a clone goes on alike.

use crate::batches::Batches;
use crate::experiment::{Plan, Setting, SurfaceTask};
use crate::fields::Seed;
use crate::formula::clipped;
use crate::optimizer::{self, At};
use crate::rng::{Rng, Stream};
use crate::surface::{Room, Rows, Surface};
use crate::way::{Route, Way};
use std::rc::Rc;

/// What does not change on the way.
#[derive(Clone, Debug)]
pub(crate) struct Course {
    pub(super) surface: Rc<Surface>,
    pub(crate) start: [f64; 2],
    pub(super) steps: u32,
    pub(super) route: Route,
    /// The seed of the noise.
    pub(super) noise: u32,
}

/// Where a run stands.
#[derive(Clone, Debug)]
pub(crate) struct Walk {
    pub(super) way: Way,
    pub(crate) w: [f64; 2],
    pub(crate) slots: Vec<[f64; 2]>,
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
    pub(crate) fn new(plan: &Plan<SurfaceTask>, seed: &Seed, surface: Rc<Surface>, start: [f64; 2]) -> Course {
        let (length, settings) = (plan.task.steps, plan.settings.clone());
        let rows = surface.rows() as u32;
        let route = Route { settings, length, rows, shuffled: true, shuffle: seed.shuffle };
        Course { surface, start, steps: length, route, noise: seed.noise }
    }

    /// The setting of a number; there is always the first.
    pub(super) fn setting(&self, number: usize) -> &Setting {
        self.route.setting(number)
    }
}

impl Walk {
    pub(crate) fn new(course: &Course) -> Walk {
        let state = course.setting(0).run.optimizer.slots().len();
        let mut walk = Walk { way: Way::new(&course.route), w: course.start, slots: vec![[0.0; 2]; state], here: None };
        walk.changes(course, &mut Desk::default());
        walk
    }

    /// To be kept: without what may be long.
    pub(super) fn folded(&self) -> Walk {
        Walk { way: self.way.folded(), slots: self.slots.clone(), ..*self }
    }

    /// To go on from one that was kept.
    pub(super) fn unfolded(&self) -> Walk {
        Walk { way: self.way.unfolded(), slots: self.slots.clone(), ..*self }
    }

    /// The rows of the update that led here.
    pub(super) fn batch(&self) -> &[u32] {
        self.way.batches.as_ref().map_or(&[], Batches::rows)
    }

    /// The setting that holds now.
    pub(super) fn setting<'a>(&self, course: &'a Course) -> &'a Setting {
        self.way.setting(&course.route)
    }

    /// Makes the changes whose time has come; whether there were any.
    pub(crate) fn changes(&mut self, course: &Course, desk: &mut Desk) -> bool {
        let Some(changed) = self.way.changes(&course.route) else { return false };
        if changed.rule {
            // there is room in it for one rule
            desk.rule = optimizer::Room::default();
        }
        if changed.state {
            self.slots = vec![[0.0; 2]; self.setting(course).run.optimizer.slots().len()];
        }
        true
    }

    /// The value over all rows where the walk stands; before the first update, and after each.
    pub(crate) fn loss(&mut self, course: &Course, desk: &mut Desk) -> f64 {
        if let Some((_, loss)) = self.here {
            return loss;
        }
        // most rules ask for the gradient here next
        if self.way.some_rows().is_none() {
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
        while self.way.t < course.steps {
            rates.push(self.way.turn(&course.route));
            self.changes(course, &mut desk);
        }
        rates
    }

    /// The next update. The changes after it are made apart, so that what it left can be seen.
    pub(crate) fn update(&mut self, course: &Course, desk: &mut Desk) -> Update {
        let lr = self.way.turn(&course.route);
        let Setting { run, noise, .. } = self.way.setting(&course.route);
        let shift = self.shift(course);
        let (mut first, mut evaluations) = (None, 0);
        let Walk { way, w, slots, here } = self;
        let before = *w;
        let Desk { slope, rule, .. } = desk;
        let state = slots.as_flattened_mut();
        run.optimizer.update(At { t: way.t - way.began, lr }, w, state, rule, &mut |point, g| {
            let (Some(&point), Some(g)) = (point.first_chunk(), g.first_chunk_mut()) else { return };
            let (mut found, _) = match (way.some_rows(), *here) {
                (None, Some(known)) if point == before => known,
                (None, _) => course.surface.slope(slope, point, Rows::All),
                (Some(rows), _) => course.surface.slope(slope, point, Rows::Some(rows)),
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
        self.way.pace.saw(loss);
        Update { lr, gradient, norm, loss, evaluations }
    }

    /// What noise adds to every gradient of the update under way.
    fn shift(&self, course: &Course) -> [f64; 2] {
        let noise = self.setting(course).noise;
        if noise <= 0.0 {
            return [0.0; 2];
        }
        let mut rng = Rng::new(course.noise, Stream::Noise);
        rng.advance(Rng::NORMALS * u64::from(self.way.t - 1));
        rng.normals().map(|normal| noise * normal)
    }

    /// The gradient that the last update saw at a point, before clipping.
    #[cfg(feature = "whole")]
    pub(super) fn gradient(&self, course: &Course, desk: &mut Desk, point: [f64; 2]) -> [f64; 2] {
        let rows = self.way.some_rows().map_or(Rows::All, Rows::Some);
        let ([x, y], _) = course.surface.slope(&mut desk.slope, point, rows);
        let [by_x, by_y] = self.shift(course);
        if self.setting(course).noise > 0.0 { [x + by_x, y + by_y] } else { [x, y] }
    }
}

#[cfg(test)]
mod tests;
