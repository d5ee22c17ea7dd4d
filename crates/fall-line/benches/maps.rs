//! What a step of a particle takes natively: in a session, in a swarm by the interpreter, by itself, in a sweep. A timing of our own,
//! since criterion brings num-traits/std, and with it the machine's mathematics.

#![expect(clippy::unwrap_used, reason = "a benchmark")]

use fall_line::formula::Precision;
use fall_line::map::{Axis, Motion, Sweep, swarm};
use fall_line::{Experiment, Session};
use std::hint::black_box;
use std::time::Instant;

const ROUNDS: usize = 9;
const STEPS: u32 = 200;
const COUNT: u32 = 2048;
/// A session's steps: so many that it counts little what compiling the document takes.
const PATH: u32 = 2000;

/// A contender: what it is called, how many steps of particles it takes, and one run of it.
type Contender<'a> = (&'static str, u32, Box<dyn FnMut() + 'a>);

fn main() {
    for (f, optimizer) in [
        ("himmelblau", r#"{"momentum":{"lr":0.001}}"#),
        ("himmelblau", r#"{"adam":{"lr":0.1}}"#),
        ("rastrigin", r#"{"adam":{"lr":0.1}}"#),
    ] {
        let task = format!(r#"{{"surface":{{"f":"{f}","steps":{PATH}}}}}"#);
        let runs = format!(r#"[{{"optimizer":{optimizer}}},{{"optimizer":{optimizer},"schedule":"plateau"}}]"#);
        let experiment = Experiment::parse(&format!(r#"{{"task":{task},"runs":{runs}}}"#)).unwrap();
        let motion = || Motion::new(&experiment, 0).unwrap();
        let points: Vec<[f64; 2]> = (0..COUNT).map(|i| [f64::from(i % 64) / 16.0, f64::from(i / 64) / 16.0]).collect();
        let by_swarm = |run, precision| {
            let motion = Motion::new(&experiment, run).unwrap();
            let (mut points_moved, points) = (swarm(&motion, precision, points.len()), &points);
            move || {
                points_moved.start(points);
                points_moved.advance(black_box(STEPS), None);
            }
        };
        let rates = || Axis { from: 0.001, to: 0.1, count: COUNT as usize, log: true };
        let mut contenders: [Contender<'_>; 5] = [
            ("session", PATH * 2, Box::new(|| _ = black_box(Session::new(&experiment).unwrap().step(PATH)))),
            ("swarm, f64", STEPS * COUNT, Box::new(by_swarm(0, Precision::F64))),
            ("swarm, f32", STEPS * COUNT, Box::new(by_swarm(0, Precision::F32))),
            ("alone", STEPS * COUNT, Box::new(by_swarm(1, Precision::F64))),
            (
                "sweep",
                STEPS * COUNT,
                Box::new(|| _ = Sweep::new(motion(), rates(), None, STEPS, None).unwrap().advance(u32::MAX)),
            ),
        ];
        let mut times = [[0.0; ROUNDS]; 5];
        // interleaved; the first contender of a round changes
        for round in 0..ROUNDS {
            for turn in 0..5 {
                let (_, steps, run) = &mut contenders[(turn + round) % 5];
                let started = Instant::now();
                run();
                times[(turn + round) % 5][round] = started.elapsed().as_nanos() as f64 / f64::from(*steps);
            }
        }
        println!("{f}, {optimizer}: ns a step of a particle");
        for ((name, ..), mut times) in contenders.into_iter().zip(times) {
            times.sort_by(f64::total_cmp);
            println!("  {name:<12}{:8.1}", times[ROUNDS / 2]);
        }
    }
}
