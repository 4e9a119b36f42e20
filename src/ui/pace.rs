//! Keys in their order, however many come in one frame.
//!
//! Where the machine is slower than the hand, a frame brings several keys at once: letters, and the Enter that ends them.
//! Fields read all letters of a frame, and panels all keys, without regard to which came first. So a key that ends what
//! is being typed gets a frame of its own.

use std::mem;

use egui::{Event, Key, Ui};

/// What has been pressed, and not been shown to the window yet.
#[derive(Debug, Default)]
pub(super) struct Pace {
    waiting: Vec<Event>,
}

impl Pace {
    /// Leaves those events in the frame's input that belong together; the others wait for the next frame.
    pub(super) fn keep_order(&mut self, ui: &Ui) {
        let waits = ui.input_mut(|input| {
            let arrived = mem::take(&mut input.events);
            self.waiting.extend(arrived);
            let later = self.waiting.split_off(first_batch(&self.waiting));
            input.events = mem::replace(&mut self.waiting, later);
            !self.waiting.is_empty()
        });
        if waits {
            ui.request_repaint();
        }
    }
}

/// How many of the events a frame may have.
fn first_batch(events: &[Event]) -> usize {
    let Some(end) = events.iter().position(ends_typing) else { return events.len() };
    let is_first = !events[..end].iter().any(is_typed);
    // Its own release, and what a window system sends along, does no harm.
    if is_first { events[end + 1..].iter().position(is_typed).map_or(events.len(), |next| end + 1 + next) } else { end }
}

/// Whether the event is a press of a key that ends what is being typed.
const fn ends_typing(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Enter | Key::Tab | Key::Escape, pressed: true, .. })
}

/// Whether the event changes what a field holds, or may do so.
const fn is_typed(event: &Event) -> bool {
    matches!(event, Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Ime(_) | Event::Key { pressed: true, .. })
}

#[cfg(test)]
mod tests {
    use egui::Modifiers;

    use super::*;

    /// Letters are typed; `>` is Enter, `^` is Enter let go, `.` a move of the pointer.
    fn events(keys: &str) -> Vec<Event> {
        let enter = |pressed| Event::Key {
            key: Key::Enter,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        let event = |key| match key {
            '>' => enter(true),
            '^' => enter(false),
            '.' => Event::PointerMoved(egui::Pos2::ZERO),
            letter => Event::Text(letter.to_string()),
        };
        keys.chars().map(event).collect()
    }

    #[test]
    fn what_ends_typing_has_a_frame_of_its_own() {
        for (keys, expected) in [
            ("", &[][..]),
            ("abc", &["abc"]),
            (">", &[">"]),
            ("ab>", &["ab", ">"]),
            (">>", &[">", ">"]),
            (">^a>^", &[">^", "a", ">^"]),
            (".>.a.", &[".>.", "a."]),
        ] {
            let mut left = events(keys);
            for &frame in expected {
                let later = left.split_off(first_batch(&left));
                assert_eq!(mem::replace(&mut left, later), events(frame), "{frame:?} of {keys:?}");
            }
            assert!(left.is_empty(), "all of {keys:?}");
        }
    }
}
