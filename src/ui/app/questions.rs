//! One question at a time: what is asked while another one is open waits, and nothing that was typed into one is lost.

use super::RolechartApp;
use crate::ui::aside::let_go;
use crate::ui::dialogs::Dialog;
use crate::ui::files::Agreed;

impl RolechartApp {
    /// Asks, once nothing else is being asked.
    pub(super) fn ask(&mut self, question: Dialog) {
        if self.dialog.is_some() {
            self.questions.push_back(question);
        } else {
            self.dialog = Some(question);
        }
    }

    /// Asks at once what the person has just brought up. What was being asked comes back afterwards, unless it is of the
    /// same kind or only told something.
    pub(super) fn ask_at_once(&mut self, question: Dialog) {
        let is_same = |open: &Dialog| std::mem::discriminant(open) == std::mem::discriminant(&question);
        let is_over = |open: &Dialog| is_same(open) || matches!(open, Dialog::About | Dialog::Keys);
        let interrupted = self.dialog.take().filter(|open| !is_over(open));
        self.questions.extend(interrupted);
        self.dialog = Some(question);
    }

    /// Says that something failed: at once where nothing is being asked, else in the status bar first.
    pub(super) fn fail(&mut self, head: &'static str, message: String) {
        if self.dialog.is_some() {
            self.warn(head);
        }
        self.ask(Dialog::Failure { head, message });
    }

    /// The next question, where none is open. What comes after a save comes before it.
    pub(super) fn show_waiting_question(&mut self) {
        let is_on_the_way = self.after_writing.is_some() && self.files.is_writing();
        if !self.is_asking() && !is_on_the_way {
            self.dialog = self.questions.pop_front();
        }
    }

    /// Whether a question is open, in this window or as a dialog of the system.
    pub(super) fn is_asking(&self) -> bool {
        self.dialog.is_some() || self.picker.is_open()
    }

    /// The document is another one: what was asked about the old one is over, but not what went wrong with it.
    pub(super) fn forget_questions(&mut self) {
        self.questions.retain(|question| matches!(question, Dialog::Failure { .. }));
        let_go(self.dialog.take());
    }

    /// What the person agrees to leave, where they agree now that another document takes its place.
    pub(super) fn agreed(&self) -> Agreed {
        Agreed { of: self.moment(), is_changed: self.editor.is_changed() }
    }

    /// Whether the document may still give way: nothing was done since, and nothing is on its way to the disk.
    pub(super) fn is_still_agreed(&self, agreed: Agreed) -> bool {
        let loses_nothing = agreed.is_changed || !self.editor.is_changed();
        agreed.of == self.moment() && loses_nothing && !self.files.is_saving()
    }

    /// Says so where the chart is being saved, so that what the file holds is not known at the moment.
    pub(super) fn refuses_while_saving(&mut self) -> bool {
        let is_saving = self.files.is_saving();
        if is_saving {
            self.warn("The chart is being saved. Try again in a moment");
        }
        is_saving
    }
}
