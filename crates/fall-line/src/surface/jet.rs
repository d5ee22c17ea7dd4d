//! Automatic differentiation in two variables: a value that carries its first and second derivatives along.

use std::ops::{Add, Mul, Sub};

/// What formulas are made of: plain numbers, or numbers with derivatives.
pub trait Number: Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> {
    /// A number that does not change.
    fn constant(x: f64) -> Self;

    /// Divided by a constant.
    fn over(self, divisor: f64) -> Self;

    /// The second power.
    fn squared(self) -> Self {
        self * self
    }
}

impl Number for f64 {
    fn constant(x: f64) -> f64 {
        x
    }

    fn over(self, divisor: f64) -> f64 {
        self / divisor
    }
}

/// A value with its derivatives by x and y.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Jet {
    /// f
    pub value: f64,
    /// ∂f/∂x, ∂f/∂y
    d: [f64; 2],
    /// ∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y²
    dd: [f64; 3],
}

impl Jet {
    /// The variable x.
    pub fn x(x: f64) -> Jet {
        Jet { value: x, d: [1.0, 0.0], dd: [0.0; 3] }
    }

    /// The variable y.
    pub fn y(y: f64) -> Jet {
        Jet { value: y, d: [0.0, 1.0], dd: [0.0; 3] }
    }

    /// ∂f/∂x and ∂f/∂y.
    pub fn gradient(&self) -> [f64; 2] {
        self.d
    }

    /// ∂²f/∂x², ∂²f/∂x∂y, ∂²f/∂y².
    pub fn hessian(&self) -> [f64; 3] {
        self.dd
    }

    /// The Hessian's eigenvalues, the smaller first.
    pub fn curvatures(&self) -> [f64; 2] {
        let [xx, xy, yy] = self.dd;
        let (middle, half) = ((xx + yy) / 2.0, libm::hypot((xx - yy) / 2.0, xy));
        [middle - half, middle + half]
    }
}

impl Add for Jet {
    type Output = Jet;

    fn add(self, other: Jet) -> Jet {
        let d = |i: usize| self.d[i] + other.d[i];
        let dd = |i: usize| self.dd[i] + other.dd[i];
        Jet { value: self.value + other.value, d: [d(0), d(1)], dd: [dd(0), dd(1), dd(2)] }
    }
}

impl Sub for Jet {
    type Output = Jet;

    fn sub(self, other: Jet) -> Jet {
        let d = |i: usize| self.d[i] - other.d[i];
        let dd = |i: usize| self.dd[i] - other.dd[i];
        Jet { value: self.value - other.value, d: [d(0), d(1)], dd: [dd(0), dd(1), dd(2)] }
    }
}

#[expect(clippy::suspicious_arithmetic_impl, reason = "the product rule adds")]
impl Mul for Jet {
    type Output = Jet;

    fn mul(self, other: Jet) -> Jet {
        let (a, b) = (self, other);
        let d = |i: usize| a.d[i] * b.value + a.value * b.d[i];
        let dd =
            |k: usize, i: usize, j: usize| a.dd[k] * b.value + (a.d[i] * b.d[j] + a.d[j] * b.d[i]) + a.value * b.dd[k];
        Jet { value: a.value * b.value, d: [d(0), d(1)], dd: [dd(0, 0, 0), dd(1, 0, 1), dd(2, 1, 1)] }
    }
}

impl Number for Jet {
    fn constant(x: f64) -> Jet {
        Jet { value: x, d: [0.0; 2], dd: [0.0; 3] }
    }

    fn over(self, divisor: f64) -> Jet {
        let over = |x: f64| x / divisor;
        Jet { value: over(self.value), d: self.d.map(over), dd: self.dd.map(over) }
    }
}
