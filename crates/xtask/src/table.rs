//! A table for the terminal: columns as wide as their widest cell.

pub(crate) enum Align {
    Left,
    Right,
}

/// One line a row, indented by two, three spaces between the columns and none at the end.
pub(crate) fn render<const N: usize>(align: [Align; N], rows: &[[String; N]]) -> Vec<String> {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let line = |row: &[String; N]| {
        let cells = (0..N).map(|column| match align[column] {
            Align::Left => format!("{:<1$}", row[column], widths[column]),
            Align::Right => format!("{:>1$}", row[column], widths[column]),
        });
        format!("  {}", cells.collect::<Vec<_>>().join("   ").trim_end())
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_by_characters_and_not_by_bytes() {
        let rows = [["part", "time", ""], ["unité", "12 s", "passed"], ["browser", "1 min 02 s", "failed"]];
        let lines = render([Align::Left, Align::Right, Align::Left], &rows.map(|row| row.map(str::to_owned)));
        let expected = ["  part            time", "  unité           12 s   passed", "  browser   1 min 02 s   failed"];
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_table_of_nothing_has_no_lines() {
        assert!(render([Align::Left], &[]).is_empty());
    }
}
