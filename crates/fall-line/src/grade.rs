//! Grading: an exercise and its key judge what is handed in. Everything is run again, and nothing is believed.

use crate::error::{Code, Error, Reason};
use crate::examples::Files;
use crate::experiment::{Answer, Experiment, Goal, limits};
use crate::fields::Seed;
use crate::goals::{self, Standing, Verdict};
use crate::json::Json;
use crate::result;
use crate::session::Session;
use crate::training::Training;
use key::Key;
use unicode_normalization::UnicodeNormalization;

mod answers;
mod changed;
mod follows;
pub mod key;
mod link;
mod marks;
mod publish;

pub use marks::similar;
pub use publish::publish;

/// How much work a hand-in may ask for, where nothing else is said.
pub const BUDGET: f64 = 1e10;

/// A student's document with its key: what hand-ins are held against. Threads can share it.
#[derive(Clone, Debug)]
pub struct Exercise {
    experiment: Experiment,
    fingerprint: String,
    /// As it was written: its formulas are of each hand-in's constants.
    key: Option<Json>,
}

/// What was handed in.
#[derive(Clone, Copy, Debug)]
pub struct HandIn<'a> {
    /// The document, as it was handed in.
    pub text: &'a str,
    /// Whose it is, by the roster or by the file's name; without, what it says itself.
    pub student: Option<&'a str>,
    /// Files that exercises name, handed over by whoever grades.
    pub files: &'a Files,
}

/// What a hand-in is worth, and why.
#[derive(Clone, Debug)]
pub struct Grade {
    /// Whose it is; empty where nobody says.
    pub student: String,
    /// What was reached, of `points`.
    pub score: f64,
    /// What could be reached.
    pub points: f64,
    /// Goal by goal, in the exercise's order; none where the hand-in was not run.
    pub goals: Vec<Judged>,
    /// What differs from the exercise and may.
    pub changed: Vec<Changed>,
    /// `#1.…`, the end of a link that shows it; none where it is no document.
    pub link: Option<String>,
    /// Of the results, as they came out here; none where it was not run.
    pub fingerprint: Option<String>,
    /// What it says of its results.
    pub claimed: Claimed,
    /// How often it was tried, as it says itself.
    pub attempts: u32,
    /// Why it was not judged: then the score is 0.
    pub problem: Option<Error>,
    /// By which similar hand-ins are found.
    pub marks: Marks,
}

/// A goal, and whether it was reached.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Whether it was.
    pub reached: bool,
    /// Why, or why not.
    pub why: Reason,
    /// What it adds to the score.
    pub points: f64,
    /// What it could add.
    pub of: f64,
}

/// A field in which a hand-in differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// A JSON Pointer.
    pub pointer: String,
    /// What the exercise has there; null where it has nothing.
    pub from: Json,
    /// What the hand-in has there; null where it has nothing.
    pub to: Json,
}

/// What a hand-in says of its results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// Nothing.
    None,
    /// What came out here.
    Same,
    /// Something else: another engine, or it was written in.
    Other,
}

/// What two hand-ins hardly have in common by chance: hashes of rules and of long numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Of each rule that the exercise has not, however its names are spelt.
    pub rules: Vec<u64>,
    /// Of each number of at least six digits that the exercise has not.
    pub numbers: Vec<u64>,
}

/// Hand-ins that have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Similar {
    /// Their places in what was compared, in order.
    pub hand_ins: Vec<usize>,
    /// Whether it is a rule; else numbers.
    pub rule: bool,
}

/// The two files of an exercise.
#[derive(Clone, Debug)]
pub struct Published {
    /// The student's document.
    pub document: String,
    /// The teacher's key.
    pub key: String,
}

impl Exercise {
    /// Reads the student's document and its key; without a key, goals that need one are not reached.
    pub fn read(text: &str, key: Option<&str>) -> Result<Exercise, Error> {
        let experiment = Experiment::parse(text)?;
        let fingerprint = goals::fingerprint(&experiment);
        let key = key.map(Json::parse).transpose().map_err(|error| error.placed("key"))?;
        if let Some(json) = &key {
            Key::read_for(&experiment, json)?.check(&fingerprint, &experiment)?;
        }
        Ok(Exercise { experiment, fingerprint, key })
    }

    /// The document.
    pub fn experiment(&self) -> &Experiment {
        &self.experiment
    }

    /// The hash by which keys and seeds know it.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Its goals, in order.
    pub fn goals(&self) -> &[Goal] {
        self.experiment.document.goals.as_deref().unwrap_or_default()
    }

    /// What can be reached.
    pub fn points(&self) -> f64 {
        let own = self.experiment.document.exercise.as_ref().and_then(|exercise| exercise.points);
        own.unwrap_or_else(|| self.goals().iter().map(Goal::points).sum())
    }

    /// Judges a hand-in; never fails: what is wrong with it is said in the grade. Not more than `budget` work is done.
    pub fn grade(&self, hand_in: &HandIn<'_>, budget: f64) -> Grade {
        let mut grade = Grade {
            student: hand_in.student.unwrap_or_default().to_owned(),
            score: 0.0,
            points: self.points(),
            goals: Vec::new(),
            changed: Vec::new(),
            link: None,
            fingerprint: None,
            claimed: Claimed::None,
            attempts: 0,
            problem: None,
            marks: Marks::default(),
        };
        grade.problem = self.judge(hand_in, budget, &mut grade).err();
        grade
    }

    fn judge(&self, hand_in: &HandIn<'_>, budget: f64, grade: &mut Grade) -> Result<(), Error> {
        let experiment = Experiment::parse(hand_in.text)?;
        let said = experiment.document.hand_in.clone().unwrap_or_default();
        if grade.student.is_empty() {
            grade.student.clone_from(&said.student);
        }
        grade.attempts = said.attempts;
        grade.link = Some(link(&experiment));
        let (changed, locked) = changed::changed(&self.experiment, &experiment);
        grade.marks = self.marks(&experiment, &changed);
        grade.changed = changed;
        if let Some(Changed { pointer, from, to }) = locked {
            return Err(Error::at("", Code::GradeLocked.with([&pointer, &from.glance(), &to.glance()])));
        }
        self.check_seed(&experiment, &grade.student)?;
        limits::check_work(&experiment, budget)?;
        let (verdicts, fingerprint) = self.run(&experiment, hand_in.files, budget)?;
        grade.claimed = match &said.fingerprint {
            None => Claimed::None,
            Some(claimed) if *claimed == fingerprint => Claimed::Same,
            Some(_) => Claimed::Other,
        };
        grade.fingerprint = Some(fingerprint);
        let all: f64 = self.goals().iter().map(Goal::points).sum();
        let share = if all > 0.0 { grade.points / all } else { 0.0 };
        let judged = |(Verdict { standing, why }, goal): (Verdict, &Goal)| {
            let (reached, of) = (standing == Standing::Reached, goal.points() * share);
            Judged { reached, why, points: if reached { of } else { 0.0 }, of }
        };
        grade.goals = verdicts.into_iter().zip(self.goals()).map(judged).collect();
        // thirds come to a whole
        grade.score = libm::round(grade.goals.iter().map(|goal| goal.points).sum::<f64>() * 1e9) / 1e9;
        Ok(())
    }

    /// Where each student has a seed of their own, it is this student's.
    fn check_seed(&self, experiment: &Experiment, student: &str) -> Result<(), Error> {
        if !self.experiment.document.exercise.as_ref().is_some_and(|exercise| exercise.seed_by_student) {
            return Ok(());
        }
        let wanted = student_seed(&self.fingerprint, student);
        let Seed { data, init, shuffle, noise } = experiment.document.seed.0;
        if [data, init, shuffle, noise] == [wanted; 4] {
            return Ok(());
        }
        Err(Error::at("seed", Code::GradeSeed.with([student, &data.to_string(), &wanted.to_string()])))
    }

    /// Runs it, and asks the key what only that knows.
    fn run(&self, experiment: &Experiment, files: &Files, budget: f64) -> Result<(Vec<Verdict>, String), Error> {
        let (mut verdicts, fingerprint) = if experiment.surface().is_ok() {
            let mut session = Session::new(experiment)?;
            while session.step(u32::MAX) {}
            (goals::check(experiment, &goals::of_session(&session)), session.fingerprint())
        } else {
            let mut training = Training::within(experiment, files, budget)?;
            while training.advance(usize::MAX) {}
            let verdicts = goals::check(experiment, &goals::of_training(&training));
            (verdicts, training.fingerprint())
        };
        if let Some(json) = &self.key {
            // what may be changed does not change what is asked
            let asked = self.experiment.seeded(&experiment.document.seed)?;
            let key = Key::read_for(&asked, json)?;
            let open = verdicts.iter_mut().zip(self.goals()).filter(|(verdict, _)| verdict.standing == Standing::Key);
            for (verdict, goal) in open {
                *verdict = match goal {
                    Goal::AnswerGoal(goal) => {
                        let right = key.answers.get(goal.question as usize).unwrap_or(&Answer::None);
                        answers::answered(&asked, experiment, goal, right, &key.salt)
                    }
                    Goal::FollowsGoal(goal) => match key.reference(goal.run) {
                        Some(reference) => follows::followed(&asked, experiment, goal, reference, &key.salt),
                        None => continue,
                    },
                    _ => continue,
                };
            }
        }
        Ok((verdicts, fingerprint.text()))
    }
}

impl Grade {
    /// As JavaScript and `--ndjson` show it.
    pub fn json(&self) -> Json {
        let text = |text: &Option<String>| text.as_deref().map_or(Json::Null, Json::text);
        let claimed = match self.claimed {
            Claimed::None => Json::Null,
            Claimed::Same => Json::Bool(true),
            Claimed::Other => Json::Bool(false),
        };
        let goal = |goal: &Judged| {
            let mut entries = result::coded(&goal.why);
            entries.push(("message", Json::text(goal.why.text())));
            entries.push(("reached", Json::Bool(goal.reached)));
            entries.push(("points", Json::Number(goal.points)));
            entries.push(("of", Json::Number(goal.of)));
            Json::object(entries)
        };
        let changed = |one: &Changed| {
            let at = ("pointer", Json::text(one.pointer.as_str()));
            Json::object([at, ("from", one.from.clone()), ("to", one.to.clone())])
        };
        Json::object([
            ("student", Json::text(self.student.as_str())),
            ("score", Json::Number(self.score)),
            ("points", Json::Number(self.points)),
            ("goals", Json::List(self.goals.iter().map(goal).collect())),
            ("changed", Json::List(self.changed.iter().map(changed).collect())),
            ("link", text(&self.link)),
            ("fingerprint", text(&self.fingerprint)),
            ("claimed", claimed),
            ("attempts", Json::Number(f64::from(self.attempts))),
            ("problem", self.problem.as_ref().map_or(Json::Null, result::error)),
        ])
    }
}

/// A student's own seed, of an exercise's fingerprint and the id as it was written.
pub fn student_seed(fingerprint: &str, student: &str) -> u32 {
    goals::student_seed(fingerprint, &id(student))
}

/// An id as it is compared: in form C, without spaces around it, in small letters; as JavaScript's
/// `normalize('NFC').trim().toLowerCase()` has it.
pub fn id(student: &str) -> String {
    let composed: String = student.nfc().collect();
    let is_space = |letter: char| (letter.is_whitespace() && letter != '\u{85}') || letter == '\u{feff}';
    composed.trim_matches(is_space).to_lowercase()
}

/// The end of a link to a document, `#1.…`, without what was handed in with it.
pub fn link(experiment: &Experiment) -> String {
    link::link(&experiment.without_hand_in().canonical())
}

#[cfg(test)]
mod tests;
