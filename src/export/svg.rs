//! The display list as an SVG file: self-contained, without scripts, the same bytes for the same list.

use std::fmt::Write as _;

use super::escape::xml as escape;
use crate::display_list::{CardShapes, Corners, DisplayList, Shape, Stroke};
use crate::geometry::{Point, Rect};

/// The font by name, and what stands in where it isn't installed.
const FONT: &str = "Inter, system-ui, sans-serif";

/// The display list as the text of an SVG 1.1 file, in chart units, one point to the unit.
#[must_use]
pub fn svg(list: &DisplayList, title: &str) -> String {
    let mut out = Writer { text: String::with_capacity(4096 * (list.cards.len() + 1)) };
    out.open(list, title);
    for shape in &list.connectors {
        out.shape(shape);
    }
    for card in &list.cards {
        out.card(card);
    }
    out.text.push_str("</svg>\n");
    out.text
}

/// A number with at most two decimals and nothing that could be left out.
fn number(value: f64) -> String {
    let mut text = format!("{value:.2}");
    text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    if text == "-0" { "0".to_owned() } else { text }
}

struct Writer {
    text: String,
}

impl Writer {
    fn push(&mut self, parts: std::fmt::Arguments) {
        // Writing into a String can't fail.
        let _ = self.text.write_fmt(parts);
    }

    fn open(&mut self, list: &DisplayList, title: &str) {
        let Rect { x, y, width, height } = list.bounds;
        let [x, y, width, height] = [x, y, width, height].map(number);
        self.push(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"{x} {y} {width} {height}\" font-family=\"{FONT}\" stroke=\"none\">\n<title>{}</title>\n\
             <rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
            escape(title),
            list.background,
        ));
    }

    fn card(&mut self, card: &CardShapes) {
        self.push(format_args!("<g id=\"{}\">\n<title>{}</title>\n", escape(card.id.as_str()), escape(&card.title)));
        for shape in &card.shapes {
            self.shape(shape);
        }
        self.text.push_str("</g>\n");
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect { rect, corners, fill, stroke } => {
                self.rect(rect, *corners);
                let fill = fill.map_or_else(|| "none".to_owned(), |colour| colour.to_string());
                self.push(format_args!(" fill=\"{fill}\""));
                self.stroke(stroke.as_ref());
                self.text.push_str("/>\n");
            }
            Shape::Path { points, radius, stroke } => {
                self.push(format_args!("<path d=\"{}\" fill=\"none\"", path_data(points, *radius)));
                self.stroke(Some(stroke));
                self.text.push_str("/>\n");
            }
            Shape::Text { at, text, face, size, colour, .. } => {
                let [x, y, size] = [at.x, at.y, *size].map(number);
                self.push(format_args!(
                    "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{}\" fill=\"{colour}\">{}</text>\n",
                    face.weight(),
                    escape(text)
                ));
            }
        }
    }

    /// A rectangle, as a path where its corners differ.
    fn rect(&mut self, rect: &Rect, corners: Corners) {
        #[expect(clippy::float_cmp, reason = "alike means given as the same number")]
        if corners.left != corners.right {
            return self.push(format_args!("<path d=\"{}\"", rounded_rect(rect, corners)));
        }
        let [x, y, width, height] = [rect.x, rect.y, rect.width, rect.height].map(number);
        self.push(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""));
        if corners.left > 0.0 {
            self.push(format_args!(" rx=\"{}\"", number(corners.left)));
        }
    }

    fn stroke(&mut self, stroke: Option<&Stroke>) {
        let Some(Stroke { width, colour, dash }) = stroke else { return };
        self.push(format_args!(" stroke=\"{colour}\" stroke-width=\"{}\"", number(*width)));
        if let Some(dash) = dash {
            self.push(format_args!(" stroke-dasharray=\"{}\"", number(*dash)));
        }
    }
}

fn at(point: Point) -> String {
    format!("{} {}", number(point.x), number(point.y))
}

fn rounded_rect(rect: &Rect, Corners { left, right }: Corners) -> String {
    let Rect { x, y, .. } = *rect;
    let arc = |radius: f64, x: f64, y: f64| {
        let radius = number(radius);
        if radius == "0" { String::new() } else { format!("A{radius} {radius} 0 0 1 {} {}", number(x), number(y)) }
    };
    let line = |x: f64, y: f64| format!("L{} {}", number(x), number(y));
    [
        format!("M{} {}", number(x + left), number(y)),
        line(rect.right() - right, y),
        arc(right, rect.right(), y + right),
        line(rect.right(), rect.bottom() - right),
        arc(right, rect.right() - right, rect.bottom()),
        line(x + left, rect.bottom()),
        arc(left, x, rect.bottom() - left),
        line(x, y + left),
        arc(left, x + left, y),
        "Z".to_owned(),
    ]
    .concat()
}

/// The path with its corners rounded, each by a quarter of a circle or less.
fn path_data(points: &[Point], radius: f64) -> String {
    let Some((first, last)) = points.first().zip(points.last()) else { return String::new() };
    let mut data = format!("M{}", at(*first));
    for corner in points.windows(3) {
        let (before, point, after) = (corner[0], corner[1], corner[2]);
        let radius = radius.min(length(before, point) / 2.0).min(length(point, after) / 2.0);
        let (start, end) = (towards(point, before, radius), towards(point, after, radius));
        let _ = write!(data, "L{}Q{} {}", at(start), at(point), at(end));
    }
    let _ = write!(data, "L{}", at(*last));
    data
}

fn length(a: Point, b: Point) -> f64 {
    (a.x - b.x).hypot(a.y - b.y)
}

/// The point `distance` units from `from` on the way to `to`.
fn towards(from: Point, to: Point, distance: f64) -> Point {
    let share = distance / length(from, to).max(f64::MIN_POSITIVE);
    from.offset((to.x - from.x) * share, (to.y - from.y) * share)
}
