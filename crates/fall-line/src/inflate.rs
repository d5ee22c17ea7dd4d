//! What was packed by deflate (RFC 1951), bare or as a gzip file (RFC 1952): unpacked, and never to more than was asked
//! for.

/// Why something cannot be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It ends too early.
    Cut,
    /// It is not packed in this way, or was changed.
    Broken,
    /// It unpacks to more than was asked for.
    Full,
}

/// Unpacks bare deflate, to `limit` bytes at most; nothing may stand after it.
pub fn inflate(packed: &[u8], limit: usize) -> Result<Vec<u8>, Fault> {
    let mut unpacking = Unpacking::new(packed, limit);
    unpacking.run()?;
    if unpacking.rest().is_empty() { Ok(unpacking.out) } else { Err(Fault::Broken) }
}

/// Unpacks a gzip file of one or more members, to `limit` bytes at most, and checks its sums.
pub fn gunzip(packed: &[u8], limit: usize) -> Result<Vec<u8>, Fault> {
    let (mut out, mut rest) = (Vec::new(), packed);
    loop {
        let mut member = Unpacking::new(body(rest)?, limit - out.len());
        member.run()?;
        let (trailer, after) = member.rest().split_first_chunk::<8>().ok_or(Fault::Cut)?;
        if u64::from_le_bytes(*trailer) != u64::from(checksum(&member.out)) | (member.out.len() as u64) << 32 {
            return Err(Fault::Broken);
        }
        if out.is_empty() {
            out = member.out;
        } else {
            out.extend(member.out);
        }
        rest = after;
        if rest.is_empty() {
            return Ok(out);
        }
    }
}

/// The first `count` bytes of a gzip file, or all if they are fewer: enough to see how many there should be.
pub fn head(packed: &[u8], count: usize) -> Result<Vec<u8>, Fault> {
    let mut unpacking = Unpacking::new(body(packed)?, count);
    match unpacking.run() {
        Ok(()) | Err(Fault::Full) => Ok(unpacking.out),
        Err(fault) => Err(fault),
    }
}

/// Whether the bytes begin as a gzip file.
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// What stands after a gzip member's header.
fn body(member: &[u8]) -> Result<&[u8], Fault> {
    let (header, mut rest) = member.split_first_chunk::<10>().ok_or(Fault::Cut)?;
    let &[0x1f, 0x8b, 8, flags, ..] = header else { return Err(Fault::Broken) };
    if flags & 0xe0 != 0 {
        return Err(Fault::Broken);
    }
    if flags & 4 != 0 {
        let (length, after) = rest.split_first_chunk::<2>().ok_or(Fault::Cut)?;
        rest = after.get(u16::from_le_bytes(*length).into()..).ok_or(Fault::Cut)?;
    }
    // a name, a comment: each ended by a zero
    for _ in 0..(flags >> 3 & 1) + (flags >> 4 & 1) {
        let end = rest.iter().position(|&byte| byte == 0).ok_or(Fault::Cut)?;
        rest = rest.get(end + 1..).ok_or(Fault::Cut)?;
    }
    if flags & 2 != 0 {
        rest = rest.get(2..).ok_or(Fault::Cut)?;
    }
    Ok(rest)
}

/// CRC-32, as gzip and zip have it.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    let mut table = [0_u32; 256];
    for (entry, byte) in table.iter_mut().zip(0..) {
        *entry = (0..8).fold(byte, |crc: u32, _| crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 });
    }
    !bytes.iter().fold(!0, |crc: u32, &byte| crc >> 8 ^ table[usize::from(crc as u8 ^ byte)])
}

/// The most that one byte can become: four matches of 258 bytes.
const MOST: usize = 1032;

/// The order in which a block tells the lengths of its lengths' codes.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

struct Unpacking<'a> {
    packed: &'a [u8],
    at: usize,
    /// What was taken from `packed` and not used yet: so many bits, the next one lowest.
    bits: u64,
    held: u32,
    out: Vec<u8>,
    limit: usize,
}

impl<'a> Unpacking<'a> {
    fn new(packed: &'a [u8], limit: usize) -> Unpacking<'a> {
        let most = packed.len().saturating_mul(MOST);
        let out = Vec::with_capacity(if most < limit { most } else { limit });
        Unpacking { packed, at: 0, bits: 0, held: 0, out, limit }
    }

    fn run(&mut self) -> Result<(), Fault> {
        loop {
            let last = self.take(1)? == 1;
            match self.take(2)? {
                0 => self.stored()?,
                1 => {
                    let mut lengths = [8; 288];
                    lengths[144..256].fill(9);
                    lengths[256..280].fill(7);
                    self.block(&Code::new(&lengths)?, &Code::new(&[5; 32])?)?;
                }
                2 => {
                    let (symbols, distances) = self.codes()?;
                    self.block(&symbols, &distances)?;
                }
                _ => return Err(Fault::Broken),
            }
            if last {
                return Ok(());
            }
        }
    }

    /// What stands after the byte that was begun.
    fn rest(&self) -> &'a [u8] {
        self.packed.get(self.at - self.held as usize / 8..).unwrap_or_default()
    }

    /// Holds 56 bits at least, if so many are left.
    fn fill(&mut self) {
        while self.held <= 56 {
            let Some(&byte) = self.packed.get(self.at) else { return };
            self.bits |= u64::from(byte) << self.held;
            self.held += 8;
            self.at += 1;
        }
    }

    /// The next bits of those held, as a number.
    fn held(&mut self, count: u32) -> Result<usize, Fault> {
        if count > self.held {
            return Err(Fault::Cut);
        }
        let value = self.bits & ((1 << count) - 1);
        self.bits >>= count;
        self.held -= count;
        Ok(value as usize)
    }

    fn take(&mut self, count: u32) -> Result<usize, Fault> {
        self.fill();
        self.held(count)
    }

    /// The next symbol of those held.
    fn symbol(&mut self, code: &Code) -> Result<usize, Fault> {
        let (symbol, length) = code.find(self.bits)?;
        self.held(length)?;
        Ok(symbol)
    }

    /// Bytes as they are.
    fn stored(&mut self) -> Result<(), Fault> {
        self.held(self.held % 8)?;
        let (length, inverse) = (self.take(16)?, self.take(16)?);
        if length ^ inverse != 0xffff {
            return Err(Fault::Broken);
        }
        let rest = self.rest();
        let (bytes, after) = rest.split_at_checked(length).ok_or(Fault::Cut)?;
        (self.at, self.bits, self.held) = (self.packed.len() - after.len(), 0, 0);
        let room = self.limit - self.out.len();
        self.out.extend(bytes.iter().take(room));
        if length > room { Err(Fault::Full) } else { Ok(()) }
    }

    /// The two codes of a block: packed themselves, by a third.
    fn codes(&mut self) -> Result<(Code, Code), Fault> {
        let (symbols, distances, known) = (257 + self.take(5)?, 1 + self.take(5)?, 4 + self.take(4)?);
        let mut lengths = [0; 19];
        for &place in ORDER.iter().take(known) {
            lengths[place] = self.take(3)? as u8;
        }
        let code = Code::new(&lengths)?;
        let mut lengths = [0; 286 + 32];
        let mut at = 0;
        while at < symbols + distances {
            self.fill();
            let (value, times) = match self.symbol(&code)? {
                16 if at == 0 => return Err(Fault::Broken),
                16 => (lengths[at - 1], 3 + self.held(2)?),
                17 => (0, 3 + self.held(3)?),
                18 => (0, 11 + self.held(7)?),
                length => (length as u8, 1),
            };
            lengths.get_mut(at..at + times).ok_or(Fault::Broken)?.fill(value);
            at += times;
        }
        if symbols > 286 || at > symbols + distances {
            return Err(Fault::Broken);
        }
        let (symbols, distances) = lengths[..at].split_at(symbols);
        Ok((Code::new(symbols)?, Code::new(distances)?))
    }

    /// Bytes, and matches with what came before.
    fn block(&mut self, symbols: &Code, distances: &Code) -> Result<(), Fault> {
        loop {
            // enough for a length, a distance and the bits that belong to both
            self.fill();
            let symbol = self.symbol(symbols)?;
            if symbol == 256 {
                return Ok(());
            }
            let room = self.limit - self.out.len();
            if room == 0 {
                return Err(Fault::Full);
            }
            if symbol < 256 {
                self.out.push(symbol as u8);
                continue;
            }
            let length = match symbol - 257 {
                step @ 0..8 => 3 + step,
                step @ 8..28 => 3 + self.steps(4, step as u32)?,
                28 => 258,
                _ => return Err(Fault::Broken),
            };
            let distance = match self.symbol(distances)? {
                step @ 0..2 => 1 + step,
                step @ 2..30 => 1 + self.steps(2, step as u32)?,
                _ => return Err(Fault::Broken),
            };
            let start = self.out.len().checked_sub(distance).ok_or(Fault::Broken)?;
            let copied = if length < room { length } else { room };
            if distance >= copied {
                self.out.extend_from_within(start..start + copied);
            } else {
                for place in start..start + copied {
                    self.out.push(self.out[place]);
                }
            }
            if copied < length {
                return Err(Fault::Full);
            }
        }
    }

    /// What a length or a distance comes to: `count` steps of one size, then of twice that, and so on.
    fn steps(&mut self, count: u32, step: u32) -> Result<usize, Fault> {
        let extra = step / count - 1;
        Ok((((count + step % count) as usize) << extra) + self.held(extra)?)
    }
}

/// A prefix code.
struct Code {
    /// By the next ten bits: the symbol, and its length in the lowest four bits; 0 where ten are too few.
    quick: [u16; 1 << QUICK],
    /// How many codes have each length.
    counts: [u16; 16],
    /// The symbols in the order of their codes.
    sorted: [u16; 288],
}

const QUICK: u32 = 10;

impl Code {
    /// The code whose symbols have these lengths, 0 where a symbol is not used.
    fn new(lengths: &[u8]) -> Result<Code, Fault> {
        let mut code = Code { quick: [0; 1 << QUICK], counts: [0; 16], sorted: [0; 288] };
        for &length in lengths {
            code.counts[usize::from(length & 15)] += 1;
        }
        let used = lengths.len() - usize::from(code.counts[0]);
        code.counts[0] = 0;
        // where the codes of each length begin, and their places among the sorted
        let (mut next, mut places, mut left) = ([0_usize; 16], [0_usize; 16], 1_usize);
        for length in 1..16 {
            let before = usize::from(code.counts[length - 1]);
            next[length] = (next[length - 1] + before) << 1;
            places[length] = places[length - 1] + before;
            left = (left << 1).checked_sub(code.counts[length].into()).ok_or(Fault::Broken)?;
        }
        // bits that mean nothing may be left over by a single code only
        if left > 0 && used > 1 {
            return Err(Fault::Broken);
        }
        for (symbol, &length) in (0_u16..).zip(lengths) {
            if length == 0 {
                continue;
            }
            let (place, bits) = (&mut places[usize::from(length)], &mut next[usize::from(length)]);
            code.sorted[*place] = symbol;
            if u32::from(length) <= QUICK {
                // the highest bit comes first
                let first = (*bits as u32).reverse_bits() >> (32 - u32::from(length));
                for entry in code.quick.iter_mut().skip(first as usize).step_by(1 << length) {
                    *entry = symbol << 4 | u16::from(length);
                }
            }
            *place += 1;
            *bits += 1;
        }
        Ok(code)
    }

    /// The symbol with which these bits begin, and how many are its own.
    fn find(&self, bits: u64) -> Result<(usize, u32), Fault> {
        let quick = self.quick[bits as usize & ((1 << QUICK) - 1)];
        if quick != 0 {
            return Ok((usize::from(quick >> 4), u32::from(quick & 15)));
        }
        let (mut value, mut first, mut place) = (0, 0, 0);
        for length in 1..16 {
            let count = usize::from(self.counts[length]);
            value = value << 1 | (bits >> (length - 1)) as usize & 1;
            if value < first + count {
                return Ok((self.sorted[place + value - first].into(), length as u32));
            }
            place += count;
            first = (first + count) << 1;
        }
        Err(Fault::Broken)
    }
}

#[cfg(test)]
mod tests;
