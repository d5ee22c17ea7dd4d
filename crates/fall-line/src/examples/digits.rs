//! Real handwritten digits, small: 1,797 of 8×8 pixels, of the UCI Machine Learning Repository (see data/README.md).

use super::{Examples, Files, Kind, Size, Targets};
use crate::error::Error;
use crate::fields::fields;
use crate::inflate;

fields! {
    /// 1,797 handwritten digits of 8×8 pixels.
    ///
    /// E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, 1998, doi:10.24432/C50P49, CC BY 4.0.
    pub struct Digits {}
}

const ROWS: usize = 1797;
const PIXELS: usize = 64;

/// The packed digits, where the program has them in itself.
#[cfg(feature = "digits")]
const PACKED: Option<&[u8]> = Some(include_bytes!("../../data/digits.bin"));
#[cfg(not(feature = "digits"))]
const PACKED: Option<&[u8]> = None;

impl Digits {
    /// Under which name the packed digits are handed over, where the program does not have them in itself.
    pub const FILE: &str = "fall-line/digits.bin";
    /// The hash of the packed digits.
    const SHA256: &str = "ef78e990d5f6b83be88077789c13d69a16940733805b703e127368b7fe2274cc";

    pub(super) const SIZE: Size = Size { rows: ROWS, inputs: PIXELS, kind: Kind::Classes(10) };

    pub(super) fn load(files: &Files) -> Result<Examples, Error> {
        let packed = match PACKED {
            Some(packed) => packed,
            None => files.found(Digits::FILE, Digits::SHA256, "task.network.data.digits")?,
        };
        // a plane of each pixel, then one of the classes; of bytes with this hash, all are there
        let planes = inflate::inflate(packed, ROWS * (PIXELS + 1)).unwrap_or_default();
        let mut inputs = vec![0.0; ROWS * PIXELS];
        for (pixel, plane) in planes.chunks_exact(ROWS).take(PIXELS).enumerate() {
            for (input, &value) in inputs.iter_mut().skip(pixel).step_by(PIXELS).zip(plane) {
                *input = f32::from(value) / 16.0;
            }
        }
        let labels = planes.iter().skip(ROWS * PIXELS).map(|&label| label.into()).collect();
        let targets = Targets::Classes { count: 10, labels };
        Ok(Examples { width: PIXELS, inputs, targets, image: Some([8, 8]), ..Examples::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sha256;

    #[test]
    fn unpacking_gives_back_what_was_packed() {
        let examples = Digits::load(&Files::default()).unwrap();
        let Targets::Classes { labels, .. } = examples.targets else { panic!() };
        let mut text = String::new();
        for (pixels, label) in examples.inputs.chunks(PIXELS).zip(labels) {
            for pixel in pixels {
                text += &format!("{},", 16.0 * pixel);
            }
            text += &format!("{label}\n");
        }
        let hash = sha256::hexadecimal(text.as_bytes());
        assert_eq!(hash, "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8");
        assert_eq!(sha256::hexadecimal(PACKED.unwrap()), Digits::SHA256);
    }
}
