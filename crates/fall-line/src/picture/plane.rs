//! The picture of a surface: the ground in shades with its contour lines, and the runs on it.

use super::axes::{self, GUTTER};
use super::heights::{Heights, LABELLED};
use super::inks::{CONTOUR, GROUND, HIGH, Ink, LABEL, LOW, QUIET};
use super::labels::{self, Kind, Label, around};
use super::legend::{self, EDGES, Item};
use super::letters::shortened;
use super::marks;
use super::numbers::{apart, format, plain};
use super::pen::{Lines, Pen};
use super::regions::Grid;
use super::scales::{Frame, Scales, larger, smaller};
use super::sentence::{Told, filled};
use super::trail::Trail;
use super::{Sheet, cut, inset, subject, way};
use crate::error::Error;
use crate::experiment::Experiment;
use crate::map;
use crate::session::{Session, Status, Track};

/// Cells are about so large, in pixels, where a surface costs little.
const CELL: f64 = 4.0;
/// What the heights of a picture may cost, in rows.
const COST: f64 = 2e8;
/// Past this many, names beside the lines are more than the eye sorts out.
const NAMED: usize = 3;
const MOST_LETTERS: usize = 24;

/// A run as it is drawn.
struct Run {
    name: String,
    ink: Ink,
    /// Up to the step that is shown.
    path: Vec<[f64; 2]>,
    loss: Vec<f64>,
    status: Status,
    trail: Trail,
}

pub(super) fn picture(experiment: &Experiment, sheet: &Sheet) -> Result<String, Error> {
    let mut session = Session::new(experiment)?;
    while session.step(1024) {}
    let (task, _) = experiment.surface()?;
    let start = task.start(session.surface());
    let view = &experiment.document.view;
    let domain = view.domain.unwrap_or(session.domain());
    let (left, right) = (EDGES + GUTTER[0], sheet.width - EDGES);
    let width = right - left;
    let share = (domain[3] - domain[2]) / (domain[1] - domain[0]);
    let share = if share.is_finite() { larger(0.46, smaller(share, 0.72)) } else { 0.6 };
    let height = view.height.map_or(libm::round(width * share), f64::from);

    // where the frame begins depends on the sentence, and its numbers on what the frame shows
    let frame = |top: f64| Frame { left, top, width, height };
    let shown = Scales::fitted(domain, frame(0.0));
    // a sentence knows which run it means
    let told: Vec<Told<'_>> = session.tracks().iter().map(|track| told(track, sheet)).collect();
    let names = sheet.words.runs(session.tracks().iter().map(|track| (&track.name, &track.optimizer)));
    let said = filled(sheet.words.text(&experiment.document.title), &told, Some(&shown));
    let mut pen = sheet.pen();
    let top = legend::sentence(&mut pen, said.as_deref().unwrap_or(""), EDGES, right, EDGES - 4.0);
    let to = Scales::fitted(domain, frame(larger(top, EDGES)));

    let at = sheet.at.map_or(usize::MAX, |at| at as usize);
    let among = session.tracks().len();
    let run = |(number, track): (usize, &Track)| {
        let path: Vec<[f64; 2]> = points(track).take(at.saturating_add(1)).collect();
        let trail = Trail::of(&path, &to, among);
        Run {
            name: names.get(number).cloned().unwrap_or_default(),
            ink: Ink::of_run(number),
            loss: track.loss.iter().take(path.len()).copied().collect(),
            status: track.status.clone(),
            path,
            trail,
        }
    };
    let runs: Vec<Run> = session.tracks().iter().enumerate().map(run).collect();
    let minima: Vec<[f64; 2]> = session.surface().minima().into_iter().filter(|point| to.holds(*point)).collect();
    let shown = Shown { to, runs, minima, start, words: sheet.words };

    let (heights, labels) = shown.ground(&mut pen, &session);
    axes::plane(&mut pen, &to);
    shown.paths(&mut pen);
    shown.words(&mut pen, labels);

    let steps = smaller(f64::from(session.steps()), sheet.at.map_or(f64::INFINITY, f64::from));
    let runs = || shown.runs.iter().enumerate();
    let items = runs().map(|(number, run)| Item::run(number, &run.name, run.value(&shown, at)));
    let items = items.chain([Item::Words(sheet.words.steps(steps as usize))]);
    let items: Vec<Item> = items.chain(heights.map(|of| Item::Shades(of, sheet.words.ramp(of.is_log())))).collect();
    let bottom = legend::draw(&mut pen, &items, EDGES, right, to.frame.bottom() + GUTTER[1] + 6.0);

    let name = session.surface().entry().map_or_else(|| cut(task.formula()), |entry| entry.name.replace('_', " "));
    let title = said.unwrap_or_else(|| subject(&name, shown.runs.iter().map(|run| run.name.as_str())));
    let [x, y] = start.map(plain);
    let mut description = format!("{name}, ({x}, {y}), {}.", sheet.words.steps(steps as usize));
    for (_, run) in runs() {
        description.push_str(&format!(" {}: {}.", run.name, sheet.words.loss(&run.value(&shown, at))));
    }
    Ok(pen.document([sheet.width, bottom + EDGES - 4.0], &title, &description))
}

fn points(track: &Track) -> impl Iterator<Item = [f64; 2]> {
    track.path.chunks_exact(2).map(|point| [point[0], point[1]])
}

fn told<'a>(track: &'a Track, sheet: &Sheet) -> Told<'a> {
    let diverged = if let Status::Diverged { at, .. } = track.status { Some(at) } else { None };
    Told {
        name: sheet.words.run(&track.name, &track.optimizer),
        loss: &track.loss,
        path: points(track).collect(),
        diverged,
        limit: track.limit(),
        ..Told::default()
    }
}

impl Run {
    /// What came of it by the step that is shown.
    fn value(&self, shown: &Shown, at: usize) -> String {
        match self.status {
            Status::Diverged { at: step, .. } if step as usize <= at => shown.words.diverged(step),
            _ => format(self.loss.last().copied().unwrap_or(f64::NAN), 3),
        }
    }

    /// Where it is, if that is to be seen.
    fn now(&self, to: &Scales) -> Option<[f64; 2]> {
        let last = *self.path.last()?;
        (self.path.len() > 1 && to.holds(last)).then(|| to.point(last))
    }
}

struct Shown {
    to: Scales,
    runs: Vec<Run>,
    minima: Vec<[f64; 2]>,
    start: [f64; 2],
    words: super::Words,
}

impl Shown {
    /// Shades and contour lines, clipped to the frame; and what the lines are labelled with.
    fn ground(&self, pen: &mut Pen, session: &Session) -> (Option<Heights>, Vec<Label>) {
        let frame = self.to.frame;
        let rows = larger(1.0, session.surface().rows() as f64);
        let grid = Grid::new(frame, larger(CELL, libm::sqrt(frame.width * frame.height * rows / COST)));
        let cells = map::field(session.surface(), grid.domain(self.to.domain), grid.columns, grid.rows);
        let values = cells.as_slice().unwrap_or_default();
        let heights = Heights::of(values);
        let levels = heights.map_or_else(Vec::new, |heights| heights.levels());
        let regions = grid.regions(values, &levels);

        way::clip(pen, "frame", &frame);
        let mut edge = Lines::default();
        edge.around(&frame.corners());
        // a band has the shade of its middle
        let shade = |k: usize| {
            let heights = heights?;
            let from = k.checked_sub(1).and_then(|k| levels.get(k)).copied().unwrap_or(heights.low);
            let to = levels.get(k).copied().unwrap_or(heights.high);
            Some(LOW.mixed(HIGH, (heights.shade(from) + heights.shade(to)) / 2.0))
        };
        pen.tag("path").set("d", edge.text()).fill(shade(0).unwrap_or(HIGH)).done();
        pen.tag("g").set("stroke-linejoin", "round").open();
        for (k, region) in regions.iter().enumerate().filter(|(_, region)| !region.is_empty()) {
            let mut lines = Lines::default();
            region.iter().for_each(|ring| lines.around(ring));
            let wide = if labelled(k) { 1.0 } else { 0.6 };
            pen.tag("path").set("d", lines.text()).fill(shade(k + 1).unwrap_or(HIGH)).stroke(CONTOUR, wide).done();
        }
        if values.iter().any(|value| value.is_nan()) {
            // where there is no height the page shows through, and covers the lines that lead around it
            let holes: Vec<f64> = values.iter().map(|value| f64::from(u8::from(value.is_nan()))).collect();
            let mut lines = Lines::default();
            grid.regions(&holes, &[0.5]).iter().flatten().for_each(|ring| lines.around(ring));
            pen.tag("path").set("d", lines.text()).fill(GROUND).stroke(GROUND, 2.0).done();
        }
        pen.end("g");
        pen.end("g");
        (heights, self.heights(&levels, &regions))
    }

    /// Where heights would be written: on the longest line of each labelled level, at a few places to choose from.
    fn heights(&self, levels: &[f64], regions: &[Vec<Vec<[f64; 2]>>]) -> Vec<Label> {
        let label = |(k, region): (usize, &Vec<Vec<[f64; 2]>>)| {
            let within = |point: &&[f64; 2]| {
                let Frame { left, top, .. } = self.to.frame;
                let [x, y] = **point;
                x > left && x < self.to.frame.right() && y > top && y < self.to.frame.bottom()
            };
            let visible = region.iter().map(|ring| ring.iter().filter(within).copied().collect::<Vec<_>>());
            let longest = visible.max_by_key(Vec::len).filter(|points| !points.is_empty())?;
            let other = levels.get(k.wrapping_sub(1)).or(levels.get(k + 1)).copied().unwrap_or(0.0);
            let share = [0.62, 0.38, 0.7, 0.3, 0.8, 0.2, 0.5, 0.9, 0.1];
            Some(Label {
                text: apart(levels[k], (levels[k] - other).abs()),
                kind: Kind::Contour,
                colour: QUIET,
                places: share.map(|share| (longest[(share * (longest.len() - 1) as f64) as usize], 0.5)).to_vec(),
            })
        };
        regions.iter().enumerate().filter(|(k, _)| labelled(*k)).filter_map(label).collect()
    }

    /// Minima, the runs' ways, the start, and where they are now.
    fn paths(&self, pen: &mut Pen) {
        self.minima.iter().for_each(|point| marks::minimum(pen, self.to.point(*point)));
        for (number, run) in self.runs.iter().enumerate() {
            way::draw(pen, &number.to_string(), &run.trail, run.ink);
        }
        if self.to.holds(self.start) {
            marks::start(pen, self.to.point(self.start));
        }
        for run in &self.runs {
            run.trail.exit.iter().for_each(|exit| marks::exit(pen, exit, run.ink));
            run.now(&self.to).into_iter().for_each(|at| marks::ball(pen, at, run.ink));
        }
    }

    fn words(&self, pen: &mut Pen, heights: Vec<Label>) {
        let (to, frame) = (&self.to, self.to.frame);
        let mut labels = heights;
        let mut obstacles = Vec::new();
        let mut keep_off = |[x, y]: [f64; 2]| {
            obstacles.push(Frame { left: x - 8.0, top: y - 8.0, width: 16.0, height: 16.0 });
        };
        let mut add =
            |text: &str, kind, colour, places| labels.push(Label { text: text.to_owned(), kind, colour, places });
        if to.holds(self.start) {
            let at = to.point(self.start);
            keep_off(at);
            add(self.words.start(), Kind::Start, LABEL, around(at, 14.0));
        }
        for point in &self.minima {
            let at = to.point(*point);
            keep_off(at);
            add(self.words.minimum(), Kind::Minimum, LABEL, around(at, 12.0));
        }
        for run in &self.runs {
            let name = shortened(&run.name, MOST_LETTERS);
            if let Some(exit) = &run.trail.exit {
                let [x, y] = exit.toward;
                let text = format!("{name} · {}", self.words.out(exit.step));
                let back = [exit.at[0] - 18.0 * x, exit.at[1] - 18.0 * y];
                add(&text, Kind::Exit, run.ink.colour, around(back, 14.0));
            } else if let Some(at) = run.now(to) {
                keep_off(at);
                if self.runs.len() <= NAMED {
                    add(&name, Kind::Current, run.ink.colour, around(at, 13.0));
                }
            }
        }
        let trails = self.runs.iter().map(|run| &run.trail);
        let paths: Vec<[f64; 2]> =
            trails.flat_map(|trail| trail.old_dots.iter().chain(&trail.new_dots)).copied().collect();
        let Frame { left, top, width, height } = frame;
        let within = Frame { left: left + 4.0, top: top + 4.0, width: width - 8.0, height: height - 8.0 };
        let lines: Vec<_> = self.runs.iter().map(|run| (run.path.as_slice(), run.ink)).collect();
        if let Some(inset) = inset::of(&lines, to, within, &paths) {
            inset::draw(pen, &inset, &lines);
            obstacles.push(inset.to.frame);
        }
        labels::draw(pen, labels, within, &obstacles, &paths);
    }
}

/// Every third line is strong, and carries its height.
fn labelled(k: usize) -> bool {
    k % LABELLED == 1
}
