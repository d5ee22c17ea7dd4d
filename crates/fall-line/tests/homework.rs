//! Grading as the command line does it, on a machine that is only in memory.
#![expect(clippy::unwrap_used, reason = "a test")]

use fall_line::command::{Face, Listed, Unread, command};
use fall_line::json::Json;
use fall_line::rng::{Rng, Stream};
use std::collections::BTreeMap;

/// Files by their paths, what comes in, and what came out.
#[derive(Default)]
struct Machine {
    files: BTreeMap<String, Vec<u8>>,
    lines: Vec<Vec<u8>>,
    said: String,
    /// What was asked for.
    opened: Vec<String>,
}

impl Machine {
    fn with(files: &[(&str, &[u8])]) -> Machine {
        let files = files.iter().map(|&(path, bytes)| (path.to_owned(), bytes.to_vec())).collect();
        Machine { files, ..Machine::default() }
    }

    fn run(&mut self, words: &[&str]) -> Result<String, String> {
        self.said.clear();
        command(words, self)?;
        Ok(self.said.clone())
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.files[path].clone()).unwrap()
    }
}

impl Face for Machine {
    fn file(&mut self, path: &str) -> Result<Vec<u8>, Unread> {
        self.opened.push(path.to_owned());
        if self.files.keys().any(|known| known.starts_with(&format!("{path}/"))) {
            return Err(Unread::Folder);
        }
        self.files.get(path).cloned().ok_or(Unread::Absent)
    }

    fn input(&mut self) -> Result<Vec<u8>, Unread> {
        Err(Unread::Absent)
    }

    fn line(&mut self) -> Result<Option<Vec<u8>>, Unread> {
        Ok((!self.lines.is_empty()).then(|| self.lines.remove(0)))
    }

    fn say(&mut self, text: &str) -> Result<(), Unread> {
        self.said.push_str(text);
        Ok(())
    }

    fn folder(&mut self, path: &str) -> Result<Vec<Listed>, Unread> {
        let mut listed = BTreeMap::new();
        for (known, bytes) in &self.files {
            if let Some(rest) = known.strip_prefix(&format!("{path}/")) {
                let (name, folder) = rest.split_once('/').map_or((rest, false), |(name, _)| (name, true));
                listed.insert(name.to_owned(), (!folder).then_some(bytes.len() as u64));
            }
        }
        Ok(listed.into_iter().map(|(name, bytes)| Listed { name, bytes }).rev().collect())
    }

    fn write(&mut self, path: &str, text: &str) -> Result<(), Unread> {
        self.files.insert(path.to_owned(), text.as_bytes().to_vec());
        Ok(())
    }

    fn random(&mut self) -> Result<[u8; 16], Unread> {
        Ok([7; 16])
    }
}

const AUTHOR: &str = r#"{"title":"Down","task":{"surface":{"f":"x^2 + 2*y^2","start":[2,1],"steps":30}},
    "controls":["/runs/0/optimizer"],
    "goals":[{"loss":{"below":0.001}},{"answer":{"question":0,"points":2}}],
    "exercise":{"questions":[{"text":"The slope by x at the start?"}]}}"#;

/// An exercise, its key, and hand-ins that reach all, half and nothing.
fn course() -> Machine {
    let mut machine = Machine::with(&[("author.json", AUTHOR.as_bytes()), ("parts.json", br#"{"answers":[4]}"#)]);
    machine.run(&["publish", "author.json", "parts.json", "--exercise", "e.json", "--key", "k.json"]).unwrap();
    machine
}

fn hand_in(exercise: &str, lr: f64, answer: &str, student: &str, attempts: u32) -> String {
    let Json::Object(mut entries) = Json::parse(exercise).unwrap() else { panic!("{exercise}") };
    let told = format!(r#"{{"student":"{student}","answers":[{answer}],"attempts":{attempts}}}"#);
    entries.push(("runs".into(), Json::parse(&format!(r#"[{{"optimizer":{{"gd":{{"lr":{lr}}}}}}}]"#)).unwrap()));
    entries.push(("hand_in".into(), Json::parse(&told).unwrap()));
    Json::Object(entries).canonical()
}

#[test]
fn a_course_is_graded_in_the_rosters_order() {
    let mut machine = course();
    let exercise = machine.text("e.json");
    assert!(!exercise.contains("\"answers\"") && machine.text("k.json").contains("salt"));
    let good = hand_in(&exercise, 0.2, "4", "", 1);
    let half = hand_in(&exercise, 0.2, "5", "", 1);
    let none = hand_in(&exercise, 0.001, "null", "", 2);
    let forged = hand_in(&exercise, 0.2, "4", "", 1).replace("x^2 + 2*y^2", "x^2 + y^2");
    for (path, text) in [
        ("in/2026-01 (1).json", good.as_str()),
        ("in/Assignment_2026-02_attempt.json", &half),
        ("in/b/2026-02 again.json", &none),
        ("in/forged 2026-04.json", &forged),
        ("in/who.json", &good),
        ("in/2026-05.txt", "I did it!"),
        ("in/.hidden.json", &good),
        ("roster.csv", "id,name\n2026-05,=E\n2026-04,D\n2026-03,C\n2026-02,B\n2026-01,A\n"),
    ] {
        machine.files.insert(path.into(), text.into());
    }
    machine.opened.clear();
    let words = ["grade", "e.json", "--key", "k.json", "--roster", "roster.csv", "--html", "out.html", "in/"];
    let words = words.map(|word| if word == "in/" { "in" } else { word });
    let said = machine.run(&words).unwrap();
    let rows: Vec<Vec<&str>> = said.lines().skip(1).map(|line| line.splitn(7, ',').collect()).collect();
    let heads: Vec<_> = rows.iter().map(|row| row[..6].join(",")).collect();
    assert_eq!(
        heads,
        [
            "2026-05,'=E,0,3,,",
            "2026-04,D,0,3,,",
            "2026-03,C,,3,,",
            "2026-02,B,0,3,0,0",
            "2026-01,A,3,3,1,2",
            "who,,3,3,1,2",
            "2026-02,B,,,,",
        ],
        "{said}"
    );
    assert!(rows[0][6].starts_with("there is neither"), "{said}");
    assert!(rows[1][6].contains("/task/surface/f"), "{said}");
    assert!(
        rows[6][6].contains("in/b/2026-02 again.json counts") || rows[6][6].contains("again.json counts"),
        "{said}"
    );
    assert!(machine.opened.iter().all(|path| path.starts_with("in") || words.contains(&path.as_str())));
    let page = machine.text("out.html");
    assert!(page.contains("<!doctype html>") && page.contains("2026-03") && !page.contains("href"), "{page}");
}

#[test]
fn a_line_in_is_a_grade_out() {
    let mut machine = course();
    let exercise = machine.text("e.json");
    let good = hand_in(&exercise, 0.2, "4", "kim", 1);
    let other = format!(r#"{{"student":"lee","name":"lee.json","document":{good}}}"#);
    let text = format!(r#"{{"student":"park","document":{}}}"#, Json::text(good.as_str()).canonical());
    machine.lines = [good.as_str(), "  ", &other, &text, "cow", r#"{"student":"x","document":{}}"#, "\u{feff}{"]
        .map(|line| line.as_bytes().to_vec())
        .to_vec();
    machine.lines.push(b"\xff{}".to_vec());
    let said = machine.run(&["grade", "e.json", "--key", "k.json", "--ndjson"]).unwrap();
    let told: Vec<_> = said.lines().map(|line| Json::parse(line).unwrap()).collect();
    let word =
        |key: &str| told.iter().map(|json| json.get(key).map_or("-".into(), Json::canonical)).collect::<Vec<_>>();
    assert_eq!(word("student")[..3], ["\"kim\"", "\"lee\"", "\"park\""]);
    assert_eq!(word("score"), ["3", "3", "3", "0", "0", "0", "0"]);
    assert_eq!(word("name")[1], "\"lee.json\"");
    assert!(
        told[3].get("problem").and_then(|problem| problem.get("code")) == Some(&Json::text("json_value")),
        "{said}"
    );
}

#[test]
fn a_file_that_a_hand_in_names_is_not_opened() {
    let open = r#"{"task":{"network":{"epochs":2}},"goals":[{"loss":{"below":100}}]}"#;
    let zeros = "0".repeat(64);
    let csv = format!(r#""data":{{"csv":{{"file":"/etc/passwd","sha256":"{zeros}"}}}}"#);
    let idx = format!(
        r#""data":{{"idx":{{"images":{{"file":"k.json","sha256":"{zeros}"}},"labels":{{"file":"../k.json","sha256":"{zeros}"}}}}}}"#
    );
    let mut machine = Machine::with(&[("author.json", open.as_bytes())]);
    machine.run(&["publish", "author.json", "--exercise", "e.json", "--key", "k.json"]).unwrap();
    for (name, data) in [("a", csv), ("b", idx)] {
        let text = open.replace(r#""epochs":2"#, &format!(r#""epochs":2,{data}"#));
        machine.files.insert(format!("in/{name}.json"), text.into());
    }
    machine.opened.clear();
    let said = machine.run(&["grade", "e.json", "--key", "k.json", "in"]).unwrap();
    assert_eq!(machine.opened, ["e.json", "k.json", "in", "in/a.json", "in/b.json"]);
    let lines: Vec<_> = said.lines().skip(1).collect();
    assert!(lines.len() == 2 && lines.iter().all(|line| line.contains(",0,1,")), "{said}");
}

#[test]
fn what_is_asked_wrongly_is_said() {
    let mut machine = course();
    machine.files.insert("bad.json".into(), b"{}".to_vec());
    machine.files.insert("cars.csv".into(), b"speed,dist\n4,2".to_vec());
    machine.files.insert("bytes".into(), b"\xff".to_vec());
    machine.files.insert("in/a.json".into(), b"{}".to_vec());
    for (words, wanted) in [
        (&["grade"][..], "no such command"),
        (&["grade", "e.json"], "no such command"),
        (&["grade", "e.json", "--ndjson", "in"], "no such command"),
        (&["grade", "e.json", "--ndjson", "--html", "x"], "no such command"),
        (&["grade", "e.json", "--key"], "no such command"),
        (&["grade", "e.json", "--key", "k.json", "--key", "k.json", "in"], "no such command"),
        (&["grade", "none.json", "in"], "none.json: there is no such file"),
        (&["grade", "bytes", "in"], "bytes: it is not UTF-8 text"),
        (&["grade", "bad.json", "in"], "bad.json: task: "),
        (&["grade", "e.json", "--roster", "cars.csv", "in"], "cars.csv: the roster has no column"),
        (&["grade", "e.json", "none"], "none: there is no such file"),
        (&["grade", "e.json", "--site", "javascript:x", "in"], "--site javascript:x: expected"),
        (&["grade", "e.json", "--site", "https://a/#", "in"], "--site https://a/#: expected"),
        (&["grade", "e.json", "--lang", "fr", "in"], "--lang fr: expected en or ko"),
        (&["grade", "e.json", "--budget", "-1", "in"], "--budget -1: expected a number above 0"),
        (&["grade", "e.json", "--data", "a=/etc/passwd", "in"], "--data a: e.json names no files"),
        (&["publish", "author.json"], "no such command"),
        (&["publish", "author.json", "--exercise", "a", "--key", "b", "--salt", "7"], "--salt 7: expected 32"),
        (&["publish", "bad.json", "--exercise", "a", "--key", "b"], "bad.json: task: "),
    ] {
        let error = machine.run(words).unwrap_err();
        assert!(error.contains(wanted), "{words:?}: {error}");
    }
    assert!(!machine.files.contains_key("a"));
}

/// Bytes are changed, lines cut out and put together anew, in a thousand ways: each has its line, and none has points that
/// it does not deserve.
#[test]
fn a_thousand_changed_and_forged_hand_ins_each_have_their_line() {
    let mut machine = course();
    let exercise = machine.text("e.json");
    let good = hand_in(&exercise, 0.2, "null", "", 1);
    let mut random = Rng::new(5, Stream::Data);
    let mut below = |n: usize| random.below(n as u32) as usize;
    for number in 0..1000 {
        let mut bytes = good.clone().into_bytes();
        for _ in 0..below(4) {
            let (from, other) = (below(bytes.len()), below(bytes.len()));
            let (from, to) = (from.min(other), from.max(other));
            match below(5) {
                0 => bytes[from] = below(256) as u8,
                1 => bytes[from] = b"0123456789,:[]{}\"-e.\\"[below(21)],
                2 => drop(bytes.drain(from..to.min(from + 20))),
                3 => {
                    let piece = bytes[from..to.min(from + 40)].to_vec();
                    bytes.splice(other..other, piece);
                }
                _ => bytes.truncate(to.max(1)),
            }
            if bytes.is_empty() {
                bytes.push(b'{');
            }
        }
        let ending = ["json", "json", "txt", "csv", "zip"][below(5)];
        machine.files.insert(format!("in/{number}.{ending}"), bytes);
    }
    let roster: String = (0..1000).map(|n| format!("{n}\n")).collect();
    machine.files.insert("roster.csv".into(), format!("id\n{roster}").into());
    let said = machine.run(&["grade", "e.json", "--key", "k.json", "--roster", "roster.csv", "in"]).unwrap();
    let mut scored = 0;
    for (number, line) in said.lines().skip(1).take(1000).enumerate() {
        let mut cells = line.split(',');
        assert_eq!(cells.next(), Some(number.to_string().as_str()));
        let score: f64 = cells.nth(1).unwrap().parse().unwrap();
        // one point is deserved; there is no answer, and nothing makes one
        assert!(score <= 1.0, "{line}");
        scored += usize::from(score > 0.0);
    }
    assert!((20..900).contains(&scored), "{scored}");
}
