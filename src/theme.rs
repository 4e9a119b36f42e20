//! Every colour, size and gap, light and dark; the screen and the exports read the same ones.

use std::fmt;
use std::str::FromStr;

/// An opaque colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour {
    /// Red, 0 to 255.
    pub r: u8,
    /// Green, 0 to 255.
    pub g: u8,
    /// Blue, 0 to 255.
    pub b: u8,
}

impl Colour {
    /// The colour whose hex digits are those of `rgb`: `0x1F3A5F` is `#1F3A5F`.
    #[must_use]
    pub const fn hex(rgb: u32) -> Self {
        let [_, r, g, b] = rgb.to_be_bytes();
        Self { r, g, b }
    }

    /// A colour between the two: 0 gives this one, 1 the other.
    #[must_use]
    pub fn mixed(self, other: Self, share: f32) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a mean of two bytes is a byte")]
        let mix = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
        Self { r: mix(self.r, other.r), g: mix(self.g, other.g), b: mix(self.b, other.b) }
    }

    /// Relative luminance, 0 to 1, as WCAG 2.2 defines it.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let linear = |byte: u8| {
            let value = f64::from(byte) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }

    /// Contrast with another colour, 1 to 21, as WCAG 2.2 defines it.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// This colour, moved towards `towards` in small steps until it stands `ratio` to 1 against `ground`.
    #[must_use]
    pub fn with_contrast(self, ground: Self, towards: Self, ratio: f64) -> Self {
        const STEPS: u8 = 20;
        (0..=STEPS)
            .map(|step| self.mixed(towards, f32::from(step) / f32::from(STEPS)))
            .find(|colour| colour.contrast(ground) >= ratio)
            .unwrap_or(towards)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.r, self.g, self.b)
    }
}

/// A text that is no colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAColour;

impl fmt::Display for NotAColour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a # and six hex digits, such as #1F3A5F")
    }
}

impl std::error::Error for NotAColour {}

impl FromStr for Colour {
    type Err = NotAColour;

    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6).ok_or(NotAColour)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(NotAColour);
        }
        u32::from_str_radix(digits, 16).map(Self::hex).map_err(|_| NotAColour)
    }
}

/// The colours of one appearance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Whether light stands on dark.
    pub is_dark: bool,
    /// Behind the chart.
    pub canvas: Colour,
    /// Behind panels and bars.
    pub panel: Colour,
    /// Behind a card's text.
    pub card: Colour,
    /// Lines in panels.
    pub line: Colour,
    /// Around a card.
    pub card_border: Colour,
    /// Between cards.
    pub connector: Colour,
    /// What is read first.
    pub text: Colour,
    /// What is read second.
    pub muted: Colour,
    /// What can be missed: placeholders, counts.
    pub faint: Colour,
    /// What is selected or invites a click.
    pub accent: Colour,
    /// Behind a selected row.
    pub selected_row: Colour,
    /// Behind a field's text.
    pub field: Colour,
    /// Something to look at: a refusal, a problem.
    pub warning: Colour,
    /// Something that takes away: Delete, Don't save.
    pub danger: Colour,
}

impl Palette {
    /// Dark on light; also what exports use.
    pub const LIGHT: Self = Self {
        is_dark: false,
        canvas: Colour::hex(0xF7_F8FA),
        panel: Colour::hex(0xFF_FFFF),
        card: Colour::hex(0xFF_FFFF),
        line: Colour::hex(0xE3_E7EC),
        card_border: Colour::hex(0xD5_DAE1),
        connector: Colour::hex(0xA9_B2BF),
        text: Colour::hex(0x1B_2430),
        muted: Colour::hex(0x5B_6470),
        faint: Colour::hex(0x8A_94A3),
        accent: Colour::hex(0x2F_6DB5),
        selected_row: Colour::hex(0xE8_F0FA),
        field: Colour::hex(0xF7_F8FA),
        warning: Colour::hex(0x9C_5310),
        danger: Colour::hex(0xB4_2D2D),
    };

    /// Light on dark.
    pub const DARK: Self = Self {
        is_dark: true,
        canvas: Colour::hex(0x15_181D),
        panel: Colour::hex(0x1C_2027),
        card: Colour::hex(0x22_2831),
        line: Colour::hex(0x2B_313B),
        card_border: Colour::hex(0x39_414D),
        connector: Colour::hex(0x56_6070),
        text: Colour::hex(0xE6_EAF0),
        muted: Colour::hex(0xA3_ADBA),
        faint: Colour::hex(0x7A_8594),
        accent: Colour::hex(0x6A_A5EA),
        selected_row: Colour::hex(0x24_354B),
        field: Colour::hex(0x15_181D),
        warning: Colour::hex(0xE0_A15C),
        danger: Colour::hex(0xF0_8A8A),
    };

    /// A role's colour as an accent bar on a card: in dark, lightened until it stands 3 to 1.
    #[must_use]
    pub fn role_accent(&self, role: Colour) -> Colour {
        if self.is_dark { role.with_contrast(self.card, Colour::hex(0xFF_FFFF), 3.0) } else { role }
    }

    /// Behind a chip's text: a breath of the role's colour.
    #[must_use]
    pub fn chip_ground(&self, role: Colour) -> Colour {
        self.card.mixed(self.role_accent(role), if self.is_dark { 0.22 } else { 0.12 })
    }

    /// A chip's text: the role's colour, moved until it stands 4.5 to 1 on the chip.
    #[must_use]
    pub fn chip_text(&self, role: Colour) -> Colour {
        self.role_accent(role).with_contrast(self.chip_ground(role), self.text, 4.5)
    }
}

/// The accent of a position without a role.
pub const NO_ROLE: Colour = Colour::hex(0x8A_94A3);

/// The colours that new roles get, one after the other. They stay apart for colour-blind eyes (after Okabe and Ito,
/// "Color Universal Design", 2008, darkened until they stand 3 to 1 on white).
pub const ROLE_PALETTE: [Colour; 12] = [
    Colour::hex(0x1F_3A5F),
    Colour::hex(0x2F_6DB5),
    Colour::hex(0x1B_8A7A),
    Colour::hex(0x7A_4FA3),
    Colour::hex(0xB7_681F),
    Colour::hex(0xB0_3A5B),
    Colour::hex(0x5C_7A1F),
    Colour::hex(0x0E_7FA8),
    Colour::hex(0x8A_6A00),
    Colour::hex(0x4B_5563),
    Colour::hex(0xC2_4E2C),
    Colour::hex(0x9A_3FA0),
];

/// The colours of a load against that of others: a badge on the card, its text, and a breath of it behind the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoadColours {
    /// Behind the badge's text.
    pub badge: Colour,
    /// The badge's text.
    pub text: Colour,
    /// What a card's ground is mixed with.
    pub ground: Colour,
}

/// From purple to orange, which stay apart for colour-blind eyes (after the diverging scheme `PuOr` of C. Brewer
/// and M. Harrower, `ColorBrewer` 2.0).
impl LoadColours {
    /// Far fewer than others have.
    pub const FAR_FEWER: Self = Self::new(0x5E_3C99, 0xFF_FFFF, 0x5E_3C99);
    /// Fewer than others have.
    pub const FEWER: Self = Self::new(0xB2_ABD2, 0x1B_2430, 0xB2_ABD2);
    /// More than others have.
    pub const MORE: Self = Self::new(0xFD_B863, 0x1B_2430, 0xFD_B863);
    /// Far more than others have.
    pub const FAR_MORE: Self = Self::new(0xB3_5806, 0xFF_FFFF, 0xE6_6101);

    const fn new(badge: u32, text: u32, ground: u32) -> Self {
        Self { badge: Colour::hex(badge), text: Colour::hex(text), ground: Colour::hex(ground) }
    }
}

impl Palette {
    /// Behind a card's text where the card is tinted.
    #[must_use]
    pub fn tinted_card(&self, tint: Colour) -> Colour {
        self.card.mixed(tint, 0.16)
    }
}

/// Sizes of a card, in chart units.
pub mod card {
    /// Width of every card.
    pub const WIDTH: f64 = 240.0;
    /// Least height of a card.
    pub const MIN_HEIGHT: f64 = 72.0;
    /// Corner radius.
    pub const RADIUS: f64 = 8.0;
    /// Between the edge and the text.
    pub const PADDING: f64 = 12.0;
    /// Width of the accent bar in the role's colour.
    pub const ACCENT: f64 = 4.0;
    /// Height of the chip.
    pub const CHIP_HEIGHT: f64 = 18.0;
    /// Width of the border.
    pub const BORDER: f64 = 1.0;
    /// Width of the ring around a selected card.
    pub const RING: f64 = 2.5;
}

/// Sizes of text on a card, in chart units.
pub mod text {
    /// A person's name, semibold.
    pub const PERSON: f64 = 15.0;
    /// From one line of a name to the next.
    pub const PERSON_LINE: f64 = 20.0;
    /// A title.
    pub const TITLE: f64 = 12.5;
    /// From one line of a title to the next.
    pub const TITLE_LINE: f64 = 17.0;
    /// A responsibility.
    pub const DUTY: f64 = 12.0;
    /// From one line of a responsibility to the next.
    pub const DUTY_LINE: f64 = 17.0;
    /// The label on a chip, semibold.
    pub const CHIP: f64 = 11.0;
}

/// Room between cards, in chart units.
pub mod gap {
    /// From a manager to its reports.
    pub const LEVEL: f64 = 56.0;
    /// Between siblings.
    pub const SIBLINGS: f64 = 20.0;
    /// Between neighbours who have different managers.
    pub const COUSINS: f64 = 40.0;
    /// Between stacked cards.
    pub const STACKED: f64 = 12.0;
}

/// Sizes of lines, in chart units.
pub mod line {
    /// Width of a reporting line.
    pub const WIDTH: f64 = 1.25;
    /// Radius of its corners.
    pub const RADIUS: f64 = 6.0;
    /// Length of a dash, and of the gap behind it, of a dotted line.
    pub const DASH: f64 = 4.0;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_written_as_they_are_read() {
        assert_eq!("#1F3A5F".parse::<Colour>().map(|c| c.to_string()), Ok("#1F3A5F".to_owned()), "round trip");
        for wrong in ["", "1F3A5F", "#1F3A5", "#1F3A5FF", "#1F3A5G", "#+F3A5F", "red"] {
            assert_eq!(wrong.parse::<Colour>(), Err(NotAColour), "{wrong:?}");
        }
    }

    const LOADS: [LoadColours; 4] =
        [LoadColours::FAR_FEWER, LoadColours::FEWER, LoadColours::MORE, LoadColours::FAR_MORE];

    #[test]
    fn text_stands_out_in_both_appearances() {
        for palette in [Palette::LIGHT, Palette::DARK] {
            for ground in [palette.canvas, palette.panel, palette.card, palette.field, palette.selected_row] {
                for text in [palette.text, palette.muted, palette.accent, palette.warning, palette.danger] {
                    assert!(text.contrast(ground) >= 4.5, "{text} on {ground}: {:.2}", text.contrast(ground));
                }
            }
            for load in LOADS {
                assert!(load.text.contrast(load.badge) >= 4.5, "the text of {load:?}");
                let ground = palette.tinted_card(load.ground);
                for text in [palette.text, palette.muted] {
                    assert!(text.contrast(ground) >= 4.5, "{text} on {ground}: {:.2}", text.contrast(ground));
                }
            }
            for role in ROLE_PALETTE {
                let (chip, ground) = (palette.chip_text(role), palette.chip_ground(role));
                assert!(chip.contrast(ground) >= 4.5, "chip {chip} on {ground}");
                let bar = palette.role_accent(role);
                assert!(bar.contrast(palette.card) >= 3.0, "bar {bar} on {}", palette.card);
            }
        }
    }
}
