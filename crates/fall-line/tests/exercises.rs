//! The exercises of the site: each is what publishing makes of it, right hand-ins have all points and wrong ones fewer, and
//! no document tells what is to be found.
#![expect(clippy::unwrap_used, reason = "a test")]

use fall_line::examples::Files;
use fall_line::experiment::{Experiment, Goal, Question, QuestionKind};
use fall_line::formula;
use fall_line::grade::{Exercise, Grade, HandIn, publish, student_seed};
use fall_line::json::Json;
use std::fs;
use std::path::Path;

/// An exercise, and what a test knows of it.
struct Case {
    name: String,
    title: Json,
    /// As it is published, and as its author writes it.
    document: Json,
    author: Json,
    /// Parts, salt, key, a right hand-in and wrong ones.
    known: Json,
}

/// Whose constants are drawn; of exercises that are the same for all, two hand-ins are as good as one.
const STUDENTS: [&str; 2] = ["2026-0001", "2026-0002"];

/// What an exercise may ask for: a hundredth of what graders allow.
const BUDGET: f64 = 1e9;

fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let names = |folder: &str| {
        let files = fs::read_dir(root.join(folder)).unwrap();
        let names =
            files.filter_map(|file| Some(file.unwrap().file_name().to_str()?.strip_suffix(".json")?.to_owned()));
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    };
    let read = |path: &str| Json::parse(&fs::read_to_string(root.join(path)).unwrap()).unwrap();
    assert_eq!(names("www/exercises"), names("tests/exercises"));
    let case = |name: String| {
        let published = read(&format!("www/exercises/{name}.json"));
        let known = read(&format!("tests/exercises/{name}.json"));
        let document = published.get("document").unwrap().clone();
        let author = known.get("author").unwrap_or(&document).clone();
        Case { name, title: published.get("name").unwrap().clone(), document, author, known }
    };
    names("www/exercises").into_iter().map(case).collect()
}

impl Case {
    fn exercise(&self) -> Exercise {
        let key = self.known.get("key").unwrap().canonical();
        Exercise::read(&self.document.canonical(), Some(&key)).unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }

    /// What a student hands in: values at their places, and answers.
    fn handed(&self, exercise: &Exercise, solution: &Json, student: &str) -> Json {
        let mut document = self.document.clone();
        if exercise.experiment().document.exercise.as_ref().unwrap().seed_by_student {
            put(&mut document, "/seed", Json::Number(f64::from(student_seed(exercise.fingerprint(), student))));
        }
        if let Some(Json::Object(set)) = solution.get("set") {
            set.iter().for_each(|(pointer, value)| put(&mut document, pointer, value.clone()));
        }
        let answers = solution.get("answers").cloned().unwrap_or(Json::List(Vec::new()));
        put(&mut document, "/hand_in", Json::object([("student", Json::text(student)), ("answers", answers)]));
        document
    }

    fn grade(&self, exercise: &Exercise, solution: &Json, student: &str) -> Grade {
        let text = self.handed(exercise, solution, student).canonical();
        let hand_in = HandIn { text: &text, student: Some(student), files: &Files::default() };
        let grade = exercise.grade(&hand_in, BUDGET);
        assert_eq!(grade.problem, None, "{} of {student}", self.name);
        grade
    }

    fn wrong(&self) -> &[Json] {
        if let Some(Json::List(wrong)) = self.known.get("wrong") { wrong } else { &[] }
    }

    fn right(&self) -> &Json {
        self.known.get("right").unwrap()
    }
}

/// Puts a value where a pointer leads; objects on the way that are not there are made.
fn put(json: &mut Json, pointer: &str, value: Json) {
    let mut here = json;
    for key in pointer.split('/').skip(1) {
        here = match here {
            Json::List(items) => &mut items[key.parse::<usize>().unwrap()],
            Json::Object(entries) => {
                let at = entries.iter().position(|(known, _)| known == key).unwrap_or(entries.len());
                if at == entries.len() {
                    entries.push((key.to_owned(), Json::Object(Vec::new())));
                }
                &mut entries[at].1
            }
            other => panic!("{pointer} leads through {}", other.glance()),
        };
    }
    *here = value;
}

fn why(grade: &Grade) -> Vec<String> {
    grade.goals.iter().map(|goal| format!("{} of {}: {}", goal.points, goal.of, goal.why.text())).collect()
}

#[test]
fn each_is_what_publishing_makes_of_it() {
    let cases = cases();
    assert!(cases.len() >= 12);
    for case in cases {
        let Some(Json::Text(salt)) = case.known.get("salt") else { panic!("{} has no salt", case.name) };
        let salt = u128::from_str_radix(salt, 16).unwrap().to_be_bytes();
        let parts = case.known.get("parts").unwrap().canonical();
        let published = publish(&case.author.canonical(), &parts, salt).unwrap();
        let document = Experiment::parse(&case.document.canonical()).unwrap().canonical();
        assert_eq!(published.document, document, "{}", case.name);
        assert_eq!(published.key, case.known.get("key").unwrap().canonical(), "{}", case.name);
    }
}

#[test]
fn as_published_nothing_is_reached() {
    for case in cases() {
        let exercise = case.exercise();
        for student in STUDENTS {
            let grade = case.grade(&exercise, &Json::Null, student);
            assert!(grade.goals.iter().all(|goal| !goal.reached && goal.of > 0.0), "{}: {:#?}", case.name, why(&grade));
        }
    }
}

#[test]
fn a_right_hand_in_has_all_points_and_wrong_ones_have_fewer() {
    for case in cases() {
        let exercise = case.exercise();
        assert_eq!(case.wrong().len(), 2, "{}", case.name);
        for student in STUDENTS {
            let grade = case.grade(&exercise, case.right(), student);
            assert!(grade.score == grade.points && grade.points > 0.0, "{}: {:#?}", case.name, why(&grade));
            for wrong in case.wrong() {
                let Some(Json::Text(misconception)) = wrong.get("why") else { panic!("{} says not why", case.name) };
                let grade = case.grade(&exercise, wrong, student);
                let place = format!("{}, {student}, {misconception}", case.name);
                let score = Some(&Json::Number(grade.score));
                assert!(wrong.get("score") == score && grade.score < grade.points, "{place} {:#?}", why(&grade));
            }
        }
    }
}

/// Whatever is open is needed by some hand-in; whatever is asked is judged.
#[test]
fn nothing_is_open_or_asked_without_need() {
    for case in cases() {
        let exercise = case.exercise();
        let document = &exercise.experiment().document;
        let sets: Vec<&str> = std::iter::once(case.right())
            .chain(case.wrong())
            .filter_map(|solution| if let Some(Json::Object(set)) = solution.get("set") { Some(set) } else { None })
            .flat_map(|set| set.iter().map(|(pointer, _)| pointer.as_str()))
            .collect();
        for control in document.controls.as_ref().unwrap() {
            assert!(sets.contains(&control.as_str()), "{}: nobody needs {control}", case.name);
        }
        let judged = |question: usize| {
            exercise
                .goals()
                .iter()
                .any(|goal| matches!(goal, Goal::AnswerGoal(goal) if goal.question as usize == question))
        };
        assert!((0..document.questions().len()).all(judged), "{}", case.name);
    }
}

#[test]
fn no_document_tells_what_is_to_be_found() {
    for case in cases() {
        let exercise = case.exercise();
        let public = case.document.canonical();
        for secret in ["\"answers\"", "\"references\"", "\"salt\"", "\"hand_in\""] {
            assert!(!public.contains(secret), "{}: {secret}", case.name);
        }
        // formulas and rules, the key's and those of the right hand-in
        let mut secrets = Vec::new();
        [case.known.get("key"), Some(case.right())].iter().flatten().for_each(|json| strings(json, &mut secrets));
        for secret in secrets {
            let text = Json::text(secret).canonical();
            assert!(!public.contains(&text[1..text.len() - 1]), "{}: {secret}", case.name);
        }
        let read: Vec<f64> = texts(&case.document).iter().flat_map(|(_, text)| numbers(&text.canonical())).collect();
        for student in STUDENTS {
            let own = Experiment::parse(&case.handed(&exercise, case.right(), student).canonical()).unwrap();
            for found in to_be_found(&own, case.right()) {
                assert!(!read.iter().any(|x| (x - found).abs() < 1e-9), "{}: {found} is told", case.name);
            }
        }
    }
}

/// The numbers that a student must find: those of questions that ask for one, and those that are set.
fn to_be_found(own: &Experiment, right: &Json) -> Vec<f64> {
    let value = |json: &Json| match json {
        Json::Number(x) => Some(*x),
        Json::Text(text) => formula::number(text, &own.given).ok(),
        _ => None,
    };
    let answers = if let Some(Json::List(answers)) = right.get("answers") { answers.as_slice() } else { &[] };
    let is_number = |question: &Question| matches!(question.kind, QuestionKind::NumberQuestion(_));
    let asked = own.document.questions().iter().zip(answers).filter(|(question, _)| is_number(question));
    let mut found: Vec<f64> = asked.filter_map(|(_, answer)| value(answer)).collect();
    if let Some(Json::Object(set)) = right.get("set") {
        found.extend(set.iter().filter_map(|(_, json)| value(json)));
    }
    found
}

/// Strings that say more than a word does.
fn strings<'a>(json: &'a Json, into: &mut Vec<&'a str>) {
    match json {
        Json::Text(text) if !text.chars().all(char::is_alphabetic) => into.push(text),
        Json::List(items) => items.iter().for_each(|item| strings(item, into)),
        Json::Object(entries) => entries.iter().for_each(|(_, value)| strings(value, into)),
        _ => {}
    }
}

/// The numbers that stand in a text.
fn numbers(text: &str) -> Vec<f64> {
    text.split(|letter: char| !letter.is_ascii_digit() && letter != '.')
        .filter_map(|word| word.trim_matches('.').parse().ok())
        .collect()
}

/// All that people read of a document, and where.
fn texts(document: &Json) -> Vec<(String, Json)> {
    fn walk(json: &Json, place: &str, into: &mut Vec<(String, Json)>) {
        let is_told = ["/title", "/name", "/text", "/reveal"].iter().any(|end| place.ends_with(end));
        let is_one_of = |list: &str| place.rsplit_once('/').is_some_and(|(above, _)| above.ends_with(list));
        match json {
            _ if place.contains("/optimizer") => {}
            _ if is_told || is_one_of("/hints") || is_one_of("/of") => into.push((place.to_owned(), json.clone())),
            Json::List(items) => {
                items.iter().enumerate().for_each(|(at, item)| walk(item, &format!("{place}/{at}"), into));
            }
            Json::Object(entries) => {
                entries.iter().for_each(|(key, value)| walk(value, &format!("{place}/{key}"), into));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(document, "", &mut found);
    found
}

#[test]
fn everything_is_said_in_both_languages() {
    let is_korean = |text: &str| text.chars().any(|letter| ('가'..='힣').contains(&letter));
    for case in cases() {
        let mut all = texts(&case.document);
        assert!(all.len() > 3, "{}", case.name);
        all.push(("name".to_owned(), case.title.clone()));
        for (place, text) in all {
            let said = |tag| if let Some(Json::Text(said)) = text.get(tag) { said.as_str() } else { "" };
            let [english, korean] = [said("en"), said("ko")];
            assert!(!english.is_empty() && !is_korean(english), "{} {place}: {english}", case.name);
            // formulas alone are in no language
            assert!(is_korean(korean), "{} {place}: {korean}", case.name);
            assert_eq!(english.matches('$').count() % 2, 0, "{} {place}: {english}", case.name);
            assert_eq!(korean.matches('$').count() % 2, 0, "{} {place}: {korean}", case.name);
        }
    }
}
