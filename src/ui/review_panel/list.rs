//! The list of findings: a head for each rule, and a row for each finding.

use std::sync::Arc;

use egui::{Align2, Context, CornerRadius, Id, Rect, ScrollArea, Sense, Ui, Vec2};

use super::{Chosen, ReviewPanel, padded};
use crate::analysis::{Finding, Kind, Review, Rule};
use crate::model::Chart;
use crate::ui::inspector::holder_name;
use crate::ui::request::{Queue, Request};
use crate::ui::{fonts, icons, style, widgets};

/// Height of a row: two lines of a message, in points.
const ROW: f32 = 44.0;
/// The most holders that a row names.
const MOST_NAMES: usize = 4;

/// The kinds in the order of the list: first what takes two people to settle, last what one can mend in passing.
pub(super) const IN_ORDER: [Kind; 4] = [Kind::Overlap, Kind::Gap, Kind::Raci, Kind::Wording];

fn rules_of(kind: Kind) -> impl Iterator<Item = Rule> {
    Rule::ALL.into_iter().filter(move |rule| rule.kind() == kind)
}

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Entry {
    /// The head of the findings of a rule, and how many there are.
    Head(Rule, usize),
    /// The finding with this index in the review.
    Finding(usize),
}

impl ReviewPanel {
    /// Lists anew where the review or the choice is another.
    pub(super) fn update(&mut self, review: &Arc<Review>) {
        let is_same = |(shown, choice): &(Arc<Review>, _)| Arc::ptr_eq(shown, review) && *choice == self.choice;
        if self.made_for.as_ref().is_some_and(is_same) {
            return;
        }
        let before = std::mem::take(&mut self.entries);
        self.entries = self.entries_of(review);
        self.move_on(review, &before);
        self.made_for = Some((Arc::clone(review), self.choice.clone()));
    }

    /// Where the chosen finding has been settled, the next one by the same rule is chosen: whoever works through a list
    /// isn't to look for the place again.
    fn move_on(&mut self, review: &Arc<Review>, before: &[Entry]) {
        let Some(chosen) = &mut self.chosen else { return };
        let Some(was_at) = chosen.place.as_ref().map(|(place, _)| Entry::Finding(*place)) else { return };
        if chosen.find(review).is_some() {
            return;
        }
        let rule = |entry: &&Entry| match entry {
            Entry::Finding(index) => review.findings[*index].rule.code() == chosen.identity.rule,
            Entry::Head(..) => false,
        };
        let row = before.iter().position(|entry| *entry == was_at).unwrap_or(0);
        let (earlier, later) = self.entries.split_at(row.min(self.entries.len()));
        let next = later.iter().find(rule).or_else(|| earlier.iter().rev().find(rule));
        self.chosen = match next {
            Some(Entry::Finding(index)) => Some(Chosen::new(&review.findings[*index])),
            _ => None,
        };
    }

    fn entries_of(&self, review: &Review) -> Vec<Entry> {
        let mut entries = Vec::new();
        for rule in IN_ORDER.into_iter().flat_map(rules_of) {
            let taken = |finding: &Finding| finding.rule == rule && self.choice.takes(finding);
            let found: Vec<usize> = (0..review.findings.len()).filter(|&i| taken(&review.findings[i])).collect();
            if found.is_empty() {
                continue;
            }
            entries.push(Entry::Head(rule, found.len()));
            if !self.choice.folded.contains(&rule) {
                entries.extend(found.into_iter().map(Entry::Finding));
            }
        }
        entries
    }

    pub(super) fn list_ui(
        &mut self,
        ui: &mut Ui,
        chart: &Chart,
        review: &Review,
        chosen: Option<&Finding>,
        queue: &mut Queue,
    ) {
        if self.entries.is_empty() {
            let all_fine = if self.choice.dismissed {
                "Nothing was dismissed."
            } else {
                "Nothing to look at: every responsibility has someone who does it and one who answers for it."
            };
            let remark = if self.choice.kind.is_some() { "Nothing of this kind." } else { all_fine };
            padded(ui, |ui| widgets::hint(ui, remark));
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let has_focus = self.keyboard(ui, review, chosen, queue);
        let mut area = ScrollArea::vertical().id_salt("findings").auto_shrink(false);
        if let Some(row) = self.follows.take().filter(|row| !self.rows_in_view.contains(row)) {
            #[expect(clippy::cast_precision_loss, reason = "egui's scroll areas hold no more rows than f32 can count")]
            let top = row as f32 * ROW;
            area = area.vertical_scroll_offset((top - ui.available_height() / 2.0).max(0.0));
        }
        let entries = std::mem::take(&mut self.entries);
        area.show_rows(ui, ROW, entries.len(), |ui, rows| {
            // The first and the last are seldom whole.
            self.rows_in_view = rows.start + 1..rows.end.saturating_sub(1);
            for entry in &entries[rows] {
                match *entry {
                    Entry::Head(rule, count) => self.head_ui(ui, rule, count),
                    Entry::Finding(index) => {
                        let finding = &review.findings[index];
                        let is_chosen = chosen.is_some_and(|chosen| std::ptr::eq(chosen, finding));
                        if finding_ui(ui, chart, index, finding, (is_chosen, has_focus)) {
                            Self::take_focus(ui);
                            self.choose(finding, queue);
                        }
                    }
                }
            }
        });
        self.entries = entries;
    }

    fn choose(&mut self, finding: &Finding, queue: &mut Queue) {
        self.chosen = Some(Chosen::new(finding));
        queue.push(Request::ShowFound(finding.holders.clone(), finding.responsibilities.clone()));
    }

    fn list_id() -> Id {
        Id::unique("list of findings")
    }

    /// Whether the list has the keyboard.
    pub(crate) fn has_focus(ctx: &Context) -> bool {
        ctx.memory(|memory| memory.has_focus(Self::list_id()))
    }

    /// Gives the list the keyboard.
    pub(crate) fn take_focus(ctx: &Context) {
        ctx.memory_mut(|memory| memory.request_focus(Self::list_id()));
    }

    /// The list as one thing that has the keyboard: arrows go from finding to finding. Says whether it has it.
    fn keyboard(&mut self, ui: &Ui, review: &Review, chosen: Option<&Finding>, queue: &mut Queue) -> bool {
        let list = ui.interact(ui.available_rect_before_wrap(), Self::list_id(), Sense::FOCUSABLE);
        list.widget_info(|| egui::WidgetInfo::labeled(egui::Role::List, true, "Findings"));
        if !list.has_focus() {
            return false;
        }
        let (down, up) = widgets::list_arrows(ui, list.id);
        let finding_of = |entry: &Entry| match entry {
            Entry::Finding(index) => Some(&review.findings[*index]),
            Entry::Head(..) => None,
        };
        let is_chosen = |entry: &Entry| finding_of(entry).zip(chosen).is_some_and(|(a, b)| std::ptr::eq(a, b));
        let at = self.entries.iter().position(is_chosen);
        let numbered = self.entries.iter().enumerate().filter_map(|(row, entry)| Some((row, finding_of(entry)?)));
        let next = match (down, up) {
            (true, _) => numbered.clone().find(|(row, _)| at.is_none_or(|at| *row > at)),
            (_, true) => numbered.clone().rfind(|(row, _)| at.is_none_or(|at| *row < at)),
            _ => None,
        };
        if let Some((row, finding)) = next {
            self.follows = Some(row);
            self.choose(finding, queue);
        }
        true
    }

    fn head_ui(&mut self, ui: &mut Ui, rule: Rule, count: usize) {
        let (rect, response) = row(ui, ("rule", rule));
        let palette = style::palette(ui);
        let is_folded = self.choice.folded.contains(&rule);
        let icon = if is_folded { icons::CHEVRON_RIGHT } else { icons::CHEVRON_DOWN };
        let line = rect.bottom() - 15.0;
        let at = |x: f32| egui::pos2(rect.left() + x, line);
        let muted = style::color(palette.muted);
        ui.painter().text(at(16.0), Align2::CENTER_CENTER, icon, fonts::icon(13.0), muted);
        let color = style::color(palette.text);
        let font = fonts::semibold(style::SECONDARY);
        let label = ui.painter().text(at(28.0), Align2::LEFT_CENTER, rule.label(), font, color);
        let count = widgets::thousands(count);
        let font = fonts::regular(style::SECONDARY);
        ui.painter().text(egui::pos2(label.right() + 8.0, line), Align2::LEFT_CENTER, &count, font, muted);
        let name = format!("{} {count}", rule.label());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name.clone()));
        if response.clicked() && !self.choice.folded.remove(&rule) {
            self.choice.folded.insert(rule);
        }
    }
}

fn row(ui: &mut Ui, id: impl std::hash::Hash + std::fmt::Debug) -> (Rect, egui::Response) {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::hover());
    (rect, ui.interact(rect, Id::unique(("review", id)), Sense::click()))
}

/// What tells a finding from the others under the same head, and who is meant where that takes a line of its own.
fn row_texts(chart: &Chart, finding: &Finding) -> (String, String) {
    match (finding.rule, &finding.responsibilities[..]) {
        (Rule::SameDuty | Rule::ManagerAndReport | Rule::SeveralAccountable | Rule::EveryoneConsulted, [text]) => {
            let names = finding.holders.iter().take(MOST_NAMES).map(|holder| holder_name(chart, holder));
            let more = finding.holders.len().saturating_sub(MOST_NAMES);
            let more = (more > 0).then(|| format!("+{more} more"));
            (text.clone(), names.chain(more).collect::<Vec<_>>().join(", "))
        }
        (Rule::NobodyResponsible | Rule::NobodyAccountable | Rule::NotCovered, [text]) => (text.clone(), String::new()),
        (rule, [text]) if rule.kind() == Kind::Wording => (text.clone(), String::new()),
        _ => (finding.message.clone(), String::new()),
    }
}

/// A finding's row. Says whether it was clicked.
fn finding_ui(
    ui: &mut Ui,
    chart: &Chart,
    index: usize,
    finding: &Finding,
    (is_chosen, has_focus): (bool, bool),
) -> bool {
    let (rect, response) = row(ui, index);
    let palette = style::palette(ui);
    if is_chosen || response.hovered() || response.has_focus() {
        let fill = if is_chosen { palette.selected_row } else { palette.panel.mixed(palette.text, 0.04) };
        ui.painter().rect_filled(rect, CornerRadius::ZERO, style::color(fill));
    }
    if is_chosen && has_focus {
        let bar = Rect::from_min_size(rect.min, Vec2::new(3.0, rect.height()));
        ui.painter().rect_filled(bar, CornerRadius::ZERO, style::color(palette.accent));
    }
    let color = style::color(if finding.dismissed.is_some() { palette.muted } else { palette.text });
    let (text, who) = row_texts(chart, finding);
    let (left, room) = (rect.left() + 28.0, rect.width() - 38.0);
    let at = |height: f32| egui::pos2(left, rect.center().y - height / 2.0);
    if who.is_empty() {
        let mut job = egui::text::LayoutJob::simple(text, fonts::regular(style::SECONDARY), color, room);
        job.wrap.max_rows = 2;
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(at(galley.size().y), galley, color);
    } else {
        let text = widgets::elided(ui, &text, style::SECONDARY, room, color);
        let who = widgets::elided(ui, &who, style::SECONDARY, room, style::color(palette.muted));
        let below = at(-4.0);
        ui.painter().galley(at(2.0 * text.size().y + 4.0), text, color);
        ui.painter().galley(below, who, color);
    }
    let label = finding.message.as_str();
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListItem, true, is_chosen, label));
    response.on_hover_text(label).clicked()
}
