//! What can be wrong with a document, and why a run can end early: in words, and in data for other languages.

use crate::text::joined;
use std::fmt;

#[cfg_attr(not(feature = "whole"), path = "error/absent.rs")]
mod told;

pub use told::Error;

/// What an error says, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrong {
    /// What is wrong, with its parameters.
    pub reason: Reason,
    /// Where in the document: `runs[1].optimizer.adam.lr`; empty for the document itself.
    pub path: String,
    /// Where in the text, `[start, end)` in UTF-16 units: of the document for syntax, of the formula for formulas.
    pub span: Option<[u32; 2]>,
}

impl Error {
    /// An error about the field at `path`.
    pub fn at(path: impl Into<String>, reason: Reason) -> Error {
        Error::new(reason, path.into(), None)
    }
}

impl Wrong {
    /// Where, and what, in English.
    pub fn text(&self) -> String {
        let said = self.reason.text();
        match self.span {
            _ if self.path.is_empty() => said,
            Some([start, _]) => joined(&[&self.path, ", column ", &(start + 1).to_string(), ": ", &said]),
            None => joined(&[&self.path, ": ", &said]),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl std::error::Error for Error {}

/// A code and its parameters; displays as its English sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Which sentence.
    pub code: Code,
    /// What stands in its braces, in their order.
    pub params: Vec<String>,
}

impl Reason {
    /// Parameter names with their values.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.code.params().zip(self.params.iter().map(String::as_str))
    }

    /// The English sentence.
    pub fn text(&self) -> String {
        let mut params = self.params.iter();
        let mut text = String::new();
        for (i, piece) in self.code.text().split(['{', '}']).enumerate() {
            // every second piece is a parameter's name
            text.push_str(if i % 2 == 0 { piece } else { params.next().map_or("", |text| text) });
        }
        text
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $text:literal)*) => {
        /// Every sentence that the engine can say.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Code { $(#[doc = $text] $variant),* }

        impl Code {
            /// All of them, in order.
            pub const ALL: &[Code] = &[$(Code::$variant),*];

            /// The stable name: `out_of_range`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => Code::$variant.said($name)),* }
            }

            /// The English sentence, parameters in braces.
            pub fn text(self) -> &'static str {
                match self { $(Code::$variant => Code::$variant.said($text)),* }
            }
        }
    };
}

codes! {
    JsonValue "json_value" "line {line}, column {column}: expected a value, found {found}"
    JsonKey "json_key" "line {line}, column {column}: expected a key in quotation marks, found {found}"
    JsonColon "json_colon" "line {line}, column {column}: expected ':' after the key, found {found}"
    JsonComma "json_comma" "line {line}, column {column}: expected ',' or '{close}', found {found}"
    JsonNumber "json_number" "line {line}, column {column}: {found} is not a number as JSON writes it"
    JsonString "json_string" "line {line}, column {column}: this text has no closing quotation mark, or a line break or a broken \\ escape in it"
    JsonCut "json_cut" "line {line}, column {column}: the document ends here, before it is complete"
    JsonDepth "json_depth" "line {line}, column {column}: nested deeper than {limit} levels"
    JsonDuplicate "json_duplicate" "line {line}, column {column}: the key {key} stands here a second time; keep one"
    JsonEnd "json_end" "line {line}, column {column}: the document ends before this; remove {found}"
    DocumentTooLarge "document_too_large" "the document has {bytes} bytes; at most {limit} are read"
    NotFinite "not_finite" "line {line}, column {column}: {found} is too large for a number; the largest is about 1.8e308"
    ExpectedNumber "expected_number" "expected a number, found {found}"
    ExpectedInteger "expected_integer" "expected a whole number, found {found}"
    ExpectedText "expected_text" "expected a text in quotation marks, found {found}"
    ExpectedBool "expected_bool" "expected true or false, found {found}"
    ExpectedList "expected_list" "expected a list in [ ], found {found}"
    ExpectedObject "expected_object" "expected an object in braces, found {found}"
    ExpectedLength "expected_length" "expected {wanted} values, found {found}"
    ExpectedChoice "expected_choice" "expected one of {known}, found {found}"
    OneChoice "one_choice" "an object here names exactly one of {known}; this one has {count} keys"
    UnknownField "unknown_field" "there is no field {found} here; there are {known}"
    MissingField "missing_field" "this field has no default; add it"
    OutOfRange "out_of_range" "{found} is outside {range}"
    OutOfCount "out_of_count" "there are {found} here; {range} are possible"
    ExpectedBatch "expected_batch" "expected a number of rows or \"all\", found {found}"
    BadName "bad_name" "{found} cannot be a name; take a letter or _ first, then letters, digits and _, at most {limit} in all"
    NameTaken "name_taken" "{found} already means something here; choose another name"
    ColumnLength "column_length" "{name} has {found} values, but {first} has {wanted}; a row needs one of each"
    OtherTask "other_task" "this needs a document whose task is {wanted}; here it is {found}"
    NothingToTrain "nothing_to_train" "{test} rows are held out for the test and {validation} for validation, of {rows} in all; leave some to train on"
    LossNeedsClasses "loss_needs_classes" "this loss needs a class for each row: whole numbers from 0, and for binary_cross_entropy only 0 and 1"
    FeatureFinite "feature_finite" "this feature is not finite at the row ({x}, {y})"
    OpenTwice "open_twice" "this panel stands here a second time; keep one, with all that is chosen in it"
    EmptyDomain "empty_domain" "the domain [{found}] is empty; write [x0, x1, y0, y1] with x0 < x1 and y0 < y1"
    NarrowDomain "narrow_domain" "the domain [{found}] cannot be drawn; give it sides of at least a billionth of its coordinates, within ±1e100"
    FormulaTooLong "formula_too_long" "the formula has {found} characters; at most {limit} are read"
    FormulaTooLarge "formula_too_large" "the formula comes to more than {limit} operations; make it smaller"
    FormulaDepth "formula_depth" "nested deeper than {limit} levels"
    FormulaCharacter "formula_character" "{found} has no meaning in a formula"
    FormulaNumber "formula_number" "{found} is too large for a number; the largest is about 1.8e308"
    FormulaCut "formula_cut" "the formula ends here, before it is complete"
    FormulaValue "formula_value" "expected a value, found '{found}'"
    FormulaClose "formula_close" "expected a closing bracket, found '{found}'"
    FormulaEnd "formula_end" "the formula is complete before this; remove '{found}', or put an operator in front of it"
    FormulaNeighbours "formula_neighbours" "two numbers stand side by side; put an operator before {found}"
    FormulaName "formula_name" "there is no {found} here; there are {known}"
    FormulaNear "formula_near" "there is no {found} here; did you mean {near}?"
    FormulaNeedsCall "formula_needs_call" "the function {found} needs its values in brackets"
    FormulaArity "formula_arity" "values for {name}: expected {wanted}, found {found}"
    FormulaComparison "formula_comparison" "a comparison with '{found}' is no number; it belongs into if(…, a, b)"
    FormulaCondition "formula_condition" "if needs a comparison first, as in if(x < 0, a, b)"
    FormulaGrad "formula_grad" "grad belongs into the text of a rule; a formula has its gradient anyway"
    FormulaLetName "formula_let_name" "expected a name after {word}, found '{found}'"
    FormulaLetEquals "formula_let_equals" "expected '=' after the name, found '{found}'"
    FormulaLetEnd "formula_let_end" "expected a new line or ';' after what the name stands for, found '{found}'"
    RuleLine "rule_line" "a line here is 'param name = number', 'state name' or 'name = …'; found '{found}'"
    RuleEnd "rule_end" "the line is complete before this; remove '{found}', or begin a new line"
    RuleAssign "rule_assign" "{name} cannot be set; w, the state and names of your own can"
    RuleParam "rule_param" "the default of {name} must be a plain number"
    RuleGradients "rule_gradients" "this rule asks for more than {limit} gradients an update, each at a point of its own; do with fewer"
    RuleStill "rule_still" "this rule never moves: it needs a line like w = w - lr*g"
    FormulaFinite "formula_finite" "this comes to {found}, which is no finite number"
    WithField "with_field" "{found} is no field that a run may have of its own; there are {known}"
    ChangeRun "change_run" "there is no run {found}; there are {count}, counted from 0"
    ChangePointer "change_pointer" "{found} cannot change while a run is on its way; there are {known}"
    NewerVersion "newer_version" "this document is of version {found}; this program reads up to {known}"
    NewerEngine "newer_engine" "this document was made with engine {found}; this program has {known}: reload the page or update the program"
    NetworkTooLarge "network_too_large" "the runs have {found} parameters in all, {times} times the limit of {limit}; take fewer units, layers, runs or seeds"
    EpochsTooMany "epochs_too_many" "the result would have {found} numbers, {times} times the limit of {limit}; take fewer epochs, rows or runs"
    TrainingTooLong "training_too_long" "this comes to about {found} operations, {times} times the limit of {limit}; take fewer epochs, rows, units, runs or seeds"
    ResultTooLarge "result_too_large" "the result would have {found} numbers, {times} times the limit of {limit}; take fewer steps or runs"
    DataTooLarge "data_too_large" "the runs would hold {found} values of the data, {times} times the limit of {limit}; take fewer rows, runs or seeds"
    WorkTooLarge "work_too_large" "this comes to about {found} operations, {times} times the limit of {limit}; take fewer steps, rows, runs or seeds"
    BadHash "bad_hash" "{found} is no SHA-256; write its 64 hexadecimal digits"
    FileAbsent "file_absent" "the bytes of {file} are not here; hand the file over beside the document"
    FileOther "file_other" "{file} is another file than the document means: its SHA-256 is {found}"
    FilePacked "file_packed" "{file} cannot be unpacked: it is damaged or cut off"
    FileLength "file_length" "{file} should have {wanted} bytes, as it says itself, but has {found}"
    FileTooLarge "file_too_large" "{file} comes to {found} values; 1 … {limit} are possible"
    IdxHeader "idx_header" "{file} does not begin as an IDX file of bytes in {wanted} dimensions"
    IdxCounts "idx_counts" "there are {images} images, but {labels} classes"
    CsvText "csv_text" "line {line} is not UTF-8; save the table as CSV in UTF-8"
    CsvQuote "csv_quote" "line {line}, column {column}: this quotation mark is never closed"
    CsvAfterQuote "csv_after_quote" "line {line}, column {column}: expected a separator or the line's end after a closing quotation mark"
    CsvCells "csv_cells" "line {line}: there are {found} cells, but {wanted} in the first line"
    CsvColumns "csv_columns" "the table has {found} columns; 2 … {limit} are possible"
    CsvRows "csv_rows" "the table has {found} rows without a missing value; 1 … {limit} are possible"
    CsvTooLarge "csv_too_large" "the table comes to {found} inputs in all rows; at most {limit} are possible"
    CsvTarget "csv_target" "there is no column {found}; there are {known}"
    CsvClasses "csv_classes" "the column to be learned has {found} different texts; 2 … {limit} are possible"
    ControlPointer "control_pointer" "{found} leads to nothing in this document"
    NoQuestion "no_question" "there is no question {found}; there are {count}, counted from 0"
    GoalWritten "goal_written" "the rule of run {run} is to be written: make its optimizer written, or let controls unlock it"
    GoalLoss "goal_loss" "at {at} the loss is {found}, below {below}"
    GoalLossMissed "goal_loss_missed" "the lowest loss is {found}, at {at}; it must come below {below} by {by}"
    GoalReach "goal_reach" "at {at} the run is {found} away from the point, and {within} is near enough"
    GoalReachMissed "goal_reach_missed" "the run comes no nearer than {found}, at {at}; it must come within {within} by {by}"
    GoalAccuracy "goal_accuracy" "at {at} the accuracy is {found}, above {above}"
    GoalAccuracyMissed "goal_accuracy_missed" "the highest accuracy is {found}, at {at}; it must rise above {above} by {by}"
    GoalBeats "goal_beats" "run {run} ends at a loss of {found}, run {than} at {other}"
    GoalBeatsMissed "goal_beats_missed" "run {run} ends at a loss of {found}, run {than} at {other}; it must be lower by more than {margin}"
    GoalBeatsDiverged "goal_beats_diverged" "run {than} diverged, and run {run} did not"
    GoalDiverged "goal_diverged" "run {run} diverged at {at}"
    GoalDivergedMissed "goal_diverged_missed" "run {run} diverged at {at}, which it must not"
    GoalDivergesMissed "goal_diverges_missed" "run {run} did not diverge: it ends at a loss of {found}"
    GoalStays "goal_stays" "run {run} stays inside all the way"
    GoalStaysMissed "goal_stays_missed" "at {at} run {run} is at ({x}, {y}), which is outside"
    GoalAtMost "goal_at_most" "it takes {found}, and {limit} would be allowed"
    GoalAtMostMissed "goal_at_most_missed" "run {run} takes {found}; at most {limit} are allowed"
    GoalEdge "goal_edge" "the learning rate {lr} is the largest that is stable, within {within}"
    GoalEdgeAbove "goal_edge_above" "the learning rate {lr} is above the largest that is stable"
    GoalEdgeBelow "goal_edge_below" "the learning rate {lr} is stable, and so would be a larger one"
    GoalEdgeNone "goal_edge_none" "no largest stable learning rate is found for run {run}"
    GoalNoAnswer "goal_no_answer" "question {question} has no answer yet"
    GoalShownMissed "goal_shown_missed" "from ({x}, {y}) the rule is {found} off after {at} updates; compare its lines with what was asked"
    GoalKey "goal_key" "only the teacher's key can tell"
    GoalAnswered "goal_answered" "question {question} is answered rightly"
    GoalAnsweredMissed "goal_answered_missed" "question {question} is not answered rightly"
    GoalFollows "goal_follows" "the rule goes the way of the key's rule, from all starts"
    GoalFollowsMissed "goal_follows_missed" "from ({x}, {y}) the rule leaves the key's way in update {step}"
    KeyOther "key_other" "the key is of another exercise, or the exercise was changed after it was published"
    KeyReference "key_reference" "the key has no rule for run {run}, which a goal asks it for"
    GradeLocked "grade_locked" "{path} was changed from {wanted} to {found}, and the exercise leaves that as it is"
    GradeSeed "grade_seed" "it is not the problem of {student}: its seed is {found}, and theirs {wanted}"
    GoalRunning "goal_running" "run {run} is still on its way"
    GoalNothing "goal_nothing" "run {run} has no values to judge by"
    CsvInputs "csv_inputs" "no other column can be an input: of numbers, or of at most {limit} different texts"
    HandedKind "handed_kind" "files of this kind are not read; hand in .json, .zip, .txt, .html or .csv"
    HandedUnread "handed_unread" "the file cannot be read"
    HandedTooLarge "handed_too_large" "it comes to more than {limit} bytes; it is not read"
    HandedNoLink "handed_no_link" "there is neither an experiment nor a link to one in it"
    HandedLink "handed_link" "the link in it is cut off or changed; copy it again, to its end"
    HandedMany "handed_many" "{found} links stand in it; only the first {limit} are read"
    HandedWhose "handed_whose" "its name has the ids of several students: {found}"
    HandedAgain "handed_again" "handed in more than once; {other} counts"
    HandedNothing "handed_nothing" "nothing was handed in"
    HandedUnchecked "handed_unchecked" "no roster has this id: nobody has checked whose it is"
    HandedClaim "handed_claim" "the results that it came with differ from those that came out here"
    ZipBroken "zip_broken" "the archive is damaged or cut off"
    ZipEntry "zip_entry" "what the archive has of it is damaged, or not what the archive says"
    ZipMethod "zip_method" "it is packed in a way (number {method}) that is not read; make an ordinary zip"
    ZipLocked "zip_locked" "it is locked by a password; make a zip without one"
    ZipName "zip_name" "its name leads out of the archive; it is not read"
    ZipEntries "zip_entries" "the archive has {found} entries; at most {limit} are read"
    ZipBomb "zip_bomb" "from here on the archive would come to more than {limit} bytes, or uses bytes twice; the rest of it is not read"
    ZipDeep "zip_deep" "an archive within an archive within an archive is not opened"
    RosterColumn "roster_column" "the roster has no column of ids; call one id or 학번"
    DivergedRate "diverged_rate" "step {step}: the learning rate {lr} is above this quadratic's limit {formula} = {limit}, so each step overshoots more than the last; try one below it"
    DivergedOverflow "diverged_overflow" "step {step}: the numbers grew past the largest that there is; try a smaller learning rate"
    DivergedNetwork "diverged_network" "a weight, its gradient or the loss grew beyond all numbers at update {step}; try a smaller learning rate"
    DivergedEps "diverged_eps" "step {step}: a value is no number any more, as of 0/0; try an eps above 0"
    DivergedUndefined "diverged_undefined" "step {step}: a value is no number any more, as of 0/0 or log(-1); try another start or a smaller learning rate"
    DivergedStart "diverged_start" "the surface has no finite value or slope at the start; choose another start"
}

/// A letter as a sentence shows it: one that a reader would not see by its number.
pub(crate) fn letter(c: char) -> String {
    let invisible = c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    if invisible { format!("U+{:04X}", c as u32) } else { c.into() }
}

impl Code {
    /// Of documents the lean engine says nothing; how a run ends, which stands last in the table, it does.
    const fn said(self, text: &'static str) -> &'static str {
        if cfg!(feature = "whole") || self as u32 >= Code::DivergedRate as u32 { text } else { "" }
    }

    /// The names in the braces, in order.
    pub fn params(self) -> impl Iterator<Item = &'static str> {
        self.text().split(['{', '}']).enumerate().filter_map(|(i, piece)| (i % 2 == 1).then_some(piece))
    }

    /// With what stands in its braces, in order.
    #[cfg_attr(not(feature = "whole"), inline(always))]
    pub(crate) fn with<const N: usize>(self, params: [&str; N]) -> Reason {
        debug_assert_eq!(self.params().count(), N, "{self:?}");
        let params = if self.text().is_empty() { Vec::new() } else { params.map(str::to_owned).to_vec() };
        Reason { code: self, params }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_own_name_and_plain_parameters() {
        for (i, code) in Code::ALL.iter().enumerate() {
            assert!(Code::ALL[..i].iter().all(|other| other.name() != code.name()), "{code:?}");
            assert!(code.params().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase())), "{code:?}");
        }
    }

    #[test]
    fn a_sentence_takes_its_parameters_in_order() {
        let error = Error::at("runs[0].optimizer.adam.beta2", Code::OutOfRange.with(["1.5", "0 ≤ beta2 < 1"]));
        assert_eq!(error.to_string(), "runs[0].optimizer.adam.beta2: 1.5 is outside 0 ≤ beta2 < 1");
    }
}
