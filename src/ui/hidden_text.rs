//! Hidden characters as the window shows them: a dot for each, wherever a panel paints text.
//!
//! One place does it for all panels: at the end of a frame it goes through what was painted, and lays out anew what
//! hides something. Fields are laid out so from the start where they hide something, for their cursor stands between the
//! characters that are seen; what is typed and kept is the text itself.

use std::sync::Arc;

use egui::layers::ShapeIdx;
use egui::text::{ByteIndex, ByteRange, LayoutJob};
use egui::{Context, FontId, Galley, LayerId, Shape, TextBuffer, TextEdit, TextStyle, Ui};

use super::fonts;
use crate::model::hidden::{has_hidden, stand_in, visible};

/// From now on, shows the hidden characters of whatever is painted.
pub(crate) fn install(ctx: &Context) {
    ctx.on_end_pass("hidden characters", Arc::new(|ui: &mut Ui| show_all(ui.ctx())));
}

fn show_all(ctx: &Context) {
    let mut layers: Vec<LayerId> = ctx.memory(|memory| memory.layer_ids().collect());
    layers.push(LayerId::background());
    for layer in layers {
        for (index, mut shape) in shapes_that_hide(ctx, layer) {
            show(ctx, &mut shape);
            ctx.graphics_mut(|graphics| graphics.entry(layer).mutate_shape(index, |clipped| clipped.shape = shape));
        }
    }
}

fn shapes_that_hide(ctx: &Context, layer: LayerId) -> Vec<(ShapeIdx, Shape)> {
    ctx.graphics(|graphics| {
        let Some(list) = graphics.get(layer) else { return Vec::new() };
        let shapes = list.all_entries().map(|clipped| &clipped.shape).enumerate();
        shapes.filter(|(_, shape)| hides(shape)).map(|(index, shape)| (ShapeIdx(index), shape.clone())).collect()
    })
}

fn hides(shape: &Shape) -> bool {
    match shape {
        Shape::Text(text) => has_hidden(&text.galley.job.text),
        Shape::Vec(shapes) => shapes.iter().any(hides),
        _ => false,
    }
}

fn show(ctx: &Context, shape: &mut Shape) {
    match shape {
        Shape::Text(text) => {
            let job = visible_job(&text.galley.job);
            text.galley = ctx.fonts_mut(|fonts| fonts.layout_job(job));
        }
        Shape::Vec(shapes) => shapes.iter_mut().for_each(|shape| show(ctx, shape)),
        _ => {}
    }
}

/// The same job for the text that is shown. A dot may take more bytes or fewer than what it stands for.
fn visible_job(job: &LayoutJob) -> LayoutJob {
    let moved = |at: usize| {
        let before = job.text.get(..at).unwrap_or(&job.text);
        before.chars().map(|c| stand_in(c).len_utf8()).sum::<usize>()
    };
    let mut shown = LayoutJob { text: visible(&job.text).into_owned(), ..job.clone() };
    for section in &mut shown.sections {
        let ByteRange { start, end } = section.byte_range.clone();
        section.byte_range = ByteIndex(moved(start.0))..ByteIndex(moved(end.0));
    }
    shown
}

/// How a field is laid out that hides something.
#[derive(Clone, Copy)]
pub(crate) enum Field {
    /// One line of plain text.
    Line,
    /// Several lines of plain text.
    Area,
    /// One line in the size of a name on a card.
    Name,
}

/// The field as it is, or where its text hides something, one that shows it.
pub(crate) fn shown_in(edit: TextEdit<'_>, field: Field, hides: bool) -> TextEdit<'_> {
    if hides { edit.layouter(layouter(field)) } else { edit }
}

type Layouter = dyn FnMut(&Ui, &dyn TextBuffer, f32) -> Arc<Galley>;

/// A function for [`TextEdit`], which wants one that it may change. These hold nothing, so that a box of them takes no
/// memory that could leak.
fn layouter(field: Field) -> &'static mut Layouter {
    let body = |ui: &Ui| TextStyle::Body.resolve(ui.style());
    match field {
        Field::Line => {
            Box::leak(Box::new(move |ui: &Ui, text: &dyn TextBuffer, _| lay_out(ui, text, f32::INFINITY, body(ui))))
        }
        Field::Area => {
            Box::leak(Box::new(move |ui: &Ui, text: &dyn TextBuffer, width| lay_out(ui, text, width, body(ui))))
        }
        Field::Name => Box::leak(Box::new(|ui: &Ui, text: &dyn TextBuffer, _| {
            lay_out(ui, text, f32::INFINITY, fonts::semibold(15.0))
        })),
    }
}

fn lay_out(ui: &Ui, text: &dyn TextBuffer, width: f32, font: FontId) -> Arc<Galley> {
    let visuals = ui.visuals();
    let colour = visuals.override_text_color.unwrap_or(visuals.widgets.inactive.text_color());
    let mut job = LayoutJob::simple(visible(text.as_str()).into_owned(), font, colour, width);
    job.break_on_newline = width.is_finite();
    job.keep_trailing_whitespace = true;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

#[cfg(test)]
mod tests {
    use egui::text::TextFormat;
    use egui::{Color32, FontId};

    use super::*;

    #[test]
    fn sections_keep_their_characters() {
        let mut job = LayoutJob::default();
        for (part, size) in [("a\u{202e}", 1.0), ("\u{1b}b", 2.0), ("\u{e0041}", 3.0), ("é", 4.0)] {
            job.append(part, 0.0, TextFormat::simple(FontId::proportional(size), Color32::BLACK));
        }
        let shown = visible_job(&job);
        let ranges = shown.sections.iter().map(|section| section.byte_range.start.0..section.byte_range.end.0);
        let parts: Vec<&str> = ranges.map(|range| &shown.text[range]).collect();
        assert_eq!(parts, ["a·", "·b", "·", "é"], "each section has what it had, to be seen");
    }

    #[test]
    fn what_is_painted_shows_what_hides() {
        let ctx = Context::default();
        install(&ctx);
        let run = || {
            ctx.run_ui(egui::RawInput::default(), |ui| {
                ui.label("evil \u{202e}name");
                egui::Area::new(egui::Id::unique("window")).show(ui.ctx(), |ui| ui.label("\u{200f}x"));
            })
        };
        // In its first frame an area only measures itself.
        run().drop_without_applying_deltas();
        let output = run();
        let texts: Vec<String> = output
            .shapes
            .iter()
            .filter_map(|clipped| match &clipped.shape {
                Shape::Text(text) => Some(text.galley.job.text.clone()),
                _ => None,
            })
            .collect();
        output.drop_without_applying_deltas();
        assert!(texts.iter().any(|text| text == "evil ·name"), "on the ground: {texts:?}");
        assert!(texts.iter().any(|text| text == "·x"), "in a window above it: {texts:?}");
    }
}
