//! Where the window looks at the chart, and how closely.

use egui::{Pos2, Rect as ScreenRect, Vec2};

use crate::geometry::{Point, Rect, Size};

/// The smallest zoom by hand: 5 %.
pub(crate) const MIN_ZOOM: f64 = 0.05;
/// The largest zoom: 400 %.
pub(crate) const MAX_ZOOM: f64 = 4.0;
/// The zoom at which whatever fits is shown at most.
const MAX_FIT_ZOOM: f64 = 1.0;
/// A chart that needs less than this to fit is not worth fitting further.
const MIN_FIT_ZOOM: f64 = 0.000_1;

/// Where the window looks: the chart point in the middle of the canvas, and screen points per chart unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Camera {
    pub(crate) center: Point,
    pub(crate) zoom: f64,
}

impl Default for Camera {
    fn default() -> Self {
        Self { center: Point::default(), zoom: 1.0 }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "distances from the camera are small; the subtraction is done in f64"
)]
impl Camera {
    /// Where on the screen a chart point is.
    pub(crate) fn screen_from_chart(&self, canvas: ScreenRect, point: Point) -> Pos2 {
        let offset =
            Vec2::new(((point.x - self.center.x) * self.zoom) as f32, ((point.y - self.center.y) * self.zoom) as f32);
        canvas.center() + offset
    }

    /// Where on the screen a chart rectangle is.
    pub(crate) fn screen_from_chart_rect(&self, canvas: ScreenRect, rect: &Rect) -> ScreenRect {
        ScreenRect::from_min_max(self.screen_from_chart(canvas, rect.min()), self.screen_from_chart(canvas, rect.max()))
    }

    /// A length on the screen.
    pub(crate) fn screen_length(&self, units: f64) -> f32 {
        (units * self.zoom) as f32
    }

    /// The chart point at a place on the screen.
    pub(crate) fn chart_from_screen(&self, canvas: ScreenRect, at: Pos2) -> Point {
        let offset = at - canvas.center();
        self.center.offset(f64::from(offset.x) / self.zoom, f64::from(offset.y) / self.zoom)
    }

    /// The part of the chart that the canvas shows.
    pub(crate) fn view(&self, canvas: ScreenRect) -> Rect {
        Rect::from_corners(self.chart_from_screen(canvas, canvas.min), self.chart_from_screen(canvas, canvas.max))
    }

    /// Moves the chart with the pointer.
    pub(crate) fn pan(&mut self, by: Vec2) {
        self.center = self.center.offset(-f64::from(by.x) / self.zoom, -f64::from(by.y) / self.zoom);
    }

    /// Zooms so that the chart point at `at` stays there.
    pub(crate) fn zoom_at(&mut self, canvas: ScreenRect, at: Pos2, factor: f64) {
        let anchor = self.chart_from_screen(canvas, at);
        self.zoom = (self.zoom * factor).clamp(MIN_ZOOM.min(self.zoom), MAX_ZOOM);
        let now = self.chart_from_screen(canvas, at);
        self.center = self.center.offset(anchor.x - now.x, anchor.y - now.y);
    }

    /// Looks at the whole of `area`, no closer than at its actual size.
    pub(crate) fn fit(&mut self, canvas: ScreenRect, area: &Rect) {
        let Size { width, height } = area.size();
        let (across, down) = (f64::from(canvas.width()) / width.max(1.0), f64::from(canvas.height()) / height.max(1.0));
        self.zoom = across.min(down).clamp(MIN_FIT_ZOOM, MAX_FIT_ZOOM);
        self.center = area.center();
    }

    /// Moves as little as it takes to bring `area` into view, with room around it.
    pub(crate) fn bring_into_view(&mut self, canvas: ScreenRect, area: &Rect) {
        let room = 24.0 / self.zoom;
        let (view, area) = (self.view(canvas), area.grown(room));
        let shift = |low: f64, high: f64, view_low: f64, view_high: f64| {
            if high - low > view_high - view_low {
                f64::midpoint(low, high) - f64::midpoint(view_low, view_high)
            } else {
                (low - view_low).min(0.0) + (high - view_high).max(0.0)
            }
        };
        self.center = self.center.offset(
            shift(area.x, area.right(), view.x, view.right()),
            shift(area.y, area.bottom(), view.y, view.bottom()),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANVAS: ScreenRect = ScreenRect { min: Pos2::new(100.0, 50.0), max: Pos2::new(900.0, 650.0) };

    #[test]
    fn zooming_keeps_the_point_under_the_pointer() {
        let mut camera = Camera { center: Point::new(16_000_000.0, 300.0), zoom: 1.0 };
        let at = Pos2::new(200.0, 100.0);
        let before = camera.chart_from_screen(CANVAS, at);
        camera.zoom_at(CANVAS, at, 1.7);
        let after = camera.chart_from_screen(CANVAS, at);
        assert!((before.x - after.x).abs() < 1e-6 && (before.y - after.y).abs() < 1e-6, "{before:?} became {after:?}");
    }

    #[test]
    fn what_is_far_away_still_falls_on_whole_screen_points() {
        let camera = Camera { center: Point::new(16_777_216.0, 0.0), zoom: 1.0 };
        let left = camera.screen_from_chart(CANVAS, Point::new(16_777_217.0, 0.0));
        let right = camera.screen_from_chart(CANVAS, Point::new(16_777_218.0, 0.0));
        assert!((right.x - left.x - 1.0).abs() < 1e-6, "one unit is one point, also sixteen million units away");
    }

    #[test]
    fn fitting_shows_everything_and_never_enlarges() {
        let mut camera = Camera::default();
        let small = Rect::new(10.0, 10.0, 100.0, 100.0);
        camera.fit(CANVAS, &small);
        assert!((camera.zoom - 1.0).abs() < 1e-9, "a small chart stays at its actual size");
        let large = Rect::new(-5_000.0, 0.0, 40_000.0, 300.0);
        camera.fit(CANVAS, &large);
        assert!(camera.view(CANVAS).grown(1.0).contains_rect(&large), "all of a large chart is in view");
    }

    #[test]
    fn bringing_into_view_moves_nothing_that_is_there_already() {
        let mut camera = Camera::default();
        let before = camera;
        camera.bring_into_view(CANVAS, &Rect::new(-20.0, -20.0, 40.0, 40.0));
        assert_eq!(camera, before, "the card was in view");
        camera.bring_into_view(CANVAS, &Rect::new(1_000.0, 0.0, 240.0, 100.0));
        assert!(camera.view(CANVAS).contains_rect(&Rect::new(1_000.0, 0.0, 240.0, 100.0)), "now it is in view");
    }
}
