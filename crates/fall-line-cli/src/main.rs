//! `fall-line`: the same engine without a browser.

use fall_line::dataset::{Natural, PlaneData};
use fall_line::error::Code;
use fall_line::examples::Files;
use fall_line::fields::Choice;
use fall_line::formula::{LIBRARY, compile, mathml};
use fall_line::json::Json;
use fall_line::{Error, Experiment, result};
use std::ffi::OsString;
use std::io::{self, BufRead, Read, Write};
use std::process::ExitCode;

const HELP: &str = "\
fall-line: gradient descent, to the last digit

  fall-line run [FILE]          run an experiment (standard input without FILE); the result goes to standard output
  fall-line run --ndjson        a document a line in, a result or {\"error\": …} a line out
  fall-line schema              the JSON Schema of experiments
  fall-line formulas            the surfaces of the library and what is minimised on datasets, as MathML, by name, as JSON
  fall-line datasets            what is worth minimising on each dataset of surfaces, by name, as JSON
  fall-line codes               every error's code with the names of its parameters, as JSON
";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["run"] | ["run", "-"] => one(None),
        ["run", "--ndjson"] => lines(),
        // the name as it came: it need not be text
        ["run", path] if !path.starts_with('-') => one(std::env::args_os().nth(2)),
        ["schema"] => say(&Experiment::schema().pretty()),
        ["formulas"] => say(&formulas().pretty()),
        ["datasets"] => say(&datasets().pretty()),
        ["codes"] => say(&codes().pretty()),
        [] | ["help" | "--help" | "-h"] | [_, "--help" | "-h"] => say(HELP),
        ["--version" | "-V"] => say(concat!("fall-line ", env!("CARGO_PKG_VERSION"), "\n")),
        _ => Err(format!("fall-line {}: no such command\n\n{HELP}", words.join(" "))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{}", message.trim_end());
            // what was asked cannot be done as it was asked: the same for a word, a file and a document
            ExitCode::from(2)
        }
    }
}

fn one(path: Option<OsString>) -> Result<(), String> {
    let (name, text) = match path {
        Some(path) => (path.to_string_lossy().into_owned(), std::fs::read_to_string(path)),
        None => {
            let mut text = String::new();
            ("standard input".to_owned(), io::stdin().read_to_string(&mut text).map(|_| text))
        }
    };
    let text = text.map_err(|error| format!("{name}: {error}"))?;
    print(&run(&text).map_err(|error| format!("{name}: {error}"))?)
}

fn lines() -> Result<(), String> {
    let (mut input, mut line) = (io::stdin().lock(), Vec::new());
    while input.read_until(b'\n', &mut line).map_err(|error| format!("standard input: {error}"))? > 0 {
        // what is not UTF-8 is an error of its line, as the reader finds it, and not of all
        let text = String::from_utf8_lossy(&line);
        if !text.trim().is_empty() {
            print(&run(&text).unwrap_or_else(|error| Json::object([("error", result::error(&error))])))?;
        }
        line.clear();
    }
    Ok(())
}

fn run(text: &str) -> Result<Json, Error> {
    result::run(text, &Files::default())
}

fn codes() -> Json {
    let params = |code: &Code| Json::List(code.params().map(Json::text).collect());
    Json::object(Code::ALL.iter().map(|code| (code.name(), params(code))))
}

fn formulas() -> Json {
    let surfaces = LIBRARY.iter().map(|entry| (entry.name, entry.mathml()));
    let rows = PlaneData::all().filter_map(|data| {
        // they compile, as the surfaces' tests show
        let formula = compile(data.natural()?.f, &["x", "y", "u", "v"], &[]).ok()?;
        Some((data.key(), mathml(&formula.tree, &[])))
    });
    Json::object(surfaces.chain(rows).map(|(name, math)| (name, Json::text(math))))
}

fn datasets() -> Json {
    let told = |Natural { f, truth, start, lr, .. }: Natural| {
        let points = [("truth", truth), ("start", start)].map(|(name, point)| (name, Json::numbers(&point)));
        Json::object([("f", Json::text(f)), ("lr", Json::Number(lr))].into_iter().chain(points))
    };
    Json::object(PlaneData::all().filter_map(|data| Some((data.key(), told(data.natural()?)))))
}

fn print(json: &Json) -> Result<(), String> {
    say(&(json.canonical() + "\n"))
}

/// A reader that has seen enough and closed the pipe ends the program, and is no error.
fn say(text: &str) -> Result<(), String> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => Err(format!("standard output: {error}")),
        Ok(()) => Ok(()),
    }
}
