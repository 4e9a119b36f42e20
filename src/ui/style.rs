//! From the theme's tokens to egui's style, light and dark.

use egui::style::{Selection, WidgetVisuals, Widgets};
use egui::{Color32, Context, CornerRadius, Margin, Shadow, Stroke, TextStyle, Theme, Ui, Vec2, Visuals};

use super::fonts;
use crate::model::Involvement;
use crate::theme::{self, Colour, Palette};

/// Height of a row in a list, in points.
pub(crate) const ROW: f32 = 26.0;
/// Height of a field, in points.
pub(crate) const FIELD: f32 = 29.0;
/// Height of the toolbar, in points.
pub(crate) const TOOLBAR: f32 = 46.0;
/// Between a panel's edge and what it holds, in points.
pub(crate) const PANEL_PADDING: i8 = 16;
/// Corner radius of controls, in points.
pub(crate) const CONTROL_RADIUS: u8 = 6;
/// Height of interface text, in points.
pub(crate) const TEXT: f32 = 13.0;
/// Height of secondary text, in points.
pub(crate) const SECONDARY: f32 = 12.0;
/// Height of icons, in points.
pub(crate) const ICON: f32 = 17.0;

/// The colour as egui has it.
pub(crate) const fn color(colour: Colour) -> Color32 {
    Color32::from_rgb(colour.r, colour.g, colour.b)
}

/// The colour of an involvement's letter. It is never the only sign.
pub(crate) fn involvement(involvement: Involvement, palette: &Palette) -> Color32 {
    let colour = match involvement {
        Involvement::Responsible => theme::ROLE_PALETTE[2],
        Involvement::Accountable => theme::ROLE_PALETTE[1],
        Involvement::Consulted => theme::ROLE_PALETTE[4],
        Involvement::Informed => theme::NO_ROLE,
    };
    color(palette.chip_text(colour))
}

/// The tokens of the appearance that this context shows.
pub(crate) fn palette(ctx: &Context) -> &'static Palette {
    match ctx.theme() {
        Theme::Light => &Palette::LIGHT,
        Theme::Dark => &Palette::DARK,
    }
}

/// Gives the context the fonts and both appearances.
pub(crate) fn install(ctx: &Context) {
    ctx.set_fonts(fonts::definitions());
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        // A drag begins with a press, too: what is being typed is committed before anything is carried away.
        options.input_options.surrender_focus_on = egui::SurrenderFocusOn::Presses;
        // Where the system doesn't say, paper is white.
        options.fallback_theme = Theme::Light;
    });
    for (theme, palette) in [(Theme::Light, &Palette::LIGHT), (Theme::Dark, &Palette::DARK)] {
        ctx.set_visuals_of(theme, visuals(palette));
        ctx.style_mut_of(theme, |style| {
            style.text_styles = [
                (TextStyle::Body, fonts::regular(TEXT)),
                (TextStyle::Button, fonts::regular(TEXT)),
                (TextStyle::Small, fonts::regular(SECONDARY)),
                (TextStyle::Heading, fonts::semibold(15.0)),
                (TextStyle::Monospace, fonts::regular(SECONDARY)),
            ]
            .into();
            style.spacing.item_spacing = Vec2::new(8.0, 6.0);
            style.spacing.button_padding = Vec2::new(10.0, 4.0);
            style.spacing.interact_size = Vec2::new(28.0, ROW);
            style.spacing.combo_height = 320.0;
            style.spacing.menu_margin = Margin::same(6);
            style.spacing.scroll.bar_width = 8.0;
            style.interaction.selectable_labels = false;
            style.interaction.tooltip_delay = 0.4;
            style.interaction.resize_grab_radius_side = 5.0;
            style.animation_time = 0.12;
        });
    }
}

/// Gives check boxes the look of fields. They are small, so that their border needs more ink to be seen.
pub(crate) fn outline_boxes(ui: &mut Ui) {
    let palette = palette(ui);
    let box_visuals = &mut ui.visuals_mut().widgets.inactive;
    box_visuals.bg_fill = color(palette.field);
    box_visuals.bg_stroke = Stroke::new(1.25, color(palette.faint));
}

fn visuals(palette: &Palette) -> Visuals {
    let base = if palette.is_dark { Visuals::dark() } else { Visuals::light() };
    let shadow = Shadow {
        offset: [0, 6],
        blur: 20,
        spread: 0,
        color: Color32::from_black_alpha(if palette.is_dark { 110 } else { 36 }),
    };
    Visuals {
        override_text_color: None,
        weak_text_color: Some(color(palette.muted)),
        widgets: widgets(palette),
        selection: Selection {
            bg_fill: color(palette.accent.mixed(palette.panel, if palette.is_dark { 0.62 } else { 0.68 })),
            stroke: Stroke::new(1.0, color(palette.accent)),
        },
        hyperlink_color: color(palette.accent),
        faint_bg_color: color(palette.field),
        extreme_bg_color: color(palette.field),
        warn_fg_color: color(palette.warning),
        error_fg_color: color(palette.danger),
        window_corner_radius: CornerRadius::same(10),
        window_shadow: shadow,
        window_fill: color(palette.panel),
        window_stroke: Stroke::new(1.0, color(palette.line)),
        menu_corner_radius: CornerRadius::same(8),
        panel_fill: color(palette.panel),
        popup_shadow: shadow,
        indent_has_left_vline: false,
        ..base
    }
}

fn widgets(palette: &Palette) -> Widgets {
    let state = |fill: Colour, border: Colour, text: Colour| WidgetVisuals {
        bg_fill: color(fill),
        weak_bg_fill: color(fill),
        bg_stroke: Stroke::new(1.0, color(border)),
        corner_radius: CornerRadius::same(CONTROL_RADIUS),
        fg_stroke: Stroke::new(1.0, color(text)),
        expansion: 0.0,
    };
    let plain = state(palette.field, palette.line, palette.text);
    let hover = palette.panel.mixed(palette.text, 0.06);
    let pressed = palette.panel.mixed(palette.text, 0.11);
    Widgets {
        noninteractive: state(palette.panel, palette.line, palette.text),
        inactive: plain,
        hovered: state(hover, palette.card_border, palette.text),
        active: state(pressed, palette.accent, palette.text),
        open: state(hover, palette.card_border, palette.text),
    }
}
