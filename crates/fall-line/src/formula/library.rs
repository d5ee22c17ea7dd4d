//! The surfaces that have a name.

mod surfaces;

pub use surfaces::LIBRARY;

/// A surface: its formula, and what one wants to know to show it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What `f` says in a document.
    pub name: &'static str,
    /// Its formula; `f` may say that too.
    pub text: &'static str,
    /// The part of the plane worth seeing: x0, x1, y0, y1.
    pub domain: [f64; 4],
    /// Its minima in that part, the lowest first: every one where they are few, else every one of the
    /// lowest.
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

/// The beginning of a row of the library.
const fn surface(name: &'static str, text: &'static str) -> Entry {
    Entry { name, text, domain: [0.0; 4], minima: &[], start: [0.0; 2], lr: 0.0 }
}

impl Entry {
    const fn domain(self, domain: [f64; 4]) -> Entry {
        Entry { domain, ..self }
    }

    const fn minima(self, minima: &'static [[f64; 2]]) -> Entry {
        Entry { minima, ..self }
    }

    const fn start(self, start: [f64; 2], lr: f64) -> Entry {
        Entry { start, lr, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surface::Surface;
    use std::collections::BTreeSet;

    type Point = [f64; 2];

    /// Where a bottom is flat or has a kink there is no curvature to see: circles around it have to do.
    const WITHOUT_CURVATURE: [&str; 3] = ["quartic", "diamond", "bukin_6"];

    /// So many minima that only the lowest are listed.
    const MANY: [&str; 15] = [
        "bumps",
        "bohachevsky",
        "rastrigin",
        "ackley",
        "griewank",
        "levy",
        "schwefel",
        "shubert",
        "drop_wave",
        "easom",
        "schaffer_2",
        "schaffer_4",
        "cross_in_tray",
        "holder_table",
        "eggholder",
    ];

    /// What the literature gives: how many decimals, and the values at the listed minima.
    const PUBLISHED: [(&str, i32, &[f64]); 30] = [
        ("himmelblau", 12, &[0.0, 0.0, 0.0, 0.0]),
        ("rosenbrock", 12, &[0.0]),
        ("beale", 12, &[0.0]),
        ("booth", 12, &[0.0]),
        ("matyas", 12, &[0.0]),
        ("trid", 12, &[-2.0]),
        ("zakharov", 12, &[0.0]),
        ("dixon_price", 12, &[0.0, 0.0]),
        ("three_hump_camel", 4, &[0.0, 0.2986, 0.2986]),
        ("six_hump_camel", 4, &[-1.0316, -1.0316, -0.2155, -0.2155, 2.1043, 2.1043]),
        ("mccormick", 4, &[-1.9133, 1.2284]),
        ("styblinski_tang", 5, &[-78.33233, -64.19561, -64.19561, -50.05889]),
        ("goldstein_price", 9, &[3.0, 30.0, 84.0, 840.0]),
        ("branin", 6, &[0.397887, 0.397887, 0.397887]),
        ("bohachevsky", 12, &[0.0]),
        ("rastrigin", 12, &[0.0]),
        ("ackley", 12, &[0.0]),
        ("griewank", 12, &[0.0]),
        ("levy", 12, &[0.0]),
        ("schwefel", 4, &[0.0]),
        ("michalewicz", 4, &[-1.8013]),
        ("shubert", 4, &[-186.7309; 4]),
        ("drop_wave", 12, &[-1.0]),
        ("easom", 12, &[-1.0]),
        ("schaffer_2", 12, &[0.0]),
        ("schaffer_4", 6, &[0.292579; 4]),
        ("bukin_6", 12, &[0.0]),
        ("cross_in_tray", 5, &[-2.06261; 4]),
        ("holder_table", 4, &[-19.2085; 4]),
        // its minimum lies outside of the usual square; see below
        ("eggholder", 4, &[]),
    ];

    fn library() -> impl Iterator<Item = (&'static Entry, Surface)> {
        LIBRARY.iter().map(|entry| (entry, Surface::plain(entry.name).unwrap()))
    }

    /// f, its gradient, and its Hessian as xx, xy, yy.
    fn derivatives(surface: &Surface, [x, y]: Point) -> (f64, Point, [f64; 3]) {
        let jet = surface.jet(x, y);
        (jet.value, jet.gradient, jet.hessian)
    }

    fn value(surface: &Surface, [x, y]: Point) -> f64 {
        surface.value(x, y)
    }

    /// n + 1 times n + 1 points all over an entry's domain.
    fn grid(entry: &Entry, n: u32) -> impl Iterator<Item = Point> {
        let [x0, x1, y0, y1] = entry.domain;
        let part = move |k| f64::from(k) / f64::from(n);
        (0..=n).flat_map(move |i| (0..=n).map(move |j| [x0 + (x1 - x0) * part(i), y0 + (y1 - y0) * part(j)]))
    }

    fn width(entry: &Entry) -> f64 {
        entry.domain[1] - entry.domain[0]
    }

    fn in_sight(entry: &Entry, [x, y]: Point) -> bool {
        let [x0, x1, y0, y1] = entry.domain;
        (x0..=x1).contains(&x) && (y0..=y1).contains(&y)
    }

    fn bowl_shaped([xx, xy, yy]: [f64; 3]) -> bool {
        xx > 0.0 && xx * yy - xy * xy > 1e-6 * (xx + yy) * (xx + yy)
    }

    #[test]
    fn derivatives_agree_with_finite_differences() {
        for (entry, surface) in library() {
            let h = 1e-5 * width(entry);
            let moved = |[x, y]: Point, i: usize, by: f64| if i == 0 { [x + by, y] } else { [x, y + by] };
            for at in grid(entry, 9) {
                let (f, gradient, [xx, xy, yy]) = derivatives(&surface, at);
                assert_eq!(f, value(&surface, at), "{}", entry.name);
                // by four points, whose error is of the fourth order: the waves are short, the walls are high
                let slope = |i: usize, of: &dyn Fn(Point) -> f64| {
                    let across = |by: f64| of(moved(at, i, by)) - of(moved(at, i, -by));
                    (8.0 * across(h) - across(2.0 * h)) / (12.0 * h)
                };
                let first = |i| slope(i, &|point| value(&surface, point));
                let second = |i, j: usize| slope(i, &|point| derivatives(&surface, point).1[j]);
                for (what, ad, fd) in [
                    ("x", gradient[0], first(0)),
                    ("y", gradient[1], first(1)),
                    ("xx", xx, second(0, 0)),
                    ("xy", xy, second(0, 1)),
                    ("yx", xy, second(1, 0)),
                    ("yy", yy, second(1, 1)),
                ] {
                    assert!((ad - fd).abs() < 1e-6 * (1.0 + f.abs()), "{} ∂{what} at {at:?}: {ad} {fd}", entry.name);
                }
            }
        }
    }

    #[test]
    fn every_minimum_is_one() {
        for (entry, surface) in library() {
            for &[x, y] in entry.minima {
                let (f, [gx, gy], hessian) = derivatives(&surface, [x, y]);
                assert!(in_sight(entry, [x, y]), "{}", entry.name);
                assert!(gx.abs() < 1e-9 && gy.abs() < 1e-9, "{}: {gx} {gy}", entry.name);
                assert_eq!(bowl_shaped(hessian), !WITHOUT_CURVATURE.contains(&entry.name), "{}", entry.name);
                for radius in [1e-4, 1e-3].map(|share| share * width(entry)) {
                    for k in 0..64 {
                        let angle = f64::from(k) * std::f64::consts::TAU / 64.0;
                        let around = [x + radius * libm::cos(angle), y + radius * libm::sin(angle)];
                        assert!(value(&surface, around) > f, "{} at {around:?}", entry.name);
                    }
                }
            }
        }
    }

    #[test]
    fn nothing_in_sight_is_lower_than_the_first_minimum_and_they_are_sorted() {
        for (entry, surface) in library() {
            let heights: Vec<_> = entry.minima.iter().map(|&point| value(&surface, point)).collect();
            let slack = 1e-12 * (1.0 + heights[0].abs());
            assert!(heights.windows(2).all(|pair| pair[1] > pair[0] - slack), "{}: {heights:?}", entry.name);
            for point in grid(entry, 200) {
                assert!(value(&surface, point) > heights[0] - slack, "{} at {point:?}", entry.name);
            }
        }
    }

    /// Where Newton's method ends, if that is a minimum.
    fn bottom(surface: &Surface, mut at: Point, width: f64) -> Option<Point> {
        for _ in 0..40 {
            let (_, [gx, gy], hessian) = derivatives(surface, at);
            let [xx, xy, yy] = hessian;
            if !bowl_shaped(hessian) {
                return None;
            }
            let determinant = xx * yy - xy * xy;
            let step = [(yy * gx - xy * gy) / determinant, (xx * gy - xy * gx) / determinant];
            at = [at[0] - step[0], at[1] - step[1]];
            match libm::hypot(step[0], step[1]) / width {
                length if length < 1e-12 => return Some(at),
                length if length > 0.02 => return None,
                _ => {}
            }
        }
        None
    }

    #[test]
    fn every_hollow_is_listed_or_where_they_are_many_every_one_of_the_deepest() {
        for (entry, surface) in library().filter(|(entry, _)| !WITHOUT_CURVATURE.contains(&entry.name)) {
            let (near, lowest) = (1e-9 * width(entry), value(&surface, entry.minima[0]));
            let mut found = BTreeSet::new();
            for from in grid(entry, 200) {
                let Some(at) = bottom(&surface, from, width(entry)).filter(|&at| in_sight(entry, at)) else { continue };
                let is = |known: &Point| libm::hypot(known[0] - at[0], known[1] - at[1]) < near;
                match entry.minima.iter().position(is) {
                    Some(known) => drop(found.insert(known)),
                    None => assert!(
                        MANY.contains(&entry.name) && value(&surface, at) > lowest + 1e-6,
                        "{}: {at:?} is a minimum, found from {from:?}",
                        entry.name
                    ),
                }
            }
            assert_eq!(found.len(), entry.minima.len(), "{}", entry.name);
        }
    }

    #[test]
    fn the_minima_are_as_low_as_the_literature_says() {
        let classics: Vec<_> =
            LIBRARY.iter().map(|entry| entry.name).skip_while(|&name| name != "himmelblau").collect();
        assert_eq!(PUBLISHED.map(|(name, ..)| name).as_slice(), classics);
        for (name, decimals, values) in PUBLISHED {
            // the last digit printed is not always rounded
            let unit = libm::pow(10.0, f64::from(-decimals));
            let surface = Surface::plain(name).unwrap();
            for (&published, &point) in values.iter().zip(entry(name).unwrap().minima) {
                let found = value(&surface, point);
                assert!((found - published).abs() < unit, "{name}: {found}, published {published}");
            }
        }
        // the lowest point of the usual square lies on its edge
        let eggholder = Surface::plain("eggholder").unwrap().value(512.0, 404.2319);
        assert!((eggholder + 959.6407).abs() < 1e-4, "{eggholder}");
    }

    #[test]
    fn descent_from_the_start_at_the_suggested_rate_goes_down_and_stays_in_sight() {
        for (entry, surface) in library() {
            let [lowest, first] = [entry.minima[0], entry.start].map(|point| value(&surface, point));
            assert!(entry.minima.iter().all(|&minimum| value(&surface, minimum) < first), "{}", entry.name);
            // the page turns to another surface with its rates in proportion: 0.95 and, with momentum, 0.2 on the valley
            for (momentum, lr, steps) in [(0.0, entry.lr, 200), (0.9, entry.lr * 0.2 / 0.95, 120)] {
                let ([mut x, mut y], mut v) = (entry.start, [0.0; 2]);
                for step in 0..=steps {
                    let there = in_sight(entry, [x, y]);
                    assert!(there, "{} leaves at ({x}, {y}), step {step}, momentum {momentum}", entry.name);
                    let (_, g, _) = derivatives(&surface, [x, y]);
                    v = [momentum * v[0] - lr * g[0], momentum * v[1] - lr * g[1]];
                    (x, y) = (x + v[0], y + v[1]);
                }
                assert!(value(&surface, [x, y]) - lowest < 0.9 * (first - lowest), "{}", entry.name);
            }
            // two digits: the page rounds rates to as many
            assert!(format!("{:e}", entry.lr).split('e').next().unwrap().len() <= 3, "{}", entry.name);
        }
    }

    #[test]
    fn a_surface_is_found_by_name_and_by_formula_and_can_be_called() {
        for entry in &LIBRARY {
            assert_eq!(find(entry.name).map(|found| found.name), Some(entry.name));
            assert_eq!(find(&format!(" {} ", entry.text)).map(|found| found.name), Some(entry.name));
            assert!(entry.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'));
            // and called in a formula, where a function of the same name would come first
            let [own, called] = [entry.name.into(), format!("{}(x, y)", entry.name)]
                .map(|f: String| value(&Surface::plain(&f).unwrap(), entry.start));
            assert_eq!(own.to_bits(), called.to_bits(), "{}", entry.name);
        }
        assert!(find("himmelblau2").is_none() && find("").is_none());
    }

    #[test]
    fn the_steepest_curvature_of_a_quadratic_is_known() {
        let known = [
            ("valley", 2.0),
            ("trough", 2.0),
            ("bowl", 2.0),
            ("ravine", 4.0),
            ("booth", 18.0),
            ("matyas", 1.0),
            ("trid", 3.0),
        ];
        let quadratics: Vec<_> =
            library().filter_map(|(entry, surface)| Some((entry.name, surface.curvature()?))).collect();
        assert_eq!(quadratics, known);
    }

    /// The type checker holds one language against the other; this holds them against the library.
    #[test]
    fn every_surface_has_its_name_and_what_it_teaches_in_both_languages() {
        // English makes most names of the library's own
        let tables = [("en-lessons", "export const"), ("ko", "const surface"), ("ko-lessons", "export const")];
        for (file, table) in tables {
            let path = format!("{}/../../www/src/text/{file}.ts", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(path).unwrap();
            let rows = text.split(table).nth(1).unwrap().split("\n}").next().unwrap();
            let keys = rows.lines().skip(1).filter_map(|line| Some(line.trim().split_once(": ")?.0));
            assert!(keys.eq(LIBRARY.iter().map(|entry| entry.name)), "{file}");
        }
    }
}
