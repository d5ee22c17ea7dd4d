//! What every rule is held to: its text, its limit, its parts, and a bowl to go down in.

use super::*;
use crate::fields::{Field, Path};

/// From (3, −2) on x² + y²/4.
fn run<T: Real>(optimizer: &Optimizer, steps: u32, lr: f64) -> Vec<f64> {
    let (mut w, mut state) = ([3.0, -2.0].map(T::of), vec![T::of(0.0); 2 * optimizer.slots().len()]);
    let mut room = Room::default();
    for t in 1..=steps {
        optimizer.update(At { t, lr }, &mut w, &mut state, &mut room, &mut |w, g| {
            (g[0], g[1]) = (T::of(2.0) * w[0], T::of(0.5) * w[1]);
        });
    }
    w.map(T::wide).to_vec()
}

/// The rate for this bowl, and how near its bottom the rule must come there.
fn suited(optimizer: &Optimizer) -> (f64, f64) {
    let lr = 0.07;
    match optimizer {
        // steps that do not fade with the slope: each is lr long, which ends astride the bottom, anywhere within a
        // step, and with a past that turns late within a step and a half
        Optimizer::Rmsprop(_) => (lr, lr / 2.0 * 1.001),
        Optimizer::Sign(_) => (lr, lr),
        Optimizer::Lion(_) => (lr, lr * 1.5),
        // rates in a unit of their own: of all slopes so far, of all steps so far
        Optimizer::Adagrad(_) | Optimizer::Adadelta(_) => (1.0, 1e-3),
        _ => (lr, 1e-3),
    }
}

fn descends_on_a_quadratic(optimizer: &Optimizer) {
    let (lr, near) = suited(optimizer);
    for end in [run::<f64>(optimizer, 2000, lr), run::<f32>(optimizer, 2000, lr)] {
        assert!(end.iter().all(|x| x.abs() < near), "{optimizer:?}: {end:?}");
    }
}

fn stands_still_without_a_rate(optimizer: &Optimizer) {
    assert_eq!(run::<f64>(optimizer, 10, 0.0), [3.0, -2.0], "{optimizer:?}");
}

fn survives_a_round_trip(optimizer: &Optimizer) {
    for form in [Form::Canonical, Form::Full] {
        let mut again = Optimizer::default();
        let json = optimizer.write(form).unwrap();
        again.read(&json, &Field::new("", ""), &mut Path::default()).unwrap();
        assert_eq!(&again, optimizer);
    }
}

/// Just below the limit x² + y²/4 is descended, just above it is left.
fn is_stable_up_to_its_limit(optimizer: &Optimizer) {
    let Some((limit, _)) = optimizer.limit(2.0) else { return };
    let size = |lr| run::<f64>(optimizer, 4000, lr)[0].abs();
    assert!(size(limit * 0.99) < 1e-3, "{optimizer:?}");
    let beyond = size(limit * 1.01);
    assert!(beyond.is_nan() || beyond > 1e3, "{optimizer:?}");
}

/// Its text declares its hyper-parameters with their defaults and its state, and computes the state.
fn declares_in_its_text_what_it_has(optimizer: &Optimizer) {
    let text = optimizer.text();
    let declared = |word| {
        let line = text.lines().find_map(|line| line.strip_prefix(word)).unwrap_or("");
        line.split(", ").filter(|one| !one.is_empty()).collect::<Vec<_>>()
    };
    let Some(Json::Object(fields)) = optimizer.slot().write(Form::Full) else { panic!("{optimizer:?}") };
    let numbers = fields.iter().filter_map(|(name, value)| match value {
        Json::Number(x) => Some((name.as_str(), *x)),
        _ => None,
    });
    let params = declared("param ").into_iter().map(|param| {
        let (name, value) = param.split_once(" = ").unwrap();
        (name, value.parse::<f64>().unwrap())
    });
    assert!(params.clone().eq(numbers) && params.clone().next() == Some(("lr", optimizer.lr())), "{text}");
    assert_eq!(declared("state "), optimizer.slots(), "{text}");
    assert!(optimizer.slots().iter().all(|slot| text.contains(&format!("\n{slot} = "))), "{text}");
}

/// Its bits are held everywhere.
fn has_a_fingerprint(optimizer: &Optimizer) {
    let list = include_str!("../../../../tests/fingerprints.json");
    let key = optimizer.key();
    assert!(list.contains(&format!("{{\"{key}\": {{")), "tests/fingerprints.json has no document with {key}");
}

/// In parts of any length the same as at once, with state that is too small to matter, too.
fn moves_in_parts<T: Real>(optimizer: &Optimizer) {
    if optimizer.wanted() != Wanted::Here {
        return;
    }
    const N: usize = 2500;
    let g: Vec<T> = (0..N).map(|i| T::of(libm::sin(i as f64) * [1.0, 1e-14, 1e-25, 1e-127, 1e-250][i % 5])).collect();
    let at_once = (g.clone(), vec![T::of(0.0); N * optimizer.slots().len()]);
    let (mut at_once, mut parted, mut room) = (at_once.clone(), at_once, Room::default());
    for t in 1..=5 {
        let at = At { t, lr: 0.1 };
        optimizer.update(at, &mut at_once.0, &mut at_once.1, &mut room, &mut |_, into| into.copy_from_slice(&g));
        for part in [0..7, 7..1500, 1500..N] {
            let (w, state) = (&mut parted.0[part.clone()], &mut parted.1);
            optimizer.step(at, w, &g[part.clone()], state, N, part);
        }
        assert_eq!(parted, at_once, "{optimizer:?}, step {t}");
    }
}

/// From all over, on a bent surface whose gradient mixes its neighbours: after every step the same numbers.
fn its_text_gives_its_bits<T: Real>(optimizer: &Optimizer) {
    let (rule, others) = optimizer.rule().unwrap();
    let start: [T; 70] = std::array::from_fn(|i| T::of(libm::sin(i as f64 * 1.7) * 3.0));
    let state = vec![T::of(0.0); 70 * optimizer.slots().len()];
    let mut native = (start, state.clone());
    let mut written = (start, state);
    let mut slope = |w: &[T], g: &mut [T]| {
        for i in 0..w.len() {
            let other = w[(i + 1) % w.len()].wide();
            g[i] = T::of(libm::sin(w[i].wide() * 2.0) + 0.3 * w[i].wide() - 0.1 * other * other);
        }
    };
    let (mut room, mut room_written) = (Room::default(), RuleRoom::default());
    for t in 1..=400 {
        let lr = optimizer.lr() / f64::from(t % 7 + 1);
        optimizer.update(At { t, lr }, &mut native.0, &mut native.1, &mut room, &mut slope);
        rule.update(&mut room_written, (t, lr, &others), &mut written.0, &mut written.1, &mut slope);
        written.1.iter_mut().for_each(|s| *s = s.flushed());
        assert_eq!(written, native, "{optimizer:?}, step {t}");
    }
    assert!(native.0.iter().all(|x| x.is_finite()), "{optimizer:?}");
}

/// Every optimizer, and some with values of their own.
fn samples() -> impl Iterator<Item = Optimizer> {
    let own = [
        r#"{"adam":{"lr":0.3,"beta1":0.7,"beta2":0.9,"eps":1e-3,"bias_correction":false}}"#,
        r#"{"radam":{"lr":0.1,"beta2":0.5}}"#,
        r#"{"radam":{"lr":0.1,"beta2":0.99}}"#,
        r#"{"nesterov":{"lr":0.2,"momentum":0.3}}"#,
        r#"{"amsgrad":{"lr":0.1,"beta2":0.3}}"#,
        r#"{"lion":{"lr":0.1,"weight_decay":0.1}}"#,
        r#"{"written":{"text":"param k = 2, lr = 0.3\nstate a\nb = grad(w - lr*g)/k\na = max(a, abs(b))\nw = w - lr*b","k":4}}"#,
    ];
    Optimizer::all().chain(own.map(|text| {
        let mut optimizer = Optimizer::default();
        optimizer.read(&Json::parse(text).unwrap(), &Field::new("", ""), &mut Path::default()).unwrap();
        optimizer
    }))
}

#[test]
fn text_and_native_rule_give_the_same_bits() {
    for optimizer in samples() {
        its_text_gives_its_bits::<f64>(&optimizer);
        its_text_gives_its_bits::<f32>(&optimizer);
    }
}

#[test]
fn every_optimizer_does_what_optimizers_do() {
    for optimizer in Optimizer::all() {
        descends_on_a_quadratic(&optimizer);
        stands_still_without_a_rate(&optimizer);
        survives_a_round_trip(&optimizer);
        is_stable_up_to_its_limit(&optimizer);
        declares_in_its_text_what_it_has(&optimizer);
        has_a_fingerprint(&optimizer);
        moves_in_parts::<f32>(&optimizer);
        moves_in_parts::<f64>(&optimizer);
    }
}

#[test]
fn state_below_what_matters_becomes_zero() {
    let momentum = Optimizer::Momentum(Momentum { momentum: 0.5, ..Momentum::default() });
    let mut state = [1.0, 1.0];
    for t in 1..=900 {
        momentum.update(At { t, lr: 0.0 }, &mut [0.0; 2], &mut state, &mut Room::default(), &mut |_, g| g.fill(0.0));
    }
    assert_eq!(state, [0.0, 0.0]);
}
