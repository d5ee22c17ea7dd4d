//! `fall-line`: the same engine without a browser.

use fall_line::dataset::{Natural, PlaneData};
use fall_line::error::Code;
use fall_line::examples::Files;
use fall_line::fields::Choice;
use fall_line::formula::{LIBRARY, compile, mathml};
use fall_line::json::Json;
use fall_line::{Error, Experiment, result};
use std::io::{self, BufRead, Read, Write};
use std::process::ExitCode;

const HELP: &str = "\
fall-line: gradient descent, to the last digit

  fall-line run [FILE]          run an experiment (standard input without FILE); the result goes to standard output
  fall-line run --ndjson        a document a line in, a result or {\"error\": …} a line out
      --data NAME=PATH          a file that an experiment names, once for each; no other is opened
  fall-line schema              the JSON Schema of experiments
  fall-line formulas            the surfaces of the library and what is minimised on datasets, as MathML, by name, as JSON
  fall-line datasets            what is worth minimising on each dataset of surfaces, by name, as JSON
  fall-line codes               every error's code with the names of its parameters, as JSON
";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        [] | ["help" | "--help" | "-h"] | [_, "--help" | "-h"] => say(HELP),
        ["run", rest @ ..] => match Run::of(rest) {
            Some(run) => run.all(),
            None => unknown(&words),
        },
        ["schema"] => say(&Experiment::schema().pretty()),
        ["formulas"] => say(&formulas().pretty()),
        ["datasets"] => say(&datasets().pretty()),
        ["codes"] => say(&codes().pretty()),
        ["--version" | "-V"] => say(concat!("fall-line ", env!("CARGO_PKG_VERSION"), "\n")),
        _ => unknown(&words),
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

fn unknown(words: &[&str]) -> Result<(), String> {
    Err(format!("fall-line {}: no such command\n\n{HELP}", words.join(" ")))
}

/// What `run` is told.
#[derive(Default)]
struct Run<'a> {
    /// A document a line.
    lines: bool,
    /// Where the document is, by the number of its word: a path need not be text.
    path: Option<usize>,
    /// Files by the names that documents have for them.
    data: Vec<(&'a str, &'a str)>,
    /// Those that were named so far.
    files: Files,
}

impl<'a> Run<'a> {
    fn of(words: &[&'a str]) -> Option<Run<'a>> {
        let mut run = Run::default();
        let (mut words, mut document) = (words.iter().enumerate(), false);
        while let Some((number, &word)) = words.next() {
            match word {
                "--data" => run.data.push(words.next()?.1.split_once('=')?),
                "--ndjson" if !run.lines => run.lines = true,
                _ if document => return None,
                "-" => document = true,
                _ if word.starts_with('-') => return None,
                // after the program's own name and `run`
                _ => (document, run.path) = (true, Some(number + 2)),
            }
        }
        (!run.lines || !document).then_some(run)
    }

    fn all(mut self) -> Result<(), String> {
        if self.lines {
            return self.each();
        }
        let path = self.path.and_then(|number| std::env::args_os().nth(number));
        let (name, text) = match path {
            Some(path) => (path.to_string_lossy().into_owned(), std::fs::read_to_string(path)),
            None => {
                let mut text = String::new();
                ("standard input".to_owned(), io::stdin().read_to_string(&mut text).map(|_| text))
            }
        };
        let text = text.map_err(|error| format!("{name}: {error}"))?;
        let refused = |error: Error| format!("{name}: {error}");
        let experiment = Experiment::parse(&text).map_err(refused)?;
        let named = experiment.files();
        if let Some((other, _)) = self.data.iter().find(|(data, _)| !named.contains(data)) {
            let named = if named.is_empty() { "no files".to_owned() } else { named.join(", ") };
            return Err(format!("--data {other}: {name} names {named}"));
        }
        self.open(&named)?;
        print(&result::run(&experiment, &self.files).map_err(refused)?)
    }

    fn each(mut self) -> Result<(), String> {
        let (mut input, mut line) = (io::stdin().lock(), Vec::new());
        while input.read_until(b'\n', &mut line).map_err(|error| format!("standard input: {error}"))? > 0 {
            // what is not UTF-8 is an error of its line, as the reader finds it, and not of all
            let text = String::from_utf8_lossy(&line);
            if !text.trim().is_empty() {
                let experiment = Experiment::parse(&text);
                if let Ok(experiment) = &experiment {
                    self.open(&experiment.files())?;
                }
                let result = experiment.and_then(|experiment| result::run(&experiment, &self.files));
                print(&result.unwrap_or_else(|error| Json::object([("error", result::error(&error))])))?;
            }
            line.clear();
        }
        Ok(())
    }

    /// Reads the files of these names, if they were given and are not read yet.
    fn open(&mut self, names: &[&str]) -> Result<(), String> {
        for (name, path) in &self.data {
            if names.contains(name) && self.files.get(name).is_none() {
                let bytes = std::fs::read(path).map_err(|error| format!("--data {name}={path}: {error}"))?;
                self.files.put(name, bytes);
            }
        }
        Ok(())
    }
}

fn codes() -> Json {
    let params = |code: &Code| Json::List(code.params().map(Json::text).collect());
    Json::object(Code::ALL.iter().map(|code| (code.name(), params(code))).collect::<Vec<_>>())
}

fn formulas() -> Json {
    let surfaces = LIBRARY.iter().map(|entry| (entry.name, entry.mathml()));
    let rows = PlaneData::all().filter_map(|data| {
        // they compile, as the surfaces' tests show
        let formula = compile(data.natural()?.f, &["x", "y", "u", "v"], &[]).ok()?;
        Some((data.key(), mathml(&formula.tree, &[])))
    });
    Json::object(surfaces.chain(rows).map(|(name, math)| (name, Json::text(math))).collect::<Vec<_>>())
}

fn datasets() -> Json {
    let told = |Natural { f, truth, start, lr, .. }: Natural| {
        let points = [("truth", truth), ("start", start)].map(|(name, point)| (name, Json::numbers(&point)));
        Json::object([("f", Json::text(f)), ("lr", Json::Number(lr))].into_iter().chain(points).collect::<Vec<_>>())
    };
    Json::object(PlaneData::all().filter_map(|data| Some((data.key(), told(data.natural()?)))).collect::<Vec<_>>())
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
