//! The network task: a multilayer perceptron, in f32.

use super::plan::Kind;
use crate::batches::Batch;
use crate::error::{Code, Error};
use crate::examples::{self, NetworkData, Size};
use crate::fields::{Path, fields};
use crate::formula;
use crate::network::{Activation, Init, Layer, Loss, Penalty, Shape};
use crate::schedule::Per;

fields! {
    /// A multilayer perceptron, in f32.
    pub struct NetworkTask {
        data: NetworkData = NetworkData::default(), "What it learns from.";
        features: Vec<String> = ["x", "y"].map(String::from).to_vec(), count 1..=64, "For data of the plane: what the network sees, formulas in x and y.";
        test: Option<f64>, in 0.0..1.0, "The share of rows held out for the test; by default half of what is drawn on the plane, a fifth of images, none of rows.";
        validation: Option<f64>, in 0.0..1.0, "The share of rows held out for choosing; by default none.";
        layers: Vec<HiddenLayer> = Vec::new(), count 0..=16, "The hidden layers; the output follows from data and loss.";
        init: Option<Init>, "Where weights start; by default he for the kinds of ReLU, else xavier.";
        loss: Option<Loss>, "What is minimised; by default what suits the data.";
        penalty: Penalty = Penalty::default(), "What weights cost.";
        batch: Batch = Batch::All, "How many rows an update sees.";
        shuffle: bool = true, "Whether each epoch has an order of its own.";
        epochs: u32 = 100, in 0.0..=100000.0, "How often each run sees all rows.";
    }
}

fields! {
    /// Units that all see the layer before.
    pub struct HiddenLayer {
        units: u32 = 8, in 1.0..=1024.0, "How many.";
        activation: Activation = Activation::Tanh, "What each does with its sum.";
    }
}

/// How the rows of a task are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// Rows to train on.
    pub train: usize,
    /// Rows for choosing.
    pub validation: usize,
    /// Rows for the test.
    pub test: usize,
}

impl NetworkTask {
    /// How so many rows are split.
    pub fn split(&self, rows: usize) -> Split {
        let [test, validation] = self.data.held_out();
        let share = |own: Option<f64>, usual: f64| (own.unwrap_or(usual) * rows as f64 + 0.5) as usize;
        let (test, validation) = (share(self.test, test), share(self.validation, validation));
        Split { train: rows.saturating_sub(test + validation), validation, test }
    }

    /// What a row of so many inputs is made into.
    pub fn inputs(&self, of: &Self, width: usize) -> usize {
        if of.data.is_plane() { self.features.len() } else { width }
    }

    /// What is minimised on targets of this kind, and how many outputs that takes; None where they do not go together.
    pub fn outputs(&self, kind: examples::Kind) -> Option<(Loss, usize)> {
        use examples::Kind::{Classes, Numbers};
        // a classification of numbers is asked for by its loss
        let classes = match kind {
            Classes(count) => Some(count),
            Numbers { classes, .. } => classes,
        };
        Some(match (self.loss, kind) {
            (Some(Loss::BinaryCrossEntropy), _) => {
                (Loss::BinaryCrossEntropy, classes.filter(|&count| count <= 2).map(|_| 1)?)
            }
            (Some(Loss::CrossEntropy), _) => (Loss::CrossEntropy, classes?),
            (_, Numbers { width, .. }) => (Loss::MeanSquared, width),
            (Some(Loss::MeanSquared), Classes(count)) => (Loss::MeanSquared, if count <= 2 { 1 } else { count }),
            (None, Classes(..=2)) => (Loss::BinaryCrossEntropy, 1),
            (None, Classes(count)) => (Loss::CrossEntropy, count),
        })
    }

    /// The network, with so many inputs and outputs.
    pub fn shape(&self, inputs: usize, outputs: usize) -> Shape {
        let hidden = |layer: &HiddenLayer| Layer { units: layer.units as usize, activation: layer.activation };
        let output = Layer { units: outputs, activation: Activation::Linear };
        Shape { inputs, layers: self.layers.iter().map(hidden).chain([output]).collect() }
    }

    /// How many updates or epochs a run takes, where an update sees so many of so many rows.
    pub(crate) fn takes(&self, per: Per, batch: Batch, rows: u32) -> u32 {
        match per {
            Per::Epoch => self.epochs,
            Per::Step => self.epochs.saturating_mul(batch.updates_per_epoch(rows)),
        }
    }

    /// Writes out what depends on other fields.
    pub(super) fn resolve(&mut self) {
        let [test, validation] = self.data.held_out();
        self.test.get_or_insert(test);
        self.validation.get_or_insert(validation);
        if let Some((loss, _)) = self.data.size().and_then(|size| self.outputs(size.kind)) {
            self.loss = Some(loss);
        }
    }

    /// All that can be known to be wrong once the data's size is; `of` has the data.
    pub(crate) fn fits(&self, of: &Self, size: Size, place: &str) -> Result<Shape, Error> {
        let Size { rows, inputs, kind } = size;
        let held = self.split(rows);
        if held.train == 0 {
            let [test, validation, rows] = [held.test, held.validation, rows].map(|n| n.to_string());
            return Err(Error::at(format!("{place}.test"), Code::NothingToTrain.with([&test, &validation, &rows])));
        }
        let Some((_, outputs)) = self.outputs(kind) else {
            return Err(Error::at(format!("{place}.loss"), Code::LossNeedsClasses.with([])));
        };
        let shape = self.shape(self.inputs(of, inputs), outputs);
        if let Some(Init::Values(values)) = &self.init {
            let join = |error: Error| {
                let at = format!("{place}.init.values{}", error.path);
                error.placed(&at)
            };
            values.check(&shape).map_err(join)?;
        }
        Ok(shape)
    }

    fn check_features(&self, of: &Self, path: &Path, place: &str) -> Result<(), Error> {
        for (number, text) in self.features.iter().enumerate().filter(|_| of.data.is_plane()) {
            let error = |error: Error| error.placed(&format!("{place}.features[{number}]"));
            formula::compile(text, &["x", "y"], path.given()).map_err(error)?;
        }
        Ok(())
    }
}

impl Kind for NetworkTask {
    const OPEN: &'static [&'static str] =
        &["/optimizer", "/schedule", "/schedule_per", "/warmup", "/clip", "/with/batch", "/with/penalty"];

    fn check(&self, path: &mut Path) -> Result<(), Error> {
        self.check_own(self, path, "task.network")
    }

    fn check_own(&self, of: &Self, path: &mut Path, place: &str) -> Result<(), Error> {
        self.check_features(of, path, place)?;
        of.data.size().map_or(Ok(()), |size| self.fits(of, size, place).map(drop))
    }

    fn length(&self, of: &Self, per: Per) -> Option<u32> {
        let rows = of.data.size()?.rows;
        Some(self.takes(per, self.batch, self.split(rows).train as u32))
    }

    fn light(&self) -> Self {
        NetworkTask {
            test: Some(self.test.unwrap_or(self.data.held_out()[0])),
            validation: Some(self.validation.unwrap_or(self.data.held_out()[1])),
            batch: self.batch,
            penalty: self.penalty,
            epochs: self.epochs,
            ..NetworkTask::default()
        }
    }

    fn batch(&self) -> Batch {
        self.batch
    }

    fn penalty(&self) -> Penalty {
        self.penalty
    }
}
