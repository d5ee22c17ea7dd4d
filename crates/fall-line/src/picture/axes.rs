//! Two axes: a hairline frame, short ticks outside it, and their numbers.

use super::inks::{EDGE, QUIET, RULE};
use super::letters::width;
use super::numbers::{plain, power_of_ten};
use super::pen::{Lines, Pen};
use super::scales::{Scales, ticks};

/// Room for the numbers left of a frame and under it.
pub(super) const GUTTER: [f64; 2] = [42.0, 26.0];
const SIZE: f64 = 12.0;
/// What fits left of the frame, and between two ticks under it.
const MOST: [f64; 2] = [56.0, 34.0];

/// A tick: where it is on its axis, in pixels, and its number.
pub(super) type Tick = (f64, String);

/// Of the plane.
pub(super) fn plane(pen: &mut Pen, to: &Scales) {
    let ([x0, x1, y0, y1], frame) = (to.domain, to.frame);
    let xs: Vec<f64> =
        ticks(x0, x1, frame.width / 64.0).into_iter().filter(|x| to.x(*x) < frame.right() - 8.0).collect();
    let ys: Vec<f64> = ticks(y0, y1, frame.height / 48.0).into_iter().filter(|y| to.y(*y) > frame.top + 6.0).collect();
    let (across, common_x) = texts(&xs, MOST[0]);
    let (up, common_y) = texts(&ys, MOST[1]);
    let across: Vec<Tick> = xs.iter().map(|x| to.x(*x)).zip(across).collect();
    let up: Vec<Tick> = ys.iter().map(|y| to.y(*y)).zip(up).collect();
    draw(pen, to, &across, &up);
    // in the picture's corners, beside the numbers that they belong to
    for (text, y) in [(common_x, frame.bottom() - 6.0), (common_y, frame.top + 14.0)] {
        if !text.is_empty() {
            pen.tag("text").at("x", frame.left + 8.0).at("y", y).at("font-size", SIZE).fill(QUIET).says(&text);
        }
    }
}

/// A frame with these ticks.
pub(super) fn draw(pen: &mut Pen, to: &Scales, across: &[Tick], up: &[Tick]) {
    let frame = to.frame;
    let (mut edge, mut lines) = (Lines::default(), Lines::default());
    edge.around(&frame.corners());
    pen.tag("path").set("d", edge.text()).set("fill", "none").stroke(RULE, 1.0).done();
    for (x, _) in across {
        lines.along(&[[*x, frame.bottom()], [*x, frame.bottom() + 4.0]]);
    }
    for (y, _) in up {
        lines.along(&[[frame.left, *y], [frame.left - 4.0, *y]]);
    }
    if lines.is_empty() {
        return;
    }
    pen.tag("path").set("d", lines.text()).set("fill", "none").stroke(EDGE, 1.0).done();
    pen.tag("g").at("font-size", SIZE).set("text-anchor", "middle").fill(QUIET).open();
    for (x, text) in across {
        pen.tag("text").at("x", *x).at("y", frame.bottom() + 17.0).says(text);
    }
    pen.end("g");
    pen.tag("g").at("font-size", SIZE).set("text-anchor", "end").fill(QUIET).open();
    for (y, text) in up {
        pen.tag("text").at("x", frame.left - 7.0).at("y", y + 0.35 * SIZE).says(text);
    }
    pen.end("g");
}

/// What stands at ticks, and what they have in common where that would be too long: a power of ten, and, where they hardly
/// differ, what is to be added: −2, 0, 2 with ×10⁻⁹ + 1.5.
fn texts(values: &[f64], most: f64) -> (Vec<String>, String) {
    let fits = |texts: &[String]| texts.iter().all(|text| width(text, SIZE) <= most);
    let step = values.get(1).zip(values.first()).map_or(0.0, |(second, first)| second - first);
    let tidy = |value: f64| if value.abs() < step * 1e-6 { 0.0 } else { value };
    let own: Vec<String> = values.iter().map(|&value| plain(tidy(value))).collect();
    if fits(&own) || step <= 0.0 {
        return (own, String::new());
    }
    let power = libm::floor(libm::log10(step * 1.0001));
    let unit = libm::pow(10.0, power);
    let whole = |base: f64| values.iter().map(|value| plain(libm::round((value - base) / unit))).collect::<Vec<_>>();
    let common = "×".to_owned() + &power_of_ten(power as i32);
    if fits(&whole(0.0)) {
        return (whole(0.0), common);
    }
    // a round number among them, so that what is left is short
    let middle = values.get(values.len() / 2).copied().unwrap_or(0.0);
    let base = libm::round(middle / (10.0 * unit)) * 10.0 * unit;
    (whole(base), common + if base < 0.0 { " − " } else { " + " } + &plain(base.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_long_numbers_have_in_common_stands_once() {
        for (values, wanted, common) in [
            (&[-5.0, 0.0, 5.0][..], &["−5", "0", "5"][..], ""),
            (&[-0.2, 2.7755575615628914e-17, 0.2], &["−0.2", "0", "0.2"], ""),
            (&[1e-9, 2e-9], &["1", "2"], "×10⁻⁹"),
            (&[1.5, 1.500_000_002], &["0", "2"], "×10⁻⁹ + 1.5"),
        ] {
            let (texts, shared) = texts(values, 34.0);
            assert_eq!((texts, shared.as_str()), (wanted.iter().map(|text| (*text).to_owned()).collect(), common));
        }
    }
}
