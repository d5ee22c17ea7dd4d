//! Archives made for tests, honest and not.

use super::*;

/// How an archive is made.
#[derive(Clone, Default)]
pub(in crate::handed) struct Packer {
    /// The entries, and the list of them.
    pub(in crate::handed) bytes: Vec<u8>,
    pub(in crate::handed) list: Vec<u8>,
    pub(in crate::handed) count: usize,
    pub(in crate::handed) flags: u16,
    /// All places and sizes in the long form.
    pub(in crate::handed) long: bool,
}

fn le(value: usize, length: usize) -> Vec<u8> {
    let mut bytes = value.to_le_bytes().to_vec();
    bytes.resize(length, 0);
    bytes
}

impl Packer {
    pub(in crate::handed) fn with(mut self, name: &[u8], bytes: &[u8]) -> Packer {
        let at = self.bytes.len();
        self.put(name, 0, bytes);
        self.tell(name, 0, [bytes.len(), bytes.len(), at], checksum(bytes), &[]);
        self
    }

    /// An entry's own head, and what is packed.
    pub(in crate::handed) fn put(&mut self, name: &[u8], method: usize, packed: &[u8]) {
        let parts = [b"PK\x03\x04".to_vec(), le(20, 2), le(self.flags.into(), 2), le(method, 2), le(0, 16)];
        self.bytes.extend(parts.concat());
        self.bytes.extend([le(name.len(), 2), le(0, 2), name.to_vec(), packed.to_vec()].concat());
    }

    /// What the list says of an entry.
    pub(in crate::handed) fn tell(&mut self, name: &[u8], method: usize, sizes: [usize; 3], sum: u32, extra: &[u8]) {
        let [packed, size, at] = sizes;
        let long = [le(1, 2), le(24, 2), le(size, 8), le(packed, 8), le(at, 8)].concat();
        let extra = if self.long { [&long, extra].concat() } else { extra.to_vec() };
        let short = |value| if self.long { le(0xffff_ffff, 4) } else { le(value, 4) };
        let parts = [
            b"PK\x01\x02".to_vec(),
            le(20, 2),
            le(20, 2),
            le(self.flags.into(), 2),
            le(method, 2),
            le(0, 4),
            le(sum as usize, 4),
            short(packed),
            short(size),
            le(name.len(), 2),
            le(extra.len(), 2),
            le(0, 10),
            short(at),
            name.to_vec(),
            extra,
        ];
        self.list.extend(parts.concat());
        self.count += 1;
    }

    pub(in crate::handed) fn done(&self) -> Vec<u8> {
        let (at, size) = (self.bytes.len(), self.list.len());
        let mut out = [self.bytes.as_slice(), &self.list].concat();
        let (count, mut told) = (self.count % 65_536, [size, at]);
        if self.long {
            let end = out.len();
            let long = [b"PK\x06\x06".to_vec(), le(44, 8), le(0, 12), le(self.count, 8), le(self.count, 8)];
            out.extend([long.concat(), le(size, 8), le(at, 8)].concat());
            out.extend([b"PK\x06\x07".to_vec(), le(0, 4), le(end, 8), le(1, 4)].concat());
            told = [0xffff_ffff; 2];
        }
        let parts = [b"PK\x05\x06".to_vec(), le(0, 4), le(count, 2), le(count, 2), le(told[0], 4), le(told[1], 4)];
        out.extend([parts.concat(), le(0, 2)].concat());
        out
    }
}

/// Deflate of very many times the same byte: 258 of them in 13 bits.
pub(in crate::handed) fn bomb(matches: usize) -> Vec<u8> {
    let (mut out, mut held, mut count) = (Vec::new(), 0_u32, 0);
    let mut put = |value: u32, bits: u32| {
        held |= value << count;
        count += bits;
        while count >= 8 {
            out.push(held as u8);
            held >>= 8;
            count -= 8;
        }
    };
    // the last block, of fixed codes; a space; matches of 258 at a distance of 1; the end
    put(0b011, 3);
    put(u32::from(0x30 + b' ').reverse_bits() >> 24, 8);
    for _ in 0..matches {
        put(u32::from(0b1100_0101_u8.reverse_bits()), 8);
        put(0, 5);
    }
    put(0, 7);
    put(0, 7);
    out
}

fn all(bytes: &[u8]) -> Vec<(String, Result<Vec<u8>, Code>)> {
    let archive = match Archive::new(bytes, 100) {
        Ok(archive) => archive,
        Err(error) => return vec![(String::new(), Err(error.reason.code))],
    };
    let read = |entry: &Entry| (entry.name.clone(), archive.read(entry).map_err(|error| error.reason.code));
    archive.entries.iter().map(read).collect()
}

#[test]
fn what_was_packed_comes_out_by_its_name() {
    let plain = Packer::default().with(b"a/", b"").with("a/학번.json".as_bytes(), b"{}").with(b"b", b"");
    let korean = Packer::default().with(b"\xc7\xd0\xb9\xf8.json", b"{}");
    let mut named = Packer::default();
    named.put(b"?.json", 0, b"{}");
    let mut unicode = [le(0x7075, 2), le(5 + 9, 2), vec![1], checksum(b"?.json").to_le_bytes().to_vec()].concat();
    unicode.extend("학.json".as_bytes().iter().take(8).chain(b"n"));
    named.tell(b"?.json", 0, [2, 2, 0], checksum(b"{}"), &unicode);
    let mut packed = Packer::default();
    packed.put(b"s", 8, &bomb(2));
    packed.tell(b"s", 8, [bomb(2).len(), 517, 0], checksum(&[b' '; 517]), &[]);
    let found = |name: &str, bytes: &[u8]| (name.to_owned(), Ok(bytes.to_vec()));
    for (bytes, wanted) in [
        (Packer::default().done(), vec![]),
        (plain.done(), vec![found("a/학번.json", b"{}"), found("b", b"")]),
        (
            Packer { long: true, ..Packer::default() }.with(b"a", b"long").with(b"b", b"2").done(),
            vec![found("a", b"long"), found("b", b"2")],
        ),
        ([b"MZ a program".to_vec(), plain.done()].concat(), vec![found("a/학번.json", b"{}"), found("b", b"")]),
        ([plain.done(), vec![]].concat(), vec![found("a/학번.json", b"{}"), found("b", b"")]),
        (korean.done(), vec![found("학번.json", b"{}")]),
        (named.done(), vec![found("학.jsonn", b"{}")]),
        (packed.done(), vec![found("s", &[b' '; 517])]),
    ] {
        assert_eq!(all(&bytes), wanted);
    }
}

#[test]
fn what_an_archive_says_of_itself_is_checked() {
    let entry = |sizes, sum, method, flags| {
        let mut packer = Packer { flags, ..Packer::default() };
        packer.put(b"a", method, b"1234");
        packer.tell(b"a", method, sizes, sum, &[]);
        all(&packer.done()).remove(0).1
    };
    let sum = checksum(b"1234");
    assert_eq!(entry([4, 4, 0], sum, 0, 0), Ok(b"1234".to_vec()));
    for (sizes, sum, method, flags, code) in [
        ([4, 4, 0], 7, 0, 0, Code::ZipEntry),
        ([4, 5, 0], sum, 0, 0, Code::ZipEntry),
        ([4, 4, 0], sum, 8, 0, Code::ZipEntry),
        ([4, 4, 0], sum, 12, 0, Code::ZipMethod),
        ([4, 4, 0], sum, 0, 1, Code::ZipLocked),
        ([4, 4, 1], sum, 0, 0, Code::ZipBroken),
        ([4000, 4000, 0], sum, 0, 0, Code::ZipBroken),
        ([0xffff_fffe, 4, 0xffff_fffe], sum, 0, 0, Code::ZipBroken),
    ] {
        assert_eq!(entry(sizes, sum, method, flags), Err(code), "{sizes:?}");
    }
    // a size that lies unpacks no further than it says
    let mut lying = Packer::default();
    lying.put(b"a", 8, &bomb(100_000));
    lying.tell(b"a", 8, [bomb(100_000).len(), 10, 0], 0, &[]);
    assert_eq!(all(&lying.done()), [("a".to_owned(), Err(Code::ZipEntry))]);
}

#[test]
fn an_archive_cut_or_changed_anywhere_is_read_or_refused() {
    let whole = Packer { long: true, ..Packer::default() }.with(b"a.json", b"{}").with(b"b", b"2").done();
    let plain = Packer::default().with(b"a.json", b"{}").with(b"b", b"2").done();
    for bytes in [whole, plain] {
        for end in 0..bytes.len() {
            assert!(all(&bytes[..end]).iter().all(|(_, read)| read.is_err()), "{end}");
        }
        for at in 0..bytes.len() {
            for change in [1, 0x80, 0xff] {
                let mut other = bytes.clone();
                other[at] ^= change;
                assert!(all(&other).len() <= 2);
            }
        }
    }
}
