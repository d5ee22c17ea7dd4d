//! A compiled experiment, one step at a time. Stepping cannot fail: a run is running, done, or diverged at a step.

use crate::error::{Code, Error, Reason};
use crate::experiment::Experiment;
use crate::fields::{Form, Slot, Text};
use crate::fingerprint::Fingerprint;
use crate::json::Json;
use crate::number;
use crate::optimizer::Optimizer;
use crate::surface::Surface;
use std::rc::Rc;
use walk::{Course, Desk, Update, Walk};

#[cfg(feature = "whole")]
mod curves;
mod spread;
pub(crate) mod walk;
#[cfg(feature = "whole")]
mod worked;

pub use spread::Spread;
pub(crate) use spread::spread;
#[cfg(feature = "whole")]
pub use worked::{Seen, Worked};

/// All runs of an experiment.
#[derive(Debug)]
pub struct Session {
    /// By repetition, then by run: the first repetition is what is shown.
    repetitions: Vec<Vec<Track>>,
    surface: Rc<Surface>,
    domain: [f64; 4],
    steps: u32,
}

/// How far a run is.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// There are steps left.
    Running,
    /// It has taken every step.
    Done,
    /// Parameters, state, gradient or loss were first not finite in update `at`; all before is kept.
    Diverged {
        /// Which update; 0 is the start itself.
        at: u32,
        /// In words.
        why: Reason,
    },
}

/// One run, and the trace of its way so far.
#[derive(Debug)]
pub struct Track {
    /// What it is called in the document.
    pub name: Text,
    /// Its rule, as it is now.
    pub optimizer: Optimizer,
    /// How far it is.
    pub status: Status,
    /// How many gradients it has asked for.
    pub evaluations: u32,
    /// x0, y0, x1, y1, …: the point after k updates.
    pub path: Vec<f64>,
    /// The loss after k updates.
    pub loss: Vec<f64>,
    /// The learning rate of update k + 1.
    pub lr: Vec<f64>,
    /// The size of the gradient that update k + 1 saw.
    pub gradient_norm: Vec<f64>,
    course: Course,
    walk: Walk,
    desk: Desk,
    checkpoints: Checkpoints,
}

/// What a run knew at a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// The names of the state vectors, and the vectors.
    pub state: Vec<(String, [f64; 2])>,
    /// The first gradient that the step's update saw, before clipping; none at the start.
    pub gradient: Option<[f64; 2]>,
}

/// Where a run can be taken up again: as many places as memory allows, evenly spread.
#[derive(Debug)]
struct Checkpoints {
    every: u32,
    walks: Vec<Walk>,
}

/// As many as are kept of one run.
const CHECKPOINTS: usize = 256;

impl Session {
    /// Ready to take the first step. What `Experiment::parse` has read does not fail here.
    pub fn new(experiment: &Experiment) -> Result<Session, Error> {
        let (surface, tracks) = compiled(experiment)?;
        let mut repetitions = vec![tracks];
        for number in 1..experiment.document.repeat {
            repetitions.push(compiled(&experiment.repetition(number)?)?.1);
        }
        let (task, plans) = experiment.surface()?;
        let natural = task.natural().map(|natural| natural.domain);
        let domain = natural.unwrap_or(surface.domain(task.start(&surface)));
        let steps = plans.iter().map(|plan| plan.task.steps).max().unwrap_or(0);
        Ok(Session { repetitions, domain, surface, steps })
    }

    /// Every run that still runs takes up to `n` updates; true while any still runs.
    pub fn step(&mut self, n: u32) -> bool {
        let mut tracks = self.repetitions.iter_mut().flatten();
        tracks.by_ref().for_each(|track| track.step(n));
        self.repetitions.iter().flatten().any(|track| track.status == Status::Running)
    }

    /// The runs, with the first of the seeds.
    pub fn tracks(&self) -> &[Track] {
        self.repetitions.first().map_or(&[], Vec::as_slice)
    }

    /// How the losses of one run lie over its seeds; none where there is but one seed.
    pub fn spread(&self, run: usize) -> Option<Spread> {
        let losses = || self.repetitions(run).map(|track| track.loss.as_slice()).collect::<Vec<_>>();
        (self.repetitions.len() > 1).then(|| spread(&losses(), f64::INFINITY))
    }

    /// One run with every seed.
    pub fn repetitions(&self, run: usize) -> impl ExactSizeIterator<Item = &Track> {
        self.repetitions.iter().map(move |tracks| &tracks[run])
    }

    /// How many updates the document asks for: the longest of its runs.
    pub fn steps(&self) -> u32 {
        self.steps
    }

    /// What the task minimises; a run may have a surface of its own.
    pub fn surface(&self) -> &Surface {
        &self.surface
    }

    /// The part of the plane that is worth seeing: x0, x1, y0, y1. A document's view may say another.
    pub fn domain(&self) -> [f64; 4] {
        self.domain
    }

    /// A hash of all result bits.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut all = Fingerprint::default();
        self.repetitions.iter().flatten().for_each(|track| all.number(track.fingerprint().bits()));
        all
    }
}

/// The task's surface, and the runs with one of the seeds: on that, or beside it on one of their own. Surfaces that are
/// alike are one.
fn compiled(experiment: &Experiment) -> Result<(Rc<Surface>, Vec<Track>), Error> {
    let (task, plans) = experiment.surface()?;
    let shared = Rc::new(task.surface(experiment.seed.data, &experiment.given)?);
    let start = task.start(&shared);
    let mut surfaces = vec![(task.formula(), shared.clone())];
    let mut tracks = Vec::new();
    for plan in plans {
        let f = plan.task.formula();
        let surface = match surfaces.iter().find(|(known, _)| *known == f) {
            Some((_, surface)) => surface.clone(),
            None => Rc::new(shared.beside(f, &experiment.given)?),
        };
        surfaces.push((f, surface.clone()));
        let start = plan.task.start.unwrap_or(start);
        tracks.push(Track::new(Course::new(plan, &experiment.seed, surface, start)));
    }
    Ok((shared, tracks))
}

impl Track {
    fn new(course: Course) -> Track {
        let mut walk = Walk::new(&course);
        let mut desk = Desk::default();
        let loss = walk.loss(&course, &mut desk);
        let run = &walk.setting(&course).run;
        let mut track = Track {
            name: run.name.clone(),
            optimizer: run.optimizer.clone(),
            status: if course.steps == 0 { Status::Done } else { Status::Running },
            evaluations: 0,
            path: Vec::new(),
            loss: Vec::new(),
            lr: Vec::new(),
            gradient_norm: Vec::new(),
            checkpoints: Checkpoints { every: 64, walks: vec![walk.folded()] },
            course,
            walk,
            desk,
        };
        if loss.is_finite() {
            track.path.extend(track.walk.w);
            track.loss.push(loss);
        } else {
            track.status = Status::Diverged { at: 0, why: Code::DivergedStart.with([]) };
        }
        track
    }

    /// The updates taken so far.
    pub fn steps(&self) -> u32 {
        self.lr.len() as u32
    }

    /// What it goes down on.
    pub fn surface(&self) -> &Surface {
        &self.course.surface
    }

    /// The rule that it begins with, in the formula language.
    pub fn rule(&self) -> String {
        self.course.setting(0).run.optimizer.text()
    }

    /// The largest stable learning rate of this rule on this surface, where one is known.
    pub fn limit(&self) -> Option<f64> {
        self.limit_with_formula().map(|(limit, _)| limit)
    }

    fn limit_with_formula(&self) -> Option<(f64, &'static str)> {
        self.optimizer.limit(self.course.surface.curvature()?)
    }

    /// The known minimum that the run came within `near` of, to stay: which, and after how many updates. Of several the
    /// nearest.
    pub fn arrival(&self, near: f64) -> Option<(usize, u32)> {
        let minima = self.course.surface.minima();
        let last = self.path.chunks_exact(2).next_back()?;
        let far = |at: &[f64], [x, y]: [f64; 2]| libm::hypot(at[0] - x, at[1] - y);
        let (which, &minimum) =
            minima.iter().enumerate().min_by(|(_, a), (_, b)| far(last, **a).total_cmp(&far(last, **b)))?;
        let away = self.path.chunks_exact(2).rposition(|at| far(at, minimum) > near);
        let since = away.map_or(0, |step| step + 1);
        (since < self.loss.len()).then_some((which, since as u32))
    }

    /// The learning rate of every update, known ahead: changes included, a plateau as if the loss never
    /// stopped falling. Where epochs are counted, the time is that of the rows' order.
    pub fn rates(&self) -> Vec<f64> {
        Walk::new(&self.course).rates(&self.course)
    }

    /// State and gradient once `step` updates were made, computed anew from the nearest checkpoint; none where the run
    /// did not come so far.
    pub fn moment(&self, step: u32) -> Option<Moment> {
        let (mut walk, mut desk) = self.before(step)?;
        let gradient = (step > 0).then(|| walk.update(&self.course, &mut desk).gradient);
        let names = walk.setting(&self.course).run.optimizer.slots();
        let state = names.iter().zip(&walk.slots).map(|(name, slot)| ((*name).to_owned(), *slot));
        Some(Moment { state: state.collect(), gradient })
    }

    /// Right before the update that led to `step`, or at the start: the changes that come first are made.
    fn before(&self, step: u32) -> Option<(Walk, Desk)> {
        if step > self.steps() || self.loss.is_empty() {
            return None;
        }
        let (mut walk, mut desk) = (self.checkpoints.before(step)?, Desk::default());
        walk.changes(&self.course, &mut desk);
        while walk.way.t + 1 < step {
            walk.update(&self.course, &mut desk);
            walk.changes(&self.course, &mut desk);
        }
        Some((walk, desk))
    }

    /// The rows that the update to `step` saw, in their order; none where it saw none, and where the run did not come so
    /// far.
    pub fn batch(&self, step: u32) -> Vec<u32> {
        let within = (1..=self.steps()).contains(&step);
        let Some(mut walk) = self.checkpoints.before(step).filter(|_| within) else { return Vec::new() };
        let mut desk = Desk::default();
        while walk.way.t < step {
            walk.changes(&self.course, &mut desk);
            walk.way.turn(&self.course.route);
        }
        walk.batch().to_vec()
    }

    fn step(&mut self, n: u32) {
        // most runs are short, and of the long ones some diverge
        let ahead = n.min(self.course.steps.saturating_sub(self.steps())).min(1024) as usize;
        self.path.reserve(2 * ahead);
        for series in [&mut self.loss, &mut self.lr, &mut self.gradient_norm] {
            series.reserve(ahead);
        }
        for _ in 0..n {
            if self.status != Status::Running {
                return;
            }
            self.update();
            if self.steps() == self.course.steps {
                self.status = Status::Done;
            }
        }
    }

    fn update(&mut self) {
        let Update { lr, norm, loss, evaluations, .. } = self.walk.update(&self.course, &mut self.desk);
        self.evaluations += evaluations;
        let state = self.walk.slots.iter().flatten().chain(&self.walk.w);
        if let Some(&worst) = [&lr].into_iter().chain(state).chain([&norm, &loss]).find(|x| !x.is_finite()) {
            self.status = Status::Diverged { at: self.walk.way.t, why: self.why(lr, worst) };
            return;
        }
        self.path.extend_from_slice(&self.walk.w);
        self.loss.push(loss);
        self.lr.push(lr);
        self.gradient_norm.push(norm);
        self.checkpoints.keep(&self.walk);
        if self.walk.changes(&self.course, &mut self.desk) {
            self.optimizer.clone_from(&self.walk.setting(&self.course).run.optimizer);
        }
    }

    /// `worst` is the first value that is not finite.
    fn why(&self, lr: f64, worst: f64) -> Reason {
        let step = self.walk.way.t.to_string();
        match self.limit_with_formula() {
            Some((limit, formula)) if lr > limit => {
                // in so many digits that the one is seen to be above the other
                let shown = |digits| [lr, limit].map(|x| number::short(x, digits));
                let [lr, limit] = (4..17).map(shown).find(|[lr, limit]| lr != limit).unwrap_or_else(|| shown(17));
                Code::DivergedRate.with([&step, &lr, formula, &limit])
            }
            // NaN right after small values was never large
            _ if worst.is_nan() && self.loss.last().is_some_and(|loss| loss.abs() < 1e100) => {
                let setting = self.optimizer.write(Form::Full);
                let without = matches!(setting, Some(Json::Object(kinds)) if kinds.iter().any(|(_, values)| values.get("eps") == Some(&Json::Number(0.0))));
                if without { Code::DivergedEps.with([&step]) } else { Code::DivergedUndefined.with([&step]) }
            }
            _ => Code::DivergedOverflow.with([&step]),
        }
    }

    /// A hash of all bits of this run's result.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut hash = Fingerprint::default();
        let status = match &self.status {
            Status::Running => 0,
            Status::Done => 1,
            Status::Diverged { at, .. } => 2 + u64::from(*at),
        };
        [status, u64::from(self.evaluations)].iter().for_each(|&word| hash.number(word));
        for series in [&self.path, &self.loss, &self.lr, &self.gradient_norm] {
            hash.number(series.len() as u64);
            series.iter().for_each(|x| hash.number(x.to_bits()));
        }
        hash
    }
}

impl Checkpoints {
    /// The last that lies before an update, to go on from.
    fn before(&self, step: u32) -> Option<Walk> {
        let nearest = self.walks.partition_point(|walk| walk.way.t < step.max(1)).saturating_sub(1);
        self.walks.get(nearest).map(Walk::unfolded)
    }

    fn keep(&mut self, walk: &Walk) {
        if !walk.way.t.is_multiple_of(self.every) {
            return;
        }
        self.walks.push(walk.folded());
        if self.walks.len() > CHECKPOINTS {
            self.every *= 2;
            let every = self.every;
            self.walks.retain(|walk| walk.way.t.is_multiple_of(every));
        }
    }
}

#[cfg(test)]
mod tests;
