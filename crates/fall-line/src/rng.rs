//! Randomness: PCG32, and all that is made of its words. A seed means the same for ever; ARCHITECTURE.md writes it out.

use rand_pcg::Pcg32;
use rand_pcg::rand_core::Rng as _;
use std::f64::consts::TAU;

/// What randomness is for. Each is a stream of its own: more rows of data leave the first weights as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Generated data and its split.
    Data = 0,
    /// The first weights.
    Init = 1,
    /// The order of the rows in each epoch.
    Shuffle = 2,
    /// The noise on gradients.
    Noise = 3,
}

/// A source of random numbers. A clone goes on alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rng(Pcg32);

impl Rng {
    /// As many words as [`Rng::normals`] takes, every time: the k-th pair is found by [`Rng::advance`].
    pub const NORMALS: u64 = 4;

    /// At the beginning of a seed's stream.
    pub fn new(seed: u32, stream: Stream) -> Rng {
        // mixed, because PCG takes a seed almost as it is, and sequences of neighbouring numbers are related
        let key = (stream as u64) << 32 | u64::from(seed);
        Rng(Pcg32::new(mixed(key, 1), mixed(key, 2)))
    }

    /// 32 random bits: one word of the stream.
    pub fn word(&mut self) -> u32 {
        self.0.next_u32()
    }

    /// Passes over so many words, in 64 steps at most.
    pub fn advance(&mut self, words: u64) {
        self.0.advance(words);
    }

    /// One of 0 … n − 1, all equally likely (Lemire, 2019); 0 where n is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        loop {
            let product = u64::from(self.word()) * u64::from(n);
            let low = product as u32;
            // 2³² mod n of the words are too many; the division is needed rarely, as that is below n
            if low >= n || low >= n.wrapping_neg() % n {
                return (product >> 32) as u32;
            }
        }
    }

    /// In 0 ≤ x < 1, of 53 bits. Takes two words, the upper first.
    pub fn uniform(&mut self) -> f64 {
        let (upper, lower) = (u64::from(self.word()), u64::from(self.word()));
        ((upper << 32 | lower) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// In 0 ≤ x < 1, of 24 bits. Takes one word.
    pub fn uniform32(&mut self) -> f32 {
        (self.word() >> 8) as f32 / (1_u32 << 24) as f32
    }

    /// Two independent standard normals (Box and Muller, 1958).
    pub fn normals(&mut self) -> [f64; 2] {
        // in 0 < x ≤ 1, whose logarithm is finite
        let radius = (-2.0 * libm::log(1.0 - self.uniform())).sqrt();
        let angle = TAU * self.uniform();
        [radius * libm::cos(angle), radius * libm::sin(angle)]
    }

    /// 0 … n − 1 in random order (Fisher and Yates, from the end down).
    pub fn permutation(&mut self, n: u32) -> Vec<u32> {
        let mut order: Vec<u32> = (0..n).collect();
        for last in (1..n).rev() {
            order.swap(last as usize, self.below(last + 1) as usize);
        }
        order
    }
}

/// The k-th word of SplitMix64 (Steele, Lea and Flood, 2014) from `key`, with k from 1.
fn mixed(key: u64, k: u64) -> u64 {
    let z = key.wrapping_add(k.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STREAMS: [Stream; 4] = [Stream::Data, Stream::Init, Stream::Shuffle, Stream::Noise];

    /// `N` of what `draw` draws.
    fn some<T, const N: usize>(seed: u32, stream: Stream, mut draw: impl FnMut(&mut Rng) -> T) -> [T; N] {
        let mut rng = Rng::new(seed, stream);
        std::array::from_fn(|_| draw(&mut rng))
    }

    #[test]
    fn a_seed_means_these_words_for_ever() {
        for (seed, stream, words) in [
            (0, Stream::Data, [2422489633, 1176037471, 2405161421, 2938897158]),
            (0, Stream::Init, [3106639568, 1524754504, 2446803798, 1308541308]),
            (0, Stream::Shuffle, [1676135682, 3458735398, 2497736488, 1475536110]),
            (0, Stream::Noise, [1903803844, 154834018, 3258702598, 4200834705]),
            (1, Stream::Data, [1380566492, 26580016, 3885459305, 1473386567]),
            (1, Stream::Noise, [2112948630, 3534637387, 3901535264, 2604372379]),
            (4294967295, Stream::Data, [2570196760, 138528107, 2212341101, 2058846735]),
            (4294967295, Stream::Noise, [1365558335, 3677759109, 3812899784, 2048576810]),
        ] {
            assert_eq!(some(seed, stream, Rng::word), words, "{seed} {stream:?}");
        }
    }

    #[test]
    fn a_seed_means_these_draws_for_ever() {
        assert_eq!(some(7, Stream::Data, Rng::uniform), [0.3246621043284086, 0.10381248167286428, 0.6170132735278971]);
        assert_eq!(some(7, Stream::Init, Rng::uniform32), [0.14048809, 0.6977532, 0.944385]);
        assert_eq!(
            some(7, Stream::Noise, Rng::normals),
            [
                [-0.13359587648908938, 1.0490796870896486],
                [-1.4443405970444299, 0.8887268067283699],
                [-0.3859628988661091, -0.46073913299315544]
            ]
        );
        assert_eq!(some(7, Stream::Shuffle, |rng| rng.below(6)), [5, 4, 0, 1, 3, 5, 2, 4]);
        // a quarter of the words is refused here
        assert_eq!(
            some(7, Stream::Shuffle, |rng| rng.below(3 << 30)),
            [2780676984, 106528883, 840694476, 1675383110, 3203984409, 1306091348, 2426990912, 1646174926]
        );
        assert_eq!(
            some(7, Stream::Shuffle, |rng| rng.permutation(10)),
            [[9, 5, 2, 6, 4, 3, 1, 0, 7, 8], [0, 3, 7, 2, 4, 1, 9, 6, 5, 8]]
        );
    }

    #[test]
    fn no_two_seeds_and_streams_begin_alike() {
        let mut begun: Vec<[u32; 2]> =
            STREAMS.iter().flat_map(|&stream| (0..5000).map(move |seed| some(seed, stream, Rng::word))).collect();
        begun.sort_unstable();
        begun.dedup();
        assert_eq!(begun.len(), 4 * 5000);
    }

    #[test]
    fn passing_over_words_is_drawing_them() {
        let mut drawn = Rng::new(5, Stream::Noise);
        for passed in 0..100 {
            let mut jumped = Rng::new(5, Stream::Noise);
            jumped.advance(passed * Rng::NORMALS);
            assert_eq!(jumped, drawn);
            assert_eq!(jumped.normals(), drawn.clone().normals());
            drawn.normals();
        }
    }

    #[test]
    fn the_ends_of_the_ranges_are_kept() {
        let mut rng = Rng::new(0, Stream::Data);
        assert_eq!([rng.below(0), rng.below(1)], [0, 0]);
        assert_eq!((rng.permutation(0), rng.permutation(1)), (vec![], vec![0]));
        for _ in 0..100_000 {
            assert!((0.0..1.0).contains(&rng.uniform()) && (0.0..1.0).contains(&rng.uniform32()));
        }
    }

    /// Whether `found` of `all` lies within five standard deviations of the share `p`.
    fn likely(found: usize, all: usize, p: f64) -> bool {
        let (mean, variance) = (all as f64 * p, all as f64 * p * (1.0 - p));
        (found as f64 - mean).abs() < 5.0 * variance.sqrt()
    }

    fn all_equally_likely(what: &str, values: usize, mut draw: impl FnMut(&mut Rng) -> usize) {
        let (draws, mut counts) = (100_000, vec![0; values]);
        let mut rng = Rng::new(11, Stream::Shuffle);
        (0..draws).for_each(|_| counts[draw(&mut rng)] += 1);
        assert!(counts.iter().all(|&count| likely(count, draws, 1.0 / values as f64)), "{what}: {counts:?}");
    }

    #[test]
    fn what_should_be_equally_likely_is() {
        all_equally_likely("words", 256, |rng| (rng.word() >> 24) as usize);
        all_equally_likely("low bits", 256, |rng| (rng.word() & 255) as usize);
        all_equally_likely("uniform", 100, |rng| (rng.uniform() * 100.0) as usize);
        all_equally_likely("uniform32", 100, |rng| (rng.uniform32() * 100.0) as usize);
        all_equally_likely("below 6", 6, |rng| rng.below(6) as usize);
        // where nothing is refused every third of these comes twice as often
        all_equally_likely("below 3 << 30", 3, |rng| (rng.below(3 << 30) % 3) as usize);
        all_equally_likely("permutations", 6, |rng| {
            let order = rng.permutation(3);
            (2 * order[0] + u32::from(order[1] > order[2])) as usize
        });
    }

    #[test]
    fn normals_are_normal() {
        let (pairs, mut rng) = (100_000, Rng::new(3, Stream::Noise));
        let drawn: Vec<[f64; 2]> = (0..pairs).map(|_| rng.normals()).collect();
        // mean 0, variance 1 and so on: each average within five of its standard deviations
        for (what, expected, variance, of) in [
            ("first", 0.0, 1.0, (|a, _| a) as fn(f64, f64) -> f64),
            ("second", 0.0, 1.0, |_, b| b),
            ("first squared", 1.0, 2.0, |a, _| a * a),
            ("second squared", 1.0, 2.0, |_, b| b * b),
            ("product", 0.0, 1.0, |a, b| a * b),
            ("third power", 0.0, 15.0, |a, _| a * a * a),
            ("fourth power", 3.0, 96.0, |_, b| b * b * b * b),
            ("product of squares", 1.0, 8.0, |a, b| a * a * b * b),
        ] {
            let mean = drawn.iter().map(|&[a, b]| of(a, b)).sum::<f64>() / f64::from(pairs);
            assert!((mean - expected).abs() < 5.0 * (variance / f64::from(pairs)).sqrt(), "{what}: {mean}");
        }
        for (beyond, share) in [(1.0, 0.317310507863), (2.0, 0.045500263896), (3.0, 0.002699796063)] {
            let found = drawn.iter().filter(|[a, _]| a.abs() > beyond).count();
            assert!(likely(found, pairs as usize, share), "{found} beyond {beyond}");
        }
    }
}
