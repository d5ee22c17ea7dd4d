//! The developer's one entry: `cargo xtask serve`, `cargo xtask test`, and a few more.
//!
//! `args` reads the command line; each command is a file (`serve`, `test`, `generate`, `bench`, `package`, `scenes`) and asks
//! `setup` for what it needs: packages, the wasm engine, the page, a browser. `setup` makes each once, and only when
//! `stamp` finds that something changed. `terminal` prints the steps, `child` runs the tools.

mod args;
mod bench;
mod browser;
mod child;
mod dev;
mod generate;
mod http;
mod mime;
mod node;
mod npm;
mod open;
mod package;
mod page;
mod project;
mod rust;
mod scenes;
mod serve;
mod setup;
mod split;
mod stamp;
mod table;
mod terminal;
mod test;
mod wasm;

use std::process::ExitCode;

use anyhow::Result;

use crate::args::Command;
use crate::project::Project;
use crate::setup::Setup;
use crate::terminal::Terminal;

fn main() -> ExitCode {
    let args = match args::parse(std::env::args().skip(1)) {
        Ok(args) => args,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    let terminal = Terminal::new(args.verbose);
    match run(args.command, terminal) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{}", terminal::story(&error));
            ExitCode::FAILURE
        }
    }
}

/// False when the command did its work and the answer is no, as a test that fails.
fn run(command: Command, terminal: Terminal) -> Result<bool> {
    let project = Project::find(terminal)?;
    let setup = Setup::new(&project);
    match command {
        Command::Help => terminal.say(args::HELP),
        Command::Build => setup.page()?,
        Command::Serve(options) if options.dev => dev::serve(&setup, &options)?,
        Command::Serve(options) => serve::serve(&setup, &options)?,
        Command::Test(options) => return test::run(&setup, &options),
        Command::Bench => bench::run(&setup)?,
        Command::Scenes => scenes::run(&setup)?,
        Command::Package => package::run(&setup)?,
        Command::Generate { check: false } => generate::write(&setup)?,
        Command::Generate { check: true } => generate::check(&setup)?,
    }
    Ok(true)
}
