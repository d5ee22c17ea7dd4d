//! Automatic differentiation in two variables: a value that carries its first and second derivatives along.

use super::function::{One, Two};
use std::ops::{Add, Div, Mul, Neg, Sub};

/// What formulas are computed in: plain numbers, or numbers with derivatives.
pub trait Number:
    Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> + Neg<Output = Self>
{
    /// A number that does not change.
    fn constant(x: f64) -> Self;
    /// Without its derivatives.
    fn value(self) -> f64;
    /// A function whose value is `v`, with its derivatives by `self`.
    fn map(self, v: f64, slopes: impl FnOnce() -> [f64; 2]) -> Self;
    /// A function of two whose value is `v`, with its derivatives ∂a, ∂b, ∂aa, ∂ab, ∂bb.
    fn join(self, other: Self, v: f64, slopes: impl FnOnce() -> [f64; 5]) -> Self;

    /// A function of the table.
    fn one(self, one: &One) -> Self {
        let (u, v) = (self.value(), (one.value)(self.value()));
        self.map(v, || (one.slopes)(u, v))
    }

    /// A function of two of the table.
    fn two(self, other: Self, two: &Two) -> Self {
        let (a, b) = (self.value(), other.value());
        let v = (two.value)(a, b);
        self.join(other, v, || (two.slopes)(a, b, v))
    }

    /// To a power that does not change. At 0 the derivative of a power below 1 is 0.
    fn power(self, n: f64) -> Self {
        let u = self.value();
        self.map(libm::pow(u, n), || {
            if u == 0.0 && n < 1.0 {
                return [0.0; 2];
            }
            [n * libm::pow(u, n - 1.0), n * (n - 1.0) * libm::pow(u, n - 2.0)]
        })
    }

    /// To a power that changes.
    fn raised(self, exponent: Self) -> Self {
        let (a, b) = (self.value(), exponent.value());
        let v = libm::pow(a, b);
        self.join(exponent, v, || {
            let log = if a == 0.0 { 0.0 } else { libm::log(a) };
            let slope = libm::pow(a, b - 1.0);
            [b * slope, v * log, b * (b - 1.0) * libm::pow(a, b - 2.0), slope * (1.0 + b * log), v * log * log]
        })
    }
}

impl Number for f64 {
    fn constant(x: f64) -> f64 {
        x
    }

    fn value(self) -> f64 {
        self
    }

    fn map(self, v: f64, _: impl FnOnce() -> [f64; 2]) -> f64 {
        v
    }

    fn join(self, _: f64, v: f64, _: impl FnOnce() -> [f64; 5]) -> f64 {
        v
    }
}

/// A value with its derivatives by x and y.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jet {
    /// f
    pub value: f64,
    /// ∂f/∂x, ∂f/∂y
    pub gradient: [f64; 2],
    /// ∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²
    pub hessian: [f64; 3],
}

/// Which two first derivatives each second one belongs to.
const PAIRS: [[usize; 2]; 3] = [[0, 0], [0, 1], [1, 1]];

impl Jet {
    /// The variables at a point.
    pub fn variables(x: f64, y: f64) -> [Jet; 2] {
        let variable = |value, gradient| Jet { value, gradient, hessian: [0.0; 3] };
        [variable(x, [1.0, 0.0]), variable(y, [0.0, 1.0])]
    }

    /// The Hessian's eigenvalues, the smaller first.
    pub fn curvatures(&self) -> [f64; 2] {
        let [xx, xy, yy] = self.hessian;
        let (middle, half) = ((xx + yy) / 2.0, libm::hypot((xx - yy) / 2.0, xy));
        [middle - half, middle + half]
    }

    fn of(value: f64, first: impl Fn(usize) -> f64, second: impl Fn(usize, usize, usize) -> f64) -> Jet {
        let [xx, xy, yy] = PAIRS;
        let hessian = [second(0, xx[0], xx[1]), second(1, xy[0], xy[1]), second(2, yy[0], yy[1])];
        Jet { value, gradient: [first(0), first(1)], hessian }
    }
}

impl Add for Jet {
    type Output = Jet;

    fn add(self, b: Jet) -> Jet {
        let a = self;
        Jet::of(a.value + b.value, |i| a.gradient[i] + b.gradient[i], |k, _, _| a.hessian[k] + b.hessian[k])
    }
}

impl Sub for Jet {
    type Output = Jet;

    fn sub(self, b: Jet) -> Jet {
        let a = self;
        Jet::of(a.value - b.value, |i| a.gradient[i] - b.gradient[i], |k, _, _| a.hessian[k] - b.hessian[k])
    }
}

impl Neg for Jet {
    type Output = Jet;

    fn neg(self) -> Jet {
        Jet::of(-self.value, |i| -self.gradient[i], |k, _, _| -self.hessian[k])
    }
}

#[expect(clippy::suspicious_arithmetic_impl, reason = "the product rule adds")]
impl Mul for Jet {
    type Output = Jet;

    fn mul(self, b: Jet) -> Jet {
        let (a, (p, q)) = (self, (self.gradient, b.gradient));
        let first = |i: usize| p[i] * b.value + a.value * q[i];
        let second = |k: usize, i: usize, j: usize| {
            a.hessian[k] * b.value + (p[i] * q[j] + p[j] * q[i]) + a.value * b.hessian[k]
        };
        Jet::of(a.value * b.value, first, second)
    }
}

#[expect(clippy::suspicious_arithmetic_impl, reason = "the quotient rule subtracts")]
impl Div for Jet {
    type Output = Jet;

    fn div(self, b: Jet) -> Jet {
        let (a, v) = (self, self.value / b.value);
        let first = |i: usize| (a.gradient[i] - v * b.gradient[i]) / b.value;
        let d = [first(0), first(1)];
        let second = |k: usize, i: usize, j: usize| {
            (a.hessian[k] - (d[i] * b.gradient[j] + d[j] * b.gradient[i]) - v * b.hessian[k]) / b.value
        };
        Jet::of(v, |i| d[i], second)
    }
}

impl Number for Jet {
    fn constant(value: f64) -> Jet {
        Jet { value, gradient: [0.0; 2], hessian: [0.0; 3] }
    }

    fn value(self) -> f64 {
        self.value
    }

    fn map(self, v: f64, slopes: impl FnOnce() -> [f64; 2]) -> Jet {
        let ([d1, d2], g) = (slopes(), self.gradient);
        Jet::of(v, |i| d1 * g[i], |k, i, j| d2 * g[i] * g[j] + d1 * self.hessian[k])
    }

    fn join(self, b: Jet, v: f64, slopes: impl FnOnce() -> [f64; 5]) -> Jet {
        let ([da, db, daa, dab, dbb], (p, q)) = (slopes(), (self.gradient, b.gradient));
        let second = |k: usize, i: usize, j: usize| {
            daa * p[i] * p[j]
                + dab * (p[i] * q[j] + p[j] * q[i])
                + dbb * q[i] * q[j]
                + (da * self.hessian[k] + db * b.hessian[k])
        };
        Jet::of(v, |i| da * p[i] + db * q[i], second)
    }
}
