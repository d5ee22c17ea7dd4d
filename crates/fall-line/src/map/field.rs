//! The surface over a part of the plane.

use super::Domain;
use crate::cells::centre;
use crate::surface::Surface;
#[cfg(feature = "whole")]
use crate::surface::{Room, Rows};
use ndarray::Array2;

/// f at the centres of `columns` × `rows` cells of the domain, the top row (largest y) first. What is not
/// finite is NaN. In f64: a deep view shows differences that f32 has no digits for.
pub fn field(surface: &Surface, domain: Domain, columns: usize, rows: usize) -> Array2<f64> {
    let mut values = Vec::with_capacity(columns * rows);
    surface.values((0..columns * rows).map(|cell| centre(domain, columns, rows, cell)), |value| {
        values.push(if value.is_finite() { value } else { f64::NAN });
    });
    Array2::from_shape_vec((rows, columns), values).unwrap_or_default()
}

/// The gradient there likewise: ∂f/∂x and ∂f/∂y of each cell.
#[cfg(feature = "whole")]
pub fn slopes(surface: &Surface, domain: Domain, columns: usize, rows: usize) -> Vec<[f32; 2]> {
    let mut room = Room::default();
    let slope = |cell| surface.slope(&mut room, centre(domain, columns, rows, cell), Rows::All).0;
    (0..columns * rows).map(slope).map(|[x, y]| [x as f32, y as f32]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn cells_are_taken_at_their_centres_from_the_top_left() {
        let bowl = Surface::plain("bowl").unwrap();
        let cells = field(&bowl, [0.0, 4.0, 0.0, 2.0], 2, 2);
        assert_eq!(cells.as_slice().unwrap(), [1.0 + 2.25, 9.0 + 2.25, 1.0 + 0.25, 9.0 + 0.25]);
        assert_eq!(slopes(&bowl, [0.0, 4.0, 0.0, 2.0], 2, 1), [[2.0, 2.0], [6.0, 2.0]]);
        assert!(field(&bowl, [0.0, 1e200, 0.0, 1.0], 1, 1)[[0, 0]].is_nan());
        assert_eq!(field(&bowl, [0.0, 1.0, 0.0, 1.0], 0, 3).len(), 0);
    }
}
