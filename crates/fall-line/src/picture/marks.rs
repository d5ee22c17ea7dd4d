//! The points that stand out: steps, where runs start and where they are, known minima, and the edge that a run left at.

use super::inks::{CASING, GROUND, Ink, LABEL, Marker, TEXT};
use super::pen::{Lines, Pen, Tag};
use super::trail::Exit;
use std::f64::consts::FRAC_1_SQRT_2;

/// Adds a marker of about `size` pixels around a point.
pub(super) fn marker(lines: &mut Lines, marker: Marker, at: [f64; 2], size: f64) {
    const ARM: f64 = 0.38;
    const TIP: f64 = 1.1;
    const PLUS: [[f64; 2]; 12] = [
        [-ARM, -TIP],
        [ARM, -TIP],
        [ARM, -ARM],
        [TIP, -ARM],
        [TIP, ARM],
        [ARM, ARM],
        [ARM, TIP],
        [-ARM, TIP],
        [-ARM, ARM],
        [-TIP, ARM],
        [-TIP, -ARM],
        [-ARM, -ARM],
    ];
    let r = size / 2.0;
    let mut around = |corners: &[[f64; 2]]| {
        let points: Vec<_> = corners.iter().map(|[i, j]| [at[0] + i * r, at[1] + j * r]).collect();
        lines.around(&points);
    };
    match marker {
        Marker::Circle => lines.circle(at, r),
        Marker::Square => around(&[[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]]),
        Marker::Triangle => around(&[[0.0, -1.15], [1.1, 0.8], [-1.1, 0.8]]),
        Marker::Diamond => around(&[[0.0, -1.25], [1.25, 0.0], [0.0, 1.25], [-1.25, 0.0]]),
        Marker::Plus => around(&PLUS),
        Marker::Cross => around(&PLUS.map(|[i, j]| [i - j, i + j].map(|x| x * FRAC_1_SQRT_2))),
    }
}

/// A ring with a dot in its middle: the ground is not coloured to show a minimum.
pub(super) fn minimum(pen: &mut Pen, at: [f64; 2]) {
    for (colour, width) in [(CASING, 3.5), (LABEL, 1.5)] {
        circle(pen, at, 6.0).set("fill", "none").stroke(colour, width).done();
    }
    circle(pen, at, 1.5).fill(LABEL).done();
}

/// An open circle.
pub(super) fn start(pen: &mut Pen, at: [f64; 2]) {
    circle(pen, at, 7.0).fill(GROUND).stroke(TEXT, 2.0).done();
    circle(pen, at, 2.5).fill(TEXT).done();
}

/// Where a run is: its marker, large.
pub(super) fn ball(pen: &mut Pen, at: [f64; 2], ink: Ink) {
    let mut lines = Lines::default();
    marker(&mut lines, ink.marker, at, 13.0);
    let tag = pen.tag("path").set("d", lines.text()).fill(ink.colour).stroke(GROUND, 4.0);
    tag.set("stroke-linejoin", "round").set("paint-order", "stroke").done();
}

/// An arrowhead with its point at the edge.
pub(super) fn exit(pen: &mut Pen, Exit { at, toward: [x, y], .. }: &Exit, ink: Ink) {
    let corner = |along: f64, aside: f64| [at[0] + along * x - aside * y, at[1] + along * y + aside * x];
    let mut lines = Lines::default();
    lines.around(&[*at, corner(-12.0, -6.0), corner(-9.0, 0.0), corner(-12.0, 6.0)]);
    let tag = pen.tag("path").set("d", lines.text()).fill(ink.colour).stroke(CASING, 4.0);
    tag.set("stroke-linejoin", "round").set("paint-order", "stroke").done();
}

fn circle(pen: &mut Pen, [x, y]: [f64; 2], radius: f64) -> Tag<'_> {
    pen.tag("circle").at("cx", x).at("cy", y).at("r", radius)
}
