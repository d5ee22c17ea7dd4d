//! A pen: a path drawn as pixels.

/// Pixels of an image, row by row, each how much ink is there: 0 … 1.
pub(super) const SIDE: usize = 28;

/// A point of the path, in pixels, and half the width of the pen there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Touch {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) radius: f32,
}

/// How far from the edge of the line the ink fades, in pixels.
const SOFT: f32 = 0.6;

/// Draws a straight piece of the path: each pixel has the most ink that any piece gives it.
pub(super) fn draw(ink: &mut [f32], from: Touch, to: Touch) {
    let reach = (if from.radius > to.radius { from.radius } else { to.radius }) + SOFT;
    let [left, right] = span(from.x, to.x, reach);
    let [top, bottom] = span(from.y, to.y, reach);
    let (across, down) = (to.x - from.x, to.y - from.y);
    let length = across * across + down * down;
    let inverse = if length > 0.0 { 1.0 / length } else { 0.0 };
    for (row, y) in ink.chunks_exact_mut(SIDE).zip(0_u16..).take(bottom).skip(top) {
        let dy = f32::from(y) + 0.5 - from.y;
        for (pixel, x) in row.iter_mut().zip(0_u16..).take(right).skip(left) {
            let dx = f32::from(x) + 0.5 - from.x;
            // the nearest point of the piece, by its share of the way
            let share = (dx * across + dy * down) * inverse;
            let share = if share > 0.0 { if share < 1.0 { share } else { 1.0 } } else { 0.0 };
            let (dx, dy) = (dx - share * across, dy - share * down);
            let inside = from.radius + share * (to.radius - from.radius) - (dx * dx + dy * dy).sqrt();
            let value = (inside + SOFT) / (2.0 * SOFT);
            let value = if value < 1.0 { value } else { 1.0 };
            if value > *pixel {
                *pixel = value;
            }
        }
    }
}

/// The pixels that may be reached, from and up to.
fn span(a: f32, b: f32, reach: f32) -> [usize; 2] {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    // a cast of what is below 0 is 0
    [(low - reach) as usize, (high + reach) as usize + 1].map(|place| if place < SIDE { place } else { SIDE })
}
