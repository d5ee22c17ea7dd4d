//! The grades of a course, together: which of a student's hand-ins counts, in the roster's order, with what they share.

use crate::error::{Code, Error};
use crate::examples::Files;
use crate::experiment::Goal;
use crate::experiment::limits::DOCUMENT_BYTES;
use crate::fields::Text;
use crate::grade::{Claimed, Exercise, Grade, HandIn, similar};
use crate::handed::Piece;
use crate::handed::roster::{Roster, Whose, plain};
use crate::json::Json;
use std::collections::BTreeMap;

mod carried;
mod page;
mod table;
mod words;

pub use page::page;
pub use table::table;

/// A piece that was handed in: whose it is, and its grade or why it could not be read.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Where it was.
    pub name: String,
    /// Whose it is.
    pub whose: Whose,
    /// What it is worth.
    pub grade: Result<Grade, Error>,
}

/// What judging needs beside a piece.
#[derive(Clone, Copy)]
pub struct Judge<'a> {
    /// What was to be done.
    pub exercise: &'a Exercise,
    /// Who was to do it.
    pub roster: &'a Roster,
    /// Files that the exercise names.
    pub files: &'a Files,
    /// How much work a hand-in may ask for.
    pub budget: f64,
}

impl Judge<'_> {
    /// Says what a piece is worth; one that may be one student's or another's is not judged.
    pub fn judge(&self, piece: &Piece) -> Judged {
        let text = piece.text.as_deref();
        let whose = self.roster.whose(piece, text.ok().and_then(claim).as_deref());
        let student = match &whose {
            Whose::Known(place) => self.roster.students.get(*place).map(|student| student.id.as_str()),
            Whose::Unchecked(id) => Some(id.as_str()).filter(|id| !id.is_empty()),
            Whose::Several(_) => None,
        };
        let grade = match (&whose, text) {
            (_, Err(error)) => Err(error.clone()),
            (Whose::Several(ids), _) => Err(Error::at("", Code::HandedWhose.with([&ids.join(", ")]))),
            (_, Ok(text)) => Ok(self.exercise.grade(&HandIn { text, student, files: self.files }, self.budget)),
        };
        Judged { name: piece.name.clone(), whose, grade }
    }
}

/// Whose a document says that it is.
fn claim(text: &str) -> Option<String> {
    let json = Json::parse(text).ok().filter(|_| text.len() <= DOCUMENT_BYTES)?;
    match json.get("hand_in")?.get("student")? {
        Json::Text(student) => Some(student.clone()),
        _ => None,
    }
}

/// A line of the report.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// As the roster writes it; else as the piece does.
    pub student: String,
    /// From the roster.
    pub name: String,
    /// Where it was; empty where nothing was handed in.
    pub file: String,
    /// None where there was nothing to judge.
    pub grade: Option<Grade>,
    /// Whether it is the student's line; the others are told of, and count for nothing.
    pub counts: bool,
    /// What else is to be said of it.
    pub notes: Vec<Error>,
    /// Whose hand-ins are similar, and whether in a rule; else in numbers.
    pub similar: Vec<(String, bool)>,
}

impl Row {
    /// None where nothing was handed in, or does not count.
    pub fn score(&self) -> Option<f64> {
        let score = self.grade.as_ref().map_or(0.0, |grade| grade.score);
        (self.counts && !self.file.is_empty()).then_some(score)
    }
}

/// All of it.
#[derive(Clone, Debug)]
pub struct Report {
    /// Of the exercise.
    pub title: Text,
    /// What can be reached.
    pub points: f64,
    /// The exercise's goals.
    pub goals: Vec<Goal>,
    /// First the roster, then who is not on it, then what counts for nothing.
    pub rows: Vec<Row>,
}

/// How it is shown.
pub struct Look<'a> {
    /// Whether its words are Korean; else English.
    pub korean: bool,
    /// The address of a page that opens links; without, there are none.
    pub site: Option<&'a str>,
    /// How errors and reasons are said.
    pub say: &'a dyn Fn(&Error) -> String,
}

/// Who a piece is kept for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Owner {
    Known(usize),
    Unchecked(String),
}

impl Report {
    /// Brings the pieces in order.
    pub fn new(exercise: &Exercise, roster: &Roster, judged: Vec<Judged>) -> Report {
        let mut owners = BTreeMap::<Owner, usize>::new();
        for (place, piece) in judged.iter().enumerate() {
            let Some(owner) = owner(piece) else { continue };
            let best = owners.entry(owner).or_insert(place);
            if judged.get(*best).is_some_and(|best| rank(best) < rank(piece)) {
                *best = place;
            }
        }
        let names: Vec<_> = judged.iter().map(|piece| piece.name.clone()).collect();
        let again = |place: usize, piece: &Judged| {
            let best = owners.get(&owner(piece)?).filter(|&&best| best != place)?;
            Some(Code::HandedAgain.with([names.get(*best)?]))
        };
        let mut rows = Vec::new();
        for (place, piece) in judged.into_iter().enumerate() {
            let (again, owned) = (again(place, &piece), owner(&piece).is_some());
            let mut row = row(piece, roster);
            row.counts = owned && again.is_none();
            row.notes.extend(again.map(|reason| Error::at("", reason)));
            rows.push(Some(row));
        }
        let mut ordered = Vec::with_capacity(rows.len());
        for (place, student) in roster.students.iter().enumerate() {
            let found = owners.get(&Owner::Known(place)).and_then(|&best| rows.get_mut(best)?.take());
            ordered.push(found.unwrap_or_else(|| {
                let notes = vec![Error::at("", Code::HandedNothing.with([]))];
                Row { student: student.id.clone(), name: student.name.clone(), counts: true, notes, ..Row::default() }
            }));
        }
        let unchecked = owners.iter().filter(|(owner, _)| matches!(owner, Owner::Unchecked(_)));
        ordered.extend(unchecked.filter_map(|(_, &best)| rows.get_mut(best)?.take()));
        ordered.extend(rows.into_iter().flatten());
        find_similar(&mut ordered);
        let experiment = exercise.experiment();
        Report {
            title: experiment.document.title.clone(),
            points: exercise.points(),
            goals: exercise.goals().to_vec(),
            rows: ordered,
        }
    }
}

/// What cannot be read is nobody's but a known student's: what it is called says nothing.
fn owner(piece: &Judged) -> Option<Owner> {
    match &piece.whose {
        Whose::Known(place) => Some(Owner::Known(*place)),
        Whose::Unchecked(id) if piece.grade.is_ok() && !id.is_empty() => Some(Owner::Unchecked(plain(id))),
        Whose::Unchecked(_) | Whose::Several(_) => None,
    }
}

/// Of two the larger counts: what was judged, then by attempts, then by name.
fn rank(piece: &Judged) -> (bool, u32, &str) {
    let grade = piece.grade.as_ref().ok();
    (grade.is_some_and(|grade| grade.problem.is_none()), grade.map_or(0, |grade| grade.attempts), &piece.name)
}

fn row(piece: Judged, roster: &Roster) -> Row {
    let (mut notes, mut student, mut name) = (Vec::new(), String::new(), String::new());
    match &piece.whose {
        Whose::Known(place) => {
            if let Some(known) = roster.students.get(*place) {
                (student, name) = (known.id.clone(), known.name.clone());
            }
        }
        Whose::Unchecked(id) if piece.grade.is_ok() => {
            student.clone_from(id);
            notes.push(Error::at("", Code::HandedUnchecked.with([])));
        }
        Whose::Unchecked(_) | Whose::Several(_) => {}
    }
    let grade = piece.grade.map_err(|error| notes.insert(0, error)).ok();
    if let Some(grade) = &grade {
        notes.splice(0..0, grade.problem.clone());
        if grade.claimed == Claimed::Other {
            notes.push(Error::at("", Code::HandedClaim.with([])));
        }
    }
    Row { student, name, file: piece.name, grade, notes, ..Row::default() }
}

/// Among what counts: that a student's own hand-ins are alike says nothing.
fn find_similar(rows: &mut [Row]) {
    let compared: Vec<usize> = (0..rows.len()).filter(|&at| rows[at].counts && rows[at].grade.is_some()).collect();
    let marks: Vec<_> = compared.iter().filter_map(|&at| Some(&rows[at].grade.as_ref()?.marks)).collect();
    for group in similar(&marks) {
        let places: Vec<usize> = group.hand_ins.iter().filter_map(|&at| compared.get(at).copied()).collect();
        for &place in &places {
            let others = places.iter().filter(|&&other| other != place);
            let others: Vec<_> = others.map(|&other| (rows[other].student.clone(), group.rule)).collect();
            for other in others {
                if !rows[place].similar.contains(&other) {
                    rows[place].similar.push(other);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
