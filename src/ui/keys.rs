//! Which key was pressed, as a person means it.

use egui::{Event, EventFilter, InputState, Key, KeyboardShortcut, Modifiers};

use super::action::{Action, Scope, TABLE};

/// What a text field keeps for itself: arrows, and Escape, which would otherwise take the keyboard from it before it knows.
pub(crate) const WITH_ESCAPE: EventFilter =
    EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };

/// Whether the event is a press of the shortcut. Digits are recognised by their place on the keyboard, too: with Shift
/// the same key writes another character in every country.
fn is_press(event: &Event, shortcut: KeyboardShortcut) -> bool {
    let Event::Key { key, physical_key, pressed: true, modifiers, .. } = event else { return false };
    // The canvas acts on Space when it is let go, since Space with a drag pans.
    if *key == Key::Space {
        return false;
    }
    let is_digit = shortcut.logical_key.name().parse::<u8>().is_ok();
    let same_key = *key == shortcut.logical_key || (is_digit && *physical_key == Some(shortcut.logical_key));
    same_key && modifiers.matches_exact(shortcut.modifiers)
}

/// Takes a press of the shortcut out of the input, and the character that it would type.
pub(crate) fn consume(input: &mut InputState, shortcut: KeyboardShortcut) -> bool {
    let Some(index) = input.events.iter().position(|event| is_press(event, shortcut)) else { return false };
    input.events.remove(index);
    if matches!(input.events.get(index), Some(Event::Text(_))) {
        input.events.remove(index);
    }
    true
}

/// Whether the key was let go.
pub(crate) fn is_released(input: &InputState, wanted: Key) -> bool {
    input.events.iter().any(|event| matches!(event, Event::Key { key, pressed: false, .. } if *key == wanted))
}

/// Takes a press of a key out of the input that has no line in the table.
pub(crate) fn consume_key(input: &mut InputState, modifiers: Modifiers, key: Key) -> bool {
    consume(input, KeyboardShortcut::new(modifiers, key))
}

/// Whether a text field uses the keys itself: no function key.
fn is_for_text(shortcut: KeyboardShortcut) -> bool {
    let is_function_key = shortcut.logical_key.name().strip_prefix('F').is_some_and(|rest| rest.parse::<u8>().is_ok());
    shortcut.conflicts_with_text_editing() && !is_function_key
}

/// The actions whose keys were pressed. `in_text` says that a text field has the keyboard: what it would use itself stays
/// with it.
pub(crate) fn pressed_actions(input: &mut InputState, scope: Scope, in_text: bool) -> Vec<Action> {
    let entries = TABLE.iter().filter(|entry| entry.scope == scope);
    let shortcuts = entries.flat_map(|entry| entry.keys.iter().map(|&shortcut| (entry.action, shortcut)));
    shortcuts
        .filter(|(_, shortcut)| !(in_text && is_for_text(*shortcut)))
        .filter(|(_, shortcut)| consume(input, *shortcut))
        .map(|(action, _)| action)
        .collect()
}
