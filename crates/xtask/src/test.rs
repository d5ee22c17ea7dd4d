//! `cargo xtask test`: every part in order, each with what it needs, then one table and one line.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::args;
use crate::child;
use crate::generate;
use crate::project::Project;
use crate::rust::{self, WASM};
use crate::setup::Setup;
use crate::table::{self, Align};
use crate::terminal;

/// A new part is a new row.
struct Part {
    name: &'static str,
    proves: &'static str,
    /// Left out unless asked for by `--all` or by its name.
    slow: bool,
    run: fn(&Setup<'_>) -> Result<()>,
}

const PARTS: [Part; 13] = [
    Part { name: "format", proves: "the Rust code is formatted", slow: false, run: format },
    Part { name: "clippy", proves: "clippy finds nothing", slow: false, run: clippy },
    Part { name: "clippy-wasm", proves: "clippy finds nothing for WebAssembly", slow: false, run: clippy_wasm },
    Part { name: "native", proves: "the Rust tests pass", slow: false, run: native },
    Part { name: "wasm", proves: "the WebAssembly engine gives what the native one gives", slow: false, run: wasm },
    Part { name: "generated", proves: "the generated files are fresh", slow: false, run: generated },
    Part { name: "types", proves: "the page's types agree", slow: false, run: types },
    Part { name: "lint", proves: "the page's code is formatted and clean", slow: false, run: lint },
    Part { name: "unit", proves: "the page's units work", slow: false, run: unit },
    Part { name: "code", proves: "the code that the page gives goes the same way", slow: false, run: code },
    Part { name: "package", proves: "the npm package works where it is installed", slow: false, run: package },
    Part { name: "scale", proves: "grading spreads over programs and machines", slow: false, run: scale },
    Part { name: "browser", proves: "the page works in a real Chromium", slow: false, run: browser },
];

/// Whether all parts passed.
pub(crate) fn run(setup: &Setup<'_>, options: &args::Test) -> Result<bool> {
    let terminal = setup.project.terminal;
    let parts = chosen(&PARTS, options)?;
    if options.list {
        list(setup, &parts);
        return Ok(true);
    }
    if options.all && !PARTS.iter().any(|part| part.slow) {
        terminal.say("There are no slow parts yet: --all runs what is run without it.");
    }
    let ran: Vec<_> = parts
        .into_iter()
        .map(|part| {
            terminal.heading(part.name);
            let started = Instant::now();
            let result = (part.run)(setup);
            if let Err(error) = &result {
                terminal.say(terminal::story(error));
            }
            Outcome { part, time: started.elapsed(), passed: result.is_ok() }
        })
        .collect();
    terminal.say("");
    for (line, outcome) in table::render([Align::Left, Align::Left, Align::Right], &rows(&ran)).iter().zip(&ran) {
        let verdict = if outcome.passed { terminal.good("passed") } else { terminal.bad("failed") };
        terminal.say(format_args!("{line}   {verdict}"));
    }
    terminal.say(format_args!("\n{}", closing(&ran)));
    Ok(ran.iter().all(|outcome| outcome.passed))
}

fn chosen<'p>(parts: &'p [Part], options: &args::Test) -> Result<Vec<&'p Part>> {
    if let Some(wrong) = options.only.iter().find(|name| parts.iter().all(|part| part.name != **name)) {
        let names: Vec<_> = parts.iter().map(|part| part.name).collect();
        bail!("There is no part `{wrong}`. There are: {}.", names.join(", "));
    }
    let by_name = |part: &&Part| options.only.iter().any(|name| name == part.name);
    let by_speed = |part: &&Part| options.only.is_empty() && (options.all || options.list || !part.slow);
    Ok(parts.iter().filter(|part| by_name(part) || by_speed(part)).collect())
}

fn list(setup: &Setup<'_>, parts: &[&Part]) {
    let when = |part: &Part| if part.slow { "with --all" } else { "" };
    let rows: Vec<_> = parts.iter().map(|part| [part.name, part.proves, when(part)].map(str::to_owned)).collect();
    for line in table::render([Align::Left, Align::Left, Align::Left], &rows) {
        setup.project.terminal.say(line);
    }
}

struct Outcome<'p> {
    part: &'p Part,
    time: Duration,
    passed: bool,
}

fn rows(ran: &[Outcome<'_>]) -> Vec<[String; 3]> {
    let row = |outcome: &Outcome<'_>| {
        [outcome.part.name.to_owned(), outcome.part.proves.to_owned(), terminal::duration(outcome.time)]
    };
    ran.iter().map(row).collect()
}

/// The one line that a machine may read.
fn closing(ran: &[Outcome<'_>]) -> String {
    let passed = ran.iter().filter(|outcome| outcome.passed).count();
    format!("{passed} passed, {} failed", ran.len() - passed)
}

fn format(setup: &Setup<'_>) -> Result<()> {
    rust::component(setup.project, "fmt", "rustfmt")?;
    cargo(setup, "Check the format", &["fmt", "--all", "--check"])
}

fn clippy(setup: &Setup<'_>) -> Result<()> {
    setup.clippy()?;
    cargo(setup, "Read the code", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
}

fn clippy_wasm(setup: &Setup<'_>) -> Result<()> {
    setup.clippy()?;
    setup.target()?;
    let words = ["clippy", "-p", "fall-line-wasm", "-p", "fall-line", "--target", WASM];
    let strict = ["--", "-D", "warnings"];
    cargo(setup, "Read the code as WebAssembly", &[&words[..], &strict].concat())?;
    cargo(setup, "Read the lean engine's code", &[&words[..], &["--no-default-features"], &strict].concat())?;
    let networks = ["--no-default-features", "--features", "fall-line-wasm/network"];
    cargo(setup, "Read the code of the engine of networks", &[&words[..], &networks, &strict].concat())?;
    let all = ["--no-default-features", "--features", "fall-line-wasm/all"];
    cargo(setup, "Read the code of the npm package's engine", &[&words[..], &all, &strict].concat())
}

fn native(setup: &Setup<'_>) -> Result<()> {
    cargo(setup, "Run the Rust tests", &["test", "--workspace", "--exclude", "xtask", "--no-fail-fast"])?;
    // alone, so that cargo finds its dependencies built as they were to start us
    cargo(setup, "Run the tests of this program", &["test", "--package", "xtask"])
}

fn wasm(setup: &Setup<'_>) -> Result<()> {
    setup.wasm()?;
    npm(setup, "Run the engine in Node.js", "wasm")
}

fn generated(setup: &Setup<'_>) -> Result<()> {
    generate::check(setup)
}

fn types(setup: &Setup<'_>) -> Result<()> {
    // the engine's own types are made with it
    setup.wasm()?;
    npm(setup, "Check the types", "types")
}

fn lint(setup: &Setup<'_>) -> Result<()> {
    setup.packages()?;
    npm(setup, "Read the page's code", "lint")
}

fn unit(setup: &Setup<'_>) -> Result<()> {
    setup.wasm()?;
    npm(setup, "Run the page's unit tests", "unit")
}

fn code(setup: &Setup<'_>) -> Result<()> {
    setup.wasm()?;
    let Project { terminal, .. } = setup.project;
    let mut command = setup.project.npm_run("code");
    let said = terminal.step("Run the page's code in Python", |progress| child::run(&mut command, progress))?;
    // its libraries are nobody's duty to have
    for (_, why) in said.lines().filter_map(|line| line.split_once("# SKIP ")) {
        terminal.say(format_args!("  Left out: {why}."));
    }
    Ok(())
}

fn package(setup: &Setup<'_>) -> Result<()> {
    let tarball = setup.npm()?;
    let program = program(setup)?;
    let mut command = setup.project.npm_run("package");
    command.env("FALL_LINE_TARBALL", tarball).env("FALL_LINE_PROGRAM", program);
    if let Some(program) = setup.browser()? {
        command.env("CHROMIUM_PATH", program);
    }
    setup.project.terminal.step("Install and use the npm package", |progress| child::run(&mut command, progress))?;
    Ok(())
}

fn scale(setup: &Setup<'_>) -> Result<()> {
    setup.packages()?;
    let mut command = setup.project.npm_run("scale");
    command.env("FALL_LINE_PROGRAM", program(setup)?);
    setup.project.terminal.step("Grade on several programs", |progress| child::run(&mut command, progress))?;
    Ok(())
}

/// The command-line program, built.
fn program(setup: &Setup<'_>) -> Result<PathBuf> {
    cargo(setup, "Build the command-line program", &["build", "--package", "fall-line-cli"])?;
    Ok(setup.project.target.join("debug").join(format!("fall-line{}", std::env::consts::EXE_SUFFIX)))
}

fn browser(setup: &Setup<'_>) -> Result<()> {
    setup.page()?;
    let chromium = setup.browser()?;
    let mut command = setup.project.npm_run("browser");
    if let Some(program) = chromium {
        command.env("CHROMIUM_PATH", program);
    }
    setup.project.terminal.step("Use the page in Chromium", |progress| child::run(&mut command, progress))?;
    Ok(())
}

fn cargo(setup: &Setup<'_>, what: &str, words: &[&str]) -> Result<()> {
    let mut command = setup.project.cargo(words);
    setup.project.terminal.step(what, |progress| child::run(&mut command, progress))?;
    Ok(())
}

fn npm(setup: &Setup<'_>, what: &str, script: &str) -> Result<()> {
    let mut command = setup.project.npm_run(script);
    setup.project.terminal.step(what, |progress| child::run(&mut command, progress))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(options: args::Test) -> Result<Vec<&'static str>> {
        const FEW: [Part; 3] = [
            Part { name: "quick", proves: "", slow: false, run: |_| Ok(()) },
            Part { name: "slow", proves: "", slow: true, run: |_| Ok(()) },
            Part { name: "last", proves: "", slow: false, run: |_| Ok(()) },
        ];
        Ok(chosen(&FEW, &options)?.iter().map(|part| part.name).collect())
    }

    fn only(names: &[&str]) -> args::Test {
        args::Test { only: names.iter().map(|&name| name.to_owned()).collect(), ..Default::default() }
    }

    #[test]
    fn parts_are_chosen_by_name_or_by_speed_and_keep_their_order() {
        assert_eq!(names(args::Test::default()).unwrap(), ["quick", "last"]);
        assert_eq!(names(args::Test { all: true, ..Default::default() }).unwrap(), ["quick", "slow", "last"]);
        assert_eq!(names(args::Test { list: true, ..Default::default() }).unwrap(), ["quick", "slow", "last"]);
        assert_eq!(names(only(&["last", "slow", "last"])).unwrap(), ["slow", "last"]);
        let error = names(only(&["quick", "unti"])).unwrap_err().to_string();
        assert_eq!(error, "There is no part `unti`. There are: quick, slow, last.");
    }

    #[test]
    fn the_closing_line_counts_parts() {
        let outcome = |passed| Outcome { part: &PARTS[0], time: Duration::ZERO, passed };
        assert_eq!(closing(&[outcome(true), outcome(false), outcome(true)]), "2 passed, 1 failed");
        assert_eq!(closing(&[outcome(true)]), "1 passed, 0 failed");
    }

    #[test]
    fn no_two_parts_share_a_name() {
        for (at, part) in PARTS.iter().enumerate() {
            assert!(PARTS[..at].iter().all(|before| before.name != part.name), "{}", part.name);
        }
    }
}
