//! Every colour of a picture, light and dark, and the looks of runs: the page's own.

use crate::experiment::Theme;

/// A colour in the light and in the dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour(pub(super) [u32; 2]);

pub(super) const GROUND: Colour = Colour([0xFCFCFA, 0x0E1215]);
pub(super) const TEXT: Colour = Colour([0x1B262C, 0xE4EAED]);
pub(super) const QUIET: Colour = Colour([0x55636B, 0x9EABB3]);
pub(super) const RULE: Colour = Colour([0xDEE4E6, 0x273037]);
pub(super) const EDGE: Colour = Colour([0x7F8C94, 0x6C7982]);
pub(super) const LOW: Colour = Colour([0xCFD8DD, 0x14181C]);
pub(super) const HIGH: Colour = Colour([0xF6F7F5, 0x323D45]);
pub(super) const CONTOUR: Colour = Colour([0x6D7B83, 0x86949C]);
pub(super) const LABEL: Colour = Colour([0x36444B, 0xC9D3D8]);
/// Around what lies on the field: its lightest shade by day, its darkest by night.
pub(super) const CASING: Colour = Colour([0xF6F7F5, 0x14181C]);
const RUNS: [Colour; 6] = [
    Colour([0x005F99, 0x5FB3E8]),
    Colour([0xB24400, 0xFF8A4C]),
    Colour([0x00714F, 0x35C79A]),
    Colour([0xA03A78, 0xE79AC4]),
    Colour([0x7A5B00, 0xF2C14E]),
    Colour([0x5A4FBF, 0xB3A6FF]),
];

impl Colour {
    /// On the way to another: 0 is this one, 1 the other.
    pub(super) fn mixed(self, other: Colour, share: f64) -> Colour {
        let mix = |from: u32, to: u32| {
            let channel = |shift: u32| {
                let [a, b] = [from, to].map(|colour| f64::from(colour >> shift & 255));
                (libm::round(a + (b - a) * share) as u32) << shift
            };
            channel(16) | channel(8) | channel(0)
        };
        let ([light, dark], [other_light, other_dark]) = (self.0, other.0);
        Colour([mix(light, other_light), mix(dark, other_dark)])
    }

    /// As SVG writes it.
    pub(super) fn text(self, theme: Theme) -> String {
        let colour = if theme == Theme::Dark { self.0[1] } else { self.0[0] };
        let digit = |place: u32| char::from_digit(colour >> (20 - 4 * place) & 15, 16);
        std::iter::once('#').chain((0..6).filter_map(digit)).collect()
    }
}

/// What marks a run's steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Circle,
    Square,
    Triangle,
    Diamond,
    Cross,
    Plus,
}

/// The look of a run's line: past the sixth the colours come round again, but not with the same dash.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ink {
    pub(super) colour: Colour,
    /// Lengths in pixels.
    pub(super) dash: &'static [f64],
    pub(super) marker: Marker,
}

const DASHES: [&[f64]; 6] = [&[], &[7.0, 3.5], &[2.0, 3.0], &[10.0, 3.0, 2.0, 3.0], &[4.0, 2.5], &[12.0, 4.0]];
const MARKERS: [Marker; 6] =
    [Marker::Circle, Marker::Square, Marker::Triangle, Marker::Diamond, Marker::Cross, Marker::Plus];

impl Ink {
    pub(super) fn of_run(run: usize) -> Ink {
        let look = (run + run / RUNS.len()) % DASHES.len();
        Ink { colour: RUNS[run % RUNS.len()], dash: DASHES[look], marker: MARKERS[look] }
    }
}

/// Never so full that points are not seen on it.
const FULLEST: f64 = 0.7;

/// The colour of a class: the second is the first run's, as what is positive is.
pub(super) fn class(number: usize) -> Colour {
    RUNS[[1, 0, 2, 3, 4, 5][number % 6]]
}

/// The ground where a class is said so surely: 0 is nothing, 1 all.
pub(super) fn toned(number: usize, share: f64) -> Colour {
    HIGH.mixed(class(number), FULLEST * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page has them in a file of its own.
    #[test]
    fn the_colours_are_the_pages() {
        let page = include_str!("../../../../www/src/draw/inks.ts");
        let (light, dark) = page.split_once("export const dark").unwrap();
        let named = [
            ("ground", GROUND),
            ("text", TEXT),
            ("quiet", QUIET),
            ("rule", RULE),
            ("edge", EDGE),
            ("contour", CONTOUR),
            ("label", LABEL),
        ];
        for (theme, text, field) in
            [(Theme::Light, light, [LOW, HIGH]), (Theme::Dark, dark.split("export").next().unwrap(), [LOW, HIGH])]
        {
            let quoted = |colours: &[Colour]| {
                let all = colours.iter().map(|colour| format!("'{}'", colour.text(theme).to_uppercase()));
                all.collect::<Vec<_>>().join(", ")
            };
            for (name, colour) in named {
                let line = format!("{name}: {}", quoted(&[colour]));
                assert!(text.contains(&line), "{line}");
            }
            for line in [format!("field: [{}]", quoted(&field)), format!("runs: [{}]", quoted(&RUNS))] {
                assert!(text.contains(&line), "{line}");
            }
        }
    }

    #[test]
    fn a_mix_begins_and_ends_at_its_colours() {
        assert_eq!((LOW.mixed(HIGH, 0.0), LOW.mixed(HIGH, 1.0)), (LOW, HIGH));
        assert_eq!(Colour([0, 0xFF_0000]).mixed(Colour([0xFF, 0]), 0.5), Colour([0x80, 0x80_0000]));
    }

    #[test]
    fn runs_that_share_a_colour_do_not_share_a_dash() {
        for run in 0..6 {
            let (first, second) = (Ink::of_run(run), Ink::of_run(run + 6));
            assert_eq!(first.colour, second.colour);
            assert_ne!((first.dash, first.marker), (second.dash, second.marker));
        }
    }
}
