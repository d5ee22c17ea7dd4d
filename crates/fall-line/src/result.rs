//! The result document: what came out of a session.

use crate::error::{Error, Reason};
use crate::experiment::{ENGINE, VERSION};
use crate::fields::{Choice, Form, Slot, Text};
use crate::formula::{Entry, LIBRARY};
use crate::json::Json;
use crate::session::{Session, Spread, Status, Track, spread};

/// The result of a session so far, as JSON.
pub fn result(session: &Session) -> Json {
    Json::object([
        ("version", Json::Number(f64::from(VERSION))),
        ("engine", Json::Number(f64::from(ENGINE))),
        ("fingerprint", Json::text(session.fingerprint().to_string())),
        ("runs", Json::List((0..session.tracks().len()).map(|number| run(session, number)).collect())),
    ])
}

fn run(session: &Session, number: usize) -> Json {
    let track = &session.tracks()[number];
    let path = track.path.chunks_exact(2).map(Json::numbers).collect();
    let series = [
        ("loss", Json::numbers(&track.loss)),
        ("lr", Json::numbers(&track.lr)),
        ("gradient_norm", Json::numbers(&track.gradient_norm)),
        ("path", Json::List(path)),
    ];
    let seeds = session.repetitions(number);
    let many = (seeds.len() > 1).then(|| {
        let count = seeds.len();
        let Spread { lower, median, upper } = spread(seeds);
        let lists = [("lower", lower), ("median", median), ("upper", upper)];
        let loss = Json::object(lists.map(|(name, values)| (name, Json::numbers(&values))));
        ("repeat", Json::object([("seeds", Json::Number(count as f64)), ("loss", loss)]))
    });
    Json::object(told(track).into_iter().chain(series).chain(many))
}

fn told(track: &Track) -> [(&'static str, Json); 4] {
    [
        ("name", name(track)),
        ("status", status(&track.status)),
        ("fingerprint", Json::text(track.fingerprint().to_string())),
        ("evaluations", Json::Number(f64::from(track.evaluations))),
    ]
}

/// A run without its series, and what one wants to know beside: its optimizer, and the largest stable learning rate
/// or null.
pub fn summary(track: &Track) -> Json {
    let beside =
        [("optimizer", Json::text(track.optimizer.key())), ("limit", track.limit().map_or(Json::Null, Json::Number))];
    Json::object(told(track).into_iter().chain(beside))
}

/// The library of surfaces; `f` is what a document says.
pub fn surfaces() -> Json {
    let entry = |entry: &Entry| {
        Json::object([
            ("name", Json::text(entry.name)),
            ("f", Json::text(if entry.text.len() < 16 { entry.text } else { entry.name })),
            ("domain", Json::numbers(&entry.domain)),
            ("minima", Json::List(entry.minima.iter().map(|point| Json::numbers(point)).collect())),
            ("start", Json::numbers(&entry.start)),
            ("lr", Json::Number(entry.lr)),
        ])
    };
    Json::List(LIBRARY.iter().map(entry).collect())
}

fn name(track: &Track) -> Json {
    let own = if track.name == Text::default() { None } else { track.name.write(Form::Canonical) };
    own.unwrap_or_else(|| Json::text(track.optimizer.label()))
}

fn status(status: &Status) -> Json {
    match status {
        Status::Running => Json::text("running"),
        Status::Done => Json::text("done"),
        Status::Diverged { at, why } => {
            let entries = [("at", Json::Number(f64::from(*at))), ("why", Json::text(why.to_string()))];
            Json::object([("diverged", Json::object(entries.into_iter().chain(coded(why))))])
        }
    }
}

/// An error: what JavaScript and `--ndjson` show of it: `{"code", "path", "message", "params", "span"}`.
pub fn error(error: &Error) -> Json {
    let mut entries = vec![("path", Json::text(&error.path)), ("message", Json::text(error.to_string()))];
    entries.extend(coded(&error.reason));
    if let Some(span) = error.span {
        entries.push(("span", Json::numbers(&span.map(f64::from))));
    }
    Json::object(entries)
}

fn coded(reason: &Reason) -> [(&'static str, Json); 2] {
    let params = reason.named().map(|(name, value)| (name, Json::text(value)));
    [("code", Json::text(reason.code.name())), ("params", Json::object(params))]
}
