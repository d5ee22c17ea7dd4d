//! CP949 (Microsoft's Unified Hangul Code): the code of KS X 1001 in pairs of bytes, with all other syllables in the gaps.
//!
//! A general library of encodings would weigh nine times what these tables do.

use std::sync::OnceLock;

/// Rows 1 to 12 of KS X 1001: signs, and other people's letters.
const SYMBOLS: &str = include_str!("korean/symbols.txt");
/// Rows 42 to 93: Chinese characters, by how they are read.
const HANJA: &str = include_str!("korean/hanja.txt");
/// Which syllables rows 16 to 40 have, in the order of Unicode: a line an initial, a group a vowel, a bit an ending.
const HANGUL: &str = include_str!("korean/hangul.txt");

/// How many syllables Unicode has, from U+AC00.
const SYLLABLES: u32 = 11_172;

/// The text; a pair that means nothing is `�`.
pub(super) fn text(bytes: &[u8]) -> String {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    let tables = TABLES.get_or_init(Tables::new);
    let (mut out, mut rest) = (String::with_capacity(bytes.len() * 2), bytes);
    while let [lead, after @ ..] = rest {
        rest = after;
        let pair = after.first().and_then(|&trail| tables.pair(*lead, trail));
        match pair {
            _ if *lead < 0x80 => out.push(char::from(*lead)),
            Some(letter) => {
                out.push(letter);
                rest = after.get(1..).unwrap_or_default();
            }
            // the second byte may be a letter of its own, which is not lost
            None => {
                out.push('\u{fffd}');
                rest = after.split_first().map_or(after, |(&trail, last)| if trail < 0x80 { after } else { last });
            }
        }
    }
    out
}

struct Tables {
    symbols: Vec<char>,
    hanja: Vec<char>,
    /// The syllables that KS X 1001 has, and those that it has not, in order.
    hangul: [Vec<char>; 2],
}

impl Tables {
    fn new() -> Tables {
        // rows are cut off after their last letter
        let rows = |text: &str| text.lines().flat_map(|row| row.chars().chain([' '; 94]).take(94)).collect();
        let groups: Vec<u32> =
            HANGUL.split_whitespace().map(|bits| u32::from_str_radix(bits, 16).unwrap_or(0)).collect();
        let has = |number: u32| groups.get(number as usize / 28).is_some_and(|bits| bits >> (number % 28) & 1 == 1);
        let those = |wanted| {
            let syllables = (0..SYLLABLES).filter(|&number| has(number) == wanted);
            syllables.filter_map(|number| char::from_u32(0xac00 + number)).collect()
        };
        Tables { symbols: rows(SYMBOLS), hanja: rows(HANJA), hangul: [those(true), those(false)] }
    }

    fn pair(&self, lead: u8, trail: u8) -> Option<char> {
        let [lead, trail] = [lead, trail].map(usize::from);
        if lead >= 0xa1 && trail >= 0xa1 {
            let (row, column) = (lead - 0xa1, (trail - 0xa1 < 94).then_some(trail - 0xa1)?);
            let (list, first) = match row {
                0..=11 => (&self.symbols, 0),
                15..=39 => (&self.hangul[0], 15),
                41..=92 => (&self.hanja, 41),
                _ => return None,
            };
            return list.get((row - first) * 94 + column).copied().filter(|&letter| letter != ' ');
        }
        // the gaps: trails that are letters, then what lies below 0xa1, where leads are KS X 1001's, else all
        let trail = match trail {
            0x41..=0x5a => trail - 0x41,
            0x61..=0x7a => trail - 0x61 + 26,
            0x81..=0xfe => trail - 0x81 + 52,
            _ => return None,
        };
        let before = match lead {
            0x81..=0xa0 => (lead - 0x81) * 178,
            0xa1..=0xc6 => 32 * 178 + (lead - 0xa1) * 84,
            _ => return None,
        };
        self.hangul[1].get(before + trail).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_the_letters_that_the_code_has_for_them() {
        for (bytes, wanted) in [
            (&b"\xb0\xa1\xc8\xfe"[..], "가힝"),
            (b"\x81A\x81Z\x81a\x81z\x81\x81\x81\xfe\xa0\xfe\xa1A\xc6R", "갂갴갵걕걖괓좤좥힣"),
            (b"\xa1\xa1\xa1\xd7\xa2\xe6\xa3\xc1\xac\xf1\xca\xa1\xfd\xfe", "\u{3000}§€Ａя伽詰"),
            (b"\x8c\xd2\xb9\xe6\xb0\xa2\xc7\xcf, ok", "뚏방각하, ok"),
            (b"\xc6S\xc6S", "�S�S"),
            (b"a\xff\x80b\xad\xa1\xc9\xa1\xa2\xe8\xb0", "a�b����"),
        ] {
            assert_eq!(text(bytes), wanted, "{bytes:02x?}");
        }
    }

    #[test]
    fn no_letter_stands_twice_and_none_is_missing() {
        let mut all = std::collections::BTreeSet::new();
        for lead in 0x81..=0xfe {
            for trail in 0x40..=0xff {
                let said = text(&[lead, trail]);
                if !said.contains('\u{fffd}') {
                    assert!(all.insert(said.clone()), "{said}");
                    assert_eq!(said.chars().count(), 1);
                }
            }
        }
        // 986 signs and two that came later, all syllables, 4,888 Chinese characters
        assert_eq!(all.len(), 988 + 11_172 + 4_888);
    }
}
