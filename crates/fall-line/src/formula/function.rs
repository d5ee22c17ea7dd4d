//! The functions of formulas: a row each, with value and derivatives. libm on every target.

use std::f64::consts::{FRAC_2_SQRT_PI, LN_2, LN_10};

/// A function of one number.
pub struct One {
    pub(super) name: &'static str,
    pub(super) value: fn(f64) -> f64,
    /// f′ and f″ at u, where f(u) = v.
    pub(super) slopes: fn(u: f64, v: f64) -> [f64; 2],
}

/// A function of two numbers.
pub struct Two {
    pub(super) name: &'static str,
    pub(super) value: fn(f64, f64) -> f64,
    /// ∂a, ∂b, ∂aa, ∂ab, ∂bb at (a, b), where f(a, b) = v.
    pub(super) slopes: fn(a: f64, b: f64, v: f64) -> [f64; 5],
}

/// How many arguments a name takes, if it is a function's.
pub(super) fn arity(name: &str) -> Option<usize> {
    if name == "if" {
        Some(3)
    } else if TWO.iter().any(|two| two.name == name) || super::library::entry(name).is_some() {
        Some(2)
    } else {
        ONE.iter().any(|one| one.name == name).then_some(1)
    }
}

const fn one(name: &'static str, value: fn(f64) -> f64, slopes: fn(f64, f64) -> [f64; 2]) -> One {
    One { name, value, slopes }
}

/// Of one number. At kinks and ends: abs′(0) = relu′(0) = 0, and sqrt and cbrt have derivative 0 at 0.
pub(super) static ONE: [One; 23] = [
    one("sin", libm::sin, |u, v| [libm::cos(u), -v]),
    one("cos", libm::cos, |u, v| [-libm::sin(u), -v]),
    one("tan", libm::tan, |_, v| [1.0 + v * v, 2.0 * v * (1.0 + v * v)]),
    one("asin", libm::asin, |u, _| arc(u, 1.0)),
    one("acos", libm::acos, |u, _| arc(u, -1.0)),
    one("atan", libm::atan, |u, _| {
        let d = 1.0 / (1.0 + u * u);
        [d, -2.0 * u * d * d]
    }),
    one("sinh", libm::sinh, |u, v| [libm::cosh(u), v]),
    one("cosh", libm::cosh, |u, v| [libm::sinh(u), v]),
    one("tanh", libm::tanh, |_, v| [1.0 - v * v, -2.0 * v * (1.0 - v * v)]),
    one("exp", libm::exp, |_, v| [v, v]),
    one("log", libm::log, |u, _| [1.0 / u, -1.0 / (u * u)]),
    one("log2", libm::log2, |u, _| [1.0 / (u * LN_2), -1.0 / (u * u * LN_2)]),
    one("log10", libm::log10, |u, _| [1.0 / (u * LN_10), -1.0 / (u * u * LN_10)]),
    one("sqrt", libm::sqrt, |u, v| if u == 0.0 { [0.0; 2] } else { [0.5 / v, -0.25 / (v * u)] }),
    one("cbrt", libm::cbrt, |u, v| if u == 0.0 { [0.0; 2] } else { [v / (3.0 * u), -2.0 * v / (9.0 * u * u)] }),
    one("abs", f64::abs, |u, _| [sign(u), 0.0]),
    one("sign", sign, |_, _| [0.0; 2]),
    one("floor", libm::floor, |_, _| [0.0; 2]),
    one("ceil", libm::ceil, |_, _| [0.0; 2]),
    one("erf", libm::erf, |u, _| {
        let d = FRAC_2_SQRT_PI * libm::exp(-(u * u));
        [d, -2.0 * u * d]
    }),
    one("relu", |u| if u > 0.0 || u.is_nan() { u } else { 0.0 }, |u, _| [if u > 0.0 { 1.0 } else { 0.0 }, 0.0]),
    one("sigmoid", sigmoid, |_, v| [v * (1.0 - v), v * (1.0 - v) * (1.0 - 2.0 * v)]),
    one("softplus", softplus, |u, _| {
        let s = sigmoid(u);
        [s, s * (1.0 - s)]
    }),
];

/// Of two numbers. A tie's derivative goes to the first.
pub(super) static TWO: [Two; 4] = [
    Two {
        name: "min",
        value: |a, b| if b < a || b.is_nan() { b } else { a },
        slopes: |a, b, _| if b < a || b.is_nan() { [0.0, 1.0, 0.0, 0.0, 0.0] } else { [1.0, 0.0, 0.0, 0.0, 0.0] },
    },
    Two {
        name: "max",
        value: |a, b| if b > a || b.is_nan() { b } else { a },
        slopes: |a, b, _| if b > a || b.is_nan() { [0.0, 1.0, 0.0, 0.0, 0.0] } else { [1.0, 0.0, 0.0, 0.0, 0.0] },
    },
    Two {
        name: "hypot",
        value: libm::hypot,
        slopes: |a, b, v| {
            if v == 0.0 {
                return [0.0; 5];
            }
            let (p, q) = (a / v, b / v);
            [p, q, q * q / v, -p * q / v, p * p / v]
        },
    },
    Two {
        name: "atan2",
        value: libm::atan2,
        slopes: |a, b, _| {
            let r = libm::hypot(a, b);
            if r == 0.0 {
                return [0.0; 5];
            }
            let (p, q) = (a / r, b / r);
            [q / r, -p / r, -2.0 * p * q / r / r, (p * p - q * q) / r / r, 2.0 * p * q / r / r]
        },
    },
];

fn arc(u: f64, sign: f64) -> [f64; 2] {
    let rest = 1.0 - u * u;
    let d = sign / libm::sqrt(rest);
    [d, u * d / rest]
}

fn sign(u: f64) -> f64 {
    if u > 0.0 {
        1.0
    } else if u < 0.0 {
        -1.0
    } else {
        u
    }
}

fn sigmoid(u: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-u))
}

/// log(1 + eᵘ), without overflow.
fn softplus(u: f64) -> f64 {
    let above = if u > 0.0 { u } else { 0.0 };
    above + libm::log1p(libm::exp(-u.abs()))
}
