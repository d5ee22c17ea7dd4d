//! The same bits everywhere: native, Node and browsers are each held against the same list of fingerprints.

use fall_line::dataset::PlaneData;
use fall_line::fields::Choice;
use fall_line::formula::{self, LIBRARY};
use fall_line::json::Json;
use fall_line::optimizer::Optimizer;
use fall_line::schedule::Schedule;
use fall_line::{Experiment, Session};

fn rows() -> Vec<Json> {
    let Ok(Json::List(rows)) = Json::parse(include_str!("../../../tests/fingerprints.json")) else { panic!() };
    rows
}

#[test]
fn every_document_gives_its_fingerprint() {
    let rows = rows();
    let mut differ = Vec::new();
    for row in &rows {
        let text = |key| match row.get(key) {
            Some(Json::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let mut session = Session::new(&Experiment::parse(&row.get("document").unwrap().canonical()).unwrap()).unwrap();
        while session.step(1000) {}
        let ours = session.fingerprint().to_string();
        if ours != text("fingerprint") {
            differ.push((text("name"), ours));
        }
    }
    assert!(rows.len() >= 8 && differ.is_empty(), "{differ:#?}");
}

/// Every surface, optimizer, schedule and dataset stands in a document, and all that a run can be told.
#[test]
fn nothing_is_without_a_fingerprint() {
    let mut seen: Vec<String> = Vec::new();
    let mut see = |what: &str, key: &str| seen.push(format!("{what} {key}"));
    for row in rows() {
        let experiment = Experiment::parse(&row.get("document").unwrap().canonical()).unwrap();
        let Ok((task, plans)) = experiment.surface() else { continue };
        let beside = [("data", task.data.is_some()), ("batch", task.batch != Default::default())];
        let document = &experiment.document;
        let told = [
            ("noise", task.noise > 0.0),
            ("given", document.given.draws()),
            ("repeat", document.repeat > 1),
            ("changes", !document.changes.is_empty()),
        ];
        let own = |run: &fall_line::experiment::Run| [("clip", run.clip.is_some()), ("with", !run.with.0.is_empty())];
        let all = beside.into_iter().chain(told).chain(document.runs.iter().flat_map(own));
        all.filter(|(_, there)| *there).for_each(|(field, _)| see("field", field));
        task.data.iter().for_each(|data| see("data", data.key()));
        for plan in plans {
            formula::find(plan.task.formula()).into_iter().for_each(|entry| see("surface", entry.name));
            for (_, setting) in &plan.settings {
                see("optimizer", setting.run.optimizer.key());
                see("schedule", setting.run.schedule.key());
            }
        }
    }
    let fields = ["data", "batch", "noise", "given", "repeat", "changes", "clip", "with"];
    let surfaces: Vec<_> = LIBRARY.iter().map(|entry| entry.name).collect();
    for (what, keys) in [
        ("field", &fields[..]),
        ("surface", &surfaces),
        ("data", PlaneData::KEYS),
        ("optimizer", Optimizer::KEYS),
        ("schedule", Schedule::KEYS),
    ] {
        for key in keys {
            let wanted = format!("{what} {key}");
            assert!(seen.contains(&wanted), "tests/fingerprints.json has no document with the {wanted}");
        }
    }
}
