//! The magnified corner: where all runs end within a few pixels of each other, what they do there.

use super::inks::{EDGE, GROUND, Ink, QUIET};
use super::numbers::plain;
use super::pen::{Lines, Pen};
use super::scales::{Frame, Scales, larger, smaller};
use super::trail::Trail;
use super::{marks, way};

pub(super) struct Inset {
    zoom: f64,
    pub(super) to: Scales,
}

/// A path on the plane, and how it looks.
pub(super) type Line<'a> = (&'a [[f64; 2]], Ink);

/// Runs nearer to each other than this cannot be told apart, in pixels.
const NEAR: f64 = 12.0;
const ZOOMS: [f64; 8] = [1000.0, 400.0, 200.0, 100.0, 40.0, 20.0, 10.0, 5.0];
const LARGEST: f64 = 112.0;
/// Smaller than this it shows nothing.
const SMALLEST: f64 = 40.0;
/// Between it and a path.
const CLEAR: f64 = 8.0;
/// Between it and the frame.
const AIR: f64 = 6.0;
/// So many of the last steps are what it shows.
const STEPS: usize = 20;
/// Of what is older, so much is seen.
const OLDER: usize = 400;

/// None while the runs are apart, have hardly begun, or are one alone, and where there is no room.
pub(super) fn of(lines: &[Line<'_>], to: &Scales, room: Frame, dots: &[[f64; 2]]) -> Option<Inset> {
    let ends: Vec<[f64; 2]> = lines.iter().filter_map(|(path, _)| path.last().copied()).collect();
    let begun = lines.iter().all(|(path, _)| path.len() > STEPS);
    if ends.len() < 2 || !begun || !ends.iter().all(|end| to.holds(*end)) {
        return None;
    }
    let spread = |of: fn(&[f64; 2]) -> f64| {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for end in &ends {
            let at = of(&to.point(*end));
            (low, high) = (smaller(low, at), larger(high, at));
        }
        high - low
    };
    if libm::hypot(spread(|at| at[0]), spread(|at| at[1])) > NEAR {
        return None;
    }
    let mean = |of: fn(&[f64; 2]) -> f64| ends.iter().map(of).sum::<f64>() / ends.len() as f64;
    let middle = [mean(|end| end[0]), mean(|end| end[1])];
    let unit = (to.domain[1] - to.domain[0]) / to.frame.width;
    let newest = lines.iter().flat_map(|(path, _)| path.iter().rev().take(STEPS + 1));
    let reach = newest.flat_map(|[x, y]| [(x - middle[0]).abs(), (y - middle[1]).abs()]).fold(0.0, larger);

    let [x, y] = to.point(middle);
    let starts = lines.iter().filter_map(|(path, _)| path.first()).map(|start| to.point(*start));
    let taken: Vec<[f64; 2]> = starts.chain(dots.iter().copied()).collect();
    let free = |frame: &Frame| {
        !taken.iter().any(|[x, y]| {
            *x > frame.left - CLEAR
                && *x < frame.right() + CLEAR
                && *y > frame.top - CLEAR
                && *y < frame.bottom() + CLEAR
        })
    };
    // the corners, those first that are farthest from what it magnifies
    let (right, low) = (x <= room.left + room.width / 2.0 + 1.0, y < room.top + room.height / 2.0 - 1.0);
    let corners = [(right, low), (right, !low), (!right, low), (!right, !low)];
    let most = smaller(LARGEST, libm::round(room.height * 0.45));
    let sizes = [most, libm::round(most * 0.75)].into_iter().filter(|size| *size >= SMALLEST);
    let frames = sizes.flat_map(|size| {
        corners.map(|(right, low)| Frame {
            left: if right { room.right() - size - AIR } else { room.left + AIR },
            top: if low { room.bottom() - size - AIR } else { room.top + AIR },
            width: size,
            height: size,
        })
    });
    let frame = frames.into_iter().find(free)?;
    let fits = frame.width / 2.0 / (reach / unit);
    let zoom = ZOOMS.into_iter().find(|zoom| *zoom <= fits)?;
    let half = frame.width / 2.0 / zoom * unit;
    let domain = [middle[0] - half, middle[0] + half, middle[1] - half, middle[1] + half];
    Some(Inset { zoom, to: Scales::fitted(domain, frame) })
}

pub(super) fn draw(pen: &mut Pen, Inset { zoom, to }: &Inset, lines: &[Line<'_>]) {
    let frame = to.frame;
    let mut edge = Lines::default();
    edge.around(&frame.corners());
    pen.tag("path").set("d", edge.text()).fill(GROUND).stroke(EDGE, 1.0).done();
    way::clip(pen, "inset", &frame);
    for (number, (path, ink)) in lines.iter().enumerate() {
        let recent = path.get(path.len().saturating_sub(OLDER)..).unwrap_or_default();
        way::draw(pen, &["i", &number.to_string()].concat(), &Trail::of(recent, to, 4 * lines.len()), *ink);
    }
    for (path, ink) in lines {
        if let Some(at) = path.last().filter(|at| to.holds(**at)) {
            marks::ball(pen, to.point(*at), *ink);
        }
    }
    pen.end("g");
    let (x, y) = (frame.left + 7.0, frame.top + 15.0);
    let text = ["×", &plain(*zoom)].concat();
    pen.tag("text").at("x", x).at("y", y).at("font-size", 11.0).fill(QUIET).says(&text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stands_where_all_runs_have_come_together_and_nobody_is() {
        let to = Scales::new([0.0, 400.0, 0.0, 300.0], Frame { left: 0.0, top: 0.0, width: 400.0, height: 300.0 });
        let toward = |x: f64, y: f64, steps: u32| {
            let share = move |k: u32| libm::exp(-f64::from(k) / 4.0);
            (0..=steps).map(|k| [200.0 + (x - 200.0) * share(k), 150.0 + (y - 150.0) * share(k)]).collect::<Vec<_>>()
        };
        let (a, b) = (toward(20.0, 20.0, 40), toward(20.0, 280.0, 40));
        let (ink, other) = (Ink::of_run(0), Ink::of_run(1));
        let inset = of(&[(&a, ink), (&b, other)], &to, to.frame, &[]).unwrap();
        assert_eq!((inset.zoom, inset.to.frame.left, inset.to.frame.top), (40.0, 282.0, 6.0));
        assert!(inset.to.holds(a[40]) && inset.to.holds(a[30]));
        let moved = of(&[(&a, ink), (&b, other)], &to, to.frame, &[[300.0, 50.0]]).unwrap();
        assert_eq!((moved.to.frame.left, moved.to.frame.top), (282.0, 182.0));
        let near = toward(20.0, 20.0, 10);
        for lines in [&[(a.as_slice(), ink)][..], &[(&near, ink), (&near, other)], &[(&a, ink), (&near, other)]] {
            assert!(of(lines, &to, to.frame, &[]).is_none());
        }
    }
}
