//! How heights become levels and shades: linear, or equal steps in log(f − fmin + c), whichever suits what is shown.

use super::scales::larger;

/// A monotone map from heights to 0 … 1, and back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heights {
    pub(super) low: f64,
    pub(super) high: f64,
    /// The c of log(f − fmin + c); 0 where steps are linear.
    offset: f64,
}

/// `c` is this part of the whole span: about three decades of steps.
const OFFSET: f64 = 1e-3;
/// Where the lowest of twelve linear steps would be more of the picture than this, what happens in it has no lines.
const MOST_LOW: f64 = 0.2;
/// Every third line carries its height.
pub(super) const LABELLED: usize = 3;

impl Heights {
    /// Of a field's finite values; None where all is flat.
    pub(super) fn of(values: &[f64]) -> Option<Heights> {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for &f in values {
            if f < low {
                low = f;
            }
            if f > high {
                high = f;
            }
        }
        let span = high - low;
        if !(span > 0.0 && span.is_finite()) {
            return None;
        }
        let flat = values.iter().filter(|&&f| f < low + span / 12.0).count();
        let offset = if flat as f64 > MOST_LOW * values.len() as f64 { span * OFFSET } else { 0.0 };
        Some(Heights { low, high, offset })
    }

    pub(super) fn is_log(&self) -> bool {
        self.offset > 0.0
    }

    pub(super) fn shade(&self, f: f64) -> f64 {
        let Heights { low, high, offset } = *self;
        if !self.is_log() {
            return (f - low) / (high - low);
        }
        let bottom = libm::log(offset);
        (libm::log(larger(0.0, f - low) + offset) - bottom) / (libm::log(high - low + offset) - bottom)
    }

    /// Ascending: 10 to 14 round heights where steps are linear, else 12 equal ones.
    pub(super) fn levels(&self) -> Vec<f64> {
        let Heights { low, high, offset } = *self;
        if self.is_log() {
            let bottom = libm::log(offset);
            let decades = libm::log(high - low + offset) - bottom;
            return (1..=12).map(|k| low + libm::exp(bottom + f64::from(k) / 13.0 * decades) - offset).collect();
        }
        let step = round_step(high - low);
        let first = libm::floor(low / step) + 1.0;
        let all = (0..14).map(|k| (first + f64::from(k)) * step);
        all.take_while(|level| *level < high).collect()
    }

    /// The lowest height in words: next to the span, a sampled 10⁻⁵ is nothing.
    pub(super) fn lowest(&self) -> f64 {
        if self.low.abs() < 1e-4 * (self.high - self.low) { 0.0 } else { self.low }
    }
}

/// The step that cuts the span into 10 to 14 lines and has the fewest digits.
fn round_step(span: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(span / 12.0)));
    let digits = [1.0, 2.0, 5.0, 10.0, 2.5, 4.0, 3.0, 6.0, 8.0, 1.5, 7.0, 9.0, 1.2];
    let fits = |step: &f64| (10.5..=14.0).contains(&(span / step));
    digits.into_iter().map(|digit| digit * power).find(fits).unwrap_or(span / 12.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_ten_to_fourteen_lines_between_the_lowest_and_the_highest() {
        for k in 1..400 {
            let (low, high) = (f64::from(k % 7) - 3.0, f64::from(k) * 0.37);
            let even: Vec<f64> = (0..100).map(|at| low + (high + 3.0 - low) * f64::from(at) / 99.0).collect();
            let steep: Vec<f64> = even.iter().map(|f| libm::exp((f - low) * 30.0 / (high + 3.0 - low))).collect();
            for (values, log) in [(even, false), (steep, true)] {
                let heights = Heights::of(&values).unwrap();
                let levels = heights.levels();
                assert!(heights.is_log() == log && (10..=14).contains(&levels.len()), "{low} {high} {}", levels.len());
                assert!(levels.windows(2).all(|pair| pair[0] < pair[1]));
                assert!(levels.iter().all(|level| (0.0..=1.0).contains(&heights.shade(*level))));
            }
        }
    }

    #[test]
    fn what_is_flat_or_nowhere_finite_has_no_heights() {
        for values in [&[][..], &[1.0, 1.0], &[f64::NAN, 3.0], &[f64::NAN], &[-1.7e308, 1.7e308]] {
            assert!(Heights::of(values).is_none(), "{values:?}");
        }
    }
}
