//! The report as a page that needs nothing else: no script, no file beside it, and nobody's text that is not escaped.

use super::words::Words;
use super::{Look, Report, Row};
use crate::error::Error;
use crate::number::print;

const STYLE: &str = include_str!("page.css");

/// The whole page.
pub fn page(report: &Report, look: &Look<'_>) -> String {
    let words = Words { korean: look.korean };
    let name = words.text(&report.title).trim();
    let grades = words.choose("Grades", "채점 결과");
    let title = if name.is_empty() { grades.to_owned() } else { [name, " · ", grades].concat() };
    let mut html = Html { out: String::new(), words, look };
    html.raw(&["<!doctype html>\n<html lang=\"", words.choose("en", "ko"), "\">\n<meta charset=\"utf-8\">\n"]);
    html.raw(&[
        "<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"referrer\" content=\"no-referrer\">\n",
    ]);
    // what is not here cannot be asked for
    html.raw(&[
        "<meta http-equiv=\"content-security-policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
    ]);
    html.element("title", "", &title);
    html.raw(&["\n<style>\n", STYLE, "</style>\n"]);
    html.element("h1", "", &title);
    html.summary(report);
    let (counts, others): (Vec<_>, Vec<_>) = report.rows.iter().partition(|row| row.counts);
    html.goals(report, &counts);
    html.students(report, &counts);
    html.others(&others);
    html.out
}

struct Html<'a> {
    out: String,
    words: Words,
    look: &'a Look<'a>,
}

impl Html<'_> {
    fn raw(&mut self, parts: &[&str]) {
        self.out.extend(parts.iter().copied());
    }

    /// A text, as it is read; what nobody sees becomes a sign that there was something.
    fn text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                '\n' | '\t' => self.out.push(letter),
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => self.out.push('\u{fffd}'),
                _ if letter.is_control() => self.out.push('\u{fffd}'),
                _ => self.out.push(letter),
            }
        }
    }

    fn element(&mut self, tag: &str, class: &str, text: &str) {
        self.raw(&["<", tag]);
        if !class.is_empty() {
            self.raw(&[" class=\"", class, "\""]);
        }
        self.raw(&[">"]);
        self.text(text);
        self.raw(&["</", tag, ">"]);
    }

    fn say(&mut self, tag: &str, class: &str, error: &Error) {
        let said = (self.look.say)(error);
        self.element(tag, class, &said);
    }

    fn head(&mut self, cells: &[&str]) {
        self.raw(&["<tr>"]);
        for cell in cells {
            self.element("th", "", cell);
        }
    }

    /// How many, and what they reached on the whole.
    fn summary(&mut self, report: &Report) {
        let words = self.words;
        let mut scores: Vec<f64> = report.rows.iter().filter_map(Row::score).collect();
        scores.sort_by(f64::total_cmp);
        let listed = report.rows.iter().filter(|row| row.counts).count();
        let count = [scores.len().to_string(), " / ".to_owned(), listed.to_string()].concat();
        self.raw(&["<p class=\"soft\">"]);
        self.text(words.choose("Handed in: ", "낸 학생: "));
        self.text(&count);
        let middle = scores.get(scores.len() / 2).zip(scores.get(scores.len().saturating_sub(1) / 2));
        if let Some((upper, lower)) = middle {
            let median = [print(rounded((upper + lower) / 2.0)), " / ".to_owned(), print(report.points)].concat();
            self.text(words.choose(" · median: ", " · 중앙값: "));
            self.text(&median);
        }
        self.raw(&["</p>\n"]);
    }

    fn goals(&mut self, report: &Report, rows: &[&Row]) {
        let words = self.words;
        if report.goals.is_empty() {
            return;
        }
        let judged: Vec<_> = rows.iter().filter_map(|row| row.grade.as_ref()).collect();
        self.element("h2", "", words.choose("Goals", "목표"));
        self.raw(&["\n<table>"]);
        self.head(&[
            "",
            words.choose("goal", "목표"),
            words.choose("points", "배점"),
            words.choose("reached by", "달성"),
        ]);
        for (number, goal) in report.goals.iter().enumerate() {
            let reached =
                judged.iter().filter(|grade| grade.goals.get(number).is_some_and(|goal| goal.reached)).count();
            let share = if judged.is_empty() { 0 } else { 100 * reached / judged.len() };
            self.raw(&["\n<tr><td class=\"number soft\">", &(number + 1).to_string()]);
            self.element("td", "", &words.goal(goal));
            self.element("td", "number", &print(goal.points()));
            self.raw(&["<td class=\"bar\" style=\"--share:", &share.to_string(), "%\">"]);
            self.text(&[reached.to_string(), " / ".into(), judged.len().to_string()].concat());
        }
        self.raw(&["\n</table>\n"]);
    }

    fn students(&mut self, report: &Report, rows: &[&Row]) {
        let words = self.words;
        self.element("h2", "", words.choose("Students", "학생"));
        self.raw(&["\n<div class=\"wide\"><table>"]);
        self.head(&[words.choose("id", "학번"), words.choose("name", "이름"), words.choose("score", "점수")]);
        for number in 1..=report.goals.len() {
            self.element("th", "goal", &number.to_string());
        }
        self.element("th", "", words.choose("details", "자세히"));
        for row in rows {
            self.raw(&["\n<tr><td><bdi>"]);
            self.text(&row.student);
            self.raw(&["</bdi><td><bdi>"]);
            self.text(&row.name);
            self.raw(&["</bdi>"]);
            let score = row.score().map_or("–".to_owned(), |score| print(rounded(score)));
            self.element("td", "number", &score);
            for number in 0..report.goals.len() {
                let goal = row.grade.as_ref().and_then(|grade| grade.goals.get(number));
                let (class, mark, said) = match goal {
                    Some(goal) if goal.reached => ("goal yes", "✓", words.choose("reached", "달성")),
                    Some(_) => ("goal no", "✗", words.choose("not reached", "미달성")),
                    None => ("goal soft", "–", words.choose("not judged", "채점 안 함")),
                };
                self.raw(&["<td class=\"", class, "\" aria-label=\"", said, "\">", mark]);
            }
            self.raw(&["<td>"]);
            self.details(report, row);
        }
        self.raw(&["\n</table></div>\n"]);
    }

    /// All that there is to say of a row, its first note outside.
    fn details(&mut self, report: &Report, row: &Row) {
        let words = self.words;
        for note in &row.notes {
            self.say("p", "flag", note);
        }
        if !row.similar.is_empty() {
            let others = row.similar.iter().map(|(student, rule)| {
                let what = if *rule { words.choose("rule", "규칙") } else { words.choose("numbers", "수") };
                [student, " (", what, ")"].concat()
            });
            let said = [words.choose("similar: ", "비슷함: "), &others.collect::<Vec<_>>().join(", ")].concat();
            self.element("p", "flag", &said);
        }
        let Some(grade) = &row.grade else { return };
        self.raw(&["<details><summary>"]);
        self.text(&row.file);
        self.raw(&["</summary>"]);
        if !grade.goals.is_empty() {
            self.raw(&["<ul>"]);
            for (goal, judged) in report.goals.iter().zip(&grade.goals) {
                self.raw(&["<li class=\"", if judged.reached { "yes" } else { "no" }, "\">"]);
                let head = [&words.goal(goal), " (", &print(rounded(judged.points)), " / ", &print(judged.of), "): "];
                self.text(&head.concat());
                self.say("span", "", &Error::at("", judged.why.clone()));
            }
            self.raw(&["</ul>"]);
        }
        self.raw(&["<dl>"]);
        for changed in &grade.changed {
            self.element("dt", "", &changed.pointer);
            self.raw(&["<dd>"]);
            self.element("code", "soft", &changed.from.glance());
            self.raw(&[" → "]);
            self.element("code", "", &changed.to.canonical());
        }
        self.element("dt", "soft", words.choose("attempts", "시도"));
        self.element("dd", "", &grade.attempts.to_string());
        if let Some((site, link)) = self.look.site.zip(grade.link.as_deref()) {
            self.element("dt", "soft", words.choose("replay", "다시 보기"));
            self.raw(&["<dd><a rel=\"noreferrer\" href=\""]);
            self.text(site);
            self.text(link);
            self.raw(&["\">"]);
            self.text(words.choose("open", "열기"));
            self.raw(&["</a>"]);
        }
        self.raw(&["</dl></details>"]);
    }

    /// What counts for nothing.
    fn others(&mut self, rows: &[&Row]) {
        let words = self.words;
        if rows.is_empty() {
            return;
        }
        self.element("h2", "", words.choose("Not counted", "채점에 들어가지 않은 것"));
        self.raw(&["\n<div class=\"wide\"><table>"]);
        self.head(&[words.choose("id", "학번"), words.choose("file", "파일"), words.choose("why", "까닭")]);
        for row in rows {
            self.raw(&["\n<tr>"]);
            self.element("td", "", &row.student);
            self.element("td", "", &row.file);
            self.raw(&["<td>"]);
            for note in &row.notes {
                self.say("p", "", note);
            }
        }
        self.raw(&["\n</table></div>\n"]);
    }
}

/// As a score is read: to a hundredth.
fn rounded(score: f64) -> f64 {
    (score * 100.0).round() / 100.0
}
