//! The same bits everywhere: native, Node and browsers are each held against the same list of fingerprints. Where bits
//! change on purpose, `RENEW=1 cargo test -p fall-line --test fingerprints` writes the list anew.

#![expect(clippy::unwrap_used, reason = "a test")]

use fall_line::dataset::PlaneData;
use fall_line::examples::{Files, NetworkData};
use fall_line::experiment::{Experiment, Plan};
use fall_line::fields::{Choice, Form, Slot};
use fall_line::formula::{self, LIBRARY};
use fall_line::json::Json;
use fall_line::network::Init;
use fall_line::optimizer::Optimizer;
use fall_line::result;
use fall_line::schedule::Schedule;
use std::fs;
use std::path::Path;

fn rows() -> Vec<Json> {
    let Ok(Json::List(rows)) = Json::parse(include_str!("../../../tests/fingerprints.json")) else { panic!() };
    rows
}

fn text(json: &Json, key: &str) -> String {
    let Some(Json::Text(text)) = json.get(key) else { panic!("{key} in {}", json.canonical()) };
    text.clone()
}

#[test]
fn every_document_gives_its_fingerprint() {
    let rows = rows();
    let mut differ = Vec::new();
    for row in &rows {
        let experiment = Experiment::parse(&row.get("document").unwrap().canonical());
        let result = experiment.and_then(|experiment| result::run(&experiment, &Files::default()));
        let ours = text(&result.unwrap_or_else(|error| panic!("{}: {error}", text(row, "name"))), "fingerprint");
        if ours != text(row, "fingerprint") {
            differ.push((text(row, "name"), ours));
        }
    }
    if std::env::var_os("RENEW").is_some() {
        return renew(&differ);
    }
    assert!(rows.len() >= 8 && differ.is_empty(), "{differ:#?}");
}

/// A line a document, its fingerprint last.
fn renew(differ: &[(String, String)]) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fingerprints.json");
    let renewed = |line: &str| {
        let own = |(name, _): &&(String, String)| {
            line.contains(&format!(r#"{{"name": {},"#, Json::text(name.as_str()).canonical()))
        };
        let Some((_, ours)) = differ.iter().find(own) else { return line.to_owned() };
        let (before, rest) = line.rsplit_once(r#""fingerprint": ""#).unwrap();
        format!(r#"{before}"fingerprint": "{ours}"{}"#, rest.split_once('"').unwrap().1)
    };
    let lines: Vec<String> = fs::read_to_string(&path).unwrap().lines().map(renewed).collect();
    fs::write(&path, lines.join("\n") + "\n").unwrap();
}

/// The words that a field of the schema may have.
fn words(of: &str, field: &str) -> Vec<String> {
    let schema = Experiment::schema();
    let field = ["$defs", of, "properties", field].iter().try_fold(&schema, |json, key| json.get(key));
    let Some(Json::List(words)) = field.and_then(|field| field.get("enum")) else { panic!("{of}: {field:?}") };
    words.iter().map(|word| word.canonical().replace('"', "")).collect()
}

/// Every surface, optimizer, schedule, dataset, activation, loss and init stands in a document, and all that a run can be
/// told.
#[test]
fn nothing_is_without_a_fingerprint() {
    let mut seen: Vec<String> = Vec::new();
    for row in rows() {
        let experiment = Experiment::parse(&row.get("document").unwrap().canonical()).unwrap();
        let mut see = |what: &str, key: &str| seen.push(format!("{what} {key}"));
        if let Ok((task, plans)) = experiment.surface() {
            see_runs("surface", &experiment, plans, &mut see);
            task.data.iter().for_each(|data| see("surface data", data.key()));
            for (field, there) in [
                ("data", task.data.is_some()),
                ("batch", task.batch != Default::default()),
                ("noise", task.noise > 0.0),
            ] {
                there.then(|| see("surface field", field));
            }
            for plan in plans {
                formula::find(plan.task.formula()).into_iter().for_each(|entry| see("surface of", entry.name));
            }
        }
        if let Ok((task, plans)) = experiment.network() {
            see_runs("network", &experiment, plans, &mut see);
            see("network data", task.data.key());
            for Plan { task, .. } in plans {
                task.init.iter().for_each(|init| see("network init", init.key()));
                let told = task.write(Form::Full).unwrap();
                if let Some(Json::Text(loss)) = told.get("loss") {
                    see("network loss", loss);
                }
                if let Some(Json::List(layers)) = told.get("layers") {
                    layers.iter().for_each(|layer| see("network activation", &text(layer, "activation")));
                }
                for (field, there) in [
                    ("penalty", task.penalty != Default::default()),
                    ("batch", task.batch != Default::default()),
                    ("validation", task.validation.is_some()),
                    ("features", task.features != ["x", "y"]),
                    ("shuffle", !task.shuffle),
                ] {
                    there.then(|| see("network field", field));
                }
            }
        }
    }
    let both = ["given", "repeat", "changes", "clip", "with", "warmup"];
    let own = |known: &[&str]| known.iter().map(|&key| key.to_owned()).collect::<Vec<String>>();
    // of files there is a test of their own
    let data: Vec<_> = NetworkData::KEYS.iter().filter(|key| !["idx", "csv"].contains(key)).copied().collect();
    let surfaces: Vec<_> = LIBRARY.iter().map(|entry| entry.name).collect();
    for (what, keys) in [
        ("surface field", own(&["data", "batch", "noise"])),
        ("surface field", own(&both)),
        ("network field", own(&["penalty", "batch", "validation", "features", "shuffle"])),
        ("network field", own(&both)),
        ("surface of", own(&surfaces)),
        ("surface data", own(PlaneData::KEYS)),
        ("surface optimizer", own(Optimizer::KEYS)),
        ("network optimizer", own(Optimizer::KEYS)),
        ("surface schedule", own(Schedule::KEYS)),
        ("network data", own(&data)),
        ("network init", own(Init::KEYS)),
        ("network activation", words("HiddenLayer", "activation")),
        ("network loss", words("NetworkTask", "loss")),
    ] {
        for key in keys {
            let wanted = format!("{what} {key}");
            assert!(seen.contains(&wanted), "tests/fingerprints.json has no document with the {wanted}");
        }
    }
}

/// What documents of both kinds have.
fn see_runs<T>(kind: &str, experiment: &Experiment, plans: &[Plan<T>], see: &mut dyn FnMut(&str, &str)) {
    let document = &experiment.document;
    let mut told = vec![
        ("given", document.given.draws()),
        ("repeat", document.repeat > 1),
        ("changes", !document.changes.is_empty()),
    ];
    for run in &document.runs {
        told.extend([("clip", run.clip.is_some()), ("with", !run.with.0.is_empty()), ("warmup", run.warmup > 0)]);
    }
    told.iter().filter(|(_, there)| *there).for_each(|(field, _)| see(&format!("{kind} field"), field));
    for (_, setting) in plans.iter().flat_map(|plan| &plan.settings) {
        see(&format!("{kind} optimizer"), setting.run.optimizer.key());
        see(&format!("{kind} schedule"), setting.run.schedule.key());
    }
}
