//! Bytes to text, whatever program wrote them: UTF-8, UTF-16, and what Windows and Excel write in Korea.

use super::korean;

/// The text of these bytes: by its mark, else UTF-8 where it is that, else CP949. What is none of them becomes `�`.
pub fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => korean::text(bytes),
        },
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| unit(pair)).chain((!odd.is_empty()).then_some(0xfffd));
    char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_whoever_wrote_it() {
        for (bytes, wanted) in [
            (&b""[..], ""),
            (b"plain", "plain"),
            (b"\xef\xbb\xbfid,\xed\x95\x99\xeb\xb2\x88", "id,학번"),
            ("학번,이름\n2026-0001,김민지".as_bytes(), "학번,이름\n2026-0001,김민지"),
            (b"\xff\xfe1\0\x40\xd5\xa8", "1핀�"),
            (b"\xfe\xff\0\x31\xd5\x40\xd8\x3d\xde\x00\xd8\x00", "1핀😀�"),
            (b"\xc7\xd0\xb9\xf8,\xc0\xcc\xb8\xa7", "학번,이름"),
        ] {
            assert_eq!(text(bytes), wanted, "{bytes:?}");
        }
    }
}
