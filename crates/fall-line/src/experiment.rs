//! The document: one JSON text is API input, permalink, embed configuration, exercise and submission.

use crate::error::{Code, Error};
use crate::fields::{Constants, Form, Path, Record, Seed, SeedField, Slot, Text, choices, fields, words};
use crate::json::Json;
use crate::number;
use crate::optimizer::Optimizer;
use crate::schedule::{Per, Schedule};

#[cfg_attr(not(feature = "whole"), path = "experiment/changes/absent.rs")]
mod changes;
#[cfg(feature = "whole")]
mod exercise;
#[cfg_attr(not(feature = "whole"), path = "experiment/given/absent.rs")]
mod given;
#[cfg(feature = "whole")]
mod goals;
pub(crate) mod limits;
#[cfg(feature = "network")]
mod network;
mod panels;
mod plan;
mod surface;
#[cfg(feature = "whole")]
mod symbols;

pub use changes::{Change, Loose};
#[cfg(feature = "whole")]
pub use exercise::*;
pub use given::*;
#[cfg(feature = "whole")]
pub use goals::*;
#[cfg(feature = "network")]
pub use network::{HiddenLayer, NetworkTask};
pub use panels::*;
pub use plan::{Plan, Setting};
pub use surface::SurfaceTask;

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
    plans: Plans,
    /// The seeds of this repetition.
    pub seed: Seed,
    /// The constants, drawn for this repetition.
    pub given: Vec<(String, f64)>,
    /// Numbers that were written as formulas: their places, and the formulas.
    written: Vec<(String, String)>,
    source: Json,
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
        #[cfg(feature = "whole")] controls: Option<Vec<String>>, count 0..=100, "JSON Pointers to what may be changed; by default everything.";
        #[cfg(feature = "whole")] goals: Option<Vec<Goal>>, count 0..=32, "What must be reached: this makes it an exercise.";
        #[cfg(feature = "whole")] exercise: Option<Exercise>, (plain), "What whoever does the exercise reads and is asked.";
        #[cfg(feature = "whole")] hand_in: Option<HandIn>, (plain), "What stands in a file that is handed in, and in no link.";
    }
}

choices! {
    /// What is minimised.
    pub enum Task {
        SurfaceTask "surface",
        #[cfg(feature = "network")] NetworkTask "network",
    }
}

/// What each run does.
#[derive(Clone, Debug)]
enum Plans {
    Surface(Vec<Plan<SurfaceTask>>),
    #[cfg(feature = "network")]
    Network(Vec<Plan<NetworkTask>>),
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
        panels: Vec<Panel> = Vec::new(), count 0..=100, "What is open beside the picture, each once, and what is chosen in it.";
        domain: Option<[f64; 4]>, "The part of the plane: [x0, x1, y0, y1]; by default what is worth seeing.";
        at: Option<u32>, in 0.0..=1000000.0, "The step that is shown; by default the page plays from the first.";
        symbols: Loose = Loose::default(), "What hyper-parameters are called in formulas: {\"lr\": \"α\"}.";
        lang: Lang = Lang::Auto, "The language of the words around.";
        theme: Theme = Theme::Auto, "Light or dark.";
        height: Option<u32>, in 120.0..=4000.0, "The height in pixels; by default what the width asks for.";
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

    /// The same with this seed.
    #[cfg(feature = "grade")]
    pub(crate) fn seeded(&self, seed: &SeedField) -> Result<Experiment, Error> {
        let mut source = self.source.clone();
        source.put("seed", seed.write(Form::Full).unwrap_or(Json::Null));
        Experiment::of(source, 0)
    }

    fn of(source: Json, number: u32) -> Result<Experiment, Error> {
        // a newer document may hold fields that are not known here: its number first
        for (key, code, known) in [("version", Code::NewerVersion, VERSION), ("engine", Code::NewerEngine, ENGINE)] {
            if let Some(&Json::Number(found)) = source.get(key)
                && found > f64::from(known)
            {
                return Err(Error::told(|| Error::at(key, code.with([&number::print(found), &known.to_string()]))));
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
        let Document { task, runs, changes, .. } = &mut document;
        let plans = match task {
            Task::SurfaceTask(task) => Plans::Surface(plan::plans(task, runs, changes, &mut path)?),
            #[cfg(feature = "network")]
            Task::NetworkTask(task) => Plans::Network(plan::plans(task, runs, changes, &mut path)?),
        };
        document.view.check_panels()?;
        #[cfg(feature = "whole")]
        document.view.check_symbols()?;
        document.view.check()?;
        let seed = Seed { data, init, shuffle, noise };
        #[cfg(feature = "whole")]
        document.tidy_exercise();
        let experiment = Experiment { document, plans, seed, given, written: path.written(), source };
        #[cfg(feature = "whole")]
        experiment.check_exercise()?;
        Ok(experiment)
    }

    /// The surface task, and what each run does on it.
    pub fn surface(&self) -> Result<(&SurfaceTask, &[Plan<SurfaceTask>]), Error> {
        match (&self.document.task, &self.plans) {
            (Task::SurfaceTask(task), Plans::Surface(plans)) => Ok((task, plans)),
            #[cfg(feature = "network")]
            _ => Err(Error::at("task", Code::OtherTask.with(["surface", "network"]))),
        }
    }

    /// The network task, and what each run does on it.
    #[cfg(feature = "network")]
    pub fn network(&self) -> Result<(&NetworkTask, &[Plan<NetworkTask>]), Error> {
        match (&self.document.task, &self.plans) {
            (Task::NetworkTask(task), Plans::Network(plans)) => Ok((task, plans)),
            _ => Err(Error::at("task", Code::OtherTask.with(["network", "surface"]))),
        }
    }

    /// The names of the files that are handed over beside it.
    #[cfg(feature = "network")]
    pub fn files(&self) -> Vec<&str> {
        self.network().map_or_else(|_| Vec::new(), |(task, _)| task.data.files())
    }

    /// What a run does on the surface, by its number.
    #[cfg(feature = "whole")]
    pub fn plan(&self, number: usize) -> Result<&Plan<SurfaceTask>, Error> {
        let (_, plans) = self.surface()?;
        plans.get(number).ok_or_else(|| Experiment::no_run(number, plans.len()))
    }

    /// What is said of a run that there is not.
    #[cfg(feature = "whole")]
    pub(crate) fn no_run(number: usize, count: usize) -> Error {
        let [found, count] = [number, count].map(|n| n.to_string());
        Error::at(format!("runs[{number}]"), Code::ChangeRun.with([&found, &count]))
    }

    /// The same if the document gave it this optimizer: its changes are made of that.
    #[cfg(feature = "whole")]
    pub fn plan_with(&self, number: usize, optimizer: Optimizer) -> Result<Plan<SurfaceTask>, Error> {
        let mut plan = self.plan(number)?.clone();
        plan.settings.truncate(1);
        plan.settings.iter_mut().for_each(|(_, setting)| setting.run.optimizer = optimizer.clone());
        let of_this = self.document.changes.iter().filter(|change| change.run as usize == number);
        let changes: Vec<Change> = of_this.map(|change| Change { run: 0, ..change.clone() }).collect();
        let (task, _) = self.surface()?;
        let mut path = Path::with(Constants { given: self.given.clone(), value: given::value });
        changes::apply(&changes, std::slice::from_mut(&mut plan), task, &mut path)?;
        Ok(plan)
    }

    /// A document of one of the runs alone, with values set in it: pointers lead into the run with its defaults written
    /// out, as those of changes do; `*` is whatever optimizer it has.
    #[cfg(feature = "network")]
    pub fn edited(&self, number: usize, edits: &[(String, Json)]) -> Result<Experiment, Error> {
        let mut document = self.document.clone();
        let Some(run) = document.runs.get(number) else {
            return Err(Experiment::no_run(number, document.runs.len()));
        };
        let key = crate::fields::Choice::key(&run.optimizer);
        let mut json = run.write(Form::Full).unwrap_or(Json::Null);
        let own = format!("runs[{number}].");
        for (path, text) in &self.written {
            path.strip_prefix(&own).into_iter().for_each(|path| json.put(path, Json::text(text.as_str())));
        }
        for (pointer, value) in edits {
            let keys: Vec<&str> = pointer.split('/').skip(1).map(|name| if name == "*" { key } else { name }).collect();
            if !changes::put(&mut json, &keys, value.clone()) {
                let found = Json::text(pointer.as_str()).glance();
                let known = "/optimizer, /schedule, /schedule_per, /warmup, /clip, /with";
                return Err(Error::at(format!("runs[{number}]"), Code::UnknownField.with([&found, known])));
            }
        }
        document.leave_exercise();
        document.changes.retain(|change| change.run as usize == number);
        document.changes.iter_mut().for_each(|change| change.run = 0);
        document.runs.clear();
        document.repeat = 1;
        let mut whole = document.write(Form::Canonical).unwrap_or(Json::Null);
        given::write(&self.written, &mut whole);
        changes::put(&mut whole, &["runs"], Json::List(vec![json]));
        let placed = |error: Error| match error.path.strip_prefix("runs[0]").map(str::to_owned) {
            Some(below) => error.placed(&format!("runs[{number}]{below}")),
            None => error,
        };
        let experiment = Experiment::of(whole, 0).map_err(placed)?;
        limits::check(&experiment).map_err(placed)?;
        Ok(experiment)
    }

    /// The canonical text: what equals its default is left out.
    pub fn canonical(&self) -> String {
        self.as_written(&self.document, Form::Canonical).canonical()
    }

    /// The canonical document without what was handed in with it.
    #[cfg(feature = "whole")]
    pub(crate) fn without_hand_in(&self) -> Json {
        let document = Document { hand_in: None, ..self.document.clone() };
        self.as_written(&document, Form::Canonical)
    }

    /// With every default written out that depends on nothing.
    #[cfg(feature = "grade")]
    pub(crate) fn plain(&self) -> Json {
        self.as_written(&self.document, Form::Full)
    }

    /// What reads numbers that may be formulas of its constants.
    #[cfg(feature = "grade")]
    pub(crate) fn numbers(&self) -> Path {
        Path::with(Constants { given: self.given.clone(), value: given::value })
    }

    /// With every default written out, also those that depend on other fields.
    pub fn resolved(&self) -> Json {
        let mut document = self.document.clone();
        match (&mut document.task, &self.plans) {
            (Task::SurfaceTask(task), Plans::Surface(plans)) => {
                plan::settle(&mut document.runs, plans);
                task.resolve(self.seed.data, &self.given);
            }
            #[cfg(feature = "network")]
            (Task::NetworkTask(task), Plans::Network(plans)) => {
                plan::settle(&mut document.runs, plans);
                task.resolve();
            }
            #[cfg(feature = "network")]
            _ => {}
        }
        let json = self.as_written(&document, Form::Full);
        #[cfg(feature = "whole")]
        let json = document.view.shorten(json);
        json
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
