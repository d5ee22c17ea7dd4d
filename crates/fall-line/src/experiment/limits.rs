//! How large a document may be, and how much it may ask for: refused with the figure before memory or time is taken.

use super::{Experiment, Plan, Plans, SurfaceTask, View};
use crate::error::{Code, Error};
#[cfg(feature = "network")]
use crate::examples::{Kind, Size};
#[cfg(feature = "network")]
use crate::network::Layout;
use crate::number;
use crate::surface::FARTHEST;

pub(crate) const DOCUMENT_BYTES: usize = 256 << 10;
const RESULT_NUMBERS: f64 = (64_u32 << 20) as f64;
const DATA_VALUES: f64 = (64_u32 << 20) as f64;
#[cfg(feature = "network")]
const PARAMETERS: f64 = (32_u32 << 20) as f64;
pub(crate) const WORK: f64 = 1e12;

pub(super) fn check_bytes(found: usize) -> Result<(), Error> {
    if found > DOCUMENT_BYTES {
        return Err(Error::told(|| {
            let sizes = [found, DOCUMENT_BYTES].map(|n| n.to_string());
            Error::at("", Code::DocumentTooLarge.with([&sizes[0], &sizes[1]]))
        }));
    }
    Ok(())
}

pub(super) fn check(experiment: &Experiment) -> Result<(), Error> {
    check_work(experiment, WORK)
}

/// The same with less work.
pub(crate) fn check_work(experiment: &Experiment, most: f64) -> Result<(), Error> {
    let repeat = f64::from(experiment.document.repeat);
    match &experiment.plans {
        Plans::Surface(plans) => surface(experiment.surface()?.0, plans, repeat, most),
        #[cfg(feature = "network")]
        Plans::Network(_) => {
            experiment.network()?.0.data.size().map_or(Ok(()), |size| network_within(experiment, size, most))
        }
    }
}

fn surface(task: &SurfaceTask, plans: &[Plan<SurfaceTask>], repeat: f64, most: f64) -> Result<(), Error> {
    // five numbers a step: x, y, loss, learning rate, gradient norm
    let numbers = plans.iter().map(|plan| 5.0 * f64::from(plan.task.steps)).sum::<f64>() * repeat;
    below(numbers, RESULT_NUMBERS, "task.surface.steps", Code::ResultTooLarge)?;
    // each seed has its columns, each run its order of the rows
    let columns = task.data.as_ref().map_or(0, |data| data.names().len());
    let values = f64::from(task.rows()) * (columns + plans.len()) as f64 * repeat;
    below(values, DATA_VALUES, "task.surface.data", Code::DataTooLarge)?;
    // each update sees every row, for the loss; a letter is about an operation, with its derivatives
    let operations = |plan: &Plan<SurfaceTask>| plan.task.formula().len() * plan.gradients();
    let work = |plan: &Plan<SurfaceTask>| {
        let rows = plan.task.rows().max(1);
        f64::from(plan.task.steps) * f64::from(rows) * operations(plan) as f64
    };
    below(plans.iter().map(work).sum::<f64>() * repeat, most, "task.surface.steps", Code::WorkTooLarge)
}

/// Of networks, once the data's size is known.
#[cfg(feature = "network")]
pub(crate) fn network(experiment: &Experiment, size: Size) -> Result<(), Error> {
    network_within(experiment, size, WORK)
}

/// The same with less work.
#[cfg(feature = "network")]
pub(crate) fn network_within(experiment: &Experiment, size: Size, most: f64) -> Result<(), Error> {
    let (task, plans) = experiment.network()?;
    let repeat = f64::from(experiment.document.repeat);
    let targets = if let Kind::Numbers { width, .. } = size.kind { width } else { 1 };
    // runs share the rows, but each has an order of them, and features of its own
    let mut values = size.rows as f64 * (size.inputs + targets) as f64;
    let (mut parameters, mut numbers, mut work) = (0.0, 0.0, 0.0);
    for (number, plan) in plans.iter().enumerate() {
        let own = &plan.task;
        let place = if number == 0 { "task.network".to_owned() } else { format!("runs[{number}].with") };
        let shape = own.fits(task, size, &place)?;
        let count = Layout::new(&shape).len() as f64;
        let (rows, epochs) = (size.rows as f64, f64::from(own.epochs));
        parameters += count;
        values += rows * if task.data.is_plane() { shape.inputs + 1 } else { 1 } as f64;
        // at most eight numbers an epoch, and the outputs of all rows at the end
        numbers += 8.0 * epochs + rows * shape.outputs() as f64;
        // forward, backward twice, and once more forward for the loss
        work += epochs * rows * count * (2 + 6 * plan.gradients()) as f64;
    }
    below(parameters * repeat, PARAMETERS, "task.network.layers", Code::NetworkTooLarge)?;
    below(values * repeat, DATA_VALUES, "task.network.data", Code::DataTooLarge)?;
    below(numbers * repeat, RESULT_NUMBERS, "task.network.epochs", Code::EpochsTooMany)?;
    below(work * repeat, most, "task.network.epochs", Code::TrainingTooLong)
}

fn below(found: f64, limit: f64, path: &str, code: Code) -> Result<(), Error> {
    if found <= limit {
        return Ok(());
    }
    Err(Error::told(|| {
        let times = libm::ceil(found / limit * 10.0) / 10.0;
        let [found, times, limit] = [found, times, limit].map(number::print);
        Error::at(path, code.with([&found, &times, &limit]))
    }))
}

impl View {
    pub(super) fn check(&self) -> Result<(), Error> {
        let Some(domain @ [x0, x1, y0, y1]) = self.domain else { return Ok(()) };
        let far = domain.iter().fold(0.0, |far, x| if x.abs() > far { x.abs() } else { far });
        let narrow = |a: f64, b: f64| b - a < 1e-9 * far || b - a < 1e-100;
        let code = if x0 >= x1 || y0 >= y1 {
            Some(Code::EmptyDomain)
        } else {
            (far > FARTHEST || narrow(x0, x1) || narrow(y0, y1)).then_some(Code::NarrowDomain)
        };
        match code {
            Some(code) => {
                let found = || domain.map(number::print).join(", ");
                Err(Error::told(|| Error::at("view.domain", code.with([&found()]))))
            }
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    fn read(text: &str) -> Result<(), String> {
        let (start, read) = (Instant::now(), Experiment::parse(text));
        // nothing is computed that would be refused: a thousand times what it takes, for slow machines
        assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
        read.map(drop).map_err(|error| error.to_string())
    }

    /// The largest that is read, and the smallest that is refused.
    #[test]
    fn each_limit_is_met_and_a_document_beyond_it_is_refused_with_the_figure() {
        let surface = |task: &str, beside: &str| format!(r#"{{"task":{{"surface":{{{task}}}}}{beside}}}"#);
        let runs = |count: usize, run: &str| format!(r#","runs":[{}]"#, vec![run; count].join(","));
        let padded = |size: usize| r#"{"task":"surface"}"#.to_owned() + &" ".repeat(size - 18);
        let long = |letters: usize| surface(&format!(r#""f":"{}x""#, " ".repeat(letters - 1)), "");
        // a call of so many letters is more operations
        let calls = |count: usize| {
            let text: Vec<_> = (10..10 + count).map(|i| format!("ackley(x/{i},y/{i})")).collect();
            surface(&format!(r#""f":"{}""#, text.join("+")), "")
        };
        let columns = |rows: usize| {
            surface(&format!(r#""f":"(x - u)^2","data":{{"columns":{{"u":[{}1]}}}}"#, "1,".repeat(rows - 1)), "")
        };
        let line = |samples: u32, steps: u32, beside: &str| {
            surface(&format!(r#""data":{{"line":{{"samples":{samples}}}}},"steps":{steps}"#), beside)
        };
        let result = "task.surface.steps: the result would have ";
        let work = "task.surface.steps: this comes to about ";
        let data = "task.surface.data: the runs would hold ";
        let looks = |count: usize| {
            let text: Vec<_> = (0..count).map(|i| format!("w = w - lr*grad(w + {i})")).collect();
            format!(r#","runs":[{{"optimizer":{{"written":{{"text":"{}"}}}}}}]"#, text.join("\\n"))
        };
        for (within, beyond, message) in [
            (padded(262_144), padded(262_145), "the document has 262145 bytes; at most 262144 are read".to_owned()),
            (
                long(4096),
                long(4097),
                "task.surface.f, column 4097: the formula has 4097 characters; at most 4096 are read".into(),
            ),
            (
                surface("", &runs(32, "{}")),
                surface("", &runs(33, "{}")),
                "runs: there are 33 here; 1 … 32 are possible".into(),
            ),
            (
                surface("", r#","repeat":64"#),
                surface("", r#","repeat":65"#),
                "repeat: 65 is outside 1 ≤ repeat ≤ 64".into(),
            ),
            (
                surface(r#""steps":1000000"#, ""),
                surface(r#""steps":1000001"#, ""),
                "task.surface.steps: 1000001 is outside 0 ≤ steps ≤ 1000000".into(),
            ),
            (
                surface("", r#","runs":[{"with":{"steps":1000000}}]"#),
                surface("", r#","runs":[{"with":{"steps":1000001}}]"#),
                "runs[0].with.steps: 1000001 is outside 0 ≤ steps ≤ 1000000".into(),
            ),
            (
                line(200_000, 1, ""),
                line(200_001, 1, ""),
                "task.surface.data.line.samples: 200001 is outside 1 ≤ samples ≤ 200000".into(),
            ),
            (columns(100_000), columns(131_050), "the document has 262165 bytes; at most 262144 are read".into()),
            (
                surface(r#""steps":1000000"#, &runs(13, "{}")),
                surface(r#""steps":1000000"#, &runs(14, "{}")),
                format!("{result}70000000 numbers, 1.1 times the limit of 67108864; take fewer steps or runs"),
            ),
            (
                surface(r#""steps":9"#, &runs(13, r#"{"with":{"steps":1000000}}"#)),
                surface(r#""steps":9"#, &runs(32, r#"{"with":{"steps":1000000}}"#)),
                format!("{result}160000000 numbers, 2.4 times the limit of 67108864; take fewer steps or runs"),
            ),
            (
                surface(r#""steps":209715"#, r#","repeat":64"#),
                surface(r#""steps":209716"#, r#","repeat":64"#),
                format!("{result}67109120 numbers, 1.1 times the limit of 67108864; take fewer steps or runs"),
            ),
            (
                line(200_000, 1, r#","repeat":64"#),
                line(200_000, 1, &(runs(4, "{}") + r#","repeat":64"#)),
                format!(
                    "{data}76800000 values of the data, 1.2 times the limit of 67108864; take fewer rows, runs or seeds"
                ),
            ),
            // 15 letters
            (
                line(200_000, 333_333, ""),
                line(200_000, 333_334, ""),
                format!(
                    "{work}1000002000000 operations, 1.1 times the limit of 1000000000000; take fewer steps, rows, runs or seeds"
                ),
            ),
            (
                line(100_000, 10_416, r#","repeat":64"#),
                line(100_000, 10_417, r#","repeat":64"#),
                format!(
                    "{work}1000032000000 operations, 1.1 times the limit of 1000000000000; take fewer steps, rows, runs or seeds"
                ),
            ),
            // a rule that looks ten times
            (
                line(200_000, 33_333, &looks(10)),
                line(200_000, 33_334, &looks(10)),
                format!(
                    "{work}1000020000000 operations, 1.1 times the limit of 1000000000000; take fewer steps, rows, runs or seeds"
                ),
            ),
            (
                calls(180),
                calls(190),
                "task.surface.f, column 3521: the formula comes to more than 4096 operations; make it smaller".into(),
            ),
        ] {
            meets(&within, &beyond, message);
        }
    }

    fn meets(within: &str, beyond: &str, message: String) {
        let short = &within[..within.len().min(200)];
        assert_eq!(read(within), Ok(()), "{short}");
        assert_eq!(read(beyond), Err(message), "{short}");
    }

    #[cfg(feature = "network")]
    #[test]
    fn so_are_the_limits_of_networks() {
        let network = |task: &str, beside: &str| format!(r#"{{"task":{{"network":{{{task}}}}}{beside}}}"#);
        let runs = |count: usize| format!(r#","runs":[{}]"#, vec!["{}"; count].join(","));
        let layers = |count: usize, units: u32| {
            let layer = format!(r#"{{"units":{units}}}"#);
            format!(r#""layers":[{}]"#, vec![layer; count].join(","))
        };
        let strokes =
            |samples: u32, epochs: u32| format!(r#""data":{{"strokes":{{"samples":{samples}}}}},"epochs":{epochs}"#);
        let spiral =
            |samples: u32, epochs: u32| format!(r#""data":{{"spiral":{{"samples":{samples}}}}},"epochs":{epochs}"#);
        let parameters = "task.network.layers: the runs have ";
        let fewer = "take fewer units, layers, runs or seeds";
        let work = "task.network.epochs: this comes to about ";
        for (within, beyond, message) in [
            (
                network(&(layers(16, 8) + r#","epochs":1"#), ""),
                network(&(layers(17, 8) + r#","epochs":1"#), ""),
                "task.network.layers: there are 17 here; 0 … 16 are possible".to_owned(),
            ),
            (
                network(&(layers(1, 1024) + r#","epochs":1"#), ""),
                network(&(layers(1, 1025) + r#","epochs":1"#), ""),
                "task.network.layers[0].units: 1025 is outside 1 ≤ units ≤ 1024".into(),
            ),
            // 2,103,297 each
            (
                network(&(layers(3, 1024) + r#","epochs":1"#), &runs(15)),
                network(&(layers(3, 1024) + r#","epochs":1"#), &runs(16)),
                format!("{parameters}33652752 parameters in all, 1.1 times the limit of 33554432; {fewer}"),
            ),
            (
                network(&(layers(3, 1024) + r#","epochs":1"#), r#","repeat":15"#),
                network(&(layers(3, 1024) + r#","epochs":1"#), &(runs(2) + r#","repeat":8"#)),
                format!("{parameters}33652752 parameters in all, 1.1 times the limit of 33554432; {fewer}"),
            ),
            (
                network(&spiral(200_000, 1), ""),
                network(&spiral(200_001, 1), ""),
                "task.network.data.spiral.samples: 200001 is outside 1 ≤ samples ≤ 200000".into(),
            ),
            (
                network(&strokes(60_000, 1), ""),
                network(&strokes(60_001, 1), ""),
                "task.network.data.strokes.samples: 60001 is outside 1 ≤ samples ≤ 60000".into(),
            ),
            // 784 inputs, a class and a place in the order
            (
                network(&strokes(42_690, 1), r#","repeat":2"#),
                network(&strokes(42_691, 1), r#","repeat":2"#),
                "task.network.data: the runs would hold 67110252 values of the data, 1.1 times the limit of 67108864; take fewer rows, runs or seeds".into(),
            ),
            // many runs on many rows share them
            (
                network(&(strokes(60_000, 1) + r#","layers":[]"#), &runs(32)),
                network(&(spiral(200_000, 1) + r#","layers":[]"#), &(runs(32) + r#","repeat":4"#)),
                "task.network.data: the runs would hold 79200000 values of the data, 1.2 times the limit of 67108864; take fewer rows, runs or seeds".into(),
            ),
            (
                network(&spiral(4, 100_000), ""),
                network(&spiral(4, 100_001), ""),
                "task.network.epochs: 100001 is outside 0 ≤ epochs ≤ 100000".into(),
            ),
            // eight numbers an epoch, and four outputs
            (
                network(&spiral(4, 100_000), &(runs(1) + r#","repeat":64"#)),
                network(&spiral(4, 100_000), &(runs(2) + r#","repeat":64"#)),
                "task.network.epochs: the result would have 102400512 numbers, 1.6 times the limit of 67108864; take fewer epochs, rows or runs".into(),
            ),
            (
                network(&spiral(4, 100_000), &runs(32)),
                network(&spiral(4, 100_000), &(runs(32) + r#","repeat":3"#)),
                "task.network.epochs: the result would have 76800384 numbers, 1.2 times the limit of 67108864; take fewer epochs, rows or runs".into(),
            ),
            // three parameters, eight operations each
            (
                network(&spiral(200_000, 100_000), ""),
                network(&spiral(200_000, 100_000), &runs(3)),
                format!("{work}1440000000000 operations, 1.5 times the limit of 1000000000000; take fewer epochs, rows, units, runs or seeds"),
            ),
            (
                network(&(strokes(60_000, 20) + "," + &layers(1, 128)), ""),
                network(&(strokes(60_000, 21) + "," + &layers(1, 128)), ""),
                format!("{work}1025841600000 operations, 1.1 times the limit of 1000000000000; take fewer epochs, rows, units, runs or seeds"),
            ),
            (
                network(r#""features":["x"]"#, ""),
                network(&format!(r#""features":[{}"x"]"#, r#""x","#.repeat(64)), ""),
                "task.network.features: there are 65 here; 1 … 64 are possible".into(),
            ),
        ] {
            meets(&within, &beyond, message);
        }
    }
}
