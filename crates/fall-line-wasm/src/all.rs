//! What the npm package's engine has beside: pictures, grades, the schema, and the command line.

use crate::outward::throw;
use crate::read;
use crate::train::JsFiles;
use fall_line::command::{Face, Listed, Unread};
use fall_line::experiment::{Lang, Theme};
use fall_line::grade::{BUDGET, Exercise, HandIn};
use fall_line::picture::Look;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What the command line asks of the machine. Thrown is "absent", "forbidden", "folder", or what the machine says. */
export interface Face {
  file(path: string): Uint8Array;
  input(): Uint8Array;
  /** Undefined after the last. */
  line(): Uint8Array | undefined;
  say(text: string): void;
  /** By turns what something is called and its length; -1 is a folder. */
  folder(path: string): (string | number)[];
  write(path: string, text: string): void;
  random(): Uint8Array;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// See `TYPES`.
    #[wasm_bindgen(typescript_type = "Face")]
    pub type JsFace;
    #[wasm_bindgen(method, catch)]
    fn file(this: &JsFace, path: &str) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn input(this: &JsFace) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn line(this: &JsFace) -> Result<Option<Vec<u8>>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn say(this: &JsFace, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn folder(this: &JsFace, path: &str) -> Result<Vec<JsValue>, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn write(this: &JsFace, path: &str, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn random(this: &JsFace) -> Result<Vec<u8>, JsValue>;
}

/// The command line: why it cannot be done, if it cannot.
#[wasm_bindgen]
pub fn command(words: Vec<String>, face: &JsFace) -> Option<String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    fall_line::command::command(&words, &mut Machine(face)).err()
}

/// What came out of a document as SVG; theme and language as in a document's view, else the document's.
#[wasm_bindgen]
pub fn picture(
    text: &str,
    files: &JsFiles,
    theme: Option<String>,
    lang: Option<String>,
    width: Option<u32>,
    at: Option<u32>,
) -> Result<String, JsValue> {
    let theme = theme.and_then(|word| match word.as_str() {
        "light" => Some(Theme::Light),
        "dark" => Some(Theme::Dark),
        "auto" => Some(Theme::Auto),
        _ => None,
    });
    let lang = lang.and_then(|word| match word.as_str() {
        "en" => Some(Lang::English),
        "ko" => Some(Lang::Korean),
        _ => None,
    });
    let look = Look { theme, width, lang, at };
    fall_line::picture::picture(&read(text)?, &files.0, &look).map_err(throw)
}

/// What a hand-in is worth against the student's document and, where it is given, the teacher's key, as JSON text; without
/// a student it is whose it says.
#[wasm_bindgen]
pub fn grade(
    exercise: &str,
    submission: &str,
    key: Option<String>,
    student: Option<String>,
    files: &JsFiles,
) -> Result<String, JsValue> {
    let exercise = Exercise::read(exercise, key.as_deref()).map_err(throw)?;
    let hand_in = HandIn { text: submission, student: student.as_deref(), files: &files.0 };
    Ok(exercise.grade(&hand_in, BUDGET).json().canonical())
}

/// The JSON Schema of documents, as text.
#[wasm_bindgen]
pub fn schema() -> String {
    fall_line::Experiment::schema().canonical()
}

/// Which task a document has: "surface" or "network".
#[wasm_bindgen]
pub fn task(text: &str) -> Result<String, JsValue> {
    let experiment = read(text)?;
    Ok(fall_line::fields::Choice::key(&experiment.document.task).to_owned())
}

struct Machine<'a>(&'a JsFace);

impl Face for Machine<'_> {
    fn file(&mut self, path: &str) -> Result<Vec<u8>, Unread> {
        self.0.file(path).map_err(unread)
    }

    fn input(&mut self) -> Result<Vec<u8>, Unread> {
        self.0.input().map_err(unread)
    }

    fn line(&mut self) -> Result<Option<Vec<u8>>, Unread> {
        self.0.line().map_err(unread)
    }

    fn say(&mut self, text: &str) -> Result<(), Unread> {
        self.0.say(text).map_err(unread)
    }

    fn folder(&mut self, path: &str) -> Result<Vec<Listed>, Unread> {
        let listed = self.0.folder(path).map_err(unread)?;
        let pairs = listed.as_chunks::<2>().0.iter();
        Ok(pairs
            .map(|[name, bytes]| {
                let bytes = bytes.as_f64().filter(|bytes| *bytes >= 0.0).map(|bytes| bytes as u64);
                Listed { name: name.as_string().unwrap_or_default(), bytes }
            })
            .collect())
    }

    fn write(&mut self, path: &str, text: &str) -> Result<(), Unread> {
        self.0.write(path, text).map_err(unread)
    }

    fn random(&mut self) -> Result<[u8; 16], Unread> {
        let bytes = self.0.random().map_err(unread)?;
        bytes.try_into().map_err(|_| Unread::Other("there are not sixteen of them".to_owned()))
    }
}

fn unread(thrown: JsValue) -> Unread {
    match thrown.as_string().as_deref() {
        Some("absent") => Unread::Absent,
        Some("forbidden") => Unread::Forbidden,
        Some("folder") => Unread::Folder,
        Some(text) => Unread::Other(text.to_owned()),
        None => Unread::Other("it cannot be read".to_owned()),
    }
}
