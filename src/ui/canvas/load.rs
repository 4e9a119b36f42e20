//! The load view: cards coloured by how much each position does and answers for, against others in the same role.

use std::collections::HashMap;

use egui::{Align2, Rect as ScreenRect, Sense, Stroke, StrokeKind, Ui, Vec2};

use super::painter::{ChartPainter, f32_of};
use super::{Canvas, Scene};
use crate::analysis::{self, Band, Load};
use crate::model::PositionId;
use crate::theme::{Colour, LoadColours, Palette};
use crate::ui::action::Action;
use crate::ui::request::Queue;
use crate::ui::{fonts, icons, style, widgets};

/// Height of a badge, in chart units.
const BADGE_HEIGHT: f64 = 18.0;
/// Width of the legend, in points.
const LEGEND_WIDTH: f32 = 250.0;
/// Height of a line of the legend, in points.
const LEGEND_LINE: f32 = 22.0;

/// The loads of all positions, counted once for each state of the chart.
#[derive(Debug, Default)]
pub(super) struct Loads {
    by_position: HashMap<PositionId, Load>,
    counts: [usize; Band::ALL.len()],
    made_for: Option<(u64, u64)>,
}

impl Loads {
    /// Counts again where the chart has changed.
    pub(super) fn update(&mut self, scene: Scene<'_>, document: u64) {
        let made_for = Some((document, scene.editor.revision()));
        if self.made_for == made_for {
            return;
        }
        let by_position = analysis::loads(scene.editor.chart());
        let mut counts = [0; Band::ALL.len()];
        for load in by_position.values() {
            counts[place_of(load.band)] += 1;
        }
        *self = Self { by_position, counts, made_for };
    }

    fn of(&self, id: &PositionId) -> Option<&Load> {
        self.by_position.get(id)
    }

    /// The colour behind a card; none where the card stays as it is.
    pub(super) fn tint(&self, id: &PositionId) -> Option<Colour> {
        self.of(id).and_then(|load| colours_of(load.band)).map(|colours| colours.ground)
    }
}

fn place_of(band: Band) -> usize {
    Band::ALL.iter().position(|&other| other == band).unwrap_or(0)
}

/// The colours of a band; none where there is nothing remarkable.
const fn colours_of(band: Band) -> Option<LoadColours> {
    match band {
        Band::NoPeers | Band::Alike => None,
        Band::FarFewer => Some(LoadColours::FAR_FEWER),
        Band::Fewer => Some(LoadColours::FEWER),
        Band::More => Some(LoadColours::MORE),
        Band::FarMore => Some(LoadColours::FAR_MORE),
    }
}

/// What says the same without colour.
const fn sign_of(band: Band) -> &'static str {
    match band {
        Band::NoPeers => "",
        Band::FarFewer => "−−",
        Band::Fewer => "−",
        Band::Alike => "=",
        Band::More => "+",
        Band::FarMore => "++",
    }
}

impl Canvas {
    /// The badges on the cards in view: how many R and A, and the sign of the band.
    pub(super) fn paint_loads(&self, ui: &Ui, painter: &egui::Painter, palette: &Palette, ranks: &[usize]) {
        let chart_painter = ChartPainter { painter, camera: &self.camera, canvas: self.rect };
        for &rank in ranks {
            let card = &self.layout.cards()[rank];
            if let Some(load) = self.loads.of(&card.id) {
                badge(&chart_painter, self.gliding_rect(ui, card), load, palette);
            }
        }
    }

    /// What the colours mean, at the canvas's lower left corner.
    pub(super) fn legend_ui(&self, ui: &mut Ui, queue: &mut Queue) {
        let bands = Band::ALL.into_iter().filter(|&band| self.loads.counts[place_of(band)] > 0);
        let bands: Vec<Band> = bands.collect();
        #[expect(clippy::cast_precision_loss, reason = "there are six bands")]
        let height = 66.0 + LEGEND_LINE * bands.len() as f32;
        let corner = self.rect.left_bottom() + Vec2::new(16.0, -16.0 - height);
        let area = ScreenRect::from_min_size(corner, Vec2::new(LEGEND_WIDTH, height));
        let palette = style::palette(ui);
        let stroke = Stroke::new(1.0, style::color(palette.line));
        ui.painter().rect(area, 8, style::color(palette.panel), stroke, StrokeKind::Inside);
        // Clicks on the legend are not for the chart behind it.
        ui.interact(area, egui::Id::unique("load legend"), Sense::click_and_drag());
        ui.scope_builder(egui::UiBuilder::new().max_rect(area.shrink(12.0)), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.horizontal(|ui| {
                ui.label(egui::RichText::new("Load").font(fonts::semibold(style::SECONDARY)));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if widgets::small_icon_button(ui, icons::X, "Hide the load").clicked() {
                        queue.act(Action::ToggleLoad);
                    }
                });
            });
            widgets::hint(ui, "R and A against others in the role");
            ui.add_space(4.0);
            for band in bands {
                legend_line(ui, palette, band, self.loads.counts[place_of(band)]);
            }
        });
    }
}

fn legend_line(ui: &mut Ui, palette: &Palette, band: Band, count: usize) {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), LEGEND_LINE), Sense::hover());
    let swatch = ScreenRect::from_center_size(rect.left_center() + Vec2::new(14.0, 0.0), Vec2::new(28.0, 16.0));
    let painter = ui.painter();
    plate(painter, swatch, 5.0, band, palette);
    let font = fonts::semibold(11.0);
    painter.text(swatch.center(), Align2::CENTER_CENTER, sign_of(band), font, text_color(band, palette));
    let at = rect.left_center() + Vec2::new(38.0, 0.0);
    let text = style::color(palette.text);
    painter.text(at, Align2::LEFT_CENTER, band.label(), fonts::regular(style::SECONDARY), text);
    let count = widgets::thousands(count);
    let muted = style::color(palette.muted);
    painter.text(rect.right_center(), Align2::RIGHT_CENTER, &count, fonts::regular(style::SECONDARY), muted);
    let name = format!("{}: {count}", band.label());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, name.clone()));
}

fn plate(painter: &egui::Painter, rect: ScreenRect, radius: f32, band: Band, palette: &Palette) {
    let plain = if band == Band::Alike { palette.line } else { palette.card };
    let fill = colours_of(band).map_or(plain, |colours| colours.badge);
    let stroke = Stroke::new(1.0, style::color(palette.card_border));
    painter.rect(rect, radius, style::color(fill), stroke, StrokeKind::Inside);
}

fn text_color(band: Band, palette: &Palette) -> egui::Color32 {
    style::color(colours_of(band).map_or(palette.text, |colours| colours.text))
}

/// A badge astride the upper edge of a card, at the left.
fn badge(chart: &ChartPainter<'_>, card: ScreenRect, load: &Load, palette: &Palette) {
    let scale = chart.camera.screen_length(1.0);
    let sign = sign_of(load.band);
    let words = format!("{sign} {} R · {} A", load.responsible, load.accountable);
    let color = text_color(load.band, palette);
    let font = fonts::semibold(f32_of(crate::theme::text::CHIP) * scale);
    let galley = chart.painter.layout_no_wrap(words.trim_start().to_owned(), font, color);
    let size = Vec2::new(galley.size().x + 14.0 * scale, f32_of(BADGE_HEIGHT) * scale);
    let left = card.left() + 14.0 * scale;
    let rect = ScreenRect::from_min_size(egui::pos2(left, card.top() - size.y / 2.0), size);
    plate(chart.painter, rect, rect.height() / 2.0, load.band, palette);
    chart.painter.galley(rect.center() - galley.size() / 2.0, galley, color);
}
