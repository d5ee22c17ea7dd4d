//! Digits as if written by hand, made by the program: strokes of a pen, distorted anew for each.

use super::{Examples, Kind, Size, Targets};
use crate::fields::fields;
use crate::rng::{Rng, Stream};
use glyphs::{DIGITS, Glyph};
use pen::{SIDE, Touch};

mod glyphs;
mod pen;

fields! {
    /// Digits of 28×28 pixels as if written by hand: an MNIST without a download.
    pub struct Strokes {
        samples: u32 = 10000, in 1.0..=60000.0, "How many images.";
        noise: f64 = 0.02, in 0.0..=1.0, "The standard deviation of the noise on each pixel; white is 0, ink 1.";
        distortion: f64 = 1.0, in 0.0..=3.0, "How differently they are written; 0 is one hand, which writes each digit in three ways.";
    }
}

const PIXELS: usize = SIDE * SIDE;

/// Words of the data stream that an image takes, used or not; the last ones, one a pixel, are the noise.
const WORDS: u64 = 1024;

impl Strokes {
    /// How many there are.
    pub(super) fn size(&self) -> Size {
        Size { rows: self.samples as usize, inputs: PIXELS, kind: Kind::Classes(DIGITS.len()) }
    }

    /// How many words of the data stream they take.
    pub(super) fn words(&self) -> u64 {
        WORDS * u64::from(self.samples)
    }

    /// All of them, before anything is drawn.
    pub(super) fn blank(&self) -> Examples {
        let (rows, count) = (self.samples as usize, DIGITS.len());
        let inputs = vec![0.0; rows * PIXELS];
        let labels = (0..self.samples).map(|k| k % count as u32).collect();
        let targets = Targets::Classes { count, labels };
        Examples { width: PIXELS, inputs, targets, image: Some([SIDE; 2]), ..Examples::default() }
    }

    /// Image k alone, on white; its class is k modulo 10.
    pub fn draw(&self, seed: u32, k: u32, image: &mut [f32]) {
        let mut rng = Rng::new(seed, Stream::Data);
        rng.advance(WORDS * u64::from(k));
        let mut noise = rng.clone();
        let ways = DIGITS[k as usize % DIGITS.len()];
        let way = (rng.uniform() * ways.len() as f64) as usize;
        Hand::new(&mut rng, self.distortion).write(&mut rng, ways[way], image);
        if self.noise > 0.0 {
            noise.advance(WORDS - PIXELS as u64);
            for pixel in image {
                // the sum of four bytes is nearly normal
                let sum: u16 = noise.word().to_le_bytes().into_iter().map(u16::from).sum();
                let value = *pixel + self.noise as f32 * ((f32::from(sum) - 510.0) / 147.8);
                *pixel = if value > 0.0 { if value < 1.0 { value } else { 1.0 } } else { 0.0 };
            }
        }
    }
}

/// How one image is written.
struct Hand {
    distortion: f64,
    /// Lean to the right, turn in radians, width of the glyph, size of the whole in pixels.
    lean: f64,
    turn: f64,
    width: f64,
    size: f64,
    /// Away from the middle, in pixels.
    away: [f64; 2],
    /// Half the width of the pen, and how much it changes from a stroke's beginning to its end.
    radius: f64,
    pressure: f64,
    /// A sheet of rubber, held at four by four points.
    rubber: [[[f64; 2]; 4]; 4],
}

impl Hand {
    fn new(rng: &mut Rng, distortion: f64) -> Hand {
        let mut normals = || rng.normals().map(|normal| distortion * limited(normal));
        let [[lean, turn], [width, size], away, [radius, pressure]] = [normals(), normals(), normals(), normals()];
        Hand {
            distortion,
            lean: 0.08 + 0.22 * lean,
            turn: 0.12 * turn,
            width: libm::exp(0.16 * width),
            size: 20.0 * libm::exp(0.06 * size),
            away: away.map(|away| 0.9 * away),
            radius: 1.15 * libm::exp(0.22 * radius),
            pressure: 0.2 * pressure,
            rubber: std::array::from_fn(|_| std::array::from_fn(|_| normals().map(|normal| 12.0 * normal))),
        }
    }

    fn write(&self, rng: &mut Rng, glyph: Glyph, image: &mut [f32]) {
        let mut paths: Vec<Vec<[f64; 2]>> = Vec::new();
        for stroke in glyph {
            let points: Vec<_> = stroke
                .iter()
                .map(|point| {
                    let [x, y] = rng.normals().map(|normal| 2.0 * self.distortion * limited(normal));
                    [f64::from(point[0]) + x, f64::from(point[1]) + y]
                })
                .collect();
            paths.push(curve(&points).into_iter().map(|point| self.bent(point)).collect());
        }
        // as MNIST does: the longer side has the size, and the middle of the box is the middle of the image
        let [x, y] = [0, 1].map(|axis| bounds(paths.iter().flatten().map(|point| point[axis])));
        let longer = if x[1] - x[0] > y[1] - y[0] { x[1] - x[0] } else { y[1] - y[0] };
        let (radius, half) = (self.radius, SIDE as f64 / 2.0);
        let scale = (self.size - 2.0 * radius) / longer;
        let place = |value: f64, [low, high]: [f64; 2], away: f64| half + away + scale * (value - (low + high) / 2.0);
        for path in paths {
            let last = path.len() as f64 - 1.0;
            let touch = |i: usize, point: [f64; 2]| Touch {
                x: place(point[0], x, self.away[0]) as f32,
                y: place(point[1], y, self.away[1]) as f32,
                radius: (radius * (1.0 + self.pressure * (i as f64 / last - 0.5))) as f32,
            };
            for (i, pair) in path.windows(2).enumerate() {
                pen::draw(image, touch(i, pair[0]), touch(i + 1, pair[1]));
            }
        }
    }

    /// Where a point of the glyph comes to lie: the sheet stretched, leaned and turned.
    fn bent(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let (across, down) = (bernstein(x / 100.0), bernstein(y / 100.0));
        let mut point = [x - 50.0, y - 50.0];
        for (row, down) in self.rubber.iter().zip(down) {
            for (held, across) in row.iter().zip(across) {
                point[0] += across * down * held[0];
                point[1] += across * down * held[1];
            }
        }
        let (x, y) = (self.width * point[0] - self.lean * point[1], point[1]);
        let (sin, cos) = (libm::sin(self.turn), libm::cos(self.turn));
        [cos * x - sin * y, sin * x + cos * y]
    }
}

/// What nobody would write does not happen.
fn limited(normal: f64) -> f64 {
    let size = if normal.abs() < 2.5 { normal.abs() } else { 2.5 };
    if normal < 0.0 { -size } else { size }
}

/// The four cubic polynomials of Bernstein.
fn bernstein(t: f64) -> [f64; 4] {
    let s = 1.0 - t;
    [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t]
}

/// The least and the greatest of these.
fn bounds(values: impl Iterator<Item = f64>) -> [f64; 2] {
    values.fold([f64::MAX, f64::MIN], |[low, high], value| {
        [if value < low { value } else { low }, if value > high { value } else { high }]
    })
}

/// Pieces that stand for the curve between two points.
const PIECES: usize = 5;

/// A smooth curve through the points (Catmull and Rom, 1974), as a path of straight pieces.
fn curve(points: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let mut path = Vec::with_capacity(points.len() * PIECES);
    path.extend(points.first());
    for i in 1..points.len() {
        let (b, c) = (points[i - 1], points[i]);
        let (a, d) = (*points.get(i.wrapping_sub(2)).unwrap_or(&b), *points.get(i + 1).unwrap_or(&c));
        for piece in 1..=PIECES {
            let t = piece as f64 / PIECES as f64;
            path.push([0, 1].map(|axis| {
                let (a, b, c, d) = (a[axis], b[axis], c[axis], d[axis]);
                b + 0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)))
            }));
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{Files, NetworkData};
    use crate::fingerprint::Fingerprint;

    fn image(strokes: &Strokes, k: u32) -> Vec<f32> {
        let mut image = vec![0.0; PIXELS];
        strokes.draw(7, k, &mut image);
        image
    }

    #[test]
    fn a_seed_means_these_images_for_ever() {
        let seen = [0, 1, 59_999].map(|k| {
            let image = image(&Strokes::default(), k);
            let mut bits = Fingerprint::default();
            image.iter().for_each(|pixel| bits.number(pixel.to_bits().into()));
            (image.iter().map(|&pixel| f64::from(pixel)).sum::<f64>() as u32, bits.bits())
        });
        assert_eq!(seen, [(83, 12702168230157295771), (76, 14842866428171083970), (109, 16882341932967115263)]);
    }

    #[test]
    fn an_image_is_the_same_alone_and_among_others() {
        let few = NetworkData::Strokes(Strokes { samples: 23, ..Strokes::default() });
        let examples = few.load(7, &Files::default()).unwrap();
        for (k, pixels) in (0..).zip(examples.inputs.chunks(PIXELS)) {
            assert_eq!(image(&Strokes::default(), k), pixels, "{k}");
        }
    }

    #[test]
    fn what_is_drawn_piece_by_piece_is_the_same() {
        let few = NetworkData::Strokes(Strokes { samples: 23, ..Strokes::default() });
        let mut loading = few.begin(7, &Files::default()).unwrap();
        let mut seen = vec![loading.progress()];
        while loading.advance(10) {
            seen.push(loading.progress());
        }
        assert_eq!(seen, [[0, 23], [10, 23], [20, 23]]);
        assert_eq!(loading.progress(), [23, 23]);
        assert_eq!(loading.examples, few.load(7, &Files::default()).unwrap());
    }

    #[test]
    fn a_shape_leaves_the_noise_its_words() {
        for glyph in DIGITS.iter().copied().flatten() {
            let points: usize = glyph.iter().map(|stroke| stroke.len()).sum();
            let normals = 4 + 16 + points;
            assert!(2 + Rng::NORMALS as usize * normals <= WORDS as usize - PIXELS, "{points} points");
            assert!(glyph.iter().copied().flatten().flatten().all(|&place| place <= 100));
        }
    }

    #[test]
    fn noise_moves_pixels_by_its_own_measure() {
        let [none, one, two] = [0.0, 0.01, 0.02].map(|noise| image(&Strokes { noise, ..Strokes::default() }, 3));
        let inner = (0..PIXELS).filter(|&i| (0.1..0.9).contains(&none[i])).inspect(|&i| {
            assert!((two[i] - none[i] - 2.0 * (one[i] - none[i])).abs() < 1e-6);
        });
        assert!(inner.count() > 30);
        assert!(none.iter().chain(&two).all(|pixel| (0.0..=1.0).contains(pixel)));
    }

    #[test]
    fn one_hand_writes_each_digit_in_its_ways() {
        for class in 0..10 {
            let one = Strokes { distortion: 0.0, noise: 0.0, ..Strokes::default() };
            let mut different: Vec<Vec<f32>> = Vec::new();
            for k in 0..40 {
                let image = image(&one, 10 * k + class);
                if !different.contains(&image) {
                    different.push(image);
                }
            }
            assert_eq!(different.len(), DIGITS[class as usize].len());
        }
    }

    #[test]
    fn what_is_written_stands_in_the_middle_and_is_not_cut() {
        for k in 0..500 {
            let image = image(&Strokes { noise: 0.0, ..Strokes::default() }, k);
            let edge =
                (0..PIXELS).filter(|i| [i % SIDE, i / SIDE].iter().any(|&place| place == 0 || place == SIDE - 1));
            assert!(edge.map(|i| image[i]).all(|pixel| pixel < 0.5), "{k}");
            let ink: f32 = image.iter().sum();
            assert!((20.0..300.0).contains(&ink), "{k}: {ink}");
        }
    }
}
