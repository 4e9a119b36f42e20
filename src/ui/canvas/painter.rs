//! Paints shapes of the display list with egui, at the zoomed size: text is laid out anew, never scaled as a picture.

use egui::epaint::{CornerRadiusF32, Mesh, PathShape, PathStroke, RectShape, StrokeKind};
use egui::{Color32, Painter, Pos2, Rect as ScreenRect, Stroke, Vec2};

use super::camera::Camera;
use crate::display_list::{self, Corners, Shape};
use crate::geometry::Point;
use crate::layout::Layout;
use crate::layout::measure::Face;
use crate::theme::{self, Palette};
use crate::ui::{fonts, style};

/// Text smaller than this on the screen, in points, is not worth laying out.
const LEAST_TEXT: f32 = 3.0;
/// Straight pieces that a quarter of a circle is made of.
const ARC_STEPS: u8 = 5;

/// A painter that knows where the window looks.
pub(crate) struct ChartPainter<'a> {
    pub(crate) painter: &'a Painter,
    pub(crate) camera: &'a Camera,
    pub(crate) canvas: ScreenRect,
}

impl ChartPainter<'_> {
    /// Paints shapes moved by `offset` chart units, as a card is while it glides.
    pub(crate) fn shapes(&self, shapes: &[Shape], offset: Vec2, opacity: f32) {
        for shape in shapes {
            self.shape(shape, offset * self.camera.screen_length(1.0), opacity);
        }
    }

    fn shape(&self, shape: &Shape, offset: Vec2, opacity: f32) {
        match shape {
            Shape::Rect { rect, corners, fill, stroke } => {
                let rect = self.camera.screen_from_chart_rect(self.canvas, rect).translate(offset);
                self.rect(rect, corners, fill.map(style::color), stroke.as_ref(), opacity);
            }
            Shape::Path { points, radius, stroke } => {
                let at = |point: &Point| self.camera.screen_from_chart(self.canvas, *point) + offset;
                let points: Vec<Pos2> = points.iter().map(at).collect();
                self.line(rounded(&points, self.camera.screen_length(*radius)), stroke, opacity);
            }
            Shape::Text { at, text, face, size, colour, .. } => {
                let at = self.camera.screen_from_chart(self.canvas, *at) + offset;
                self.text(at, text, *face, *size, style::color(*colour).gamma_multiply(opacity));
            }
        }
    }

    fn rect(
        &self,
        rect: ScreenRect,
        corners: &Corners,
        fill: Option<Color32>,
        stroke: Option<&display_list::Stroke>,
        opacity: f32,
    ) {
        let (left, right) = (self.camera.screen_length(corners.left), self.camera.screen_length(corners.right));
        let radii = CornerRadiusF32 { nw: left, sw: left, ne: right, se: right };
        let fill = fill.unwrap_or(Color32::TRANSPARENT).gamma_multiply(opacity);
        let (solid, dashed) = match stroke {
            Some(stroke) if stroke.dash.is_some() => (Stroke::NONE, Some(stroke)),
            Some(stroke) => (self.stroke(stroke, opacity), None),
            None => (Stroke::NONE, None),
        };
        self.painter.add(RectShape::new(rect, radii, fill, solid, StrokeKind::Middle));
        if let Some(stroke) = dashed {
            let mut outline = rounded(&outline_of(rect), left);
            outline.extend(outline.first().copied());
            self.line(outline, stroke, opacity);
        }
    }

    fn line(&self, points: Vec<Pos2>, stroke: &display_list::Stroke, opacity: f32) {
        let line = self.stroke(stroke, opacity);
        match stroke.dash {
            Some(dash) => {
                let dash = self.camera.screen_length(dash).max(1.5);
                for stretch in stretches_in(&points, self.canvas, 2.0 * dash) {
                    self.painter.extend(egui::Shape::dashed_line(&stretch, line, dash, dash));
                }
            }
            None => {
                self.painter.add(PathShape::line(points, PathStroke::from(line)));
            }
        }
    }

    /// A line keeps its width when the chart shrinks, down to where it would hide what it connects.
    fn stroke(&self, stroke: &display_list::Stroke, opacity: f32) -> Stroke {
        let width = self.camera.screen_length(stroke.width).clamp(0.6, 6.0);
        Stroke::new(width, style::color(stroke.colour).gamma_multiply(opacity))
    }

    fn text(&self, baseline: Pos2, text: &str, face: Face, size: f64, color: Color32) {
        let size = quarter_steps(self.camera.screen_length(size));
        if size < LEAST_TEXT {
            return;
        }
        let font = match face {
            Face::Regular => fonts::regular(size),
            Face::SemiBold => fonts::semibold(size),
        };
        let galley = self.painter.layout_no_wrap(text.to_owned(), font, color);
        let first = galley.rows.first();
        let ascent = first.and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y)).unwrap_or(size);
        self.painter.galley(baseline - Vec2::new(0.0, ascent), galley, color);
    }

    /// Far away, a card is a block in its role's colour: all of them are one mesh.
    pub(crate) fn blocks(&self, layout: &Layout, ranks: &[usize], accents: impl Fn(usize) -> Color32) {
        let mut mesh = Mesh::default();
        mesh.reserve_vertices(4 * ranks.len());
        mesh.reserve_triangles(2 * ranks.len());
        for &rank in ranks {
            let rect = self.camera.screen_from_chart_rect(self.canvas, &layout.cards()[rank].rect);
            mesh.add_colored_rect(rect, accents(rank));
        }
        self.painter.add(mesh);
    }

    /// A ring around a card, a little outside its border.
    pub(crate) fn ring(&self, rect: ScreenRect, color: Color32, palette: &Palette) {
        let width = f32_of(theme::card::RING);
        let radius = self.camera.screen_length(theme::card::RADIUS) + 2.0;
        let gap = Stroke::new(1.5, style::color(palette.canvas));
        self.painter.rect_stroke(rect.expand(1.5), radius, gap, StrokeKind::Middle);
        self.painter.rect_stroke(rect.expand(1.5), radius, Stroke::new(width, color), StrokeKind::Outside);
    }
}

/// A size of the theme for the screen.
#[expect(clippy::cast_possible_truncation, reason = "sizes of the theme are small")]
pub(crate) const fn f32_of(units: f64) -> f32 {
    units as f32
}

/// Steps of a quarter point keep the number of glyph sizes small while zooming.
fn quarter_steps(size: f32) -> f32 {
    (size * 4.0).round() / 4.0
}

fn outline_of(rect: ScreenRect) -> [Pos2; 6] {
    let top = Pos2::new(rect.center().x, rect.top());
    [top, rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top(), top]
}

/// The line without what lies outside the canvas of its long straight pieces: a dash for every few points of a line that
/// runs across a whole company would be thousands that nobody sees. Cuts keep to whole periods of the dashes.
fn stretches_in(points: &[Pos2], canvas: ScreenRect, period: f32) -> Vec<Vec<Pos2>> {
    let long = canvas.width() + canvas.height();
    let mut stretches = vec![Vec::new()];
    for (index, &to) in points.iter().enumerate() {
        let from = index.checked_sub(1).map(|before| points[before]);
        if let Some(from) = from.filter(|from| from.distance(to) > long) {
            let way = (to - from).normalized();
            let shown = canvas.expand(2.0 * period);
            let along = |at: Pos2| (at - from).dot(way);
            let corners = [along(shown.left_top()), along(shown.right_bottom())];
            let start = (corners[0].min(corners[1]).max(0.0) / period).floor() * period;
            let end = corners[0].max(corners[1]).min(from.distance(to));
            let crosses = shown.intersects(ScreenRect::from_two_pos(from, to));
            if crosses && start < end {
                stretches.push(vec![from + way * start, from + way * end]);
            }
            stretches.push(Vec::new());
        }
        if let Some(stretch) = stretches.last_mut() {
            stretch.push(to);
        }
    }
    stretches.retain(|stretch| stretch.len() > 1);
    stretches
}

/// The line with its inner corners rounded, as far as the pieces beside them are long enough.
pub(crate) fn rounded(points: &[Pos2], radius: f32) -> Vec<Pos2> {
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else { return Vec::new() };
    let mut line = vec![first];
    for corner in points.windows(3) {
        let [before, at, after] = [corner[0], corner[1], corner[2]];
        let reach = radius.min(before.distance(at) / 2.0).min(after.distance(at) / 2.0);
        let (start, end) = (at + (before - at).normalized() * reach, at + (after - at).normalized() * reach);
        line.extend((0..=ARC_STEPS).map(|step| {
            let t = f32::from(step) / f32::from(ARC_STEPS);
            // A quadratic Bézier curve with the corner as its control point.
            start.lerp(at, t).lerp(at.lerp(end, t), t)
        }));
    }
    line.push(last);
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANVAS: ScreenRect = ScreenRect { min: Pos2::ZERO, max: Pos2::new(800.0, 600.0) };

    #[test]
    fn only_the_part_of_a_long_line_that_can_be_seen_is_dashed() {
        let far = [Pos2::new(-90_000.0, 300.0), Pos2::new(90_000.0, 300.0), Pos2::new(90_000.0, 900.0)];
        let stretches = stretches_in(&far, CANVAS, 8.0);
        let length: f32 = stretches.iter().map(|stretch| stretch[0].distance(stretch[1])).sum();
        assert!(length < 1_600.0, "{length} points of 180,600");
        let seen = stretches.iter().any(|stretch| stretch[0].x <= 0.0 && stretch[1].x >= 800.0);
        assert!(seen, "from edge to edge: {stretches:?}");
    }

    #[test]
    fn short_lines_stay_whole() {
        let line = [Pos2::new(-20.0, 10.0), Pos2::new(100.0, 10.0), Pos2::new(100.0, 700.0)];
        assert_eq!(stretches_in(&line, CANVAS, 8.0), [line.to_vec()], "one stretch");
    }

    #[test]
    fn a_long_line_that_passes_by_is_not_drawn() {
        let line = [Pos2::new(-90_000.0, 5_000.0), Pos2::new(90_000.0, 5_000.0)];
        assert!(stretches_in(&line, CANVAS, 8.0).is_empty(), "nothing of it is in view");
    }
}
