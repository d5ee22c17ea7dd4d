//! Names, numbers and signs as a textbook has them: β₁ for beta1, ln for log, 1×10⁻⁷ for 1e-7.

use super::{Page, Tree, number};

/// Functions that need no brackets around a name.
const BARE: [&str; 12] = ["sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "log", "log2", "log10"];

/// What is shown another way than it is typed.
const SHOWN: [(&str, &str); 44] = [
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("eps", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("omicron", "ο"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("upsilon", "υ"),
    ("phi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Xi", "Ξ"),
    ("Pi", "Π"),
    ("Sigma", "Σ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
    ("asin", "arcsin"),
    ("acos", "arccos"),
    ("atan", "arctan"),
    ("atan2", "atan2"),
    ("log", "ln"),
    ("sign", "sgn"),
    ("relu", "ReLU"),
    ("grad", "∇f"),
    ("inf", "∞"),
];

pub(super) fn bare(name: &str) -> bool {
    BARE.contains(&name)
}

/// What is shown for a name, and its index: that of x1, w_max, rho_inf and log2, but not of layer1.
pub(super) fn letters<'a>(symbols: &[(&str, &'a str)], name: &'a str) -> (&'a str, &'a str) {
    let shown = |name| [symbols, &SHOWN].into_iter().flatten().find(|row| row.0 == name).map(|row| row.1);
    let name = unhatted(name).unwrap_or(name);
    let head = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (base, rest) = name.split_at_checked(head).unwrap_or_default();
    let index = rest.strip_prefix('_').unwrap_or(rest);
    match (shown(name), shown(base)) {
        (Some(whole), _) => (whole, ""),
        _ if index.is_empty() || (index.len() == rest.len() && !digits(index)) => (name, ""),
        _ if base == "log" => (base, index),
        (_, Some(base)) => (base, shown(index).unwrap_or(index)),
        _ if head == 1 => (base, shown(index).unwrap_or(index)),
        _ => (name, ""),
    }
}

/// The letter under the hat of a name like mhat.
fn unhatted(name: &str) -> Option<&str> {
    name.strip_suffix("hat").filter(|letter| letter.len() == 1 || SHOWN.iter().any(|row| row.0 == *letter))
}

impl Page<'_> {
    /// A name with its index, to a power.
    pub(super) fn name(&mut self, name: &str, power: Option<&Tree>) {
        let (letters, index) = letters(self.symbols, name);
        let hat = unhatted(name).is_some();
        let tag = match (index, power) {
            ("", None) => return self.letter(letters, hat),
            ("", Some(_)) => "msup",
            (_, None) => "msub",
            (_, Some(_)) => "msubsup",
        };
        self.open(tag);
        self.letter(letters, hat);
        if !index.is_empty() {
            self.leaf(if digits(index) { "mn" } else { "mi" }, index);
        }
        if let Some(power) = power {
            self.script(power);
        }
        self.close(tag);
    }

    fn letter(&mut self, letters: &str, hat: bool) {
        self.add(if hat { "<mover accent=\"true\">" } else { "" });
        self.leaf("mi", letters);
        self.add(if hat { "<mo stretchy=\"false\">^</mo></mover>" } else { "" });
    }

    /// A number of at least 0.
    pub(super) fn number(&mut self, x: f64) {
        if !x.is_finite() {
            return self.leaf("mi", if x.is_nan() { "NaN" } else { "∞" });
        }
        let text = number::print(x);
        let Some((digits, exponent)) = scaled(x, &text) else { return self.leaf("mn", &text) };
        self.open("mrow");
        if digits != "1" {
            self.leaf("mn", &digits);
            self.sign('×');
        }
        self.open("msup");
        self.leaf("mn", "10");
        self.open("mrow");
        if x < 1.0 {
            self.sign('-');
        }
        self.leaf("mn", &exponent);
        self.close("mrow");
        self.close("msup");
        self.close("mrow");
    }

    pub(super) fn sign(&mut self, sign: char) {
        let mut bytes = [0; 4];
        let text = match sign {
            '-' => "−",
            '≡' => "=",
            // closer than browsers have it
            '/' => return self.add("<mo lspace=\"0\" rspace=\"0\">/</mo>"),
            sign => sign.encode_utf8(&mut bytes),
        };
        self.leaf("mo", text);
    }

    /// Beside a function's name.
    pub(super) fn space(&mut self, wanted: bool) {
        self.add(if wanted { "<mspace width=\"0.17em\"/>" } else { "" });
    }

    /// An element of nothing but text.
    pub(super) fn leaf(&mut self, tag: &str, text: &str) {
        self.open(tag);
        for c in text.chars() {
            match c {
                '<' => self.add("&lt;"),
                '>' => self.add("&gt;"),
                '&' => self.add("&amp;"),
                c => self.out.push(c),
            }
        }
        self.close(tag);
    }

    pub(super) fn open(&mut self, tag: &str) {
        ["<", tag, ">"].into_iter().for_each(|text| self.add(text));
    }

    pub(super) fn close(&mut self, tag: &str) {
        ["</", tag, ">"].into_iter().for_each(|text| self.add(text));
    }

    fn add(&mut self, text: &str) {
        self.out.push_str(text);
    }
}

/// Whether a number is written with a power of ten: as beside the formulas, where it is small or very large.
pub(super) fn is_scaled(x: f64) -> bool {
    x.is_finite() && x != 0.0 && !(1e-3..1e21).contains(&x.abs())
}

/// The digits before a power of ten, and its size, of a number that is written so.
fn scaled(x: f64, text: &str) -> Option<(String, String)> {
    if let Some((digits, exponent)) = text.split_once('e') {
        return Some((digits.to_owned(), exponent.get(1..)?.to_owned()));
    }
    // 0.00012
    let rest = text.trim_start_matches(['0', '.']);
    let (first, more) = rest.split_at_checked(1).filter(|_| is_scaled(x))?;
    let point = if more.is_empty() { "" } else { "." };
    Some(([first, point, more].concat(), (text.len() - rest.len() - 1).to_string()))
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
