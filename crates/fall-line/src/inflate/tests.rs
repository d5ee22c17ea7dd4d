//! What zlib packs is unpacked; whatever else is refused.

use super::*;

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).unwrap() as u8;
    hexadecimal.as_bytes().chunks(2).map(|two| digit(two[0]) << 4 | digit(two[1])).collect()
}

/// So many of each letter in turn that the codes of the rarest are 13 bits long.
fn rare() -> Vec<u8> {
    let mut counts = vec![1, 1];
    while counts.len() < 14 {
        counts.push(counts[counts.len() - 1] + counts[counts.len() - 2]);
    }
    (b'A'..).zip(counts).flat_map(|(letter, count)| vec![letter; count]).collect()
}

const RARE: &str = "05c1818103310cc3b0d9beed5d624be4fee33cf0f7f97e7fbfdff33ccff3beeffbbeef7bce39e79c73ce39e7de7befbdf7de7befbdf7de7befcccccccccccccccccccccccccccccccccceeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee264992244992244992244992244992244992244992244992244992244992244992a46ddbb66ddbb66ddbb66ddbb66ddbb66ddbb66ddbb66ddbb66ddbb66ddbb66ddbb66ddbb66ddbb66ddbb66ddbb66ddbb66ddbb66ddb160000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000055555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555555ff01";

/// The alphabet 2,000 times, then 300 letters q.
const FAR: &str = "edc9b50180300000b05b8b3b2d0ed7f3021b4bb2266479515675d376fd304e734ccbbaedc779dd4f30c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c31c618638c313f4ce2b317";

/// "hello, hello" with all that a header can have.
const GZIP: &str = "1f8b081e0000000000ff020041426e616d6500636f6d6d656e74000102cb48cdc9c9d751c8005100ffc5ccf30c000000";

/// Packed by zlib, and what it was.
fn samples() -> [(Vec<u8>, Vec<u8>); 5] {
    let alphabet: Vec<u8> = (b'a'..=b'z').collect();
    [
        (bytes("0300"), Vec::new()),
        (bytes("010300fcff616263"), b"abc".to_vec()),
        (bytes("4b4c4a4ea40d0200"), b"abc".repeat(30)),
        (bytes(FAR), [alphabet.repeat(2000), vec![b'q'; 300]].concat()),
        (bytes(RARE), rare()),
    ]
}

#[test]
fn what_zlib_packs_is_unpacked() {
    for (packed, whole) in samples() {
        assert!(inflate(&packed, whole.len()).as_ref() == Ok(&whole), "{} bytes", whole.len());
    }
    assert_eq!(gunzip(&bytes(GZIP), 12), Ok(b"hello, hello".to_vec()));
    assert_eq!(gunzip(&bytes(GZIP).repeat(3), 36), Ok(b"hello, hello".repeat(3)));
    assert!(is_gzip(&bytes(GZIP)) && !is_gzip(b"PK"));
}

#[test]
fn it_stops_where_it_should() {
    for (packed, whole) in samples() {
        for limit in [0, 1, whole.len() / 2, whole.len().saturating_sub(1)] {
            let expected = if limit < whole.len() { Err(Fault::Full) } else { Ok(whole.clone()) };
            assert!(inflate(&packed, limit) == expected, "{limit}");
        }
    }
    let gzip = bytes(GZIP);
    for count in [0, 3, 12, 13] {
        assert_eq!(head(&gzip, count), Ok(b"hello, hello"[..count.min(12)].to_vec()));
    }
    assert_eq!(gunzip(&gzip.repeat(2), 23), Err(Fault::Full));
}

#[test]
fn nothing_that_is_cut_is_unpacked() {
    for (packed, whole) in samples() {
        for length in 0..packed.len() {
            assert!(inflate(&packed[..length], whole.len()) == Err(Fault::Cut), "{length}");
        }
    }
    let gzip = bytes(GZIP);
    for length in 0..gzip.len() {
        assert_eq!(gunzip(&gzip[..length], 12), Err(Fault::Cut), "{length}");
    }
}

#[test]
fn no_bit_of_a_gzip_file_may_change() {
    let gzip = bytes(GZIP);
    for bit in 0..8 * gzip.len() {
        let mut changed = gzip.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        // being text, the last bits of the last byte, time, system, extra, name, comment and the header's sum say nothing of the contents
        let free = bit == 24 || bit == 319 || (4 * 8..29 * 8).contains(&bit);
        assert!(gunzip(&changed, 12).is_err() || free, "{bit}");
    }
}

#[test]
fn whatever_the_bits_it_keeps_to_its_limit() {
    for (packed, _) in samples() {
        for bit in 0..8 * packed.len() {
            let mut changed = packed.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(inflate(&changed, 1000).map_or(0, |out| out.len()) <= 1000);
        }
    }
}

#[test]
fn what_is_not_deflate_is_broken() {
    for (packed, what) in [
        ("07", "a block of a fourth kind"),
        ("010300fdff616263", "a length that does not match"),
        ("0300ff", "bytes after the end"),
        ("030200", "a match from before the beginning"),
        ("1b030000", "a length of no meaning"),
        ("4b043e00", "a distance of no meaning"),
        ("05e09324499224499200", "more codes than there are bits for"),
        ("05e0b76d000000000000", "bits for which there is no code"),
        ("050012000000000000", "a repetition of nothing"),
        ("050080e4ffff1f", "a repetition past the last"),
        ("f50080e4ff3f0000", "more symbols than there are"),
    ] {
        assert_eq!(inflate(&bytes(packed), 100), Err(Fault::Broken), "{what}");
    }
    for header in ["1f8b0900000000000000", "1f8b08e0000000000000", "00000000000000000000"] {
        assert_eq!(gunzip(&bytes(header), 100), Err(Fault::Broken), "{header}");
    }
}
