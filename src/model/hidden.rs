//! Characters that hide: nobody sees them, and they may turn around, break or disguise what stands beside them.
//!
//! A name may hold them, for a chart keeps what a file says. Whoever shows a name shows a dot in place of each, so that
//! it can be seen that something is there, and so that it has no effect. What a script needs is not among them: the
//! joiners U+200C and U+200D of Persian, Hindi and emoji, the break U+200B of Khmer and Thai, and the selectors of
//! variants. Letters that are written from right to left need none of these to be shown rightly.

use std::borrow::Cow;

/// What is shown in place of a hidden character. The bundled font has it, in both of its weights.
pub const STAND_IN: char = '·';

/// Whether the character hides: controls but line feed and tab, separators of lines and paragraphs, whatever changes
/// the direction of writing, invisible signs and fillers, tags, the byte order mark, and what isn't a character at all.
///
/// From the Unicode Character Database, version 17: the general categories Cc, Zl, Zp and Cf without the signs that
/// scripts need, the two Hangul fillers that aren't part of syllables, and the noncharacters.
#[must_use]
pub const fn is_hidden(found: char) -> bool {
    if found.is_ascii() {
        return found.is_ascii_control() && !matches!(found, '\n' | '\t');
    }
    matches!(found, '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}')
        || turns_direction(found)
        || is_invisible(found)
        || is_noncharacter(found)
}

const fn turns_direction(found: char) -> bool {
    matches!(found, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

const fn is_invisible(found: char) -> bool {
    matches!(
        found,
        '\u{ad}'                        // soft hyphen
        | '\u{180e}'                    // Mongolian vowel separator
        | '\u{2060}'..='\u{2064}'       // word joiner, invisible operators
        | '\u{206a}'..='\u{206f}'       // deprecated format characters
        | '\u{3164}' | '\u{ffa0}'       // Hangul fillers
        | '\u{feff}'                    // byte order mark
        | '\u{fff9}'..='\u{fffb}'       // interlinear annotations
        | '\u{1bca0}'..='\u{1bca3}'     // shorthand format controls
        | '\u{1d173}'..='\u{1d17a}'     // beams and slurs of music
        | '\u{e0000}'..='\u{e007f}'     // tags
    )
}

const fn is_noncharacter(found: char) -> bool {
    let code = found as u32;
    code & 0xfffe == 0xfffe || matches!(code, 0xfdd0..=0xfdef)
}

/// The character that is shown: one for one, so that counts and places stay the same.
#[must_use]
pub const fn stand_in(found: char) -> char {
    if is_hidden(found) { STAND_IN } else { found }
}

/// Whether a text holds a hidden character.
#[must_use]
pub fn has_hidden(text: &str) -> bool {
    // Bytes are told apart faster than characters, and most texts hold none of these.
    text.bytes().any(|byte| MAY_BEGIN_HIDDEN[usize::from(byte)]) && text.chars().any(is_hidden)
}

/// The text as it is shown: each hidden character as a dot.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if has_hidden(text) { Cow::Owned(text.chars().map(stand_in).collect()) } else { Cow::Borrowed(text) }
}

/// The text without its hidden characters.
#[must_use]
pub fn without_hidden(text: &str) -> String {
    text.chars().filter(|&found| !is_hidden(found)).collect()
}

/// For each byte, whether a hidden character may begin with it.
const MAY_BEGIN_HIDDEN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = matches!(
            byte,
            0..=0x08 | 0x0b..=0x1f | 0x7f | 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xe3 | 0xef | 0xf0..=0xf4
        );
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_script_needs_stays() {
        for text in [
            "Zoë's plan",
            "שלום עולם",
            "مرحبا",
            "می\u{200c}خواهم",
            "हिन्दी क\u{94d}\u{200d}ष",
            "ខ្មែរ\u{200b}ភាសា",
            "👩\u{200d}💻 ❤\u{fe0f}",
            "役員室",
            "e\u{301}",
            "one\ntwo\tthree",
        ] {
            assert_eq!(visible(text), text, "{text:?} is shown as it is");
            assert!(!has_hidden(text), "{text:?} hides nothing");
        }
    }

    #[test]
    fn what_hides_is_shown_as_a_dot_each() {
        for (text, shown, without) in [
            ("a\u{202e}b\u{202c}", "a·b·", "ab"),
            ("\u{1b}[31mred", "·[31mred", "[31mred"),
            ("\u{0}\u{7f}\u{9b}\r", "····", ""),
            ("\u{61c}\u{200e}\u{200f}\u{2066}\u{2069}", "·····", ""),
            ("\u{2028}\u{2029}\u{feff}\u{fdd0}\u{1ffff}", "·····", ""),
            ("a\u{ad}\u{2060}\u{e0041}b", "a···b", "ab"),
        ] {
            assert_eq!(visible(text), shown, "{text:?}");
            assert_eq!(without_hidden(text), without, "{text:?}");
            assert_eq!(text.chars().count(), shown.chars().count(), "{text:?}: one for one");
        }
    }

    #[test]
    fn the_table_of_first_bytes_leaves_no_character_out() {
        for found in ('\0'..=char::MAX).filter(|&found| is_hidden(found)) {
            let text = found.to_string();
            assert!(has_hidden(&text), "{found:?} is found");
            assert!(!is_hidden(stand_in(found)), "{found:?} is shown");
        }
    }
}
