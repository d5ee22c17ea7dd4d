//! Any bytes as the files that data are read from: a table, or images with their classes.

#![no_main]

use fall_line::examples::{Examples, Files, NetworkData, Targets};
use fall_line::fields::{Field, Path, Slot};
use fall_line::json::Json;
use fall_line::sha256;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, bytes)) = bytes.split_first() else { return };
    let (mut files, target) = (Files::default(), ["", ",\"target\":1", ",\"target\":\"a\""][usize::from(first % 3)]);
    let middle = bytes.iter().position(|&byte| byte == b'|').unwrap_or(bytes.len());
    let (images, labels) = bytes.split_at(middle);
    let file = |files: &mut Files, name: &str, bytes: &[u8]| {
        files.put(name, bytes.to_vec());
        format!(r#""file":"{name}","sha256":"{}""#, sha256::hexadecimal(bytes))
    };
    let csv = format!(r#"{{"csv":{{{}{target}}}}}"#, file(&mut files, "table", bytes));
    let images = file(&mut files, "images", images);
    let labels = file(&mut files, "labels", labels.get(1..).unwrap_or_default());
    for text in [csv, format!(r#"{{"idx":{{"images":{{{images}}},"labels":{{{labels}}}}}}}"#)] {
        let mut data = NetworkData::default();
        let json = Json::parse(&text).expect("JSON");
        data.read(&json, &Field::new("data", ""), &mut Path::default()).expect("data");
        match data.load(0, &files) {
            Ok(examples) => sound(&examples),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
});

fn sound(examples: &Examples) {
    let rows = examples.inputs.len() / examples.width;
    assert!(rows > 0 && rows * examples.width == examples.inputs.len());
    assert!(examples.inputs.iter().all(|x| x.is_finite()));
    match &examples.targets {
        Targets::Classes { count, labels } => {
            assert!(labels.len() == rows && labels.iter().all(|&label| (label as usize) < *count));
            assert!(examples.classes.is_empty() || examples.classes.len() == *count);
        }
        Targets::Numbers { width, values } => {
            assert!(values.len() == rows * width && values.iter().all(|x| x.is_finite()));
        }
    }
}
