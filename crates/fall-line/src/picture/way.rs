//! The way of a run: its line with an edge in the ground's colour, and its dots; what is older is paler.

use super::inks::{CASING, Ink};
use super::marks::marker;
use super::pen::{Lines, Pen, Tag};
use super::scales::Frame;
use super::trail::Trail;

/// How strong older steps are.
const FADED: &str = ".8";

/// `name` is what no other way of the picture is called.
pub(super) fn draw(pen: &mut Pen, name: &str, trail: &Trail, ink: Ink) {
    let faded = |tag: Tag<'_>, is_old: bool| if is_old { tag.set("opacity", FADED).done() } else { tag.done() };
    let mut spent = 0.0;
    pen.tag("g").set("fill", "none").set("stroke-linejoin", "round").open();
    for (part, lines, is_old) in [("-old", &trail.older, true), ("-new", &trail.newest, false)] {
        let mut d = Lines::default();
        lines.iter().for_each(|line| d.along(line));
        if d.is_empty() {
            continue;
        }
        let id = [&pen.id, part, name].concat();
        let address = ["#", &id].concat();
        pen.tag("defs").open();
        pen.tag("path").set("id", &id).set("d", d.text()).done();
        pen.end("defs");
        faded(pen.tag("use").set("href", &address).stroke(CASING, 6.0), is_old);
        let tag = pen.tag("use").set("href", &address).stroke(ink.colour, 2.0).dash(ink.dash);
        // dashes run on where the way does
        faded(if ink.dash.is_empty() || spent == 0.0 { tag } else { tag.at("stroke-dashoffset", spent) }, is_old);
        spent = lines.last().map_or(0.0, |line| length(line)) % 1000.0;
    }
    pen.end("g");
    for (dots, is_old) in [(&trail.old_dots, true), (&trail.new_dots, false)] {
        let mut d = Lines::default();
        dots.iter().for_each(|dot| marker(&mut d, ink.marker, *dot, 5.0));
        if !d.is_empty() {
            faded(pen.tag("path").set("d", d.text()).fill(ink.colour), is_old);
        }
    }
}

/// Everything up to the end of a group is cut at a frame.
pub(super) fn clip(pen: &mut Pen, name: &str, frame: &Frame) {
    let id = [&pen.id, "-", name].concat();
    let address = ["url(#", &id, ")"].concat();
    let mut edge = Lines::default();
    edge.around(&frame.corners());
    pen.tag("clipPath").set("id", &id).open();
    pen.tag("path").set("d", edge.text()).done();
    pen.end("clipPath");
    pen.tag("g").set("clip-path", &address).open();
}

fn length(line: &[[f64; 2]]) -> f64 {
    line.windows(2).map(|pair| libm::hypot(pair[1][0] - pair[0][0], pair[1][1] - pair[0][1])).sum()
}
