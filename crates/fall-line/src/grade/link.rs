//! A link to a document, as the page makes them: packed, and in letters that addresses may hold.

/// The end of an address: `#1.…`.
pub(super) fn link(text: &str) -> String {
    ["#1.", &letters(&deflate(text.as_bytes()))].concat()
}

/// Base64 as addresses have it (RFC 4648, 5), without its `=`.
fn letters(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let group = |group: &[u8]| {
        let bits = (0..3).fold(0_u32, |bits, k| bits << 8 | u32::from(group.get(k).copied().unwrap_or(0)));
        let letter = move |k: usize| char::from(LETTERS[(bits >> (18 - 6 * k)) as usize & 63]);
        (0..=group.len()).map(letter).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}

/// A match is as long as this at least, and at most; and as far back as this.
const LEAST: usize = 3;
const LONGEST: usize = 258;
const FARTHEST: usize = 32 << 10;
/// Places that are tried for a match.
const TRIES: usize = 32;
const HASHES: usize = 1 << 12;
const NOWHERE: usize = usize::MAX;

/// One block with the code that is known beforehand (RFC 1951, 3.2.6).
fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut out = Bits::default();
    out.put(0b011, 3);
    // the last place of each beginning, and of each place the one before it
    let (mut last, mut before) = (vec![NOWHERE; HASHES], vec![NOWHERE; bytes.len()]);
    let hash = |at: usize| {
        let three = bytes.get(at..at + LEAST)?;
        Some(three.iter().fold(0_usize, |sum, &byte| (sum * 37) ^ usize::from(byte)) % HASHES)
    };
    let mut at = 0;
    while at < bytes.len() {
        let (mut length, mut distance) = (0, 0);
        let mut from = hash(at).map_or(NOWHERE, |hash| last[hash]);
        for _ in 0..TRIES {
            if from == NOWHERE || at - from > FARTHEST {
                break;
            }
            let same = bytes[from..].iter().zip(&bytes[at..]).take(LONGEST).take_while(|(a, b)| a == b).count();
            if same > length {
                (length, distance) = (same, at - from);
            }
            from = before[from];
        }
        let taken = if length >= LEAST {
            out.length(length as u32);
            out.distance(distance as u32);
            length
        } else {
            out.symbol(u32::from(bytes[at]));
            1
        };
        for (place, earlier) in before.iter_mut().enumerate().skip(at).take(taken) {
            if let Some(hash) = hash(place) {
                *earlier = last[hash];
                last[hash] = place;
            }
        }
        at += taken;
    }
    out.symbol(256);
    out.end()
}

/// Bits, the lowest of a byte first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    fn put(&mut self, value: u32, bits: u32) {
        self.held |= value << self.count;
        self.count += bits;
        while self.count >= 8 {
            self.bytes.push(self.held as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    /// A code: its highest bit comes first.
    fn code(&mut self, code: u32, bits: u32) {
        self.put(code.reverse_bits() >> (32 - bits), bits);
    }

    fn symbol(&mut self, symbol: u32) {
        match symbol {
            0..144 => self.code(0x30 + symbol, 8),
            144..256 => self.code(0x190 + symbol - 144, 9),
            256..280 => self.code(symbol - 256, 7),
            _ => self.code(0xC0 + symbol - 280, 8),
        }
    }

    fn length(&mut self, length: u32) {
        if length == LONGEST as u32 {
            return self.symbol(285);
        }
        let rest = length - LEAST as u32;
        let extra = if rest < 8 { 0 } else { 29 - rest.leading_zeros() };
        self.symbol(257 + 4 * extra + (rest >> extra));
        self.put(rest & ((1 << extra) - 1), extra);
    }

    fn distance(&mut self, distance: u32) {
        let rest = distance - 1;
        let extra = if rest < 4 { 0 } else { 30 - rest.leading_zeros() };
        self.code(2 * extra + (rest >> extra), 5);
        self.put(rest & ((1 << extra) - 1), extra);
    }

    fn end(mut self) -> Vec<u8> {
        self.put(0, (8 - self.count) % 8);
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handed::link::document;

    #[test]
    fn what_is_packed_is_unpacked_again() {
        let long: String = (0..40_000_u32).map(|k| char::from(b' ' + (k * k % 90) as u8)).collect();
        for text in
            ["", "a", "{}", "aaaaaaaaaaaaaaaaaaaaaaaa", "한글과 영어 and 한글과 영어", &"x".repeat(70_000), &long]
        {
            let link = link(text);
            assert_eq!(document(link.strip_prefix("#1.").unwrap()).as_deref(), Ok(text));
        }
        assert!(link(&"x".repeat(70_000)).len() < 700);
    }
}
