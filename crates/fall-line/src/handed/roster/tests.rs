//! Rosters as schools write them, and whose a file is by what platforms call it.

use super::*;

fn roster(bytes: &[u8]) -> Vec<[String; 2]> {
    Roster::read(bytes).unwrap().students.into_iter().map(|student| [student.id, student.name]).collect()
}

#[test]
fn a_roster_is_found_by_its_header() {
    let wanted = [["2026-1", "김민지"], ["2026-2", "Lee, Ann"]].map(|row| row.map(str::to_owned));
    for text in [
        "학번,이름\n2026-1,김민지\n2026-2,\"Lee, Ann\"\n",
        "\u{feff}No.;Name;Student ID\n1;김민지;2026-1\n2;Lee, Ann;2026-2\n3;;\n",
        "이름\t학 번\n김민지\t 2026-1 \nLee, Ann\t2026-2\nagain\t2026-2",
    ] {
        assert_eq!(roster(text.as_bytes()), wanted, "{text}");
    }
    assert_eq!(roster(b"\xc7\xd0\xb9\xf8,\xc0\xcc\xb8\xa7\r\n7,\xb1\xe8\xb9\xce\xc1\xf6\r\n"), [["7", "김민지"]]);
    assert_eq!(roster(b"First name,Last name,ID number\nAnn,Lee,7"), [["7", "Ann Lee"]]);
    assert_eq!(roster(b"Student,ID,SIS User ID\nAnn,1,7"), [["7", "Ann"]]);
    assert_eq!(roster(b"id\n7\n8"), [["7", ""], ["8", ""]]);
    assert_eq!(roster(b"7\n8"), [["7", ""], ["8", ""]]);
    for text in ["", "id,name\n", "a,b\n1,2\n"] {
        assert_eq!(Roster::read(text.as_bytes()).unwrap_err().reason.code, Code::RosterColumn, "{text}");
    }
}

#[test]
fn a_piece_is_its_students_by_its_name() {
    let list = "id,name\n2026-0001,김민지\n2026-0002,Ann Lee\n2026,Bo\n17,Cho\n18,Ann Lee\nKim7,D";
    let roster = Roster::read(list.as_bytes()).unwrap();
    let whose = |name: &str, claim| {
        let clues = name.split('/').map(str::to_owned).collect();
        let piece = Piece { name: name.into(), clues, student: None, cells: vec![], text: Ok(String::new()) };
        match roster.whose(&piece, claim) {
            Whose::Known(place) => roster.students[place].id.clone(),
            Whose::Unchecked(id) => format!("?{id}"),
            Whose::Several(all) => all.join("+"),
        }
    };
    for (name, claim, wanted) in [
        ("2026-0001.json", None, "2026-0001"),
        ("fall-line-2026-0001 (1).json", Some("17"), "2026-0001"),
        ("Assignment_kim7_attempt_2025-05-01_work.json", None, "Kim7"),
        ("kimminji_LATE_4411_90210_2026-0002.json", None, "2026-0002"),
        ("2026.json", None, "2026"),
        ("20260001.json", None, "?20260001"),
        ("a17.json", None, "?a17"),
        // the platform's folder outweighs what a student calls a file
        ("17_assign/2026-0001.json", None, "17"),
        ("김민지_123_assignsubmission_file_/x.json", None, "2026-0001"),
        ("\u{1100}\u{1175}\u{11b7}\u{1106}\u{1175}\u{11ab}\u{110c}\u{1175}_1_file_/x.json", None, "2026-0001"),
        ("김민지_123_assignsubmission_file_/2026-0002.json", None, "2026-0001"),
        ("Ann Lee_123_file_/x.json", None, "?x"),
        ("Ann Lee_123_file_/x.json", Some(" 18 "), "18"),
        ("17 and 2026-0001.json", None, "17+2026-0001"),
        ("17 and 2026-0001.json", Some("2026-0001"), "2026-0001"),
        ("17 and 2026-0001.json", Some("kim7"), "17+2026-0001"),
        ("work.json", Some("99"), "?99"),
        ("work.v2.json", None, "?work.v2"),
        ("answers.csv : 12", None, "?answers.csv : 12"),
    ] {
        assert_eq!(whose(name, claim), wanted, "{name} {claim:?}");
    }
    let (cells, student) = (vec!["17".into()], Some("KIM7".into()));
    let row = Piece { name: "a.csv : 2".into(), clues: vec![], student, cells, text: Ok(String::new()) };
    assert_eq!(roster.whose(&row, Some("17")), Whose::Known(5));
    assert_eq!(roster.whose(&Piece { student: None, ..row.clone() }, None), Whose::Known(3));
    // a table in a student's folder is this student's, whatever stands in it
    assert_eq!(roster.whose(&Piece { clues: vec!["2026".into()], ..row.clone() }, None), Whose::Known(2));
    let none = Roster::default();
    assert_eq!(none.whose(&row, None), Whose::Unchecked("KIM7".into()));
    assert_eq!(none.whose(&Piece { student: None, ..row }, Some("17")), Whose::Unchecked("17".into()));
}

#[test]
fn a_long_name_takes_no_long_time() {
    let list: String = (0..2000).map(|n| format!("{n}\n")).collect();
    let roster = Roster::read(format!("id\n{list}").as_bytes()).unwrap();
    let name = "x ".repeat(32_000);
    let piece = Piece { name: name.clone(), clues: vec![name], student: None, cells: vec![], text: Ok(String::new()) };
    assert!(matches!(roster.whose(&piece, None), Whose::Unchecked(_)));
}
