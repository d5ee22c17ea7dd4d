//! What a point of the plane says of the rows: the line or curve that is fitted there.

use super::{Room, Surface};
use crate::formula::BLOCK;

/// Looks at the loss along a column; each sees a sixteenth of what the one before saw.
const LOOKS: usize = 3;

impl Surface {
    /// For each of `values` of the column `across`, the value of the column `up` that a row would have if the formula were
    /// right: where its loss is least. Where `up` has but zeros and ones, it is how likely a one is, if the loss is a
    /// negative log-likelihood. Other columns are at their means; NaN is what is not finite.
    pub fn fitted(&self, at: [f64; 2], across: Option<usize>, up: usize, values: &[f64]) -> Vec<f64> {
        let Some((_, column)) = self.columns.get(up) else { return Vec::new() };
        let mut room = Room::default();
        room.rows = self.value.room();
        let means = self.columns.iter().map(|(_, column)| column.iter().sum::<f64>() / column.len() as f64);
        room.rows.iter_mut().zip(at.into_iter().chain(means)).for_each(|(place, x)| *place = [x; BLOCK]);
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for &x in column {
            (low, high) = (if x < low { x } else { low }, if x > high { x } else { high });
        }
        let classes = column.iter().all(|&x| x == 0.0 || x == 1.0);
        let each = |&value: &f64| {
            if let Some(place) = across.and_then(|across| room.rows.get_mut(2 + across)) {
                *place = [value; BLOCK];
            }
            let mut losses = |tried: [f64; BLOCK]| {
                room.rows[2 + up] = tried;
                self.value.run(&mut room.rows);
                room.rows[self.value.output(0)]
            };
            let found = if classes {
                let mut tried = [0.0; BLOCK];
                tried[1] = 1.0;
                let [zero, one, ..] = losses(tried);
                1.0 / (1.0 + libm::exp(one - zero))
            } else {
                least((low + high) / 2.0, 1.5 * (high - low) + 1e-9, losses)
            };
            if found.is_finite() { found } else { f64::NAN }
        };
        values.iter().map(each).collect()
    }
}

/// Where a function of one number is least, within `half` of `middle`; a parabola's vertex also beyond.
fn least(mut middle: f64, mut half: f64, mut losses: impl FnMut([f64; BLOCK]) -> [f64; BLOCK]) -> f64 {
    for _ in 0..LOOKS {
        let step = 2.0 * half / (BLOCK - 1) as f64;
        let tried: [f64; BLOCK] = std::array::from_fn(|k| middle - half + step * k as f64);
        let found = losses(tried);
        let mut best = 0;
        for (k, loss) in found.iter().enumerate() {
            if *loss < found[best] || found[best].is_nan() {
                best = k;
            }
        }
        // three neighbours; at an end, those before it
        let k = best.clamp(1, BLOCK - 2);
        let [a, b, c] = [found[k - 1], found[k], found[k + 1]];
        let bend = a - 2.0 * b + c;
        // of a straight line, rounding alone bends
        let bends = bend > 1e-9 * (a.abs() + b.abs() + c.abs());
        middle = if bends { tried[k] + step * (a - c) / (2.0 * bend) } else { tried[best] };
        if found[best].is_nan() {
            return f64::NAN;
        }
        half = step;
    }
    middle
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surface(f: &str, classes: bool) -> Surface {
        let us: Vec<f64> = (0..40).map(|i| f64::from(i) / 10.0).collect();
        let vs = us.iter().map(|u| if classes { f64::from(u8::from(*u > 2.0)) } else { 3.0 * u - 1.0 }).collect();
        Surface::new(f, &[("u".into(), us), ("v".into(), vs)], &[]).unwrap()
    }

    #[test]
    fn the_fit_is_where_the_loss_of_a_row_is_least() {
        let (x, y) = (1.5, -0.25);
        let line = |u: f64| x * u + y;
        for (f, classes, fit) in [
            ("(x*u + y - v)^2", false, &line as &dyn Fn(f64) -> f64),
            ("abs(x*u + y - v)", false, &line),
            ("log(1 + (v - x*u - y)^2)", false, &line),
            ("(sin(x*u + y) - v)^2", false, &|u| libm::sin(x * u + y)),
            ("softplus(x*u + y) - v*(x*u + y)", true, &|u| 1.0 / (1.0 + libm::exp(-(x * u + y)))),
        ] {
            let us = [-1.0, 0.0, 0.7, 3.9, 6.0];
            for (u, found) in us.into_iter().zip(surface(f, classes).fitted([x, y], Some(0), 1, &us)) {
                assert!((found - fit(u)).abs() < 1e-3, "{f} at {u}: {found}, not {}", fit(u));
            }
        }
    }

    #[test]
    fn a_square_is_fitted_however_far_off() {
        let [found] = surface("(x*u + y - v)^2", false).fitted([0.0, 1e4], Some(0), 1, &[1.0])[..] else { panic!() };
        assert!((found - 1e4).abs() < 1e-3, "{found}");
    }

    #[test]
    fn without_a_column_across_there_is_one_value_for_all() {
        let one = Surface::new("(x - u)^2 + y^2", &[("u".into(), vec![1.0, 2.0])], &[]).unwrap();
        let found = one.fitted([1.25, 0.0], None, 0, &[0.0, 1.0]);
        assert!(found.iter().all(|x| (x - 1.25).abs() < 1e-9) && found.len() == 2, "{found:?}");
    }

    #[test]
    fn what_is_nowhere_finite_has_no_fit_and_no_column_no_values() {
        let found = surface("(x - u)/0 + v", false).fitted([1.0, 1.0], Some(0), 1, &[1.0]);
        assert!(found.len() == 1 && found[0].is_nan(), "{found:?}");
        assert!(Surface::plain("x").unwrap().fitted([1.0, 1.0], None, 0, &[1.0]).is_empty());
    }
}
