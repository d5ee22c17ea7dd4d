//! The result document: what came out of a session.

use crate::error::{Error, Reason};
use crate::experiment::{ENGINE, VERSION};
use crate::fields::{Choice, Form, Slot, Text};
use crate::formula::{Entry, LIBRARY, mathml, plain};
use crate::json::Json;
use crate::optimizer::Optimizer;
use crate::session::{Moment, Session, Spread, Status, Track};
use crate::surface::Surface;

#[cfg(feature = "network")]
mod trained;
#[cfg(feature = "whole")]
mod worked;

#[cfg(feature = "network")]
pub use trained::{layers, lesson, progress, run, skipped, trained};
#[cfg(feature = "whole")]
pub use worked::{table, worked};

pub(crate) type Entries = Vec<(&'static str, Json)>;

/// The result of a session so far, as JSON.
pub fn result(session: &Session) -> Json {
    Json::object([
        ("version", Json::Number(f64::from(VERSION))),
        ("engine", Json::Number(f64::from(ENGINE))),
        ("fingerprint", Json::text(session.fingerprint().text())),
        ("runs", Json::List((0..session.tracks().len()).map(|number| told_run(session, number)).collect())),
    ])
}

fn told_run(session: &Session, number: usize) -> Json {
    let track = &session.tracks()[number];
    let path = track.path.chunks_exact(2).map(Json::numbers).collect();
    let series = [
        ("loss", Json::numbers(&track.loss)),
        ("lr", Json::numbers(&track.lr)),
        ("gradient_norm", Json::numbers(&track.gradient_norm)),
        ("path", Json::List(path)),
    ];
    let many = session.spread(number).map(|Spread { lower, median, upper }| {
        let count = session.repetitions(number).len();
        let lists = [("lower", lower), ("median", median), ("upper", upper)];
        let loss = Json::object(lists.map(|(name, values)| (name, Json::numbers(&values))));
        ("repeat", Json::object([("seeds", Json::Number(count as f64)), ("loss", loss)]))
    });
    Json::object(told(track).into_iter().chain(series).chain(many).collect::<Vec<_>>())
}

fn told(track: &Track) -> Entries {
    vec![
        ("name", name(&track.name, &track.optimizer)),
        ("status", status(&track.status)),
        ("fingerprint", Json::text(track.fingerprint().text())),
        ("evaluations", Json::Number(f64::from(track.evaluations))),
    ]
}

/// A run without its series, and what one wants to know beside: its optimizer, and the largest stable learning rate
/// or null.
pub fn summary(track: &Track) -> Json {
    let mut entries = told(track);
    entries.push(("optimizer", Json::text(track.optimizer.key())));
    entries.push(("limit", track.limit().map_or(Json::Null, Json::Number)));
    Json::object(entries)
}

/// A run's state and gradient once `step` updates were made, or null where it did not come so far.
pub fn moment(track: &Track, step: u32) -> Json {
    let Some(Moment { state, gradient }) = track.moment(step) else { return Json::Null };
    let finite = |values: &[f64]| values.iter().all(|x| x.is_finite());
    let gradient = gradient.filter(|g| finite(g)).map_or(Json::Null, |g| Json::numbers(&g));
    let state = state.iter().map(|(name, values)| (name.as_str(), Json::numbers(values)));
    Json::object([("state", Json::object(state.collect::<Vec<_>>())), ("gradient", gradient)])
}

/// Which known minimum a run came within `near` of, to stay, and after how many updates; or null.
pub fn arrival(track: &Track, near: f64) -> Json {
    let Some((minimum, step)) = track.arrival(near) else { return Json::Null };
    Json::object([("minimum", Json::Number(minimum as f64)), ("step", Json::Number(f64::from(step)))])
}

/// What a session's surface is like at a point: its value, its slopes, how it bends, and how large a learning rate each
/// run's rule bears on a quadratic that bends like it. Null is what is not finite, or not claimed.
#[cfg(feature = "whole")]
pub fn probe(session: &Session, [x, y]: [f64; 2]) -> Json {
    let jet = session.surface().jet(x, y);
    let number = |x: f64| if x.is_finite() { Json::Number(x) } else { Json::Null };
    let numbers = |all: &[f64]| Json::List(all.iter().map(|&x| number(x)).collect());
    let curvatures = jet.curvatures();
    let limit = |track: &Track| {
        let most = Some(curvatures[1]).filter(|most| *most > 0.0);
        most.and_then(|most| track.optimizer.limit(most)).map_or(Json::Null, |(limit, _)| number(limit))
    };
    Json::object([
        ("value", number(jet.value)),
        ("gradient", numbers(&jet.gradient)),
        ("hessian", numbers(&jet.hessian)),
        ("curvatures", numbers(&curvatures)),
        ("limits", Json::List(session.tracks().iter().map(limit).collect())),
    ])
}

/// What another program needs to go the same ways: of each run its formula, the derivatives by x and y, and its rule,
/// as text; the constants and the rows as numbers; and the library, whose surfaces formulas may call.
#[cfg(feature = "whole")]
pub fn sources(session: &Session) -> Json {
    let run = |track: &Track| {
        let [f, x, y] = track.surface().trees().map(|tree| Json::text(plain(&tree)));
        Json::object([("f", f), ("gradient", Json::List(vec![x, y])), ("rule", Json::text(track.rule()))])
    };
    let surface = session.surface();
    let given = surface.given().iter().map(|(name, x)| (name.as_str(), Json::Number(*x)));
    let columns = surface.columns().iter().map(|(name, values)| (name.as_str(), Json::numbers(values)));
    Json::object([
        ("given", Json::object(given.collect::<Vec<_>>())),
        ("columns", Json::object(columns.collect::<Vec<_>>())),
        ("library", Json::object(LIBRARY.iter().map(|entry| (entry.name, Json::text(entry.text))).collect::<Vec<_>>())),
        ("runs", Json::List(session.tracks().iter().map(run).collect())),
    ])
}

/// A rule as it is published: its text, what happens in an update, line by line as MathML, and its
/// hyper-parameters with the defaults that the text gives them, in its order. `symbols` as in [`mathml`].
#[cfg(feature = "whole")]
pub fn rule(optimizer: &Optimizer, symbols: &[(&str, &str)]) -> Result<Json, Error> {
    let text = optimizer.text();
    let (rule, _) = optimizer.rule()?;
    let lines = rule.lines().iter().map(|line| Json::text(mathml(&line.whole(), symbols))).collect();
    let param =
        |(name, default): (String, f64)| Json::object([("name", Json::text(name)), ("default", Json::Number(default))]);
    let params = rule.params.into_iter().map(param).collect();
    Ok(Json::object([("text", Json::text(text)), ("lines", Json::List(lines)), ("params", Json::List(params))]))
}

/// A surface's formula and its derivatives by x and y, each as text and as MathML.
pub fn formulas(surface: &Surface) -> Json {
    let [f, x, y] = surface
        .trees()
        .map(|tree| Json::object([("text", Json::text(plain(&tree))), ("mathml", Json::text(mathml(&tree, &[])))]));
    Json::object([("f", f), ("gradient", Json::List(vec![x, y]))])
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

fn name(name: &Text, optimizer: &Optimizer) -> Json {
    let own = if *name == Text::default() { None } else { name.write(Form::Canonical) };
    own.unwrap_or_else(|| Json::text(optimizer.label()))
}

fn status(status: &Status) -> Json {
    match status {
        Status::Running => Json::text("running"),
        Status::Done => Json::text("done"),
        Status::Diverged { at, why } => {
            let mut entries = coded(why);
            entries.push(("at", Json::Number(f64::from(*at))));
            entries.push(("why", Json::text(why.text())));
            Json::object([("diverged", Json::object(entries))])
        }
    }
}

/// An error: what JavaScript and `--ndjson` show of it: `{"code", "path", "message", "params", "span"}`.
pub fn error(error: &Error) -> Json {
    let mut entries = coded(&error.reason);
    entries.push(("path", Json::text(&error.path)));
    entries.push(("message", Json::text(error.text())));
    if let Some(span) = error.span {
        entries.push(("span", Json::numbers(&span.map(f64::from))));
    }
    Json::object(entries)
}

pub(crate) fn coded(reason: &Reason) -> Entries {
    let params = reason.named().map(|(name, value)| (name, Json::text(value)));
    vec![("code", Json::text(reason.code.name())), ("params", Json::object(params.collect::<Vec<_>>()))]
}
