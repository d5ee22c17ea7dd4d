//! Words on the plane: placed by priority, and the loser is not drawn.

use super::inks::{CASING, Colour};
use super::letters::width;
use super::pen::Pen;
use super::scales::Frame;

/// What a word is of, the more important first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Start,
    Exit,
    Current,
    Minimum,
    Contour,
}

pub(super) struct Label {
    pub(super) text: String,
    pub(super) kind: Kind,
    pub(super) colour: Colour,
    /// Where it may stand, the best first: a point of its middle line, and from there to the right (0), around it (0.5)
    /// or to the left (1).
    pub(super) places: Vec<([f64; 2], f64)>,
}

const LINE: f64 = 16.0;

impl Label {
    fn size(&self) -> f64 {
        if self.kind == Kind::Contour { 11.0 } else { 13.0 }
    }

    fn frame(&self, ([x, y], share): ([f64; 2], f64)) -> Frame {
        let width = width(&self.text, self.size());
        Frame { left: x - share * width, top: y - LINE / 2.0, width, height: LINE }
    }
}

/// Places around a point: right, above, below, left, then the corners.
pub(super) fn around([x, y]: [f64; 2], gap: f64) -> Vec<([f64; 2], f64)> {
    let far = gap + LINE / 2.0 - 3.0;
    vec![
        ([x + gap, y], 0.0),
        ([x, y - far], 0.5),
        ([x, y + far], 0.5),
        ([x - gap, y], 1.0),
        ([x + gap, y - gap], 0.0),
        ([x + gap, y + gap], 0.0),
        ([x - gap, y - gap], 1.0),
        ([x - gap, y + gap], 1.0),
    ]
}

/// Draws each label at the first of its places that lies in `within` and touches neither a label nor an obstacle; heights
/// keep off the paths too.
pub(super) fn draw(pen: &mut Pen, mut labels: Vec<Label>, within: Frame, obstacles: &[Frame], paths: &[[f64; 2]]) {
    labels.sort_by_key(|label| label.kind);
    let mut taken = obstacles.to_vec();
    for label in labels {
        let free = |place: &([f64; 2], f64)| {
            let frame = label.frame(*place);
            let clear =
                |[x, y]: &[f64; 2]| !touch(&frame, &Frame { left: x - 3.0, top: y - 3.0, width: 6.0, height: 6.0 });
            inside(&within, &frame)
                && !taken.iter().any(|other| touch(&frame, other))
                && (label.kind != Kind::Contour || paths.iter().all(clear))
        };
        let Some(place) = label.places.iter().copied().find(free) else { continue };
        taken.push(label.frame(place));
        let ([x, y], share) = place;
        let size = label.size();
        let anchor = if share == 0.0 {
            "start"
        } else if share == 1.0 {
            "end"
        } else {
            "middle"
        };
        let tag = pen.tag("text").at("x", x).at("y", y + 0.35 * size).at("font-size", size).set("text-anchor", anchor);
        let tag = if label.kind == Kind::Contour { tag } else { tag.set("font-weight", "500") };
        let tag = tag.stroke(CASING, 4.0).set("stroke-linejoin", "round").set("paint-order", "stroke");
        tag.fill(label.colour).says(&label.text);
    }
}

fn inside(outer: &Frame, frame: &Frame) -> bool {
    frame.left >= outer.left
        && frame.top >= outer.top
        && frame.right() <= outer.right()
        && frame.bottom() <= outer.bottom()
}

fn touch(a: &Frame, b: &Frame) -> bool {
    let air = 2.0;
    a.left < b.right() + air && b.left < a.right() + air && a.top < b.bottom() + air && b.top < a.bottom() + air
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Theme;
    use crate::picture::inks::LABEL;

    #[test]
    fn the_less_important_word_gives_way() {
        let within = Frame { left: 0.0, top: 0.0, width: 200.0, height: 40.0 };
        let label = |text: &str, kind, places| Label { text: text.into(), kind, colour: LABEL, places };
        let drawn = |obstacles: &[Frame], paths: &[[f64; 2]]| {
            let mut pen = Pen::new(Theme::Light, String::new());
            let labels = vec![
                label("height", Kind::Contour, vec![([50.0, 20.0], 0.5), ([150.0, 20.0], 0.5)]),
                label("Start", Kind::Start, vec![([50.0, 20.0], 0.5)]),
                label("lost", Kind::Minimum, vec![([50.0, 20.0], 0.5), ([-50.0, 20.0], 0.5)]),
            ];
            draw(&mut pen, labels, within, obstacles, paths);
            pen.document([1.0, 1.0], "", "")
        };
        let text = drawn(&[], &[]);
        assert!(text.contains(">Start<") && text.contains("x=\"1500\"") && !text.contains(">lost<"), "{text}");
        assert!(!drawn(&[], &[[150.0, 20.0]]).contains(">height<"));
        assert!(!drawn(&[within], &[]).contains("<text"));
    }
}
