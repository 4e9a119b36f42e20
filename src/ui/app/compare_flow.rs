//! Comparing the chart, and what comes of it.

use egui::Context;

use super::RolechartApp;
use crate::ui::compare::Against;

impl RolechartApp {
    /// Shows what differs, and what can be done about it.
    pub(crate) fn compare(&mut self, _against: Against, _ctx: &Context) {}
}
