//! What other programs do to the file behind the chart, and the bar that tells of it where something unsaved is at stake.

use egui::{Align, Context, Id, Label, Layout, RichText, Ui, Vec2};

use super::action::Action;
use super::aside::let_go;
use super::dialogs::Dialog;
use super::files::{self, Cause, Exchange, Files, Read};
use super::request::{Queue, Request};
use super::{fonts, icons, style, widgets};
use crate::storage::{Fingerprint, Seen, Watcher};

/// The longest file name that the bar shows whole, in characters.
const LONGEST_NAME: usize = 40;

/// What has become of the file.
#[derive(Debug, Default)]
pub(crate) enum Outside {
    /// It is as it was read or written here.
    #[default]
    Quiet,
    /// Another program has changed it, and the chart has unsaved changes.
    Changed(Box<Read>),
    /// Another program has made something of it that can't be read.
    Unreadable {
        /// Why, in words for the person.
        reason: String,
        /// By what it is known again. None = not even its bytes can be had.
        found: Option<Fingerprint>,
    },
    /// It is gone, or the disk that it was on.
    Gone,
}

/// One of the bar's buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WayOut {
    Act(Action),
    /// Tells why the file can't be read.
    Explain,
}

impl WayOut {
    const fn label(self) -> &'static str {
        match self {
            Self::Act(Action::CompareWithFile) => "Compare…",
            Self::Act(Action::ReloadFile) => "Reload",
            Self::Act(Action::KeepMine) => "Keep mine",
            Self::Act(Action::SaveAs) => "Save as…",
            Self::Act(_) => "Save",
            Self::Explain => "Why?",
        }
    }
}

/// Looks at the file from time to time.
#[derive(Debug, Default)]
pub(crate) struct Lookout {
    /// None in tests that don't ask for one.
    watcher: Option<Watcher>,
    pub(crate) outside: Outside,
    /// What another program wrote, for as long as the person has something in hand.
    waiting_news: Option<Exchange>,
    /// A chart that the person asked for, as long as that.
    waiting_asked: Option<Exchange>,
    had_focus: bool,
    /// The bar's buttons as they were shown last.
    buttons: Vec<Id>,
    wants_focus: bool,
}

impl Lookout {
    pub(crate) fn start(ctx: &Context) -> Self {
        let ctx = ctx.clone();
        let watcher = Some(Watcher::start(move || ctx.request_repaint()));
        Self { watcher, had_focus: true, ..Self::default() }
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
        self.become_now(Outside::Quiet);
    }

    /// What has become of the file by now.
    pub(crate) fn become_now(&mut self, outside: Outside) {
        let_go(std::mem::replace(&mut self.outside, outside));
    }

    /// A chart from elsewhere has come. A newer one takes the place of an older one, but news never that of something that
    /// the person asked for.
    pub(crate) fn wait(&mut self, exchange: Exchange) {
        let is_news = exchange.cause == Cause::ChangedOutside;
        let waiting = if is_news { &mut self.waiting_news } else { &mut self.waiting_asked };
        let_go(waiting.replace(exchange));
    }

    /// The chart that waits, once the person's hands are free: at first what they asked for.
    pub(crate) fn take_waiting(&mut self) -> Option<Exchange> {
        self.waiting_asked.take().or_else(|| self.waiting_news.take())
    }

    /// What another program wrote is no news any more.
    pub(crate) fn drop_news(&mut self) {
        let_go(self.waiting_news.take());
    }

    /// What another program wrote is left to the person's word.
    pub(crate) fn hold(&mut self, exchange: Exchange) {
        let Exchange { read, found, edits, .. } = exchange;
        let_go(edits);
        self.become_now(match read {
            Ok(read) => Outside::Changed(read.into()),
            Err(reason) => Outside::Unreadable { reason, found },
        });
    }

    /// Whether the bar is shown.
    pub(crate) const fn has_bar(&self) -> bool {
        !matches!(self.outside, Outside::Quiet)
    }

    /// Whether one of the bar's buttons has the keyboard.
    pub(crate) fn has_focus(&self, ctx: &Context) -> bool {
        let focused = ctx.memory(egui::Memory::focused);
        self.has_bar() && focused.is_some_and(|id| self.buttons.contains(&id))
    }

    /// Gives the bar the keyboard.
    pub(crate) const fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    /// The bar below the toolbar. `is_edited` says that the chart has unsaved changes.
    pub(crate) fn ui(&mut self, ui: &mut Ui, name: &str, is_edited: bool, queue: &mut Queue) {
        let palette = style::palette(ui);
        ui.horizontal_centered(|ui| {
            let icon = RichText::new(icons::TRIANGLE_ALERT).font(fonts::icon(15.0));
            ui.label(icon.color(style::color(palette.warning)));
            let ways = self.outside.ways_out();
            let buttons: f32 = ways.iter().map(|way| widgets::dialog_button_width(ui, way.label()) + GAP).sum();
            let room = Vec2::new((ui.available_width() - buttons).max(0.0), ui.available_height());
            ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
                ui.set_min_width(room.x);
                self.outside.words_ui(ui, name, is_edited);
            });
            ui.spacing_mut().item_spacing.x = GAP;
            self.buttons.clear();
            for &way in ways {
                self.button_ui(ui, way, queue);
            }
        });
    }

    fn button_ui(&mut self, ui: &mut Ui, way: WayOut, queue: &mut Queue) {
        let response = widgets::dialog_button(ui, way.label());
        self.buttons.push(response.id);
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        if response.clicked() {
            match way {
                WayOut::Act(action) => queue.act(action),
                WayOut::Explain => queue.push(Request::Ask(self.outside.explanation())),
            }
        }
    }
}

/// Between the bar's buttons, in points.
const GAP: f32 = 8.0;

impl Outside {
    fn words(&self, name: &str, is_edited: bool) -> String {
        let name = files::shortened(name, LONGEST_NAME);
        match self {
            Self::Quiet => String::new(),
            Self::Changed(_) if is_edited => {
                format!("Another program has changed {name}, and you have unsaved changes")
            }
            Self::Changed(_) => format!("Another program has changed {name}"),
            Self::Unreadable { .. } => {
                format!("Another program has changed {name}, and it can't be read now. Your chart is still here")
            }
            Self::Gone => {
                format!("{name} is gone: moved, deleted, or its disk is away. Your chart is still here, unsaved")
            }
        }
    }

    const fn ways_out(&self) -> &'static [WayOut] {
        const COMPARE: WayOut = WayOut::Act(Action::CompareWithFile);
        const RELOAD: WayOut = WayOut::Act(Action::ReloadFile);
        const KEEP: WayOut = WayOut::Act(Action::KeepMine);
        const SAVE: WayOut = WayOut::Act(Action::Save);
        const SAVE_AS: WayOut = WayOut::Act(Action::SaveAs);
        match self {
            Self::Quiet => &[],
            Self::Changed(_) => &[COMPARE, RELOAD, KEEP],
            Self::Unreadable { found: Some(_), .. } => &[WayOut::Explain, KEEP, SAVE_AS],
            Self::Unreadable { found: None, .. } => &[WayOut::Explain, SAVE_AS],
            Self::Gone => &[SAVE, SAVE_AS],
        }
    }

    fn words_ui(&self, ui: &mut Ui, name: &str, is_edited: bool) {
        let words = ui.add(Label::new(RichText::new(self.words(name, is_edited))).truncate());
        ui.accesskit_node_builder(words.id, |node| node.set_live(egui::accesskit::Live::Polite));
    }

    fn explanation(&self) -> Dialog {
        let message = match self {
            Self::Unreadable { reason, .. } => reason.clone(),
            _ => String::new(),
        };
        Dialog::Failure { head: "The file can't be read as a chart now", message }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::files::Moment;

    fn exchange(cause: Cause) -> Exchange {
        let (read, of) = (Err(String::new()), Moment::default());
        Exchange { cause, path: "it.ron".into(), read, found: None, edits: Vec::new(), of, behind: None }
    }

    #[test]
    fn news_never_takes_the_place_of_what_the_person_asked_for() {
        for asked in [Cause::Reload, Cause::Restore("it".to_owned())] {
            let mut lookout = Lookout::default();
            lookout.wait(exchange(asked.clone()));
            lookout.wait(exchange(Cause::ChangedOutside));
            let first = lookout.take_waiting().map(|waiting| waiting.cause);
            assert_eq!(first.as_ref(), Some(&asked), "what was asked for comes first");
            lookout.wait(exchange(asked.clone()));
            lookout.drop_news();
            let left = lookout.take_waiting().map(|waiting| waiting.cause);
            assert_eq!(left.as_ref(), Some(&asked), "and stays where news is no news any more");
            assert!(lookout.take_waiting().is_none(), "which is gone");
        }
    }
}
