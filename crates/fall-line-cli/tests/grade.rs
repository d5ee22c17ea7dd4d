//! Grading as a teacher meets it: with folders on a disk, and names that are no text.
#![expect(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const AUTHOR: &str = r#"{"task":{"surface":{"f":"x^2 + y^2","start":[2,1],"steps":9}},
    "controls":["/runs/0/optimizer"],"goals":[{"loss":{"below":0.001}}]}"#;

/// A folder of its own, with an exercise in it.
struct Course(PathBuf);

impl Course {
    fn new(name: &str) -> Course {
        let folder = std::env::temp_dir().join(format!("fall-line-grade-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("in")).unwrap();
        fs::write(folder.join("author.json"), AUTHOR).unwrap();
        let course = Course(folder);
        let done = course.run(&["publish", "author.json", "--exercise", "e.json", "--key", "k.json"], b"");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        course
    }

    fn run(&self, words: &[&str], input: &[u8]) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_fall-line"))
            .args(words)
            .current_dir(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        std::thread::scope(|scope| {
            scope.spawn(move || stdin.write_all(input));
            child.wait_with_output().unwrap()
        })
    }

    fn hand_in(&self, lr: f64) -> String {
        let exercise = fs::read_to_string(self.0.join("e.json")).unwrap();
        exercise.trim_end().trim_end_matches('}').to_owned()
            + &format!(",\"runs\":[{{\"optimizer\":{{\"gd\":{{\"lr\":{lr}}}}}}}]}}")
    }
}

impl Drop for Course {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_folder_is_graded_by_all_hands_and_in_order() {
    let course = Course::new("folder");
    for number in 0..600 {
        let lr = if number % 2 == 0 { 0.4 } else { 0.001 };
        fs::write(course.0.join(format!("in/{number:03}.json")), course.hand_in(lr)).unwrap();
    }
    let done = course.run(&["grade", "e.json", "--key", "k.json", "in"], b"");
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(done.status.success() && done.stderr.is_empty(), "{}", String::from_utf8_lossy(&done.stderr));
    assert_eq!(said.lines().count(), 601);
    for (number, line) in said.lines().skip(1).enumerate() {
        assert!(line.starts_with(&format!("{number:03},,{},1,", 1 - number % 2)), "{line}");
    }
}

/// What programs of Korea pack has names in CP949, which other systems unpack as bytes that are no text.
#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_opened_and_a_link_elsewhere_is_not() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let course = Course::new("names");
    let folder = course.0.join("in").join(OsStr::from_bytes(b"\xb1\xe8\xb9\xce\xc1\xf6_1_file"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(OsStr::from_bytes(b"\xb0\xfa\xc1\xa6.json")), course.hand_in(0.4)).unwrap();
    fs::write(course.0.join("elsewhere.json"), course.hand_in(0.4)).unwrap();
    std::os::unix::fs::symlink("../elsewhere.json", course.0.join("in/2026-2.json")).unwrap();
    std::os::unix::fs::symlink("../in", course.0.join("in/loop")).unwrap();
    fs::write(
        course.0.join("roster.csv"),
        b"\xc7\xd0\xb9\xf8,\xc0\xcc\xb8\xa7\r\n2026-1,\xb1\xe8\xb9\xce\xc1\xf6\r\n2026-2,B\r\n",
    )
    .unwrap();
    let words = ["grade", "e.json", "--key", "k.json", "--roster", "roster.csv", "--html", "out.html", "in"];
    let done = course.run(&words, b"");
    let said = String::from_utf8(done.stdout).unwrap();
    let lines: Vec<_> = said.lines().skip(1).collect();
    assert_eq!(lines.len(), 2, "{said}{}", String::from_utf8_lossy(&done.stderr));
    assert!(lines[0].starts_with("2026-1,김민지,1,1,1,") && lines[0].ends_with("김민지_1_file/과제.json"), "{said}");
    assert!(lines[1].starts_with("2026-2,B,,1,,nothing was handed in"), "{said}");
    assert!(fs::read_to_string(course.0.join("out.html")).unwrap().contains("김민지"));
}

#[test]
fn a_line_without_end_is_an_error_of_its_own() {
    let course = Course::new("lines");
    let good = course.hand_in(0.4);
    let long = "[".repeat(20 << 20);
    let done =
        course.run(&["grade", "e.json", "--key", "k.json", "--ndjson"], format!("{good}\n{long}\n{good}").as_bytes());
    let said = String::from_utf8(done.stdout).unwrap();
    let scores: Vec<_> = said.lines().map(|line| line.contains("\"score\":1")).collect();
    assert_eq!(scores, [true, false, true], "{}", String::from_utf8_lossy(&done.stderr));
}
