//! What an exercise says and asks, and what is handed in; which fields its controls unlock.

use super::changes::unescaped;
use super::{Document, Experiment};
use crate::error::{Code, Error};
#[cfg(feature = "schema")]
use crate::fields::Schema;
use crate::fields::{Field, Form, Path, Slot, Text, choices, fields};
use crate::json::Json;

fields! {
    /// What whoever does an exercise reads and is asked.
    pub struct Exercise {
        text: Text = Text::default(), "What is to be done: Markdown with formulas between dollars.";
        hints: Vec<Text> = Vec::new(), count 0..=20, "Shown one after the other, when they are asked for.";
        questions: Vec<Question> = Vec::new(), count 0..=20, "What is to be answered; goals of the kind answer judge it.";
        points: Option<f64>, in 0.0..=1000.0, "The score of all goals together; by default the sum of their points.";
        seed_by_student: bool = false, "Whether each student has a seed of their own, made of the exercise and the student's id.";
    }
}

fields! {
    /// A question.
    pub struct Question {
        text: Text = Text::default(), "What is asked: Markdown with formulas between dollars.";
        kind: QuestionKind = QuestionKind::default(), "What an answer is.";
        first: bool = false, "Whether it is asked before anything is shown.";
        reveal: Text = Text::default(), "Shown once it is answered.";
    }
}

choices! {
    /// What an answer is.
    pub enum QuestionKind {
        NumberQuestion "number",
        FormulaQuestion "formula",
        ChoiceQuestion "choice",
    }
}

fields! {
    /// A number, or a formula of the constants that comes to one.
    pub struct NumberQuestion {}
}

fields! {
    /// A formula in x, y and the constants.
    pub struct FormulaQuestion {}
}

fields! {
    /// One of several; the answer is its number, counted from 0.
    pub struct ChoiceQuestion {
        of: Vec<Text> = Vec::new(), count 2..=20, (required), "What there is to choose from.";
    }
}

fields! {
    /// What stands in a file that is handed in.
    pub struct HandIn {
        student: String = String::new(), "Who hands it in.";
        answers: Vec<Answer> = Vec::new(), count 0..=20, "By question: a number, a formula, or null.";
        attempts: u32 = 0, in 0.0..=4294967295.0, "How often it was tried.";
        fingerprint: Option<String>, "That of the results that were seen; it counts for nothing.";
    }
}

/// An answer to a question.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Answer {
    /// None yet.
    #[default]
    None,
    /// A number; of a choice, which.
    Number(f64),
    /// A formula.
    Formula(String),
}

impl Slot for Answer {
    fn read(&mut self, json: &Json, _: &Field, path: &mut Path) -> Result<(), Error> {
        *self = match json {
            Json::Null => Answer::None,
            Json::Number(x) => Answer::Number(*x),
            Json::Text(text) => Answer::Formula(text.clone()),
            _ => return path.wrong(Code::ExpectedNumber, json),
        };
        Ok(())
    }

    fn write(&self, _: Form) -> Option<Json> {
        Some(match self {
            Answer::None => Json::Null,
            Answer::Number(x) => Json::Number(*x),
            Answer::Formula(text) => Json::text(text.as_str()),
        })
    }

    #[cfg(feature = "schema")]
    fn describe(&self, _: &Field, _: &mut Schema) -> Json {
        let kind = |word: &str| Json::object([("type", Json::text(word))]);
        Json::object([("anyOf", Json::List(["number", "string", "null"].map(kind).to_vec()))])
    }
}

/// So many bytes of a student's id, and of a fingerprint.
const MOST: usize = 200;

impl Document {
    /// What says nothing is not there.
    pub(super) fn tidy_exercise(&mut self) {
        self.goals.take_if(|goals| goals.is_empty());
        self.exercise.take_if(|exercise| *exercise == Exercise::default());
        self.hand_in.take_if(|hand_in| *hand_in == HandIn::default());
    }

    /// Without all that makes it an exercise.
    #[cfg(feature = "network")]
    pub(crate) fn leave_exercise(&mut self) {
        (self.controls, self.goals, self.exercise, self.hand_in) = (None, None, None, None);
    }

    /// Its questions.
    pub fn questions(&self) -> &[Question] {
        self.exercise.as_ref().map_or(&[], |exercise| &exercise.questions)
    }
}

impl Experiment {
    /// All that no single field of an exercise can see.
    pub(super) fn check_exercise(&self) -> Result<(), Error> {
        let Document { controls, goals, hand_in, .. } = &self.document;
        if controls.is_none() && goals.is_none() && hand_in.is_none() { Ok(()) } else { self.check_parts() }
    }

    // most documents are none, and do without it
    #[inline(never)]
    fn check_parts(&self) -> Result<(), Error> {
        self.check_goals()?;
        if let Some(hand_in) = &self.document.hand_in {
            short("hand_in.student", &hand_in.student)?;
            short("hand_in.fingerprint", hand_in.fingerprint.as_deref().unwrap_or_default())?;
        }
        let Some(controls) = self.document.controls.as_ref().filter(|controls| !controls.is_empty()) else {
            return Ok(());
        };
        let resolved = self.resolved();
        for (number, pointer) in controls.iter().enumerate() {
            // where the whole is open, a part of it may go
            let whole = |other: &String| keys(other) != keys(pointer) && keys(pointer).starts_with(&keys(other));
            if !controls.iter().any(whole) && !self.leads(&resolved, pointer) {
                let reason = Code::ControlPointer.with([&Json::text(pointer.as_str()).glance()]);
                return Err(Error::at(["controls[", &number.to_string(), "]"].concat(), reason));
            }
        }
        Ok(())
    }

    /// Whether a pointer leads to something: to a value, or to a field that has none as long as nobody gives it one.
    fn leads(&self, resolved: &Json, pointer: &str) -> bool {
        let keys = keys(pointer);
        let mut json = resolved.clone();
        let mut here = &mut json;
        let (Some((last, way)), true) = (keys.split_last(), pointer.starts_with('/')) else { return false };
        for key in way {
            match below(here, key) {
                Some(inner) => here = inner,
                None => return false,
            }
        }
        if below(here, last).is_some() {
            return true;
        }
        // what may stand there is known by what is said of something that may not
        let Json::Object(entries) = here else { return false };
        entries.push((last.clone(), Json::Null));
        if let Json::Object(entries) = &mut json {
            entries.retain(|(key, _)| !["controls", "goals"].contains(&key.as_str()));
        }
        let unknown = [Code::UnknownField, Code::WithField, Code::OneChoice];
        Experiment::of(json, 0).err().is_some_and(|error| !unknown.contains(&error.reason.code))
    }

    /// Whether something may be changed: its place, key by key.
    pub(crate) fn is_open(&self, place: &[String]) -> bool {
        self.open_places().is_none_or(|places| places.iter().any(|open| place.starts_with(open)))
    }

    /// What may be changed, all below it too; None: everything. With a rule's text, its parameters are open.
    pub(crate) fn open_places(&self) -> Option<Vec<Vec<String>>> {
        let open = |control: &String| {
            let mut place = keys(control);
            if place.ends_with(&["written".to_owned(), "text".to_owned()]) {
                place.pop();
            }
            place
        };
        Some(self.document.controls.as_ref()?.iter().map(open).collect())
    }
}

/// The keys of a pointer.
pub(crate) fn keys(pointer: &str) -> Vec<String> {
    pointer.split('/').skip(1).map(unescaped).collect()
}

/// What stands under a key, or at a place of a list.
fn below<'a>(json: &'a mut Json, key: &str) -> Option<&'a mut Json> {
    match json {
        Json::List(items) => {
            let at = items.iter().zip(0..).position(|(_, number): (_, usize)| number.to_string() == key)?;
            items.get_mut(at)
        }
        Json::Object(entries) => entries.iter_mut().find(|(known, _)| known == key).map(|(_, inner)| inner),
        _ => None,
    }
}

fn short(path: &str, text: &str) -> Result<(), Error> {
    let long = || Code::OutOfCount.with([&text.len().to_string(), &["0 … ", &MOST.to_string()].concat()]);
    if text.len() > MOST { Err(Error::at(path, long())) } else { Ok(()) }
}
