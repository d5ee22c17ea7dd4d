//! What first weights are: of the promised variance, the same for ever, and lossless where they are given.

use super::*;
use crate::fields::{Field, Form, Path, Slot};
use crate::json::Json;
use crate::network::Layer;

fn shape(inputs: usize, units: &[usize], activation: Activation) -> Shape {
    let mut layers: Vec<_> = units.iter().map(|&units| Layer { units, activation }).collect();
    if let Some(last) = layers.last_mut() {
        last.activation = Activation::Linear;
    }
    Shape { inputs, layers }
}

fn init(text: &str) -> Init {
    let mut init = Init::Zeros(Zeros::default());
    init.read(&Json::parse(text).unwrap(), &Field::new("init", ""), &mut Path::default()).unwrap();
    init
}

#[test]
fn weights_have_the_variance_of_their_scheme_and_biases_are_0() {
    let shape = shape(300, &[200, 100], Activation::Relu);
    let layout = Layout::new(&shape);
    for (text, variances) in [
        (r#""lecun""#, [1.0 / 300.0, 1.0 / 200.0]),
        (r#""he""#, [2.0 / 300.0, 2.0 / 200.0]),
        (r#""xavier""#, [2.0 / 500.0, 2.0 / 300.0]),
        (r#"{"normal":{"std":0.5}}"#, [0.25, 0.25]),
        (r#""zeros""#, [0.0, 0.0]),
        (r#"{"lecun":{"distribution":"uniform"}}"#, [1.0 / 300.0, 1.0 / 200.0]),
        (r#"{"he":{"distribution":"uniform"}}"#, [2.0 / 300.0, 2.0 / 200.0]),
        (r#"{"xavier":{"distribution":"uniform"}}"#, [2.0 / 500.0, 2.0 / 300.0]),
    ] {
        let w = first_weights(&shape, Some(&init(text)), 5);
        for (layer, variance) in variances.into_iter().enumerate() {
            let weights: Vec<f64> = w[layout.weights(layer)].iter().map(|&x| f64::from(x)).collect();
            let n = weights.len() as f64;
            let [mean, square] =
                [weights.clone(), weights.iter().map(|x| x * x).collect()].map(|all| all.iter().sum::<f64>() / n);
            // five standard deviations of a normal's mean and of its square's
            assert!(mean.abs() <= 5.0 * (variance / n).sqrt(), "{text}: {mean}");
            assert!((square - variance).abs() <= 5.0 * variance * (2.0 / n).sqrt(), "{text}: {square}");
            if text.contains("uniform") {
                let limit = (3.0 * variance).sqrt() * 1.000_001;
                assert!(weights.iter().all(|x| x.abs() <= limit), "{text}");
            }
            assert!(w[layout.biases(layer)].iter().all(|&bias| bias == 0.0));
        }
    }
}

#[test]
fn a_seed_means_these_weights_for_ever() {
    let shape = shape(2, &[2, 1], Activation::Tanh);
    let layout = Layout::new(&shape);
    let drawn = |text: &str| {
        let w = first_weights(&shape, Some(&init(text)), 7);
        (0..2).flat_map(|layer| layout.in_order(layer)).map(|at| w[at]).collect::<Vec<f32>>()
    };
    assert_eq!(drawn(r#"{"normal":{"std":1}}"#), NORMAL);
    assert_eq!(drawn(r#"{"lecun":{"distribution":"uniform"}}"#)[..2], UNIFORM);
    assert_ne!(first_weights(&shape, None, 7), first_weights(&shape, None, 8));
}

const NORMAL: [f32; 6] = [0.5170008, -0.1883916, -1.3684735, 0.17443605, 0.43115267, 1.3304712];
const UNIFORM: [f32; 2] = [-0.88062066, 1.0885165];

#[test]
fn each_layer_has_what_suits_it_where_nothing_is_said() {
    for (activation, named) in [(Activation::Tanh, r#""xavier""#), (Activation::Relu, r#""he""#)] {
        let shape = shape(3, &[4, 2], activation);
        let (own, named) = (first_weights(&shape, None, 1), first_weights(&shape, Some(&init(named)), 1));
        let layout = Layout::new(&shape);
        assert_eq!(own[layout.weights(0)], named[layout.weights(0)]);
        // the output is linear
        let xavier = first_weights(&shape, Some(&init(r#""xavier""#)), 1);
        assert_eq!(own[layout.weights(1)], xavier[layout.weights(1)]);
    }
}

#[test]
fn weights_go_out_and_in_without_loss_and_what_does_not_fit_is_said() {
    let shape = shape(3, &[4, 2], Activation::Gelu);
    let layout = Layout::new(&shape);
    let mut w = first_weights(&shape, None, 9);
    w[layout.bias(0, 2)] = 1e-30;
    w[layout.bias(1, 0)] = -0.1;
    let values = Values::of(&layout, &w);
    let text = values.json().canonical();
    let Init::Values(again) = init(&format!(r#"{{"values":{text}}}"#)) else { panic!() };
    assert_eq!((first_weights(&shape, Some(&Init::Values(again)), 0), values.check(&shape)), (w, Ok(())));
    assert_eq!(values.write(Form::Canonical).unwrap().canonical(), text);

    let refused = |values: &Values| values.check(&shape).unwrap_err().to_string();
    let mut other = values.clone();
    other.0[1].weights[0].pop();
    assert_eq!(refused(&other), "[1].weights[0]: expected 4 values, found 3");
    other = values.clone();
    other.0[0].bias.pop();
    assert_eq!(refused(&other), "[0].bias: expected 4 values, found 3");
    other = values.clone();
    other.0[0].weights.pop();
    assert_eq!(refused(&other), "[0].weights: expected 4 values, found 3");
    other.0.pop();
    assert_eq!(refused(&other), "expected 2 values, found 1");
}
