//! Images of one's own as IDX files, packed by gzip or not: the real MNIST, Fashion-MNIST and their kin.

use super::{Examples, FileField, Files, ROWS, Targets, VALUES};
use crate::error::{Code, Error, Reason};
use crate::fields::fields;
use crate::inflate::{self, Fault};
use crate::json::Json;
use std::borrow::Cow;

fields! {
    /// Images and their classes from two IDX files.
    pub struct Idx {
        images: FileField = FileField::default(), (required), "The images: bytes in three dimensions.";
        labels: FileField = FileField::default(), (required), "Their classes: bytes in one dimension.";
    }
}

impl Idx {
    pub(super) fn load(&self, files: &Files) -> Result<Examples, Error> {
        let images = Open::new(&self.images, files, "task.network.data.idx.images")?;
        let labels = Open::new(&self.labels, files, "task.network.data.idx.labels")?;
        let ([count, rows, columns], [named]) = (images.header()?, labels.header()?);
        if count != named {
            let params = [count, named].map(|n| n.to_string());
            return Err(labels.error(Code::IdxCounts.with([&params[0], &params[1]])));
        }
        if !(1..=ROWS as u64).contains(&count) {
            let range = format!("1 … {ROWS}");
            return Err(images.error(Code::OutOfCount.with([&count.to_string(), &range])));
        }
        // of the file's own numbers, only those that stand the test of its length are believed
        let pixels = rows.saturating_mul(columns);
        let values = count.saturating_mul(pixels);
        if !(1..=VALUES as u64).contains(&values) {
            let params = [values, VALUES as u64].map(|n| n.to_string());
            return Err(images.error(Code::FileTooLarge.with([&images.file, &params[0], &params[1]])));
        }
        let (bytes, labels) = (images.contents(16, values as usize)?, labels.contents(8, count as usize)?);
        let labels: Vec<u32> = labels.iter().skip(8).map(|&label| label.into()).collect();
        let count = labels.iter().max().map_or(0, |&most| most as usize + 1);
        Ok(Examples {
            width: pixels as usize,
            inputs: bytes.iter().skip(16).map(|&byte| f32::from(byte) / 255.0).collect(),
            targets: Targets::Classes { count, labels },
            image: Some([rows as usize, columns as usize]),
            ..Examples::default()
        })
    }
}

/// What an IDX file says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdxHeader {
    /// So many images, of so many rows and columns.
    Images([u64; 3]),
    /// So many classes.
    Labels(u64),
}

impl IdxHeader {
    /// Of the bytes of a file, packed or not; None where they begin as something else, and where nothing can be unpacked
    /// an error. Whether all of it is there is seen when it is read.
    pub fn new(file: &str, bytes: &[u8]) -> Result<Option<IdxHeader>, Error> {
        let open = Open { file: Json::text(file).glance(), path: "", bytes, packed: inflate::is_gzip(bytes) };
        match (open.header::<3>(), open.header::<1>()) {
            (Ok(sizes), _) => Ok(Some(IdxHeader::Images(sizes))),
            (_, Ok([count])) => Ok(Some(IdxHeader::Labels(count))),
            (Err(error), _) if open.packed => Err(error),
            // it says that it is one
            (Err(error), _) if bytes.starts_with(&[0, 0]) => Err(error),
            _ => Ok(None),
        }
    }
}

/// A file that is there.
struct Open<'a> {
    file: String,
    path: &'a str,
    bytes: &'a [u8],
    packed: bool,
}

impl<'a> Open<'a> {
    fn new(field: &FileField, files: &'a Files, path: &'a str) -> Result<Open<'a>, Error> {
        let bytes = files.found(&field.file, &field.sha256.0, path)?;
        Ok(Open { file: Json::text(&field.file).glance(), path, bytes, packed: inflate::is_gzip(bytes) })
    }

    fn error(&self, reason: Reason) -> Error {
        Error::at(self.path, reason)
    }

    /// How long each dimension is: what an IDX file says first, after the type of its values.
    fn header<const N: usize>(&self) -> Result<[u64; N], Error> {
        let length = 4 + 4 * N;
        let header = if self.packed {
            inflate::head(self.bytes, length).map_err(|fault| self.fault(fault, length))?.into()
        } else {
            Cow::Borrowed(self.bytes.get(..length).unwrap_or(self.bytes))
        };
        let (kind, sizes) = header.split_at_checked(4).unwrap_or_default();
        if kind != [0, 0, 8, N as u8] || sizes.len() != 4 * N {
            return Err(self.error(Code::IdxHeader.with([&self.file, &N.to_string()])));
        }
        let mut lengths = [0; N];
        for (length, four) in lengths.iter_mut().zip(sizes.chunks_exact(4)) {
            *length = four.iter().fold(0, |number, &byte| number << 8 | u64::from(byte));
        }
        Ok(lengths)
    }

    /// The whole file, unpacked: a header and so many bytes.
    fn contents(&self, header: usize, bytes: usize) -> Result<Cow<'a, [u8]>, Error> {
        let wanted = header + bytes;
        let contents = if self.packed {
            inflate::gunzip(self.bytes, wanted).map_err(|fault| self.fault(fault, wanted))?.into()
        } else {
            Cow::Borrowed(self.bytes)
        };
        if contents.len() == wanted { Ok(contents) } else { Err(self.length(&contents.len().to_string(), wanted)) }
    }

    fn fault(&self, fault: Fault, wanted: usize) -> Error {
        match fault {
            Fault::Full => self.length(&format!("> {wanted}"), wanted),
            Fault::Cut | Fault::Broken => self.error(Code::FilePacked.with([&self.file])),
        }
    }

    fn length(&self, found: &str, wanted: usize) -> Error {
        self.error(Code::FileLength.with([&self.file, &wanted.to_string(), found]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::{Field, Path, Slot};
    use crate::sha256;

    fn file(sizes: &[u32], values: &[u8]) -> Vec<u8> {
        let sizes = sizes.iter().flat_map(|size| size.to_be_bytes());
        [0, 0, 8, (sizes.clone().count() / 4) as u8].into_iter().chain(sizes).chain(values.iter().copied()).collect()
    }

    /// As a gzip file whose contents are not packed any smaller.
    fn gzip(bytes: &[u8], crc: u32) -> Vec<u8> {
        let length = bytes.len() as u16;
        let mut packed = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1];
        packed.extend(length.to_le_bytes().into_iter().chain((!length).to_le_bytes()));
        packed.extend(bytes);
        packed.extend(crc.to_le_bytes().into_iter().chain(u32::from(length).to_le_bytes()));
        packed
    }

    fn load(images: &[u8], labels: &[u8]) -> Result<Examples, String> {
        let mut files = Files::default();
        let names = [("images", images), ("labels", labels)].map(|(name, bytes)| {
            files.put(name, bytes.to_vec());
            format!(r#""{name}":{{"file":"{name}","sha256":"{}"}}"#, sha256::hexadecimal(bytes))
        });
        let json = Json::parse(&format!("{{{}}}", names.join(","))).unwrap();
        let mut idx = Idx::default();
        idx.read(&json, &Field::new("idx", ""), &mut Path::default()).unwrap();
        idx.load(&files).map_err(|error| error.to_string())
    }

    #[test]
    fn images_and_classes_are_read_packed_or_not() {
        let images = file(&[2, 2, 3], &[0, 255, 51, 0, 0, 0, 1, 2, 3, 4, 5, 102]);
        let labels = file(&[2], &[3, 1]);
        let examples = load(&images, &labels).unwrap();
        assert_eq!((examples.width, examples.image), (6, Some([2, 3])));
        assert_eq!(examples.targets, Targets::Classes { count: 4, labels: vec![3, 1] });
        assert_eq!((examples.inputs[1], examples.inputs[2], examples.inputs[11]), (1.0, 0.2, 0.4));
        assert_eq!(load(&gzip(&images, 0x89ff0c3c), &gzip(&labels, 0xc9b6cf4c)), Ok(examples));
    }

    #[test]
    fn a_file_says_what_it_is() {
        let (images, labels) = (file(&[2, 2, 3], &[0; 12]), file(&[2], &[3, 1]));
        let of = |bytes: &[u8]| IdxHeader::new("f", bytes).map_err(|error| error.to_string());
        assert_eq!(of(&images), Ok(Some(IdxHeader::Images([2, 2, 3]))));
        assert_eq!(of(&labels), Ok(Some(IdxHeader::Labels(2))));
        assert_eq!(of(&gzip(&images, 0)), Ok(Some(IdxHeader::Images([2, 2, 3]))));
        assert_eq!(of(b"a,b"), Ok(None));
        assert_eq!(of(b""), Ok(None));
        for bytes in [&gzip(b"a,b", 0)[..], &images[..9], &[0, 0, 13, 3, 0, 0, 0, 1], &[0x1f, 0x8b]] {
            assert!(of(bytes).is_err());
        }
    }

    #[test]
    fn a_file_that_is_not_what_it_says_is_refused() {
        let (images, labels) = (file(&[2, 1, 1], &[7, 8]), file(&[2], &[3, 1]));
        let (at, of) = ("task.network.data.idx.images: ", "task.network.data.idx.labels: ");
        let most = u32::MAX;
        for (images, labels, message) in [
            (vec![], labels.clone(), format!("{at}\"images\" does not begin as an IDX file of bytes in 3 dimensions")),
            (
                labels.clone(),
                labels.clone(),
                format!("{at}\"images\" does not begin as an IDX file of bytes in 3 dimensions"),
            ),
            (
                images[..15].to_vec(),
                labels.clone(),
                format!("{at}\"images\" does not begin as an IDX file of bytes in 3 dimensions"),
            ),
            (
                images.clone(),
                images.clone(),
                format!("{of}\"labels\" does not begin as an IDX file of bytes in 1 dimensions"),
            ),
            (
                images[..17].to_vec(),
                labels.clone(),
                format!("{at}\"images\" should have 18 bytes, as it says itself, but has 17"),
            ),
            (
                [&images[..], &[0]].concat(),
                labels.clone(),
                format!("{at}\"images\" should have 18 bytes, as it says itself, but has 19"),
            ),
            (
                images.clone(),
                labels[..9].to_vec(),
                format!("{of}\"labels\" should have 10 bytes, as it says itself, but has 9"),
            ),
            (images.clone(), file(&[3], &[1, 2, 3]), format!("{of}there are 2 images, but 3 classes")),
            (file(&[0, 1, 1], &[]), file(&[0], &[]), format!("{at}there are 0 here; 1 … 200000 are possible")),
            (
                file(&[most, 1, 1], &[]),
                file(&[most], &[]),
                format!("{at}there are 4294967295 here; 1 … 200000 are possible"),
            ),
            (
                file(&[2, most, most], &[]),
                labels.clone(),
                format!("{at}\"images\" comes to 18446744073709551615 values; 1 … 67108864 are possible"),
            ),
            (
                file(&[2, 0, 3], &[]),
                labels.clone(),
                format!("{at}\"images\" comes to 0 values; 1 … 67108864 are possible"),
            ),
            (gzip(&images, 1), labels.clone(), format!("{at}\"images\" cannot be unpacked: it is damaged or cut off")),
            (
                gzip(&images, 1)[..30].to_vec(),
                labels.clone(),
                format!("{at}\"images\" cannot be unpacked: it is damaged or cut off"),
            ),
            (
                gzip(&[&images[..], &[0; 9]].concat(), 1),
                labels.clone(),
                format!("{at}\"images\" should have 18 bytes, as it says itself, but has > 18"),
            ),
        ] {
            assert_eq!(load(&images, &labels), Err(message));
        }
    }
}
