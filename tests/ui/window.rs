//! A window without a screen: keys, clicks and drags go in, the document comes out.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use egui::accesskit::Role;
use egui::os::OperatingSystem;
use egui::{Event, Key, Modifiers, OutputCommand, PointerButton, Pos2, Rect, Theme, Vec2};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::{Harness, HarnessBuilder, Node};
use rolechart::model::{Chart, Position, PositionId};
use rolechart::ui::RolechartApp;

use super::sketch::id;

/// What the window shows at first, in points.
pub(crate) const SIZE: Vec2 = Vec2::new(1400.0, 900.0);
/// The height of the status bar, in points.
const BAR_BELOW: f32 = 28.0;
/// How long a file may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A window with a hand on the keyboard and the mouse.
pub(crate) struct Window {
    pub(crate) harness: Harness<'static, RolechartApp>,
    /// How many keys were pressed so far.
    pub(crate) presses: usize,
}

impl Window {
    /// A window with this chart.
    pub(crate) fn open(chart: Chart) -> Self {
        Self::with(chart, None)
    }

    /// A window that was started with a file, which is read by now.
    pub(crate) fn open_file(path: &Path) -> Self {
        let mut window = Self::with(Chart::default(), Some(path.to_owned()));
        window.wait_for_files();
        window
    }

    fn with(chart: Chart, file: Option<PathBuf>) -> Self {
        Self::build(builder(), chart, file)
    }

    /// A window with a chart, a file to open, and whatever the builder says.
    pub(crate) fn build(builder: HarnessBuilder<RolechartApp>, chart: Chart, file: Option<PathBuf>) -> Self {
        let harness = builder.build_eframe(|creation| RolechartApp::for_tests(&creation.egui_ctx, chart, file));
        let mut window = Self { harness, presses: 0 };
        window.settle();
        window
    }

    pub(crate) fn app(&self) -> &RolechartApp {
        self.harness.state()
    }

    pub(crate) fn chart(&self) -> &Chart {
        self.app().chart()
    }

    pub(crate) fn notice(&self) -> &str {
        self.app().notice()
    }

    pub(crate) fn is_changed(&self) -> bool {
        self.app().editor().is_changed()
    }

    pub(crate) fn selected(&self) -> Option<&PositionId> {
        self.app().editor().selection().primary()
    }

    /// The selected position.
    #[track_caller]
    pub(crate) fn selected_position(&self) -> &Position {
        let selected = self.selected().and_then(|id| self.chart().position(id));
        selected.expect("a position is selected")
    }

    /// The person of the selected position; empty where nothing is selected.
    pub(crate) fn selected_person(&self) -> &str {
        self.selected().and_then(|id| self.chart().position(id)).map_or("", |position| &position.person)
    }

    /// Lets the window come to rest.
    #[track_caller]
    pub(crate) fn settle(&mut self) {
        self.harness.run();
    }

    /// Lets so much time pass that the next click is no second click of a double one.
    #[track_caller]
    pub(crate) fn pause(&mut self) {
        let now = self.harness.ctx.input(|input| input.time);
        self.harness.input_mut().time = Some(now + 1.0);
        self.harness.step();
        self.harness.input_mut().time = None;
        self.settle();
    }

    /// Waits until no file is being read or written.
    #[track_caller]
    pub(crate) fn wait_for_files(&mut self) {
        let start = Instant::now();
        while self.app().is_busy() {
            assert!(start.elapsed() < PATIENCE, "a file takes longer than {PATIENCE:?}");
            std::thread::sleep(Duration::from_millis(2));
            self.harness.step();
        }
        self.settle();
    }

    /// Waits until the chart as it is now has been reviewed.
    #[track_caller]
    pub(crate) fn wait_for_review(&mut self) {
        let start = Instant::now();
        while !self.app().is_reviewed() {
            assert!(start.elapsed() < PATIENCE, "a review takes longer than {PATIENCE:?}");
            std::thread::sleep(Duration::from_millis(2));
            self.harness.step();
        }
        self.settle();
    }

    // ---- The keyboard ----

    /// Presses a key and lets it go.
    #[track_caller]
    pub(crate) fn press(&mut self, key: Key) {
        self.presses += 1;
        self.harness.key_press(key);
        self.settle();
    }

    #[track_caller]
    pub(crate) fn press_each(&mut self, keys: &[Key]) {
        for &key in keys {
            self.press(key);
        }
    }

    /// Presses a key with others held.
    #[track_caller]
    pub(crate) fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.presses += 1;
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Presses a key with Ctrl (or Cmd) held.
    #[track_caller]
    pub(crate) fn command(&mut self, key: Key) {
        self.press_with(Modifiers::COMMAND, key);
    }

    /// Types a text, a frame for each character, and lets the window come to rest.
    #[track_caller]
    pub(crate) fn type_text(&mut self, text: &str) {
        for character in text.chars() {
            self.presses += 1;
            self.harness.event(Event::Text(character.to_string()));
        }
        self.settle();
    }

    /// Everything that happened since the last frame, at once: as where the machine is slower than the hand.
    #[track_caller]
    pub(crate) fn in_one_frame(&mut self, events: impl IntoIterator<Item = Event>) {
        self.harness.input_mut().events.extend(events);
        self.harness.step();
    }

    /// Replaces what the focused field holds.
    #[track_caller]
    pub(crate) fn retype(&mut self, text: &str) {
        self.command(Key::A);
        self.press(Key::Delete);
        self.type_text(text);
    }

    /// What the window system makes of Ctrl+V.
    #[track_caller]
    pub(crate) fn paste(&mut self, text: &str) {
        self.harness.event(Event::Paste(text.to_owned()));
        self.settle();
    }

    /// What the window system makes of Ctrl+C or Ctrl+X; gives what came into the clipboard.
    #[track_caller]
    pub(crate) fn clipboard_after(&mut self, event: Event) -> String {
        self.in_one_frame([event]);
        self.copied()
    }

    /// The same for keys that the window reads itself.
    #[track_caller]
    pub(crate) fn clipboard_after_keys(&mut self, modifiers: Modifiers, key: Key) -> String {
        self.in_one_frame([Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers }]);
        self.copied()
    }

    /// The same for something that is clicked.
    #[track_caller]
    pub(crate) fn clipboard_after_click(&mut self, name: &str) -> String {
        let at = self.scrolled_to(name, 0);
        self.pause();
        self.harness.hover_at(at);
        self.button(at, PointerButton::Primary, true);
        self.settle();
        self.button(at, PointerButton::Primary, false);
        self.harness.step();
        self.copied()
    }

    /// What came into the clipboard in the last frame.
    #[track_caller]
    fn copied(&mut self) -> String {
        let commands = &self.harness.output().platform_output.commands;
        let copied = commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        self.settle();
        copied.expect("something was copied")
    }

    // ---- The mouse ----

    /// Clicks at a place, and takes the pointer away again.
    #[track_caller]
    pub(crate) fn click_at(&mut self, at: Pos2) {
        self.pause();
        self.click_quickly_at(at);
        self.take_pointer_away();
    }

    #[track_caller]
    pub(crate) fn double_click_at(&mut self, at: Pos2) {
        self.pause();
        self.click_quickly_at(at);
        self.click_quickly_at(at);
        self.take_pointer_away();
    }

    /// A double click whose second press comes in the same frame as its end, as where the hand is quick.
    #[track_caller]
    pub(crate) fn double_click_in_a_flash_at(&mut self, pos: Pos2) {
        self.pause();
        self.click_quickly_at(pos);
        self.settle();
        let button =
            |pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        self.in_one_frame([button(true), button(false)]);
    }

    #[track_caller]
    pub(crate) fn right_click_at(&mut self, at: Pos2) {
        self.pause();
        self.harness.hover_at(at);
        self.button(at, PointerButton::Secondary, true);
        self.button(at, PointerButton::Secondary, false);
        self.take_pointer_away();
    }

    fn click_quickly_at(&mut self, at: Pos2) {
        self.harness.hover_at(at);
        self.button(at, PointerButton::Primary, true);
        self.button(at, PointerButton::Primary, false);
    }

    fn button(&self, pos: Pos2, button: PointerButton, pressed: bool) {
        self.harness.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
    }

    #[track_caller]
    fn take_pointer_away(&mut self) {
        self.harness.remove_cursor();
        self.settle();
    }

    /// Takes something with the mouse and carries it somewhere, without letting go.
    #[track_caller]
    pub(crate) fn carry(&mut self, from: Pos2, to: Pos2) {
        self.pause();
        self.harness.hover_at(from);
        self.harness.drag_at(from);
        for share in [0.3, 0.7, 1.0] {
            self.harness.hover_at(from.lerp(to, share));
        }
        self.harness.run_ok();
    }

    #[track_caller]
    pub(crate) fn let_go(&mut self, at: Pos2) {
        self.harness.drop_at(at);
        self.settle();
    }

    #[track_caller]
    pub(crate) fn drag(&mut self, from: Pos2, to: Pos2) {
        self.carry(from, to);
        self.let_go(to);
    }

    // ---- Cards ----

    #[track_caller]
    pub(crate) fn card(&self, name: &str) -> Rect {
        let card = self.app().card_on_screen(&id(name));
        card.unwrap_or_else(|| panic!("{name} has no card at the moment"))
    }

    pub(crate) fn shows_card(&self, name: &str) -> bool {
        self.app().card_on_screen(&id(name)).is_some()
    }

    /// Selects a card with a click.
    #[track_caller]
    pub(crate) fn click_card(&mut self, name: &str) {
        let at = self.card(name).center();
        self.click_at(at);
    }

    /// The middle of the "+" handle of this name that a card shows under the pointer.
    #[track_caller]
    pub(crate) fn handle_of_card(&mut self, name: &str, handle: &str) -> Pos2 {
        let card = self.card(name);
        self.harness.hover_at(card.center());
        self.settle();
        let near = card.expand(40.0);
        let all = self.named(handle);
        let found = all.iter().map(|node| node.rect().center()).find(|&at| near.contains(at));
        found.unwrap_or_else(|| panic!("{name} shows no handle {handle:?}"))
    }

    /// A place on a card: the share of its width from the left, in the middle of its height.
    #[track_caller]
    pub(crate) fn place_on(&self, name: &str, share: f32) -> Pos2 {
        let card = self.card(name);
        Pos2::new(egui::lerp(card.x_range(), share), card.center().y)
    }

    /// A place on a card that moves the whole branch: where its name begins.
    #[track_caller]
    pub(crate) fn grip_of(&self, name: &str) -> Pos2 {
        let card = self.card(name);
        Pos2::new(card.left() + 0.08 * card.width(), card.top() + 0.08 * card.width())
    }

    /// The middle of the n-th responsibility that a card shows.
    #[track_caller]
    pub(crate) fn duty_on(&self, name: &str, nth: usize) -> Pos2 {
        let room = self.app().duty_on_screen(&id(name), nth);
        room.unwrap_or_else(|| panic!("the card of {name} shows no responsibility {nth}")).center()
    }

    /// From here on these keys are held.
    pub(crate) fn hold(&self, modifiers: Modifiers) {
        self.harness.event(Event::ModifiersChanged(modifiers));
    }

    /// The middle of one of several things of the same name, counted from the top.
    #[track_caller]
    pub(crate) fn nth(&mut self, name: &str, nth: usize) -> Pos2 {
        self.scrolled_to(name, nth)
    }

    // ---- What the window says ----

    /// Everything of this role and name, in reading order. Icons don't count as part of a name.
    fn all(&self, is_wanted: impl Fn(&Node<'_>) -> bool) -> Vec<Node<'_>> {
        let mut found: Vec<Node<'_>> = self.harness.root().children_recursive().filter(is_wanted).collect();
        found.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
        found
    }

    fn named(&self, name: &str) -> Vec<Node<'_>> {
        self.all(|node| node.accesskit_node().role() != Role::Label && name_of(node).as_deref() == Some(name))
    }

    /// Clicks what has this name.
    #[track_caller]
    pub(crate) fn click(&mut self, name: &str) {
        self.click_nth(name, 0);
    }

    /// Clicks one of several things of the same name, counted from the top.
    #[track_caller]
    pub(crate) fn click_nth(&mut self, name: &str, nth: usize) {
        let at = self.scrolled_to(name, nth);
        self.click_at(at);
    }

    /// Clicks the lowest of several things of the same name.
    #[track_caller]
    pub(crate) fn click_last(&mut self, name: &str) {
        let last = self.named(name).len().saturating_sub(1);
        self.click_nth(name, last);
    }

    /// The middle of what has this name, scrolled into view where it has to be.
    #[track_caller]
    fn scrolled_to(&mut self, name: &str, nth: usize) -> Pos2 {
        let all = self.named(name);
        let Some(node) = all.get(nth) else {
            panic!("{} things are called {name:?}, and not {}; there are:\n{}", all.len(), nth + 1, self.names())
        };
        let at = node.rect().center();
        if (0.0..SIZE.y - BAR_BELOW).contains(&at.y) {
            return at;
        }
        node.scroll_to_me();
        self.settle();
        self.named(name)[nth].rect().center()
    }

    /// Whether something of this name can be used at the moment.
    pub(crate) fn offers(&self, name: &str) -> bool {
        !self.named(name).is_empty()
    }

    /// The name of what has the keyboard.
    pub(crate) fn focused_name(&self) -> String {
        self.all(|node| node.accesskit_node().is_focused()).first().and_then(name_of).unwrap_or_default()
    }

    /// Where something of this name is.
    #[track_caller]
    pub(crate) fn place_of(&self, name: &str) -> Rect {
        let all = self.named(name);
        all.first().unwrap_or_else(|| panic!("nothing is called {name:?}; there are:\n{}", self.names())).rect()
    }

    /// How many lines a text of the usual size has in so much room.
    pub(crate) fn lines_of_text(&self, text: &str, room: f32) -> usize {
        let (font, color) = (egui::FontId::proportional(13.0), egui::Color32::BLACK);
        self.harness.ctx.fonts_mut(|fonts| fonts.layout(text.to_owned(), font, color, room).rows.len())
    }

    /// Whether a text of the window holds this.
    pub(crate) fn says(&self, text: &str) -> bool {
        let holds = |node: &Node<'_>| {
            let node = node.accesskit_node();
            node.role() == Role::Label && node.value().is_some_and(|value| value.contains(text))
        };
        !self.all(holds).is_empty()
    }

    /// All texts, for messages.
    pub(crate) fn texts(&self) -> String {
        let nodes = self.all(|node| node.accesskit_node().role() == Role::Label);
        nodes.iter().filter_map(egui_kittest::Node::value).collect::<Vec<_>>().join("\n")
    }

    /// What the field of this name holds.
    #[track_caller]
    pub(crate) fn value_of(&self, name: &str) -> String {
        let all = self.named(name);
        let field = all.first().unwrap_or_else(|| panic!("no field is called {name:?}; there are:\n{}", self.names()));
        field.value().unwrap_or_default()
    }

    /// What all fields of this name hold, from the top down.
    pub(crate) fn values_of(&self, name: &str) -> Vec<String> {
        self.named(name).iter().map(|field| field.value().unwrap_or_default()).collect()
    }

    /// All names, for messages.
    pub(crate) fn names(&self) -> String {
        let nodes = self.all(|node| name_of(node).is_some());
        let line =
            |node: &Node<'_>| format!("{:?} {:?}", node.accesskit_node().role(), name_of(node).unwrap_or_default());
        nodes.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// The same window for all tests, whatever the machine.
pub(crate) fn builder() -> HarnessBuilder<RolechartApp> {
    let builder = Harness::builder().with_size(SIZE).with_theme(Theme::Light).with_os(OperatingSystem::Nix);
    builder.with_step_dt(1.0 / 60.0).with_max_steps(60).with_render_cursor(false)
}

/// A node's name without icons, which live in a block of characters of their own.
fn name_of(node: &Node<'_>) -> Option<String> {
    let label = node.accesskit_node().label()?;
    let is_icon = |c: char| ('\u{e000}'..='\u{f8ff}').contains(&c);
    Some(label.chars().filter(|&c| !is_icon(c)).collect::<String>().trim().to_owned())
}
