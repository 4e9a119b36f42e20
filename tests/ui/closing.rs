//! Unsaved changes are never lost without a word.

use eframe::App as _;
use egui::{Event, Key, Modifiers, PointerButton, RawInput, ViewportCommand, ViewportEvent, ViewportId};
use rolechart::format;

use super::sketch::{chart, tree};
use super::window::Window;

const START: &str = "Ada:DIR(Bob:MGR(Cleo:BA) Dan:MGR)";
const EDITED: &str = "Ada:DIR(Bob:MGR(Cleo:BA))";
const QUESTION: &str = "Save changes to “Untitled”?";

fn edited() -> Window {
    let mut window = Window::open(chart(START));
    window.click_card("Dan");
    window.press(Key::Delete);
    assert_eq!(tree(window.chart()), EDITED, "an edit");
    window
}

impl Window {
    /// What the window asks of the system in the last frame.
    pub(crate) fn commands(&self) -> &[ViewportCommand] {
        &self.harness.output().viewport_output[&ViewportId::ROOT].commands
    }

    /// Somebody wants to close the window. Says whether it closes.
    pub(crate) fn closes(&mut self) -> bool {
        let viewports = &mut self.harness.input_mut().viewports;
        viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
        self.harness.step();
        let is_kept = self.commands().contains(&ViewportCommand::CancelClose);
        self.settle();
        !is_kept
    }

    /// Clicks a button, and says whether the window closes itself then.
    fn closes_after_clicking(&mut self, name: &str) -> bool {
        let pos = self.place_of(name).center();
        let button =
            |pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        self.pause();
        self.in_one_frame([Event::PointerMoved(pos)]);
        self.in_one_frame([button(true)]);
        self.in_one_frame([button(false)]);
        let closes = self.commands().contains(&ViewportCommand::Close);
        self.settle();
        closes
    }
}

#[test]
fn a_window_without_changes_closes() {
    let mut window = Window::open(chart(START));
    assert!(window.closes(), "nothing is in the way");
}

#[test]
fn changes_can_be_thrown_away() {
    let mut window = edited();
    assert!(!window.closes(), "it stays, and asks");
    assert!(window.says(QUESTION), "the question");
    assert!(window.closes_after_clicking("Don't save"), "then it closes");
    assert!(window.closes(), "and asks no more");
}

#[test]
fn closing_can_be_cancelled() {
    let cancel_with_button: fn(&mut Window) = |window| window.click("Cancel");
    let cancel_with_key: fn(&mut Window) = |window| window.press(Key::Escape);
    for (how, cancel) in [("the button", cancel_with_button), ("the key", cancel_with_key)] {
        let mut window = edited();
        assert!(!window.closes(), "it stays, and asks");
        cancel(&mut window);
        assert!(!window.says(QUESTION), "the question is gone with {how}");
        assert_eq!(tree(window.chart()), EDITED, "nothing is lost with {how}");
        assert!(!window.closes(), "the next time it asks again");
    }
}

#[test]
fn changes_can_be_saved_first() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("org.chart.ron");
    std::fs::write(&path, format::write(&chart(START))).expect("a file");
    let mut window = Window::open_file(&path);
    window.click_card("Dan");
    window.press(Key::Delete);
    assert!(!window.closes(), "it stays, and asks");
    window.click("Save");
    window.wait_for_files();
    assert_eq!(std::fs::read_to_string(&path).expect("the file"), format::write(window.chart()), "saved");
    assert!(window.closes(), "nothing is in the way any more");
}

#[test]
fn a_chart_without_a_file_is_asked_for_one() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("org.chart.ron");
    let mut window = edited();
    assert!(!window.closes(), "it stays, and asks");
    window.click("Save");
    assert!(window.says("Save the chart as"), "where to");
    window.give_path(&path);
    assert!(path.exists(), "saved");
    assert!(window.closes(), "nothing is in the way any more");
}

#[test]
fn a_name_that_is_being_typed_counts_as_a_change() {
    let mut window = Window::open(chart(START));
    window.click_card("Dan");
    window.type_text("Daniel");
    assert!(!window.closes(), "it stays, and asks");
    assert_eq!(tree(window.chart()), "Ada:DIR(Bob:MGR(Cleo:BA) Daniel:MGR)", "the name is in the chart");
}

#[test]
fn a_minimised_window_asks_too() {
    let mut window = edited();
    let mut input = RawInput::default();
    input.viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
    let ctx = window.harness.ctx.clone();
    let mut frame = eframe::Frame::_new_kittest();
    let output = ctx.run_logic(&input, |ctx| window.harness.state_mut().logic(ctx, &mut frame));
    let commands = &output.viewport_commands[&ViewportId::ROOT];
    assert!(commands.contains(&ViewportCommand::CancelClose), "it stays: {commands:?}");
    assert!(commands.contains(&ViewportCommand::Minimized(false)), "and shows itself: {commands:?}");
    window.settle();
    assert!(window.says(QUESTION), "with the question");
}

#[test]
fn another_chart_waits_until_changes_are_answered_for() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("other.chart.ron");
    std::fs::write(&path, format::write(&chart("Gus"))).expect("a file");
    let make_new: &dyn Fn(&mut Window) = &|window| window.command(Key::N);
    let open_another: &dyn Fn(&mut Window) = &|window| window.command(Key::O);
    let drop_another: &dyn Fn(&mut Window) = &|window| window.drop_file(&path);
    for (how, ask, expected) in
        [("New", make_new, ""), ("Open", open_another, "Gus"), ("a dropped file", drop_another, "Gus")]
    {
        let mut window = edited();
        ask(&mut window);
        assert!(window.says(QUESTION), "{how} asks");
        assert_eq!(tree(window.chart()), EDITED, "nothing is lost yet with {how}");
        window.click("Don't save");
        window.wait_for_files();
        if how == "Open" {
            window.give_path(&path);
        }
        assert_eq!(tree(window.chart()), expected, "{how}");
        assert!(!window.is_changed(), "a fresh document after {how}");
    }
}
