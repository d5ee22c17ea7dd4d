//! The result document, word for word.

use fall_line::json::Json;
use fall_line::{Experiment, Session, result};

fn done(text: &str) -> Session {
    let mut session = Experiment::parse(text).and_then(|experiment| Session::new(&experiment)).expect(text);
    while session.step(1000) {}
    session
}

/// A result's runs, without their fingerprints.
fn runs(text: &str) -> Vec<String> {
    let Some(Json::List(runs)) = result::result(&done(text)).get("runs").cloned() else { panic!("{text}") };
    let hashes = |json: &Json| matches!(json.get("fingerprint"), Some(Json::Text(hash)) if hash.len() == 16);
    assert!(runs.iter().all(hashes));
    let plain = |run: Json| match run {
        Json::Object(entries) => Json::Object(entries.into_iter().filter(|(key, _)| key != "fingerprint").collect()),
        other => other,
    };
    runs.into_iter().map(|run| plain(run).canonical()).collect()
}

#[test]
fn a_run_is_told_with_its_series_and_its_end() {
    let found = runs(
        r#"{"task":{"surface":{"f":"x^2 + y^2","start":[1,0],"steps":2}},"runs":[
            {"name":{"en":"Slow","ko":"느림"},"optimizer":{"gd":{"lr":0.25}}},
            {"optimizer":{"gd":{"lr":1e6}},"with":{"start":[1e150,0]}},
            {"optimizer":"adam","with":{"start":[1e300,0]}},
            {"optimizer":"lion","with":{"steps":0}}]}"#,
    );
    let expected = [
        r#"{"evaluations":2,"gradient_norm":[2,1],"loss":[1,0.25,0.0625],"lr":[0.25,0.25],"name":{"en":"Slow","ko":"느림"},"path":[[1,0],[0.5,0],[0.25,0]],"status":"done"}"#,
        r#"{"evaluations":1,"gradient_norm":[],"loss":[9.999999999999999e+299],"lr":[],"name":"GD","path":[[1e+150,0]],"status":{"diverged":{"at":1,"code":"diverged_rate","params":{"formula":"2/λmax","limit":"1","lr":"1000000","step":"1"},"why":"step 1: the learning rate 1000000 is above this quadratic's limit 2/λmax = 1, so each step overshoots more than the last"}}}"#,
        r#"{"evaluations":0,"gradient_norm":[],"loss":[],"lr":[],"name":"Adam","path":[],"status":{"diverged":{"at":0,"code":"diverged_start","params":{},"why":"the surface has no finite value or slope at the start; choose another start"}}}"#,
        r#"{"evaluations":0,"gradient_norm":[],"loss":[1],"lr":[],"name":"Lion","path":[[1,0]],"status":"done"}"#,
    ];
    assert_eq!(found, expected);
}

#[test]
fn with_many_seeds_the_quartiles_stand_beside_the_first() {
    // the only thing drawn is the rate, of which there are two: 0.25 and 0.5
    let text = r#"{"task":{"surface":{"f":"x^2","start":[1,0],"steps":1}},"repeat":3,"seed":@,
        "given":{"a":{"from":0.25,"to":0.5,"step":0.25}},"runs":[{"optimizer":{"gd":{"lr":"a"}}}]}"#;
    let (slow, fast) = ("\"loss\":[1,0.25],\"lr\":[0.25]", "\"loss\":[1,0],\"lr\":[0.5]");
    let mut seen = [false; 2];
    for seed in 0..20 {
        let [run] = &runs(&text.replace('@', &seed.to_string()))[..] else { panic!() };
        let first = [slow, fast].iter().position(|losses| run.contains(losses));
        seen[first.expect(run)] = true;
        let spread = [("0", "0", "0"), ("0", "0", "0.125"), ("0.125", "0.25", "0.25"), ("0.25", "0.25", "0.25")];
        let told = |(lower, median, upper): &(&str, &str, &str)| {
            let loss = format!(r#"{{"lower":[1,{lower}],"median":[1,{median}],"upper":[1,{upper}]}}"#);
            run.contains(&format!(r#""repeat":{{"loss":{loss},"seeds":3}}"#))
        };
        assert!(spread.iter().any(told), "{run}");
    }
    assert_eq!(seen, [true; 2]);
    assert!(!runs(r#"{"task":"surface","repeat":1}"#)[0].contains("repeat"));
}

#[test]
fn sources_are_what_another_program_needs() {
    let session = done(
        r#"{"task":{"surface":{"f":"a*bowl(x, y) + x","data":{"columns":{"u":[1,3]}}}},"given":{"a":{"from":2,"to":2}},
            "runs":[{"optimizer":"gd"},{"with":{"f":"x^a*u"},"optimizer":{"written":{"text":"w = w - a*g"}}}]}"#,
    );
    let sources = result::sources(&session);
    let [given, columns, runs] = ["given", "columns", "runs"].map(|key| sources.get(key).unwrap().canonical());
    assert_eq!(given, r#"{"a":2}"#);
    assert_eq!(columns, r#"{"u":[1,3]}"#);
    assert_eq!(
        runs,
        r#"[{"f":"a*bowl(x, y) + x","gradient":["2*a*x + 1","2*a*y"],"rule":"param lr = 0.1\nw = w - lr*g"},{"f":"x^a*u","gradient":["a*x^(a - 1)*u","0"],"rule":"w = w - a*g"}]"#
    );
    let library = sources.get("library").unwrap();
    assert_eq!(library.get("bowl"), Some(&Json::text("x^2 + y^2")));
}
