//! How much room words take, without a font at hand: as wide as the wider of the faces that systems have.

/// In pixels, at a size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(wide).sum::<f64>() * size
}

fn wide(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' => 0.3,
        ' ' | 'f' | 't' | 'r' | 'I' | '(' | ')' | '[' | ']' | '/' | '-' | '·' | '⁰'..='⁹' | '¹' | '²' | '³' | '⁻' => {
            0.38
        }
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' | '…' => 0.92,
        'A'..='Z' | '+' | '=' | '<' | '>' | '−' | '×' | '≤' | '≥' => 0.68,
        // Hangul, Han and their like are square
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' => 0.96,
        '\u{1f000}'.. => 1.2,
        '\u{300}'..='\u{36f}' => 0.0,
        _ => 0.58,
    }
}

/// A text in lines that fit, broken between words, and in one that is too long alone; the last ends in an ellipsis where
/// there are more.
pub(super) fn lines(text: &str, size: f64, across: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let fits = |text: &str| width(text, size) <= across;
    for word in text.split_whitespace() {
        if lines.len() > most {
            break;
        }
        match lines.last_mut() {
            Some(line) if width(line, size) + width(word, size) + size * 0.38 <= across => {
                line.push(' ');
                line.push_str(word);
            }
            _ => {
                lines.push(String::new());
                for letter in word.chars() {
                    if lines
                        .last()
                        .is_some_and(|line| !line.is_empty() && width(line, size) + wide(letter) * size > across)
                    {
                        lines.push(String::new());
                    }
                    lines.last_mut().into_iter().for_each(|line| line.push(letter));
                    if lines.len() > most {
                        break;
                    }
                }
            }
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && !fits(&(last.clone() + "…")) {
                last.pop();
            }
            last.push('…');
        }
    }
    lines
}

/// At most so many letters, the last one an ellipsis.
pub(super) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_nothing_is_lost_but_past_the_last() {
        let text = "Both started here. 같은 곳에서 출발했어요. Averylongwordthatfitsnowhereatall ends.";
        for across in [60.0, 120.0, 400.0] {
            let all = lines(text, 10.0, across, 100);
            assert!(all.iter().all(|line| width(line, 10.0) <= across), "{all:?}");
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(bare(&all.concat()), bare(text));
            let few = lines(text, 10.0, across, 2);
            assert!(few.len() <= 2 && few.iter().all(|line| width(line, 10.0) <= across), "{few:?}");
            assert_eq!(few.last().unwrap().ends_with('…'), all.len() > 2);
        }
        assert!(lines(" \n", 10.0, 100.0, 3).is_empty());
        assert_eq!((shortened("abcdef", 4), shortened("긴이름", 3)), ("abc…".into(), "긴이름".into()));
    }
}
