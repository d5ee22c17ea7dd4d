//! What the engine knows by name, as JSON: for the page's generated files.

use crate::dataset::{Natural, PlaneData};
use crate::error::Code;
use crate::fields::Choice;
use crate::formula::{LIBRARY, compile, mathml};
use crate::json::Json;

pub(super) fn codes() -> Json {
    let params = |code: &Code| Json::List(code.params().map(Json::text).collect());
    Json::object(Code::ALL.iter().map(|code| (code.name(), params(code))).collect::<Vec<_>>())
}

pub(super) fn formulas() -> Json {
    let surfaces = LIBRARY.iter().map(|entry| (entry.name, entry.mathml()));
    let rows = PlaneData::all().filter_map(|data| {
        // they compile, as the surfaces' tests show
        let formula = compile(data.natural()?.f, &["x", "y", "u", "v"], &[]).ok()?;
        Some((data.key(), mathml(&formula.tree, &[])))
    });
    Json::object(surfaces.chain(rows).map(|(name, math)| (name, Json::text(math))).collect::<Vec<_>>())
}

pub(super) fn datasets() -> Json {
    let told = |Natural { f, truth, start, lr, .. }: Natural| {
        let points = [("truth", truth), ("start", start)].map(|(name, point)| (name, Json::numbers(&point)));
        Json::object([("f", Json::text(f)), ("lr", Json::Number(lr))].into_iter().chain(points).collect::<Vec<_>>())
    };
    Json::object(PlaneData::all().filter_map(|data| Some((data.key(), told(data.natural()?)))).collect::<Vec<_>>())
}
