//! What many seeds come to: the median and the quartiles, step by step.

/// The middle half of the losses after each update. Each list ends before a run that diverged would make it infinite.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spread {
    /// A quarter of the seeds is below.
    pub lower: Vec<f64>,
    /// Half of them are.
    pub median: Vec<f64>,
    /// Three quarters are.
    pub upper: Vec<f64>,
}

/// The spread of one run's values over its seeds; a run that ended before has `missing` from there on. Quartiles lie
/// between values as NumPy's do.
pub(crate) fn spread(losses: &[&[f64]], missing: f64) -> Spread {
    let mut spread = Spread::default();
    for step in 0..losses.iter().map(|loss| loss.len()).max().unwrap_or(0) {
        let mut sorted: Vec<f64> = Vec::with_capacity(losses.len());
        for loss in losses {
            let x = loss.get(step).copied().unwrap_or(missing);
            sorted.insert(sorted.partition_point(|&other| other <= x), x);
        }
        let lists = [&mut spread.lower, &mut spread.median, &mut spread.upper];
        for (list, share) in lists.into_iter().zip([0.25, 0.5, 0.75]) {
            let x = quantile(&sorted, share);
            if list.len() == step && x.is_finite() {
                list.push(x);
            }
        }
    }
    spread
}

fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len() as f64 - 1.0);
    let below = libm::floor(place);
    let at = |place: f64| sorted.get(place as usize).copied().unwrap_or(f64::INFINITY);
    // no product with an infinite neighbour that does not count
    if place == below { at(below) } else { at(below) + (at(below + 1.0) - at(below)) * (place - below) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Experiment;
    use crate::session::Session;

    #[test]
    fn quartiles_lie_between_values_as_numpys_do() {
        for (sorted, expected) in [
            (&[7.0][..], [7.0, 7.0, 7.0]),
            (&[1.0, 2.0], [1.25, 1.5, 1.75]),
            (&[1.0, 2.0, 4.0], [1.5, 2.0, 3.0]),
            (&[1.0, 2.0, 3.0, 10.0], [1.75, 2.5, 4.75]),
            (&[-5.0, 0.0, 1.0, 2.0, 100.0], [0.0, 1.0, 2.0]),
            (&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 16.0, 32.0], [2.25, 4.5, 7.5]),
            // what does not count may be infinite
            (&[1.0, 2.0, 3.0, f64::INFINITY, f64::INFINITY], [2.0, 3.0, f64::INFINITY]),
            (&[1.0, f64::INFINITY], [f64::INFINITY; 3]),
        ] {
            assert_eq!([0.25, 0.5, 0.75].map(|share| quantile(sorted, share)), expected, "{sorted:?}");
        }
    }

    /// Of eight seeds some draw a rate at which they diverge, some at the start, some on the way, some never.
    #[test]
    fn a_list_ends_before_a_seed_that_diverged_counts_in_it() {
        let text = r#"{"task":{"surface":{"f":"x^2/log(c) + y^2","start":[1,2],"steps":800}},"repeat":8,"seed":4,
            "given":{"a":{"from":0.5,"to":2.5,"step":0.5},"c":{"from":1,"to":8,"step":1}},
            "runs":[{"optimizer":{"gd":{"lr":"a"}}}]}"#;
        let mut session = Session::new(&Experiment::parse(text).unwrap()).unwrap();
        while session.step(9) {}
        let losses: Vec<_> = session.repetitions(0).map(|track| track.loss.clone()).collect();
        let lengths: Vec<_> = losses.iter().map(Vec::len).collect();
        assert!(
            lengths.contains(&0) && lengths.contains(&801) && lengths.iter().any(|n| (1..800).contains(n)),
            "{lengths:?}"
        );
        let Spread { lower, median, upper } = session.spread(0).unwrap();
        for (list, share) in [(&lower, 0.25), (&median, 0.5), (&upper, 0.75)] {
            for step in 0..=list.len() {
                let mut all: Vec<f64> =
                    losses.iter().map(|loss| loss.get(step).copied().unwrap_or(f64::INFINITY)).collect();
                all.sort_by(f64::total_cmp);
                let place = share * 7.0;
                let (below, part) = (all[place as usize], place % 1.0);
                let between = if part == 0.0 || below == f64::INFINITY {
                    below
                } else {
                    below + part * (all[place as usize + 1] - below)
                };
                let ours = list.get(step).copied().unwrap_or(f64::INFINITY);
                assert!(
                    ours == between || (ours - between).abs() < 1e-12 * between,
                    "{share} at {step}: {ours} {between}"
                );
            }
        }
        assert!(
            lower.len() > median.len() && median.len() > upper.len(),
            "{} {} {}",
            lower.len(),
            median.len(),
            upper.len()
        );
    }

    #[test]
    fn one_seed_is_its_own_spread_and_the_first_of_many_is_what_is_shown() {
        let text = |beside: &str| format!(r#"{{"task":{{"surface":{{"noise":1}}}}{beside}}}"#);
        let at_end = |beside: &str| {
            let mut session = Session::new(&Experiment::parse(&text(beside)).unwrap()).unwrap();
            while session.step(50) {}
            session
        };
        let (one, many) = (at_end(""), at_end(r#","repeat":5"#));
        let Spread { lower, median, upper } = spread(&[&one.tracks()[0].loss], f64::INFINITY);
        assert_eq!([&lower, &median, &upper], [&one.tracks()[0].loss; 3]);
        assert_eq!(one.tracks()[0].fingerprint(), many.tracks()[0].fingerprint());
        assert_eq!(one.fingerprint(), at_end(r#","repeat":1"#).fingerprint());
        // every seed's bits are the result's
        assert_ne!(one.fingerprint(), many.fingerprint());
        assert_ne!(many.fingerprint(), at_end(r#","repeat":4"#).fingerprint());
    }
}
