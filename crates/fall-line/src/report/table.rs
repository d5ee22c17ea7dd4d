//! The report as CSV, for whatever program opens it: nothing in it can become a formula there.

use super::{Look, Report, Row};
use crate::number;
use crate::table;

/// A line a row, in UTF-8 with its mark, so that Excel reads it too.
pub fn table(report: &Report, look: &Look<'_>) -> String {
    let mut out = String::from("\u{feff}");
    let goals = (1..=report.goals.len()).map(|number| ["goal_", &number.to_string()].concat());
    let head = ["student", "name", "score", "points"].map(str::to_owned);
    let tail = ["note", "similar", "changed", "attempts", "link", "file"].map(str::to_owned);
    line(&mut out, head.into_iter().chain(goals).chain(tail));
    for row in &report.rows {
        line(&mut out, cells(report, row, look));
    }
    out
}

fn cells(report: &Report, row: &Row, look: &Look<'_>) -> impl Iterator<Item = String> {
    let grade = row.grade.as_ref();
    let number = |value: Option<f64>| value.map_or(String::new(), number::print);
    let points = row.counts.then_some(report.points);
    let head = [row.student.clone(), row.name.clone(), number(row.score()), number(points)];
    let goals = (0..report.goals.len())
        .map(|goal| number(grade.filter(|_| row.counts).and_then(|grade| Some(grade.goals.get(goal)?.points))));
    let notes: Vec<_> = row.notes.iter().map(look.say).collect();
    let similar: Vec<_> = row.similar.iter().map(|(student, _)| student.as_str()).collect();
    let changed = grade.map(|grade| grade.changed.as_slice()).unwrap_or_default();
    let changed: Vec<_> = changed.iter().map(|one| [&one.pointer, " = ", &one.to.canonical()].concat()).collect();
    let link = look.site.zip(grade.and_then(|grade| grade.link.as_deref()));
    let tail = [
        notes.join(" · "),
        similar.join(" · "),
        changed.join(" · "),
        number(grade.map(|grade| f64::from(grade.attempts))),
        link.map_or(String::new(), |(site, link)| [site, link].concat()),
        row.file.clone(),
    ];
    head.into_iter().chain(goals.collect::<Vec<_>>()).chain(tail)
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.push(',');
        }
        put(out, &cell);
    }
    out.push_str("\r\n");
}

/// A cell: with a ' before what a spreadsheet would compute, between quotation marks where it needs them.
fn put(out: &mut String, cell: &str) {
    let computed = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let guard = if computed && table::number(cell, false).is_none() { "'" } else { "" };
    // a separator of another country's spreadsheets would begin a cell, too
    let plain = !cell.contains([',', ';', '\t', '"', '\r', '\n']) && cell.trim().len() == cell.len();
    if plain {
        out.extend([guard, cell]);
    } else {
        out.extend(["\"", guard, &cell.replace('"', "\"\""), "\""]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_numbers_stay_numbers() {
        for (cell, wanted) in [
            ("", ""),
            ("Ann", "Ann"),
            ("-1.5", "-1.5"),
            ("+3", "+3"),
            ("-1e-7", "-1e-7"),
            ("=1+1", "'=1+1"),
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3", "'-2+3"),
            ("+82-10", "'+82-10"),
            ("－1+1", "'－1+1"),
            ("\t=1", "\"'\t=1\""),
            ("\r\n=1", "\"'\r\n=1\""),
            ("=\"a\"", "\"'=\"\"a\"\"\""),
            ("a,b", "\"a,b\""),
            ("a;=1", "\"a;=1\""),
            (" =1", "\" =1\""),
            ("1e5", "1e5"),
        ] {
            let mut out = String::new();
            put(&mut out, cell);
            assert_eq!(out, wanted, "{cell:?}");
        }
    }
}
