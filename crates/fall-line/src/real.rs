//! The two number types that the engine computes in: f64 for surfaces, f32 for networks.

use crate::formula::Lane;
use std::fmt::Debug;

/// A floating-point number. Sealed: f32 and f64.
pub trait Real: Lane + Debug + Default + PartialOrd + sealed::Sealed {
    /// As an f64, exactly.
    fn wide(self) -> f64;
    /// Neither infinite nor NaN.
    fn is_finite(self) -> bool;
    /// 0 where the size is far below what matters: subnormal numbers would make every later update several times
    /// slower. Below 1e-25 (f32), 1e-250 (f64).
    fn flushed(self) -> Self;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for f32 {}
    impl Sealed for f64 {}
}

macro_rules! real {
    ($($Type:ident least $least:literal)*) => {$(
        impl Real for $Type {
            fn wide(self) -> f64 {
                self.into()
            }

            fn is_finite(self) -> bool {
                $Type::is_finite(self)
            }

            fn flushed(self) -> Self {
                if self.abs() < $least { 0.0 } else { self }
            }
        }
    )*};
}

real! {
    f32 least 1e-25
    f64 least 1e-250
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_below_its_bound_is_flushed() {
        assert_eq!([0.9e-25_f32, -0.9e-25, f32::MIN_POSITIVE].map(Real::flushed), [0.0; 3]);
        assert_eq!([1.1e-25_f32, -1.1e-25].map(Real::flushed), [1.1e-25, -1.1e-25]);
        assert_eq!([0.9e-250_f64, -0.9e-250, 5e-324].map(Real::flushed), [0.0; 3]);
        assert_eq!([1.1e-250_f64, -1.1e-250].map(Real::flushed), [1.1e-250, -1.1e-250]);
    }
}
