//! Text made of parts. In WebAssembly what `format!` brings weighs three kilobytes, and each use more than this call.

/// The parts, one after the other.
#[inline(never)]
pub fn joined(parts: &[&str]) -> String {
    let mut text = String::new();
    parts.iter().for_each(|part| text.push_str(part));
    text
}
