//! What other programs do to the file behind the chart, and the bar that tells of it where something unsaved is at stake.

use egui::{Align, Context, Label, Layout, RichText, Ui};

use super::action::Action;
use super::files::{Exchange, Files, Read};
use super::request::Queue;
use super::{fonts, style, widgets};
use crate::storage::{Seen, Watcher};

/// What has become of the file.
#[derive(Debug, Default)]
pub(crate) enum Outside {
    /// It is as it was read or written here.
    #[default]
    Quiet,
    /// Another program has changed it, and the chart has unsaved changes.
    Changed(Box<Read>),
    /// Another program has made something of it that can't be read.
    Unreadable(String),
    /// It is gone, or the disk that it was on.
    Gone,
}

/// Looks at the file from time to time.
#[derive(Debug, Default)]
pub(crate) struct Lookout {
    /// None in tests that don't ask for one.
    watcher: Option<Watcher>,
    pub(crate) outside: Outside,
    had_focus: bool,
}

impl Lookout {
    pub(crate) fn start(ctx: &Context) -> Self {
        let ctx = ctx.clone();
        let watcher = Some(Watcher::start(move || ctx.request_repaint()));
        Self { watcher, outside: Outside::Quiet, had_focus: true }
    }

    /// What is new of the file. Looks at once when the window comes to the front.
    pub(crate) fn news(&mut self, ctx: &Context, files: &Files) -> Option<Seen> {
        let watcher = self.watcher.as_mut()?;
        watcher.watch(files.watched());
        let has_focus = ctx.input(|input| input.focused);
        if has_focus && !self.had_focus {
            watcher.look_now();
        }
        self.had_focus = has_focus;
        watcher.news()
    }

    /// The document is another one, or has been saved.
    pub(crate) fn forget(&mut self) {
        self.outside = Outside::Quiet;
    }

    /// What another program wrote is waiting for the person's word.
    pub(crate) fn hold(&mut self, exchange: Exchange) {
        self.outside = match exchange.read {
            Ok(read) => Outside::Changed(read.into()),
            Err(reason) => Outside::Unreadable(reason),
        };
    }
}

impl Outside {
    pub(crate) const fn is_quiet(&self) -> bool {
        matches!(self, Self::Quiet)
    }

    fn words(&self, name: &str) -> String {
        match self {
            Self::Quiet => String::new(),
            Self::Changed(_) => format!("Another program has changed {name}, and you have unsaved changes"),
            Self::Unreadable(_) => {
                format!("Another program has changed {name}, and it can't be read now. Your chart is still here")
            }
            Self::Gone => {
                format!("{name} is gone: moved, deleted, or its disk is away. Your chart is still here, unsaved")
            }
        }
    }

    const fn ways_out(&self) -> &'static [Action] {
        match self {
            Self::Quiet => &[],
            Self::Changed(_) => &[Action::CompareWithFile, Action::ReloadFile, Action::KeepMine],
            Self::Unreadable(_) => &[Action::KeepMine, Action::SaveAs],
            Self::Gone => &[Action::Save, Action::SaveAs],
        }
    }

    /// The bar below the toolbar.
    pub(crate) fn ui(&self, ui: &mut Ui, name: &str, queue: &mut Queue) {
        let palette = style::palette(ui);
        ui.horizontal_centered(|ui| {
            let icon = RichText::new(super::icons::TRIANGLE_ALERT).font(fonts::icon(15.0));
            ui.label(icon.color(style::color(palette.warning)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                for &action in self.ways_out().iter().rev() {
                    if widgets::dialog_button(ui, action.entry().label).clicked() {
                        queue.act(action);
                    }
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let words = ui.add(Label::new(RichText::new(self.words(name))).truncate());
                    ui.accesskit_node_builder(words.id, |node| node.set_live(egui::accesskit::Live::Polite));
                    if let Self::Unreadable(reason) = self {
                        words.on_hover_text(reason);
                    }
                });
            });
        });
    }
}
