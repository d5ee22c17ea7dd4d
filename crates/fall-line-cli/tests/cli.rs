//! The command line as a person or a script meets it.
#![expect(clippy::unwrap_used, reason = "a test")]

use fall_line::json::Json;
use std::io::Write;
use std::process::{Command, Output, Stdio};

fn run(words: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_fall-line"))
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // who does not read its input closes it: no matter here
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn a_document_in_is_a_result_out() {
    let done = run(&["run"], br#"{"task":{"surface":{"steps":3}}}"#);
    assert!(done.status.success() && done.stderr.is_empty());
    let result = Json::parse(text(&done.stdout)).unwrap();
    let Some(Json::List(runs)) = result.get("runs") else { panic!("{result:?}") };
    assert_eq!(runs[0].get("status"), Some(&Json::text("done")));
    let Some(Json::List(path)) = runs[0].get("path") else { panic!("{result:?}") };
    assert_eq!((path.len(), path[0].canonical().as_str()), (4, "[-8,2]"));
}

#[test]
fn a_bad_document_fails_with_its_place() {
    for (words, input, message) in [
        (&["run"][..], "{}", "standard input: task: this field has no default; add it\n"),
        (&["run", "no/such/file"], "", "no/such/file: "),
        (&["run", "."], "", ".: "),
        (&["jump"], "", "fall-line jump: no such command"),
    ] {
        let done = run(words, input.as_bytes());
        assert!(!done.status.success() && done.stdout.is_empty(), "{words:?}");
        assert!(text(&done.stderr).starts_with(message), "{words:?}: {}", text(&done.stderr));
    }
}

#[test]
fn ndjson_answers_every_line_whatever_is_in_it() {
    let done = run(&["run", "--ndjson"], b"{\"task\":\"surface\"}\r\n\n{\"task\":1}\n\xff\xfe\n{\"task\":\"surface\"}");
    assert!(done.status.success());
    let lines: Vec<_> = text(&done.stdout).lines().map(|line| Json::parse(line).unwrap()).collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[0] == lines[3] && lines[0].get("fingerprint").is_some());
    let path = lines[1].get("error").and_then(|error| error.get("path"));
    assert_eq!(path, Some(&Json::text("task")));
    let code = lines[2].get("error").and_then(|error| error.get("code"));
    assert_eq!(code, Some(&Json::text("json_value")));
}

#[test]
fn a_reader_that_closes_early_ends_it() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_fall-line"))
        .args(["run", "--ndjson"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    while input.write_all(b"{\"task\":\"surface\"}\n").is_ok() {}
    assert!(child.wait().unwrap().success());
}

#[test]
fn the_schema_and_the_codes_are_json() {
    for word in ["schema", "codes"] {
        let done = run(&[word], b"");
        assert!(done.status.success() && matches!(Json::parse(text(&done.stdout)), Ok(Json::Object(_))), "{word}");
    }
    for words in [&["help"][..], &["run", "--help"], &[]] {
        assert!(text(&run(words, b"").stdout).contains("fall-line run"), "{words:?}");
    }
}
