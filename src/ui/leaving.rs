//! The question what becomes of the reports and of the responsibilities when somebody leaves a position.

use egui::{RichText, Ui};

use super::dialogs::{Answer, buttons, focus_at_first, head};
use super::inspector::{Picked, name_of, pick_position};
use super::{style, widgets};
use crate::editor::{AfterRemoval, Command, Editor, Heir, Leaving};
use crate::export::{self, HandOver, others_with_role};
use crate::model::{Chart, Position, PositionId, Responsibility};

/// The most siblings that are offered at once; with more of them there is a list to search.
const MOST_SIBLINGS: usize = 6;
/// How many of the responsibilities, and of the dotted lines, are listed.
const MOST_LISTED: usize = 3;

/// Somebody leaves: which position, whether it goes, too, and what has been chosen so far.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LeavingSheet {
    id: PositionId,
    is_removal: bool,
    after: AfterRemoval,
    heir: Heir,
    /// Whom the person has searched for, as heads of the reports and for the responsibilities.
    found: [Option<PositionId>; 2],
    is_note_copied: bool,
}

impl LeavingSheet {
    /// The question before a position is removed.
    pub(crate) fn removing(chart: &Chart, id: PositionId) -> Self {
        let heir = usual_heir(chart, &id, &AfterRemoval::MoveUp);
        Self { id, is_removal: true, after: AfterRemoval::MoveUp, heir, found: [None, None], is_note_copied: false }
    }

    /// The question before a position is vacated.
    pub(crate) const fn vacating(id: PositionId) -> Self {
        let (after, heir) = (AfterRemoval::MoveUp, Heir::Stay);
        Self { id, is_removal: false, after, heir, found: [None, None], is_note_copied: false }
    }

    pub(crate) fn ui(&mut self, ui: &mut Ui, editor: &Editor) -> Answer {
        let chart = editor.chart();
        let Some(position) = chart.position(&self.id) else { return Answer::Cancel };
        let name = name_of(chart, &self.id);
        head(
            ui,
            &if self.is_removal { format!("Remove {name}?") } else { format!("Make the position of {name} vacant?") },
        );
        if self.is_removal && chart.reports(&self.id).len() > 0 {
            self.reports_ui(ui, chart);
        }
        let estate = self.estate(chart);
        if !estate.is_empty() {
            self.duties_ui(ui, chart, &estate);
        }
        self.loss_ui(ui, chart, position);
        self.dotted_ui(ui, chart);
        let note = if self.is_note_copied { "Note copied" } else { "Copy hand-over note" };
        match buttons(ui, if self.is_removal { "Remove" } else { "Make vacant" }, &["Cancel", note]) {
            Some(0) => Answer::Execute(self.command(&estate)),
            Some(1) => Answer::Cancel,
            Some(_) => {
                ui.copy_text(self.note(chart));
                self.is_note_copied = true;
                Answer::Open
            }
            None => Answer::Open,
        }
    }

    /// The responsibilities that somebody else could have from now on.
    fn estate<'a>(&self, chart: &'a Chart) -> Vec<&'a Responsibility> {
        chart.own_lines(&self.id, self.goes_with_everyone_below()).collect()
    }

    fn goes_with_everyone_below(&self) -> bool {
        self.is_removal && self.after == AfterRemoval::GoToo
    }

    fn goes(&self, chart: &Chart, other: &PositionId) -> bool {
        *other == self.id || (self.goes_with_everyone_below() && chart.is_in_branch(other, &self.id))
    }

    fn leaving(&self) -> Leaving {
        if self.is_removal { Leaving::Removed(self.after.clone()) } else { Leaving::Vacated }
    }

    fn command(&self, estate: &[&Responsibility]) -> Command {
        // Nobody has to take what isn't there.
        let heir = if estate.is_empty() { Heir::Stay } else { self.heir.clone() };
        Command::HandOver(self.id.clone(), self.leaving(), heir)
    }

    fn reports_ui(&mut self, ui: &mut Ui, chart: &Chart) {
        let reports = chart.reports(&self.id).len();
        widgets::section(ui, "Reports", &widgets::counted(reports, "position reports here", "positions report here"));
        let (id, before) = (self.id.clone(), self.after.clone());
        let siblings = chart.reports_or_tops(chart.manager(&id)).into_iter().filter(|sibling| **sibling != id);
        let siblings: Vec<&PositionId> = siblings.collect();
        let has_many = siblings.len() > MOST_SIBLINGS;
        let mut choices = vec![(up_label(chart, &id), AfterRemoval::MoveUp)];
        let offered = if has_many { self.found[0].iter().collect() } else { siblings };
        choices.extend(
            offered
                .into_iter()
                .map(|to| (format!("They report to {}", name_of(chart, to)), AfterRemoval::MoveTo(to.clone()))),
        );
        choices.push((go_too_label(chart, &id), AfterRemoval::GoToo));
        let chosen = widgets::radio_group(ui, "reports", &choices, &mut self.after);
        focus_at_first(ui, &chosen);
        if has_many
            && let Some(Picked::Position(to)) =
                pick_position(ui, "Report to somebody else", "Somebody else…", chart, false, |other| {
                    !chart.is_in_branch(other, &id)
                })
        {
            self.after = AfterRemoval::MoveTo(to.clone());
            self.found[0] = Some(to);
            widgets::focus_choice(ui, "reports");
        }
        let heir_goes = matches!(&self.heir, Heir::Position(heir) if self.goes(chart, heir));
        if self.after != before && heir_goes {
            self.heir = usual_heir(chart, &id, &self.after);
        }
    }

    fn duties_ui(&mut self, ui: &mut Ui, chart: &Chart, estate: &[&Responsibility]) {
        widgets::section(ui, "Responsibilities of their own", &widgets::thousands(estate.len()));
        for line in estate.iter().take(MOST_LISTED) {
            line_hint(ui, &line.text);
        }
        if estate.len() > MOST_LISTED {
            widgets::hint(ui, &format!("+{} more", widgets::thousands(estate.len() - MOST_LISTED)));
        }
        ui.add_space(2.0);
        let choices = self.heirs(chart);
        let chosen = widgets::radio_group(ui, "duties", &choices, &mut self.heir);
        focus_at_first(ui, &chosen);
        let id = self.id.clone();
        let is_branch = self.goes_with_everyone_below();
        ui.add_space(4.0);
        let stays = |other: &PositionId| *other != id && !(is_branch && chart.is_in_branch(other, &id));
        if let Some(Picked::Position(to)) =
            pick_position(ui, "Give them to somebody else", "Somebody else…", chart, false, stays)
        {
            self.heir = Heir::Position(to.clone());
            self.found[1] = Some(to);
            widgets::focus_choice(ui, "duties");
        }
    }

    /// Who or what the responsibilities may go to, in words.
    fn heirs(&self, chart: &Chart) -> Vec<(String, Heir)> {
        let report = first_report(chart, &self.id).filter(|report| !self.goes(chart, report));
        let near = chart.manager(&self.id).or(report);
        let found = self.found[1].as_ref().filter(|found| Some(*found) != near && !self.goes(chart, found));
        let stay = (!self.is_removal).then(|| ("They stay with the position".to_owned(), Heir::Stay));
        let people = near.into_iter().chain(found);
        let people = people.map(|id| (format!("They go to {}", name_of(chart, id)), Heir::Position(id.clone())));
        let nobody = [("They become unassigned".to_owned(), Heir::MustCover), ("Delete them".to_owned(), Heir::Nobody)];
        stay.into_iter().chain(people).chain(nobody).collect()
    }

    /// Says so where the responsibilities of the role lose the last one who does them.
    fn loss_ui(&self, ui: &mut Ui, chart: &Chart, position: &Position) {
        let role = chart.role_of(position).filter(|role| !role.responsibilities.is_empty() && !position.is_vacant());
        let Some(role) = role else { return };
        if others_with_role(chart, position, self.goes_with_everyone_below()).next().is_some() {
            return;
        }
        let duties = widgets::counted(role.responsibilities.len(), "responsibility", "responsibilities");
        let article = if role.title.to_lowercase().starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
        let words = format!("Nobody else is {article} {}: its {duties} will be done by nobody", role.title);
        let colour = style::color(style::palette(ui).warning);
        ui.add_space(8.0);
        ui.add(egui::Label::new(RichText::new(words).size(style::SECONDARY).color(colour)).wrap());
    }

    /// Says which dotted lines end with whoever is removed.
    fn dotted_ui(&self, ui: &mut Ui, chart: &Chart) {
        if !self.is_removal {
            return;
        }
        let stay = chart.walk().map(|visit| visit.position).filter(|position| !position.dotted_to.is_empty());
        let stay = stay.filter(|position| !self.goes(chart, &position.id));
        let lines = stay.flat_map(|from| from.dotted_to.iter().map(move |to| (&from.id, to)));
        let ended: Vec<_> = lines.filter(|(_, to)| self.goes(chart, to)).collect();
        if ended.is_empty() {
            return;
        }
        ui.add_space(8.0);
        for (from, to) in ended.iter().take(MOST_LISTED) {
            widgets::hint(ui, &format!("{}'s dotted line to {} ends", name_of(chart, from), name_of(chart, to)));
        }
        if ended.len() > MOST_LISTED {
            let more = widgets::counted(ended.len() - MOST_LISTED, "more dotted line ends", "more dotted lines end");
            widgets::hint(ui, &more);
        }
    }

    fn note(&self, chart: &Chart) -> String {
        let reports = match &self.after {
            AfterRemoval::MoveUp => export::Reports::ReportTo(chart.manager(&self.id).cloned()),
            AfterRemoval::MoveTo(to) => export::Reports::ReportTo(Some(to.clone())),
            AfterRemoval::GoToo => export::Reports::GoToo,
        };
        let duties = match &self.heir {
            Heir::Stay => export::Duties::Stay,
            Heir::Position(heir) => export::Duties::GoTo(heir.clone()),
            Heir::MustCover => export::Duties::AreUnassigned,
            Heir::Nobody => export::Duties::GoAway,
        };
        let removal = self.is_removal.then_some(reports);
        HandOver { chart, position: &self.id, removal, duties }.markdown()
    }
}

/// Who gets the responsibilities where nothing else is said: the manager, else the first report, else nobody yet.
fn usual_heir(chart: &Chart, id: &PositionId, after: &AfterRemoval) -> Heir {
    let report = first_report(chart, id).filter(|_| *after != AfterRemoval::GoToo);
    chart.manager(id).or(report).map_or(Heir::MustCover, |heir| Heir::Position(heir.clone()))
}

/// The first report in the row; where there are only assistants, the first of them.
fn first_report<'a>(chart: &'a Chart, id: &PositionId) -> Option<&'a PositionId> {
    let is_in_row = |report: &&PositionId| chart.position(report).is_some_and(|position| !position.assistant);
    chart.reports(id).find(is_in_row).or_else(|| chart.reports(id).next())
}

/// A responsibility in a line of the list of them.
fn line_hint(ui: &mut Ui, text: &str) {
    let colour = style::color(style::palette(ui).muted);
    let text = RichText::new(format!("•  {text}")).size(style::SECONDARY).color(colour);
    ui.add(egui::Label::new(text).truncate());
}

fn up_label(chart: &Chart, id: &PositionId) -> String {
    match chart.manager(id) {
        Some(manager) => format!("They report to {}", name_of(chart, manager)),
        None => "They become top positions".to_owned(),
    }
}

fn go_too_label(chart: &Chart, id: &PositionId) -> String {
    let below = chart.branch(id).count().saturating_sub(1);
    if below == chart.reports(id).len() {
        "Remove them, too".to_owned()
    } else {
        format!("Remove them, too: {} positions in all", widgets::thousands(below))
    }
}
