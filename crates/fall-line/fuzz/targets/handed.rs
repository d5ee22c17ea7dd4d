//! Any bytes as what is handed in: archives, texts, tables, rosters.

#![no_main]

use fall_line::handed::roster::{Roster, Whose};
use fall_line::handed::{encoding, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, rest)) = bytes.split_first() else { return };
    let name = ["a.zip", "a.txt", "a.csv", "a.json", "a"][usize::from(first % 5)];
    let roster = Roster::read(rest).unwrap_or_default();
    let mut count = 0;
    read(name, rest, first > 127, &mut |piece| {
        count += 1;
        assert!(piece.name.starts_with(name));
        assert!(piece.text.as_ref().map_or_else(|error| !error.to_string().is_empty(), |text| text.len() <= 1 << 30));
        match roster.whose(&piece, Some("1")) {
            Whose::Known(place) => assert!(place < roster.students.len()),
            Whose::Several(all) => assert!(all.len() > 1),
            Whose::Unchecked(_) => {}
        }
    });
    assert!(count > 0 || name == "a.zip" || name == "a");
    assert!(encoding::text(rest).len() <= 3 * rest.len());
});
