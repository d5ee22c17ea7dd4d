//! The words of a report, in both languages.

use crate::experiment::{AtMostGoal, Goal, RowsOf};
use crate::fields::Text;
use crate::number::print;

/// In which language.
#[derive(Clone, Copy)]
pub(super) struct Words {
    pub(super) korean: bool,
}

impl Words {
    pub(super) fn choose<'a>(self, english: &'a str, korean: &'a str) -> &'a str {
        if self.korean { korean } else { english }
    }

    /// A text for people: in this language, else in the other.
    pub(super) fn text(self, text: &Text) -> &str {
        match text {
            Text::Plain(text) => text,
            Text::Languages(both) => {
                let (first, second) = if self.korean { (&both.ko, &both.en) } else { (&both.en, &both.ko) };
                first.as_ref().or(second.as_ref()).map_or("", String::as_str)
            }
        }
    }

    /// What is to be reached, at the length of a column's head.
    pub(super) fn goal(self, goal: &Goal) -> String {
        let say = |parts: &[&str]| parts.concat();
        let numbers = |values: &[f64]| values.iter().map(|&x| print(x)).collect::<Vec<_>>().join(", ");
        let run = |run: u32| (run + 1).to_string();
        match goal {
            Goal::LossGoal(goal) => say(&[self.choose("loss < ", "손실 < "), &print(goal.below)]),
            Goal::ReachGoal(goal) => {
                say(&[self.choose("reaches (", "도착: ("), &numbers(&goal.point), ") ± ", &print(goal.within)])
            }
            Goal::AccuracyGoal(goal) => {
                let on = match goal.on {
                    RowsOf::Test => self.choose("test", "시험"),
                    RowsOf::Training => self.choose("training", "학습"),
                    RowsOf::Validation => self.choose("validation", "검증"),
                };
                say(&[self.choose("accuracy > ", "정확도 > "), &print(goal.above), " (", on, ")"])
            }
            Goal::BeatsGoal(goal) => {
                let [run, than] = [run(goal.run), run(goal.than)];
                if self.korean {
                    say(&["실행 ", &run, "이 ", &than, "보다 낮은 손실"])
                } else {
                    say(&["run ", &run, " beats run ", &than])
                }
            }
            Goal::DivergesGoal(_) => self.choose("diverges", "발산하기").to_owned(),
            Goal::StaysGoal(goal) => say(&[self.choose("stays in [", "머물기: ["), &numbers(&goal.inside), "]"]),
            Goal::AtMostGoal(AtMostGoal { parameters, evaluations, rows, .. }) => {
                let most = parameters.or(*evaluations).or(*rows).unwrap_or(0.0);
                let what = if parameters.is_some() {
                    self.choose("parameters", "매개변수")
                } else if evaluations.is_some() {
                    self.choose("gradients", "그래디언트")
                } else {
                    self.choose("rows", "행")
                };
                say(&[what, " ≤ ", &print(most)])
            }
            Goal::EdgeGoal(_) => self.choose("largest stable rate", "가장 큰 안정 학습률").to_owned(),
            Goal::AnswerGoal(goal) => say(&[self.choose("question ", "질문 "), &run(goal.question)]),
            Goal::FollowsGoal(_) => self.choose("follows the rule", "규칙 재현").to_owned(),
        }
    }
}
