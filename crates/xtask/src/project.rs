//! Where things stand: the folders of this clone, and how its tools are called.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::terminal::Terminal;

pub(crate) struct Project {
    pub(crate) root: PathBuf,
    /// Cargo's target folder, wherever its settings put it.
    pub(crate) target: PathBuf,
    pub(crate) terminal: Terminal,
    cargo: OsString,
}

impl Project {
    pub(crate) fn find(terminal: Terminal) -> Result<Self> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR").context("Run this as `cargo xtask`.")?;
        let root = Path::new(&manifest).ancestors().nth(2).context("xtask has left crates/xtask")?.to_owned();
        // <target>/debug/xtask: cargo started this very file, so it knows best
        let program = std::env::current_exe().context("this program cannot find itself")?;
        let target = program.ancestors().nth(2).context("xtask was not started by cargo")?.to_owned();
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Ok(Self { root, target, terminal, cargo })
    }

    #[cfg(test)]
    pub(crate) fn at(root: &Path) -> Self {
        let (root, target) = (root.to_owned(), root.join("target"));
        Self { root, target, terminal: Terminal::quiet(), cargo: "cargo".into() }
    }

    /// A tool in this clone's root folder that waits for no key.
    pub(crate) fn command(&self, program: impl Into<OsString>) -> Command {
        let mut command = Command::new(program.into());
        command.current_dir(&self.root).stdin(Stdio::null());
        // cargo described xtask to xtask; a cargo below us is to describe its own packages
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
                command.env_remove(name);
            }
        }
        command
    }

    pub(crate) fn cargo(&self, words: &[&str]) -> Command {
        let mut command = self.command(&self.cargo);
        command.args(words);
        command
    }

    pub(crate) fn npm(&self, words: &[&str]) -> Command {
        let mut command = self.command(node_program("npm"));
        command.args(words);
        command
    }

    /// A script of package.json.
    pub(crate) fn npm_run(&self, script: &str) -> Command {
        self.npm(&["run", "--silent", script])
    }

    /// A program that an npm package brought.
    pub(crate) fn npm_program(&self, name: &str) -> Command {
        self.command(self.root.join("node_modules/.bin").join(node_program(name)))
    }

    /// What xtask keeps for itself.
    pub(crate) fn own_folder(&self) -> PathBuf {
        self.target.join("xtask")
    }
}

/// Windows starts Node's programs through a script beside them.
fn node_program(name: &str) -> String {
    if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() }
}
