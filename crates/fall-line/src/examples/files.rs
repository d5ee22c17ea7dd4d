//! Files beside a document: bytes handed over by name, and the hash that says that they are the ones meant.

use crate::error::{Code, Error};
#[cfg(feature = "schema")]
use crate::fields::Schema;
use crate::fields::{Field, Form, Path, Slot, fields};
use crate::json::Json;
use crate::sha256;
use std::sync::Arc;

/// Bytes handed over beside the document, by the names that it has for them. A clone shares them.
#[derive(Clone, Debug, Default)]
pub struct Files(Vec<(String, Arc<Vec<u8>>)>);

impl Files {
    /// Hands over a file, in place of an older one of its name.
    pub fn put(&mut self, name: &str, bytes: Vec<u8>) {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), Arc::new(bytes)));
    }

    /// The bytes of a name.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, bytes)| bytes.as_slice())
    }

    /// The bytes of a name, if they are those of the hash; the field at `path` asks for them.
    pub(super) fn found(&self, name: &str, hash: &str, path: &str) -> Result<&[u8], Error> {
        let file = Json::text(name).glance();
        let bytes = self.get(name).ok_or_else(|| Error::at(path, Code::FileAbsent.with([&file])))?;
        let found = sha256::hexadecimal(bytes);
        if found == hash { Ok(bytes) } else { Err(Error::at(path, Code::FileOther.with([&file, &found]))) }
    }
}

fields! {
    /// A file that is handed over beside the document.
    pub struct FileField {
        file: String = String::new(), (required), "Its name.";
        sha256: Hash = Hash::default(), (required), "The SHA-256 of its bytes: others are refused.";
    }
}

/// A SHA-256 as a document has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hash(pub String);

impl Slot for Hash {
    fn read(&mut self, json: &Json, _: &Field, path: &mut Path) -> Result<(), Error> {
        match json {
            Json::Text(text) if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                self.0 = text.to_ascii_lowercase();
                Ok(())
            }
            _ => path.wrong(Code::BadHash, json),
        }
    }

    fn write(&self, _: Form) -> Option<Json> {
        Some(Json::text(self.0.as_str()))
    }

    #[cfg(feature = "schema")]
    fn describe(&self, _: &Field, _: &mut Schema) -> Json {
        Json::object([("type", Json::text("string")), ("pattern", Json::text("^[0-9a-fA-F]{64}$"))])
    }
}
