//! Zip archives (APPNOTE 6.3): nothing that one says of itself is believed further than its bytes bear it out.

use super::encoding;
use crate::error::{Code, Error};
use crate::inflate::{checksum, inflate};

/// An archive, listed.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    /// What stands before it, as before the archive of a program that unpacks itself.
    before: usize,
    pub(super) entries: Vec<Entry>,
}

/// A file in it, as its list tells.
pub(super) struct Entry {
    pub(super) name: String,
    /// What it unpacks to.
    pub(super) size: usize,
    packed: usize,
    at: usize,
    flags: u16,
    method: u16,
    sum: u32,
}

/// Numbers at their places; all that is read of an archive is read by this.
fn number<const N: usize>(bytes: &[u8], at: usize) -> Option<usize> {
    let list: [u8; N] = *bytes.get(at..)?.first_chunk()?;
    usize::try_from(list.iter().rev().fold(0_u64, |value, &byte| value << 8 | u64::from(byte))).ok()
}

fn begins(bytes: &[u8], at: usize, mark: &[u8; 4]) -> bool {
    bytes.get(at..).is_some_and(|rest| rest.starts_with(mark))
}

pub(super) fn is_zip(bytes: &[u8]) -> bool {
    begins(bytes, 0, b"PK\x03\x04") || begins(bytes, 0, b"PK\x05\x06")
}

impl<'a> Archive<'a> {
    /// Reads the list, of `most` entries at most; folders are left out.
    pub(super) fn new(bytes: &'a [u8], most: usize) -> Result<Archive<'a>, Error> {
        let broken = || Error::at("", Code::ZipBroken.with([]));
        let (list, before) = list(bytes).ok_or_else(broken)?;
        let (mut entries, mut rest, mut found) = (Vec::new(), list, 0);
        while !rest.is_empty() {
            let (entry, after) = entry(rest).ok_or_else(broken)?;
            rest = after;
            found += 1;
            if found <= most && !entry.name.ends_with('/') {
                entries.push(entry);
            }
        }
        if found > most {
            return Err(Error::at("", Code::ZipEntries.with([&found.to_string(), &most.to_string()])));
        }
        Ok(Archive { bytes, before, entries })
    }

    /// An entry's bytes, if they are what the list says.
    pub(super) fn read(&self, entry: &Entry) -> Result<Vec<u8>, Error> {
        let told = |reason| Error::at("", reason);
        if entry.flags & 1 != 0 {
            return Err(told(Code::ZipLocked.with([])));
        }
        if entry.method != 0 && entry.method != 8 {
            return Err(told(Code::ZipMethod.with([&entry.method.to_string()])));
        }
        let packed = self.packed(entry).ok_or_else(|| told(Code::ZipBroken.with([])))?;
        let bytes = if entry.method == 0 { Some(packed.to_vec()) } else { inflate(packed, entry.size).ok() };
        let sound = bytes.filter(|bytes| bytes.len() == entry.size && checksum(bytes) == entry.sum);
        sound.ok_or_else(|| told(Code::ZipEntry.with([])))
    }

    fn packed(&self, entry: &Entry) -> Option<&'a [u8]> {
        let at = self.before.checked_add(entry.at)?;
        if !begins(self.bytes, at, b"PK\x03\x04") {
            return None;
        }
        let from = at + 30 + number::<2>(self.bytes, at + 26)? + number::<2>(self.bytes, at + 28)?;
        self.bytes.get(from..from.checked_add(entry.packed)?)
    }
}

impl Entry {
    /// What it takes of the archive: entries that share bytes take more than there are.
    pub(super) fn room(&self) -> usize {
        self.packed.saturating_add(30 + self.name.len() / 3)
    }
}

/// The list of entries, and how far all places are off.
fn list(bytes: &[u8]) -> Option<(&[u8], usize)> {
    // at the end, before a comment of up to 65,535 bytes
    let last = bytes.len().checked_sub(22)?;
    let ends = |&at: &usize| {
        begins(bytes, at, b"PK\x05\x06") && number::<2>(bytes, at + 20).is_some_and(|comment| comment <= last - at)
    };
    let mut end = (last.saturating_sub(65_535)..=last).rev().find(ends)?;
    let (mut size, mut at) = (number::<4>(bytes, end + 12)?, number::<4>(bytes, end + 16)?);
    // numbers that are too large for it stand in a longer one
    if size == 0xffff_ffff || at == 0xffff_ffff || number::<2>(bytes, end + 10)? == 0xffff {
        let locator = end.checked_sub(20).filter(|&at| begins(bytes, at, b"PK\x06\x07"));
        if let Some(locator) = locator {
            // where bytes stand before the archive, it is not where it says
            let told = number::<8>(bytes, locator + 8).filter(|&at| begins(bytes, at, b"PK\x06\x06"));
            let before = locator.checked_sub(56).filter(|&at| begins(bytes, at, b"PK\x06\x06"));
            end = told.or(before)?;
            (size, at) = (number::<8>(bytes, end.checked_add(40)?)?, number::<8>(bytes, end.checked_add(48)?)?);
        }
    }
    let start = end.checked_sub(size)?;
    Some((bytes.get(start..end)?, start.checked_sub(at)?))
}

/// The first entry of a list, and what follows it.
fn entry(list: &[u8]) -> Option<(Entry, &[u8])> {
    if !begins(list, 0, b"PK\x01\x02") {
        return None;
    }
    let [name, extra, comment] = [number::<2>(list, 28)?, number::<2>(list, 30)?, number::<2>(list, 32)?];
    let (own, rest) = list.split_at_checked(46 + name + extra + comment)?;
    let (name, extra) = (own.get(46..46 + name)?, own.get(46 + name..46 + name + extra)?);
    let mut entry = Entry {
        name: String::new(),
        size: number::<4>(own, 24)?,
        packed: number::<4>(own, 20)?,
        at: number::<4>(own, 42)?,
        flags: number::<2>(own, 8)? as u16,
        method: number::<2>(own, 10)? as u16,
        sum: number::<4>(own, 16)? as u32,
    };
    let (mut extra, mut told) = (extra, None);
    while let (Some(kind), Some(length)) = (number::<2>(extra, 0), number::<2>(extra, 2)) {
        let field = extra.get(4..4 + length)?;
        match kind {
            1 => large(&mut entry, field)?,
            // the name in UTF-8, if it is still that of the name beside it
            0x7075 if number::<4>(field, 1) == Some(checksum(name) as usize) => told = field.get(5..),
            _ => {}
        }
        extra = extra.get(4 + length..)?;
    }
    entry.name = encoding::text(told.unwrap_or(name));
    Some((entry, rest))
}

/// What is too large for the list's own fields, in their order.
fn large(entry: &mut Entry, field: &[u8]) -> Option<()> {
    let mut at = 0;
    for value in [&mut entry.size, &mut entry.packed, &mut entry.at] {
        if *value == 0xffff_ffff {
            *value = number::<8>(field, at)?;
            at += 8;
        }
    }
    Some(())
}

#[cfg(test)]
pub(super) mod tests;
