//! Tables as people have them.

use super::*;
use crate::sha256;

fn load(text: impl AsRef<[u8]>, target: &str) -> Result<Examples, String> {
    let mut files = Files::default();
    files.put("t.csv", text.as_ref().to_vec());
    let hash = sha256::hexadecimal(text.as_ref()).to_ascii_uppercase();
    let target = if target.is_empty() { String::new() } else { format!(r#","target":{target}"#) };
    let json = Json::parse(&format!(r#"{{"file":"t.csv","sha256":"{hash}"{target}}}"#)).unwrap();
    let mut csv = Csv::default();
    csv.read(&json, &Field::new("csv", ""), &mut Path::default()).map_err(|error| error.to_string())?;
    csv.load(&files).map_err(|error| error.to_string())
}

fn numbers(values: &[f32]) -> Targets {
    Targets::Numbers { width: 1, values: values.to_vec() }
}

fn classes(count: usize, labels: &[u32]) -> Targets {
    Targets::Classes { count, labels: labels.to_vec() }
}

#[test]
fn a_table_is_read_however_it_is_written() {
    let expected = load("a,b,v\n1,2,0.5\n3,6,-7\n", "").unwrap();
    assert_eq!((expected.width, &expected.inputs[..]), (2, &[-1.0, -1.0, 1.0, 1.0][..]));
    assert_eq!((&expected.targets, &expected.names[..]), (&numbers(&[0.5, -7.0]), &["a".into(), "b".into()][..]));
    for text in [
        "a;b;v\n1;2;0.5\n3;6;-7",
        "a;b;v\n1,0;2,0;0,5\n3;6;-7,00",
        "a\tb\tv\r\n1\t2\t0.5\r\n3\t6\t-7\r\n",
        "a,b,v\r1,2,.5\r3,6,-7.\r",
        "\u{feff}\"a\",\"b\",\"v\"\n\"1\",\"2\",\"0.5\"\n\"3\",\"6\",\"-7\"\n\n\n",
        "  a , b , v \n 1 , 2 , 5e-1 \n +3 , 06 , -007 ",
    ] {
        assert_eq!(load(text, ""), Ok(expected.clone()), "{text}");
    }
    let [x, y] = [load("v,a,b\n0.5,1,2\n-7,3,6", r#""v""#), load("v,a,b\n0.5,1,2\n-7,3,6", "1")];
    assert_eq!([x, y], [Ok(expected.clone()), Ok(expected.clone())]);
    // without a header, columns have their numbers
    let bare = load("1,2,0.5\n3,6,-7", "3").unwrap();
    assert_eq!(bare, Examples { names: vec!["1".into(), "2".into()], ..expected });
}

#[test]
fn inputs_have_mean_0_and_variance_1() {
    let text: String = (0..101).map(|i| format!("{},7,{},{}\n", 1e9 + f64::from(i), i * i % 17, i % 3)).collect();
    let examples = load(text, "").unwrap();
    for column in 0..3 {
        let values: Vec<f64> = examples.inputs.iter().skip(column).step_by(3).map(|&x| x.into()).collect();
        let mean = values.iter().sum::<f64>() / 101.0;
        let variance = values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / 101.0;
        // a column that is one number everywhere is 0
        let wanted = if column == 1 { 0.0 } else { 1.0 };
        assert!(mean.abs() < 1e-6 && (variance - wanted).abs() < 1e-6, "{column}: {mean} {variance}");
    }
}

#[test]
fn texts_are_classes_in_their_order_and_whole_numbers_are_where_none_is_missing() {
    for (values, targets, names) in [
        ("b a b c", classes(3, &[1, 0, 1, 2]), "a b c"),
        ("0 1 1 0", classes(2, &[0, 1, 1, 0]), "0 1"),
        ("3 1 2 1", classes(3, &[2, 0, 1, 0]), "1 2 3"),
        ("0 2 2 0", numbers(&[0.0, 2.0, 2.0, 0.0]), ""),
        ("1 1.5 2 1", numbers(&[1.0, 1.5, 2.0, 1.0]), ""),
        ("-1 1 1 -1", numbers(&[-1.0, 1.0, 1.0, -1.0]), ""),
    ] {
        let text: String = values.split(' ').map(|value| format!("0.5,{value}\n")).collect();
        let examples = load(format!("x,v\n{text}"), "").unwrap();
        assert_eq!((examples.targets, examples.classes.join(" ")), (targets, names.into()), "{values}");
    }
}

#[test]
fn texts_among_inputs_become_a_0_or_1_each() {
    let text = "colour,size,v\nred,1,0.1\n\"light, blue\",3,0.2\nred,3,0.3\n";
    let examples = load(text, "").unwrap();
    assert_eq!(examples.names, ["colour = light, blue", "colour = red", "size"]);
    assert_eq!(
        examples.inputs.chunks(3).map(|row| [row[0], row[1]]).collect::<Vec<_>>(),
        [[0.0, 1.0], [1.0, 0.0], [0.0, 1.0]]
    );
    let many: String = (0..33).map(|i| format!("id{i},{i},{i}.5\n")).collect();
    let examples = load(format!("id,x,v\n{many}"), "").unwrap();
    assert_eq!((examples.width, examples.skipped.columns), (1, vec!["id".to_owned()]));
}

#[test]
fn rows_with_a_hole_or_a_slip_are_left_out_and_told_of() {
    let good: String = (0..20).map(|i| format!("{i},{i}.5\n")).collect();
    let examples = load(format!("x,v\n{good},1\nNA,1\n3,?\n4,nan\n5,\"six\n\"\noops,7\n"), "").unwrap();
    assert_eq!(examples.inputs.len(), 20);
    assert_eq!(examples.skipped, Skipped { missing: 4, odd: 2, at: Some([26, 3]), columns: Vec::new() });
}

#[test]
fn a_header_is_seen_where_there_is_one() {
    for (text, names) in [
        ("x,v\n1,2\n", "x"),
        ("1,2\n3,4\n", "1"),
        ("shape,kind\nround,good\nflat,bad\nround,good", "shape = flat shape = round"),
        ("round,good\nflat,bad\nround,good\nflat,bad", "1 = flat 1 = round"),
        ("2020,v\n1,2.5\n3,4.5", "2020"),
    ] {
        assert_eq!(load(text, "").map(|examples| examples.names.join(" ")), Ok(names.into()), "{text}");
    }
}

#[test]
fn what_is_wrong_with_a_table_is_said_at_its_place() {
    let at = "task.network.data.csv";
    for (text, target, message) in [
        (&b"a,b\n1,\xff2"[..], "", ": line 2 is not UTF-8; save the table as CSV in UTF-8"),
        (b"a,b\n1,\"2", "", ": line 2, column 3: this quotation mark is never closed"),
        (
            b"a,b\n1,\"2\" 3",
            "",
            ": line 2, column 6: expected a separator or the line's end after a closing quotation mark",
        ),
        (b"a,b\n1,2\n\n1,2,3", "", ": line 4: there are 3 cells, but 2 in the first line"),
        (b"a\n1\n2\n", "", ": the table has 1 columns; 2 … 10000 are possible"),
        (&[b','; 20_000], "", ": the table has > 20000 columns; 2 … 10000 are possible"),
        (b"", "", ": the table has 0 columns; 2 … 10000 are possible"),
        (b"a,b\n1,\n,2\n3,", "", ": the table has 0 rows without a missing value; 1 … 200000 are possible"),
        (b"a,b\n1,2\n", "\"c\"", ".target: there is no column \"c\"; there are \"a\", \"b\""),
        (b"a,b\n1,2\n", "3", ".target: there is no column 3; there are 1 … 2"),
        (b"1,2\n3,4\n", "\"a\"", ".target: there is no column \"a\"; there are 1 … 2"),
        (b"a,b\n1,x\n2,x\n", "", ": the column to be learned has 1 different texts; 2 … 1024 are possible"),
        (b"a,b\n,1\n,2\n", "", ": no other column can be an input: of numbers, or of at most 32 different texts"),
    ] {
        assert_eq!(load(text, target), Err(format!("{at}{message}")));
    }
    let files = Files::default();
    let csv = Csv { file: "gone.csv".into(), ..Csv::default() };
    assert_eq!(
        csv.load(&files).unwrap_err().to_string(),
        format!("{at}: the bytes of \"gone.csv\" are not here; hand the file over beside the document")
    );
}

#[test]
fn what_numbers_are_can_be_said() {
    let counted = "a,n\n1,0\n2,1\n3,2\n4,1";
    let odd = "a,n\n1,30\n2,10\n3,-2.5\n4,10";
    for (text, kind, targets, names) in [
        (counted, "", classes(3, &[0, 1, 2, 1]), &["0", "1", "2"][..]),
        (counted, "numbers", numbers(&[0.0, 1.0, 2.0, 1.0]), &[]),
        (odd, "", numbers(&[30.0, 10.0, -2.5, 10.0]), &[]),
        (odd, "classes", classes(3, &[2, 1, 0, 1]), &["-2.5", "10", "30"]),
        ("a,n\n1,x\n2,y", "numbers", classes(2, &[0, 1]), &["x", "y"]),
    ] {
        let kind = if kind.is_empty() { String::new() } else { format!(r#"2,"kind":"{kind}""#) };
        let examples = load(text, &kind).unwrap();
        assert_eq!(examples.targets, targets, "{text} as {kind}");
        assert_eq!(examples.classes, names);
    }
    assert_eq!(
        load("a,n\n1,3\n2,3", r#"2,"kind":"classes""#).unwrap_err(),
        "task.network.data.csv: the column to be learned has 1 different texts; 2 … 1024 are possible"
    );
}

#[test]
fn a_table_is_looked_at_and_can_be_read_as_it_stands() {
    let text = "size;kind;n\n1,5;b;7\n-3;a;8\n;b;9\n";
    let sight = TableSight::new(text.as_bytes()).unwrap();
    assert_eq!((sight.rows, sight.header), (3, true));
    let columns: Vec<_> = sight.columns.iter().map(|one| (one.name.as_str(), one.number, one.texts)).collect();
    assert_eq!(columns, [("size", true, 0), ("kind", false, 2), ("n", true, 0)]);
    let sight = TableSight::new(b"1,2\n3,4").unwrap();
    assert_eq!((sight.rows, sight.header, sight.columns[1].name.as_str()), (2, false, "2"));
    let raw = Csv::default().rows(text.as_bytes(), false).unwrap();
    assert_eq!((raw.width, &raw.inputs[..]), (3, &[1.5, 0.0, 1.0, -3.0, 1.0, 0.0][..]));
    assert_eq!((raw.skipped.missing, raw.targets), (1, numbers(&[7.0, 8.0])));
    for bytes in [&b"a"[..], b"", b"\xff\xfe\x00", b"a,\"b"] {
        assert!(TableSight::new(bytes).is_err());
    }
}
