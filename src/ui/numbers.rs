//! The chart in numbers, counted once for each revision.

use std::collections::HashMap;

use crate::editor::Editor;
use crate::model::RoleId;

/// The chart in numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Numbers {
    pub(crate) positions: usize,
    pub(crate) vacant: usize,
    pub(crate) layers: usize,
    /// Direct reports of a manager, on average.
    pub(crate) average_span: f64,
    holders: HashMap<RoleId, usize>,
    made_for: Option<(u64, u64)>,
}

impl Numbers {
    /// Counts again where the chart has changed.
    pub(crate) fn update(&mut self, editor: &Editor, document: u64) {
        let made_for = Some((document, editor.revision()));
        if self.made_for != made_for {
            *self = Self { made_for, ..Self::count(editor) };
        }
    }

    /// How many positions have the role.
    pub(crate) fn holders_of(&self, role: &RoleId) -> usize {
        self.holders.get(role).copied().unwrap_or(0)
    }

    fn count(editor: &Editor) -> Self {
        let mut numbers = Self::default();
        let (mut managers, mut reports) = (0_u32, 0_u32);
        for visit in editor.chart().walk() {
            numbers.positions += 1;
            numbers.vacant += usize::from(visit.position.is_vacant());
            numbers.layers = numbers.layers.max(visit.depth + 1);
            managers += u32::from(visit.reports > 0);
            reports += u32::try_from(visit.reports).unwrap_or(u32::MAX);
            if let Some(role) = &visit.position.role {
                *numbers.holders.entry(role.clone()).or_default() += 1;
            }
        }
        numbers.average_span = f64::from(reports) / f64::from(managers.max(1));
        numbers
    }
}
