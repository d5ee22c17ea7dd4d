//! Writes SVG in whole tenths of a pixel: no fractions, so that it is short, and the same on every machine.

use super::inks::Colour;
use crate::experiment::Theme;

/// A picture being written.
pub(super) struct Pen {
    out: String,
    theme: Theme,
    /// What it is called among other pictures on a page.
    pub(super) id: String,
    /// Of a picture that is light or dark as its reader has it: what is another colour in the dark.
    dark: Vec<(&'static str, Colour)>,
}

/// An element that is being begun.
pub(super) struct Tag<'p> {
    pen: &'p mut Pen,
    name: &'static str,
    classes: String,
}

impl Pen {
    pub(super) fn new(theme: Theme, id: String) -> Pen {
        Pen { out: String::new(), theme, id, dark: Vec::new() }
    }

    pub(super) fn tag(&mut self, name: &'static str) -> Tag<'_> {
        self.out.push('<');
        self.out.push_str(name);
        Tag { pen: self, name, classes: String::new() }
    }

    /// Ends an element that was left open.
    pub(super) fn end(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push_str(">\n");
    }

    /// All of it as a file: so large, called so, described so.
    pub(super) fn document(self, [width, height]: [f64; 2], title: &str, description: &str) -> String {
        let mut head = Pen::new(self.theme, String::new());
        let [w, h] = [width, height].map(tenths);
        let size = [w / 10, h / 10].map(|side| side.to_string());
        let tag = head.tag("svg").set("xmlns", "http://www.w3.org/2000/svg").set("id", &self.id);
        let tag = tag.set("width", &size[0]).set("height", &size[1]).set("viewBox", &format!("0 0 {w} {h}"));
        tag.set("role", "img").set("font-family", "system-ui,sans-serif").open();
        head.tag("title").says(title);
        head.tag("desc").says(description);
        if !self.dark.is_empty() {
            let mut rules = String::new();
            for (at, (property, colour)) in self.dark.iter().enumerate() {
                rules.push_str(&format!("#{} .c{at}{{{property}:{}}}", self.id, colour.text(Theme::Dark)));
            }
            head.tag("style").says(&format!("@media(prefers-color-scheme:dark){{{rules}}}"));
        }
        head.out + &self.out + "</svg>\n"
    }
}

impl Tag<'_> {
    pub(super) fn set(self, name: &str, value: &str) -> Self {
        let out = &mut self.pen.out;
        for part in [" ", name, "=\""] {
            out.push_str(part);
        }
        escape(value, out);
        out.push('"');
        self
    }

    /// A length in pixels.
    pub(super) fn at(self, name: &str, pixels: f64) -> Self {
        self.set(name, &tenths(pixels).to_string())
    }

    pub(super) fn fill(self, colour: Colour) -> Self {
        self.paint("fill", colour)
    }

    pub(super) fn stroke(self, colour: Colour, width: f64) -> Self {
        self.paint("stroke", colour).at("stroke-width", width)
    }

    /// Lengths of a line and its gaps, in pixels; no dash where there are none.
    pub(super) fn dash(self, lengths: &[f64]) -> Self {
        let all: Vec<_> = lengths.iter().map(|&length| tenths(length).to_string()).collect();
        if all.is_empty() { self } else { self.set("stroke-dasharray", &all.join(" ")) }
    }

    /// It has nothing in it.
    pub(super) fn done(self) {
        self.close("/>\n");
    }

    /// What comes next is in it.
    pub(super) fn open(self) {
        self.close(">\n");
    }

    /// It holds a text.
    pub(super) fn says(self, text: &str) {
        let name = self.name;
        let pen = self.close(">");
        escape(text, &mut pen.out);
        pen.end(name);
    }

    fn paint(mut self, property: &'static str, colour: Colour) -> Self {
        let theme = self.pen.theme;
        if theme == Theme::Auto && colour.0[0] != colour.0[1] {
            let dark = &mut self.pen.dark;
            let known = dark.iter().position(|one| *one == (property, colour));
            let at = known.unwrap_or_else(|| {
                dark.push((property, colour));
                dark.len() - 1
            });
            self.classes.push_str(if self.classes.is_empty() { "c" } else { " c" });
            self.classes.push_str(&at.to_string());
        }
        self.set(property, &colour.text(theme))
    }

    fn close<'q>(self, end: &str) -> &'q mut Pen
    where
        Self: 'q,
    {
        let classes = self.classes.clone();
        let tag = if classes.is_empty() { self } else { self.set("class", &classes) };
        tag.pen.out.push_str(end);
        tag.pen
    }
}

/// Pixels in tenths; what is no number is 0, and nothing lies far out.
pub(super) fn tenths(pixels: f64) -> i32 {
    libm::round(pixels * 10.0) as i32
}

/// Lines on their way to be an element's `d`.
#[derive(Default)]
pub(super) struct Lines {
    d: String,
    at: [i32; 2],
    /// Whether pairs may follow without a letter.
    pairs: bool,
}

impl Lines {
    /// Begins another line.
    pub(super) fn to(&mut self, [x, y]: [f64; 2]) {
        let to = [x, y].map(tenths);
        self.d.push('M');
        self.d.push_str(&to[0].to_string());
        self.number(to[1]);
        (self.at, self.pairs) = (to, false);
    }

    /// A straight line on; of no length it is none.
    pub(super) fn on(&mut self, [x, y]: [f64; 2]) {
        let to = [x, y].map(tenths);
        if to == self.at {
            return;
        }
        let by = [to[0] - self.at[0], to[1] - self.at[1]];
        if self.pairs {
            self.number(by[0]);
        } else {
            self.d.push('l');
            self.d.push_str(&by[0].to_string());
        }
        self.number(by[1]);
        (self.at, self.pairs) = (to, true);
    }

    /// Back to where the line began.
    pub(super) fn close(&mut self) {
        self.d.push('z');
        self.pairs = false;
    }

    /// All points of a line.
    pub(super) fn along(&mut self, points: &[[f64; 2]]) {
        let Some((first, rest)) = points.split_first() else { return };
        self.to(*first);
        rest.iter().for_each(|point| self.on(*point));
    }

    /// A closed line.
    pub(super) fn around(&mut self, points: &[[f64; 2]]) {
        self.along(points);
        self.close();
    }

    /// A circle.
    pub(super) fn circle(&mut self, [x, y]: [f64; 2], radius: f64) {
        let (r, d) = (tenths(radius), 2 * tenths(radius));
        self.to([x - radius, y]);
        self.d.push_str(&format!("a{r} {r} 0 1 1 {d} 0a{r} {r} 0 1 1-{d} 0z"));
        self.pairs = false;
    }

    /// A point, as large as the line is wide where its ends are round.
    pub(super) fn spot(&mut self, at: [f64; 2]) {
        self.to(at);
        self.d.push_str("h0");
    }

    pub(super) fn is_empty(&self) -> bool {
        self.d.is_empty()
    }

    pub(super) fn text(&self) -> &str {
        &self.d
    }

    /// A minus sign parts numbers as a space does.
    fn number(&mut self, number: i32) {
        if number >= 0 {
            self.d.push(' ');
        }
        self.d.push_str(&number.to_string());
    }
}

/// Text as XML has it: without the letters that no XML may hold.
fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::inks::{GROUND, TEXT};

    #[test]
    fn lines_are_whole_numbers_from_point_to_point() {
        let mut lines = Lines::default();
        lines.along(&[[1.0, 2.0], [1.04, 2.0], [3.0, 1.5], [2.0, 2.0]]);
        lines.around(&[[0.0, -1.0], [5.0, 5.0]]);
        assert_eq!(lines.text(), "M10 20l20-5-10 5M0-10l50 60z");
        lines = Lines::default();
        lines.circle([10.0, 10.0], 1.5);
        assert_eq!(lines.text(), "M85 100a15 15 0 1 1 30 0a15 15 0 1 1-30 0z");
        lines = Lines::default();
        lines.along(&[[f64::NAN, f64::INFINITY]]);
        assert_eq!(lines.text(), "M0 2147483647");
    }

    #[test]
    fn what_people_write_stays_text() {
        let mut pen = Pen::new(Theme::Light, "p".into());
        pen.tag("text").set("x", "\"><script>").says("</text><script>alert(1)</script>\u{0}\u{ffff}&");
        let text = pen.document([1.0, 1.0], "]]>", "");
        assert!(!text.contains("<script") && text.contains("]]&gt;") && !text.contains('\0'), "{text}");
    }

    #[test]
    fn the_reader_decides_only_where_nobody_else_has() {
        let drawn = |theme| {
            let mut pen = Pen::new(theme, "p".into());
            pen.tag("path").fill(GROUND).stroke(TEXT, 1.0).done();
            pen.tag("path").fill(GROUND).done();
            pen.document([10.0, 10.0], "", "")
        };
        let auto = drawn(Theme::Auto);
        assert!(auto.contains("#p .c0{fill:#0e1215}#p .c1{stroke:#e4eaed}}"), "{auto}");
        assert!(auto.contains("fill=\"#fcfcfa\" stroke=\"#1b262c\" stroke-width=\"10\" class=\"c0 c1\""), "{auto}");
        for (theme, ground) in [(Theme::Light, "#fcfcfa"), (Theme::Dark, "#0e1215")] {
            let one = drawn(theme);
            assert!(one.contains(ground) && !one.contains("style") && !one.contains("class"), "{one}");
        }
    }
}
