//! A compiled experiment, one step at a time. Stepping cannot fail: a run is running, done, or diverged at a step.

use crate::error::{Code, Error, Reason};
use crate::experiment::Experiment;
use crate::fields::Text;
use crate::fingerprint::Fingerprint;
use crate::number;
use crate::optimizer::Optimizer;
use crate::surface::Surface;
use std::rc::Rc;
use walk::{Course, Desk, Update, Walk};

mod spread;
mod walk;

pub use spread::{Spread, spread};

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
        let mut repetitions = vec![tracks(experiment)?];
        for number in 1..experiment.document.repeat {
            repetitions.push(tracks(&experiment.repetition(number)?)?);
        }
        let crate::experiment::Task::SurfaceTask(task) = &experiment.document.task;
        let surface = Rc::new(task.surface(experiment.seed.data, &experiment.given)?);
        let natural = task.natural();
        let start = task.start.or(natural.map(|natural| natural.start)).unwrap_or(surface.start());
        let shown = experiment.document.view.domain.or(natural.map(|natural| natural.domain));
        let steps = experiment.plans.iter().map(|plan| plan.task.steps).max().unwrap_or(0);
        Ok(Session { repetitions, domain: shown.unwrap_or(surface.domain(start)), surface, steps })
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

    /// The part of the plane to show: x0, x1, y0, y1.
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

/// The runs with one of the seeds. Runs on the same surface share it.
fn tracks(experiment: &Experiment) -> Result<Vec<Track>, Error> {
    let mut surfaces: Vec<(&str, Rc<Surface>)> = Vec::new();
    let mut tracks = Vec::new();
    for (number, plan) in experiment.plans.iter().enumerate() {
        let known = surfaces.iter().find(|(f, _)| *f == plan.task.formula()).map(|(_, surface)| surface.clone());
        let surface = match known {
            Some(surface) => surface,
            None => Rc::new(plan.task.surface(experiment.seed.data, &experiment.given)?),
        };
        surfaces.push((plan.task.formula(), surface.clone()));
        tracks.extend(Course::new(experiment, number, surface).map(Track::new));
    }
    Ok(tracks)
}

impl Track {
    fn new(course: Course) -> Track {
        let mut walk = Walk::new(&course);
        let mut desk = Desk::default();
        let loss = walk.loss(&course, &mut desk);
        let run = &course.setting(0).run;
        let mut track = Track {
            name: run.name.clone(),
            optimizer: run.optimizer.clone(),
            status: if course.plan.task.steps == 0 { Status::Done } else { Status::Running },
            evaluations: 0,
            path: Vec::new(),
            loss: Vec::new(),
            lr: Vec::new(),
            gradient_norm: Vec::new(),
            checkpoints: Checkpoints { every: 64, walks: vec![walk.clone()] },
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

    /// The largest stable learning rate of this rule on this surface, where one is known.
    pub fn limit(&self) -> Option<f64> {
        self.limit_with_formula().map(|(limit, _)| limit)
    }

    fn limit_with_formula(&self) -> Option<(f64, &'static str)> {
        self.optimizer.limit(self.course.surface.curvature()?)
    }

    /// The known minimum that the run came within `near` of, to stay: which, and after how many updates.
    pub fn arrival(&self, near: f64) -> Option<(usize, u32)> {
        let minima = self.course.surface.minima();
        let within = |at: &[f64], [x, y]: [f64; 2]| libm::hypot(at[0] - x, at[1] - y) <= near;
        let last = self.path.chunks_exact(2).next_back()?;
        let which = minima.iter().position(|&minimum| within(last, minimum))?;
        let away = self.path.chunks_exact(2).rposition(|at| !within(at, minima[which]));
        Some((which, away.map_or(0, |step| step as u32 + 1)))
    }

    /// The learning rate of every update, known ahead: changes included, a plateau as if the loss never
    /// stopped falling. Where epochs are counted, the time is that of the rows' order.
    pub fn rates(&self) -> Vec<f64> {
        Walk::new(&self.course).rates(&self.course)
    }

    /// State and gradient once `step` updates were made, computed anew from the nearest checkpoint; none where the run
    /// did not come so far.
    pub fn moment(&self, step: u32) -> Option<Moment> {
        if step > self.steps() || self.loss.is_empty() {
            return None;
        }
        let nearest = self.checkpoints.walks.partition_point(|walk| walk.t < step.max(1)).saturating_sub(1);
        let (mut walk, mut desk) = (self.checkpoints.walks.get(nearest)?.clone(), Desk::default());
        // the names are the rule's that made the state, not that of a change at its end
        let (mut gradient, mut names) = (None, walk.setting(&self.course).run.optimizer.slots());
        while walk.t < step {
            names = walk.setting(&self.course).run.optimizer.slots();
            gradient = Some(walk.update(&self.course, &mut desk).gradient);
        }
        let state = names.iter().zip(&walk.slots).map(|(name, slot)| ((*name).to_owned(), [slot[0], slot[1]]));
        Some(Moment { state: state.collect(), gradient })
    }

    fn step(&mut self, n: u32) {
        for _ in 0..n {
            if self.status != Status::Running {
                return;
            }
            self.update();
            if self.steps() == self.course.plan.task.steps {
                self.status = Status::Done;
            }
        }
    }

    fn update(&mut self) {
        let Update { lr, gradient, loss, evaluations } = self.walk.update(&self.course, &mut self.desk);
        self.evaluations += evaluations;
        let norm = libm::hypot(gradient[0], gradient[1]);
        let state = self.walk.slots.iter().flatten().chain(&self.walk.w);
        if let Some(&worst) = [&lr].into_iter().chain(state).chain([&norm, &loss]).find(|x| !x.is_finite()) {
            self.status = Status::Diverged { at: self.walk.t, why: self.why(lr, worst) };
            return;
        }
        self.path.extend(self.walk.w);
        self.loss.push(loss);
        self.lr.push(lr);
        self.gradient_norm.push(norm);
        self.checkpoints.keep(&self.walk);
        let now = &self.walk.setting(&self.course).run.optimizer;
        if *now != self.optimizer {
            self.optimizer = now.clone();
        }
    }

    /// `worst` is the first value that is not finite.
    fn why(&self, lr: f64, worst: f64) -> Reason {
        let step = self.walk.t.to_string();
        match self.limit_with_formula() {
            Some((limit, formula)) if lr > limit => {
                let [lr, limit] = [lr, limit].map(|x| number::short(x, 4));
                Code::DivergedRate.with([&step, &lr, formula, &limit])
            }
            // NaN right after small values was never large
            _ if worst.is_nan() && self.loss.last().is_some_and(|loss| loss.abs() < 1e100) => {
                Code::DivergedUndefined.with([&step])
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
    fn keep(&mut self, walk: &Walk) {
        if !walk.t.is_multiple_of(self.every) {
            return;
        }
        self.walks.push(walk.clone());
        if self.walks.len() > CHECKPOINTS {
            self.every *= 2;
            let every = self.every;
            self.walks.retain(|walk| walk.t.is_multiple_of(every));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(text: &str) -> Session {
        Session::new(&Experiment::parse(text).unwrap()).unwrap()
    }

    #[test]
    fn the_arrival_scene_stays_below_a_hundredth_from_109_and_58_on() {
        let mut session = session(include_str!("../../../www/scenes/arrival.json"));
        while session.step(7) {}
        // momentum dips below at 45, and swings out once more
        let first = session.tracks().iter().map(|track| track.loss.iter().position(|&loss| loss < 0.01));
        assert_eq!(first.collect::<Vec<_>>(), [Some(109), Some(45)]);
        let last_above = session.tracks().iter().map(|track| track.loss.iter().rposition(|&loss| loss >= 0.01));
        assert_eq!(last_above.collect::<Vec<_>>(), [Some(108), Some(57)]);
    }

    #[test]
    fn one_step_at_a_time_or_all_at_once_is_the_same() {
        let text = r#"{"task":"surface","runs":[{"optimizer":"gd"},{"optimizer":"adam"},{"optimizer":"momentum"}]}"#;
        let (mut slow, mut fast) = (session(text), session(text));
        while slow.step(1) {}
        assert!(!fast.step(1000));
        assert_eq!(slow.fingerprint(), fast.fingerprint());
        assert_eq!(slow.tracks()[1].path, fast.tracks()[1].path);
        assert_ne!(fast.tracks()[0].fingerprint(), fast.tracks()[1].fingerprint());
    }

    #[test]
    fn the_gradient_that_is_recorded_is_the_one_that_the_rule_saw() {
        let text = r#"{"task":{"surface":{"f":"x^2 + y^2","start":[1,0],"steps":2}},
            "runs":[{"optimizer":{"nesterov":{"lr":0.25,"momentum":0.5}}}]}"#;
        let mut session = session(text);
        session.step(2);
        let [track] = session.tracks() else { panic!() };
        // from 1 by −0.5 to 0.5, and looking on from there by half as much
        assert_eq!((&track.path[2..3], &track.gradient_norm[..]), (&[0.5][..], &[2.0, 0.5][..]));
        assert_eq!(track.evaluations, 2);
    }

    #[test]
    fn a_run_that_diverges_stops_with_its_reason_and_the_others_go_on() {
        let gd = |lr: &str| format!(r#"{{"optimizer":{{"gd":{{"lr":{lr}}}}}}}"#);
        let text = format!(r#"{{"task":{{"surface":{{"steps":9999}}}},"runs":[{},{}]}}"#, gd("1.5"), gd("0.5"));
        let mut session = session(&text);
        while session.step(100) {}
        let [wild, calm] = session.tracks() else { panic!() };
        let Status::Diverged { at, why } = &wild.status else { panic!("{:?}", wild.status) };
        let sentence = format!(
            "step {at}: the learning rate 1.5 is above this quadratic's limit 2/λmax = 1, so each step overshoots more than the last"
        );
        assert_eq!(why.to_string(), sentence);
        assert_eq!(
            (wild.loss.len(), wild.lr.len(), wild.path.len()),
            (*at as usize, *at as usize - 1, 2 * *at as usize)
        );
        assert!(wild.path.iter().chain(&wild.loss).chain(&wild.gradient_norm).all(|x| x.is_finite()));
        assert_eq!((calm.status.clone(), calm.loss.len()), (Status::Done, 10_000));
    }

    #[test]
    fn whatever_is_first_not_finite_ends_a_run_with_its_own_reason() {
        let row = |f: &str, start: &str, optimizer: &str| {
            session(&format!(
                r#"{{"task":{{"surface":{{"f":"{f}","start":{start},"steps":9}}}},"runs":[{{"optimizer":{optimizer}}}]}}"#
            ))
        };
        for (mut session, code) in [
            // the gradient's size alone, then a state vector alone
            (row("1.5e308*(x + y)", "[0,0]", r#"{"gd":{"lr":0}}"#), Code::DivergedOverflow),
            (row("1e200*x", "[0,0]", r#"{"adam":{"lr":0.1}}"#), Code::DivergedOverflow),
            (row("x^2 + y^2", "[0,0]", r#"{"adam":{"eps":0}}"#), Code::DivergedUndefined),
        ] {
            while session.step(1) {}
            let Status::Diverged { at, why } = &session.tracks()[0].status else { panic!("{code:?}") };
            assert_eq!((*at, why.code), (1, code), "{why}");
        }
    }

    #[test]
    fn the_rate_of_an_update_is_the_rules_times_the_schedules_times_the_warm_ups() {
        for (run, expected) in [
            (r#""schedule":{"step":{"every":2}}"#, [0.5, 0.5, 0.25, 0.25, 0.125, 0.125]),
            (r#""warmup":4"#, [0.125, 0.25, 0.375, 0.5, 0.5, 0.5]),
            (r#""schedule":{"linear":{"floor":0.25}},"warmup":2"#, [0.25, 0.4375, 0.375, 0.3125, 0.25, 0.1875]),
            // without rows an update is an epoch
            (r#""schedule":{"linear":{"steps":5}},"schedule_per":"epoch","warmup":2"#, [0.25, 0.4, 0.3, 0.2, 0.1, 0.0]),
            // the loss is 3 for ever: the first is the best, two more are one too many
            (r#""schedule":{"plateau":{"patience":1}}"#, [0.5, 0.5, 0.5, 0.25, 0.25, 0.125]),
        ] {
            let text =
                r#"{"task":{"surface":{"f":"3","start":[1,1],"steps":6}},"runs":[{"optimizer":{"gd":{"lr":0.5}},"#;
            let mut session = session(&format!("{text}{run}}}]}}"));
            while session.step(1) {}
            let lr = &session.tracks()[0].lr;
            assert!(lr.iter().zip(expected).all(|(lr, wanted)| (lr - wanted).abs() < 1e-15), "{run}: {lr:?}");
            assert_eq!(lr.len(), 6);
        }
    }

    #[test]
    fn a_rate_that_outgrows_f64_ends_the_run() {
        let text = r#"{"task":{"surface":{"f":"3","start":[1,1],"steps":2000}},"runs":[{"optimizer":{"gd":{"lr":4}},"schedule":{"exponential":{"rate":2}}}]}"#;
        let mut session = session(text);
        while session.step(100) {}
        let track = &session.tracks()[0];
        assert_eq!(track.status, Status::Diverged { at: 1023, why: Code::DivergedOverflow.with(["1023"]) });
        assert!(track.lr.len() == 1022 && track.lr.iter().chain(&track.path).all(|x| x.is_finite()));
    }

    #[test]
    fn a_start_without_a_value_is_a_reason_and_not_a_panic() {
        let mut session = session(r#"{"task":{"surface":{"start":[1e300,0]}}}"#);
        assert!(!session.step(1));
        let track = &session.tracks()[0];
        assert_eq!(track.status, Status::Diverged { at: 0, why: Code::DivergedStart.with([]) });
        assert!(track.path.is_empty() && track.loss.is_empty());
    }
}
