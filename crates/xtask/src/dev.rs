//! `cargo xtask serve --dev`: Vite shows the page and reloads it; we rebuild the engine when its sources change.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};

use crate::args;
use crate::open;
use crate::project::Project;
use crate::serve;
use crate::setup::Setup;
use crate::terminal;
use crate::wasm;

/// What the engine is made of.
const SOURCES: [&str; 4] = ["crates/fall-line", "crates/fall-line-wasm", "Cargo.toml", "Cargo.lock"];
const GLANCE: Duration = Duration::from_millis(300);

pub(crate) fn serve(setup: &Setup<'_>, options: &args::Serve) -> Result<()> {
    setup.wasm()?;
    let project = setup.project;
    // the port is only found here: Vite takes it the moment we let it go
    let port = serve::listen(project.terminal, options.port)?.local_addr()?.port();
    let mut vite = Vite::start(project, port)?;
    let address = format!("http://127.0.0.1:{port}/");
    project.terminal.say(format_args!(
        "\n  Fall Line is at {address}, and follows your edits\n  {}",
        project.terminal.faint("Ctrl-C ends it.")
    ));
    if options.open {
        vite.wait_until_it_answers(port)?;
        open::address(project.terminal, &address);
    }
    let mut seen = state(project);
    loop {
        thread::sleep(GLANCE);
        vite.still_runs()?;
        let now = state(project);
        if now != seen {
            seen = now;
            if let Err(error) = wasm::build(project) {
                // the page keeps the engine that it has until the next edit
                project.terminal.say(terminal::story(&error));
            }
        }
    }
}

/// Vite's server, which ends when we do.
struct Vite(Child);

impl Vite {
    fn start(project: &Project, port: u16) -> Result<Self> {
        let mut npm = project.npm_run("dev");
        npm.args(["--", "--host", "127.0.0.1", "--clearScreen", "false", "--strictPort", "--port"])
            .arg(port.to_string());
        // Vite ends when its standard input does, however we end; but not where it believes to be in a CI
        npm.stdin(Stdio::piped()).env_remove("CI");
        Ok(Self(npm.spawn().context("`npm run dev` could not be started.")?))
    }

    fn still_runs(&mut self) -> Result<()> {
        match self.0.try_wait()? {
            None => Ok(()),
            Some(status) => bail!("`npm run dev` ended with {status}."),
        }
    }

    fn wait_until_it_answers(&mut self, port: u16) -> Result<()> {
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            self.still_runs()?;
            thread::sleep(GLANCE);
        }
        Ok(())
    }
}

impl Drop for Vite {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

/// The newest date and the number of files: enough to see an edit, an added and a removed file.
fn state(project: &Project) -> (Option<SystemTime>, usize) {
    let mut state = (None, 0);
    for path in SOURCES {
        look(&project.root.join(path), &mut state);
    }
    state
}

fn look(path: &Path, state: &mut (Option<SystemTime>, usize)) {
    let Ok(about) = fs::metadata(path) else { return };
    state.0 = state.0.max(about.modified().ok());
    state.1 += 1;
    if about.is_dir() {
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            look(&entry.path(), state);
        }
    }
}
