//! Any bytes as packed ones: bare, and as a gzip file whose sums are checked.

#![no_main]

use fall_line::inflate::{Fault, gunzip, head, inflate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, packed)) = bytes.split_first() else { return };
    // small limits too: what comes before them is the same
    let limit = usize::from(first) * 1000;
    let whole = inflate(packed, 1 << 22);
    let part = inflate(packed, limit);
    match &whole {
        Ok(out) if out.len() <= limit => assert_eq!(part.as_ref(), Ok(out)),
        Ok(_) => assert_eq!(part, Err(Fault::Full)),
        Err(_) => assert!(part.is_err()),
    }
    if let Ok(out) = gunzip(packed, limit) {
        assert!(out.len() <= limit);
        // of one member this is the beginning, of more too
        let begins = head(packed, 9).expect("a gzip file");
        assert!(out.starts_with(&begins));
    }
    // the same without the need to know its sum
    let mut gzip = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    gzip.extend(packed);
    if let Ok(out) = &whole {
        assert_eq!(head(&gzip, out.len()).as_ref(), Ok(out));
    }
});
