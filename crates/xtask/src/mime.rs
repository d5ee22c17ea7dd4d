//! What a file is, by its name's ending. A `.wasm` of the wrong type cannot be compiled while it loads.

use std::path::Path;

const TYPES: [(&str, &str); 21] = [
    ("avif", "image/avif"),
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("gif", "image/gif"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("map", "application/json; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
    ("mjs", "text/javascript; charset=utf-8"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("svg", "image/svg+xml; charset=utf-8"),
    ("txt", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json; charset=utf-8"),
    ("webp", "image/webp"),
    ("woff2", "font/woff2"),
    ("xml", "application/xml; charset=utf-8"),
];

pub(crate) fn of(file: &Path) -> &'static str {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let row = TYPES.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending));
    row.map_or("application/octet-stream", |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_a_page_has_its_type() {
        for (file, kind) in [
            ("a/engine_bg.wasm", "application/wasm"),
            ("index.html", "text/html; charset=utf-8"),
            ("INDEX.HTML", "text/html; charset=utf-8"),
            ("main.js", "text/javascript; charset=utf-8"),
            ("main.mjs", "text/javascript; charset=utf-8"),
            ("main.js.map", "application/json; charset=utf-8"),
            ("look.css", "text/css; charset=utf-8"),
            ("mark.svg", "image/svg+xml; charset=utf-8"),
            ("app.webmanifest", "application/manifest+json; charset=utf-8"),
            ("CNAME", "application/octet-stream"),
            ("a.unheard-of", "application/octet-stream"),
            (".wasm", "application/octet-stream"),
        ] {
            assert_eq!(of(Path::new(file)), kind, "{file}");
        }
    }
}
