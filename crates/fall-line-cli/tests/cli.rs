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
fn what_cannot_be_run_says_where_and_why_and_exits_with_2() {
    let folder = std::env::temp_dir().join(format!("fall-line-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        path.into_os_string().into_string().unwrap()
    };
    let (bytes, broken) = (file("bytes.json", b"\xff{}"), file("broken.json", b"{\"task\": }"));
    let bytes_message = format!("{bytes}: it is not UTF-8 text\n");
    let broken_message = format!("{broken}: line 1, column 10: expected a value, found }}\n");
    for (words, input, message) in [
        (&["run"][..], &b"{}"[..], "standard input: task: this field has no default; add it\n"),
        (&["run", "-"], b"", "standard input: line 1, column 1: the document ends here, before it is complete\n"),
        (&["run"], b"\xff", "standard input: it is not UTF-8 text\n"),
        (&["run", "no/such/file"], b"", "no/such/file: there is no such file\n"),
        (&["run", "."], b"", ".: it is a folder, not a file\n"),
        (&["run", &bytes], b"", &bytes_message),
        (&["run", &broken], b"", &broken_message),
        (&["run", "a", "b"], b"", "fall-line run a b: no such command"),
        (&["run", "--ndjsn"], b"", "fall-line run --ndjsn: no such command"),
        (&["run", "--data"], b"", "fall-line run --data: no such command"),
        (&["run", "--data", "a"], b"", "fall-line run --data a: no such command"),
        (&["run", "--ndjson", "a"], b"", "fall-line run --ndjson a: no such command"),
        (&["jump"], b"", "fall-line jump: no such command"),
    ] {
        let done = run(words, input);
        assert_eq!((done.status.code(), text(&done.stdout)), (Some(2), ""), "{words:?}");
        assert!(text(&done.stderr).starts_with(message), "{words:?}: {}", text(&done.stderr));
    }
    let good = file("good.json", br#"{"task":"surface"}"#);
    assert_eq!(run(&["run", &good], b"").stdout, run(&["run", "-"], br#"{"task":"surface"}"#).stdout);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn ndjson_answers_every_line_whatever_is_in_it() {
    let good = r#"{"task":"surface"}"#;
    let bad_formula = r#"{"task":{"surface":{"f":"x + cow"}}}"#;
    let input = [
        good.as_bytes(),
        b"\r\n\n",
        br#"{"task":1}"#,
        b"\n\xff\xfe\n",
        bad_formula.as_bytes(),
        b"\n  \n",
        good.as_bytes(),
    ];
    let done = run(&["run", "--ndjson"], &input.concat());
    assert!(done.status.success() && done.stderr.is_empty());
    let lines: Vec<_> = text(&done.stdout).lines().map(|line| Json::parse(line).unwrap()).collect();
    assert_eq!(lines.len(), 5);
    assert!(lines[0] == lines[4] && lines[0].get("fingerprint").is_some());
    let error = |line: usize, key: &str| lines[line].get("error").and_then(|error| error.get(key)).map(Json::canonical);
    for (line, key, expected) in [
        (1, "path", Some("\"task\"")),
        (1, "code", Some("\"expected_choice\"")),
        (1, "message", Some("\"task: expected one of surface, network, found 1\"")),
        (1, "span", None),
        (2, "code", Some("\"json_value\"")),
        (2, "span", Some("[0,1]")),
        (3, "path", Some("\"task.surface.f\"")),
        (3, "span", Some("[4,7]")),
    ] {
        assert_eq!(error(line, key).as_deref(), expected, "{line} {key}");
    }
}

#[test]
fn files_come_by_the_names_that_a_document_has_for_them_and_no_other_is_opened() {
    let folder = std::env::temp_dir().join(format!("fall-line-data-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let table = b"x,y,kind\n1,2,a\n3,4,b\n5,1,a\n2,2,b\n";
    let path = folder.join("some=where.csv").into_os_string().into_string().unwrap();
    std::fs::write(&path, table).unwrap();
    let document = |file: &str, bytes: &[u8]| {
        let csv = format!(r#"{{"file":"{file}","sha256":"{}"}}"#, fall_line::sha256::hexadecimal(bytes));
        format!(r#"{{"task":{{"network":{{"data":{{"csv":{csv}}},"epochs":2}}}}}}"#)
    };
    let (good, other) = (document("t", table), document("t", b"other"));
    let given = format!("t={path}");
    let done = run(&["run", "--data", &given], good.as_bytes());
    assert!(done.status.success(), "{}", text(&done.stderr));
    let result = Json::parse(text(&done.stdout)).unwrap();
    assert!(result.get("fingerprint").is_some());

    let absent = r#"standard input: task.network.data.csv: the bytes of "t" are not here; hand the file over"#;
    for (words, input, message) in [
        (&["run"][..], &good, absent),
        (&["run", "--data", &given], &other, "standard input: task.network.data.csv"),
        (&["run", "--data", "u=no/such/file"], &good, "--data u: standard input names t\n"),
        (&["run", "--data", &given, "--data", "u=no/such/file"], &good, "--data u: standard input names t\n"),
        (&["run", "--data", "t=no/such/file"], &good, "--data t=no/such/file: "),
        (
            &["run", "-", "--data", "t=no/such/file"],
            &r#"{"task":"surface"}"#.to_owned(),
            "--data t: standard input names no files\n",
        ),
    ] {
        let done = run(words, input.as_bytes());
        assert_eq!((done.status.code(), text(&done.stdout)), (Some(2), ""), "{words:?}");
        assert!(text(&done.stderr).starts_with(message), "{words:?}: {}", text(&done.stderr));
    }

    // of lines each names its own; what none names is never opened
    let lines = [r#"{"task":"surface"}"#, &good, &other, &document("u", b""), &good].join("\n");
    let done = run(&["run", "--ndjson", "--data", &given, "--data", "v=no/such/file"], lines.as_bytes());
    assert!(done.status.success(), "{}", text(&done.stderr));
    let lines: Vec<_> = text(&done.stdout).lines().map(|line| Json::parse(line).unwrap()).collect();
    let code = |line: usize| lines[line].get("error").and_then(|error| error.get("code")).map(Json::canonical);
    assert_eq!((lines.len(), &lines[1], &lines[4]), (5, &result, &result));
    assert_eq!([2, 3].map(code), [r#""file_other""#, r#""file_absent""#].map(|code| Some(code.to_owned())));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_picture_is_drawn_of_what_can_be_run_and_of_nothing_else() {
    let document = br#"{"task":{"surface":{"steps":3}}}"#;
    let words = ["picture", "--theme", "dark", "--lang", "ko", "--width", "400", "--at", "2"];
    let done = run(&words, document);
    assert!(done.status.success() && done.stderr.is_empty());
    let svg = text(&done.stdout);
    assert!(svg.starts_with("<svg ") && svg.contains("width=\"400\"") && svg.contains("2걸음"), "{svg}");
    for (words, input, message) in [
        (&["picture"][..], &b"{}"[..], "standard input: task: this field has no default; add it\n"),
        (&["picture", "--width", "9"], document, "--width 9: expected a whole number, 240 … 4000\n"),
        (&["picture", "--theme", "pink"], document, "--theme pink: expected light, dark or auto\n"),
        (&["picture", "--lang", "fr"], document, "--lang fr: expected en or ko\n"),
        (&["picture", "--at", "1.5"], document, "--at 1.5: expected a whole number from 0\n"),
        (&["picture", "--at"], document, "fall-line picture --at: no such command"),
        (&["run", "--at", "1"], document, "fall-line run --at 1: no such command"),
        (&["parse", "--ndjson"], document, "fall-line parse --ndjson: no such command"),
        (&["parse"], b"{\"task\":1}", "standard input: task: expected one of surface, network, found 1\n"),
    ] {
        let done = run(words, input);
        assert_eq!((done.status.code(), text(&done.stdout)), (Some(2), ""), "{words:?}");
        assert!(text(&done.stderr).starts_with(message), "{words:?}: {}", text(&done.stderr));
    }
    assert_eq!(
        text(&run(&["parse"], document).stdout),
        "{\"engine\":1,\"task\":{\"surface\":{\"steps\":3}},\"version\":1}\n"
    );
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
    for word in ["schema", "codes", "datasets"] {
        let done = run(&[word], b"");
        assert!(done.status.success() && matches!(Json::parse(text(&done.stdout)), Ok(Json::Object(_))), "{word}");
    }
    for words in [&["help"][..], &["run", "--help"], &[]] {
        assert!(text(&run(words, b"").stdout).contains("fall-line run"), "{words:?}");
    }
}
