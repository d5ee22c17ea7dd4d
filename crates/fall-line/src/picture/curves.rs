//! Curves: a quantity of each run, epoch by epoch, on a scale that suits it.

use super::axes::{self, Tick};
use super::inks::{CASING, Ink, QUIET};
use super::numbers::plain;
use super::pen::{Lines, Pen};
use super::regions::thin;
use super::scales::{Frame, Scales, larger, smaller, ticks};
use crate::experiment::{CurvesPanel, Panel, View};
use crate::fields::{Form, Slot};
use crate::json::Json;
use crate::training::Learner;

/// What is drawn of all runs.
pub(super) struct Curves<'a> {
    /// By its name in results.
    pub(super) series: String,
    log: bool,
    lines: Vec<Line<'a>>,
}

struct Line<'a> {
    values: &'a [f64],
    /// The epoch of the first.
    first: usize,
}

/// Up to so many times the lowest, heights between powers of ten are worth a line.
const FEW: f64 = 100.0;
/// As many decades as double precision tells apart.
const DECADES: f64 = 16.0;
/// So far may a curve lie from where it was, in pixels.
const TOLERANCE: f64 = 0.3;

impl<'a> Curves<'a> {
    /// What the document's curves are of, where the runs have it, else their loss.
    pub(super) fn of(view: &View, learners: &'a [Learner]) -> Curves<'a> {
        let chosen = view.panels.iter().find_map(|panel| match panel {
            Panel::CurvesPanel(curves) => Some(curves.clone()),
            _ => None,
        });
        let CurvesPanel { quantity, log, .. } = chosen.unwrap_or_default();
        let asked = match quantity.write(Form::Full) {
            Some(Json::Text(name)) => name,
            _ => String::new(),
        };
        let there = learners.iter().any(|learner| !learner.series(&asked).is_empty());
        let series = if there { asked } else { "loss".to_owned() };
        // what belongs to an epoch's last update has none at the start
        let first = usize::from(matches!(series.as_str(), "lr" | "gradient_norm"));
        let lines: Vec<_> = learners.iter().map(|learner| Line { values: learner.series(&series), first }).collect();
        let mut all = lines.iter().flat_map(|line| line.values);
        let positive = all.clone().all(|value| *value >= 0.0) && all.any(|value| *value > 0.0);
        let log = positive && log.unwrap_or(series != "lr");
        Curves { series, log, lines }
    }

    /// In a frame, up to so many epochs; with a line at one of them.
    pub(super) fn draw(&self, pen: &mut Pen, frame: Frame, epochs: u32, at: Option<u32>) {
        let (low, high) = self.bounds();
        let place = |value: f64| if self.log { libm::log10(value) } else { value };
        let to = Scales::new([0.0, larger(1.0, f64::from(epochs)), place(low), place(high)], frame);
        let across = ticks(0.0, to.domain[1], frame.width / 64.0).into_iter().filter(|x| *x == libm::round(*x));
        let across: Vec<Tick> = across.map(|x| (to.x(x), plain(x))).collect();
        axes::draw(pen, &to, &across, &self.heights(&to));
        if let Some(at) = at.filter(|at| *at < epochs) {
            let x = to.x(f64::from(at));
            let mut line = Lines::default();
            line.along(&[[x, frame.top], [x, frame.bottom()]]);
            pen.tag("path").set("d", line.text()).stroke(QUIET, 1.0).dash(&[2.0, 3.0]).done();
        }
        pen.tag("g").set("fill", "none").set("stroke-linejoin", "round").open();
        for (run, line) in self.lines.iter().enumerate() {
            let mut d = Lines::default();
            for part in self.parts(line, &to) {
                d.along(&thin(&part, TOLERANCE));
            }
            if !d.is_empty() {
                let ink = Ink::of_run(run);
                pen.tag("path").set("d", d.text()).stroke(CASING, 4.0).set("opacity", ".8").done();
                pen.tag("path").set("d", d.text()).stroke(ink.colour, 2.0).dash(ink.dash).done();
            }
        }
        pen.end("g");
    }

    /// Unbroken parts of a line, in pixels: a zero has no place among decades. Of many epochs in a pixel the highest and
    /// the lowest, which no peak escapes.
    fn parts(&self, line: &Line<'_>, to: &Scales) -> Vec<Vec<[f64; 2]>> {
        let [.., low, high] = to.domain;
        let mut parts = vec![Vec::new()];
        let each = larger(1.0, libm::floor(to.domain[1] / to.frame.width)) as usize;
        for (number, values) in line.values.chunks(each).enumerate() {
            let placed = |value: f64| if self.log { libm::log10(value) } else { value };
            let ends = if each == 1 {
                vec![values[0]]
            } else {
                let ends =
                    [values.iter().copied().fold(values[0], larger), values.iter().copied().fold(values[0], smaller)];
                ends.to_vec()
            };
            for value in ends.into_iter().map(placed) {
                if !value.is_finite() {
                    parts.push(Vec::new());
                    continue;
                }
                // who flies off is cut where it leaves
                let kept = smaller(larger(value, low), high);
                let point = to.point([(number * each + line.first) as f64, kept]);
                parts.last_mut().into_iter().for_each(|part| part.push(point));
            }
        }
        parts
    }

    fn bounds(&self) -> (f64, f64) {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for &value in self.lines.iter().flat_map(|line| line.values).filter(|value| !self.log || **value > 0.0) {
            (low, high) = (smaller(low, value), larger(high, value));
        }
        if low > high {
            return (0.1, 1.0);
        }
        if !self.log {
            let span = high - low;
            let air = 0.05 * if span > 0.0 { span } else { larger(high.abs(), 1.0) };
            return (if low >= 0.0 && low < 0.5 * high { 0.0 } else { low - air }, high + air);
        }
        // a round height at both ends: 1, 2 or 5 times a power of ten where there are few decades
        let (low, high) = (larger(low, high * libm::pow(10.0, -DECADES)), high);
        let few = high / low < FEW;
        let below = rounds(low, few).take_while(|round| *round <= low * (1.0 + 1e-9)).last().unwrap_or(low);
        let above = rounds(high, few).find(|round| *round >= high * (1.0 - 1e-9)).unwrap_or(high);
        (if below < above { below } else { above / 10.0 }, above)
    }

    fn heights(&self, to: &Scales) -> Vec<Tick> {
        let [.., low, high] = to.domain;
        let most = to.frame.height / 40.0;
        if !self.log {
            let all = ticks(low, high, most).into_iter();
            return all.map(|y| (to.y(y), plain(if y.abs() < 1e-12 * (high - low) { 0.0 } else { y }))).collect();
        }
        let few = high - low <= libm::log10(FEW);
        if few {
            let all = (libm::floor(low) as i32..=libm::ceil(high) as i32).map(f64::from);
            let all = all.flat_map(|power| rounds(libm::pow(10.0, power), true).skip(3).take(3));
            let within = all.filter(|round| (low - 1e-9..=high + 1e-9).contains(&libm::log10(*round)));
            return within.map(|round| (to.y(libm::log10(round)), plain(round))).collect();
        }
        let every = larger(1.0, libm::ceil((high - low) / most));
        let all = (0..64).map(|k| high - f64::from(k) * every).take_while(|power| *power >= low - 1e-9);
        all.map(|power| (to.y(power), plain(libm::pow(10.0, power)))).collect()
    }
}

/// Ascending round numbers about one: powers of ten, or also twice and five times as much. The three from the number's
/// own power of ten on are the fourth to the sixth.
fn rounds(about: f64, few: bool) -> impl Iterator<Item = f64> {
    let power = libm::floor(libm::log10(about) + 1e-9);
    let all = (0..9).map(move |k| {
        let digit = [1.0, 2.0, 5.0][k % 3];
        (digit, digit * libm::pow(10.0, power + (k / 3) as f64 - 1.0))
    });
    all.filter(move |(digit, _)| few || *digit == 1.0).map(|(_, round)| round)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curves(values: &[f64], log: bool) -> Curves<'_> {
        Curves { series: "loss".into(), log, lines: vec![Line { values, first: 0 }] }
    }

    #[test]
    fn the_scale_begins_and_ends_at_round_heights() {
        for (values, log, wanted) in [
            (&[0.3, 0.7][..], true, (0.2, 1.0)),
            (&[0.011, 0.9], true, (0.01, 1.0)),
            (&[0.003, 12.0], true, (0.001, 100.0)),
            (&[0.0, 5.0], true, (0.5, 5.0)),
            (&[1e-30, 1.0], true, (1e-16, 1.0)),
            (&[], true, (0.1, 1.0)),
            (&[0.1, 0.9], false, (0.0, 0.9400000000000001)),
        ] {
            assert_eq!(curves(values, log).bounds(), wanted, "{values:?}");
        }
    }

    #[test]
    fn many_epochs_in_a_pixel_keep_their_peaks() {
        let values: Vec<f64> = (0..10_000).map(|k| if k == 7777 { 9.0 } else { 1.0 }).collect();
        let to = Scales::new([0.0, 9999.0, 0.0, 10.0], Frame { left: 0.0, top: 0.0, width: 100.0, height: 100.0 });
        let own = curves(&values, false);
        let parts = own.parts(&own.lines[0], &to);
        assert!(parts.len() == 1 && parts[0].len() < 300 && parts[0].iter().any(|[_, y]| (*y - 10.0).abs() < 0.1));
    }
}
