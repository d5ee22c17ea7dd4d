//! What differs between an exercise and a hand-in, and whether it may.

use super::Changed;
use crate::experiment::{Experiment, keys};
use crate::json::Json;

/// All that differs, in order: what may, and the first that may not.
pub(super) fn changed(exercise: &Experiment, hand_in: &Experiment) -> (Vec<Changed>, Option<Changed>) {
    let [from, to] = [exercise, hand_in].map(Experiment::resolved);
    let [plain_from, plain_to] = [exercise, hand_in].map(Experiment::plain);
    let own = exercise.document.exercise.as_ref().is_some_and(|exercise| exercise.seed_by_student);
    let (mut found, mut locked) = (Vec::new(), None);
    differ(Some(&from), Some(&to), &mut Vec::new(), &mut |place, from, to| {
        let first = place.first().map_or("", String::as_str);
        let aside = ["view", "hand_in", "version", "engine"].contains(&first) || (first == "seed" && own);
        // what follows from something else is written nowhere
        if aside || get(&plain_from, place) == get(&plain_to, place) {
            return;
        }
        let is_open = match first {
            "controls" | "goals" | "exercise" => false,
            "changes" if !exercise.is_open(place) => are_open(exercise, from, to),
            _ => exercise.is_open(place),
        };
        let value = |json: Option<&Json>| json.cloned().unwrap_or(Json::Null);
        let one = Changed { pointer: pointer(place), from: value(from), to: value(to) };
        if is_open {
            found.push(one);
        } else {
            locked.get_or_insert(one);
        }
    });
    (found, locked)
}

type Each<'a> = &'a mut dyn FnMut(&[String], Option<&Json>, Option<&Json>);

fn differ(from: Option<&Json>, to: Option<&Json>, place: &mut Vec<String>, each: Each<'_>) {
    if from == to {
        return;
    }
    match (from, to) {
        // changes are judged one by one
        _ if place.len() == 2 && place.first().is_some_and(|first| first == "changes") => each(place, from, to),
        (Some(Json::Object(old)), Some(Json::Object(new))) if !is_another_choice(old, new) => {
            let added = new.iter().map(|(key, _)| key).filter(|key| !old.iter().any(|(known, _)| known == *key));
            for key in old.iter().map(|(key, _)| key).chain(added) {
                let value = |entries: &'_ [(String, Json)]| entries.iter().position(|(known, _)| known == key);
                let [was, is] = [value(old).map(|at| &old[at].1), value(new).map(|at| &new[at].1)];
                place.push(key.clone());
                differ(was, is, place, each);
                place.pop();
            }
        }
        (Some(Json::List(old)), Some(Json::List(new))) => {
            let most = if old.len() > new.len() { old.len() } else { new.len() };
            for at in 0..most {
                place.push(at.to_string());
                differ(old.get(at), new.get(at), place, each);
                place.pop();
            }
        }
        _ => each(place, from, to),
    }
}

/// Of a choice there is one key, and another is another choice.
fn is_another_choice(old: &[(String, Json)], new: &[(String, Json)]) -> bool {
    matches!((old, new), ([(before, _)], [(after, _)]) if before != after)
}

/// Whether what a change on the way sets may be changed at the start; none of the exercise's own may go.
fn are_open(exercise: &Experiment, from: Option<&Json>, to: Option<&Json>) -> bool {
    let (None, Some(change)) = (from, to) else { return false };
    let (Some(Json::Number(run)), Some(Json::Object(set))) = (change.get("run"), change.get("set")) else {
        return false;
    };
    set.iter().all(|(own, _)| {
        let mut place = vec!["runs".to_owned(), (*run as u32).to_string()];
        place.extend(keys(own));
        exercise.is_open(&place)
    })
}

fn get<'a>(json: &'a Json, place: &[String]) -> Option<&'a Json> {
    place.iter().try_fold(json, |json, key| match json {
        Json::List(items) => {
            items.iter().zip(0..).find(|(_, at): &(_, usize)| at.to_string() == *key).map(|(item, _)| item)
        }
        Json::Object(entries) => entries.iter().find(|(known, _)| known == key).map(|(_, value)| value),
        _ => None,
    })
}

fn pointer(place: &[String]) -> String {
    place.iter().flat_map(|key| ["/".to_owned(), key.replace('~', "~0").replace('/', "~1")]).collect()
}
