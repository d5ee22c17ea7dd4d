//! From the plane's numbers to pixels.

use super::Domain;

/// A rectangle in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A part of the plane in a rectangle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scales {
    pub(super) domain: Domain,
    pub(super) frame: Frame,
}

impl Frame {
    pub(super) fn right(&self) -> f64 {
        self.left + self.width
    }

    pub(super) fn bottom(&self) -> f64 {
        self.top + self.height
    }

    pub(super) fn corners(&self) -> [[f64; 2]; 4] {
        let Frame { left, top, .. } = *self;
        [[left, top], [self.right(), top], [self.right(), self.bottom()], [left, self.bottom()]]
    }
}

/// Farther out, the length of a domain would be no number.
const FARTHEST: f64 = f64::MAX / 4.0;

impl Scales {
    pub(super) fn new(domain: Domain, frame: Frame) -> Scales {
        Scales { domain, frame }
    }

    /// The smallest part of the plane around `domain` that fills the frame with equal pixels a unit.
    pub(super) fn fitted(domain: Domain, frame: Frame) -> Scales {
        let [x0, x1, y0, y1] = domain.map(reachable);
        let (cx, cy) = ((x0 + x1) / 2.0, (y0 + y1) / 2.0);
        // finer than this, neighbouring pixels would be the same number
        let finest = 1e-300 + (cx.abs() + cy.abs()) * 1e-15;
        let unit = larger(larger((x1 - x0) / frame.width, (y1 - y0) / frame.height), finest);
        let (w, h) = (unit * frame.width / 2.0, unit * frame.height / 2.0);
        Scales { domain: [cx - w, cx + w, cy - h, cy + h].map(reachable), frame }
    }

    pub(super) fn x(&self, value: f64) -> f64 {
        let [x0, x1, ..] = self.domain;
        self.frame.left + (value - x0) * (self.frame.width / (x1 - x0))
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        let [.., y0, y1] = self.domain;
        self.frame.top + (y1 - value) * (self.frame.height / (y1 - y0))
    }

    pub(super) fn point(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [self.x(x), self.y(y)]
    }

    pub(super) fn holds(&self, [x, y]: [f64; 2]) -> bool {
        let [x0, x1, y0, y1] = self.domain;
        x >= x0 && x <= x1 && y >= y0 && y <= y1
    }

    /// In pixels, the part of the segment a–b that lies in the frame.
    pub(super) fn cut(&self, a: [f64; 2], b: [f64; 2]) -> Option<[[f64; 2]; 2]> {
        if self.holds(a) && self.holds(b) {
            return Some([self.point(a), self.point(b)]);
        }
        let [x0, x1, y0, y1] = self.domain;
        let by = [b[0] - a[0], b[1] - a[1]];
        let (mut from, mut to) = (0.0, 1.0);
        for (p, q) in [(-by[0], a[0] - x0), (by[0], x1 - a[0]), (-by[1], a[1] - y0), (by[1], y1 - a[1])] {
            if p == 0.0 && q < 0.0 {
                return None;
            }
            if p < 0.0 {
                from = larger(from, q / p);
            }
            if p > 0.0 && q / p < to {
                to = q / p;
            }
        }
        let at = |share: f64| [a[0] + share * by[0], a[1] + share * by[1]];
        (from <= to).then(|| [at(from), at(to)].map(|point| self.point(point)))
    }
}

fn reachable(value: f64) -> f64 {
    larger(-FARTHEST, smaller(value, FARTHEST))
}

/// The larger of two; the first where one is none.
pub(super) fn larger(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

/// The smaller of two; the first where one is none.
pub(super) fn smaller(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

/// Steps of 1, 2 or 5 times a power of ten, at most `count` of them in the span.
pub(super) fn ticks(low: f64, high: f64, count: f64) -> Vec<f64> {
    let step = nice((high - low) / larger(1.0, count));
    let (from, to) = (libm::ceil(low / step - 1e-9), libm::floor(high / step + 1e-9));
    let all = (0..=count as u32 + 1).map(|k| from + f64::from(k));
    all.take_while(|k| *k <= to).map(|k| k * step).collect()
}

/// The smallest of 1, 2, 5 × 10ⁿ that is not below `span`.
fn nice(span: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(span)));
    let digit = span / power;
    let factor = [1.0, 2.0, 5.0].into_iter().find(|factor| digit <= factor * (1.0 + 1e-7)).unwrap_or(10.0);
    factor * power
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { left: 10.0, top: 20.0, width: 200.0, height: 100.0 };

    #[test]
    fn a_unit_is_as_long_across_as_it_is_up() {
        let to = Scales::fitted([-1.0, 1.0, -1.0, 1.0], FRAME);
        assert_eq!(to.domain, [-2.0, 2.0, -1.0, 1.0]);
        assert_eq!((to.point([-2.0, 1.0]), to.point([2.0, -1.0])), ([10.0, 20.0], [210.0, 120.0]));
        for domain in [[0.0, 0.0, 5.0, 5.0], [-f64::MAX, f64::MAX, 0.0, 1.0]] {
            let to = Scales::fitted(domain, FRAME);
            assert!(to.domain.iter().all(|x| x.is_finite()) && to.domain[1] > to.domain[0], "{domain:?}");
        }
    }

    #[test]
    fn a_segment_is_cut_at_the_frame() {
        let to = Scales::new([-2.0, 2.0, -1.0, 1.0], FRAME);
        for (a, b, wanted) in [
            ([0.0, 0.0], [1.0, 0.0], Some([[110.0, 70.0], [160.0, 70.0]])),
            ([0.0, 0.0], [4.0, 0.0], Some([[110.0, 70.0], [210.0, 70.0]])),
            ([-4.0, 0.0], [4.0, 0.0], Some([[10.0, 70.0], [210.0, 70.0]])),
            ([3.0, 0.0], [4.0, 0.0], None),
            ([0.0, 2.0], [1.0, 2.0], None),
        ] {
            assert_eq!(to.cut(a, b), wanted, "{a:?} {b:?}");
        }
    }

    #[test]
    fn ticks_are_round_and_few() {
        for (low, high, count, wanted) in [
            (-10.0, 10.0, 9.0, &[-10.0, -5.0, 0.0, 5.0, 10.0][..]),
            (0.0, 1.0, 5.0, &[0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0]),
            (-0.3, 0.31, 2.0, &[0.0]),
        ] {
            assert_eq!(ticks(low, high, count), wanted);
        }
    }
}
