//! Which hand-ins count, in which order, and that nobody's text becomes more than text.

use super::*;
use crate::error::Reason;
use crate::grade::{Changed, Judged as Goal, Marks};

const EXERCISE: &str = r#"{"title":{"en":"<b>Down</b>","ko":"내려가기"},"task":{"surface":{"steps":3}},
    "goals":[{"loss":{"below":1}},{"diverges":{"points":2}}]}"#;

fn grade(score: f64, attempts: u32) -> Grade {
    let goal = |reached: bool, of| Goal {
        reached,
        why: Reason { code: Code::HandedLink, params: Vec::new() },
        points: if reached { of } else { 0.0 },
        of,
    };
    Grade {
        student: String::new(),
        score,
        points: 3.0,
        goals: vec![goal(score == 1.0 || score == 3.0, 1.0), goal(score >= 2.0, 2.0)],
        changed: Vec::new(),
        link: Some("#1.abc".into()),
        fingerprint: None,
        claimed: Claimed::None,
        attempts,
        problem: None,
        marks: Marks::default(),
    }
}

fn judged(name: &str, whose: Whose, grade: Result<Grade, Error>) -> Judged {
    Judged { name: name.into(), whose, grade }
}

fn error(code: Code) -> Error {
    Error::at("", Reason { code, params: Vec::new() })
}

fn report(list: &str, judged: Vec<Judged>) -> Report {
    let roster = if list.is_empty() { Roster::default() } else { Roster::read(list.as_bytes()).unwrap() };
    Report::new(&Exercise::read(EXERCISE, None).unwrap(), &roster, judged)
}

const LOOK: Look<'_> = Look { korean: false, site: Some("https://a.b/"), say: &|error| error.text() };

#[test]
fn the_roster_comes_first_and_one_hand_in_of_each_counts() {
    let known = Whose::Known;
    let broken = Grade { problem: Some(error(Code::HandedLink)), ..grade(0.0, 9) };
    let report = report(
        "id,name\n1,Ann\n2,Bo\n3,Cho\n4,Di",
        vec![
            judged("x/late.json", known(1), Ok(grade(3.0, 2))),
            judged("essay.pdf", Whose::Unchecked("essay".into()), Err(error(Code::HandedKind))),
            judged("x/early.json", known(1), Ok(grade(1.0, 7))),
            judged("x/broken.json", known(1), Ok(broken)),
            judged("b.json", known(0), Ok(grade(2.0, 1))),
            judged("a.json", known(0), Ok(grade(0.0, 1))),
            judged("9.json", Whose::Unchecked("Z".into()), Ok(grade(1.0, 0))),
            judged("9b.json", Whose::Unchecked(" z".into()), Ok(grade(2.0, 1))),
            judged("d.pdf", known(3), Err(error(Code::HandedKind))),
            judged("two.json", Whose::Several(vec!["1".into(), "2".into()]), Err(error(Code::HandedWhose))),
        ],
    );
    let rows: Vec<_> = report.rows.iter().map(|row| (row.student.as_str(), row.file.as_str(), row.score())).collect();
    assert_eq!(
        rows,
        [
            ("1", "b.json", Some(2.0)),
            ("2", "x/early.json", Some(1.0)),
            ("3", "", None),
            ("4", "d.pdf", Some(0.0)),
            (" z", "9b.json", Some(2.0)),
            ("2", "x/late.json", None),
            ("", "essay.pdf", None),
            ("2", "x/broken.json", None),
            ("1", "a.json", None),
            ("Z", "9.json", None),
            ("", "two.json", None),
        ]
    );
    let notes: Vec<Vec<_>> =
        report.rows.iter().map(|row| row.notes.iter().map(|note| note.reason.code).collect()).collect();
    assert_eq!(notes[..3], [vec![], vec![], vec![Code::HandedNothing]]);
    assert_eq!(notes[4], [Code::HandedUnchecked]);
    assert_eq!(notes[7], [Code::HandedLink, Code::HandedAgain]);
    assert_eq!(report.rows[5].notes[0].text(), "handed in more than once; x/early.json counts");
}

#[test]
fn the_table_has_a_line_for_each_row_and_a_number_for_each_goal() {
    let mut good = grade(3.0, 4);
    good.changed.push(Changed { pointer: "/runs/0".into(), from: Json::Null, to: Json::text("=1") });
    let report = report("학번,이름\n1,=Ann\n2,Bo", vec![judged("a,b.json", Whose::Known(0), Ok(good))]);
    let wanted = "\u{feff}student,name,score,points,goal_1,goal_2,note,similar,changed,attempts,link,file\r\n\
        1,'=Ann,3,3,1,2,,,\"/runs/0 = \"\"=1\"\"\",4,https://a.b/#1.abc,\"a,b.json\"\r\n\
        2,Bo,,3,,,nothing was handed in,,,,,\r\n";
    // what can be reached is the exercise's word, which has tests of its own
    assert_eq!(table(&Report { points: 3.0, ..report }, &LOOK), wanted);
}

#[test]
fn similar_hand_ins_name_each_other() {
    let of = |rule: u64| Ok(Grade { marks: Marks { rules: vec![rule], numbers: Vec::new() }, ..grade(1.0, 1) });
    let report = report(
        "id\n1\n2\n3",
        vec![
            judged("a", Whose::Known(0), of(7)),
            judged("b", Whose::Known(1), of(8)),
            judged("c", Whose::Known(2), of(7)),
            judged("c2", Whose::Known(2), of(7)),
        ],
    );
    let similar: Vec<_> = report.rows.iter().map(|row| row.similar.clone()).collect();
    assert_eq!(similar, [vec![("3".to_owned(), true)], vec![], vec![("1".to_owned(), true)], vec![]]);
}

#[test]
fn nothing_in_the_page_is_more_than_text() {
    let attack = "<script>alert(1)</script>\"'&\u{202e}\0";
    let mut bad = grade(1.0, 1);
    bad.changed.push(Changed { pointer: attack.into(), from: Json::text(attack), to: Json::text(attack) });
    bad.link = Some(attack.into());
    bad.problem = Some(Error::at(attack, Reason { code: Code::HandedAgain, params: vec![attack.into()] }));
    let list = format!("id,name\n1,{attack}");
    let pieces = vec![
        judged(attack, Whose::Known(0), Ok(bad.clone())),
        judged(attack, Whose::Unchecked(attack.into()), Ok(bad)),
        judged(attack, Whose::Several(vec![attack.into()]), Err(error(Code::HandedKind))),
    ];
    let report = report(&list, pieces);
    for korean in [false, true] {
        let html = page(&report, &Look { korean, ..LOOK });
        assert!(!html.contains("<script") && !html.contains("<b>") && !html.contains(['\u{202e}', '\0']), "{html}");
        assert!(html.contains("&lt;script&gt;") && html.contains("default-src 'none'"));
        assert!(html.contains(if korean { "채점 결과" } else { "Grades" }));
        assert!(html.contains("href=\"https://a.b/&lt;script"));
        // what is opened is closed
        for tag in ["table", "details", "dl", "ul", "p", "h1", "h2", "bdi", "code", "a", "span", "style", "title"] {
            let count = |what: String| html.matches(&what).count();
            let opened = count(format!("<{tag}>")) + count(format!("<{tag} "));
            assert_eq!(opened, count(format!("</{tag}>")), "{tag}");
        }
    }
}

#[test]
fn what_is_carried_arrives_as_it_was() {
    let mut full = grade(2.0, 3);
    full.changed.push(Changed { pointer: "/a".into(), from: Json::Null, to: Json::numbers(&[1.5]) });
    full.marks = Marks { rules: vec![u64::MAX], numbers: vec![1, 1 << 60] };
    full.claimed = Claimed::Other;
    full.fingerprint = Some("ab".into());
    let placed = Error::new(Code::HandedAgain.with(["x"]), "task".into(), Some([1, 2]));
    let broken = Grade { problem: Some(placed.clone()), link: None, goals: Vec::new(), ..grade(0.0, 0) };
    for one in [
        judged("a", Whose::Known(3), Ok(full)),
        judged("b", Whose::Unchecked("\u{202e}".into()), Ok(broken)),
        judged("c", Whose::Several(vec!["1".into(), "2".into()]), Err(placed.clone())),
    ] {
        let other = Judged::of(&one.carried()).unwrap();
        assert_eq!(format!("{one:?}"), format!("{other:?}"));
    }
    for text in [Ok("{}".to_owned()), Err(placed)] {
        for student in [None, Some("7".to_owned())] {
            let piece = Piece {
                name: "a".into(),
                clues: vec!["b".into()],
                cells: vec!["c".into()],
                student,
                text: text.clone(),
            };
            assert_eq!(Piece::of(&piece.carried()), Some(piece));
        }
    }
    assert!(Judged::of("{}").is_none() && Piece::of("cow").is_none());
}
