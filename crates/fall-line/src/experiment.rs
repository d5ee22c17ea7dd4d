//! The document: one JSON text is API input, permalink, embed configuration, exercise and submission.

use crate::batches::Batch;
use crate::dataset::{Natural, PlaneData};
use crate::error::{Code, Error};
use crate::fields::{Constants, Form, Path, Record, Seed, SeedField, Slot, Text, choices, fields, words};
use crate::json::Json;
use crate::number;
use crate::optimizer::Optimizer;
use crate::schedule::{Per, Schedule};
use crate::surface::Surface;
use std::rc::Rc;

#[cfg_attr(not(feature = "whole"), path = "experiment/changes/absent.rs")]
mod changes;
#[cfg_attr(not(feature = "whole"), path = "experiment/given/absent.rs")]
mod given;
mod limits;

pub use changes::{Change, Loose};
pub use given::*;

/// The version of documents that this program writes.
pub const VERSION: u32 = 1;

/// The number of these numerics: any change of any result's bits raises it.
pub const ENGINE: u32 = 1;

/// A document, read and checked: as it was written, and as it is run.
#[derive(Clone, Debug)]
pub struct Experiment {
    /// Its fields, as they were written.
    pub document: Document,
    /// What each run does, step by step.
    pub plans: Vec<Plan>,
    /// The seeds of this repetition.
    pub seed: Seed,
    /// The constants, drawn for this repetition.
    pub given: Vec<(String, f64)>,
    /// Numbers that were written as formulas: their places, and the formulas.
    written: Vec<(String, String)>,
    source: Json,
}

/// What one run does.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The task, with what the run has of its own.
    pub task: SurfaceTask,
    /// The run from the start, then after each change: from which update on.
    pub settings: Vec<(u32, Setting)>,
}

/// A run between two changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// The run; its schedule's length is written out.
    pub run: Run,
    /// How many rows an update sees.
    pub batch: Batch,
    /// How strong the noise on gradients is.
    pub noise: f64,
}

fields! {
    /// A Fall Line experiment: a surface or a network, minimised by one or more optimizers.
    pub struct Document {
        version: u32 = VERSION, in 1.0..=4294967295.0, (keep), "The version of the document's form.";
        engine: u32 = ENGINE, in 1.0..=4294967295.0, (keep), "The number of the numerics that made it.";
        title: Text = Text::default(), "What it shows.";
        task: Task = Task::default(), (required), "What is minimised.";
        runs: Vec<Run> = vec![Run::default()], count 1..=32, "The optimizers that are compared; all start alike.";
        seed: SeedField = SeedField::default(), in 0.0..=4294967295.0, "Where randomness starts.";
        repeat: u32 = 1, in 1.0..=64.0, "With how many seeds everything is run: seed, seed + 1, …";
        given: Given = Given::default(), (plain), "Constants by name, for formulas, rules, and numbers written as formulas.";
        changes: Vec<Change> = Vec::new(), count 0..=1000, "Edits made while running, so that they replay.";
        view: View = View::default(), (plain), "How it is shown, never what comes out.";
    }
}

choices! {
    /// What is minimised.
    pub enum Task {
        SurfaceTask "surface",
    }
}

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

fields! {
    /// One optimizer on its way.
    pub struct Run {
        name: Text = Text::default(), "What it is called; by default after its optimizer.";
        optimizer: Optimizer = Optimizer::default(), "The rule that turns gradients into steps.";
        schedule: Schedule = Schedule::default(), "How the learning rate changes on the way.";
        schedule_per: Per = Per::Step, "What the schedule and the warm-up count: updates or epochs.";
        warmup: u32 = 0, in 0.0..=1000000.0, "Over how many updates (or epochs) the learning rate first rises from near 0.";
        clip: Option<f64>, in 0.0..=1e300, "The largest size of a gradient; larger ones are shortened to it.";
        with: Loose = Loose::default(), "Fields of the task that are this run's own.";
    }
}

fields! {
    /// How an experiment is shown.
    pub struct View {
        panels: Vec<Panel> = Vec::new(), count 0..=100, "What is open beside the picture.";
        domain: Option<[f64; 4]>, "The part of the plane: [x0, x1, y0, y1]; by default what is worth seeing.";
        at: Option<u32>, in 0.0..=1000000.0, "The step that is shown; by default the page plays from the first.";
        lang: Lang = Lang::Auto, "The language of the words around.";
        theme: Theme = Theme::Auto, "Light or dark.";
        height: Option<u32>, in 120.0..=4000.0, "The height in pixels; by default what the width asks for.";
    }
}

words! {
    /// Something that opens beside the picture.
    pub enum Panel {
        Surface "surface", Data "data", Probe "probe", Slices "slices", Table "table", Basin "basin", Sweep "sweep",
        Space "space", Export "export",
    }
}

words! {
    /// The language of the words around.
    pub enum Lang { Auto "auto", English "en", Korean "ko", }
}

words! {
    /// Light or dark.
    pub enum Theme { Auto "auto", Light "light", Dark "dark", }
}

/// What is minimised where nothing is said.
const PLAIN: &str = "x^2/100 + y^2";

impl Plan {
    /// How many gradients an update asks for at most: changes may bring other rules.
    pub fn gradients(&self) -> usize {
        self.settings.iter().map(|(_, setting)| setting.run.optimizer.gradients()).max().unwrap_or(1)
    }
}

impl Setting {
    /// A run with what its task says; without rows an update is an epoch.
    fn of(mut run: Run, task: &SurfaceTask, rows: u32) -> Setting {
        let length = match run.schedule_per {
            Per::Epoch if rows > 0 => task.steps.div_ceil(task.batch.updates_per_epoch(rows)),
            _ => task.steps,
        };
        run.schedule.settle(length);
        Setting { run, batch: task.batch, noise: task.noise }
    }
}

impl SurfaceTask {
    /// How many rows there are.
    fn rows(&self) -> u32 {
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

    /// What is minimised, over rows drawn with this seed.
    pub fn surface(&self, seed: u32, given: &[(String, f64)]) -> Result<Surface, Error> {
        let columns: Vec<_> = self.data.as_ref().map_or_else(Vec::new, |data| {
            let table = data.rows(seed);
            table.names.into_iter().zip(table.columns).collect()
        });
        Surface::over(Rc::new(columns), self.formula(), given)
    }
}

impl Experiment {
    /// Reads a document; everything that can be wrong with one is found here.
    pub fn parse(text: &str) -> Result<Experiment, Error> {
        limits::check_bytes(text.len())?;
        let experiment = Experiment::of(Json::parse(text)?, 0)?;
        limits::check(&experiment)?;
        // a draw may leave a field's range
        if experiment.document.given.draws() {
            for number in 1..experiment.document.repeat {
                experiment.repetition(number)?;
            }
        }
        Ok(experiment)
    }

    /// The same with other seeds, counted from 0.
    pub fn repetition(&self, number: u32) -> Result<Experiment, Error> {
        Experiment::of(self.source.clone(), number)
    }

    fn of(source: Json, number: u32) -> Result<Experiment, Error> {
        // a newer document may hold fields that are not known here: its number first
        for (key, code, known) in [("version", Code::NewerVersion, VERSION), ("engine", Code::NewerEngine, ENGINE)] {
            if let Some(&Json::Number(found)) = source.get(key)
                && found > f64::from(known)
            {
                return Err(Error::at(key, code.with([&number::print(found), &known.to_string()])));
            }
        }
        // constants come before whatever uses them, and the seed before what is drawn
        let (mut seed, mut given) = (SeedField::default(), Given::default());
        let before: [(&str, &mut dyn Slot); 2] = [("seed", &mut seed), ("given", &mut given)];
        for (key, slot) in before {
            if let Some((json, field)) = source.get(key).zip(Document::FIELDS.iter().find(|field| field.name == key)) {
                Path::default().at(key, |path| slot.read(json, field, path))?;
            }
        }
        let Seed { data, init, shuffle, noise } = seed.0;
        let [data, init, shuffle, noise] = [data, init, shuffle, noise].map(|seed| seed.wrapping_add(number));
        let given = given.values(data);
        let mut path = Path::with(Constants { given: given.clone(), value: given::value });
        let mut document = Document::default();
        document.read(&source, &Document::FIELDS[0], &mut path)?;
        let plans = document.plans(&mut path)?;
        document.view.check()?;
        let seed = Seed { data, init, shuffle, noise };
        Ok(Experiment { document, plans, seed, given, written: path.written(), source })
    }

    /// What a run does, by its number.
    #[cfg(feature = "whole")]
    pub fn plan(&self, number: usize) -> Result<&Plan, Error> {
        self.plans.get(number).ok_or_else(|| {
            let [found, count] = [number, self.plans.len()].map(|n| n.to_string());
            Error::at(format!("runs[{number}]"), Code::ChangeRun.with([&found, &count]))
        })
    }

    /// The same if the document gave it this optimizer: its changes are made of that.
    #[cfg(feature = "whole")]
    pub fn plan_with(&self, number: usize, optimizer: Optimizer) -> Result<Plan, Error> {
        let mut plan = self.plan(number)?.clone();
        plan.settings.truncate(1);
        plan.settings.iter_mut().for_each(|(_, setting)| setting.run.optimizer = optimizer.clone());
        let of_this = self.document.changes.iter().filter(|change| change.run as usize == number);
        let changes: Vec<Change> = of_this.map(|change| Change { run: 0, ..change.clone() }).collect();
        let Task::SurfaceTask(task) = &self.document.task;
        let mut path = Path::with(Constants { given: self.given.clone(), value: given::value });
        changes::apply(&changes, std::slice::from_mut(&mut plan), task, &mut path)?;
        Ok(plan)
    }

    /// The canonical text: what equals its default is left out.
    pub fn canonical(&self) -> String {
        self.as_written(&self.document, Form::Canonical).canonical()
    }

    /// With every default written out, also those that depend on other fields.
    pub fn resolved(&self) -> Json {
        let mut document = self.document.clone();
        let Task::SurfaceTask(task) = &mut document.task;
        for (run, plan) in document.runs.iter_mut().zip(&self.plans) {
            if let Some((_, setting)) = plan.settings.first() {
                run.schedule = setting.run.schedule.clone();
            }
        }
        if let Ok(surface) = task.surface(self.seed.data, &self.given) {
            task.start = Some(task.start(&surface));
        }
        task.f = Some(task.formula().to_owned());
        self.as_written(&document, Form::Full)
    }

    /// As JSON, formulas where formulas were.
    fn as_written(&self, document: &Document, form: Form) -> Json {
        let mut json = document.write(form).unwrap_or(Json::Null);
        given::write(&self.written, &mut json);
        json
    }

    /// The JSON Schema of all documents.
    #[cfg(feature = "schema")]
    pub fn schema() -> Json {
        crate::fields::Schema::of::<Document>("Experiment")
    }
}

impl Document {
    /// Each run with its own task and its changes, in which everything is checked that no single field can see.
    fn plans(&mut self, path: &mut Path) -> Result<Vec<Plan>, Error> {
        let Task::SurfaceTask(task) = &self.task;
        for name in task.data.as_ref().map_or_else(Vec::new, PlaneData::names) {
            // a column would hide it
            if path.given().iter().any(|(known, _)| *known == name) {
                let reason = Code::NameTaken.with([&Json::text(name.as_str()).glance()]);
                return Err(Error::at(format!("given.{name}"), reason));
            }
        }
        check_formula(task, path, "task.surface.f")?;
        let mut plans = Vec::new();
        for (number, run) in self.runs.iter_mut().enumerate() {
            let mut own = task.clone();
            path.at(&format!("runs[{number}]"), |path| {
                path.at("with", |path| changes::replace(&mut own, &mut run.with, "data", path))
            })?;
            if own.f != task.f {
                check_formula(&own, path, &format!("runs[{number}].with.f"))?;
            }
            let setting = Setting::of(run.clone(), &own, own.rows());
            plans.push(Plan { task: own, settings: vec![(0, setting)] });
        }
        changes::apply(&self.changes, &mut plans, task, path)?;
        Ok(plans)
    }
}

fn check_formula(task: &SurfaceTask, path: &Path, place: &str) -> Result<(), Error> {
    let names = task.data.as_ref().map_or_else(Vec::new, PlaneData::names);
    let columns: Vec<_> = names.into_iter().map(|name| (name, Vec::new())).collect();
    let error = |error: Error| error.placed(place);
    Surface::new(task.formula(), &columns, path.given()).map(|_| ()).map_err(error)
}
