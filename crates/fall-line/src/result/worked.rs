//! A run's update with all its numbers: as JSON for a page, and as rows of a table.

use crate::formula::{Node, Tree, mathml, plain};
use crate::json::Json;
use crate::number;
use crate::session::{Track, Worked};

/// The update that led to `step`, line by line, or null where there was none. In formulas, computed numbers have at most
/// so many digits; `symbols` says what is shown for a name.
pub fn worked(track: &Track, step: u32, digits: usize, symbols: &[(&str, &str)]) -> Json {
    let Some(worked) = track.worked(step) else { return Json::Null };
    let set = |tree: &Tree| Json::text(mathml(tree, symbols));
    let mut state = Vec::new();
    for (name, [before, after]) in &worked.state {
        let words = [("name", Json::text(name)), ("mathml", set(&named(name)))];
        state.push(object(&[&words, &[("before", numbers(before)), ("after", numbers(after))]]));
    }
    let mut gradients = Vec::new();
    for seen in &worked.gradients {
        let places = [("at", numbers(&seen.at)), ("raw", numbers(&seen.raw)), ("given", numbers(&seen.given))];
        gradients.push(object(&[&places]));
    }
    let mut lines = Vec::new();
    for line in worked.rule.lines() {
        let count = if line.is_vector() { 2 } else { 1 };
        let filled = (0..count).map(|k| set(&worked.rule.with_numbers(line, &worked.values, k, digits))).collect();
        lines.push(object(&[
            &[
                ("name", Json::text(&line.name)),
                ("text", Json::text(plain(&line.tree))),
                ("mathml", set(&line.whole())),
            ],
            &[("filled", Json::List(filled)), ("value", numbers(&worked.values.of(line)[..count]))],
        ]));
    }
    let [before, after] = &worked.point;
    object(&[
        &[("t", Json::Number(f64::from(worked.t))), ("lr", Json::Number(worked.lr))],
        &[("clips", Json::Bool(worked.clips)), ("before", numbers(before)), ("after", numbers(after))],
        &[("state", Json::List(state)), ("gradients", Json::List(gradients)), ("lines", Json::List(lines))],
    ])
}

fn object(entries: &[&[(&'static str, Json)]]) -> Json {
    Json::object(entries.concat())
}

fn named(name: &str) -> Tree {
    Tree { node: Node::Name(name.to_owned()), span: [0; 2] }
}

fn numbers(values: &[f64]) -> Json {
    Json::List(values.iter().map(|&x| if x.is_finite() { Json::Number(x) } else { Json::Null }).collect())
}

/// The updates that led to these steps, as CSV: a row of names, then one a step. Where changes give the run another rule,
/// each has its own columns, and leaves the other's empty.
pub fn table(track: &Track, first: u32, last: u32) -> String {
    let mut names: Vec<String> = Vec::new();
    for blank in track.blanks() {
        for (name, _) in columns(&blank) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let mut out = "step".to_owned();
    for name in &names {
        out += ",";
        out += name;
    }
    out += ",f\n";
    track.each_worked(first..=last, &mut |step, worked| {
        let found = columns(&worked);
        out += &step.to_string();
        let mut cell = |x: Option<f64>| {
            out += ",";
            out += &x.filter(|x| x.is_finite()).map_or(String::new(), number::print);
        };
        for name in &names {
            cell(found.iter().find(|(known, _)| known == name).map(|(_, x)| *x));
        }
        cell(track.loss.get(step as usize).copied());
        out += "\n";
    });
    out
}

/// The numbers of an update with their names.
fn columns(worked: &Worked) -> Vec<(String, f64)> {
    let mut all = vec![("t".to_owned(), f64::from(worked.t)), ("lr".to_owned(), worked.lr)];
    let [before, after] = worked.point;
    pair(&mut all, "", "before_", before);
    for (name, [before, _]) in &worked.state {
        pair(&mut all, name, "_before_", *before);
    }
    for (number, seen) in worked.gradients.iter().enumerate() {
        let name = if number == 0 { "g".to_owned() } else { "g.".to_owned() + &(number + 1).to_string() };
        // the first is mostly asked for at the point itself
        if !worked.rule.asks_at_w(number) {
            pair(&mut all, &name, "_at_", seen.at);
        }
        pair(&mut all, &name, "_", seen.raw);
        if worked.clips {
            pair(&mut all, &name, "_clipped_", seen.given);
        }
    }
    let lines = worked.rule.lines();
    for (number, line) in lines.iter().enumerate() {
        let again = lines[number + 1..].iter().any(|later| later.name == line.name);
        // what is set again has the line's number too, and the last w is the new point
        let number = if again { ".".to_owned() + &(number + 1).to_string() } else { String::new() };
        if again || line.name != "w" {
            let name = line.name.clone() + &number;
            match worked.values.of(line) {
                values if line.is_vector() => pair(&mut all, &name, "_", values),
                [x, _] => all.push((name, x)),
            }
        }
    }
    pair(&mut all, "", "change_", [after[0] - before[0], after[1] - before[1]]);
    pair(&mut all, "", "", after);
    all
}

#[inline(never)]
fn pair(all: &mut Vec<(String, f64)>, name: &str, kind: &str, [x, y]: [f64; 2]) {
    all.push(([name, kind, "x"].concat(), x));
    all.push(([name, kind, "y"].concat(), y));
}
