//! What commands and tests need before they can work. Each is made once a call, and told once when it cannot be.

use std::cell::OnceCell;
use std::path::PathBuf;

use anyhow::{Result, anyhow};

use crate::project::Project;
use crate::{browser, node, npm, page, rust, wasm};

/// Of everything that is given away.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

pub(crate) struct Setup<'p> {
    pub(crate) project: &'p Project,
    target: Once<()>,
    clippy: Once<()>,
    packages: Once<()>,
    wasm: Once<()>,
    page: Once<()>,
    npm: Once<PathBuf>,
    browser: Once<Option<PathBuf>>,
}

impl<'p> Setup<'p> {
    pub(crate) fn new(project: &'p Project) -> Self {
        let (target, clippy, packages, wasm, page, npm, browser) = Default::default();
        Self { project, target, clippy, packages, wasm, page, npm, browser }
    }

    /// Rust's standard library for WebAssembly.
    pub(crate) fn target(&self) -> Result<()> {
        self.target.get("Rust for WebAssembly", || rust::target(self.project))
    }

    pub(crate) fn clippy(&self) -> Result<()> {
        self.clippy.get("clippy", || rust::component(self.project, "clippy", "clippy"))
    }

    /// npm's packages.
    pub(crate) fn packages(&self) -> Result<()> {
        self.packages.get("npm's packages", || node::packages(self.project))
    }

    /// The engine in www/src/engine/wasm.
    pub(crate) fn wasm(&self) -> Result<()> {
        self.wasm.get("the WebAssembly engine", || {
            self.target()?;
            self.packages()?;
            wasm::build(self.project)
        })
    }

    /// The page in www/dist.
    pub(crate) fn page(&self) -> Result<()> {
        self.page.get("the page", || {
            self.wasm()?;
            page::build(self.project)
        })
    }

    /// The npm package's tarball.
    pub(crate) fn npm(&self) -> Result<PathBuf> {
        self.npm.get("the npm package", || {
            self.page()?;
            let engine = wasm::package(self.project)?;
            npm::pack(self.project, &engine, VERSION)
        })
    }

    /// Chromium's program, or none when Playwright has one of its own.
    pub(crate) fn browser(&self) -> Result<Option<PathBuf>> {
        self.browser.get("a browser", || {
            self.packages()?;
            browser::chromium(self.project)
        })
    }
}

struct Once<T>(OnceCell<Option<T>>);

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(OnceCell::new())
    }
}

impl<T: Clone> Once<T> {
    fn get(&self, what: &str, make: impl FnOnce() -> Result<T>) -> Result<T> {
        match self.0.get() {
            Some(Some(made)) => Ok(made.clone()),
            Some(None) => Err(anyhow!("This needs {what}, which failed above.")),
            None => {
                let result = make();
                let _ = self.0.set(result.as_ref().ok().cloned());
                result
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_is_made_once_and_its_failure_is_told_in_full_once() {
        let good = Once::default();
        assert_eq!(good.get("it", || Ok(1)).unwrap(), 1);
        assert_eq!(good.get("it", || Ok(2)).unwrap(), 1);

        let bad = Once::<u8>::default();
        assert_eq!(bad.get("it", || Err(anyhow!("a long story"))).unwrap_err().to_string(), "a long story");
        assert_eq!(bad.get("it", || Ok(1)).unwrap_err().to_string(), "This needs it, which failed above.");
    }
}
