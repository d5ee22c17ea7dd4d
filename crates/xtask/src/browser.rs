//! A real Chromium for the browser tests: the machine's, or else one that is installed for it.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::child;
use crate::project::Project;
use crate::terminal::{self, Progress};

const ON_PATH: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Where macOS keeps it; Windows keeps it below one of three folders that its environment names.
const ON_MACOS: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];
const ON_WINDOWS: [&str; 2] = [r"Google\Chrome\Application\chrome.exe", r"Chromium\Application\chrome.exe"];

/// The program, or none when Playwright has one of its own and knows where.
pub(crate) fn chromium(project: &Project) -> Result<Option<PathBuf>> {
    if let Some(named) = std::env::var_os("CHROMIUM_PATH").filter(|path| !path.is_empty()) {
        let named = PathBuf::from(named);
        if !works(project, &named) {
            bail!("CHROMIUM_PATH says {}, and no browser starts from there.", named.display());
        }
        return Ok(Some(named));
    }
    if let Some(found) = on_this_machine(project) {
        project.terminal.ready("A Chromium for the tests");
        return Ok(Some(found));
    }
    if debian_and_root(project) {
        let installed = project.terminal.step("Chromium from apt", |progress| install_by_apt(project, progress));
        if let Err(error) = installed {
            // the next way may still work
            project.terminal.say(terminal::story(&error));
        }
        if let Some(found) = on_this_machine(project) {
            return Ok(Some(found));
        }
    }
    let mut playwright = project.npm_program("playwright");
    let playwright = playwright.args(["install", "chromium"]);
    if let Err(error) = project.terminal.step("Chromium from Playwright", |progress| child::run(playwright, progress)) {
        return Err(error.context(
            "There is no Chromium on this machine, and none could be installed.\n\
             Install Chromium or Chrome (`sudo apt-get install chromium`, `brew install --cask chromium`,\n\
             https://www.google.com/chrome), or set CHROMIUM_PATH to its program.",
        ));
    }
    Ok(None)
}

fn on_this_machine(project: &Project) -> Option<PathBuf> {
    let on_path = ON_PATH.into_iter().filter_map(|name| child::find(&[name]));
    let on_macos = ON_MACOS.map(PathBuf::from);
    let on_windows = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
        .into_iter()
        .filter_map(std::env::var_os)
        .flat_map(|folder| ON_WINDOWS.map(|program| Path::new(&folder).join(program)));
    on_path.chain(on_macos).chain(on_windows).find(|program| works(project, program))
}

/// Some systems have a `chromium-browser` that only says how to get one.
fn works(project: &Project, program: &Path) -> bool {
    // on Windows the question for its version would open a window
    program.is_file() && (cfg!(windows) || child::read(project.command(program).arg("--version")).is_ok())
}

fn debian_and_root(project: &Project) -> bool {
    Path::new("/etc/debian_version").is_file()
        && child::find(&["apt-get"]).is_some()
        && child::read(project.command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn install_by_apt(project: &Project, progress: &Progress) -> Result<()> {
    for words in [&["update"][..], &["install", "--yes", "chromium"]] {
        let mut apt = project.command("apt-get");
        child::run(apt.args(words).env("DEBIAN_FRONTEND", "noninteractive"), progress)?;
    }
    Ok(())
}
