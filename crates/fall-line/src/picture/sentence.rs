//! A document's title with its numbers: what stands in braces is looked up in the runs, as on the page.
//!
//! `{below 1 0.01}`, `{loss 0 50}`, `{name 0|은/는}` …: a look, a run from 0, where it looks at, a Korean particle.

use super::numbers::{format, plain};
use super::scales::Scales;

/// What a sentence may say of a run.
#[derive(Default)]
pub(super) struct Told<'a> {
    pub(super) name: String,
    pub(super) loss: &'a [f64],
    /// Of the plane; empty of networks.
    pub(super) path: Vec<[f64; 2]>,
    /// When it diverged.
    pub(super) diverged: Option<u32>,
    pub(super) limit: Option<f64>,
    /// Of networks, with rows held out: their losses, and the share that is right.
    pub(super) unseen: &'a [f64],
    pub(super) right: &'a [f64],
    /// Updates made by the end of each epoch.
    pub(super) updates: &'a [u32],
}

/// None where something in braces means nothing here.
pub(super) fn filled(title: &str, runs: &[Told<'_>], to: Option<&Scales>) -> Option<String> {
    let mut out = String::new();
    let mut rest = title;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((inner, later)) = after.split_once('}').filter(|(inner, _)| !inner.contains('{')) else {
            out.push('{');
            rest = after;
            continue;
        };
        let (look, particle) = inner.split_once('|').map_or((inner, None), |(look, particle)| (look, Some(particle)));
        let words: Vec<&str> = look.splitn(3, ' ').collect();
        let asked = match words.as_slice() {
            [what, run] => run.parse::<usize>().ok().map(|run| (*what, run, None)),
            [what, run, at] if !at.is_empty() => run.parse::<usize>().ok().map(|run| (*what, run, Some(*at))),
            _ => None,
        };
        match asked.filter(|(what, ..)| LOOKS.contains(what)) {
            // braces that are none of these are text
            None => out.push_str(&["{", inner, "}"].concat()),
            Some((what, run, at)) => {
                let told = looked_up(what, runs.get(run)?, at.and_then(|at| at.parse().ok()), to)?;
                out.push_str(&particle.map_or_else(|| told.clone(), |particle| josa(&told, particle)));
            }
        }
        rest = later;
    }
    out.push_str(rest);
    Some(out)
}

const LOOKS: [&str; 14] = [
    "below", "loss", "move", "x", "y", "mean", "left", "limit", "name", "right", "unseen", "least", "since", "updates",
];

fn looked_up(what: &str, run: &Told<'_>, at: Option<f64>, to: Option<&Scales>) -> Option<String> {
    let step = |count: usize| {
        let last = count.checked_sub(1)?;
        Some(at.map_or(last, |at| at as usize).min(last))
    };
    let best = || (0..run.unseen.len()).reduce(|least, k| if run.unseen[k] < run.unseen[least] { k } else { least });
    let last = || step(run.loss.len());
    let point = |coordinate: usize| run.path.get(last()?).map(|point| format(point[coordinate], 3));
    Some(match what {
        "name" => run.name.clone(),
        "below" => {
            let above = run.loss.iter().rposition(|loss| !matches!(at, Some(below) if *loss < below));
            let since = above.map_or(0, |step| step + 1);
            (since < run.loss.len()).then_some(since)?.to_string()
        }
        "loss" => format(*run.loss.get(last()?)?, 3),
        "move" => {
            let k = last()?;
            let (a, b) = (run.path.get(k.checked_sub(1)?)?, run.path.get(k)?);
            format(libm::hypot(b[0] - a[0], b[1] - a[1]), 3)
        }
        "x" => point(0)?,
        "y" => point(1)?,
        "mean" => {
            let some = run.loss.get(at.unwrap_or(0.0) as usize..).filter(|some| !some.is_empty())?;
            format(some.iter().sum::<f64>() / some.len() as f64, 3)
        }
        "left" => left(run, to?).or(run.diverged.map(|step| step as usize))?.to_string(),
        "limit" => plain(crate::number::parse(&crate::number::short(run.limit?, 3))?),
        "right" => plain(libm::round(1000.0 * run.right.get(step(run.right.len())?)?) / 10.0),
        "unseen" => format(*run.unseen.get(step(run.unseen.len())?)?, 3),
        "least" => format(run.unseen[best()?], 3),
        "since" => best()?.to_string(),
        "updates" => plain(f64::from(*run.updates.get(step(run.updates.len())?)?)),
        _ => return None,
    })
}

/// The step at which a run left the picture for good.
fn left(run: &Told<'_>, to: &Scales) -> Option<usize> {
    let end = run.path.len().checked_sub(1).filter(|end| *end > 0)?;
    if to.holds(run.path[end]) {
        return None;
    }
    Some(run.path.iter().rposition(|point| to.holds(*point)).map_or(0, |step| step + 1))
}

/// A word with its Korean particle, chosen by how the word ends when it is read aloud.
fn josa(word: &str, particle: &str) -> String {
    let (closed, open) = particle.split_once('/').unwrap_or((particle, particle));
    let end = ending(word);
    // ㄹ takes 로, as a vowel does: 서울로, 1로
    let is_open = end == Ending::Open || (particle == "으로/로" && end == Ending::Rieul);
    word.to_owned() + if is_open { open } else { closed }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Open,
    Closed,
    Rieul,
}

fn ending(text: &str) -> Ending {
    use Ending::{Closed, Open, Rieul};
    // 영 일 이 삼 사 오 육 칠 팔 구
    const DIGITS: [Ending; 10] = [Closed, Rieul, Open, Closed, Open, Open, Closed, Rieul, Rieul, Open];
    let word = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let Some(last) = word.chars().next_back() else { return Open };
    if let Some(digit) = last.to_digit(10).or("⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|c| c == last).map(|at| at as u32))
    {
        return DIGITS[digit as usize];
    }
    if let '가'..='힣' = last {
        return match (last as u32 - '가' as u32) % 28 {
            0 => Open,
            8 => Rieul,
            _ => Closed,
        };
    }
    let start = word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
    let letters = word.get(start..).unwrap_or("");
    let spelled = letters.len() == 1 || letters.bytes().all(|byte| byte.is_ascii_uppercase());
    match last.to_ascii_lowercase() {
        'l' => Rieul,
        'r' if spelled => Rieul,
        'm' | 'n' => Closed,
        _ if spelled => Open,
        'k' | 'p' | 'b' | 'c' => Closed,
        'g' if letters.ends_with("ng") => Closed,
        _ => Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Json;
    use crate::picture::scales::Frame;

    /// The page reads the same table.
    #[test]
    fn braces_are_looked_up_as_on_the_page() {
        let table = Json::parse(include_str!("../../../../tests/titles.json")).unwrap();
        let run = table.get("run").unwrap();
        let list = |json: &Json| match json {
            Json::List(items) => items.clone(),
            other => panic!("{other:?}"),
        };
        let number = |json: &Json| match json {
            Json::Number(x) => *x,
            other => panic!("{other:?}"),
        };
        let text = |json: &Json| match json {
            Json::Text(text) => Some(text.clone()),
            _ => None,
        };
        let numbers = |json: &Json| list(json).iter().map(number).collect::<Vec<f64>>();
        let [loss, unseen, right, updates, domain] =
            ["loss", "unseen", "right", "updates", "domain"].map(|key| numbers(run.get(key).unwrap()));
        let updates: Vec<u32> = updates.iter().map(|x| *x as u32).collect();
        let point = |json: &Json| <[f64; 2]>::try_from(numbers(json)).unwrap();
        let told = Told {
            name: run.get("name").and_then(text).unwrap(),
            loss: &loss,
            path: list(run.get("path").unwrap()).iter().map(point).collect(),
            limit: run.get("limit").map(number),
            unseen: &unseen,
            right: &right,
            updates: &updates,
            diverged: None,
        };
        let frame = Frame { left: 0.0, top: 0.0, width: 100.0, height: 100.0 };
        let to = Scales::new(domain.try_into().unwrap(), frame);
        for row in list(table.get("titles").unwrap()) {
            let [title, wanted] = &list(&row)[..] else { panic!("{row:?}") };
            let filled = filled(&text(title).unwrap(), std::slice::from_ref(&told), Some(&to));
            assert_eq!(filled, text(wanted), "{title:?}");
        }
    }

    #[test]
    fn particles_follow_how_a_word_is_read() {
        for (word, particle, wanted) in [
            ("109", "으로/로", "109로"),
            ("10⁻⁴", "은/는", "10⁻⁴는"),
            ("모멘텀", "은/는", "모멘텀은"),
            ("Lion", "이/가", "Lion이"),
            ("RMSProp", "은/는", "RMSProp은"),
            ("SGD", "은/는", "SGD는"),
            ("서울", "으로/로", "서울로"),
            ("", "은/는", "는"),
        ] {
            assert_eq!(josa(word, particle), wanted);
        }
    }
}
