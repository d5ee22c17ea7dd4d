//! What decides an update, held against hands and another program that do the same slowly.

use super::*;
use crate::experiment::Experiment;
use crate::session::{Session, Track};

/// At its end: the task's fields, the runs, and what stands beside them.
fn done(task: &str, runs: &[&str], beside: &str) -> Session {
    let text = format!(r#"{{"task":{{"surface":{{{task}}}}},"runs":[{}]{beside}}}"#, runs.join(","));
    let mut session =
        Session::new(&Experiment::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"))).unwrap();
    while session.step(100) {}
    session
}

/// The bits of one run, alone.
fn bits(task: &str, run: &str, beside: &str) -> u64 {
    done(task, &[run], beside).tracks()[0].fingerprint().bits()
}

const HEUN: &str = r#"{"written":{"lr":0.02,"text":"a = g\nw = w - lr*(a + grad(w - lr*a))/2"}}"#;

/// Computed by a program in another language, from the generator's words on: the last point, the size of the last
/// gradient, the last loss.
#[test]
fn rows_noise_and_clipping_give_the_numbers_of_another_program() {
    for (rule, batch, noise, clip, expected) in [
        ("gd", 3, 0.0, 1e300, [0.510718655556832, 2.7402313024995784, 12.220913575452686, 13.161441153720059]),
        ("gd", 3, 0.5, 2.0, [-0.6213244192205157, 3.0315268020669492, 23.448900720586682, 22.366099561673348]),
        ("gd", 1, 2.0, 1e300, [0.6421659553189392, 2.579471204100002, 14.775829593522884, 12.631127468097048]),
        ("gd", 7, 0.5, 1e300, [0.5263497642677469, 2.778918362473327, 2.7539977304151724, 13.189059024639894]),
        ("nesterov", 3, 0.0, 1e300, [0.61963816489489, 1.316954890875163, 13.143944878311695, 12.317173133793245]),
        ("nesterov", 3, 0.5, 2.0, [0.4314584161604155, 3.070810483459912, 10.45145499660291, 13.995979944122507]),
        ("nesterov", 1, 2.0, 1e300, [2.0722686562472505, 1.334251298575632, 23.80297232255374, 16.636816233505844]),
        ("nesterov", 7, 0.5, 1e300, [0.9968681124581191, 1.517807958061037, 1.030556697328609, 11.39610317129603]),
        ("heun", 3, 0.0, 1e300, [0.4346980739569868, 2.748653343669448, 12.943504094403668, 13.397227840282742]),
        ("heun", 3, 0.5, 2.0, [-0.6240877126191865, 3.0295525368955776, 23.488525085075665, 22.402957671073693]),
        ("heun", 1, 2.0, 1e300, [0.5042764521525094, 2.61334687530481, 13.09650768324552, 12.987150264346079]),
        ("heun", 7, 0.5, 1e300, [0.47938614481853264, 2.77551994911676, 3.0622183606978695, 13.3034860418166]),
    ] {
        let rule = if rule == "heun" { HEUN.into() } else { format!(r#"{{"{rule}":{{"lr":0.02}}}}"#) };
        let task = format!(
            r#""data":{{"columns":{{"u":[0,1,2,3,4,-1,-2],"v":[1,3,2,6,4,7,-6]}}}},"f":"(x*u + y - v)^2","start":[-1,3],"steps":10,"batch":{batch},"noise":{noise}"#
        );
        let seed = r#","seed":{"data":0,"init":1,"shuffle":5,"noise":6}"#;
        let session = done(&task, &[&format!(r#"{{"optimizer":{rule},"clip":{clip}}}"#)], seed);
        let track = &session.tracks()[0];
        let ours = [track.path[20], track.path[21], track.gradient_norm[9], track.loss[10]];
        for (ours, theirs) in ours.into_iter().zip(expected) {
            assert!((ours - theirs).abs() < 1e-12 * (1.0 + theirs.abs()), "{rule} {batch} {noise}: {ours} {theirs}");
        }
        assert_eq!(track.evaluations, if rule == HEUN { 20 } else { 10 });
    }
}

#[test]
fn runs_see_the_same_rows_and_the_same_noise_whatever_runs_beside_them() {
    let gd = r#"{"optimizer":{"gd":{"lr":0.01}}}"#;
    let others = [r#"{"optimizer":"nesterov"}"#, r#"{"with":{"batch":1,"noise":0,"steps":7}}"#];
    for task in [r#""data":"line","batch":7"#, r#""noise":0.5"#, r#""data":"sine","batch":7,"noise":0.5"#] {
        let together = done(task, &[gd, others[0], others[1], gd], "");
        let [first, _, own, last] = together.tracks() else { panic!() };
        let alone = bits(task, gd, "");
        assert_eq!([first.fingerprint().bits(), last.fingerprint().bits()], [alone; 2], "{task}");
        assert_eq!(own.path.len(), 16);
        assert_ne!(alone, bits(task, gd, r#","seed":1"#), "{task}");
    }
    // what a run has of its own is what it would be, did all have it
    for (own, all) in [
        (r#""batch":1"#, r#""data":"line","batch":1"#),
        (r#""noise":2,"steps":50"#, r#""data":"line","noise":2,"steps":50"#),
        (r#""start":[0.5,1],"f":"abs(x*u + y - v)""#, r#""data":"line","start":[0.5,1],"f":"abs(x*u + y - v)""#),
    ] {
        let run = format!(r#"{{"optimizer":{{"gd":{{"lr":0.01}}}},"with":{{{own}}}}}"#);
        assert_eq!(bits(r#""data":"line""#, &run, ""), bits(all, gd, ""), "{own}");
    }
    // a batch of all rows, or of more than there are
    for batch in ["100", "101", "\"all\""] {
        assert_eq!(bits(&format!(r#""data":"line","batch":{batch}"#), gd, ""), bits(r#""data":"line""#, gd, ""));
    }
}

#[test]
fn noise_is_as_strong_as_it_says_and_is_no_part_of_the_loss() {
    let session =
        done(r#""f":"3 + 0*x","start":[0,0],"steps":20000,"noise":2.5"#, &[r#"{"optimizer":{"gd":{"lr":1}}}"#], "");
    let track = &session.tracks()[0];
    let noise = |i: usize| (0..20_000).map(move |k| track.path[2 * k + i] - track.path[2 * k + 2 + i]);
    let mean = |numbers: &mut dyn Iterator<Item = f64>| numbers.sum::<f64>() / 20_000.0;
    for (found, expected) in [
        (mean(&mut noise(0)), 0.0),
        (mean(&mut noise(1)), 0.0),
        (mean(&mut noise(0).map(|x| x * x)).sqrt(), 2.5),
        (mean(&mut noise(1).map(|x| x * x)).sqrt(), 2.5),
        (mean(&mut noise(0).zip(noise(1)).map(|(x, y)| x * y)), 0.0),
        (mean(&mut noise(0).zip(noise(0).skip(1)).map(|(x, y)| x * y)), 0.0),
    ] {
        assert!((found - expected).abs() < 0.06, "{found} {expected}");
    }
    let norms = noise(0).zip(noise(1)).zip(&track.gradient_norm);
    assert!(norms.clone().all(|((x, y), norm)| (libm::hypot(x, y) - norm).abs() < 1e-9));
    assert!(track.loss.iter().all(|&loss| loss == 3.0));
}

#[test]
fn a_gradient_is_shortened_to_the_clip_and_recorded_as_it_was() {
    for (clip, step) in [("0", [0.0, 0.0]), ("1", [0.6, 0.8]), ("5", [3.0, 4.0]), ("7", [3.0, 4.0])] {
        let run = format!(r#"{{"optimizer":{{"gd":{{"lr":1}}}},"clip":{clip}}}"#);
        let session = done(r#""f":"3x + 4y","start":[0,0],"steps":1"#, &[&run], "");
        let track = &session.tracks()[0];
        let near = track.path[2..].iter().zip(step).all(|(x, step)| (x + step).abs() < 1e-15);
        assert!(near && track.gradient_norm == [5.0], "{clip}: {:?}", track.path);
    }
    let unclipped = bits(r#""f":"rosenbrock""#, r#"{"optimizer":"adam"}"#, "");
    assert_eq!(bits(r#""f":"rosenbrock""#, r#"{"optimizer":"adam","clip":1e300}"#, ""), unclipped);
}

#[test]
fn a_schedule_by_epoch_counts_them() {
    let half = r#""schedule":{"step":{"every":1}}"#;
    for (run, expected) in [
        // ten rows by four: three updates an epoch
        (half, [1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.25]),
        (r#""warmup":2"#, [0.5, 0.5, 0.5, 1.0, 1.0, 1.0, 1.0]),
        // seven updates begin three epochs
        (r#""schedule":"linear""#, [1.0, 1.0, 1.0, 2.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0, 1.0 / 3.0]),
        (r#""schedule":{"linear":{"steps":2}}"#, [1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.0]),
        (r#""with":{"batch":9},"schedule":{"step":{"every":1}}"#, [1.0, 1.0, 0.5, 0.5, 0.25, 0.25, 0.125]),
    ] {
        let run = format!(r#"{{"schedule_per":"epoch","optimizer":{{"gd":{{"lr":1}}}},"clip":0.01,{run}}}"#);
        let session = done(r#""data":{"line":{"samples":10}},"batch":4,"steps":7"#, &[&run], "");
        let lr = &session.tracks()[0].lr;
        assert!(lr.iter().zip(expected).all(|(lr, wanted)| (lr - wanted).abs() < 1e-15), "{run}: {lr:?}");
    }
    let (per_step, per_epoch) = (format!("{{{half}}}"), format!(r#"{{{half},"schedule_per":"epoch"}}"#));
    assert_eq!(bits("", &per_step, ""), bits("", &per_epoch, ""), "without rows an update is an epoch");
}

/// The first run's way with these changes.
fn changed(task: &str, run: &str, changes: &str) -> Session {
    done(task, &[run], &format!(r#","changes":[{changes}]"#))
}

const ROWS: &str = r#""data":"line","batch":30,"noise":0.1,"steps":60"#;

#[test]
fn a_change_before_the_first_update_is_as_if_it_had_stood_there() {
    let run = r#"{"optimizer":{"momentum":{"lr":0.01}}}"#;
    for (pointer, value, task, instead) in [
        ("/optimizer/momentum/lr", "0.02", ROWS, r#"{"optimizer":{"momentum":{"lr":0.02}}}"#),
        ("/optimizer", r#"{"adam":{"lr":0.1}}"#, ROWS, r#"{"optimizer":{"adam":{"lr":0.1}}}"#),
        ("/schedule", "\"linear\"", ROWS, r#"{"optimizer":{"momentum":{"lr":0.01}},"schedule":"linear"}"#),
        ("/warmup", "40", ROWS, r#"{"optimizer":{"momentum":{"lr":0.01}},"warmup":40}"#),
        ("/clip", "0.5", ROWS, r#"{"optimizer":{"momentum":{"lr":0.01}},"clip":0.5}"#),
        ("/with/noise", "1", ROWS, r#"{"optimizer":{"momentum":{"lr":0.01}},"with":{"noise":1}}"#),
        ("/with/batch", "7", ROWS, r#"{"optimizer":{"momentum":{"lr":0.01}},"with":{"batch":7}}"#),
        ("/with/batch", "\"all\"", ROWS, r#"{"optimizer":{"momentum":{"lr":0.01}},"with":{"batch":"all"}}"#),
        ("/with/batch", "7", r#""data":"line""#, r#"{"optimizer":{"momentum":{"lr":0.01}},"with":{"batch":7}}"#),
    ] {
        let session = changed(task, run, &format!(r#"{{"at":0,"set":{{"{pointer}":{value}}}}}"#));
        assert_eq!(session.tracks()[0].fingerprint().bits(), bits(task, instead, ""), "{pointer}");
        // later, the way until then stays what it was; at the end or after it, all of it
        let plain = done(task, &[run], "");
        let plain = &plain.tracks()[0];
        for at in [1, 25, plain.steps(), plain.steps() + 1] {
            let session = changed(task, run, &format!(r#"{{"at":{at},"set":{{"{pointer}":{value}}}}}"#));
            let track = &session.tracks()[0];
            let until = if at < plain.steps() { at } else { plain.steps() } as usize;
            assert_eq!(track.path[..=2 * until + 1], plain.path[..=2 * until + 1], "{pointer} at {at}");
            assert_eq!(track.path == plain.path, at >= plain.steps(), "{pointer} at {at}");
        }
    }
}

/// The run goes on by hand: with these optimizers from these updates on.
fn by_hand(track: &Track, rules: &[(u32, &str)]) -> Vec<f64> {
    let surface = track.surface();
    let (mut w, mut path) = ([track.path[0], track.path[1]], track.path[..2].to_vec());
    let (mut state, mut began, mut key) = (Vec::new(), 0, String::new());
    for t in 0..track.steps() {
        let (_, text) = rules.iter().rev().find(|(from, _)| *from <= t).unwrap();
        let rule = Experiment::parse(&format!(r#"{{"task":"surface","runs":[{{"optimizer":{text}}}]}}"#)).unwrap();
        let rule = &rule.document.runs[0].optimizer;
        let now = format!("{:?} {:?}", std::mem::discriminant(rule), rule.slots());
        if now != key {
            (state, began, key) = (vec![0.0; 2 * rule.slots().len()], t, now);
        }
        let at = At { t: t + 1 - began, lr: rule.lr() };
        rule.update(at, &mut w, &mut state, &mut optimizer::Room::default(), &mut |point, g| {
            g.copy_from_slice(&surface.slope(&mut Room::default(), [point[0], point[1]], Rows::All).0);
        });
        path.extend(w);
    }
    path
}

#[test]
fn a_rule_keeps_its_state_through_a_change_of_its_numbers_and_another_begins_anew() {
    let [slow, fast] = ["0.001", "0.004"].map(|lr| format!(r#"{{"momentum":{{"lr":{lr}}}}}"#));
    let adam = r#"{"adam":{"lr":0.05}}"#;
    let written = |text: &str| format!(r#"{{"written":{{"lr":0.003,"text":"{text}"}}}}"#);
    let (plain, heun) = (written("w = w - lr*g"), written("a = g\\nw = w - lr*(a + grad(w - lr*a))/2"));
    let heavy = |k: &str| written(&format!("param k = {k}\\nstate v\\nv = k*v - lr*g\\nw = w + v"));
    let (heavy, light) = (heavy("0.9"), heavy("0.5"));
    for rules in [
        vec![(0, &slow[..]), (40, &fast[..])],
        vec![(0, &slow[..]), (40, adam)],
        vec![(0, adam), (300, &fast[..]), (301, adam)],
        // room for one gradient, then for two; another text with the same state goes on with it
        vec![(0, &plain[..]), (20, &heun[..]), (40, &plain[..])],
        vec![(0, &heavy[..]), (20, &light[..]), (40, &heun[..]), (60, adam)],
    ] {
        let changes = rules.iter().skip(1).map(|(at, rule)| format!(r#"{{"at":{at},"set":{{"/optimizer":{rule}}}}}"#));
        // whatever their order in the document
        let changes: Vec<_> = changes.rev().collect();
        let run = format!(r#"{{"optimizer":{}}}"#, rules[0].1);
        let session = changed(r#""f":"himmelblau","steps":400"#, &run, &changes.join(","));
        let track = &session.tracks()[0];
        assert_eq!(track.path, by_hand(track, &rules), "{rules:?}");
    }
}

#[test]
fn of_changes_at_one_step_the_last_wins_and_each_is_its_runs_alone() {
    let lr = |run: u32, at: u32, lr: &str| format!(r#"{{"run":{run},"at":{at},"set":{{"/optimizer/gd/lr":{lr}}}}}"#);
    let changes = [lr(1, 3, "0.5"), lr(0, 2, "0.25"), lr(0, 2, "0.125"), lr(0, 1, "0.75")].join(",");
    let session = done(r#""steps":5"#, &["{}", "{}"], &format!(r#","changes":[{changes}]"#));
    let lrs: Vec<_> = session.tracks().iter().map(|track| track.lr.clone()).collect();
    assert_eq!(lrs, [[0.1, 0.75, 0.125, 0.125, 0.125], [0.1, 0.1, 0.1, 0.5, 0.5]]);
}
