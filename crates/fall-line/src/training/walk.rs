//! Where a run of a network stands, and its next update.

use super::lesson::Lesson;
use crate::experiment::Setting;
use crate::network::{Layout, Network};
use crate::optimizer::{At, Optimizer, Room, Wanted};
use crate::way::{Route, Way};
use std::rc::Rc;

/// What does not change on the way.
#[derive(Debug)]
pub(super) struct Course {
    pub(super) lesson: Rc<Lesson>,
    pub(super) layout: Layout,
    pub(super) route: Route,
    pub(super) epochs: u32,
}

/// Where a run stands: all that decides the next update, so that a clone goes on alike.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    pub(super) way: Way,
    pub(super) w: Vec<f32>,
    pub(super) state: Vec<f32>,
    /// How many gradients it has asked for.
    pub(super) evaluations: u64,
}

/// Where a run computes, and what the last update left behind.
#[derive(Default)]
pub(super) struct Desk {
    /// The rows of the batch: batches count those to train on.
    rows: Vec<u32>,
    /// The first gradient, before clipping, of an update of which it is looked at.
    pub(super) g: Vec<f32>,
    point: Vec<f32>,
    pub(super) rule: Room<f32>,
    pub(super) lr: f64,
    /// The size of the first gradient of the last update of an epoch, or of one of which all is looked at.
    pub(super) norm: f64,
    /// The loss of the batch, where its first gradient was asked for.
    pub(super) batch: f64,
    /// Whether a gradient of this epoch was not finite, and left no trace.
    pub(super) lost: bool,
}

/// How an update is made, where it is not made as usual.
#[derive(Clone, Copy, Default)]
pub(super) struct Manner {
    /// All of the gradient is looked at.
    pub(super) whole: bool,
    /// A rate that is not the schedule's.
    pub(super) rate: Option<f64>,
    /// So many rows of the batch at most.
    pub(super) most: Option<usize>,
}

impl Walk {
    /// To be kept: without what may be long.
    pub(super) fn folded(&self) -> Walk {
        Walk { way: self.way.folded(), w: self.w.clone(), state: self.state.clone(), ..*self }
    }

    /// To go on from one that was kept.
    pub(super) fn unfolded(&self) -> Walk {
        Walk { way: self.way.unfolded(), w: self.w.clone(), state: self.state.clone(), ..*self }
    }

    /// The rule, as it is now.
    pub(super) fn optimizer<'a>(&self, course: &'a Course) -> &'a Optimizer {
        &self.way.setting(&course.route).run.optimizer
    }

    /// The next batch: how many rows it had.
    pub(super) fn update(&mut self, course: &Course, network: &mut Network, desk: &mut Desk, manner: Manner) -> usize {
        if self.way.t > 0 {
            self.changes(course, desk);
        }
        let Walk { way, w, state, evaluations } = self;
        let Course { lesson, layout, route, .. } = course;
        let scheduled = way.turn(route);
        let lr = manner.rate.unwrap_or(scheduled);
        let Setting { run, penalty, .. } = way.setting(route);
        let at = At { t: way.t - way.began, lr };
        let batches = way.batches.as_ref();
        let batch = batches.map_or(&[][..], |batches| batches.rows());
        let batch = manner.most.and_then(|most| batch.get(..most)).unwrap_or(batch);
        // pushed one by one they would take longer than some updates' rule
        desk.rows.resize(batch.len(), 0);
        desk.rows
            .iter_mut()
            .zip(batch)
            .for_each(|(row, &at)| *row = lesson.parts[0].get(at as usize).copied().unwrap_or_default());
        let ends = batches.is_none_or(|batches| batches.ends_epoch());
        let samples = lesson.samples();
        desk.lr = lr;
        if desk.g.len() != w.len() {
            desk.g.resize(w.len(), 0.0);
        }
        let Desk { rows, g, point, rule, norm, lost, batch, .. } = desk;
        let (len, forgets) = (w.len(), run.optimizer.forgets());
        if run.optimizer.wanted() == Wanted::Here && run.clip.is_none() && !manner.whole {
            // each part moves while it is near
            let loss = network.gradient(w, &samples, rows, g, &mut |part, w, g| {
                penalty.add(layout, &part, w, g);
                *lost |= forgets && !finite(g);
                run.optimizer.step(at, w, g, state, len, part);
            });
            *batch = f64::from(loss);
            if ends {
                *norm = size(g);
            }
            *evaluations += 1;
            return rows.len();
        }
        let mut asked = 0;
        run.optimizer.update(at, w, state, rule, &mut |w, into| {
            point.clear();
            point.extend_from_slice(w);
            let loss =
                network.gradient(point, &samples, rows, into, &mut |part, w, g| penalty.add(layout, &part, w, g));
            if asked == 0 {
                *batch = f64::from(loss);
            }
            if asked == 0 && (ends || manner.whole) {
                g.copy_from_slice(into);
                *norm = size(into);
            }
            asked += 1;
            *lost |= forgets && !finite(into);
            if let Some(most) = run.clip {
                clip(into, most);
            }
        });
        *evaluations += asked;
        rows.len()
    }

    /// Makes the changes whose time has come.
    pub(super) fn changes(&mut self, course: &Course, desk: &mut Desk) {
        let Some(changed) = self.way.changes(&course.route) else { return };
        if changed.rule {
            desk.rule = Room::default();
        }
        if changed.state {
            self.state = vec![0.0; self.w.len() * self.optimizer(course).slots().len()];
        }
    }

    pub(super) fn is_finite(&self) -> bool {
        finite(&self.w) && finite(&self.state)
    }
}

/// Without a branch for each, four at a time are looked at.
pub(super) fn finite(values: &[f32]) -> bool {
    values.chunks(1024).all(|some| some.iter().fold(true, |all, x| all & x.is_finite()))
}

/// The length of a vector, in f64: its squares add in four sums, element by element in turn.
pub(super) fn size(g: &[f32]) -> f64 {
    let mut sums = [0.0; 4];
    for four in g.chunks(4) {
        for (sum, &x) in sums.iter_mut().zip(four) {
            *sum += f64::from(x) * f64::from(x);
        }
    }
    ((sums[0] + sums[1]) + (sums[2] + sums[3])).sqrt()
}

/// Shortened to this length, where it is longer.
fn clip(g: &mut [f32], most: f64) {
    let size = size(g);
    if size > most {
        let factor = (most / size) as f32;
        g.iter_mut().for_each(|x| *x *= factor);
    }
}
