//! What is open beside the picture, and what is chosen within each panel; the lean engine knows their names.

use super::View;
use crate::error::{Code, Error};
use std::mem::discriminant;

#[cfg(feature = "whole")]
mod chosen;
#[cfg(feature = "whole")]
pub use chosen::*;

#[cfg(not(feature = "whole"))]
crate::fields::words! {
    /// Something that opens beside the picture.
    pub enum Panel {
        Surface "surface", Data "data", Probe "probe", Slices "slices", Table "table", Basin "basin", Sweep "sweep",
        Space "space", Network "network", Layers "layers", Images "images", Landscape "landscape", Finder "finder",
        Trials "trials", Race "race", Fair "fair", Batches "batches", Export "export",
    }
}

impl View {
    /// Each panel stands once.
    pub(super) fn check_panels(&self) -> Result<(), Error> {
        for (number, panel) in self.panels.iter().enumerate() {
            if self.panels.iter().take(number).any(|other| discriminant(other) == discriminant(panel)) {
                return Err(Error::told(|| Error::at(format!("view.panels[{number}]"), Code::OpenTwice.with([]))));
            }
        }
        Ok(())
    }

    /// With every default of the document, but not of panels: one in which nothing is chosen stays a word, which the lean
    /// engine knows too.
    #[cfg(feature = "whole")]
    pub(super) fn shorten(&self, mut json: crate::json::Json) -> crate::json::Json {
        use crate::fields::{Form, Slot};
        if let Some(panels) = self.panels.write(Form::Canonical) {
            json.put("view.panels", panels);
        }
        json
    }
}
