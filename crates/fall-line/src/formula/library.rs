//! The surfaces that have a name.

/// A surface: its formula, and what one wants to know to show it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What `f` says in a document.
    pub name: &'static str,
    /// Its formula; `f` may say that too.
    pub text: &'static str,
    /// The part of the plane worth seeing: x0, x1, y0, y1.
    pub domain: [f64; 4],
    /// Where it is lowest.
    pub minima: &'static [[f64; 2]],
    /// A start from which there is something to see.
    pub start: [f64; 2],
    /// A learning rate at which plain descent from there shows what the surface is about.
    pub lr: f64,
}

/// The surface of a name.
pub fn entry(name: &str) -> Option<&'static Entry> {
    LIBRARY.iter().find(|entry| entry.name == name)
}

/// The surface that a document's `f` names, by name or by formula; spaces do not count.
pub fn find(f: &str) -> Option<&'static Entry> {
    let letters = |text: &'static str| text.bytes().filter(|&byte| byte != b' ');
    let same = |text| letters(text).eq(f.bytes().filter(|&byte| byte != b' '));
    LIBRARY.iter().find(|entry| same(entry.name) || same(entry.text))
}

/// All of them.
pub static LIBRARY: [Entry; 5] = [
    Entry {
        name: "valley",
        text: "x^2/100 + y^2",
        domain: [-10.0, 10.0, -4.0, 4.0],
        minima: &[[0.0, 0.0]],
        start: [-8.0, 2.0],
        lr: 0.95,
    },
    Entry {
        name: "trough",
        text: "x^2/20 + y^2",
        domain: [-10.0, 10.0, -5.0, 5.0],
        minima: &[[0.0, 0.0]],
        start: [-7.0, 2.0],
        lr: 0.9,
    },
    Entry {
        name: "bowl",
        text: "x^2 + y^2",
        domain: [-4.0, 4.0, -3.0, 3.0],
        minima: &[[0.0, 0.0]],
        start: [-3.0, 2.0],
        lr: 0.1,
    },
    Entry {
        name: "himmelblau",
        text: "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        domain: [-6.0, 6.0, -6.0, 6.0],
        minima: &[
            [3.0, 2.0],
            [-2.805_118_086_952_745, 3.131_312_518_250_573],
            [-3.779_310_253_377_747, -3.283_185_991_286_17],
            [3.584_428_340_330_492, -1.848_126_526_964_404],
        ],
        start: [-1.5, -3.5],
        lr: 0.01,
    },
    Entry {
        name: "rosenbrock",
        text: "(1 - x)^2 + 100*(y - x^2)^2",
        domain: [-2.0, 2.0, -1.0, 3.0],
        minima: &[[1.0, 1.0]],
        start: [-1.2, 1.0],
        lr: 0.001,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surface::Surface;

    /// Points all over an entry's domain.
    fn points(entry: &Entry) -> impl Iterator<Item = (f64, f64)> {
        let [x0, x1, y0, y1] = entry.domain;
        (0..100).map(move |i| {
            let (u, v) = (f64::from(i % 10) / 9.0, f64::from(i / 10) / 9.0);
            (x0 + (x1 - x0) * u, y0 + (y1 - y0) * v)
        })
    }

    #[test]
    fn derivatives_agree_with_finite_differences() {
        let h = 1e-5;
        for entry in &LIBRARY {
            let surface = Surface::plain(entry.name).unwrap();
            for (x, y) in points(entry) {
                let jet = surface.jet(x, y);
                assert_eq!(jet.value, surface.value(x, y));
                let slope = |a: f64, b: f64| (a - b) / (2.0 * h);
                let first = [
                    slope(surface.value(x + h, y), surface.value(x - h, y)),
                    slope(surface.value(x, y + h), surface.value(x, y - h)),
                ];
                let (right, left, up) = (surface.jet(x + h, y), surface.jet(x - h, y), surface.jet(x, y + h));
                let down = surface.jet(x, y - h);
                let second = [
                    slope(right.gradient[0], left.gradient[0]),
                    slope(right.gradient[1], left.gradient[1]),
                    slope(up.gradient[1], down.gradient[1]),
                ];
                let scale = 1.0 + jet.value.abs();
                for (ad, fd) in jet.gradient.iter().chain(&jet.hessian).zip(first.iter().chain(&second)) {
                    assert!((ad - fd).abs() < 1e-6 * scale, "{} at ({x}, {y}): {ad} {fd}", entry.name);
                }
            }
        }
    }

    #[test]
    fn every_minimum_is_one() {
        for entry in &LIBRARY {
            for &[x, y] in entry.minima {
                let jet = Surface::plain(entry.name).unwrap().jet(x, y);
                let [gx, gy] = jet.gradient;
                assert!(gx.abs() < 1e-9 && gy.abs() < 1e-9 && jet.curvatures()[0] > 0.0, "{}", entry.name);
                let [x0, x1, y0, y1] = entry.domain;
                assert!((x0..x1).contains(&x) && (y0..y1).contains(&y), "{}", entry.name);
                assert!(
                    points(entry).all(|(x, y)| Surface::plain(entry.name).unwrap().value(x, y) >= jet.value),
                    "{}",
                    entry.name
                );
            }
        }
    }

    #[test]
    fn plain_descent_from_the_start_at_the_suggested_rate_goes_down_and_stays_in_sight() {
        for entry in &LIBRARY {
            let (surface, [mut x, mut y]) = (Surface::plain(entry.name).unwrap(), entry.start);
            let [x0, x1, y0, y1] = entry.domain;
            for _ in 0..200 {
                assert!((x0..=x1).contains(&x) && (y0..=y1).contains(&y), "{} leaves at ({x}, {y})", entry.name);
                let [gx, gy] = surface.jet(x, y).gradient;
                (x, y) = (x - entry.lr * gx, y - entry.lr * gy);
            }
            let [start_x, start_y] = entry.start;
            assert!(surface.value(x, y) < 0.9 * surface.value(start_x, start_y), "{}", entry.name);
        }
    }

    #[test]
    fn a_surface_is_found_by_name_and_by_formula() {
        for entry in &LIBRARY {
            assert_eq!(find(entry.name).map(|found| found.name), Some(entry.name));
            assert_eq!(find(&format!(" {} ", entry.text)).map(|found| found.name), Some(entry.name));
        }
        assert!(find("himmelblau2").is_none() && find("").is_none());
    }

    #[test]
    fn the_steepest_curvature_of_a_quadratic_is_known() {
        let curvatures = LIBRARY.each_ref().map(|entry| Surface::plain(entry.name).unwrap().curvature());
        assert_eq!(curvatures, [Some(2.0), Some(2.0), Some(2.0), None, None]);
    }
}
