//! One run's network on its way: piece after piece, a batch or some rows of an evaluation at a time.

use super::lesson::Lesson;
use super::snapshots::Snapshots;
use crate::error::Code;
use crate::experiment::{NetworkTask, Plan, Setting};
use crate::fields::{Seed, Text};
use crate::fingerprint::Fingerprint;
use crate::network::{Layout, Network, first_weights};
use crate::optimizer::{At, Optimizer, Room, Wanted};
use crate::session::Status;
use crate::way::{Route, Way};
use std::rc::Rc;

/// What does not change on the way.
#[derive(Debug)]
pub(super) struct Course {
    pub(super) lesson: Rc<Lesson>,
    pub(super) layout: Layout,
    route: Route,
    epochs: u32,
}

/// Where a run stands: all that decides the next update, so that a clone goes on alike.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    pub(super) way: Way,
    pub(super) w: Vec<f32>,
    pub(super) state: Vec<f32>,
}

/// One run, and the trace of its way so far.
pub struct Learner {
    /// What it is called in the document.
    pub name: Text,
    /// Its rule, as it is now.
    pub optimizer: Optimizer,
    /// How far it is.
    pub status: Status,
    /// How many gradients it has asked for.
    pub evaluations: u64,
    /// What is known after k epochs, by name; rates and gradients of the last update of epoch k + 1.
    series: Vec<(&'static str, Vec<f64>)>,
    pub(super) course: Course,
    pub(super) walk: Walk,
    /// As it was when the epoch began: where it is looked for what was first not finite.
    began: Walk,
    pub(super) snapshots: Snapshots,
    pub(super) network: Network,
    scoring: Option<Scoring>,
    desk: Desk,
}

/// Where a run computes: nothing in it lasts.
#[derive(Default)]
struct Desk {
    g: Vec<f32>,
    point: Vec<f32>,
    rule: Room<f32>,
    /// The last update's learning rate and the size of its first gradient.
    lr: f64,
    norm: f64,
    /// The loss of the last update's batch, before it.
    batch: f64,
    /// Whether a gradient of this epoch was not finite, and left no trace.
    lost: bool,
}

/// An evaluation under way.
#[derive(Default)]
struct Scoring {
    part: usize,
    row: usize,
    sum: f64,
    right: usize,
    found: [Option<(f64, Option<f64>)>; 3],
}

/// Names of the losses and accuracies of the parts: to train on, for choosing, for the test.
const LOSSES: [&str; 3] = ["loss", "validation_loss", "test_loss"];
const ACCURACIES: [&str; 3] = ["accuracy", "validation_accuracy", "test_accuracy"];

/// As many rows are evaluated at a time.
const ROWS: usize = 1024;

impl Learner {
    pub(super) fn new(plan: &Plan<NetworkTask>, lesson: Rc<Lesson>, seed: &Seed) -> Learner {
        let task = &plan.task;
        let rows = lesson.parts[0].len() as u32;
        let mut settings = plan.settings.clone();
        for (_, Setting { run, batch, .. }) in &mut settings {
            // known now, where the data was a file
            let updates = task.epochs.saturating_mul(batch.updates_per_epoch(rows));
            run.schedule.settle(if run.schedule_per == crate::schedule::Per::Epoch { task.epochs } else { updates });
        }
        let length = task.epochs.saturating_mul(task.batch.updates_per_epoch(rows));
        let route = Route { settings, length, rows, shuffled: task.shuffle, shuffle: seed.shuffle };
        let network = Network::new(&lesson.shape, lesson.loss);
        let w = first_weights(&lesson.shape, task.init.as_ref(), seed.init);
        let run = &route.setting(0).run;
        let (name, optimizer) = (run.name.clone(), run.optimizer.clone());
        let state = vec![0.0; w.len() * optimizer.slots().len()];
        let walk = Walk { way: Way::new(&route), w, state };
        let course = Course { layout: network.layout().clone(), lesson, route, epochs: task.epochs };
        let mut learner = Learner {
            name,
            optimizer,
            status: Status::Running,
            evaluations: 0,
            series: Vec::new(),
            began: walk.clone(),
            snapshots: Snapshots::new(&walk),
            course,
            walk,
            network,
            scoring: Some(Scoring::default()),
            desk: Desk::default(),
        };
        learner.changes();
        learner
    }

    /// The epochs done so far.
    pub fn epochs(&self) -> u32 {
        self.series("lr").len() as u32
    }

    /// The updates made so far.
    pub fn updates(&self) -> u32 {
        self.walk.way.t
    }

    /// How many updates are made in the epoch that is under way, and how many it has.
    pub fn within(&self) -> [u32; 2] {
        let Some(batches) = &self.walk.way.batches else { return [0, 0] };
        if self.scoring.is_some() { [0, batches.updates_per_epoch()] } else { batches.within() }
    }

    /// A series by its name; empty where there is none.
    pub fn series(&self, name: &str) -> &[f64] {
        self.series.iter().find(|(known, _)| *known == name).map_or(&[], |(_, values)| values)
    }

    /// All of them, with their names.
    pub fn all_series(&self) -> impl Iterator<Item = (&'static str, &[f64])> {
        self.series.iter().map(|(name, values)| (*name, values.as_slice()))
    }

    /// What it learns from.
    pub fn lesson(&self) -> &Lesson {
        &self.course.lesson
    }

    /// The same, to be kept.
    pub(crate) fn shared_lesson(&self) -> Rc<Lesson> {
        self.course.lesson.clone()
    }

    /// One update without evaluations around it: its learning rate, and the loss of its batch before.
    pub(crate) fn try_batch(&mut self) -> (f64, f64) {
        self.scoring = None;
        self.update(false);
        (self.desk.lr, self.desk.batch)
    }

    /// Where its parameters stand.
    pub fn layout(&self) -> &Layout {
        &self.course.layout
    }

    /// The parameters as they are now.
    pub fn weights(&self) -> &[f32] {
        &self.walk.w
    }

    /// Its state vectors, by name.
    pub fn state(&self) -> impl Iterator<Item = (&str, &[f32])> {
        let every = if self.walk.w.is_empty() { 1 } else { self.walk.w.len() };
        self.optimizer.slots().into_iter().zip(self.walk.state.chunks(every))
    }

    /// The gradient that the last update saw, before clipping.
    pub fn gradient(&self) -> &[f32] {
        &self.desk.g
    }

    /// What the network says of rows of inputs: probabilities (one for `binary_cross_entropy`) or values, row after row.
    pub fn outputs(&mut self, inputs: &[f32]) -> Vec<f32> {
        let mut out = Vec::new();
        self.network.outputs(&self.walk.w, inputs, &mut out);
        out
    }

    /// What it says of each training row in order.
    pub fn said(&mut self) -> Vec<f32> {
        let lesson = self.course.lesson.clone();
        let mut out = Vec::new();
        for rows in lesson.parts[0].chunks(ROWS) {
            self.network.outputs(&self.walk.w, &lesson.inputs_of(rows), &mut out);
        }
        out
    }

    /// The next piece, an update or some rows of an evaluation: how many rows it went through, backward counted as two.
    pub(super) fn piece(&mut self) -> usize {
        match self.scoring.take() {
            Some(scoring) => self.score(scoring),
            None => {
                let rows = self.update(false);
                if self.walk.way.batches.as_ref().is_none_or(|batches| batches.ends_epoch()) {
                    self.scoring = Some(Scoring::default());
                }
                3 * rows
            }
        }
    }

    /// Whether an evaluation is under way.
    pub(super) fn is_scoring(&self) -> bool {
        self.scoring.is_some()
    }

    fn score(&mut self, mut scoring: Scoring) -> usize {
        let lesson = &self.course.lesson;
        let rows = &lesson.parts[scoring.part];
        let to = if scoring.row + ROWS < rows.len() { scoring.row + ROWS } else { rows.len() };
        let some = &rows[scoring.row..to];
        if !some.is_empty() {
            let score = self.network.score(&self.walk.w, &lesson.samples(), some);
            scoring.sum += score.loss * some.len() as f64;
            scoring.right += score.right.unwrap_or(0);
            if to == rows.len() {
                let count = rows.len() as f64;
                let accuracy = score.right.map(|_| scoring.right as f64 / count);
                scoring.found[scoring.part] = Some((scoring.sum / count, accuracy));
            }
        }
        scoring.row = to;
        let seen = some.len();
        if to == rows.len() {
            (scoring.part, scoring.row, scoring.sum, scoring.right) = (scoring.part + 1, 0, 0.0, 0);
        }
        if scoring.part < 3 {
            self.scoring = Some(scoring);
        } else {
            self.scored(scoring.found);
        }
        seen
    }

    /// An epoch is over, or the first has not begun.
    fn scored(&mut self, found: [Option<(f64, Option<f64>)>; 3]) {
        let loss = found[0].map_or(0.0, |(loss, _)| loss);
        if self.desk.lost || !loss.is_finite() || !finite(&self.walk.w) || !finite(&self.walk.state) {
            return self.diverge();
        }
        let first = self.series.is_empty();
        let mut push = |name: &'static str, x: f64| match self.series.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(x),
            None => self.series.push((name, vec![x])),
        };
        for (part, found) in found.into_iter().enumerate() {
            let Some((loss, accuracy)) = found else { continue };
            push(LOSSES[part], loss);
            accuracy.into_iter().for_each(|accuracy| push(ACCURACIES[part], accuracy));
        }
        if first {
            self.series.extend([("lr", Vec::new()), ("gradient_norm", Vec::new())]);
        } else {
            push("lr", self.desk.lr);
            push("gradient_norm", self.desk.norm);
            self.walk.way.pace.saw(loss);
        }
        self.changes();
        self.snapshots.keep(self.epochs(), &self.walk);
        if self.epochs() == self.course.epochs {
            self.status = Status::Done;
        }
        self.began.clone_from(&self.walk);
    }

    /// Goes through the epoch again to find the update in which something was first not finite.
    #[cold]
    fn diverge(&mut self) {
        let why = |at: u32| {
            let code =
                if at == 0 { Code::DivergedStart.with([]) } else { Code::DivergedNetwork.with([&at.to_string()]) };
            Status::Diverged { at, why: code }
        };
        let end = self.walk.way.t;
        self.walk = self.began.clone();
        self.evaluations = self.evaluations.saturating_sub(u64::from(end - self.walk.way.t));
        self.desk.rule = Room::default();
        while self.walk.way.t < end {
            self.update(true);
            if !finite(&self.desk.g)
                || !self.desk.norm.is_finite()
                || !finite(&self.walk.w)
                || !finite(&self.walk.state)
            {
                break;
            }
        }
        self.status = why(self.walk.way.t);
        // what is shown from now on is finite
        self.walk = self.began.clone();
    }

    /// The parameters as they would be after one more update, which is taken back.
    pub(super) fn after(&mut self) -> Vec<f32> {
        let (walk, optimizer, evaluations) = (self.walk.clone(), self.optimizer.clone(), self.evaluations);
        let desk = std::mem::take(&mut self.desk);
        self.update(true);
        (self.desk, self.optimizer, self.evaluations) = (desk, optimizer, evaluations);
        std::mem::replace(&mut self.walk, walk).w
    }

    /// The epochs at whose ends the parameters are kept, oldest first.
    pub fn kept(&self) -> Vec<u32> {
        self.snapshots.epochs().collect()
    }

    /// The parameters at the end of an epoch, or of the last before it that is kept; None before the first evaluation.
    pub fn at(&self, epoch: u32) -> Option<(u32, &[f32])> {
        self.snapshots.before(epoch).map(|(epoch, walk)| (epoch, walk.w.as_slice()))
    }

    fn changes(&mut self) {
        let Some(changed) = self.walk.way.changes(&self.course.route) else { return };
        self.optimizer.clone_from(&self.walk.way.setting(&self.course.route).run.optimizer);
        if changed.rule {
            self.desk.rule = Room::default();
        }
        if changed.state {
            self.walk.state = vec![0.0; self.walk.w.len() * self.optimizer.slots().len()];
        }
    }

    /// The next batch; `whole` looks at all of the gradient.
    fn update(&mut self, whole: bool) -> usize {
        if self.walk.way.t > 0 {
            self.changes();
        }
        let Learner { walk: Walk { way, w, state }, course, network, desk, .. } = self;
        let Course { lesson, layout, route, .. } = course;
        let lr = way.turn(route);
        let Setting { run, penalty, .. } = way.setting(route);
        let at = At { t: way.t - way.began, lr };
        let batches = way.batches.as_ref();
        let rows = batches.map_or(&[][..], |batches| batches.rows());
        let ends = batches.is_none_or(|batches| batches.ends_epoch());
        let samples = lesson.samples();
        desk.lr = lr;
        desk.g.resize(w.len(), 0.0);
        let Desk { g, point, rule, norm, lost, batch, .. } = desk;
        let (len, forgets) = (w.len(), run.optimizer.forgets());
        if run.optimizer.wanted() == Wanted::Here && run.clip.is_none() && !whole {
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
            self.evaluations += 1;
        } else {
            let mut asked = 0;
            run.optimizer.update(at, w, state, rule, &mut |w, into| {
                point.clear();
                point.extend_from_slice(w);
                let loss =
                    network.gradient(point, &samples, rows, into, &mut |part, w, g| penalty.add(layout, &part, w, g));
                if asked == 0 {
                    *batch = f64::from(loss);
                    g.copy_from_slice(into);
                    *norm = size(into);
                }
                asked += 1;
                *lost |= forgets && !finite(into);
                if let Some(most) = run.clip {
                    clip(into, most);
                }
            });
            self.evaluations += asked;
        }
        rows.len()
    }

    /// A hash of all bits of this run's result.
    pub fn fingerprint(&mut self) -> Fingerprint {
        let mut hash = Fingerprint::default();
        let status = match &self.status {
            Status::Running => 0,
            Status::Done => 1,
            Status::Diverged { at, .. } => 2 + u64::from(*at),
        };
        [status, self.evaluations].iter().for_each(|&word| hash.number(word));
        for (_, values) in &self.series {
            hash.number(values.len() as u64);
            values.iter().for_each(|x| hash.number(x.to_bits()));
        }
        let said = self.said();
        hash.number(said.len() as u64);
        said.iter().for_each(|x| hash.number(f64::from(*x).to_bits()));
        hash
    }
}

fn finite(values: &[f32]) -> bool {
    values.iter().all(|x| x.is_finite())
}

/// The length of a vector, in f64: its squares add in four sums, element by element in turn.
fn size(g: &[f32]) -> f64 {
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
