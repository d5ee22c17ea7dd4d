//! What is left of a path once it is drawn: the lines and dots that add something to the picture.

use super::regions::thin;
use super::scales::Scales;
use std::collections::BTreeSet;

/// A run's way on the plane, in pixels.
pub(super) struct Trail {
    /// Unbroken lines: of what is older, and of the last steps.
    pub(super) older: Vec<Vec<[f64; 2]>>,
    pub(super) newest: Vec<Vec<[f64; 2]>>,
    /// Where there is a dot, of both.
    pub(super) old_dots: Vec<[f64; 2]>,
    pub(super) new_dots: Vec<[f64; 2]>,
    pub(super) exit: Option<Exit>,
}

/// Where a path leaves the picture for good.
pub(super) struct Exit {
    pub(super) step: usize,
    /// On the edge.
    pub(super) at: [f64; 2],
    /// Whereto, as a vector of length 1.
    pub(super) toward: [f64; 2],
}

/// Steps that are drawn at full strength.
const STRONG: usize = 20;
/// Points nearer than this are one point, in pixels.
const SAME: f64 = 0.75;
/// Dots closer than this are mush.
const APART: f64 = 6.0;
/// What all paths of a picture may cost together, in segments, and the least that one has.
const WORK: usize = 1600;
const LEAST: usize = 80;
/// Dots of all paths.
const DOTS: usize = 480;
/// Past its share, a segment is drawn only where it ends in a part of this size not seen yet, in pixels.
const PART: f64 = 24.0;
/// So far may an older line lie from where it was, in pixels.
const TOLERANCE: f64 = 0.3;

impl Trail {
    /// Of one of `among` paths x0, y0, x1, y1, …
    pub(super) fn of(path: &[[f64; 2]], to: &Scales, among: usize) -> Trail {
        let end = path.len().saturating_sub(1);
        // what comes after the step that led out would only be lines that lead nowhere
        let inside = path.iter().rposition(|point| to.holds(*point));
        let last = inside.map_or(0, |step| if step < end { step + 1 } else { end });
        let young = last.saturating_sub(STRONG);
        let segments = segments(path, to, last, LEAST.max(WORK / among.max(1)));
        let (older, newest) = segments.split_at(segments.partition_point(|[_, step]| *step <= young));
        let older = lines(path, to, older).iter().map(|line| thin(line, TOLERANCE)).collect();
        let newest = lines(path, to, newest);
        let dots = dots(path, to, last, DOTS / among.max(1));
        let (old, new) = dots.split_at(dots.partition_point(|step| *step <= young));
        let [old_dots, new_dots] = [old, new].map(|all| all.iter().map(|&step| to.point(path[step])).collect());
        let exit = exit(path, to, last);
        Trail { older, newest, old_dots, new_dots, exit }
    }
}

/// The segments worth a stroke: from which step to which.
fn segments(path: &[[f64; 2]], to: &Scales, last: usize, share: usize) -> Vec<[usize; 2]> {
    let cell = |[x, y]: [f64; 2], size: f64| [x, y].map(|at| libm::floor(at / size) as i32);
    let (mut stroked, mut parts, mut out) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    let mut from = 0;
    for step in 1..=last {
        let (a, b) = (path[from], path[step]);
        let near = |[a, b]: [[f64; 2]; 2]| (b[0] - a[0]).abs() < SAME && (b[1] - a[1]).abs() < SAME;
        let both = to.holds(a) && to.holds(b);
        // the way ends at its last point, however small a step that is
        if both && near([to.point(a), to.point(b)]) && step < last {
            continue;
        }
        let start = std::mem::replace(&mut from, step);
        let Some([a, b]) = to.cut(a, b) else { continue };
        let part = cell(b, PART);
        let recent = step + STRONG > last;
        if out.len() < share || recent {
            let [a, b] = [cell(a, 1.0), cell(b, 1.0)];
            // there and back for ever is one line
            if !stroked.insert(if a < b { [a, b] } else { [b, a] }) && !recent {
                continue;
            }
        } else if parts.contains(&part) {
            continue;
        }
        parts.insert(part);
        out.push([start, step]);
    }
    out
}

/// Segments in pixels, those that follow each other in one line.
fn lines(path: &[[f64; 2]], to: &Scales, segments: &[[usize; 2]]) -> Vec<Vec<[f64; 2]>> {
    let mut lines: Vec<Vec<[f64; 2]>> = Vec::new();
    for [from, step] in segments {
        let Some([a, b]) = to.cut(path[*from], path[*step]) else { continue };
        match lines.last_mut() {
            Some(line) if line.last() == Some(&a) => line.push(b),
            _ => lines.push(vec![a, b]),
        }
    }
    lines
}

/// Each far enough from every dot before it, so that a path that comes back does not fill up.
fn dots(path: &[[f64; 2]], to: &Scales, last: usize, most: usize) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let mut taken: BTreeSet<[i32; 2]> = BTreeSet::new();
    let mut places: Vec<[f64; 2]> = Vec::new();
    for (step, point) in path.iter().enumerate().take(last + 1).skip(1).filter(|(_, point)| to.holds(**point)) {
        let at = to.point(*point);
        let cell = at.map(|x| libm::floor(x / APART) as i32);
        // most points of a long path lie where there is a dot already
        if taken.contains(&cell) || out.len() >= most {
            continue;
        }
        if places.iter().all(|other| libm::hypot(other[0] - at[0], other[1] - at[1]) >= APART) {
            taken.insert(cell);
            places.push(at);
            out.push(step);
        }
    }
    out
}

fn exit(path: &[[f64; 2]], to: &Scales, last: usize) -> Option<Exit> {
    let out = *path.get(last)?;
    if last == 0 || to.holds(out) {
        return None;
    }
    let [a, b] = to.cut(path[last - 1], out)?;
    let by = [b[0] - a[0], b[1] - a[1]];
    let length = libm::hypot(by[0], by[1]);
    (length > 0.0).then(|| Exit { step: last, at: b, toward: by.map(|x| x / length) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::scales::Frame;

    fn to() -> Scales {
        Scales::new([0.0, 100.0, 0.0, 100.0], Frame { left: 0.0, top: 0.0, width: 100.0, height: 100.0 })
    }

    #[test]
    fn there_and_back_for_ever_is_one_line() {
        let path: Vec<_> = (0..10_000).map(|k| [20.0 + 60.0 * f64::from(k % 2), 50.0]).collect();
        let trail = Trail::of(&path, &to(), 1);
        assert!(trail.older.iter().map(Vec::len).sum::<usize>() <= 3, "{:?}", trail.older);
        assert!(trail.new_dots.len() + trail.old_dots.len() == 2 && trail.exit.is_none());
    }

    #[test]
    fn a_million_steps_stay_small_and_reach_their_end() {
        let path = (0..100_000).map(|k| {
            let angle = f64::from(k) * 0.7;
            let radius = 40.0 * libm::exp(-f64::from(k) / 30_000.0);
            [50.0 + radius * libm::cos(angle), 50.0 + radius * libm::sin(angle)]
        });
        let path: Vec<_> = path.collect();
        let trail = Trail::of(&path, &to(), 2);
        assert!(trail.older.iter().chain(&trail.newest).map(Vec::len).sum::<usize>() < 2000);
        assert_eq!(trail.newest.last().unwrap().last(), Some(&to().point(path[path.len() - 1])));
    }

    #[test]
    fn who_leaves_for_good_is_cut_at_the_edge() {
        let path: Vec<_> = (0..50).map(|k| [50.0 + 3.0 * f64::from(k), 50.0]).collect();
        let Some(Exit { step, at, toward }) = Trail::of(&path, &to(), 1).exit else { panic!() };
        assert_eq!((step, at, toward), (17, [100.0, 50.0], [1.0, 0.0]));
        let trail = Trail::of(&[[-5.0, 0.0]; 3], &to(), 1);
        assert!(trail.older.is_empty() && trail.newest.is_empty() && trail.exit.is_none());
    }
}
