//! A compiled experiment, one step at a time. Stepping cannot fail: a run is running, done, or diverged at a step.

use crate::error::{Code, Error, Reason};
use crate::experiment::{Experiment, Run, Task};
use crate::fields::Text;
use crate::fingerprint::Fingerprint;
use crate::number;
use crate::optimizer::{At, Optimizer, Scratch};
use crate::schedule::{Pace, Per};
use crate::surface::{Room, Rows, Surface};

/// All runs of an experiment.
#[derive(Debug)]
pub struct Session {
    tracks: Vec<Track>,
    surface: Surface,
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
    /// Its rule.
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
    pace: Pace,
    per: Per,
    objective: Surface,
    w: [f64; 2],
    room: Room,
    slots: Vec<Vec<f64>>,
    scratch: Scratch<f64>,
}

impl Session {
    /// Ready to take the first step. What `Experiment::parse` has read does not fail here.
    pub fn new(experiment: &Experiment) -> Result<Session, Error> {
        let Task::SurfaceTask(task) = &experiment.task;
        let surface = Surface::plain(&task.f)?;
        let start = task.start.unwrap_or(surface.start());
        let tracks = experiment.runs.iter().map(|run| Track::new(run, surface.clone(), start, task.steps)).collect();
        let domain = experiment.view.domain.unwrap_or(surface.domain(start));
        Ok(Session { tracks, surface, domain, steps: task.steps })
    }

    /// Every run that still runs takes up to `n` updates; true while any still runs.
    pub fn step(&mut self, n: u32) -> bool {
        let steps = self.steps;
        self.tracks.iter_mut().for_each(|track| track.step(n, steps));
        self.tracks.iter().any(|track| track.status == Status::Running)
    }

    /// The runs.
    pub fn tracks(&self) -> &[Track] {
        &self.tracks
    }

    /// How many updates the document asks for.
    pub fn steps(&self) -> u32 {
        self.steps
    }

    /// What the runs go down on.
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
        self.tracks.iter().for_each(|track| all.number(track.fingerprint().bits()));
        all
    }
}

impl Track {
    fn new(run: &Run, objective: Surface, start: [f64; 2], steps: u32) -> Track {
        let mut track = Track {
            name: run.name.clone(),
            optimizer: run.optimizer.clone(),
            status: if steps == 0 { Status::Done } else { Status::Running },
            evaluations: 0,
            path: Vec::new(),
            loss: Vec::new(),
            lr: Vec::new(),
            gradient_norm: Vec::new(),
            pace: run.schedule.start(steps, run.warmup),
            per: run.schedule_per,
            objective,
            w: start,
            room: Room::default(),
            slots: vec![vec![0.0; 2]; run.optimizer.slots().len()],
            scratch: Scratch::new(2),
        };
        let loss = track.objective.value(start[0], start[1]);
        if loss.is_finite() {
            track.path.extend(start);
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

    /// The largest stable learning rate of this rule on this surface, where one is known.
    pub fn limit(&self) -> Option<f64> {
        self.limit_with_formula().map(|(limit, _)| limit)
    }

    fn limit_with_formula(&self) -> Option<(f64, &'static str)> {
        self.optimizer.limit(self.objective.curvature()?)
    }

    fn step(&mut self, n: u32, steps: u32) {
        for _ in 0..n {
            if self.status != Status::Running {
                return;
            }
            self.update();
            if self.steps() == steps {
                self.status = Status::Done;
            }
        }
    }

    fn update(&mut self) {
        let t = self.steps() + 1;
        // without rows an update is an epoch
        let epoch = t;
        let time = match self.per {
            Per::Step => t,
            Per::Epoch => epoch,
        };
        let at = At { t, lr: self.optimizer.lr() * self.pace.factor(time) };
        let Track { objective, evaluations, w, slots, scratch, room, .. } = self;
        let mut norm = None;
        self.optimizer.update(at, w, slots, scratch, &mut |point, g| {
            let (_, slope) = objective.slope(room, [point[0], point[1]], Rows::All);
            g.copy_from_slice(&slope);
            *evaluations += 1;
            // of the first gradient, where a rule asks for more
            norm.get_or_insert(libm::hypot(g[0], g[1]));
        });
        let norm = norm.unwrap_or(0.0);
        let loss = self.objective.value(self.w[0], self.w[1]);
        let state = self.slots.iter().flatten().chain(&self.w);
        if let Some(&worst) = [&at.lr].into_iter().chain(state).chain([&norm, &loss]).find(|x| !x.is_finite()) {
            self.status = Status::Diverged { at: at.t, why: self.why(at, worst) };
            return;
        }
        self.pace.saw(loss);
        self.path.extend(self.w);
        self.loss.push(loss);
        self.lr.push(at.lr);
        self.gradient_norm.push(norm);
    }

    /// `worst` is the first value that is not finite.
    fn why(&self, at: At, worst: f64) -> Reason {
        let step = at.t.to_string();
        match self.limit_with_formula() {
            Some((limit, formula)) if at.lr > limit => {
                let [lr, limit] = [at.lr, limit].map(number::print);
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
