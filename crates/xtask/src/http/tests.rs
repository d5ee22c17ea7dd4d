//! The server, asked as a browser asks and as no browser would.

use super::*;

/// A folder with a page in it, and beside it what nobody is to see; served until the tests end.
fn site(name: &str) -> (PathBuf, u16) {
    let top = std::env::temp_dir().join(format!("xtask-http-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&top);
    fs::create_dir_all(top.join("dist/lessons/수업")).unwrap();
    for (file, text) in [
        ("secret.txt", "secret"),
        ("dist-secret.txt", "secret"),
        ("dist/index.html", "<p>home"),
        ("dist/engine.wasm", "\0asm"),
        ("dist/with space.txt", "space"),
        ("dist/100%.txt", "percent"),
        ("dist/lessons/index.html", "<p>lessons"),
        ("dist/lessons/수업/index.html", "<p>수업"),
    ] {
        fs::write(top.join(file), text).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(top.join("secret.txt"), top.join("dist/link.txt")).unwrap();
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let site = Site::new(&top.join("dist")).unwrap();
    thread::spawn(move || site.serve(&listener));
    (top, port)
}

/// Sends `request` as it stands and reads until the server hangs up.
fn send(port: u16, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn ask(port: u16, method: &str, target: &str, more: &str) -> String {
    send(port, &format!("{method} {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{more}\r\n"))
}

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let head = answer.split_once("\r\n\r\n").unwrap().0;
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

#[test]
fn addresses_lead_to_files_and_nowhere_else() {
    let (top, port) = site("addresses");
    for (target, status, told) in [
        ("/", "200 OK", "<p>home"),
        ("/index.html", "200 OK", "<p>home"),
        ("/?theme=dark", "200 OK", "<p>home"),
        ("/engine.wasm", "200 OK", "asm"),
        ("/with%20space.txt", "200 OK", "space"),
        ("/100%25.txt", "200 OK", "percent"),
        ("/lessons/", "200 OK", "<p>lessons"),
        ("/lessons/%EC%88%98%EC%97%85/", "200 OK", "<p>수업"),
        ("/lessons", "302 Found", "Location: /lessons/\r\n"),
        ("//lessons?a=b", "302 Found", "Location: /lessons/?a=b\r\n"),
        ("/lessons/%ec%88%98%EC%97%85", "302 Found", "Location: /lessons/%ec%88%98%EC%97%85/\r\n"),
        ("/nowhere", "404 Not Found", "There is no /nowhere here."),
        ("/index.html/", "404 Not Found", "no /index.html/"),
        ("/link.txt", if cfg!(unix) { "404 Not Found" } else { "404" }, "no /link.txt"),
        ("/../secret.txt", "400 Bad Request", "not well formed"),
        ("/../dist-secret.txt", "400 Bad Request", "not well formed"),
        ("/lessons/../../secret.txt", "400 Bad Request", "not well formed"),
        ("/%2e%2e/secret.txt", "400 Bad Request", "not well formed"),
        ("/..%2fsecret.txt", "400 Bad Request", "not well formed"),
        ("/..%5csecret.txt", "400 Bad Request", "not well formed"),
        ("/C:%5csecret.txt", "400 Bad Request", "not well formed"),
        ("//etc/passwd", "404 Not Found", "There is no"),
        ("/a%00b", "400 Bad Request", "not well formed"),
        ("/100%.txt", "400 Bad Request", "not well formed"),
        ("/%e", "400 Bad Request", "not well formed"),
        ("/%+1", "400 Bad Request", "not well formed"),
        ("/%ff", "400 Bad Request", "not well formed"),
    ] {
        let answer = ask(port, "GET", target, "");
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{target}: {answer}");
        assert!(answer.contains(told), "{target}: {answer}");
        assert!(!answer.contains("secret\n") && !answer.ends_with("secret"), "{target}: {answer}");
    }
    fs::remove_dir_all(top).unwrap();
}

#[test]
fn a_file_comes_with_its_type_its_length_and_its_mark() {
    let (top, port) = site("headers");
    let answer = ask(port, "GET", "/engine.wasm", "");
    assert_eq!(header(&answer, "Content-Type"), Some("application/wasm"));
    assert_eq!(header(&answer, "Content-Length"), Some("4"));
    assert_eq!(header(&answer, "Cache-Control"), Some("no-cache"));
    let tag = header(&answer, "ETag").unwrap();

    let again = ask(port, "GET", "/engine.wasm", &format!("if-none-match: \"other\", {tag}\r\n"));
    assert!(again.starts_with("HTTP/1.1 304 ") && again.ends_with("\r\n\r\n"), "{again}");
    fs::write(top.join("dist/engine.wasm"), "new!").unwrap();
    let changed = ask(port, "GET", "/engine.wasm", &format!("If-None-Match: {tag}\r\n"));
    assert!(changed.starts_with("HTTP/1.1 200 ") && changed.ends_with("new!"), "{changed}");
    fs::remove_dir_all(top).unwrap();
}

#[test]
fn head_gives_what_get_would_without_the_body() {
    let (top, port) = site("head");
    for target in ["/", "/nowhere"] {
        let (get, head) = (ask(port, "GET", target, ""), ask(port, "HEAD", target, ""));
        let end = get.find("\r\n\r\n").unwrap() + 4;
        assert_eq!(head, get[..end], "{target}");
        assert!(get.len() > end, "{target}");
    }
    fs::remove_dir_all(top).unwrap();
}

#[test]
fn what_is_no_request_is_refused() {
    let (top, port) = site("refused");
    assert!(send(port, "GET /\r\n\r\n").starts_with("HTTP/1.1 400 "));
    assert!(send(port, "GET / HTTP/1.1 more\r\n\r\n").starts_with("HTTP/1.1 400 "));
    assert!(send(port, "GET http://x/ HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 400 "));
    assert!(send(port, "GET / HTTP/1.1\r\nno colon\r\n\r\n").starts_with("HTTP/1.1 400 "));
    let post = send(port, "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na=b");
    assert!(post.starts_with("HTTP/1.1 405 ") && header(&post, "Allow") == Some("GET, HEAD"), "{post}");
    fs::remove_dir_all(top).unwrap();
}

#[test]
fn one_connection_carries_many_requests_and_many_connections_one_each() {
    let (top, port) = site("many");
    let twice = "GET / HTTP/1.1\r\n\r\n".to_owned() + "GET /lessons/ HTTP/1.1\r\nConnection: close\r\n\r\n";
    let answer = send(port, &twice);
    assert!(answer.contains("<p>home") && answer.ends_with("<p>lessons"), "{answer}");

    // sixty that say nothing keep nobody waiting
    let silent: Vec<_> = (0..60).map(|_| TcpStream::connect(("127.0.0.1", port)).unwrap()).collect();
    let asked: Vec<_> = (0..60).map(|_| thread::spawn(move || ask(port, "GET", "/", ""))).collect();
    for answer in asked {
        assert!(answer.join().unwrap().ends_with("<p>home"));
    }
    drop(silent);
    fs::remove_dir_all(top).unwrap();
}
