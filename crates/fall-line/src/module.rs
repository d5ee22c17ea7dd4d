//! The bytes of a WebAssembly module: what all that is compiled at run time is written with.

/// An unsigned number, seven bits a byte.
pub(crate) fn leb(out: &mut Vec<u8>, mut number: usize) {
    while number > 0x7F {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A number that is not negative, where a sign is expected.
pub(crate) fn signed(out: &mut Vec<u8>, mut number: usize) {
    while number > 0x3F {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// What is imported as `"f"` by a name of one letter; `kind` says what it is.
pub(crate) fn import(kind: &[u8], name: u8) -> Vec<u8> {
    [&[1, b'f', 1, name][..], kind].concat()
}

/// The contents of a section: how many entries, and these.
pub(crate) fn entries(list: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::new();
    leb(&mut out, list.len());
    list.iter().for_each(|entry| out.extend_from_slice(entry));
    out
}

/// Functions' code, each with its length.
pub(crate) fn code(functions: &[Vec<u8>]) -> Vec<u8> {
    let sized = |function: &Vec<u8>| {
        let mut out = Vec::new();
        leb(&mut out, function.len());
        out.extend_from_slice(function);
        out
    };
    entries(&functions.iter().map(sized).collect::<Vec<_>>())
}

/// Sections by their numbers, in order.
pub(crate) fn module(sections: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut module = b"\0asm\x01\0\0\0".to_vec();
    for (section, bytes) in sections {
        module.push(*section);
        leb(&mut module, bytes.len());
        module.extend_from_slice(bytes);
    }
    module
}
