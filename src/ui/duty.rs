//! A responsibility on its way to somebody else: what is carried, where it may go, and what will happen there.

use egui::{Area, Context, DragAndDrop, Frame, Id, Label, Margin, Modifiers, Order, Response, RichText, Ui, Vec2};

use super::inspector::holder_name;
use super::request::{Queue, Request};
use super::{fonts, style, widgets};
use crate::editor::{Command, Editor, Handing, Refusal};
use crate::model::{Chart, Holder, Involvement, PositionId, Responsibility, words_of};
use crate::theme::{Colour, Palette};

/// Width of what follows the pointer, in points.
const GHOST_WIDTH: f32 = 320.0;
/// From the pointer to what follows it, in points: far enough that it hides no target.
const GHOST_OFFSET: Vec2 = Vec2::new(16.0, 14.0);

/// How long something is held over a tab until that opens, in seconds.
const HOLD: f32 = 0.4;

/// Where a responsibility comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The line at an index of the holder's own list.
    Line(Holder, usize),
    /// The list of what must be covered, where it also stays.
    MustCover(String),
}

/// A responsibility that is being carried, or is to be given to somebody who is still to be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DutyPayload {
    pub(crate) from: Source,
    /// What it says.
    pub(crate) text: String,
    /// The position on whose card or in whose lists it was taken: there it is at home.
    taken_at: Option<PositionId>,
}

impl DutyPayload {
    /// A line of a list, taken where this position shows it.
    pub(crate) fn of_line(chart: &Chart, holder: Holder, index: usize, taken_at: Option<PositionId>) -> Option<Self> {
        let text = chart.lines_of(&holder).get(index)?.text.clone();
        Some(Self { from: Source::Line(holder, index), text, taken_at })
    }

    /// Something that must be covered.
    pub(crate) fn to_cover(text: &str) -> Self {
        Self { from: Source::MustCover(text.to_owned()), text: text.to_owned(), taken_at: None }
    }

    /// Whether it comes from there, so that bringing it there changes nothing.
    pub(crate) fn is_at_home(&self, to: &Holder) -> bool {
        let is_own = matches!(&self.from, Source::Line(from, _) if from == to);
        is_own || matches!((&self.taken_at, to), (Some(taken_at), Holder::Position(id)) if taken_at == id)
    }

    /// The change that gives it to somebody; what must be covered is done by whoever gets it.
    ///
    /// # Errors
    /// The reason why it can't go there, in words for the person.
    pub(crate) fn give(&self, editor: &Editor, to: &Holder, how: Handing) -> Result<Command, Refusal> {
        let chart = editor.chart();
        let command = match &self.from {
            Source::Line(from, index) => Command::HandLine(from.clone(), *index, to.clone(), how),
            Source::MustCover(text) if does(chart, to, text) => {
                return Err(Refusal::HoldsAlready(holder_name(chart, to)));
            }
            Source::MustCover(text) => {
                Command::AddLines(to.clone(), chart.lines_of(to).len(), vec![Responsibility::new(text.clone())])
            }
        };
        match editor.refusal(command.clone()) {
            Some(refusal) => Err(refusal),
            None => Ok(command),
        }
    }

    /// What will happen, and what else it means.
    fn outlook(&self, editor: &Editor, to: &Holder, how: Handing) -> Outlook {
        let chart = editor.chart();
        if let Err(refusal) = self.give(editor, to, how) {
            return Outlook { words: refusal.to_string(), more: String::new(), is_refused: true };
        }
        let name = holder_words(chart, to);
        let words = match (&self.from, how) {
            (Source::MustCover(_), _) => format!("Give to {name}"),
            (_, Handing::Move) => format!("Move to {name}"),
            (_, Handing::Copy) => format!("Copy to {name}"),
            (_, Handing::Share) => format!("Share with {name} (Consulted)"),
        };
        Outlook { words, more: self.loss(chart, how).unwrap_or_default(), is_refused: false }
    }

    /// What is said once it has been given.
    pub(crate) fn done(&self, chart: &Chart, to: &Holder, how: Handing) -> String {
        let name = holder_words(chart, to);
        match (&self.from, how) {
            (Source::MustCover(_), _) => format!("Given to {name}"),
            (_, Handing::Move) => format!("Moved to {name}"),
            (_, Handing::Copy) => format!("Copied to {name}"),
            (_, Handing::Share) => format!("Shared with {name} (Consulted)"),
        }
    }

    /// Who else loses the line; nothing where nobody does.
    pub(crate) fn loss(&self, chart: &Chart, how: Handing) -> Option<String> {
        match &self.from {
            Source::Line(role @ Holder::Role(_), _) if how == Handing::Move => {
                Some(format!("Takes it from {}", holder_words(chart, role)))
            }
            _ => None,
        }
    }
}

/// Whether the holder does this already, in whatever letters.
fn does(chart: &Chart, holder: &Holder, text: &str) -> bool {
    let words = words_of(text);
    let is_same = |line: &Responsibility| line.involvement == Involvement::Responsible && words_of(&line.text) == words;
    chart.all_lines_of(holder).any(is_same)
}

/// Who a holder is; of a role also how many it stands for.
fn holder_words(chart: &Chart, holder: &Holder) -> String {
    let name = holder_name(chart, holder);
    match holder {
        Holder::Role(id) => {
            let count = widgets::counted(chart.count_with_role(id), "position", "positions");
            format!("the role {name} ({count})")
        }
        Holder::Position(_) => name,
    }
}

/// What will happen if what is carried is let go where it is now.
#[derive(Clone, Debug, Default)]
struct Outlook {
    words: String,
    more: String,
    is_refused: bool,
}

impl Outlook {
    fn id() -> Id {
        Id::unique("outlook of what is carried")
    }

    fn tell(self, ctx: &Context) {
        ctx.data_mut(|data| data.insert_temp(Self::id(), self));
    }

    fn take(ctx: &Context) -> Option<Self> {
        ctx.data_mut(|data| data.remove_temp(Self::id()))
    }
}

/// What a place hears of a responsibility that is carried there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Offer {
    /// It is over the place, which is to be ringed in this colour.
    Hovers(Colour),
    /// It was let go here.
    Taken,
}

/// The way a line goes, by the keys that are held: Ctrl copies, Alt shares.
const fn handing(modifiers: Modifiers) -> Handing {
    if modifiers.command {
        Handing::Copy
    } else if modifiers.alt {
        Handing::Share
    } else {
        Handing::Move
    }
}

/// Whether a responsibility is being carried.
pub(crate) fn is_carried(ctx: &Context) -> bool {
    DragAndDrop::has_payload_of_type::<DutyPayload>(ctx)
}

/// Whether a responsibility has been held over a tab for so long that the tab is to open.
pub(crate) fn opens_tab(tab: &Response) -> bool {
    let (ctx, id) = (&tab.ctx, tab.id.with("held over it since"));
    if !is_carried(ctx) || !tab.contains_pointer() {
        ctx.data_mut(|data| data.remove_temp::<f64>(id));
        return false;
    }
    let now = ctx.time();
    let since = ctx.data_mut(|data| *data.get_temp_mut_or_insert_with(id, || now));
    ctx.request_repaint_after_secs(HOLD);
    now - since >= f64::from(HOLD)
}

/// Lets a holder take responsibilities that are dropped on what was shown of it.
pub(crate) fn accept(response: &Response, editor: &Editor, to: &Holder, queue: &mut Queue) -> Option<Offer> {
    let carried = response.dnd_hover_payload::<DutyPayload>().filter(|carried| !carried.is_at_home(to))?;
    let ctx = &response.ctx;
    let how = handing(ctx.input(|input| input.modifiers));
    if response.dnd_release_payload::<DutyPayload>().is_some() {
        match carried.give(editor, to, how) {
            Ok(command) => {
                queue.execute(command);
                queue.push(Request::SayOfChange(carried.done(editor.chart(), to, how)));
            }
            Err(refusal) => queue.push(Request::Refuse(refusal)),
        }
        return Some(Offer::Taken);
    }
    let outlook = carried.outlook(editor, to, how);
    let colour = outlook.colour(style::palette(ctx));
    outlook.tell(ctx);
    Some(Offer::Hovers(colour))
}

/// The same for a row of a list, which gets its ring here.
pub(crate) fn accept_in_row(ui: &Ui, response: &Response, editor: &Editor, to: &Holder, queue: &mut Queue) {
    if let Some(Offer::Hovers(colour)) = accept(response, editor, to, queue) {
        let stroke = egui::Stroke::new(2.0, style::color(colour));
        ui.painter().rect_stroke(response.rect.shrink(1.0), 4, stroke, egui::StrokeKind::Inside);
    }
}

/// Lets a list reorder its own lines. `row` is the room of the line at `index`; `own` finds where in this list something
/// stands that is carried, if it comes from there. Gives from which index to which a line moves that is let go here.
pub(crate) fn accept_own(
    ui: &Ui,
    row: &Response,
    index: usize,
    own: impl FnOnce(&Source) -> Option<usize>,
) -> Option<(usize, usize)> {
    let carried = row.dnd_hover_payload::<DutyPayload>()?;
    let from = own(&carried.from)?;
    let at = ui.input(|input| input.pointer.interact_pos())?;
    let is_behind = at.y > row.rect.center().y;
    if row.dnd_release_payload::<DutyPayload>().is_some() {
        let gap = index + usize::from(is_behind);
        // Once the line is taken out, those behind it come one place nearer.
        return Some((from, gap - usize::from(gap > from)));
    }
    let stroke = egui::Stroke::new(2.0, style::color(style::palette(ui).accent));
    let y = if is_behind { row.rect.bottom() } else { row.rect.top() };
    ui.painter().hline(row.rect.x_range(), y, stroke);
    Outlook { words: "Move here".to_owned(), ..Outlook::default() }.tell(ui);
    None
}

impl Outlook {
    const fn colour(&self, palette: &Palette) -> Colour {
        if self.is_refused { palette.danger } else { palette.accent }
    }

    /// What is said where there is nobody to take it.
    fn of_nobody(ctx: &Context) -> Self {
        let copy = ctx.format_modifiers(Modifiers::COMMAND);
        Self { words: "Drop it on somebody".to_owned(), more: format!("{copy} copies, Alt shares"), is_refused: false }
    }
}

/// Shows what is carried beside the pointer, and under it what will happen.
pub(crate) fn ghost_ui(ui: &Ui) {
    let outlook = Outlook::take(ui);
    let Some(carried) = DragAndDrop::payload::<DutyPayload>(ui) else { return };
    let Some(at) = ui.input(|input| input.pointer.interact_pos()) else { return };
    let outlook = outlook.unwrap_or_else(|| match carried.from {
        Source::Line(..) => Outlook::of_nobody(ui),
        Source::MustCover(_) => Outlook { words: "Drop it on somebody".to_owned(), ..Outlook::default() },
    });
    let area = Area::new(Id::unique("carried duty")).order(Order::Tooltip).interactable(false);
    area.fixed_pos(at + GHOST_OFFSET).show(ui, |ui| {
        ui.set_max_width(GHOST_WIDTH);
        ui.spacing_mut().item_spacing.y = 3.0;
        let palette = style::palette(ui);
        let (ground, edge) = (style::color(palette.card), style::color(outlook.colour(palette)));
        let frame = Frame::new().fill(ground).stroke(egui::Stroke::new(1.5, edge)).corner_radius(style::CONTROL_RADIUS);
        frame.inner_margin(Margin::symmetric(10, 6)).show(ui, |ui| {
            let text = RichText::new(&carried.text).color(style::color(palette.text));
            ui.add(Label::new(text).truncate());
        });
        words_ui(ui, &outlook, palette);
    });
}

fn words_ui(ui: &mut Ui, outlook: &Outlook, palette: &Palette) {
    let line = egui::Stroke::new(1.0, style::color(palette.line));
    let frame = Frame::new().fill(style::color(palette.panel)).stroke(line).corner_radius(style::CONTROL_RADIUS);
    frame.inner_margin(Margin::symmetric(8, 4)).show(ui, |ui| {
        let words = if outlook.is_refused { palette.danger } else { palette.text };
        for (text, colour) in [(&outlook.words, words), (&outlook.more, palette.muted)] {
            if !text.is_empty() {
                let text = RichText::new(text).font(fonts::regular(style::SECONDARY)).color(style::color(colour));
                ui.add(Label::new(text).wrap());
            }
        }
    });
}
