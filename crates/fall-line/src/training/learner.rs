//! One run's network on its way: piece after piece, a batch or some rows of an evaluation at a time.

use super::amend::parting;
use super::lesson::Lesson;
use super::probe::Probe;
use super::snapshots::Snapshots;
use super::walk::{Course, Desk, Manner, Walk, finite};
use crate::error::Code;
use crate::experiment::{NetworkTask, Plan, Setting};
use crate::fields::{Seed, Text};
use crate::fingerprint::Fingerprint;
use crate::network::{Layout, Network, first_weights};
use crate::optimizer::{Optimizer, Room};
use crate::schedule::Per;
use crate::session::Status;
use crate::way::{Route, Way};
use std::rc::Rc;

/// One run, and the trace of its way so far.
pub struct Learner {
    /// What it is called in the document.
    pub name: Text,
    /// How far it is.
    pub status: Status,
    /// What is known after k epochs, by name; rates and gradients of the last update of epoch k + 1.
    series: Vec<(&'static str, Vec<f64>)>,
    /// Updates made by the end of each epoch.
    ends: Vec<u32>,
    pub(super) course: Course,
    walk: Walk,
    /// As it was when the epoch began: where it is looked for what was first not finite.
    began: Walk,
    snapshots: Snapshots,
    network: Network,
    scoring: Option<Scoring>,
    desk: Desk,
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

/// Names of the losses of the parts: to train on, for choosing, for the test.
pub const LOSSES: [&str; 3] = ["loss", "validation_loss", "test_loss"];
/// Names of their accuracies, where there are classes.
pub const ACCURACIES: [&str; 3] = ["accuracy", "validation_accuracy", "test_accuracy"];

/// As many rows are evaluated at a time.
const ROWS: usize = 1024;

/// A plan with the lengths that rows give schedules: they are known now, where the data was a file.
fn settled(plan: &Plan<NetworkTask>, lesson: &Lesson) -> Plan<NetworkTask> {
    let mut plan = plan.clone();
    let rows = lesson.parts[0].len() as u32;
    for (_, Setting { run, batch, .. }) in &mut plan.settings {
        run.schedule.settle(plan.task.takes(run.schedule_per, *batch, rows));
    }
    plan
}

fn route(Plan { task, settings }: &Plan<NetworkTask>, lesson: &Lesson, shuffle: u32) -> Route {
    let rows = lesson.parts[0].len() as u32;
    let length = task.takes(Per::Step, task.batch, rows);
    Route { settings: settings.clone(), length, rows, shuffled: task.shuffle, shuffle }
}

impl Learner {
    pub(super) fn new(plan: &Plan<NetworkTask>, lesson: Rc<Lesson>, seed: &Seed, shown: bool) -> Learner {
        let plan = settled(plan, &lesson);
        let task = &plan.task;
        let route = route(&plan, &lesson, seed.shuffle);
        let network = Network::new(&lesson.shape, lesson.loss);
        let w = first_weights(&lesson.shape, task.init.as_ref(), seed.init);
        let run = &route.setting(0).run;
        let name = run.name.clone();
        let state = vec![0.0; w.len() * run.optimizer.slots().len()];
        let walk = Walk { way: Way::new(&route), w, state, evaluations: 0 };
        let course = Course { layout: network.layout().clone(), lesson, route, epochs: task.epochs };
        let mut learner = Learner {
            name,
            status: Status::Running,
            series: Vec::new(),
            ends: Vec::new(),
            began: walk.clone(),
            snapshots: Snapshots::new(&walk, shown),
            course,
            walk,
            network,
            scoring: Some(Scoring::default()),
            desk: Desk::default(),
        };
        learner.walk.changes(&learner.course, &mut learner.desk);
        learner
    }

    /// How many gradients it has asked for.
    pub fn evaluations(&self) -> u64 {
        self.walk.evaluations
    }

    /// The epochs done so far.
    pub fn epochs(&self) -> u32 {
        self.series("lr").len() as u32
    }

    /// The updates made so far.
    pub fn updates(&self) -> u32 {
        self.walk.way.t
    }

    /// The updates made by the end of each epoch, and before the first.
    pub fn ends(&self) -> &[u32] {
        &self.ends
    }

    /// How many updates are made in the epoch that is under way, and how many it has.
    pub fn within(&self) -> [u32; 2] {
        let Some(batches) = &self.walk.way.batches else { return [0, 0] };
        if self.scoring.is_some() { [0, batches.updates_per_epoch()] } else { batches.within() }
    }

    /// How much of its way it has made, from 0 to 1.
    pub fn share(&self) -> f64 {
        let [done, all] = self.within().map(f64::from);
        let begun = self.ends.last().is_some_and(|&end| self.updates() > end);
        let part = match (begun, &self.scoring) {
            (false, _) => 0.0,
            // all of the epoch is learned, and evaluated now
            (true, Some(_)) => 1.0,
            (true, None) => done / all,
        };
        let epochs = f64::from(self.epochs()) + part;
        if self.course.epochs > 0 { epochs / f64::from(self.course.epochs) } else { 1.0 }
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

    /// Its rule, as it is now.
    pub fn optimizer(&self) -> &Optimizer {
        self.walk.optimizer(&self.course)
    }

    /// Where its parameters stand.
    pub fn layout(&self) -> &Layout {
        &self.course.layout
    }

    /// The parameters as they are now.
    pub fn weights(&self) -> &[f32] {
        &self.walk.w
    }

    /// The epochs at whose ends it is kept, oldest first.
    pub fn kept(&self) -> Vec<u32> {
        self.snapshots.epochs().collect()
    }

    /// The run as it is, to be asked.
    pub fn now(&mut self) -> Probe<'_> {
        Probe {
            epoch: self.epochs(),
            course: &self.course,
            network: &mut self.network,
            walk: &self.walk,
            snapshots: &self.snapshots,
        }
    }

    /// The run as it was at the end of an epoch, or of the last before it that is kept; None where it has not begun.
    pub fn at(&mut self, epoch: u32) -> Option<Probe<'_>> {
        let Learner { course, network, snapshots, .. } = self;
        let (epoch, walk) = snapshots.before(epoch)?;
        Some(Probe { epoch, course, network, walk, snapshots })
    }

    /// One update at a rate of one's own, without evaluations around it: the loss of its batch before.
    pub(crate) fn try_update(&mut self, lr: f64) -> f64 {
        self.walk.update(
            &self.course,
            &mut self.network,
            &mut self.desk,
            Manner { rate: Some(lr), ..Manner::default() },
        );
        self.desk.batch
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
        // not taken in every update: it is large
        if self.scoring.is_some()
            && let Some(scoring) = self.scoring.take()
        {
            return self.score(scoring);
        }
        let rows = self.update(Manner::default());
        if self.walk.way.batches.as_ref().is_none_or(|batches| batches.ends_epoch()) {
            self.scoring = Some(Scoring::default());
        }
        3 * rows
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
        if self.desk.lost || !loss.is_finite() || !self.walk.is_finite() {
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
        self.ends.push(self.walk.way.t);
        self.walk.changes(&self.course, &mut self.desk);
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
        self.desk.rule = Room::default();
        while self.walk.way.t < end {
            self.update(Manner { whole: true, ..Manner::default() });
            if !finite(&self.desk.g) || !self.desk.norm.is_finite() || !self.walk.is_finite() {
                break;
            }
        }
        self.status = why(self.walk.way.t);
        // what is shown from now on is finite; what was asked for, was
        let evaluations = self.walk.evaluations;
        self.walk = Walk { evaluations, ..self.began.clone() };
    }

    fn update(&mut self, manner: Manner) -> usize {
        self.walk.update(&self.course, &mut self.network, &mut self.desk, manner)
    }

    /// A plan of its own with the lengths that its rows give schedules.
    pub(super) fn settled(&self, plan: &Plan<NetworkTask>) -> Plan<NetworkTask> {
        settled(plan, &self.course.lesson)
    }

    /// To which epoch it has to go back, if at all, to go on by another plan; None where it has to begin anew.
    pub(super) fn back_for(&self, plan: &Plan<NetworkTask>) -> Option<Option<u32>> {
        let longest = plan.task.epochs;
        let (at, first) = parting(&self.course.route.settings, &plan.settings).unwrap_or((u32::MAX, usize::MAX));
        if first == 0 {
            return None;
        }
        let stays = |walk: &Walk| walk.way.number() < first && walk.way.t <= at;
        let reached = match self.status {
            // it is shown as it was before that
            Status::Diverged { at: lost, .. } => lost <= at && self.epochs() < longest,
            Status::Running | Status::Done => self.epochs() <= longest,
        };
        if reached && stays(&self.walk) {
            return Some(None);
        }
        let kept = self.snapshots.all().rev().find(|(epoch, walk)| *epoch <= longest && stays(walk));
        kept.map(|(epoch, _)| Some(epoch))
    }

    /// Goes back to the end of an epoch, or of the last before it that is kept; what came later it has yet to learn.
    pub(super) fn back(&mut self, epoch: u32) {
        let Some((epoch, walk)) = self.snapshots.back(epoch) else { return };
        self.walk = walk;
        self.began.clone_from(&self.walk);
        (self.scoring, self.desk) = (None, Desk::default());
        self.ends.truncate(epoch as usize + 1);
        for (name, values) in &mut self.series {
            values.truncate(epoch as usize + usize::from(!matches!(*name, "lr" | "gradient_norm")));
        }
        self.status = if epoch < self.course.epochs { Status::Running } else { Status::Done };
    }

    /// Goes on by another plan, from an epoch that is kept where one is given.
    pub(super) fn amend(&mut self, plan: Plan<NetworkTask>, back: Option<u32>) {
        self.course.route = route(&plan, &self.course.lesson, self.course.route.shuffle);
        self.course.epochs = plan.task.epochs;
        self.name.clone_from(&self.course.route.setting(0).run.name);
        if let Some(epoch) = back {
            self.back(epoch);
        }
        if back.is_some() || !matches!(self.status, Status::Diverged { .. }) {
            let is_done = self.epochs() == self.course.epochs && self.scoring.is_none();
            self.status = if is_done { Status::Done } else { Status::Running };
        }
        if self.scoring.is_none() && self.began.way.t == self.walk.way.t {
            // what is due between two epochs is done between them
            self.walk.changes(&self.course, &mut self.desk);
            self.began.clone_from(&self.walk);
            self.snapshots.keep(self.epochs(), &self.walk);
        }
    }

    /// A hash of all bits of this run's result.
    pub fn fingerprint(&mut self) -> Fingerprint {
        let mut hash = Fingerprint::default();
        let status = match &self.status {
            Status::Running => 0,
            Status::Done => 1,
            Status::Diverged { at, .. } => 2 + u64::from(*at),
        };
        [status, self.evaluations()].iter().for_each(|&word| hash.number(word));
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
