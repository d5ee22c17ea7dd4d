//! Reading documents: every error names its place, and what was read is written back the same.

#![expect(clippy::unwrap_used, reason = "a test")]

use fall_line::Experiment;
use fall_line::json::Json;

/// Every field of the document, somewhere, with a value that is not its default.
const FULL: &str = r#"{
    "version": 1, "engine": 1, "title": {"en": "Two ways", "ko": "두 길"},
    "task": {"surface": {
        "f": "hypot(x*u - a, y) + v", "start": [1, -2.5], "steps": 7, "batch": 3, "noise": 0.5,
        "data": {"line": {"samples": 5, "noise": 0.25, "outliers": 0.5}}}},
    "runs": [
        {"name": "a", "optimizer": {"gd": {"lr": 0.5}}, "schedule_per": "epoch", "warmup": 5},
        {"schedule": {"inverse_time": {"decay": 2}}, "clip": 2.5},
        {"with": {"f": "x^2 + y^2", "start": [3, "a"], "steps": 9, "batch": "all", "noise": "b/100"}},
        {"schedule": {"step": {"every": 3, "factor": 0.25}}},
        {"schedule": {"exponential": {"rate": 1.5}}},
        {"schedule": {"linear": {"steps": 4, "floor": 0.5}}},
        {"schedule": {"cosine": {"steps": 4, "floor": 0.5}}},
        {"schedule": {"cosine_restarts": {"steps": 4, "floor": 0.5}}},
        {"schedule": {"one_cycle": {"steps": 4, "peak": 3}}},
        {"schedule": {"plateau": {"factor": 0.25, "patience": 2, "threshold": 0.5, "floor": 0.125}}},
        {"optimizer": {"momentum": {"lr": 0.2, "momentum": 0}}},
        {"optimizer": {"adam": {"lr": 0.3, "beta1": 0.5, "beta2": 0.75, "eps": 0, "bias_correction": false}}},
        {"optimizer": {"momentum_ema": {"lr": 0.2, "beta": 0}}},
        {"optimizer": {"nesterov": {"lr": 0.2, "momentum": 0}}},
        {"optimizer": {"adagrad": {"lr": 0.3, "eps": 0}}},
        {"optimizer": {"rmsprop": {"lr": 0.3, "decay": 0.5, "eps": 0}}},
        {"optimizer": {"adadelta": {"lr": 0.3, "decay": 0.5, "eps": 0}}},
        {"optimizer": {"adamw": {"lr": 0.3, "beta1": 0.5, "beta2": 0.75, "eps": 0, "weight_decay": 2}}},
        {"optimizer": {"amsgrad": {"lr": 0.3, "beta1": 0.5, "beta2": 0.75, "eps": 0}}},
        {"optimizer": {"adamax": {"lr": 0.3, "beta1": 0.5, "beta2": 0.75, "eps": 0}}},
        {"optimizer": {"nadam": {"lr": 0.3, "beta1": 0.5, "beta2": 0.75, "eps": 0}}},
        {"optimizer": {"radam": {"lr": 0.3, "beta1": 0.5, "beta2": 0.75, "eps": 0}}},
        {"optimizer": {"adabelief": {"lr": 0.3, "beta1": 0.5, "beta2": 0.75, "eps": 0}}},
        {"optimizer": {"lion": {"lr": 0.3, "beta1": 0.5, "beta2": 0.75, "weight_decay": 2}}},
        {"optimizer": {"sign": {"lr": "a/4"}}},
        {"optimizer": {"written": {"text": "param k = 2\nw = w - lr*g/k", "lr": 0.3, "k": 5}}}],
    "seed": {"data": 1, "init": 2, "shuffle": 3, "noise": 4},
    "repeat": 3,
    "given": {"a": 0.75, "b": {"from": 10, "to": 40, "step": 5}, "c": {"from": -1, "to": 1}},
    "changes": [
        {"run": 1, "at": 3, "set": {"/clip": 1, "/with/noise": "a", "/with/batch": 2}},
        {"run": 2, "at": 3, "set": {"/optimizer": {"adam": {"lr": 0.5}}}}],
    "view": {"panels": [
        "surface", "slices", {"images": {"part": "train"}}, {"data": {"across": "v", "up": "u"}}, {"table": {"run": 1, "exact": true}},
        {"probe": {"at": [1, -0.5], "dial": false, "angle": 45, "downhill": true, "carried": true, "step": true, "field": true}},
        {"basin": {"run": 2, "steps": 300, "fine": true}},
        {"sweep": {"run": 3, "other": "beta1", "rates": [0.001, 2], "values": [0, 0.5], "colour": "below", "below": 2, "steps": 300}},
        {"space": {"turn": 90, "tilt": 0, "zoom": 2, "tile": true, "cuts": true, "log": false}},
        "race", {"fair": {"rates": 9, "seeds": 7, "epochs": 12}}, {"layers": {"weights": true, "own": true}}, {"finder": {"rates": [0.001, 1], "updates": 50}},
        {"landscape": {"plane": "path", "seed": 3, "radius": 2}},
        {"trials": {"across": "beta1", "up": "", "across_range": [0, 0.9, 4], "up_range": [1, 64, 4], "across_values": "0.5, 0.9", "up_values": "1, all", "seeds": 5, "epochs": 7, "series": "loss", "best": true}},
        {"export": {"library": "torch"}},
        "exercise",
        {"curves": {"quantity": "gradient_norm", "log": true, "against": "evaluations"}}, {"output": {"flat": true}}, {"stop": {"epoch": 30, "on": "test_loss", "target": 0.5, "there": true}}], "domain": [-1, 1, -2, 2], "at": 3, "symbols": {"lr": "α"}, "lang": "ko", "theme": "dark", "height": 400}
}"#;

/// Exercises of both kinds.
const EXERCISES: [&str; 2] = [
    r#"{
    "version": 1, "engine": 1, "task": {"surface": {"steps": 7}},
    "runs": [{"optimizer": "momentum"}, {"optimizer": {"written": {"text": "w = w"}}}],
    "controls": ["/runs/0", "/task/surface/start"],
    "goals": [{"loss": {"run": 1, "below": 2, "by": 5, "points": 3}}, {"reach": {"point": [1, 2], "within": 0.5}},
        {"beats": {"than": 1, "margin": 0.25}}, {"diverges": {"run": 1}}, {"stays": {"inside": [-1, 1, -2, 2]}},
        {"at_most": {"evaluations": 40}}, {"edge": {"within": 0.125}}, {"answer": {"question": 1, "within": 0.5}},
        {"follows": {"run": 1, "within": 0.25, "shown": [{"start": [1, 2], "after": 3, "point": [0.5, 1]}]}}],
    "exercise": {"text": {"en": "Do", "ko": "하기"}, "hints": ["a"], "points": 10, "seed_by_student": true, "questions": [
        {"text": "how far?", "first": true, "reveal": "so far"}, {"text": "how?", "kind": "formula"},
        {"text": "which?", "kind": {"choice": {"of": ["a", "b"]}}}]},
    "hand_in": {"student": "2026-1", "answers": [2, "x^2", null], "attempts": 3, "fingerprint": "0123456789abcdef"}}"#,
    r#"{
    "version": 1, "engine": 1, "task": "network", "controls": [],
    "goals": [{"accuracy": {"above": 0.5, "on": "training"}}, {"at_most": {"parameters": 40}}, {"at_most": {"rows": 90}}]}"#,
];

/// Every dataset but the first.
const DATA: [&str; 3] = [
    r#"{"logistic": {"samples": 5, "noise": 0.25, "outliers": 0.5}}"#,
    r#"{"sine": {"samples": 5, "noise": 0.25, "outliers": 0.5}}"#,
    r#"{"columns": {"u": [1, 2.5], "v": ["a", 0]}}"#,
];

/// The same of a network.
const NETWORK: &str = r#"{
    "version": 1, "engine": 1, "title": "A network",
    "task": {"network": {
        "data": DATA, "features": ["x", "a*y"], "test": 0.25, "validation": 0.125,
        "layers": [{"units": 3, "activation": "relu"}, {"units": 2, "activation": "gelu"}], "init": INIT,
        "loss": "mean_squared", "penalty": {"l1": 0.5, "l2": "a"}, "batch": 3, "shuffle": false, "epochs": 7}},
    "runs": [{"with": {"batch": "all", "init": "zeros", "layers": [{"units": 5, "activation": "elu"}]}}],
    "given": {"a": 0.75}, "changes": [{"at": 3, "set": {"/with/penalty": {"l2": 0.5}}}],
    "view": {"panels": ["network", "batches"]}
}"#;

const HASH: &str = r#""sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855""#;

/// What networks learn from, and where their weights start.
fn networks() -> Vec<String> {
    let drawn = ["circle", "xor", "gauss", "moons", "checkerboard", "plane", "multi_gauss", "sine", "step"]
        .map(|name| format!(r#"{{"{name}": {{"samples": 40, "noise": 0.75}}}}"#));
    let many = ["spiral", "rings", "blobs"]
        .map(|name| format!(r#"{{"{name}": {{"samples": 40, "noise": 0.75, "classes": 5}}}}"#));
    let other = [
        r#""digits""#.to_owned(),
        r#"{"strokes": {"samples": 40, "noise": 0.5, "distortion": 2}}"#.to_owned(),
        r#"{"rows": {"inputs": [[1, 2.5], [3, 4], [5, 6], [7, 8]], "targets": [[1], [0.5], [3], [4]]}}"#.to_owned(),
        format!(r#"{{"idx": {{"images": {{"file": "a", {HASH}}}, "labels": {{"file": "b", {HASH}}}}}}}"#),
        format!(r#"{{"csv": {{"file": "c", {HASH}, "target": "d", "kind": "numbers"}}}}"#),
    ];
    let inits = [
        r#"{"he": {"distribution": "uniform"}}"#,
        r#"{"xavier": {"distribution": "uniform"}}"#,
        r#"{"lecun": {"distribution": "uniform"}}"#,
        r#"{"normal": {"std": 0.5}}"#,
        r#"{"values": [{"weights": [[1, 2], [3, 4], [5, 6.5]], "bias": [1, 2, 3]},
            {"weights": [[1, 2, 3], [4, 5, 6]]}, {"weights": [[1, "a"]], "bias": [0.5]}]}"#,
    ];
    let datas: Vec<String> = drawn.into_iter().chain(many).chain(other).collect();
    let by_data = datas.iter().map(|data| (data.as_str(), r#""zeros""#));
    let all = by_data.chain(inits.map(|init| (datas[0].as_str(), init)));
    all.map(|(data, init)| NETWORK.replace("DATA", data).replace("INIT", init)).collect()
}

/// Full documents, one for each dataset.
fn full() -> impl Iterator<Item = String> {
    let line = r#"{"line": {"samples": 5, "noise": 0.25, "outliers": 0.5}}"#;
    assert!(FULL.contains(line));
    [line]
        .into_iter()
        .chain(DATA)
        .map(move |data| FULL.replace(line, data))
        .chain(networks())
        .chain(EXERCISES.map(str::to_owned))
}

fn surface(task: &str) -> String {
    format!(r#"{{"task":{{"surface":{task}}}}}"#)
}

fn view(view: &str) -> String {
    format!(r#"{{"task":"surface","view":{view}}}"#)
}

fn run(run: &str) -> String {
    format!(r#"{{"task":"surface","runs":[{{"optimizer":"gd"}},{run}]}}"#)
}

#[test]
fn an_error_says_where_what_and_what_there_is() {
    for (text, message) in [
        ("{}".into(), "task: this field has no default; add it"),
        ("[]".into(), "expected an object in braces, found []"),
        (r#"{"task":"networks"}"#.into(), "task: expected one of surface, network, found \"networks\""),
        (
            r#"{"task":{"surface":{},"x":1}}"#.into(),
            "task: an object here names exactly one of surface, network; this one has 2 keys",
        ),
        (
            surface(r#"{"step":1}"#),
            "task.surface.step: there is no field \"step\" here; there are f, start, steps, data, batch, noise",
        ),
        (surface(r#"{"steps":1.5}"#), "task.surface.steps: expected a whole number, found 1.5"),
        (surface(r#"{"steps":"9"}"#), "task.surface.steps: expected a whole number, found \"9\""),
        (surface(r#"{"steps":1000001}"#), "task.surface.steps: 1000001 is outside 0 ≤ steps ≤ 1000000"),
        (surface(r#"{"steps":-1}"#), "task.surface.steps: -1 is outside 0 ≤ steps ≤ 1000000"),
        (surface(r#"{"start":[1]}"#), "task.surface.start: expected 2 values, found 1"),
        (surface(r#"{"start":[1,null]}"#), "task.surface.start[1]: expected a number, found null"),
        (surface(r#"{"start":null}"#), "task.surface.start: expected a list in [ ], found null"),
        (surface(r#"{"f":2}"#), "task.surface.f: expected a text in quotation marks, found 2"),
        (surface(r#"{"f":"x^2 + * y"}"#), "task.surface.f, column 7: expected a value, found '*'"),
        (run("7"), "runs[1]: expected an object in braces, found 7"),
        (run(r#"{"optimizer":{"adam":{"beta2":1}}}"#), "runs[1].optimizer.adam.beta2: 1 is outside 0 ≤ beta2 < 1"),
        (
            run(r#"{"optimizer":{"adam":{"bias_correction":1}}}"#),
            "runs[1].optimizer.adam.bias_correction: expected true or false, found 1",
        ),
        (
            run(r#"{"optimizer":"sgd"}"#),
            "runs[1].optimizer: expected one of gd, momentum, momentum_ema, nesterov, adagrad, rmsprop, adadelta, adam, adamw, amsgrad, adamax, nadam, radam, adabelief, lion, sign, written, found \"sgd\"",
        ),
        (
            run(r#"{"schedule":{"constant":{"x":1}}}"#),
            "runs[1].schedule.constant.x: there is no field \"x\" here; there are ∅",
        ),
        (run(r#"{"schedule":{"step":{"every":0}}}"#), "runs[1].schedule.step.every: 0 is outside 1 ≤ every ≤ 1000000"),
        (run(r#"{"schedule_per":"batch"}"#), "runs[1].schedule_per: expected one of step, epoch, found \"batch\""),
        (run(r#"{"warmup":0.5}"#), "runs[1].warmup: expected a whole number, found 0.5"),
        (r#"{"task":"surface","runs":[]}"#.into(), "runs: there are 0 here; 1 … 32 are possible"),
        (
            r#"{"task":"surface","title":{"fr":"x"}}"#.into(),
            "title.fr: there is no field \"fr\" here; there are en, ko",
        ),
        (
            r#"{"task":"surface","a\n\u001b":1}"#.into(),
            r#""a\n\u001b": there is no field "a\n\u001b" here; there are version, engine, title, task, runs, seed, repeat, given, changes, view, controls, goals, exercise, hand_in"#,
        ),
        (
            r#"{"task":"surface","view":{"domain":[1,1.0000000000000002,0,1e-16]}}"#.into(),
            "view.domain: the domain [1, 1.0000000000000002, 0, 1e-16] cannot be drawn; give it sides of at least a billionth of its coordinates, within ±1e100",
        ),
        (surface(r#"{"f":"x + ｙ😀 + cow"}"#), "task.surface.f, column 5: ｙ has no meaning in a formula"),
        (surface(r#"{"f":"π + 2π cow"}"#), "task.surface.f, column 8: there is no cow here; did you mean cos?"),
        (r#"{"task":"surface","seed":-1}"#.into(), "seed: -1 is outside 0 ≤ seed ≤ 4294967295"),
        (
            r#"{"task":"surface","view":{"domain":[1,1,0,2]}}"#.into(),
            "view.domain: the domain [1, 1, 0, 2] is empty; write [x0, x1, y0, y1] with x0 < x1 and y0 < y1",
        ),
        (
            r#"{"task":"surface","view":{"theme":"blue"}}"#.into(),
            "view.theme: expected one of auto, light, dark, found \"blue\"",
        ),
        (
            view(r#"{"panels":["probe","help"]}"#),
            "view.panels[1]: expected one of surface, data, probe, slices, table, basin, sweep, space, network, layers, images, landscape, finder, trials, race, fair, batches, export, exercise, curves, output, stop, found \"help\"",
        ),
        (
            view(r#"{"panels":["basin","probe",{"basin":{"steps":9}}]}"#),
            "view.panels[2]: this panel stands here a second time; keep one, with all that is chosen in it",
        ),
        (view(r#"{"panels":[{"basin":{"steps":0}}]}"#), "view.panels[0].basin.steps: 0 is outside 1 ≤ steps ≤ 100000"),
        (view(r#"{"panels":[{"probe":{"angle":360}}]}"#), "view.panels[0].probe.angle: 360 is outside 0 ≤ angle < 360"),
        (
            view(r#"{"panels":[{"slices":{"x":1}}]}"#),
            "view.panels[0].slices.x: there is no field \"x\" here; there are ∅",
        ),
        (
            view(r#"{"panels":[{"curves":{"quantity":"f"}}]}"#),
            "view.panels[0].curves.quantity: expected one of loss, distance, validation_loss, test_loss, accuracy, validation_accuracy, test_accuracy, gradient_norm, lr, found \"f\"",
        ),
        (r#"{"version":2,"future":true}"#.into(), "version: this document is of version 2; this program reads up to 1"),
        (
            r#"{"engine":3,"task":"surface"}"#.into(),
            "engine: this document was made with engine 3; this program has 1: reload the page or update the program",
        ),
        (
            format!(r#"{{"task":{{"surface":{{"steps":1000000}}}},"runs":[{}]}}"#, vec!["{}"; 32].join(",")),
            "task.surface.steps: the result would have 160000000 numbers, 2.4 times the limit of 67108864; take fewer steps or runs",
        ),
        (" ".repeat(300_000), "the document has 300000 bytes; at most 262144 are read"),
    ] {
        let error = Experiment::parse(&text).expect_err(&text[..text.len().min(200)]);
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn the_canonical_form_leaves_defaults_out_and_is_its_own_canonical_form() {
    for (text, canonical) in [
        (r#"{"task":"surface"}"#, r#"{"engine":1,"task":"surface","version":1}"#),
        (
            r#"{"title":"","task":{"surface":{"steps":1.2e2,"start":[-0,1.0]}},"seed":{"data":0},"view":{},"runs":[{"name":"","optimizer":{"gd":{"lr":0.1}}}]}"#,
            r#"{"engine":1,"task":{"surface":{"start":[0,1]}},"version":1}"#,
        ),
        (
            r#"{"task":"surface","seed":{"data":5,"init":5,"shuffle":5,"noise":5},"runs":[{"optimizer":"adam"}]}"#,
            r#"{"engine":1,"runs":[{"optimizer":"adam"}],"seed":5,"task":"surface","version":1}"#,
        ),
        // a panel in which nothing is chosen is a word
        (
            r#"{"task":"surface","view":{"panels":[{"probe":{"dial":true,"field":true}},{"basin":{"fine":false}},{"curves":{}}]}}"#,
            r#"{"engine":1,"task":"surface","version":1,"view":{"panels":[{"probe":{"field":true}},"basin","curves"]}}"#,
        ),
    ] {
        assert_eq!(Experiment::parse(text).unwrap().canonical(), canonical);
        assert_eq!(Experiment::parse(canonical).unwrap().canonical(), canonical);
    }
    // nothing of a full document is a default, so nothing is left out
    for text in full() {
        assert_eq!(Experiment::parse(&text).unwrap().canonical(), Json::parse(&text).unwrap().canonical());
    }
}

#[test]
fn the_resolved_form_has_every_default_and_means_the_same() {
    let text = r#"{"task":{"surface":{"f":"rosenbrock","steps":9}},"runs":[{"schedule":"linear"}]}"#;
    let experiment = Experiment::parse(text).unwrap();
    let resolved = experiment.resolved();
    let runs = resolved.get("runs").map(Json::canonical);
    let expected = r#"[{"name":"","optimizer":{"gd":{"lr":0.1}},"schedule":{"linear":{"floor":0,"steps":9}},"schedule_per":"step","warmup":0,"with":{}}]"#;
    assert_eq!(runs.as_deref(), Some(expected));
    let start = resolved.get("task").and_then(|task| task.get("surface")?.get("start")).map(Json::canonical);
    assert_eq!(start.as_deref(), Some("[-1.2,1]"));
    let again = Experiment::parse(&resolved.canonical()).unwrap();
    assert_eq!(again.resolved(), resolved);
    // but for panels: both engines write them alike
    let resolved = Experiment::parse(&view(r#"{"panels":["probe",{"basin":{"fine":true}}]}"#)).unwrap().resolved();
    let panels = resolved.get("view").and_then(|view| view.get("panels")).map(Json::canonical);
    assert_eq!(panels.as_deref(), Some(r#"["probe",{"basin":{"fine":true}}]"#));
}

/// Puts another value in a document's place.
type Put<'a> = &'a dyn Fn(Json) -> Json;

/// Every place of a document, each given to `change` in a copy of its own.
fn everywhere(json: &Json, path: &str, change: &mut dyn FnMut(&str, Put<'_>)) {
    change(path, &|other| other);
    match json {
        Json::List(items) => {
            for (i, item) in items.iter().enumerate() {
                everywhere(item, &format!("{path}[{i}]"), &mut |path, put| {
                    change(path, &|other| {
                        let mut items = items.clone();
                        items[i] = put(other);
                        Json::List(items)
                    });
                });
            }
        }
        Json::Object(entries) => {
            for (i, (key, value)) in entries.iter().enumerate() {
                let plain = key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
                let step = if plain { key.clone() } else { Json::text(key).canonical() };
                let below = if path.is_empty() { step } else { format!("{path}.{step}") };
                everywhere(value, &below, &mut |path, put| {
                    change(path, &|other| {
                        let mut entries = entries.clone();
                        entries[i].1 = put(other);
                        Json::Object(entries)
                    });
                });
            }
        }
        _ => {}
    }
}

/// Every place of the first full document, and of the others those that differ.
fn everywhere_once(change: &mut dyn FnMut(&str, Put<'_>)) {
    for (number, text) in full().enumerate() {
        everywhere(&Json::parse(&text).unwrap(), "", &mut |path, put| {
            if number == 0 || path.starts_with("task.surface.data") {
                change(path, put);
            }
        });
    }
}

/// Choices that have no fields.
const EMPTY: [&str; 9] = ["race", "constant", "slices", "digits", "zeros", "batches", "exercise", "number", "formula"];

#[test]
fn every_field_stands_in_a_full_document() {
    let schema = Experiment::schema();
    let Some(Json::Object(defs)) = schema.get("$defs") else { panic!() };
    let whole = full().collect::<String>();
    let mut fields = 0;
    for (name, def) in defs.iter().map(|(name, def)| (name.as_str(), def)).chain([("Document", &schema)]) {
        let keys = |def: &Json| match def.get("properties") {
            Some(Json::Object(properties)) => properties.iter().map(|(key, _)| key.clone()).collect(),
            _ => Vec::new(),
        };
        let either = match def.get("anyOf") {
            Some(Json::List(either)) => either.iter().flat_map(&keys).collect(),
            _ => Vec::new(),
        };
        for key in keys(def).into_iter().chain(either).filter(|key| !EMPTY.contains(&key.as_str())) {
            fields += 1;
            assert!(whole.contains(&format!("\"{key}\":")), "{name} has {key}");
        }
    }
    assert!(fields > 90, "{fields}");
}

/// What other places are made of: the error may be theirs.
const ROOTS: [&str; 3] = ["given", "seed", "task.surface.data"];

/// Whatever stands anywhere: no panic, and an error names that place, one above or one below.
#[test]
fn anything_anywhere_is_read_or_refused_at_its_place() {
    let (mut read, mut refused) = (0, 0);
    everywhere_once(&mut |path, put| {
        for other in ["null", "true", "-1", "1e308", "0.5", "\"\"", "\"😀\"", "[]", "{}", r#"{"x":{}}"#, "[[[1]]]"] {
            let text = put(Json::parse(other).unwrap()).canonical();
            match Experiment::parse(&text) {
                Err(error) => {
                    refused += 1;
                    let near = error.path.starts_with(path) || path.starts_with(&error.path);
                    let root = ROOTS.iter().any(|root| path.starts_with(root));
                    assert!(near || root && !error.path.is_empty(), "{path} = {other}: {error}");
                }
                Ok(experiment) => {
                    read += 1;
                    let canonical = experiment.canonical();
                    assert_eq!(Experiment::parse(&canonical).unwrap().canonical(), canonical);
                    let resolved = experiment.resolved().canonical();
                    assert_eq!(Experiment::parse(&resolved).unwrap().resolved().canonical(), resolved);
                }
            }
        }
    });
    assert!(refused > 1000 && read > 100, "{refused} {read}");
}

/// The schema knows every field that is read, under the same path, with the same limits.
#[test]
fn the_schema_describes_what_is_read() {
    let schema = Experiment::schema();
    let follow = |json: &Json| match json.get("$ref") {
        Some(Json::Text(name)) => schema.get("$defs").unwrap().get(name.rsplit('/').next().unwrap()).unwrap().clone(),
        _ => json.clone(),
    };
    fn fits(schema: &Json, value: &Json, follow: &dyn Fn(&Json) -> Json) -> bool {
        let schema = follow(schema);
        if let Some(Json::List(words)) = schema.get("enum") {
            return words.contains(value);
        }
        if let Some(Json::List(either)) = schema.get("anyOf") {
            return either.iter().any(|one| fits(one, value, follow));
        }
        let limit = |key: &str| match schema.get(key) {
            Some(Json::Number(x)) => *x,
            _ => f64::NAN,
        };
        match value {
            Json::Object(entries) => {
                let other = match schema.get("additionalProperties") {
                    Some(Json::Bool(false)) => None,
                    other => Some(other.unwrap_or(&Json::Null)),
                };
                let fit = |(key, value): &(String, Json)| {
                    let known = schema.get("properties").and_then(|known| known.get(key)).or(other);
                    known.is_some_and(|schema| *schema == Json::Null || fits(schema, value, follow))
                };
                let required = match schema.get("required") {
                    Some(Json::List(keys)) => keys.clone(),
                    _ => Vec::new(),
                };
                let there = |key: &Json| matches!(key, Json::Text(key) if value.get(key).is_some());
                let count = entries.len() as f64;
                schema.get("type") == Some(&Json::text("object"))
                    && entries.iter().all(fit)
                    && required.iter().all(there)
                    && !(count < limit("minProperties") || count > limit("maxProperties"))
            }
            Json::List(items) => {
                let items_fit = items.iter().all(|item| schema.get("items").is_some_and(|s| fits(s, item, follow)));
                items_fit && !((items.len() as f64) < limit("minItems") || items.len() as f64 > limit("maxItems"))
            }
            Json::Number(x) => {
                let kind = schema.get("type");
                let whole = kind == Some(&Json::text("integer")) && x.fract() == 0.0;
                (whole || kind == Some(&Json::text("number")))
                    && !(*x < limit("minimum") || *x > limit("maximum") || *x >= limit("exclusiveMaximum"))
            }
            Json::Text(_) => schema.get("type") == Some(&Json::text("string")),
            Json::Bool(_) => schema.get("type") == Some(&Json::text("boolean")),
            Json::Null => schema.get("type") == Some(&Json::text("null")),
        }
    }
    for text in full() {
        assert!(fits(&schema, &Json::parse(&text).unwrap(), &follow));
        assert!(fits(&schema, &Experiment::parse(&text).unwrap().resolved(), &follow));
    }
    // and where the schema says no to one changed value, the reader does too
    let mut both = 0;
    everywhere_once(&mut |path, put| {
        for other in ["null", "true", "-1", "1.5", "\"x\"", "[]", r#"{"x":1}"#, "{}"] {
            let changed = put(Json::parse(other).unwrap());
            if !fits(&schema, &changed, &follow) {
                both += 1;
                let read = Experiment::parse(&changed.canonical());
                assert!(read.is_err(), "{path} = {other} is read against the schema");
            }
        }
    });
    assert!(both > 700, "{both}");
}
