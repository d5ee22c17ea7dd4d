//! A picture of what came out of an experiment: one SVG that needs nothing else, for print, feeds and pages without
//! JavaScript. It is drawn as the page draws, and has the same bits on every machine.

use crate::error::Error;
use crate::examples::Files;
use crate::experiment::{Experiment, Lang, Task, Theme};
use crate::fingerprint::Fingerprint;
use crate::map::Domain;
use pen::Pen;
use words::Words;

mod axes;
mod curves;
mod heights;
mod inks;
mod inset;
mod labels;
mod legend;
mod letters;
mod marks;
mod network;
mod numbers;
mod pen;
mod plane;
mod regions;
mod scales;
mod sentence;
mod trail;
mod way;
mod words;

/// How a picture is to be; what is not said is as the document has it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Light, dark, or as its reader has it.
    pub theme: Option<Theme>,
    /// In pixels.
    pub width: Option<u32>,
    /// Of its words.
    pub lang: Option<Lang>,
    /// The step that is shown, of networks the epoch; by default the last.
    pub at: Option<u32>,
}

/// How wide a picture may be, in pixels.
pub const WIDTHS: std::ops::RangeInclusive<u32> = 240..=4000;
const USUAL: u32 = 720;

/// What is drawn on.
struct Sheet {
    theme: Theme,
    width: f64,
    words: Words,
    at: Option<u32>,
    id: String,
}

/// Runs a document to its end, and draws what came out.
pub fn picture(experiment: &Experiment, files: &Files, look: &Look) -> Result<String, Error> {
    let view = &experiment.document.view;
    let theme = look.theme.unwrap_or(view.theme);
    let lang = look.lang.unwrap_or(view.lang);
    let at = look.at.or(view.at);
    let width = look.width.unwrap_or(USUAL).clamp(*WIDTHS.start(), *WIDTHS.end());
    // pictures that stand in one page do not share names
    let mut name = Fingerprint::default();
    let numbers = [theme as u64, lang as u64, u64::from(width), at.map_or(0, |at| u64::from(at) + 1)];
    let letters = experiment.canonical().bytes().map(u64::from).collect::<Vec<_>>();
    numbers.into_iter().chain(letters).for_each(|word| name.number(word));
    let id = "fl".to_owned() + name.text().get(..8).unwrap_or_default();
    let sheet = Sheet { theme, width: f64::from(width), words: Words::of(lang), at, id };
    match &experiment.document.task {
        Task::SurfaceTask(_) => plane::picture(experiment, &sheet),
        Task::NetworkTask(task) => network::picture(experiment, task, files, &sheet),
    }
}

impl Sheet {
    fn pen(&self) -> Pen {
        let mut pen = Pen::new(self.theme, self.id.clone());
        // as large as whatever the picture comes to
        let tag = pen.tag("rect").set("width", "100%").set("height", "100%");
        tag.fill(inks::GROUND).done();
        pen
    }
}

/// What is shown, where no sentence says it.
fn subject<'a>(what: &str, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    [what, ": ", &names.join(", ")].concat()
}

/// A text that people wrote, at a glance.
fn cut(text: &str) -> String {
    letters::shortened(text.trim(), 60)
}

#[cfg(test)]
mod tests;
