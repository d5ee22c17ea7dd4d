//! By what an exercise is known, and the seed that it gives a student.

use crate::experiment::Experiment;
use crate::json::Json;
use crate::sha256;
use crate::text::joined;

/// The hash by which keys and seeds know an exercise. It is the same for all who do it: what is handed in, how it is shown
/// and what may be changed has no part in it.
pub fn fingerprint(experiment: &Experiment) -> String {
    sha256::hexadecimal(common(experiment).canonical().as_bytes())
}

/// The document with nothing at the places that are open. Where it is still one, as its canonical form: whether a default
/// was written out makes no difference.
fn common(experiment: &Experiment) -> Json {
    let mut json = experiment.without_hand_in();
    let exercise = &experiment.document.exercise;
    let places = experiment.open_places().unwrap_or_else(|| {
        let all = ["task", "runs", "seed", "repeat", "given", "title"];
        all.into_iter().map(|name| vec![name.to_owned()]).collect()
    });
    let own = exercise.as_ref().is_some_and(|exercise| exercise.seed_by_student).then_some("seed");
    let aside = ["view", "changes"].into_iter().chain(own).map(|name| vec![name.to_owned()]);
    places.into_iter().chain(aside).for_each(|place| clear(&mut json, &place));
    match Experiment::parse(&json.canonical()) {
        Ok(bare) => bare.without_hand_in(),
        Err(_) => json,
    }
}

/// Takes out what stands at a place; a list keeps its length.
fn clear(json: &mut Json, place: &[String]) {
    let Some((key, rest)) = place.split_first() else { return };
    match json {
        Json::Object(entries) if rest.is_empty() => entries.retain(|(name, _)| name != key),
        Json::Object(entries) => entries.iter_mut().filter(|(name, _)| name == key).for_each(|(_, it)| clear(it, rest)),
        Json::List(items) => {
            let at = items.iter().zip(0..).position(|(_, number): (_, usize)| number.to_string() == *key);
            match at.and_then(|at| items.get_mut(at)) {
                Some(item) if !rest.is_empty() => clear(item, rest),
                Some(item @ Json::Number(_)) => *item = Json::Number(0.0),
                Some(item) => *item = Json::Object(Vec::new()),
                None => {}
            }
        }
        _ => {}
    }
}

/// The seed of a student, whose id is in Unicode's form C, without spaces around it, in small letters.
pub fn student_seed(fingerprint: &str, student: &str) -> u32 {
    let [a, b, c, d, ..] = sha256::sha256(joined(&[fingerprint, "\n", student]).as_bytes());
    u32::from_le_bytes([a, b, c, d])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(fields: &str) -> String {
        fingerprint(&Experiment::parse(&["{", fields, "}"].concat()).unwrap())
    }

    #[test]
    fn what_may_be_changed_has_no_part_in_it() {
        let exercise = |controls: &str, f: &str, lr: &str, beside: &str| {
            of(&format!(
                r#""task":{{"surface":{{"f":"{f}","start":[1,2]}}}},"runs":[{{"optimizer":{{"gd":{{"lr":{lr}}}}}}}],
                   "controls":{controls},"goals":[{{"loss":{{"below":1}}}}]{beside}"#
            ))
        };
        let rate = r#"["/runs/0/optimizer/gd/lr"]"#;
        let as_published = exercise(rate, "x^2", "0.1", "");
        for (same, controls, f, lr, beside) in [
            (true, rate, "x^2", "0.5", ""),
            (true, rate, "x^2", "0.5", r#","view":{"at":3},"hand_in":{"student":"a","attempts":3}"#),
            (true, rate, "x^2", "0.5", r#","changes":[{"run":0,"at":2,"set":{"/optimizer/gd/lr":0.2}}]"#),
            (false, rate, "x^2", "0.5", r#","seed":3"#),
            (false, rate, "x^2", "0.5", r#","title":"mine""#),
            (false, rate, "x^4", "0.1", ""),
            (false, r#"["/runs/0"]"#, "x^2", "0.1", ""),
        ] {
            assert_eq!(same, exercise(controls, f, lr, beside) == as_published, "{controls} {f} {lr} {beside}");
        }
        let whole = |start: &str, runs: &str| {
            of(&format!(
                r#""task":{{"surface":{{"f":"x^2","start":{start}}}}},"runs":{runs},
                   "controls":["/runs","/task/surface/start/1"],"goals":[{{"loss":{{"run":1,"below":1}}}}]"#
            ))
        };
        let two = r#"[{"optimizer":"gd"},{"optimizer":"adam"}]"#;
        let three = two.replace(']', r#",{"optimizer":{"lion":{"lr":1}}}]"#);
        assert_eq!(whole("[1,2]", two), whole("[1,5]", &three));
        assert_ne!(whole("[1,2]", two), whole("[2,2]", two));
        let own = |seed: u32| {
            of(&format!(
                r#""task":{{"surface":{{}}}},"controls":[],"seed":{seed},"exercise":{{"seed_by_student":true}}"#
            ))
        };
        assert_eq!(own(1), own(2));
    }
}
