//! Pieces and grades as text, from one worker to another: whole, so that a report is the same wherever its parts were made.

use super::Judged;
use crate::error::{Code, Error, Reason};
use crate::grade::{Changed, Claimed, Grade, Judged as Goal, Marks};
use crate::handed::Piece;
use crate::handed::roster::Whose;
use crate::json::Json;

const CLAIMS: [(&str, Claimed); 3] = [("none", Claimed::None), ("same", Claimed::Same), ("other", Claimed::Other)];

impl Piece {
    /// The piece as text.
    pub fn carried(&self) -> String {
        let text = match &self.text {
            Ok(text) => ("text", Json::text(text.as_str())),
            Err(error) => ("error", told(error)),
        };
        let student = ("student", self.student.as_ref().map_or(Json::Null, |id| Json::text(id.as_str())));
        Json::object([
            ("name", Json::text(self.name.as_str())),
            ("clues", texts(&self.clues)),
            ("cells", texts(&self.cells)),
            student,
            text,
        ])
        .canonical()
    }

    /// The piece of such a text; None of others.
    pub fn of(carried: &str) -> Option<Piece> {
        let json = Json::parse(carried).ok()?;
        let text = match json.get("error") {
            Some(error) => Err(heard(error)?),
            None => Ok(text_of(&json, "text")?),
        };
        Some(Piece {
            name: text_of(&json, "name")?,
            clues: list(&json, "clues")?,
            cells: list(&json, "cells")?,
            student: text_of(&json, "student"),
            text,
        })
    }
}

impl Judged {
    /// The judgement as text.
    pub fn carried(&self) -> String {
        let whose = match &self.whose {
            Whose::Known(place) => ("known", Json::Number(*place as f64)),
            Whose::Unchecked(id) => ("unchecked", Json::text(id.as_str())),
            Whose::Several(ids) => ("several", texts(ids)),
        };
        let grade = match &self.grade {
            Ok(grade) => ("grade", grade_json(grade)),
            Err(error) => ("error", told(error)),
        };
        Json::object([("name", Json::text(self.name.as_str())), whose, grade]).canonical()
    }

    /// The judgement of such a text; None of others.
    pub fn of(carried: &str) -> Option<Judged> {
        let json = Json::parse(carried).ok()?;
        let whose = match (number(&json, "known"), text_of(&json, "unchecked")) {
            (Some(place), _) => Whose::Known(place as usize),
            (_, Some(id)) => Whose::Unchecked(id),
            _ => Whose::Several(list(&json, "several")?),
        };
        let grade = match json.get("error") {
            Some(error) => Err(heard(error)?),
            None => Ok(grade_of(json.get("grade")?)?),
        };
        Some(Judged { name: text_of(&json, "name")?, whose, grade })
    }
}

fn grade_json(grade: &Grade) -> Json {
    let option = |text: &Option<String>| text.as_ref().map_or(Json::Null, |text| Json::text(text.as_str()));
    let goal = |goal: &Goal| {
        Json::object([
            ("reached", Json::Bool(goal.reached)),
            ("why", told(&Error::at("", goal.why.clone()))),
            ("points", Json::Number(goal.points)),
            ("of", Json::Number(goal.of)),
        ])
    };
    let changed = |one: &Changed| {
        Json::object([
            ("pointer", Json::text(one.pointer.as_str())),
            ("from", one.from.clone()),
            ("to", one.to.clone()),
        ])
    };
    let claimed = CLAIMS.iter().find(|(_, claimed)| *claimed == grade.claimed).map_or("none", |(name, _)| name);
    // 64 bits are more than a number holds
    let marks = |marks: &[u64]| Json::List(marks.iter().map(|mark| Json::text(format!("{mark:x}"))).collect());
    Json::object([
        ("student", Json::text(grade.student.as_str())),
        ("score", Json::Number(grade.score)),
        ("points", Json::Number(grade.points)),
        ("goals", Json::List(grade.goals.iter().map(goal).collect())),
        ("changed", Json::List(grade.changed.iter().map(changed).collect())),
        ("link", option(&grade.link)),
        ("fingerprint", option(&grade.fingerprint)),
        ("claimed", Json::text(claimed)),
        ("attempts", Json::Number(f64::from(grade.attempts))),
        ("problem", grade.problem.as_ref().map_or(Json::Null, told)),
        ("rules", marks(&grade.marks.rules)),
        ("numbers", marks(&grade.marks.numbers)),
    ])
}

fn grade_of(json: &Json) -> Option<Grade> {
    let goal = |goal: &Json| {
        let reached = *goal.get("reached")? == Json::Bool(true);
        let why = heard(goal.get("why")?)?.reason.clone();
        Some(Goal { reached, why, points: number(goal, "points")?, of: number(goal, "of")? })
    };
    let changed = |one: &Json| {
        Some(Changed { pointer: text_of(one, "pointer")?, from: one.get("from")?.clone(), to: one.get("to")?.clone() })
    };
    let claimed = text_of(json, "claimed")?;
    let marks =
        |key| -> Option<Vec<u64>> { list(json, key)?.iter().map(|mark| u64::from_str_radix(mark, 16).ok()).collect() };
    Some(Grade {
        student: text_of(json, "student")?,
        score: number(json, "score")?,
        points: number(json, "points")?,
        goals: items(json, "goals")?.iter().map(goal).collect::<Option<_>>()?,
        changed: items(json, "changed")?.iter().map(changed).collect::<Option<_>>()?,
        link: text_of(json, "link"),
        fingerprint: text_of(json, "fingerprint"),
        claimed: CLAIMS.iter().find(|(name, _)| *name == claimed)?.1,
        attempts: number(json, "attempts")? as u32,
        problem: match json.get("problem")? {
            Json::Null => None,
            error => Some(heard(error)?),
        },
        marks: Marks { rules: marks("rules")?, numbers: marks("numbers")? },
    })
}

/// An error, with all that it takes to say it in another language.
fn told(error: &Error) -> Json {
    let span = error.span.map_or(Json::Null, |span| Json::numbers(&span.map(f64::from)));
    let code = Json::text(error.reason.code.name());
    Json::object([
        ("code", code),
        ("params", texts(&error.reason.params)),
        ("path", Json::text(&error.path)),
        ("span", span),
    ])
}

fn heard(json: &Json) -> Option<Error> {
    let name = text_of(json, "code")?;
    let code = *Code::ALL.iter().find(|code| code.name() == name)?;
    let reason = Reason { code, params: list(json, "params")? };
    let span = match json.get("span")? {
        Json::List(ends) => match ends.as_slice() {
            &[Json::Number(start), Json::Number(end)] => Some([start as u32, end as u32]),
            _ => return None,
        },
        _ => None,
    };
    Some(Error::new(reason, text_of(json, "path")?, span))
}

fn texts(all: &[String]) -> Json {
    Json::List(all.iter().map(|text| Json::text(text.as_str())).collect())
}

fn text_of(json: &Json, key: &str) -> Option<String> {
    match json.get(key)? {
        Json::Text(text) => Some(text.clone()),
        _ => None,
    }
}

fn number(json: &Json, key: &str) -> Option<f64> {
    match json.get(key)? {
        Json::Number(x) => Some(*x),
        _ => None,
    }
}

fn items<'a>(json: &'a Json, key: &str) -> Option<&'a [Json]> {
    match json.get(key)? {
        Json::List(items) => Some(items),
        _ => None,
    }
}

fn list(json: &Json, key: &str) -> Option<Vec<String>> {
    let text = |item: &Json| if let Json::Text(text) = item { Some(text.clone()) } else { None };
    items(json, key)?.iter().map(text).collect()
}
