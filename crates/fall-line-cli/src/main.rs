//! `fall-line`: the same engine without a browser.

use fall_line::error::Code;
use fall_line::json::Json;
use fall_line::{Error, Experiment, Session, result};
use std::io::{self, BufRead, Read, Write};
use std::process::ExitCode;

const HELP: &str = "\
fall-line: gradient descent, to the last digit

  fall-line run [FILE]          run an experiment (standard input without FILE); the result goes to standard output
  fall-line run --ndjson        a document a line in, a result or {\"error\": …} a line out
  fall-line schema              the JSON Schema of experiments
  fall-line codes               every error's code with the names of its parameters, as JSON
";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["run"] | ["run", "-"] => one(None),
        ["run", "--ndjson"] => lines(),
        ["run", path] if !path.starts_with('-') => one(Some(path)),
        ["schema"] => say(&Experiment::schema().pretty()),
        ["codes"] => say(&codes().pretty()),
        [] | ["help" | "--help" | "-h"] => say(HELP),
        ["--version" | "-V"] => say(concat!("fall-line ", env!("CARGO_PKG_VERSION"), "\n")),
        _ => Err(format!("fall-line {}: no such command\n\n{HELP}", words.join(" "))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}

fn one(path: Option<&str>) -> Result<(), String> {
    let (name, text) = match path {
        Some(path) => (path, std::fs::read_to_string(path)),
        None => {
            let mut text = String::new();
            ("standard input", io::stdin().read_to_string(&mut text).map(|_| text))
        }
    };
    let text = text.map_err(|error| format!("{name}: {error}"))?;
    print(&run(&text).map_err(|error| format!("{name}: {error}"))?)
}

fn lines() -> Result<(), String> {
    for line in io::stdin().lock().lines() {
        let line = line.map_err(|error| format!("standard input: {error}"))?;
        if !line.trim().is_empty() {
            print(&run(&line).unwrap_or_else(|error| Json::object([("error", result::error(&error))])))?;
        }
    }
    Ok(())
}

fn run(text: &str) -> Result<Json, Error> {
    let mut session = Session::new(&Experiment::parse(text)?)?;
    while session.step(u32::MAX) {}
    Ok(result::result(&session))
}

fn codes() -> Json {
    let params = |code: &Code| Json::List(code.params().map(Json::text).collect());
    Json::object(Code::ALL.iter().map(|code| (code.name(), params(code))))
}

fn print(json: &Json) -> Result<(), String> {
    say(&(json.canonical() + "\n"))
}

/// A reader that has seen enough and closed the pipe is no error.
fn say(text: &str) -> Result<(), String> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("standard output: {error}")),
        _ => Ok(()),
    }
}
