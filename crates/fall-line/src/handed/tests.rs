//! What is in files, and what hostile ones come to.

use super::zip::tests::{Packer, bomb};
use super::*;
use crate::inflate::checksum;

/// Each piece: its name, and its text or the code of what is wrong.
fn pieces(name: &str, bytes: &[u8]) -> Vec<(String, Result<String, Code>)> {
    let mut found = Vec::new();
    read(name, bytes, false, &mut |piece| found.push((piece.name, piece.text.map_err(|error| error.reason.code))));
    found
}

fn good(name: &str, text: &str) -> (String, Result<String, Code>) {
    (name.into(), Ok(text.into()))
}

fn bad(name: &str, code: Code) -> (String, Result<String, Code>) {
    (name.into(), Err(code))
}

/// Deflate of `{"a":1}` and `{"a":2}`, stored, and long enough to be a link.
const LINKS: [&str; 2] = ["AQcA-P97ImEiOjF9", "AQcA-P97ImEiOjJ9"];
const DOCUMENTS: [&str; 2] = ["{\"a\":1}", "{\"a\":2}"];

#[test]
fn a_file_is_what_stands_in_it() {
    let [one, two] = LINKS.map(|link| format!("#1.{link}"));
    let [first, second] = DOCUMENTS;
    let inner = Packer::default().with(b"x.json", b"{}").with(b"y.zip", &Packer::default().done()).done();
    let moodle = Packer::default()
        .with("김민지_12345_assignsubmission_file_/".as_bytes(), b"")
        .with("김민지_12345_assignsubmission_file_/work.json".as_bytes(), b"{}")
        .with(b"__MACOSX/._work.json", b"??")
        .with(b"b/.DS_Store", b"??")
        .with(b"b/essay.docx", b"PK??")
        .with(b"b/inner.ZIP", &inner)
        .done();
    for (name, bytes, wanted) in [
        ("a.json", b"{}".to_vec(), vec![good("a.json", "{}")]),
        ("a.JSON", b"\xff\xfe{\0}\0".to_vec(), vec![good("a.JSON", "{}")]),
        ("a.json", b"cow".to_vec(), vec![good("a.json", "cow")]),
        ("a.txt", b" {\"x\"".to_vec(), vec![good("a.txt", " {\"x\"")]),
        ("a.txt", b"nothing".to_vec(), vec![bad("a.txt", Code::HandedNoLink)]),
        ("a.txt", format!("mine: {one}").into(), vec![good("a.txt", first)]),
        ("a.json", format!("mine: {one}").into(), vec![good("a.json", first)]),
        ("a.url", format!("[InternetShortcut]\r\nURL=https://a.b/{one}").into(), vec![good("a.url", first)]),
        (
            "a.html",
            format!("<a href=\"{one}\">{one}</a><p>{two}").into(),
            vec![good("a.html #1", first), good("a.html #2", second)],
        ),
        ("a.txt", format!("{one}x").into(), vec![bad("a.txt", Code::HandedLink)]),
        ("a.pdf", b"%PDF".to_vec(), vec![bad("a.pdf", Code::HandedKind)]),
        (
            "a.csv",
            format!("when,학번,link\n\"1\n2\",7,{one}\n,8,\n,9,oh\n,,go {two}").into(),
            vec![good("a.csv : 2", first), bad("a.csv : 5", Code::HandedNoLink), good("a.csv : 6", second)],
        ),
        (
            "a.csv",
            format!("7;{one}\n8;\"{{\"\"x\"\":1}}\"").into(),
            vec![good("a.csv : 1", first), good("a.csv : 2", "{\"x\":1}")],
        ),
        ("a.csv", b"a,b\n1,2".to_vec(), vec![bad("a.csv", Code::HandedNoLink)]),
        ("a.csv", format!("{one}\n\"").into(), vec![bad("a.csv", Code::CsvQuote)]),
        (
            "all",
            moodle.clone(),
            vec![
                good("all/김민지_12345_assignsubmission_file_/work.json", "{}"),
                bad("all/b/essay.docx", Code::HandedKind),
                good("all/b/inner.ZIP/x.json", "{}"),
                bad("all/b/inner.ZIP/y.zip", Code::ZipDeep),
            ],
        ),
        ("a.zip", b"PK".to_vec(), vec![bad("a.zip", Code::ZipBroken)]),
    ] {
        assert_eq!(pieces(name, &bytes), wanted, "{name}");
    }
    let whose = |name: &str, bytes: &[u8], by_hand| {
        let mut found = Vec::new();
        read(name, bytes, by_hand, &mut |piece| found.push((piece.student, piece.clues, piece.cells)));
        found.remove(0)
    };
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let table = format!("id,who,l\n7,kim,{one}");
    let (student, cells) = (Some("7".to_owned()), words(&["7", "kim"]));
    // a course's table is called after nobody; a student's has the student's folder
    assert_eq!(whose("hw 3.csv", table.as_bytes(), true), (student.clone(), vec![], cells.clone()));
    assert_eq!(
        whose("17/hw 3.csv", table.as_bytes(), false),
        (student.clone(), words(&["17", "hw 3.csv"]), cells.clone())
    );
    let zip = Packer::default().with(b"kim_file/a.csv", table.as_bytes()).done();
    assert_eq!(whose("hw 3.zip", &zip, true), (student, words(&["kim_file", "a.csv", "hw 3.zip"]), cells));
    let zip = Packer::default().with(b"a.json", b"{}").done();
    assert_eq!(whose("17.zip", &zip, false), (None, words(&["17.zip", "a.json"]), vec![]));
}

#[test]
fn a_hostile_archive_is_a_few_lines() {
    // names that mean other places, bombs that lie and that do not
    let mut lines = Packer::default();
    for name in ["../a.json", "/etc/passwd", "C:\\a.json", "a/..\\..\\b.json", "a\0.json", "ok.json"] {
        lines = lines.with(name.as_bytes(), b"{}");
    }
    let named = pieces("a.zip", &lines.done());
    let codes: Vec<_> = named.iter().map(|(_, text)| text.clone().err()).collect();
    assert_eq!(codes, [[Some(Code::ZipName); 5].as_slice(), &[None]].concat());
    assert!(named.iter().all(|(name, _)| !name.contains('\0')));

    let packed = bomb((16 << 20) / 258);
    let size = 1 + 258 * ((16 << 20) / 258);
    let mut honest = Packer::default();
    for number in 0..40 {
        let (name, at) = (format!("{number}.txt"), honest.bytes.len());
        honest.put(name.as_bytes(), 8, &packed);
        honest.tell(name.as_bytes(), 8, [packed.len(), size, at], checksum(&vec![b' '; size]), &[]);
    }
    let found = pieces("a.zip", &honest.done());
    assert_eq!(found.len(), 5, "64 MiB, and a line that there is more");
    assert_eq!(found.last().unwrap().1, Err(Code::ZipBomb));

    // one packed entry that the list has many times
    let mut shared = Packer::default();
    shared.put(b"a.json", 8, &packed);
    for _ in 0..1000 {
        shared.tell(b"a.json", 8, [packed.len(), 100, 0], 0, &[]);
    }
    let found = pieces("a.zip", &shared.done());
    assert!(found.len() < 10 && found.last().unwrap().1 == Err(Code::ZipBomb), "{}", found.len());

    // 100,000 entries, told truly or as a number of 16 bits
    for long in [false, true] {
        let mut many = Packer { long, ..Packer::default() };
        many.put(b"a", 0, b"");
        for _ in 0..100_000 {
            many.tell(b"a", 0, [0, 0, 0], 0, &[]);
        }
        assert_eq!(pieces("a.zip", &many.done()), [bad("a.zip", Code::ZipEntries)]);
    }

    let [one, two] = LINKS;
    let text = format!("#1.{one} #1.{two} ").repeat(2000);
    let archive = Packer::default().with(b"a.txt", text.as_bytes()).with(b"a.csv", text.replace(' ', "\n").as_bytes());
    let found = pieces("a.zip", &archive.done());
    assert_eq!(found.len(), 2 * 1001);
    for place in [1000, 2001] {
        assert_eq!(found[place].1, Err(Code::HandedMany));
    }
    assert_eq!(pieces("a.txt", text.as_bytes()).len(), 4000, "what the grader brings is not cut");

    for (name, size, code) in
        [("a.json", (256 << 10) + 1, Code::HandedTooLarge), ("a.txt", 17 << 20, Code::HandedTooLarge)]
    {
        let mut large = Packer::default();
        large.put(name.as_bytes(), 8, &packed);
        large.tell(name.as_bytes(), 8, [packed.len(), size, 0], 0, &[]);
        assert_eq!(pieces("a.zip", &large.done()), [bad(&format!("a.zip/{name}"), code)]);
    }
}
