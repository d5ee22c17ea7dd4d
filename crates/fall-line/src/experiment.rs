//! The document: one JSON text is API input, permalink, embed configuration, exercise and submission.

use crate::error::{Code, Error};
use crate::fields::{Form, Path, Record, SeedField, Slot, Text, choices, fields, words};
use crate::json::Json;
use crate::number;
use crate::optimizer::Optimizer;
use crate::schedule::{Per, Schedule};
use crate::surface::{FARTHEST, Surface};

/// The version of documents that this program writes.
pub const VERSION: u32 = 1;

/// The number of these numerics: any change of any result's bits raises it.
pub const ENGINE: u32 = 1;

const DOCUMENT_BYTES: usize = 256 << 10;
const RESULT_NUMBERS: f64 = (64_u32 << 20) as f64;

fields! {
    /// A Fall Line experiment: a surface or a network, minimised by one or more optimizers.
    pub struct Experiment {
        version: u32 = VERSION, in 1.0..=4294967295.0, (keep), "The version of the document's form.";
        engine: u32 = ENGINE, in 1.0..=4294967295.0, (keep), "The number of the numerics that made it.";
        title: Text = Text::default(), "What it shows.";
        task: Task = Task::default(), (required), "What is minimised.";
        runs: Vec<Run> = vec![Run::default()], count 1..=32, "The optimizers that are compared; all start alike.";
        seed: SeedField = SeedField::default(), in 0.0..=4294967295.0, "Where randomness starts.";
        view: View = View::default(), "How it is shown, never what comes out.";
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
        f: String = "x^2/100 + y^2".into(), "The function: a formula in x and y, or a name of the library.";
        start: Option<[f64; 2]>, "Where all runs start; by default a good one of the library's surface, else [-1.5, 2].";
        steps: u32 = 120, in 0.0..=1000000.0, "How many updates each run takes.";
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
    }
}

fields! {
    /// How an experiment is shown.
    pub struct View {
        domain: Option<[f64; 4]>, "The part of the plane: [x0, x1, y0, y1]; by default what is worth seeing.";
        at: Option<u32>, in 0.0..=1000000.0, "The step that is shown; by default the page plays from the first.";
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
        if text.len() > DOCUMENT_BYTES {
            let sizes = [text.len(), DOCUMENT_BYTES].map(|n| n.to_string());
            return Err(Error::at("", Code::DocumentTooLarge.with([&sizes[0], &sizes[1]])));
        }
        let json = Json::parse(text)?;
        let mut experiment = Experiment::default();
        // a newer document may hold fields that are not known here: its number first
        for (key, code, known) in [("version", Code::NewerVersion, VERSION), ("engine", Code::NewerEngine, ENGINE)] {
            if let Some(&Json::Number(found)) = json.get(key)
                && found > f64::from(known)
            {
                return Err(Error::at(key, code.with([&number::print(found), &known.to_string()])));
            }
        }
        experiment.read(&json, &Experiment::FIELDS[0], &mut Path::default())?;
        experiment.check()?;
        Ok(experiment)
    }

    /// What no single field can see.
    fn check(&self) -> Result<(), Error> {
        let Task::SurfaceTask(task) = &self.task;
        Surface::plain(&task.f).map_err(|error| Error { path: "task.surface.f".into(), ..error })?;
        if let Some(domain @ [x0, x1, y0, y1]) = self.view.domain {
            let far = domain.iter().fold(0.0, |far, x| if x.abs() > far { x.abs() } else { far });
            let narrow = |a: f64, b: f64| b - a < 1e-9 * far || b - a < 1e-100;
            let code = if x0 >= x1 || y0 >= y1 {
                Some(Code::EmptyDomain)
            } else {
                (far > FARTHEST || narrow(x0, x1) || narrow(y0, y1)).then_some(Code::NarrowDomain)
            };
            if let Some(code) = code {
                return Err(Error::at("view.domain", code.with([&domain.map(number::print).join(", ")])));
            }
        }
        // five numbers a step: x, y, loss, learning rate, gradient norm
        let numbers = 5.0 * f64::from(task.steps) * self.runs.len() as f64;
        if numbers > RESULT_NUMBERS {
            let times = libm::ceil(numbers / RESULT_NUMBERS * 10.0) / 10.0;
            let [numbers, times, limit] = [numbers, times, RESULT_NUMBERS].map(number::print);
            return Err(Error::at("task.surface.steps", Code::ResultTooLarge.with([&numbers, &times, &limit])));
        }
        Ok(())
    }

    /// The canonical text: what equals its default is left out.
    pub fn canonical(&self) -> String {
        self.write(Form::Canonical).map_or_else(String::new, |json| json.canonical())
    }

    /// With every default written out, also those that depend on other fields.
    pub fn resolved(&self) -> Json {
        let mut resolved = self.clone();
        let Task::SurfaceTask(task) = &mut resolved.task;
        task.start = task.start.or_else(|| Some(Surface::plain(&task.f).ok()?.start()));
        resolved.runs.iter_mut().for_each(|run| run.schedule.settle(task.steps));
        resolved.write(Form::Full).unwrap_or(Json::Null)
    }

    /// The JSON Schema of all documents.
    #[cfg(feature = "schema")]
    pub fn schema() -> Json {
        crate::fields::Schema::of::<Experiment>()
    }
}
