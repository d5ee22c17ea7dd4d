//! Any bytes as a document: its canonical form is its own, and what is read can be run.

#![no_main]

use fall_line::examples::Files;
use fall_line::{Experiment, Session, Training, result};
use fall_line_fuzz::{changed, in_a_page};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(|text: &str| in_a_page(|| try_out(text)));
fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| { changed(data, size, most, seed) });

/// Steps times rows that are worth waiting for.
const WORK: usize = 20_000;

fn try_out(text: &str) {
    let experiment = match Experiment::parse(text) {
        Ok(experiment) => experiment,
        Err(error) => return drop(error.to_string()),
    };
    let canonical = experiment.canonical();
    let read = |text: &str| Experiment::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let again = read(&canonical);
    assert_eq!(again.canonical(), canonical);
    let full = read(&experiment.resolved().canonical());
    assert_eq!(full.resolved().canonical(), experiment.resolved().canonical());

    let Ok((_, plans)) = experiment.surface() else { return train([&experiment, &again, &full], &canonical) };
    let work = plans.iter().map(|plan| {
        let rows = plan.task.data.as_ref().map_or(1, |data| data.count());
        rows * (plan.task.steps as usize + 10)
    });
    if work.sum::<usize>() * experiment.document.repeat as usize > WORK {
        return;
    }
    let [one, other, full] = [&experiment, &again, &full].map(|experiment| {
        let mut session = Session::new(experiment).unwrap_or_else(|error| panic!("{canonical}: {error}"));
        while session.step(100) {}
        session
    });
    assert_eq!(one.fingerprint(), other.fingerprint());
    assert_eq!(one.fingerprint(), full.fingerprint());
    for track in one.tracks() {
        let _ = (result::summary(track), track.moment(track.steps()), track.limit());
        assert!(
            [&track.path, &track.loss, &track.lr, &track.gradient_norm].into_iter().flatten().all(|x| x.is_finite())
        );
    }
}

/// The same of a network.
fn train(documents: [&Experiment; 3], canonical: &str) {
    let Ok((task, plans)) = documents[0].network() else { return };
    let Some(size) = task.data.size() else { return };
    let work = plans.iter().map(|plan| {
        let units = plan.task.layers.iter().map(|layer| layer.units as usize).sum::<usize>();
        let inputs = size.inputs + plan.task.features.len();
        size.rows * (plan.task.epochs as usize + 2) * (units + 4) * (units + inputs)
    });
    if work.sum::<usize>() * documents[0].document.repeat as usize > 100 * WORK {
        return;
    }
    let trainings = documents.map(|document| {
        // the values of features are known with the rows
        let mut training = Training::new(document, &Files::default()).ok()?;
        while training.advance(1000) {}
        Some(training)
    });
    let prints = trainings.map(|training| training.map(|mut training| {
        for learner in training.learners_mut() {
            assert!(learner.all_series().all(|(_, values)| values.iter().all(|x| x.is_finite())), "{canonical}");
            assert!(learner.weights().iter().all(|x| x.is_finite()) || learner.epochs() == 0, "{canonical}");
        }
        training.fingerprint()
    }));
    assert_eq!(prints[0], prints[1], "{canonical}");
    assert_eq!(prints[0], prints[2], "{canonical}");
}
