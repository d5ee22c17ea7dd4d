//! What a formula can do in one step, and what its functions are called.

/// One operation, on up to three values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Op {
    /// A number that does not change.
    Constant,
    /// What comes from outside.
    Input,
    /// −a
    Negate,
    /// a + b
    Add,
    /// a − b
    Subtract,
    /// a · b
    Multiply,
    /// a / b
    Divide,
    /// aⁿ with n a whole number: repeated squaring from the lowest bit.
    Whole,
    /// aᵇ
    Raise,
    /// 0 where a is 0, else b: how derivatives hold the conventions at kinks.
    Guard,
    /// 1 where a < b, else 0
    Less,
    /// 1 where a ≤ b, else 0
    AtMost,
    /// 1 where a = b, else 0
    Same,
    /// 1 where a ≠ b, else 0
    Differs,
    /// b where a is not 0, else c
    Select,
    /// |a|
    Abs,
    /// 1, −1, or a itself where it is 0 or no number
    Sign,
    /// ⌊a⌋
    Floor,
    /// ⌈a⌉
    Ceil,
    /// √a
    Sqrt,
    /// a above 0, else 0
    Relu,
    /// The smaller
    Min,
    /// The larger
    Max,
    /// sin a
    Sin,
    /// cos a
    Cos,
    /// eᵃ
    Exp,
    /// The natural logarithm
    Log,
    /// √(a² + b²)
    Hypot,
    /// 1/(1 + e⁻ᵃ)
    Sigmoid,
    // from here on the whole engine's
    /// log(1 + eᵃ)
    Softplus,
    /// tan a
    Tan,
    /// The arc of a sine
    Asin,
    /// The arc of a cosine
    Acos,
    /// The arc of a tangent
    Atan,
    /// The angle of the point (b, a)
    Atan2,
    /// The hyperbolic sine
    Sinh,
    /// The hyperbolic cosine
    Cosh,
    /// The hyperbolic tangent
    Tanh,
    /// The logarithm to base 2
    Log2,
    /// The logarithm to base 10
    Log10,
    /// The cube root
    Cbrt,
    /// The error function
    Erf,
}

/// The functions that formulas may call, with how many values each takes. `if` and the surfaces of the library are
/// known to the compiler.
pub(super) static FUNCTIONS: &[(&str, Op, usize)] = &[
    ("sin", Op::Sin, 1),
    ("cos", Op::Cos, 1),
    ("tan", Op::Tan, 1),
    ("asin", Op::Asin, 1),
    ("acos", Op::Acos, 1),
    ("atan", Op::Atan, 1),
    ("sinh", Op::Sinh, 1),
    ("cosh", Op::Cosh, 1),
    ("tanh", Op::Tanh, 1),
    ("exp", Op::Exp, 1),
    ("log", Op::Log, 1),
    ("log2", Op::Log2, 1),
    ("log10", Op::Log10, 1),
    ("sqrt", Op::Sqrt, 1),
    ("cbrt", Op::Cbrt, 1),
    ("abs", Op::Abs, 1),
    ("sign", Op::Sign, 1),
    ("floor", Op::Floor, 1),
    ("ceil", Op::Ceil, 1),
    ("erf", Op::Erf, 1),
    ("relu", Op::Relu, 1),
    ("sigmoid", Op::Sigmoid, 1),
    ("softplus", Op::Softplus, 1),
    ("min", Op::Min, 2),
    ("max", Op::Max, 2),
    ("hypot", Op::Hypot, 2),
    ("atan2", Op::Atan2, 2),
];

/// The function of a name, and how many values it takes.
pub(super) fn function(name: &str) -> Option<(Op, usize)> {
    FUNCTIONS.iter().find(|row| row.0 == name && row.1.is_here()).map(|row| (row.1, row.2))
}

impl Op {
    /// Whether this engine computes it: rare functions are the whole one's.
    pub(super) const fn is_here(self) -> bool {
        cfg!(feature = "whole") || (self as u8) < Op::Softplus as u8
    }

    /// How many values it is made of.
    pub fn arity(self) -> usize {
        match self {
            Op::Constant | Op::Input => 0,
            Op::Select => 3,
            Op::Add | Op::Subtract | Op::Multiply | Op::Divide | Op::Raise | Op::Guard => 2,
            Op::Less | Op::AtMost | Op::Same | Op::Differs => 2,
            Op::Min | Op::Max | Op::Hypot | Op::Atan2 => 2,
            _ => 1,
        }
    }
}
