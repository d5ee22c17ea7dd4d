//! Writes the corpora to begin with: the library's formulas, the optimizers' rules, the documents of the fingerprints.

use fall_line::fields::Choice;
use fall_line::formula::LIBRARY;
use fall_line::json::Json;
use fall_line::optimizer::Optimizer;
use std::fs;
use std::path::Path;

/// What the library has none of.
const FORMULAS: [&str; 6] = [
    "let r = hypot(x, −y); let s = r*r\n2π sin(x^2 + 1.5e-3 y)/(1 + r) - if(s <= 2, max(x, 3), erf(y))",
    "rosenbrock(x + a, y/rate) - himmelblau(atan2(y, x), tanh(x))",
    "(2 + x^2)^(y/3) + x^-16 + 0^y + cbrt(log10(x)) + asin(x)*acos(y)",
    "if(x == y, softplus(x), if(x ≠ 1, relu(-x), sigmoid(y)))",
    "min(floor(x), ceil(y)) × sign(x) ÷ abs(y) + log2(x)**2",
    "((((x))))(y)(-+-x)^(2)^-.5e1",
];

const RULES: [&str; 3] = [
    "param lr = 0.1, momentum = 0.9\nstate v, u\nlook = w + momentum*v\nv = momentum*v - lr*grad(look)\nw = w + v",
    "w = w - lr*g/(sqrt(t) + a); u = if(g > 0, 1, -1)\r\nw = w - u*grad(w)\n\n",
    "param decay = 1/2\nstate h\nh = max(decay*h, g^2) + grad(h)\nw = w - lr*sign(g)*h^-0.5",
];

const DOCUMENTS: [&str; 5] = [
    r#"{"task":{"surface":{"data":{"line":{"samples":20,"noise":"a/2"}},"batch":4,"steps":9}},"given":{"a":{"from":0.1,"to":0.3,"step":0.1}},"repeat":2,"seed":{"data":1,"init":2,"shuffle":3,"noise":4}}"#,
    r#"{"task":{"surface":{"f":"a*(x-u)^2 + abs(y)","data":{"columns":{"u":[1,"a",3]}},"noise":0.1,"steps":8}},"given":{"a":2},"runs":[{"clip":1,"with":{"start":[0,"a"],"batch":1}},{"optimizer":{"adam":{"lr":"a/20"}}}],"changes":[{"run":1,"at":3,"set":{"/optimizer/adam/lr":0.5,"/with/batch":2}}]}"#,
    r#"{"task":{"network":{"data":{"circle":{"samples":30}},"features":["x","a*y","x^2"],"layers":[{"units":3},{"units":2,"activation":"relu"}],"batch":4,"epochs":3,"validation":0.1}},"given":{"a":2},"runs":[{},{"optimizer":"nesterov","clip":1,"with":{"init":"he"}}],"changes":[{"run":0,"at":3,"set":{"/with/penalty":{"l2":0.1},"/with/batch":"all"}}]}"#,
    r#"{"task":{"network":{"data":{"rows":{"inputs":[[1,2],[3,4],[5,6]],"targets":[0,1,2]}},"init":{"values":[{"weights":[[1,2],[3,4],[5,6]],"bias":[0,0,1]}]},"loss":"cross_entropy","shuffle":false,"epochs":4}},"repeat":2,"runs":[{"optimizer":{"adam":{"lr":0.1}},"schedule":"plateau","schedule_per":"epoch"}]}"#,
    r#"{"title":{"en":"😀","ko":"\u00e9"},"task":"surface","view":{"domain":[-1,1,-1,1],"at":3,"lang":"ko","theme":"dark","height":300},"runs":[{"name":{"ko":"하나"},"warmup":3,"schedule_per":"epoch"}]}"#,
];

/// The first byte is the limit, in thousands.
const DIGITS: &[u8] = include_bytes!("../../data/digits.bin");
const GZIP: &[u8] =
    b"\x01\x1f\x8b\x08\x1e\0\0\0\0\0\xff\x02\0ABname\0comment\0\x01\x02\xcbH\xcd\xc9\xc9\xd7Q\xc8\0Q\0\xff\xc5\xcc\xf3\x0c\0\0\0";

/// The first byte says which column is learned; what stands before and after a line are images and their classes.
const TABLES: [&[u8]; 5] = [
    b"\0a,b,c\n1,2.5,x\n-3,\"4e2\",y\r\n?,1,\"z\"\"w\"\n",
    b"\x01\xef\xbb\xbfu;v\n0,5;1\n+.7;0\n\n1,;NA\n",
    b"\x02b\ta\nred\t1\nblue\t2\n",
    b"\0\0\0\x08\x03\0\0\0\x02\0\0\0\x01\0\0\0\x02\x01\x02\x03\x04|\0\0\x08\x01\0\0\0\x02\x07\0",
    b"\0\x1f\x8b\x08\0\0\0\0\0\0\xff|\x1f\x8b\x08\0\0\0\0\0\0\xff",
];

fn main() -> std::io::Result<()> {
    let optimizers: Vec<String> = Optimizer::all().map(|optimizer| optimizer.text()).collect();
    let fingerprints = Json::parse(include_str!("../../../../tests/fingerprints.json")).expect("JSON");
    let Json::List(rows) = fingerprints else { panic!("a list") };
    let documents: Vec<String> = rows.iter().filter_map(|row| Some(row.get("document")?.canonical())).collect();
    write("formula", LIBRARY.iter().map(|entry| entry.text).chain(FORMULAS))?;
    write("rule", optimizers.iter().map(String::as_str).chain(RULES))?;
    write("document", documents.iter().map(String::as_str).chain(DOCUMENTS))?;
    write("inflate", [&[&[255], DIGITS].concat()[..], b"\x01\x4b\x4c\x4a\x4e\xa4\x0d\x02\x00", GZIP].into_iter())?;
    write("table", TABLES.into_iter())
}

fn write<T: AsRef<[u8]>>(target: &str, texts: impl Iterator<Item = T>) -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    fs::create_dir_all(&folder)?;
    for (number, text) in texts.enumerate() {
        fs::write(folder.join(format!("seed-{number}")), text)?;
    }
    Ok(())
}
