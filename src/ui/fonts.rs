//! The bundled fonts, as egui wants them. Other scripts fall back on the system's fonts.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId};

const INTER_REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.ttf");
const INTER_SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.ttf");
const LUCIDE: &[u8] = include_bytes!("../../assets/fonts/Lucide-subset.ttf");

/// The family of names and heads.
pub(crate) fn semibold_family() -> FontFamily {
    FontFamily::Name("semibold".into())
}

/// Names and heads, `size` points high.
pub(crate) fn semibold(size: f32) -> FontId {
    FontId::new(size, semibold_family())
}

/// Plain text, `size` points high.
pub(crate) fn regular(size: f32) -> FontId {
    FontId::proportional(size)
}

/// Icons, `size` points high.
pub(crate) fn icon(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name("icons".into()))
}

/// Every family starts with its own face and goes on with the other two.
pub(crate) fn definitions() -> FontDefinitions {
    let faces = [("inter", INTER_REGULAR), ("inter-semibold", INTER_SEMIBOLD), ("lucide", LUCIDE)];
    let font_data =
        faces.into_iter().map(|(name, bytes)| (name.to_owned(), Arc::new(FontData::from_static(bytes)))).collect();
    let family = |names: [&str; 2]| names.map(str::to_owned).to_vec();
    let families = BTreeMap::from([
        (FontFamily::Proportional, family(["inter", "lucide"])),
        (FontFamily::Monospace, family(["inter", "lucide"])),
        (semibold_family(), family(["inter-semibold", "lucide"])),
        (FontFamily::Name("icons".into()), family(["lucide", "inter"])),
    ]);
    FontDefinitions { font_data, families }
}
