//! What a picture says, in both languages.

use super::numbers::plain;
use crate::experiment::Lang;
use crate::fields::{Choice, Text};
use crate::optimizer::Optimizer;

/// What runs are called, where that is not what their results call them.
const CALLED: &[(&str, &str, &str)] = &[
    ("gd", "GD", "경사하강법"),
    ("momentum", "Momentum", "모멘텀"),
    ("momentum_ema", "Momentum (average)", "모멘텀(평균)"),
    ("nesterov", "Nesterov", "네스테로프"),
    ("sign", "Sign descent", "부호하강법"),
    ("written", "Own rule", "직접 쓴 식"),
];

/// In which language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    English,
    Korean,
}

impl Words {
    pub(super) fn of(lang: Lang) -> Words {
        if lang == Lang::Korean { Words::Korean } else { Words::English }
    }

    fn choose<'a>(self, english: &'a str, korean: &'a str) -> &'a str {
        if self == Words::Korean { korean } else { english }
    }

    /// A text for people: in this language, else in the other.
    pub(super) fn text(self, text: &Text) -> &str {
        match text {
            Text::Plain(text) => text,
            Text::Languages(both) => {
                let (first, second) = if self == Words::Korean { (&both.ko, &both.en) } else { (&both.en, &both.ko) };
                first.as_ref().or(second.as_ref()).map_or("", String::as_str)
            }
        }
    }

    /// What a run is called: as the document says, else after its optimizer.
    pub(super) fn run(self, name: &Text, optimizer: &Optimizer) -> String {
        let own = self.text(name).trim();
        if !own.is_empty() {
            return own.to_owned();
        }
        let called = CALLED.iter().find(|(key, ..)| *key == optimizer.key());
        called.map_or(optimizer.label(), |(_, english, korean)| self.choose(english, korean)).to_owned()
    }

    /// What runs are called; those that would share a name say their learning rate too.
    pub(super) fn runs<'a>(self, runs: impl Iterator<Item = (&'a Text, &'a Optimizer)>) -> Vec<String> {
        let named: Vec<_> = runs.map(|(name, optimizer)| (self.run(name, optimizer), optimizer.lr())).collect();
        let called = |(name, lr): &(String, f64)| {
            let shared = named.iter().any(|(other, others)| other == name && others != lr);
            if shared { [name.as_str(), " ", &plain(*lr)].concat() } else { name.clone() }
        };
        named.iter().map(called).collect()
    }

    pub(super) fn start(self) -> &'static str {
        self.choose("Start", "출발")
    }

    pub(super) fn minimum(self) -> &'static str {
        self.choose("Minimum", "극소점")
    }

    pub(super) fn out(self, step: usize) -> String {
        match self {
            Words::English => format!("out at {step}"),
            Words::Korean => format!("{step}걸음에 밖으로"),
        }
    }

    pub(super) fn steps(self, count: usize) -> String {
        let counted = plain(count as f64);
        match self {
            Words::English => counted + if count == 1 { " step" } else { " steps" },
            Words::Korean => counted + "걸음",
        }
    }

    pub(super) fn epochs(self, count: usize) -> String {
        let counted = plain(count as f64);
        match self {
            Words::English => counted + if count == 1 { " epoch" } else { " epochs" },
            Words::Korean => counted + "에포크",
        }
    }

    pub(super) fn ramp(self, log: bool) -> &'static str {
        if log { self.choose("log scale", "로그 눈금") } else { self.choose("linear scale", "선형 눈금") }
    }

    pub(super) fn loss(self, value: &str) -> String {
        self.choose("loss ", "손실 ").to_owned() + value
    }

    /// What a series is called.
    fn series(self, name: &str) -> &'static str {
        let (english, korean) = match name {
            "validation_loss" => ("Validation loss", "검증 손실"),
            "test_loss" => ("Test loss", "테스트 손실"),
            "accuracy" => ("Accuracy", "정확도"),
            "validation_accuracy" => ("Validation accuracy", "검증 정확도"),
            "test_accuracy" => ("Test accuracy", "테스트 정확도"),
            "gradient_norm" => ("Gradient size", "그래디언트 크기"),
            "lr" => ("Learning rate", "학습률"),
            _ => ("Loss", "손실"),
        };
        self.choose(english, korean)
    }

    /// What curves are of, and against what.
    pub(super) fn by_epoch(self, series: &str) -> String {
        match self {
            Words::English => format!("{} by epoch", self.series(series)),
            Words::Korean => format!("에포크별 {}", self.series(series)),
        }
    }

    /// What points with a hole are.
    pub(super) fn held(self) -> &'static str {
        self.choose("held out", "떼어 둔 점")
    }

    /// Whose regions are shown.
    pub(super) fn says(self, name: &str) -> String {
        match self {
            Words::English => format!("What {name} says"),
            Words::Korean => format!("{name}의 판단"),
        }
    }

    pub(super) fn network(self, data: &str) -> String {
        self.choose("Network on ", "신경망: ").to_owned() + data
    }

    /// Of a network, where updates are counted.
    pub(super) fn diverged_training(self, update: u32) -> String {
        match self {
            Words::English => format!("diverged at update {update}"),
            Words::Korean => format!("업데이트 {update}번째에 발산"),
        }
    }

    pub(super) fn diverged(self, step: u32) -> String {
        match self {
            Words::English => format!("diverged at {step}"),
            Words::Korean => format!("{step}걸음에 발산"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_called_as_on_the_page() {
        let pages = [
            (Words::English, include_str!("../../../../www/src/text/en.ts")),
            (Words::Korean, include_str!("../../../../www/src/text/ko.ts")),
        ];
        for optimizer in Optimizer::all() {
            for (words, page) in pages {
                let line = format!("    {}: '{}',", optimizer.key(), words.run(&Text::default(), &optimizer));
                assert!(page.contains(&line), "{line}");
            }
        }
    }

    #[test]
    fn runs_of_one_name_say_their_rates() {
        let runs = r#"[{"optimizer":"gd"},{"optimizer":{"gd":{"lr":0.25}}},{"name":"Own"}]"#;
        let document = [r#"{"task":"surface","runs":"#, runs, "}"].concat();
        let runs = crate::Experiment::parse(&document).unwrap().document.runs;
        let called = Words::English.runs(runs.iter().map(|run| (&run.name, &run.optimizer)));
        assert_eq!(called, ["GD 0.1", "GD 0.25", "Own"]);
    }

    #[test]
    fn a_text_is_in_the_language_asked_for_or_in_the_one_that_there_is() {
        let both = Text::Languages(crate::fields::Languages { en: Some("a".into()), ko: Some("가".into()) });
        let one = Text::Languages(crate::fields::Languages { en: None, ko: Some("가".into()) });
        assert_eq!(
            (Words::English.text(&both), Words::Korean.text(&both), Words::English.text(&one)),
            ("a", "가", "가")
        );
    }
}
