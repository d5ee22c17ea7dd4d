//! What stands around a picture: the sentence over it, and under it the runs with what came of them.

use super::heights::Heights;
use super::inks::{CONTOUR, Colour, EDGE, HIGH, Ink, LOW, QUIET, TEXT};
use super::letters::{lines, shortened, width};
use super::marks::marker;
use super::numbers::format;
use super::pen::{Lines, Pen};
use super::scales::smaller;

/// Around everything, in pixels.
pub(super) const EDGES: f64 = 16.0;
const LINE: f64 = 24.0;
const GAP: f64 = 24.0;
const SWATCH: f64 = 36.0;
const BAR: f64 = 96.0;
const NAME: f64 = 13.0;
const SMALL: f64 = 12.0;
const SENTENCE: f64 = 15.0;
const MOST_LETTERS: usize = 32;
const MOST_LINES: usize = 6;

/// One thing of a legend.
pub(super) enum Item {
    /// A run's line, its name and what came of it.
    Run { ink: Ink, name: String, value: String },
    /// Words alone.
    Words(String),
    /// What shades mean, and how they are spread.
    Shades(Heights, &'static str),
    /// What a point of this colour is; with a hole where it is not filled.
    Point { colour: Colour, filled: bool, what: String },
}

impl Item {
    pub(super) fn run(run: usize, name: &str, value: String) -> Item {
        Item::Run { ink: Ink::of_run(run), name: shortened(name, MOST_LETTERS), value }
    }

    fn width(&self) -> f64 {
        match self {
            Item::Run { name, value, .. } => SWATCH + 8.0 + width(name, NAME) + 8.0 + width(value, SMALL),
            Item::Words(words) => width(words, SMALL),
            Item::Shades(heights, ramp) => {
                let ends = ends(heights);
                ends.iter().map(|end| width(end, SMALL) + 8.0).sum::<f64>() + BAR + 8.0 + width(ramp, SMALL)
            }
            Item::Point { what, .. } => 16.0 + width(what, SMALL),
        }
    }

    fn draw(&self, pen: &mut Pen, [x, y]: [f64; 2]) {
        let write = |pen: &mut Pen, x: f64, size: f64, colour: Colour, text: &str| {
            let tag = pen.tag("text").at("x", x).at("y", y + 0.35 * size).at("font-size", size);
            let tag = if colour == TEXT { tag.set("font-weight", "500") } else { tag };
            tag.fill(colour).says(text);
            x + width(text, size) + 8.0
        };
        match self {
            Item::Run { ink, name, value } => {
                let (mut line, mut mark) = (Lines::default(), Lines::default());
                line.along(&[[x, y], [x + SWATCH, y]]);
                marker(&mut mark, ink.marker, [x + SWATCH / 2.0, y], 10.0);
                pen.tag("path").set("d", line.text()).stroke(ink.colour, 2.0).dash(ink.dash).done();
                pen.tag("path").set("d", mark.text()).fill(ink.colour).done();
                // one text, so that the value follows its name in whatever face there is
                let tag = pen.tag("text").at("x", x + SWATCH + 8.0).at("y", y + 0.35 * NAME);
                tag.at("font-size", NAME).set("font-weight", "500").fill(TEXT).open();
                pen.tag("tspan").says(name);
                let tag = pen.tag("tspan").at("dx", 6.0).at("font-size", SMALL).set("font-weight", "400");
                tag.fill(QUIET).says(value);
                pen.end("text");
            }
            Item::Words(words) => drop(write(pen, x, SMALL, QUIET, words)),
            Item::Shades(heights, ramp) => {
                let [low, high] = ends(heights);
                let left = write(pen, x, SMALL, QUIET, &low);
                for k in 0..12 {
                    let mut part = Lines::default();
                    let (from, to) = (left + f64::from(k) * BAR / 12.0, left + f64::from(k + 1) * BAR / 12.0);
                    part.around(&[[from, y - 5.0], [to, y - 5.0], [to, y + 5.0], [from, y + 5.0]]);
                    let shade = LOW.mixed(HIGH, (f64::from(k) + 0.5) / 12.0);
                    pen.tag("path").set("d", part.text()).fill(shade).done();
                }
                let mut marks = Lines::default();
                for level in heights.levels() {
                    let at = left + BAR * heights.shade(level);
                    marks.along(&[[at, y - 5.0], [at, y + 5.0]]);
                }
                pen.tag("path").set("d", marks.text()).stroke(CONTOUR, 1.0).done();
                let mut edge = Lines::default();
                edge.around(&[[left, y - 5.0], [left + BAR, y - 5.0], [left + BAR, y + 5.0], [left, y + 5.0]]);
                pen.tag("path").set("d", edge.text()).set("fill", "none").stroke(EDGE, 1.0).done();
                let next = write(pen, left + BAR + 8.0, SMALL, QUIET, &high);
                write(pen, next, SMALL, QUIET, ramp);
            }
            Item::Point { colour, filled, what } => {
                let tag = pen.tag("circle").at("cx", x + 5.0).at("cy", y).at("r", 4.0).stroke(*colour, 1.5);
                let tag = if *filled { tag.fill(*colour) } else { tag.set("fill", "none") };
                tag.done();
                write(pen, x + 16.0, SMALL, QUIET, what);
            }
        }
    }
}

fn ends(heights: &Heights) -> [String; 2] {
    [heights.lowest(), heights.high].map(|end| format(end, 2))
}

/// Draws everything in rows that fit between `left` and `right`, from `top`: how far down it reaches.
pub(super) fn draw(pen: &mut Pen, items: &[Item], left: f64, right: f64, top: f64) -> f64 {
    let (mut x, mut y) = (left, top + LINE / 2.0);
    for item in items {
        let wide = smaller(item.width(), right - left);
        if x > left && x + wide > right {
            (x, y) = (left, y + LINE);
        }
        item.draw(pen, [x, y]);
        x += wide + GAP;
    }
    if items.is_empty() { top } else { y + LINE / 2.0 }
}

/// Writes a sentence over the picture: how far down it reaches.
pub(super) fn sentence(pen: &mut Pen, text: &str, left: f64, right: f64, top: f64) -> f64 {
    let lines = lines(text, SENTENCE, right - left, MOST_LINES);
    if lines.is_empty() {
        return top;
    }
    pen.tag("g").at("font-size", SENTENCE).fill(TEXT).open();
    let mut y = top;
    for line in &lines {
        y += LINE;
        pen.tag("text").at("x", left).at("y", y - 7.0).says(line);
    }
    pen.end("g");
    y + 8.0
}
