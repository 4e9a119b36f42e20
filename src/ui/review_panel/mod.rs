//! The review panel: what was found, where it is, and the ways out.
//!
//! Above stands the list, by rules; below, the finding that was chosen, with all there is to say about it.

mod details;
mod list;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use egui::{Margin, Panel, Ui};

use super::request::Queue;
use super::review::Tally;
use super::{style, widgets};
use crate::analysis::{Finding, Kind, Review, Rule};
use crate::editor::{Editor, WayOut, way_out_of_all, ways_out};
use crate::model::Dismissal;
use list::Entry;

/// The share of the panel's height that the chosen finding takes at most.
const DETAILS_SHARE: f32 = 0.5;
/// How high the chosen finding is at least, and at most where there is plenty of room, in points.
const LOWEST_DETAILS: f32 = 120.0;
const HIGHEST_DETAILS: f32 = 560.0;

/// What the panel reads.
#[derive(Clone, Copy)]
pub(crate) struct Reviewed<'a> {
    pub(crate) editor: &'a Editor,
    /// The latest review, which may be of the chart before the last change; none before the first is made.
    pub(crate) review: Option<&'a Arc<Review>>,
    /// Whether the review is of the chart as it is: what it says may be acted on.
    pub(crate) is_current: bool,
    /// How many findings it has.
    pub(crate) tally: &'a Tally,
    /// Whether lines are judged by their wording, too.
    pub(crate) judges_wording: bool,
}

/// What of the findings is listed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Choice {
    kind: Option<Kind>,
    /// Those that were dismissed, in place of those that weren't.
    dismissed: bool,
    judges_wording: bool,
    /// The rules whose findings are folded away.
    folded: HashSet<Rule>,
}

impl Choice {
    fn takes(&self, finding: &Finding) -> bool {
        let kind = finding.rule.kind();
        self.is_judged(kind)
            && finding.dismissed.is_some() == self.dismissed
            && self.kind.is_none_or(|chosen| chosen == kind)
    }

    fn is_judged(&self, kind: Kind) -> bool {
        self.judges_wording || kind != Kind::Wording
    }
}

/// The review panel.
#[derive(Debug, Default)]
pub(crate) struct ReviewPanel {
    choice: Choice,
    entries: Vec<Entry>,
    /// What the entries were made of.
    made_for: Option<(Arc<Review>, Choice)>,
    chosen: Option<Chosen>,
    /// The rows of the list that are seen whole.
    rows_in_view: Range<usize>,
    /// The row to bring into view.
    follows: Option<usize>,
}

/// The finding that was chosen.
#[derive(Debug)]
struct Chosen {
    /// What would dismiss it: its identity, from one review to the next.
    identity: Dismissal,
    /// The reason that is being typed, once the person wants to leave the finding as it is.
    reason: Option<String>,
    /// What dismisses it, as it stands in the chart.
    dismissal: Option<Dismissal>,
    /// The ways out of it, then those out of all like it, and the state of the chart that they are for.
    ways: Vec<WayOut>,
    of_all: Option<WayOut>,
    made_for: Option<(u64, Arc<Review>)>,
    /// Where it stands in a review.
    place: Option<(usize, Arc<Review>)>,
}

impl Chosen {
    fn new(finding: &Finding) -> Self {
        Self {
            identity: finding.dismissal(""),
            reason: None,
            dismissal: None,
            ways: Vec::new(),
            of_all: None,
            made_for: None,
            place: None,
        }
    }

    /// The finding in this review, looked for once.
    fn find<'a>(&mut self, review: &'a Arc<Review>) -> Option<&'a Finding> {
        if !self.place.as_ref().is_some_and(|(_, shown)| Arc::ptr_eq(shown, review)) {
            let is_it = |finding: &Finding| {
                finding.rule.code() == self.identity.rule && finding.dismissal("").is_of_same_finding(&self.identity)
            };
            let place = review.findings.iter().position(is_it).unwrap_or(usize::MAX);
            self.place = Some((place, Arc::clone(review)));
        }
        review.findings.get(self.place.as_ref()?.0)
    }

    /// Looks for the ways out again where the chart or the review is another.
    fn update(&mut self, editor: &Editor, review: &Arc<Review>, finding: &Finding) {
        let is_same = |(revision, shown): &(u64, _)| *revision == editor.revision() && Arc::ptr_eq(shown, review);
        if self.made_for.as_ref().is_some_and(is_same) {
            return;
        }
        let alike = |other: &&Finding| other.rule == finding.rule && other.dismissed.is_none();
        let all: Vec<&Finding> = review.findings.iter().filter(alike).collect();
        let dismissals = editor.chart().dismissals();
        self.dismissal = dismissals.iter().find(|dismissal| finding.is_dismissed_by(dismissal)).cloned();
        self.ways = ways_out(editor.chart(), finding);
        self.of_all = way_out_of_all(editor.chart(), &all);
        self.made_for = Some((editor.revision(), Arc::clone(review)));
    }
}

impl ReviewPanel {
    /// Shows the panel in all the room there is.
    pub(crate) fn ui(&mut self, ui: &mut Ui, reviewed: Reviewed<'_>, queue: &mut Queue) {
        let Some(review) = reviewed.review else {
            padded(ui, |ui| widgets::hint(ui, "Looking the chart over…"));
            return;
        };
        self.choice.judges_wording = reviewed.judges_wording;
        self.kinds_ui(ui, reviewed.tally);
        self.update(review);
        let chosen = self.chosen.as_mut().and_then(|chosen| chosen.find(review));
        if let (Some(finding), Some(chosen)) = (chosen, &mut self.chosen) {
            if reviewed.is_current {
                chosen.update(reviewed.editor, review, finding);
            }
            let frame = egui::Frame::new().inner_margin(Margin { left: 16, right: 14, top: 10, bottom: 12 });
            let panel = Panel::bottom("finding").resizable(true).default_size(350.0);
            // In a low window, too, there is a list to go on with.
            let highest = (ui.available_height() * DETAILS_SHARE).clamp(LOWEST_DETAILS, HIGHEST_DETAILS);
            let panel = panel.size_range(LOWEST_DETAILS..=highest);
            panel.frame(frame).show(ui, |ui| {
                widgets::in_fixed_room(ui, |ui| chosen.details_ui(ui, finding, reviewed.is_current, queue));
            });
        }
        self.list_ui(ui, reviewed.editor.chart(), review, chosen, queue);
    }

    /// Which kinds are listed, each with its count, and whether those that were dismissed are.
    fn kinds_ui(&mut self, ui: &mut Ui, tally: &Tally) {
        let judged: Vec<Kind> = list::IN_ORDER.into_iter().filter(|&kind| self.choice.is_judged(kind)).collect();
        let total = |dismissed: bool| judged.iter().map(|&kind| tally.of(kind, dismissed)).sum::<usize>();
        ui.add_space(8.0);
        padded(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
                self.kind_ui(ui, None, total(self.choice.dismissed));
                for &kind in &judged {
                    self.kind_ui(ui, Some(kind), tally.of(kind, self.choice.dismissed));
                }
            });
            let dismissed = total(true);
            if dismissed > 0 || self.choice.dismissed {
                let label = format!("Show the {} dismissed", widgets::thousands(dismissed));
                widgets::checkbox(ui, &mut self.choice.dismissed, &label);
            }
        });
        ui.add_space(4.0);
        widgets::rule(ui);
    }

    fn kind_ui(&mut self, ui: &mut Ui, kind: Option<Kind>, count: usize) {
        let label = format!("{} {}", kind.map_or("All", Kind::label), widgets::thousands(count));
        let text = egui::RichText::new(label).size(style::SECONDARY);
        if ui.selectable_label(self.choice.kind == kind, text).clicked() {
            self.choice.kind = kind;
        }
    }
}

/// Set in from the panel's edges.
fn padded(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    egui::Frame::new().inner_margin(Margin { left: 12, right: 10, top: 4, bottom: 4 }).show(ui, add);
}
