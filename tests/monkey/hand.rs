//! A hand that doesn't know what it is doing: random keys, clicks, drags, texts and files for a window.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use egui::accesskit::Role;
use egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, OutputCommand, PointerButton, Pos2, Rect, TouchPhase,
    Vec2, ViewportEvent, ViewportId,
};
use egui_kittest::kittest::NodeT as _;
use egui_kittest::{Harness, Node};
use fastrand::Rng;
use rolechart::model::PositionId;
use rolechart::ui::RolechartApp;

use crate::dropped::Dropped;

const NONE: Modifiers = Modifiers::NONE;
const CONTROL: Modifiers = Modifiers::COMMAND;

/// Keys that mean something, the commoner ones more than once.
const KEYS: [Key; 36] = [
    Key::Tab,
    Key::Tab,
    Key::Enter,
    Key::Enter,
    Key::Escape,
    Key::Escape,
    Key::Delete,
    Key::Backspace,
    Key::Space,
    Key::F2,
    Key::F1,
    Key::F6,
    Key::Home,
    Key::End,
    Key::PageUp,
    Key::PageDown,
    Key::ArrowUp,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowDown,
    Key::ArrowLeft,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::ArrowRight,
    Key::Num0,
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Plus,
    Key::Minus,
    Key::A,
    Key::R,
    Key::C,
    Key::I,
    Key::U,
    Key::J,
];
/// Keys that mean something together with Ctrl.
const CONTROL_KEYS: [Key; 22] = [
    Key::Z,
    Key::Z,
    Key::Z,
    Key::Y,
    Key::Y,
    Key::D,
    Key::R,
    Key::N,
    Key::O,
    Key::S,
    Key::S,
    Key::E,
    Key::F,
    Key::B,
    Key::I,
    Key::P,
    Key::A,
    Key::Enter,
    Key::Num1,
    Key::Num2,
    Key::Num0,
    Key::Plus,
];
const TEXTS: [&str; 16] = [
    "",
    " ",
    "Grace",
    "Grace Okafor, BA",
    "bus",
    "vacant",
    "Plan",
    "Set the IT strategy",
    "Accountable: Keep it",
    "Zoë 👩\u{200d}💻",
    "\u{202e}gnp",
    "e\u{301}\u{200b}",
    "a \"quoted\" \\ word",
    "役員",
    "..",
    "a very long line that goes on and on, as lines do when nobody stops them, until there is no room left for it",
];
const PASTES: [&str; 9] = [
    "Ada Byron, IT Director\n  Grace\n    Omar, BA\n  vacant (PM)\n",
    "- Plan\n- Build\r\n- Run\n",
    "Accountable: Keep it\nInformed: All of it\n",
    "Chart(format: 1, positions: [(id: \"x\", person: \"Xu\", assistant: true), (id: \"y\", reports_to: \"x\", role: \"z\")])",
    "Chart(format: 1, positions: [(id: \"x\"",
    "\n\n",
    "one\u{2028}two\u{b}three",
    "\0\u{1}\u{7f}",
    "a\tb\tc\nd\te",
];

/// How long a window may take to see what has become of its file.
const TIME_TO_LOOK: Duration = Duration::from_millis(30);

/// Something that a hand can do.
#[derive(Clone, Debug)]
#[expect(dead_code, reason = "what it is done to is for whoever is told of it")]
pub(crate) enum Deed {
    Press(Modifiers, Key),
    /// All keys in one frame, as where the machine is slower than the hand.
    Hammer(Vec<(Modifiers, Key)>),
    Type(String),
    Click {
        on: String,
        at: Pos2,
        button: PointerButton,
        times: usize,
        modifiers: Modifiers,
    },
    Drag {
        on: String,
        from: Pos2,
        to: Pos2,
        modifiers: Modifiers,
        /// Pressed before the button is let go.
        key: Option<Key>,
        button: PointerButton,
    },
    Hover(Pos2),
    LeaveWindow,
    Wheel(Pos2, Vec2, Modifiers),
    Copy,
    Cut,
    Paste(String),
    DropFile(PathBuf),
    /// Another program makes a file of this text, or removes it, while the window is in the back.
    Meddle(PathBuf, Option<String>),
    Resize(Vec2),
    CloseWindow,
    Wait(f64),
}

/// The window with the hand on it.
pub(crate) struct Hand {
    pub(crate) harness: Harness<'static, RolechartApp>,
    pub(crate) rng: Rng,
    /// What was copied last.
    clipboard: String,
    folder: PathBuf,
}

impl Hand {
    pub(crate) fn new(harness: Harness<'static, RolechartApp>, rng: Rng, folder: &Path) -> Self {
        Self { harness, rng, clipboard: String::new(), folder: folder.to_owned() }
    }

    // ---- What to do next ----

    pub(crate) fn choose(&mut self) -> Deed {
        match self.rng.u32(..100) {
            0..22 => self.key(),
            22..27 => Deed::Hammer((0..self.rng.usize(2..6)).map(|_| self.key_and_modifiers()).collect()),
            27..40 => Deed::Type(self.pick(&TEXTS).to_owned()),
            40..66 => self.click(),
            66..80 => self.drag(),
            80..83 => Deed::Hover(self.somewhere()),
            83 => Deed::LeaveWindow,
            84..88 => self.wheel(),
            88..93 => self.use_clipboard(),
            93 => self.drop_file(),
            94 => self.meddle(),
            95 => Deed::Resize(Vec2::new(self.rng.f32() * 1500.0 + 100.0, self.rng.f32() * 900.0 + 100.0)),
            96 => Deed::CloseWindow,
            _ => Deed::Wait(self.rng.f64() * 3.0),
        }
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.rng.usize(..from.len())]
    }

    fn key(&mut self) -> Deed {
        let (modifiers, key) = self.key_and_modifiers();
        Deed::Press(modifiers, key)
    }

    fn key_and_modifiers(&mut self) -> (Modifiers, Key) {
        match self.rng.u32(..20) {
            0..10 => (NONE, self.pick(&KEYS)),
            10..15 => (CONTROL, self.pick(&CONTROL_KEYS)),
            15..17 => (Modifiers::SHIFT, self.pick(&KEYS)),
            17..19 => (Modifiers::ALT, self.pick(&KEYS)),
            _ => (CONTROL | Modifiers::SHIFT, self.pick(&CONTROL_KEYS)),
        }
    }

    fn modifiers(&mut self) -> Modifiers {
        self.pick(&[NONE, NONE, NONE, NONE, CONTROL, Modifiers::SHIFT, Modifiers::ALT])
    }

    fn click(&mut self) -> Deed {
        let (on, at) = self.something();
        let button = self.pick(&[PointerButton::Primary, PointerButton::Primary, PointerButton::Secondary]);
        let times = self.pick(&[1, 1, 1, 2, 3]);
        Deed::Click { on, at, button, times, modifiers: self.modifiers() }
    }

    fn drag(&mut self) -> Deed {
        let (on, from) = self.something();
        let (_, to) = self.something();
        let key = (self.rng.u32(..6) == 0).then(|| self.pick(&KEYS));
        let button = self.pick(&[PointerButton::Primary, PointerButton::Primary, PointerButton::Middle]);
        Deed::Drag { on, from, to, modifiers: self.modifiers(), key, button }
    }

    fn wheel(&mut self) -> Deed {
        let delta = Vec2::new(self.rng.f32() - 0.5, self.rng.f32() - 0.5) * 300.0;
        Deed::Wheel(self.somewhere(), delta, self.modifiers())
    }

    fn use_clipboard(&mut self) -> Deed {
        match self.rng.u32(..6) {
            0 => Deed::Copy,
            1 => Deed::Cut,
            2 | 3 => Deed::Paste(self.clipboard.clone()),
            _ => Deed::Paste(self.pick(&PASTES).to_owned()),
        }
    }

    fn drop_file(&mut self) -> Deed {
        Deed::DropFile(self.some_file())
    }

    fn meddle(&mut self) -> Deed {
        let file = self.some_file();
        let text = (self.rng.u32(..4) > 0).then(|| self.pick(&PASTES).to_owned());
        Deed::Meddle(file, text)
    }

    /// A file that is there, a folder, or nothing at all.
    fn some_file(&mut self) -> PathBuf {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(&self.folder).expect("the folder").map(|entry| entry.expect("a file").path()).collect();
        files.sort();
        files.push(self.folder.join("nothing"));
        let nth = self.rng.usize(..files.len());
        files.swap_remove(nth)
    }

    /// A card, something else that has a name, or a place where nothing may be.
    fn something(&mut self) -> (String, Pos2) {
        let window = self.harness.ctx.content_rect();
        if let Some((id, card)) = self.some_card().filter(|(_, card)| window.contains(card.center()))
            && self.rng.u32(..3) == 0
        {
            return (format!("the card of {id}"), self.within(card));
        }
        let named: Vec<(String, Rect)> = self
            .harness
            .root()
            .children_recursive()
            .filter(|node| node.accesskit_node().role() != Role::Label)
            .filter_map(|node| Some((label_of(&node)?, node.rect())))
            .filter(|(_, rect)| rect.is_finite() && window.contains(rect.center()))
            .collect();
        if named.is_empty() || self.rng.u32(..5) == 0 {
            return ("a place".to_owned(), self.somewhere());
        }
        let (on, rect) = named[self.rng.usize(..named.len())].clone();
        (on, self.within(rect))
    }

    fn some_card(&mut self) -> Option<(PositionId, Rect)> {
        let app = self.harness.state();
        let nth = self.rng.usize(..app.chart().len().max(1));
        let id = app.chart().walk().nth(nth)?.position.id.clone();
        let card = app.card_on_screen(&id)?;
        Some((id, card))
    }

    /// The middle, or anywhere.
    fn within(&mut self, rect: Rect) -> Pos2 {
        let share = if self.rng.bool() { Vec2::splat(0.5) } else { Vec2::new(self.rng.f32(), self.rng.f32()) };
        rect.min + rect.size() * share
    }

    fn somewhere(&mut self) -> Pos2 {
        let window = self.harness.ctx.content_rect();
        window.min + window.size() * Vec2::new(self.rng.f32(), self.rng.f32())
    }

    // ---- Doing it ----

    pub(crate) fn carry_out(&mut self, deed: Deed) {
        match deed {
            Deed::Press(modifiers, key) => self.press(modifiers, key),
            Deed::Hammer(keys) => {
                let events = keys.into_iter().flat_map(|(modifiers, key)| strike(modifiers, key)).collect();
                self.frame(events);
            }
            Deed::Type(text) => self.type_text(&text),
            Deed::Click { at, button, times, modifiers, .. } => {
                self.frame(vec![Event::PointerMoved(at)]);
                for _ in 0..times {
                    self.frame(vec![button_event(at, button, true, modifiers)]);
                    self.frame(vec![button_event(at, button, false, modifiers)]);
                }
            }
            Deed::Drag { from, to, modifiers, key, button, .. } => self.carry(from, to, modifiers, key, button),
            Deed::Hover(at) => self.frame(vec![Event::PointerMoved(at)]),
            Deed::LeaveWindow => self.frame(vec![Event::PointerGone]),
            Deed::Wheel(at, delta, modifiers) => {
                let (unit, phase, source) = (MouseWheelUnit::Point, TouchPhase::Move, MouseWheelSource::Wheel);
                self.frame(vec![Event::PointerMoved(at), Event::MouseWheel { unit, delta, phase, source, modifiers }]);
            }
            Deed::Copy => self.frame(vec![Event::Copy]),
            Deed::Cut => self.frame(vec![Event::Cut]),
            Deed::Paste(text) => self.frame(vec![Event::Paste(text)]),
            Deed::DropFile(path) => {
                self.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
            }
            Deed::Meddle(path, text) => self.meddle_with(&path, text),
            Deed::Resize(size) => drop(self.harness.set_size(size)),
            Deed::CloseWindow => {
                let viewports = &mut self.harness.input_mut().viewports;
                viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
            }
            Deed::Wait(seconds) => self.pass_time(seconds),
        }
        self.frame(Vec::new());
    }

    /// A frame in which this happens. What is copied in it comes into the clipboard.
    fn frame(&mut self, events: Vec<Event>) {
        self.harness.input_mut().events.extend(events);
        self.harness.step();
        for command in &self.harness.output().platform_output.commands {
            if let OutputCommand::CopyText(text) = command {
                self.clipboard.clone_from(text);
            }
        }
    }

    /// A window looks at its file when it comes to the front.
    fn meddle_with(&mut self, path: &Path, text: Option<String>) {
        self.set_focused(false);
        // Folders stay as they are.
        let _ = match text {
            Some(text) => std::fs::write(path, text),
            None => std::fs::remove_file(path),
        };
        self.set_focused(true);
        std::thread::sleep(TIME_TO_LOOK);
        self.frame(Vec::new());
    }

    fn set_focused(&mut self, is_focused: bool) {
        self.harness.input_mut().focused = is_focused;
        self.frame(vec![Event::WindowFocused(is_focused)]);
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        let [down, up] = strike(modifiers, key);
        self.frame(vec![down]);
        self.frame(vec![up]);
    }

    /// A frame for each character, with the key that makes it where there is one.
    fn type_text(&mut self, text: &str) {
        for character in text.chars().map(String::from) {
            let keys = Key::from_name(&character.to_uppercase()).map(|key| strike(NONE, key));
            let mut events: Vec<Event> = keys.into_iter().flatten().collect();
            events.insert(events.len().min(1), Event::Text(character));
            self.frame(events);
        }
    }

    fn carry(&mut self, from: Pos2, to: Pos2, modifiers: Modifiers, key: Option<Key>, button: PointerButton) {
        self.frame(vec![Event::ModifiersChanged(modifiers), Event::PointerMoved(from)]);
        self.frame(vec![button_event(from, button, true, modifiers)]);
        for share in [0.2, 0.6, 1.0] {
            self.frame(vec![Event::PointerMoved(from.lerp(to, share))]);
        }
        if let Some(key) = key {
            self.press(modifiers, key);
        }
        self.frame(vec![button_event(to, button, false, modifiers)]);
        self.frame(vec![Event::ModifiersChanged(NONE)]);
    }

    /// Lets time pass at once.
    pub(crate) fn pass_time(&mut self, seconds: f64) {
        let now = self.harness.ctx.input(|input| input.time);
        self.harness.input_mut().time = Some(now + seconds);
        self.frame(Vec::new());
        self.harness.input_mut().time = None;
    }
}

fn strike(modifiers: Modifiers, key: Key) -> [Event; 2] {
    [true, false].map(|pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers })
}

const fn button_event(pos: Pos2, button: PointerButton, pressed: bool, modifiers: Modifiers) -> Event {
    Event::PointerButton { pos, button, pressed, modifiers }
}

fn label_of(node: &Node<'_>) -> Option<String> {
    node.accesskit_node().label().filter(|label| !label.trim().is_empty())
}
