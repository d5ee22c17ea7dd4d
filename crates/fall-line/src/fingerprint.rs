//! A hash of result bits: equal on two machines when every number is.

use std::fmt;

/// FNV-1a over 64-bit words, each as 8 bytes, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Fingerprint(0xCBF2_9CE4_8422_2325)
    }
}

impl Fingerprint {
    /// Takes one word in.
    #[inline(never)] // eight rounds: copies of them at every call would weigh more than they save
    pub fn number(&mut self, word: u64) {
        for byte in word.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    /// The hash so far.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// Sixteen hexadecimal digits.
    pub fn text(self) -> String {
        (0..16).filter_map(|place| char::from_digit((self.0 >> (60 - 4 * place)) as u32 & 15, 16)).collect()
    }
}

/// Sixteen hexadecimal digits.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}
