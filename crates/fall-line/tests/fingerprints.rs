//! The same bits everywhere: native, Node and browsers are each held against the same list of fingerprints.

use fall_line::json::Json;
use fall_line::{Experiment, Session};

#[test]
fn every_document_gives_its_fingerprint() {
    let Ok(Json::List(rows)) = Json::parse(include_str!("../../../tests/fingerprints.json")) else { panic!() };
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
