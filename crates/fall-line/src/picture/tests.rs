//! Every scene as a picture: well-formed, in bounds, small, and deaf to what people write.

use super::*;
use crate::json::Json;

/// The documents of all scenes, by the names of their files.
fn scenes() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/scenes");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut scenes: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| {
            let scene = Json::parse(&std::fs::read_to_string(&path).unwrap()).unwrap();
            (
                path.file_stem().unwrap().to_string_lossy().into_owned(),
                scene.get("document").unwrap_or(&scene).canonical(),
            )
        })
        .collect();
    scenes.sort();
    scenes
}

fn drawn(document: &str, look: &Look) -> String {
    picture(&Experiment::parse(document).unwrap(), &Files::default(), look).unwrap()
}

/// The elements of a picture, each with its attributes; panics where it is no well-formed XML.
fn elements(svg: &str) -> Vec<(String, Vec<(String, String)>)> {
    let (mut open, mut all, mut rest) = (Vec::new(), Vec::new(), svg);
    let sound = |text: &str| {
        assert!(!text.contains('<') && text.chars().all(|c| c >= ' ' || c == '\n'), "{text}");
        for (at, _) in text.match_indices('&') {
            let entity = ["&amp;", "&lt;", "&gt;", "&quot;"];
            assert!(entity.iter().any(|entity| text[at..].starts_with(entity)), "{text}");
        }
    };
    while let Some((text, after)) = rest.split_once('<') {
        sound(text);
        let (tag, after) = after.split_once('>').unwrap();
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let bare = tag.trim_end_matches('/');
        let (name, mut words) = bare.split_once(' ').unwrap_or((bare, ""));
        let mut attributes: Vec<(String, String)> = Vec::new();
        while let Some((key, after)) = words.trim_start().split_once("=\"") {
            let (value, after) = after.split_once('"').unwrap();
            sound(value);
            assert!(attributes.iter().all(|(other, _)| other != key), "twice: {key} in {tag}");
            attributes.push((key.to_owned(), value.to_owned()));
            words = after;
        }
        assert!(words.trim().is_empty(), "{tag}");
        if bare.len() == tag.len() {
            open.push(name.to_owned());
        }
        all.push((name.to_owned(), attributes));
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} {rest}");
    all
}

/// Where the points of a path are.
fn points(d: &str) -> Vec<[i32; 2]> {
    let (mut numbers, mut letter, mut at, mut all) = (Vec::new(), 'M', [0, 0], Vec::new());
    let spaced = d.replace('-', " -").replace(|c: char| c.is_ascii_alphabetic(), " $0 ");
    let letters: Vec<char> = d.chars().filter(char::is_ascii_alphabetic).collect();
    let mut letters = letters.into_iter();
    for word in spaced.split_whitespace() {
        if word == "$0" {
            letter = letters.next().unwrap();
            numbers.clear();
            continue;
        }
        numbers.push(word.parse::<i32>().unwrap_or_else(|_| panic!("{word} in {d}")));
        let needed = match letter {
            'a' => 7,
            'h' => 1,
            _ => 2,
        };
        if numbers.len() == needed {
            let [x, y] = [numbers[needed.saturating_sub(2)], numbers[needed - 1]];
            at = match letter {
                'M' => [x, y],
                'h' => at,
                _ => [at[0] + x, at[1] + y],
            };
            all.push(at);
            numbers.clear();
        }
    }
    assert!(numbers.is_empty(), "{d}");
    all
}

#[test]
fn every_scene_has_a_picture_that_is_sound_and_small() {
    let looks =
        [(Some(Theme::Auto), 720, Lang::English), (Some(Theme::Dark), 328, Lang::Korean), (None, 1440, Lang::English)];
    let scenes = scenes();
    assert!(scenes.len() >= 36);
    for (scene, document) in &scenes {
        // a long training has one look
        let count =
            if ["strokes", "digits", "pixels"].iter().any(|long| scene.contains(long)) { 1 } else { looks.len() };
        for (theme, width, lang) in &looks[..count] {
            let look = Look { theme: *theme, width: Some(*width), lang: Some(*lang), at: None };
            let svg = drawn(document, &look);
            for word in ["NaN", "inf", "∞", "{", "–"] {
                // braces are the style's
                let text = svg.split("</style>").last().unwrap();
                assert!(!text.contains(word), "{scene} {width}: {word}");
            }
            let most = if *width > 1000 { 60_000 } else { 40_000 };
            assert!(svg.len() < most, "{scene} {width}: {} bytes", svg.len());
            let all = elements(&svg);
            let attribute = |at: usize, key: &str| {
                all[at].1.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone()).unwrap()
            };
            let [w, h] = ["width", "height"].map(|side| attribute(0, side).parse::<i32>().unwrap());
            assert_eq!((all[0].0.as_str(), attribute(0, "role").as_str(), w), ("svg", "img", *width as i32));
            assert_eq!((all[1].0.as_str(), all[2].0.as_str()), ("title", "desc"));
            assert!((w / 3..4 * w).contains(&h), "{scene}: {w} × {h}");
            for (name, attributes) in &all {
                for (key, value) in attributes {
                    // what is filled may reach beyond its frame, which clips it
                    let margin = if name == "path" { 10 * w } else { 0 };
                    let inside = |[x, y]: [i32; 2]| {
                        assert!((-margin..=10 * w + margin).contains(&x), "{scene} {width}: {x} in {name}");
                        assert!((-margin..=10 * h + margin).contains(&y), "{scene} {width}: {y} in {name}");
                    };
                    match key.as_str() {
                        "d" => points(value).into_iter().for_each(inside),
                        "x" | "cx" => inside([value.parse().unwrap(), 0]),
                        "y" | "cy" => inside([0, value.parse().unwrap()]),
                        _ => {}
                    }
                }
            }
        }
    }
}

#[test]
fn what_people_write_is_text_and_nothing_else() {
    let bad = r#"</text><script>alert(1)</script><image href=\"x\" onerror=\"alert(1)\"/>]]>&#x3c;\u0000\u001b\uffff {loss 9} {constructor 0}"#;
    for task in [r#"{"surface":{"steps":3}}"#, r#"{"network":{"epochs":1}}"#] {
        let document = format!(r#"{{"task":{task},"title":"{bad}","runs":[{{"name":"{bad}"}},{{"name":"{bad}"}}]}}"#);
        let svg = drawn(&document, &Look::default());
        for (name, attributes) in elements(&svg) {
            let known = [
                "svg", "title", "desc", "style", "rect", "path", "g", "text", "tspan", "defs", "use", "circle",
                "clipPath",
            ];
            assert!(known.contains(&name.as_str()), "{name}");
            assert!(attributes.iter().all(|(key, _)| !key.starts_with("on")));
        }
    }
}

#[test]
fn a_picture_is_the_documents_own_unless_somebody_says_otherwise() {
    let document = r#"{"task":"surface","view":{"theme":"dark","lang":"ko","at":5,"height":200},"runs":[{},{}]}"#;
    let own = drawn(document, &Look::default());
    assert!(own.contains("5걸음") && own.contains("#0e1215") && !own.contains("<style"), "{own}");
    let look = Look { theme: Some(Theme::Light), lang: Some(Lang::English), at: Some(7), width: Some(400) };
    let other = drawn(document, &look);
    assert!(other.contains("7 steps") && other.contains("#fcfcfa") && other.contains("width=\"400\""), "{other}");
    assert_ne!(own.split("id=\"").nth(1).unwrap().get(..10), other.split("id=\"").nth(1).unwrap().get(..10));
}

#[test]
fn what_flies_off_lies_flat_or_is_nowhere_is_drawn_all_the_same() {
    for (task, said) in [
        (r#"{"surface":{"f":"x^2 + y^2","start":[1e300,1],"steps":9}}"#, "GD"),
        (r#"{"surface":{"f":"log(x) + y^2","start":[1,1],"steps":99}}"#, "GD"),
        (r#"{"surface":{"f":"0*x","steps":3}}"#, "GD"),
        (r#"{"surface":{"f":"sqrt(0 - 1 - x^2)","steps":3}}"#, "diverged at 0"),
        (r#"{"surface":{"f":"1e-300*x","steps":0}}"#, "0 steps"),
        (r#"{"network":{"epochs":0}}"#, "0 epochs"),
        (r#"{"network":{"data":{"rows":{"inputs":[[1],[2]],"targets":[0.5,1]}},"epochs":2}}"#, "2 epochs"),
        (r#"{"network":{"data":{"blobs":{"classes":3}},"layers":[{}],"epochs":2}}"#, "held out"),
    ] {
        for (run, theme) in [("", Theme::Auto), (r#"{"optimizer":{"gd":{"lr":1e5}}}"#, Theme::Dark)] {
            let svg = drawn(
                &format!(r#"{{"task":{task},"runs":[{{}}{}{run}]}}"#, if run.is_empty() { "" } else { "," }),
                &Look { theme: Some(theme), ..Look::default() },
            );
            assert!(svg.contains(said), "{task}: {svg}");
            let all = elements(&svg);
            all.iter().flat_map(|(_, attributes)| attributes).filter(|(key, _)| key == "d").for_each(|(_, d)| {
                points(d);
            });
        }
    }
}
