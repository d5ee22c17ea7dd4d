//! The command line, without the machine around it: words in, texts out. The program and the npm package are its faces,
//! which move bytes and nothing else, so that both say the same.

use crate::error::Error;
use crate::examples::Files;
use crate::experiment::Experiment;
use crate::json::Json;
use crate::picture;
use crate::result;
use asked::{Asked, Kind};

mod asked;
mod homework;
mod tables;

/// What is held of a line: more than any document needs.
pub const LINE_BYTES: usize = 8 << 20;

/// What a face can do.
pub trait Face {
    /// The bytes of a file.
    fn file(&mut self, path: &str) -> Result<Vec<u8>, Unread>;
    /// All that comes in.
    fn input(&mut self) -> Result<Vec<u8>, Unread>;
    /// The next line that comes in, with or without its end; None after the last. Of a longer one than `LINE_BYTES` the
    /// rest is passed over.
    fn line(&mut self) -> Result<Option<Vec<u8>>, Unread>;
    /// Lets a text out.
    fn say(&mut self, text: &str) -> Result<(), Unread>;
    /// What is in a folder, in any order: files and folders, and nothing that leads elsewhere.
    fn folder(&mut self, path: &str) -> Result<Vec<Listed>, Unread>;
    /// Writes a file.
    fn write(&mut self, path: &str, text: &str) -> Result<(), Unread>;
    /// Bytes that nobody can guess.
    fn random(&mut self) -> Result<[u8; 16], Unread>;
    /// Does work number 0, 1, … below `count`: a face that has several hands uses them all.
    fn share(&mut self, count: usize, work: &(dyn Fn(usize) + Sync)) {
        (0..count).for_each(work);
    }
}

/// What stands in a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// What it is called there.
    pub name: String,
    /// A file's length; None for a folder.
    pub bytes: Option<u64>,
}

/// Why bytes could not be moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// There is no such file.
    Absent,
    /// Nobody may read it.
    Forbidden,
    /// It is a folder.
    Folder,
    /// As the machine says it.
    Other(String),
}

impl Unread {
    fn text(&self) -> &str {
        match self {
            Unread::Absent => "there is no such file",
            Unread::Forbidden => "it may not be read",
            Unread::Folder => "it is a folder, not a file",
            Unread::Other(text) => text,
        }
    }
}

const HELP: &str = "\
fall-line: gradient descent, to the last digit

  fall-line run [FILE]          run an experiment (standard input without FILE); the result goes to standard output
  fall-line run --ndjson        a document a line in, a result or {\"error\": …} a line out
  fall-line picture [FILE]      what came out as SVG
      --theme light|dark|auto   by default as the document says; auto goes with whoever looks at it
      --lang en|ko              of its words
      --width PIXELS            by default 720
      --at STEP                 the step that is shown, of networks the epoch; by default the last
      --data NAME=PATH          for both: a file that an experiment names, once for each; no other is opened
  fall-line parse [FILE]        check an experiment: its canonical form goes to standard output
  fall-line grade EXERCISE PATHS…
                                what hand-ins are worth: files, folders and archives in, CSV out
      --key FILE                the teacher's key, which published exercises come with
      --roster FILE             the students, as CSV with a column id or 학번
      --html FILE               a report for people, too
      --site URL                where links to hand-ins lead: the address of the page
      --lang en|ko              of the report's words
      --budget OPERATIONS       how much a hand-in may ask for, by default 1e10
      --data NAME=PATH          a file that the exercise names
      --ndjson                  instead of paths: a hand-in a line in, a grade a line out
  fall-line publish DOCUMENT [PARTS]
                                an exercise in two files, of a document and of {\"answers\", \"references\"}
      --exercise FILE           the student's
      --key FILE                the teacher's
  fall-line schema              the JSON Schema of experiments
  fall-line formulas            the surfaces of the library and what is minimised on datasets, as MathML, by name, as JSON
  fall-line datasets            what is worth minimising on each dataset of surfaces, by name, as JSON
  fall-line codes               every error's code with the names of its parameters, as JSON
";

/// Does what the words ask for; what cannot be done is said in the error, for whoever asked.
pub fn command(words: &[&str], face: &mut dyn Face) -> Result<(), String> {
    match words {
        [] | ["help" | "--help" | "-h"] | [_, "--help" | "-h"] => say(face, HELP),
        [kind @ ("run" | "picture" | "parse"), rest @ ..] => match Asked::of(kind, rest)? {
            Some(asked) => Work { asked, face, files: Files::default() }.all(),
            None => unknown(words),
        },
        ["grade", rest @ ..] => homework::grade(rest, face)?.map_or_else(|| unknown(words), Ok),
        ["publish", rest @ ..] => homework::publish(rest, face)?.map_or_else(|| unknown(words), Ok),
        ["schema"] => say(face, &Experiment::schema().pretty()),
        ["formulas"] => say(face, &tables::formulas().pretty()),
        ["datasets"] => say(face, &tables::datasets().pretty()),
        ["codes"] => say(face, &tables::codes().pretty()),
        ["--version" | "-V"] => say(face, concat!("fall-line ", env!("CARGO_PKG_VERSION"), "\n")),
        _ => unknown(words),
    }
}

fn unknown(words: &[&str]) -> Result<(), String> {
    Err(["fall-line ", &words.join(" "), ": no such command\n\n", HELP].concat())
}

fn say(face: &mut dyn Face, text: &str) -> Result<(), String> {
    face.say(text).map_err(|why| ["standard output: ", why.text()].concat())
}

/// What is asked of documents, on its way.
struct Work<'a> {
    asked: Asked<'a>,
    face: &'a mut dyn Face,
    /// Those that were named so far.
    files: Files,
}

impl Work<'_> {
    fn all(mut self) -> Result<(), String> {
        if self.asked.lines {
            return self.each();
        }
        let (name, bytes) = match self.asked.path {
            Some(path) => (path, self.face.file(path)),
            None => ("standard input", self.face.input()),
        };
        let bytes = bytes.map_err(|why| [name, ": ", why.text()].concat())?;
        let text = std::str::from_utf8(&bytes).map_err(|_| [name, ": it is not UTF-8 text"].concat())?;
        let refused = |error: Error| [name, ": ", &error.text()].concat();
        let experiment = Experiment::parse(text).map_err(refused)?;
        let named = experiment.files();
        if let Some((other, _)) = self.asked.data.iter().find(|(data, _)| !named.contains(data)) {
            let named = if named.is_empty() { "no files".to_owned() } else { named.join(", ") };
            return Err(["--data ", other, ": ", name, " names ", &named].concat());
        }
        if self.asked.kind != Kind::Parse {
            self.open(&named)?;
        }
        let text = match &self.asked.kind {
            Kind::Run => result::run(&experiment, &self.files).map_err(refused)?.canonical() + "\n",
            Kind::Picture => picture::picture(&experiment, &self.files, &self.asked.look).map_err(refused)?,
            Kind::Parse => experiment.canonical() + "\n",
        };
        say(self.face, &text)
    }

    fn each(mut self) -> Result<(), String> {
        while let Some(line) = self.face.line().map_err(|why| ["standard input: ", why.text()].concat())? {
            // what is not UTF-8 is an error of its line, as the reader finds it, and not of all
            let text = String::from_utf8_lossy(&line);
            if text.trim().is_empty() {
                continue;
            }
            let experiment = Experiment::parse(&text);
            if let Ok(experiment) = &experiment {
                self.open(&experiment.files())?;
            }
            let result = experiment.and_then(|experiment| result::run(&experiment, &self.files));
            let told = result.unwrap_or_else(|error| Json::object([("error", result::error(&error))]));
            say(self.face, &(told.canonical() + "\n"))?;
        }
        Ok(())
    }

    /// Reads the files of these names, if they were given and are not read yet.
    fn open(&mut self, names: &[&str]) -> Result<(), String> {
        for (name, path) in &self.asked.data {
            if names.contains(name) && self.files.get(name).is_none() {
                let bytes = self.face.file(path);
                let bytes = bytes.map_err(|why| ["--data ", name, "=", path, ": ", why.text()].concat())?;
                self.files.put(name, bytes);
            }
        }
        Ok(())
    }
}
