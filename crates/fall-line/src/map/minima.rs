//! The minima that ends of paths are told apart by: those that are known, and those that paths find.

use crate::surface::{Room, Surface};

/// As many are told apart.
const MOST: usize = 250;
/// Ways to look, there and back.
const AROUND: [[f64; 2]; 4] = [[1.0, 0.0], [0.0, 1.0], [0.7, 0.7], [-0.7, 0.7]];

#[derive(Debug)]
pub(super) struct Minima {
    points: Vec<[f64; 2]>,
    near: f64,
    room: Room,
}

impl Minima {
    /// The known ones first; ends within `near` of a minimum are its own.
    pub(super) fn new(surface: &Surface, near: f64) -> Minima {
        let mut points = surface.minima();
        points.truncate(MOST);
        Minima { points, near, room: Room::default() }
    }

    pub(super) fn points(&self) -> &[[f64; 2]] {
        &self.points
    }

    pub(super) fn near(&self) -> f64 {
        self.near
    }

    /// The nearest, if that is near.
    pub(super) fn at(&self, [x, y]: [f64; 2]) -> Option<usize> {
        let (mut nearest, mut least) = (None, self.near * self.near);
        for (number, point) in self.points.iter().enumerate() {
            let [dx, dy] = [x - point[0], y - point[1]];
            let apart = dx * dx + dy * dy;
            if apart <= least && (nearest.is_none() || apart < least) {
                (nearest, least) = (Some(number), apart);
            }
        }
        nearest
    }

    /// The minimum whose own an end is, which may be a new one: where all is higher around the end.
    pub(super) fn find(&mut self, surface: &Surface, end: [f64; 2]) -> Option<usize> {
        if let Some(known) = self.at(end) {
            return Some(known);
        }
        if self.points.len() == MOST {
            return None;
        }
        let lowest = surface.value_in(&mut self.room, end);
        let far = 2.0 * self.near;
        // the axes tell most slopes, the valley's own direction the others
        if self.lower(surface, end, lowest, far, &AROUND).is_some() {
            return None;
        }
        let [a, b, c, d] = AROUND;
        let around = [valley(surface, end), a, b, c, d];
        if self.lower(surface, end, lowest, far, &around).is_some() {
            return None;
        }
        let bottom = self.bottom(surface, end, lowest, &around);
        if self.at(bottom).is_some() {
            // on the way to one that is known
            return None;
        }
        self.points.push(bottom);
        self.at(end)
    }

    /// A point at this distance that is no higher, and its value.
    fn lower(
        &mut self,
        surface: &Surface,
        [x, y]: [f64; 2],
        than: f64,
        far: f64,
        around: &[[f64; 2]],
    ) -> Option<([f64; 2], f64)> {
        around.iter().flat_map(|way| [way, way]).zip([far, -far].into_iter().cycle()).find_map(|([dx, dy], far)| {
            let point = [x + far * dx, y + far * dy];
            let value = surface.value_in(&mut self.room, point);
            (value <= than).then_some((point, value))
        })
    }

    /// Downhill from an end with ever smaller steps.
    fn bottom(&mut self, surface: &Surface, mut point: [f64; 2], mut lowest: f64, around: &[[f64; 2]]) -> [f64; 2] {
        let mut far = self.near / 2.0;
        for _ in 0..100 {
            match self.lower(surface, point, lowest, far, around) {
                // on a level there is no way down
                Some((better, value)) if value < lowest => (point, lowest) = (better, value),
                _ => far /= 2.0,
            }
        }
        point
    }
}

/// The direction in which a surface bends upward least; an axis where all are alike.
fn valley(surface: &Surface, [x, y]: [f64; 2]) -> [f64; 2] {
    let jet = surface.jet(x, y);
    let ([least, _], [xx, xy, _]) = (jet.curvatures(), jet.hessian);
    let [dx, dy] = [xy, least - xx];
    let length = libm::hypot(dx, dy);
    if length > 0.0 && length.is_finite() { [dx / length, dy / length] } else { [1.0, 0.0] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_find_minima_and_slopes_none() {
        let surface = Surface::plain("sin(x)*sin(y) + abs(x)/1000").unwrap();
        let mut minima = Minima::new(&surface, 0.05);
        let half = std::f64::consts::FRAC_PI_2;
        for (end, found) in [
            ([half + 0.03, -half], Some(0)),
            ([half, -half - 0.049], Some(0)),
            ([0.0, 0.0], None),
            ([half, 0.3], None),
            ([-half, half], Some(1)),
            ([half, half], None),
            ([half - 0.01, -half + 0.01], Some(0)),
        ] {
            assert_eq!(minima.find(&surface, end), found, "{end:?}");
        }
        // far down a bent valley, and still on the way
        let rosenbrock = Surface::plain("rosenbrock").unwrap();
        for end in [[-1.0, 1.0], [-0.7, 0.495], [0.5, 0.2501], [1.3, 1.691]] {
            assert_eq!(Minima::new(&rosenbrock, 0.02).find(&rosenbrock, end), None, "{end:?}");
        }
        let [[x, y], _] = minima.points() else { panic!() };
        assert!((x - half).abs() < 2e-3 && (y + half).abs() < 1e-6, "{x} {y}");
    }

    #[test]
    fn known_minima_come_first_and_a_level_has_none() {
        let himmelblau = Surface::plain("himmelblau").unwrap();
        let mut minima = Minima::new(&himmelblau, 0.05);
        assert_eq!(minima.find(&himmelblau, [-2.8, 3.13]), Some(1));
        assert_eq!(minima.points(), himmelblau.minima());
        let level = Surface::plain("0*x + 3").unwrap();
        assert_eq!(Minima::new(&level, 0.05).find(&level, [1.0, 1.0]), None);
        let valley = Surface::plain("(x^2 + y^2 - 4)^2").unwrap();
        let mut many = Minima::new(&valley, 0.001);
        for i in 0..2000 {
            let (sin, cos) = libm::sincos(f64::from(i));
            many.find(&valley, [2.0 * cos, 2.0 * sin]);
        }
        assert_eq!(many.points().len(), MOST);
    }
}
