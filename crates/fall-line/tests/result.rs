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
        r#"{"evaluations":1,"gradient_norm":[],"loss":[9.999999999999999e+299],"lr":[],"name":"GD","path":[[1e+150,0]],"status":{"diverged":{"at":1,"code":"diverged_rate","params":{"formula":"2/λmax","limit":"1","lr":"1000000","step":"1"},"why":"step 1: the learning rate 1000000 is above this quadratic's limit 2/λmax = 1, so each step overshoots more than the last; try one below it"}}}"#,
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

/// From (1, −0.5) on x² + y², where the gradient is twice the point.
fn from_there(steps: u32, runs: &str) -> Session {
    done(&format!(r#"{{"task":{{"surface":{{"f":"x^2 + y^2","start":[1,-0.5],"steps":{steps}}}}},{runs}}}"#))
}

#[test]
fn an_update_is_worked_through_line_by_line() {
    let text = r#""runs":[{"clip":1,"optimizer":{"written":{"k":4,
        "text":"param k = 1, lr = 0.25\nstate v\nhalf = lr*k/2\nv = half*v - lr*grad(w + v)/pi^0\nw = w + v"}}}]"#;
    let session = from_there(2, text);
    let worked = |step| result::worked(&session.tracks()[0], step, 3, &[("lr", "α")]);
    assert_eq!([worked(0), worked(3)], [Json::Null, Json::Null]);
    let Json::Object(all) = worked(2) else { panic!() };
    let entry = |name: &str| all.iter().find(|(key, _)| key == name).map(|(_, value)| value.canonical()).expect(name);
    // the first gradient, (2, −1), is √5 long, and a quarter of its direction is the first step
    let (x, y) = (1.0 - 0.5 / 5f64.sqrt(), -0.5 + 0.25 / 5f64.sqrt());
    let Some(Json::List(before)) = worked(2).get("before").cloned() else { panic!() };
    let close = |json: &Json, to: f64| matches!(json, Json::Number(found) if (found - to).abs() < 1e-15);
    assert!(close(&before[0], x) && close(&before[1], y), "{before:?}");
    assert_eq!([entry("t"), entry("lr"), entry("clips")], ["2", "0.25", "true"]);
    let Some(Json::List(lines)) = worked(2).get("lines").cloned() else { panic!() };
    let texts = lines.iter().map(|line| (line.get("name").cloned(), line.get("text").cloned()));
    let expected = [("half", "lr*k/2"), ("v", "half*v - lr*grad(w + v)/pi^0"), ("w", "w + v")];
    let text = |text: &str| Some(Json::text(text));
    assert!(texts.eq(expected.map(|(name, of)| (text(name), text(of)))), "{lines:?}");
    // without tags: one number for both coordinates, or one for each; what was typed has all its digits
    let bare = |json: &Json| {
        let Json::Text(text) = json else { panic!() };
        text.split(['<', '>']).step_by(2).collect::<String>()
    };
    let filled = |line: &Json| {
        let Some(Json::List(filled)) = line.get("filled") else { panic!() };
        filled.iter().map(bare).collect::<Vec<_>>()
    };
    assert_eq!(
        lines.iter().map(|line| bare(line.get("mathml").unwrap())).collect::<Vec<_>>(),
        ["half←α\u{2062}k2", "v←half⋅v−α\u{2062}∇f\u{2061}(w+v)π0", "w←w+v"]
    );
    assert_eq!(filled(&lines[0]), ["0.25⋅42"]);
    assert_eq!(filled(&lines[1]), ["0.5⋅(−0.224)−0.25⋅0.894π0", "0.5⋅0.112−0.25⋅(−0.447)π0"]);
    assert_eq!(filled(&lines[2]), ["0.776+(−0.335)", "−0.388+0.168"]);
    assert_eq!(lines[0].get("value").unwrap().canonical(), "[0.5]");
    assert_eq!(lines[2].get("value"), worked(2).get("after"));
}

#[test]
fn a_table_has_all_numbers_of_a_step_under_their_names() {
    let rows = |session: &Session, last| result::table(&session.tracks()[0], 1, last);
    let momentum = r#""runs":[{"optimizer":{"momentum":{"lr":0.25,"momentum":0.5}}}]"#;
    let table = "step,t,lr,before_x,before_y,v_before_x,v_before_y,g_x,g_y,v_x,v_y,change_x,change_y,x,y,f\n\
                 1,1,0.25,1,-0.5,0,0,2,-1,-0.5,0.25,-0.5,0.25,0.5,-0.25,0.3125\n\
                 2,2,0.25,0.5,-0.25,-0.5,0.25,1,-0.5,-0.5,0.25,-0.5,0.25,0,0,0\n";
    assert_eq!(rows(&from_there(2, momentum), 9), table);
    let last = result::table(&from_there(2, momentum).tracks()[0], 2, 2);
    assert_eq!(last.lines().nth(1), table.lines().nth(2));
    // gradients elsewhere, names that are set again, one number for both coordinates, no number at all
    let odd = r#""runs":[{"clip":1,"optimizer":{"written":{"lr":0.5,
        "text":"a = lr/2\na = a*2\nw = w - a*g\nw = w - a*grad(w)\nb = sqrt(0*w - 1)"}}}]"#;
    let table = "step,t,lr,before_x,before_y,g_x,g_y,g_clipped_x,g_clipped_y,g.2_at_x,g.2_at_y,g.2_x,g.2_y,g.2_clipped_x,g.2_clipped_y,a.1,a,w.3_x,w.3_y,b_x,b_y,change_x,change_y,x,y,f\n\
                 1,1,0.5,3,0,6,0,1,0,2.5,0,5,0,1,0,0.25,0.5,2.5,0,,,-1,0,2,0,4\n";
    let start = r#","with":{"start":[3,0]}}]"#;
    assert_eq!(rows(&from_there(1, &odd.replace("}]", start)), 1), table);
    // another rule brings columns of its own
    let change = r#""runs":[{"optimizer":{"gd":{"lr":0.5}}}],"changes":[{"run":0,"at":1,"set":{"/optimizer":{"momentum":{"lr":0.5}}}}]"#;
    let table = "step,t,lr,before_x,before_y,g_x,g_y,change_x,change_y,x,y,v_before_x,v_before_y,v_x,v_y,f\n\
                 1,1,0.5,1,-0.5,2,-1,-1,0.5,0,0,,,,,0\n\
                 2,1,0.5,0,0,0,0,0,0,0,0,0,0,0,0,0\n";
    assert_eq!(rows(&from_there(2, change), 2), table);
}
