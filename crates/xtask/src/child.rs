//! Runs a tool: quiet when all is well, everything it said when not.

use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Sender};
use std::thread;

use anyhow::{Context, Result};

use crate::terminal::Progress;

/// A tool that ended badly. Its words come first, so that the verdict stands last, where the eye is.
#[derive(Debug)]
struct Failed {
    command: String,
    status: ExitStatus,
    output: String,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let output = self.output.trim_end();
        if !output.is_empty() {
            writeln!(f, "{output}\n")?;
        }
        match self.status.code() {
            Some(code) => write!(f, "`{}` failed with exit code {code}.", self.command),
            None => write!(f, "`{}` was ended: {}.", self.command, self.status),
        }
    }
}

impl std::error::Error for Failed {}

/// Runs `command` to its end, its lines going to `progress`; gives its standard output.
pub(crate) fn run(command: &mut Command, progress: &Progress) -> Result<String> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().with_context(|| missing(command))?;
    let out = child.stdout.take().context("no standard output")?;
    let err = child.stderr.take().context("no standard error")?;
    let (say, said) = mpsc::channel();
    let say_too = say.clone();
    thread::spawn(move || listen(out, true, &say));
    thread::spawn(move || listen(err, false, &say_too));

    let (mut stdout, mut output) = (String::new(), String::new());
    for (is_out, line) in said {
        progress.heard(line.trim_end());
        if is_out || !is_cargos_progress(&line) {
            output += &line;
        }
        if is_out {
            stdout += &line;
        }
    }
    let status = child.wait()?;
    if status.success() { Ok(stdout) } else { Err(Failed { command: words(command), status, output }.into()) }
}

/// A tool's standard output, for one that answers at once.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| missing(command))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() {
        return Ok(text(&output.stdout));
    }
    let said = text(&output.stdout) + &text(&output.stderr);
    Err(Failed { command: words(command), status: output.status, output: said }.into())
}

/// The first of `names` that the machine's PATH leads to.
pub(crate) fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<_> = std::env::split_paths(&path).collect();
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    let mut programs = names.iter().flat_map(|name| endings.iter().map(move |ending| format!("{name}{ending}")));
    programs.find_map(|program| folders.iter().map(|folder| folder.join(&program)).find(|file| file.is_file()))
}

/// Which crate is at work is of interest while it is, not under what failed.
fn is_cargos_progress(line: &str) -> bool {
    let doing = line.strip_prefix("  ").and_then(|rest| rest.split_whitespace().next());
    matches!(doing, Some("Compiling" | "Checking" | "Downloading" | "Downloaded" | "Adding" | "Locking" | "Blocking"))
}

/// A line without a terminal's colours and moves: some tools send them into a log too.
fn plain(line: &str) -> String {
    let mut rest = line.chars();
    let mut text = String::with_capacity(line.len());
    while let Some(c) = rest.next() {
        if c != '\x1b' {
            text.push(c);
            continue;
        }
        match rest.next() {
            // parameters, up to a letter
            Some('[') => drop(rest.find(|c| ('@'..='~').contains(c))),
            // a character set, named by one letter
            Some('(') => drop(rest.next()),
            _ => {}
        }
    }
    text
}

fn listen(stream: impl Read, is_out: bool, say: &Sender<(bool, String)>) {
    let mut stream = BufReader::new(stream);
    let mut bytes = Vec::new();
    while stream.read_until(b'\n', &mut bytes).is_ok_and(|count| count > 0) {
        if say.send((is_out, plain(&String::from_utf8_lossy(&bytes)))).is_err() {
            return;
        }
        bytes.clear();
    }
}

fn missing(command: &Command) -> String {
    format!("`{}` could not be started.", words(command))
}

/// The command as one would type it.
fn words(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let arguments = command.get_args().map(|word| word.to_string_lossy().into_owned());
    std::iter::once(program).chain(arguments).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Project;
    use crate::terminal::Terminal;

    fn rustc(word: &str) -> Result<String> {
        let mut command = Project::at(Path::new(".")).command("rustc");
        Terminal::quiet().step("Ask", |progress| run(command.arg(word), progress))
    }

    #[test]
    fn a_tool_that_works_gives_its_output() {
        assert!(rustc("--version").unwrap().starts_with("rustc "));
    }

    #[test]
    fn a_tool_that_fails_shows_what_it_said_and_then_its_name() {
        let error = rustc("--no-such-flag").unwrap_err().to_string();
        let (said, verdict) = error.split_once("\n\n").unwrap();
        assert!(said.contains("no-such-flag"), "{error}");
        assert!(verdict.contains("`rustc --no-such-flag` failed with exit code 1."), "{error}");
    }

    #[test]
    fn cargos_progress_is_told_from_what_it_has_to_say() {
        for line in ["   Compiling serde v1.0.229\n", "    Checking anyhow v1\n", "  Downloaded bitflags v2.13.2\n"] {
            assert!(is_cargos_progress(line), "{line}");
        }
        for line in
            ["error: Compiling is no trait\n", "\n", "   | Checking\n", "Compiling by hand\n", "    Finished `dev`\n"]
        {
            assert!(!is_cargos_progress(line), "{line}");
        }
    }

    #[test]
    fn a_line_keeps_its_words_and_loses_its_colours() {
        for (sent, text) in [
            ("plain [1m] B\n", "plain [1m] B\n"),
            ("\x1b[31m-    if\x1b[0m\n", "-    if\n"),
            ("\x1b(B\x1b[mB", "B"),
            ("\x1b[1m\x1b[38;5;12m수\x1b[39m업", "수업"),
            ("cut \x1b[", "cut "),
        ] {
            assert_eq!(plain(sent), text);
        }
    }

    #[test]
    fn a_tool_that_is_not_there_is_named() {
        let mut command = Command::new("no-such-tool-at-all");
        assert!(read(&mut command).unwrap_err().to_string().contains("`no-such-tool-at-all` could not be started"));
        assert_eq!(find(&["no-such-tool-at-all"]), None);
        assert!(find(&["no-such-tool-at-all", "cargo"]).is_some());
    }
}
