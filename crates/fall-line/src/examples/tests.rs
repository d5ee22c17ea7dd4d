//! What holds of every dataset.

use super::*;
use crate::fields::{Choice, Field, Form, Path, Slot};
use crate::json::Json;

fn read(text: &str) -> Result<NetworkData, String> {
    let mut data = NetworkData::default();
    let read = Path::default()
        .at("task.network.data", |path| data.read(&Json::parse(text).unwrap(), &Field::new("data", ""), path));
    read.map(|()| data).map_err(|error| error.to_string())
}

fn load(data: &NetworkData, seed: u32) -> Examples {
    data.load(seed, &Files::default()).unwrap()
}

/// The datasets that are drawn on the plane.
fn drawn() -> impl Iterator<Item = NetworkData> {
    NetworkData::all().filter(|data| data.drawn().is_some())
}

/// The dataset of a key with these fields.
fn with(data: &NetworkData, fields: &str) -> NetworkData {
    read(&format!(r#"{{"{}":{{{fields}}}}}"#, data.key())).unwrap()
}

fn labels(examples: &Examples) -> &[u32] {
    match &examples.targets {
        Targets::Classes { labels, .. } => labels,
        Targets::Numbers { .. } => &[],
    }
}

fn values(examples: &Examples) -> &[f32] {
    match &examples.targets {
        Targets::Numbers { values, .. } => values,
        Targets::Classes { .. } => &[],
    }
}

#[test]
fn a_seed_means_these_rows_for_ever() {
    let seen: Vec<_> = drawn()
        .map(|data| {
            let examples = load(&with(&data, r#""samples":2"#), 7);
            let target = values(&examples).last().copied();
            let target = target.unwrap_or(labels(&examples).iter().sum::<u32>() as f32);
            (data.key(), [examples.inputs[2], examples.inputs[3], target])
        })
        .collect();
    let expected = [
        ("circle", [-0.9621523, -2.2672064, 1.0]),
        ("xor", [4.508735, 3.6047792, 1.0]),
        ("gauss", [1.0677791, 2.1198642, 1.0]),
        ("spiral", [1.5954521, 4.5455594, 1.0]),
        ("moons", [4.2047796, 0.4808637, 1.0]),
        ("checkerboard", [4.1379347, 4.1580744, 1.0]),
        ("rings", [-1.0448698, -2.798859, 1.0]),
        ("blobs", [-4.7457767, 0.09589139, 1.0]),
        ("plane", [5.6108675, 2.376527, 0.70551735]),
        ("multi_gauss", [5.6108675, 2.376527, 0.09898157]),
        ("sine", [5.6108675, 2.376527, -0.05833046]),
        ("step", [5.6108675, 2.376527, -1.0932221]),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn every_dataset_is_as_large_as_it_says() {
    for data in drawn().chain(["\"digits\"", r#"{"strokes":{"samples":20}}"#].map(|text| read(text).unwrap())) {
        let (size, examples) = (data.size().unwrap(), load(&data, 1));
        assert_eq!((size.inputs, size.rows * size.inputs), (examples.width, examples.inputs.len()), "{data:?}");
        let kind = match &examples.targets {
            Targets::Classes { count, labels } => {
                assert!(labels.len() == size.rows && labels.iter().all(|&label| (label as usize) < *count), "{data:?}");
                Kind::Classes(*count)
            }
            Targets::Numbers { width, values } => {
                assert_eq!(values.len(), size.rows * width, "{data:?}");
                Kind::Numbers { width: *width, classes: None }
            }
        };
        assert_eq!(size.kind, kind, "{data:?}");
        assert_eq!(data.is_plane(), examples.names == ["x", "y"], "{data:?}");
        assert_eq!(examples.image.map_or(2, |[rows, columns]| rows * columns), size.inputs);
        assert_eq!(read(&data.write(Form::Canonical).unwrap().pretty()), Ok(data));
    }
}

#[test]
fn another_seed_draws_other_rows_and_more_samples_only_add_some() {
    for data in drawn() {
        let few = load(&data, 1);
        assert_ne!(few, load(&data, 2), "{data:?}");
        let many = load(&with(&data, r#""samples":1000"#), 1);
        assert_eq!(few.inputs[..], many.inputs[..few.inputs.len()], "{data:?}");
        assert_eq!(
            (labels(&few), values(&few)),
            (&labels(&many)[..labels(&few).len()], &values(&many)[..values(&few).len()])
        );
    }
}

#[test]
fn rows_take_as_many_words_as_they_say() {
    let data = read(r#"{"moons":{"samples":3}}"#).unwrap();
    let mut rng = Rng::new(1, Stream::Data);
    rng.advance(data.words());
    let four = load(&read(r#"{"moons":{"samples":4,"noise":0}}"#).unwrap(), 1);
    let [x, y] = Moons::default().point(1, [rng.uniform(), rng.uniform()]);
    assert_eq!(four.inputs[6..], [x as f32, y as f32]);
    assert_eq!(read("\"strokes\"").unwrap().words(), 1024 * 10_000);
    assert_eq!(read("\"digits\"").unwrap().words(), 0);
}

#[test]
fn noise_moves_by_its_own_measure_what_is_drawn_all_the_same() {
    for data in drawn() {
        let [none, one, two] = ["0", "1", "2"].map(|noise| load(&with(&data, &format!(r#""noise":{noise}"#)), 1));
        assert_eq!([labels(&one), labels(&two)], [labels(&none); 2], "{data:?}");
        let moved = |of: fn(&Examples) -> &[f32]| {
            let rows = of(&none).iter().zip(of(&one)).zip(of(&two));
            assert!(rows.clone().all(|((none, one), two)| (two - none - 2.0 * (one - none)).abs() < 1e-5), "{data:?}");
            rows.filter(|((none, one), _)| none != one).count()
        };
        let expected = if values(&none).is_empty() { [1000, 0] } else { [0, 500] };
        assert_eq!([moved(|examples| &examples.inputs), moved(values)], expected, "{data:?}");
    }
}

#[test]
fn classes_are_equally_many_and_what_is_drawn_lies_in_the_plane() {
    for data in drawn() {
        let clean = load(&with(&data, r#""noise":0"#), 5);
        assert!(clean.inputs.iter().all(|x| (-6.0..=6.0).contains(x)), "{data:?}");
        assert!(values(&clean).iter().all(|x| (-1.2..=1.2).contains(x)), "{data:?}");
        for count in if data.size().unwrap().kind == Kind::Classes(2) { 2..=2 } else { 2..=6 } {
            let Ok(data) = read(&format!(r#"{{"{}":{{"classes":{count}}}}}"#, data.key())) else { continue };
            let examples = load(&data, 5);
            let counts = (0..count).map(|class| labels(&examples).iter().filter(|&&label| label == class).count());
            assert!(counts.clone().max().unwrap() <= counts.min().unwrap() + 1, "{data:?}");
        }
    }
}

/// The share of rows whose nearest other row says the same, or of a value's variance that it explains.
fn told_by_the_nearest(examples: &Examples) -> f64 {
    let points: Vec<_> = examples.inputs.chunks(examples.width).collect();
    let nearest = |row: usize| {
        let distance =
            |other: usize| -> f32 { points[row].iter().zip(points[other]).map(|(a, b)| (a - b) * (a - b)).sum() };
        (0..points.len()).filter(|&other| other != row).min_by(|&a, &b| distance(a).total_cmp(&distance(b))).unwrap()
    };
    match &examples.targets {
        Targets::Classes { labels, .. } => {
            let right = (0..points.len()).filter(|&row| labels[row] == labels[nearest(row)]).count();
            right as f64 / points.len() as f64
        }
        Targets::Numbers { values, .. } => {
            let mean = values.iter().sum::<f32>() / values.len() as f32;
            let [mut left, mut all] = [0.0, 0.0];
            for row in 0..points.len() {
                left += (values[row] - values[nearest(row)]) * (values[row] - values[nearest(row)]);
                all += (values[row] - mean) * (values[row] - mean);
            }
            1.0 - f64::from(left / all)
        }
    }
}

#[test]
fn what_is_near_is_alike() {
    let images = ["\"digits\"", r#"{"strokes":{"samples":600}}"#].map(|text| read(text).unwrap());
    let seen: Vec<_> = drawn().chain(images).map(|data| (data.key(), told_by_the_nearest(&load(&data, 3)))).collect();
    // bumps are small, and people write differently
    let least = |key: &str| if ["multi_gauss", "strokes"].contains(&key) { 0.6 } else { 0.85 };
    assert!(seen.iter().all(|(key, share)| *share > least(key)), "{seen:?}");
}

#[test]
fn shares_are_held_out_of_what_there_is_enough_of() {
    for (text, shares) in [
        ("\"spiral\"", [0.5, 0.0]),
        ("\"plane\"", [0.5, 0.0]),
        ("\"digits\"", [0.2, 0.0]),
        ("\"strokes\"", [0.2, 0.0]),
        (r#"{"rows":{"inputs":[[1]],"targets":[1]}}"#, [0.0, 0.0]),
    ] {
        assert_eq!(read(text).unwrap().held_out(), shares, "{text}");
    }
}

#[test]
fn files_are_known_by_their_names() {
    let mut files = Files::default();
    files.put("a", vec![1]);
    files.put("b", vec![2]);
    files.put("a", vec![3]);
    assert_eq!([files.get("a"), files.get("b"), files.get("c")], [Some(&[3][..]), Some(&[2]), None]);
}
