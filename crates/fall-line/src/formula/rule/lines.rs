//! A rule's text as it is read by people: line by line, as MathML.

use super::super::lexer::{Kind, Lines};
use super::super::mathml;
use super::super::parser::{Node, Parser, Tree};
use crate::error::Error;

/// What a rule's text does in an update, each line `name ← value` as `<math>…</math>`; `symbols` as in [`mathml`]. A
/// value is not equal to what it is put into: w is another w afterwards.
pub fn rule_lines(text: &str, symbols: &[(&str, &str)]) -> Result<Vec<String>, Error> {
    let mut parser = Parser::new(text, Lines::All)?;
    let mut lines = Vec::new();
    loop {
        parser.next_line();
        if *parser.peek() == Kind::End {
            return Ok(lines);
        }
        let (name, span) = parser.name("")?;
        if matches!(name.as_str(), "param" | "state") {
            declarations(&mut parser)?;
            continue;
        }
        parser.take('=');
        let sides = [Tree { node: Node::Name(name), span }, parser.comparison()?];
        lines.push(mathml(&Tree { node: Node::Binary('←', Box::new(sides)), span }, symbols));
    }
}

/// What a rule is made of, before anything happens.
fn declarations(parser: &mut Parser) -> Result<(), Error> {
    loop {
        parser.name("")?;
        if parser.take('=') {
            parser.comparison()?;
        }
        if !parser.take(',') {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::Choice;
    use crate::optimizer::Optimizer;

    #[test]
    fn a_line_is_what_is_put_where() {
        let lines = |text: &str| rule_lines(text, &[("lr", "η")]).unwrap();
        assert_eq!(
            lines("param lr = 0.1, eps = 1/8\nstate m; m = g\n\nw = w - lr*m/eps"),
            [
                "<math><mrow><mi>m</mi><mo>←</mo><mi>g</mi></mrow></math>",
                "<math><mrow><mi>w</mi><mo>←</mo><mrow><mi>w</mi><mo>−</mo><mfrac><mrow><mi>η</mi><mo>\u{2062}</mo>\
                 <mi>m</mi></mrow><mi>ε</mi></mfrac></mrow></mrow></math>",
            ]
        );
        assert!(lines("w = w - grad(w + g)")[0].contains("<mi>∇f</mi>"));
    }

    #[test]
    fn every_published_rule_can_be_read() {
        for optimizer in Optimizer::all() {
            let text = optimizer.text();
            let moves = text.lines().filter(|line| !line.starts_with("param ") && !line.starts_with("state "));
            assert_eq!(rule_lines(&text, &[]).unwrap().len(), moves.count(), "{text}");
        }
    }
}
