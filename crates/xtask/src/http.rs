//! A small web server for the files of one folder, for this machine alone.
//!
//! GET and HEAD over HTTP/1.1, connections kept open, a thread for each. Every file is asked for anew (`no-cache`) and
//! answered with 304 while its bytes are the same, so a page that was rebuilt is a page that is seen.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::{mime, stamp};

/// A head that is longer is no browser's.
const LONGEST_HEAD: u64 = 32 * 1024;
/// How long a silent connection is kept.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) struct Site {
    root: PathBuf,
}

impl Site {
    pub(crate) fn new(root: &Path) -> io::Result<Self> {
        // links resolved once, so that what leads out of the folder can be told
        Ok(Self { root: root.canonicalize()? })
    }

    /// Answers until the process ends.
    pub(crate) fn serve(self, listener: &TcpListener) {
        let site = Arc::new(self);
        for stream in listener.incoming().flatten() {
            let site = Arc::clone(&site);
            // a connection that breaks, or for which there is no thread, is the browser's to ask for again
            let _ = thread::Builder::new().spawn(move || site.converse(&stream));
        }
    }

    fn converse(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        let mut reader = BufReader::new(stream);
        while let Some(head) = read_head(&mut reader)? {
            let Some(request) = Request::parse(&head) else {
                return Answer::text(400, "This is no request that this server understands.")
                    .write(stream, false, true);
            };
            let answer = self.answer(&request);
            answer.write(stream, request.keeps_open, request.method != "HEAD")?;
            if !request.keeps_open {
                break;
            }
        }
        Ok(())
    }

    fn answer(&self, request: &Request<'_>) -> Answer {
        if !matches!(request.method, "GET" | "HEAD") {
            return Answer::text(405, "This server only gives; it answers GET and HEAD.").with("Allow", "GET, HEAD");
        }
        let (path, query) = request.target.split_once('?').map_or((request.target, None), |(p, q)| (p, Some(q)));
        let Some(parts) = path_parts(path) else {
            return Answer::text(400, "This address is not well formed.");
        };
        let missing = || Answer::text(404, &format!("There is no {path} here."));
        let wanted = self.root.join(parts.iter().collect::<PathBuf>());
        let Ok(mut file) = wanted.canonicalize() else { return missing() };
        if !file.starts_with(&self.root) {
            return missing();
        }
        if file.is_dir() {
            file.push("index.html");
            if file.is_file() && !path.ends_with('/') {
                // made of the parts, never of the path: `//x` would lead to another host
                let raw: Vec<_> = path.split('/').filter(|part| !part.is_empty()).collect();
                let query = query.map_or(String::new(), |query| format!("?{query}"));
                let place = format!("/{}/{query}", raw.join("/"));
                return Answer::text(302, &format!("It is at {place}.")).with("Location", &place);
            }
        } else if path.ends_with('/') {
            return missing();
        }
        let Ok(body) = fs::read(&file) else { return missing() };
        let tag = format!("\"{:016x}\"", stamp::hash(&body));
        let known = request.header("if-none-match").is_some_and(|tags| tags.split(',').any(|old| old.trim() == tag));
        let answer = if known { Answer::new(304, Vec::new()) } else { Answer::new(200, body) };
        answer.with("Content-Type", mime::of(&file)).with("Cache-Control", "no-cache").with("ETag", &tag)
    }
}

struct Request<'a> {
    method: &'a str,
    target: &'a str,
    headers: Vec<(&'a str, &'a str)>,
    keeps_open: bool,
}

impl<'a> Request<'a> {
    fn parse(head: &'a str) -> Option<Self> {
        let mut lines = head.lines();
        let mut words = lines.next()?.split(' ');
        let (method, target, version) = (words.next()?, words.next()?, words.next()?);
        if words.next().is_some() || !target.starts_with('/') || !version.starts_with("HTTP/1.") {
            return None;
        }
        let headers: Vec<_> = lines.map(|line| line.split_once(':')).collect::<Option<_>>()?;
        let mut request = Self { method, target, headers, keeps_open: false };
        // a body would stand where the next request is read; none is wanted, so the connection ends
        let body = request.header("content-length").is_some() || request.header("transfer-encoding").is_some();
        let close = request.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
        request.keeps_open = version == "HTTP/1.1" && !body && !close;
        Some(request)
    }

    fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }
}

/// The lines up to the empty one; none when the other side has ended.
fn read_head(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut head = String::new();
    let mut limited = reader.take(LONGEST_HEAD);
    loop {
        let before = head.len();
        if limited.read_line(&mut head)? == 0 {
            return if before == 0 { Ok(None) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
        }
        if head[before..].trim_end().is_empty() {
            head.truncate(before);
            return Ok(Some(head));
        }
    }
}

/// The path's parts, decoded; none when a part is malformed or would leave the folder.
fn path_parts(path: &str) -> Option<Vec<String>> {
    let parts = path.split('/').filter(|part| !part.is_empty()).map(decode);
    let parts = parts.collect::<Option<Vec<_>>>()?;
    // `\` and `:` are how Windows writes ways out
    let safe = |part: &String| part != "." && part != ".." && !part.contains(['/', '\\', ':', '\0']);
    parts.iter().all(safe).then_some(parts)
}

fn decode(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' { hex(rest.next()?)? * 16 + hex(rest.next()?)? } else { byte });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[derive(Debug)]
struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn new(status: u16, body: Vec<u8>) -> Self {
        Self { status, headers: Vec::new(), body }
    }

    fn text(status: u16, text: &str) -> Self {
        Self::new(status, format!("{text}\n").into_bytes()).with("Content-Type", "text/plain; charset=utf-8")
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    fn write(&self, mut to: impl Write, keeps_open: bool, with_body: bool) -> io::Result<()> {
        let reason = match self.status {
            200 => "OK",
            302 => "Found",
            304 => "Not Modified",
            400 => "Bad Request",
            404 => "Not Found",
            _ => "Method Not Allowed",
        };
        let mut bytes = format!("HTTP/1.1 {} {reason}\r\n", self.status).into_bytes();
        for (name, value) in &self.headers {
            write!(bytes, "{name}: {value}\r\n")?;
        }
        // of a 304 the length would be that of the body it leaves out
        if self.status != 304 {
            write!(bytes, "Content-Length: {}\r\n", self.body.len())?;
        }
        write!(bytes, "Connection: {}\r\n\r\n", if keeps_open { "keep-alive" } else { "close" })?;
        if with_body {
            bytes.extend_from_slice(&self.body);
        }
        to.write_all(&bytes)
    }
}

#[cfg(test)]
mod tests;
