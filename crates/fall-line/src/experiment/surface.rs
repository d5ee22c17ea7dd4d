//! The surface task: a function of two parameters, in f64.

use super::plan::Kind;
use crate::batches::Batch;
use crate::dataset::{Natural, PlaneData};
use crate::error::{Code, Error};
use crate::fields::{Path, fields};
use crate::json::Json;
use crate::schedule::Per;
use crate::surface::Surface;
use std::rc::Rc;

fields! {
    /// A function of two parameters, in f64.
    pub struct SurfaceTask {
        f: Option<String>, "The function: a formula in x and y, or a name of the library; with data, the loss of one row. By default what suits the data, else x^2/100 + y^2.";
        start: Option<[f64; 2]>, "Where all runs start; by default where there is something to see, else [-1.5, 2].";
        steps: u32 = 120, in 0.0..=1000000.0, "How many updates each run takes.";
        data: Option<PlaneData>, "The rows over which the surface is a mean.";
        batch: Batch = Batch::All, "How many rows an update sees.";
        noise: f64 = 0.0, in 0.0..=1e6, "The standard deviation of the noise added to each component of a gradient.";
    }
}

/// What is minimised where nothing is said.
const PLAIN: &str = "x^2/100 + y^2";

impl SurfaceTask {
    /// How many rows there are.
    pub(super) fn rows(&self) -> u32 {
        self.data.as_ref().map_or(0, |data| data.count() as u32)
    }

    /// What suits the data, where that is minimised.
    pub fn natural(&self) -> Option<Natural> {
        let natural = self.data.as_ref()?.natural()?;
        self.f.as_ref().is_none_or(|f| f == natural.f).then_some(natural)
    }

    /// The formula.
    pub fn formula(&self) -> &str {
        match (&self.f, self.natural()) {
            (Some(f), _) => f,
            (None, Some(natural)) => natural.f,
            (None, None) => PLAIN,
        }
    }

    /// Where all runs start that have no start of their own.
    pub fn start(&self, surface: &Surface) -> [f64; 2] {
        let natural = || self.natural().map(|natural| natural.start);
        self.start.or_else(natural).unwrap_or(surface.start())
    }

    /// Writes out what depends on other fields.
    pub(super) fn resolve(&mut self, seed: u32, given: &[(String, f64)]) {
        if let Ok(surface) = self.surface(seed, given) {
            self.start = Some(self.start(&surface));
        }
        self.f = Some(self.formula().to_owned());
    }

    /// What is minimised, over rows drawn with this seed.
    pub fn surface(&self, seed: u32, given: &[(String, f64)]) -> Result<Surface, Error> {
        let columns: Vec<_> = self.data.as_ref().map_or_else(Vec::new, |data| {
            let table = data.rows(seed);
            table.names.into_iter().zip(table.columns).collect()
        });
        Surface::over(Rc::new(columns), self.formula(), given)
    }
}

impl Kind for SurfaceTask {
    #[cfg(feature = "whole")]
    const OPEN: &'static [&'static str] =
        &["/optimizer", "/schedule", "/schedule_per", "/warmup", "/clip", "/with/batch", "/with/noise"];

    fn check(&self, path: &mut Path) -> Result<(), Error> {
        for name in self.data.as_ref().map_or_else(Vec::new, PlaneData::names) {
            // a column would hide it
            if path.given().iter().any(|(known, _)| *known == name) {
                let reason = Code::NameTaken.with([&Json::text(name.as_str()).glance()]);
                return Err(Error::at(format!("given.{name}"), reason));
            }
        }
        self.check_formula(path, "task.surface.f")
    }

    fn check_own(&self, of: &Self, path: &mut Path, place: &str) -> Result<(), Error> {
        if self.f == of.f { Ok(()) } else { self.check_formula(path, &format!("{place}.f")) }
    }

    fn length(&self, of: &Self, per: Per) -> Option<u32> {
        // without rows an update is an epoch
        Some(match (per, of.rows()) {
            (Per::Epoch, rows @ 1..) => self.steps.div_ceil(self.batch.updates_per_epoch(rows)),
            _ => self.steps,
        })
    }

    #[cfg(feature = "whole")]
    fn light(&self) -> Self {
        SurfaceTask { steps: self.steps, batch: self.batch, noise: self.noise, ..SurfaceTask::default() }
    }

    fn batch(&self) -> Batch {
        self.batch
    }

    fn noise(&self) -> f64 {
        self.noise
    }
}

impl SurfaceTask {
    fn check_formula(&self, path: &Path, place: &str) -> Result<(), Error> {
        let names = self.data.as_ref().map_or_else(Vec::new, PlaneData::names);
        let columns: Vec<_> = names.into_iter().map(|name| (name, Vec::new())).collect();
        let error = |error: Error| error.placed(place);
        Surface::new(self.formula(), &columns, path.given()).map(|_| ()).map_err(error)
    }
}
