//! What comes of two changes of one thing, and who is asked where they contradict each other.

use super::conflict::{Conflict, Disputed, Side};
use super::words::{self, Names, Subject, Value};

/// A thing as it was, as it is on my side, and on theirs.
#[derive(Debug)]
pub(super) struct Versions<'v, T: ?Sized> {
    /// Nothing where both sides added it.
    pub(super) base: Option<&'v T>,
    pub(super) mine: &'v T,
    pub(super) theirs: &'v T,
}

impl<T: ?Sized> Clone for Versions<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Versions<'_, T> {}

impl<'v, T: ?Sized> Versions<'v, T> {
    /// A part of each.
    pub(super) fn map<U: ?Sized>(self, part: impl Fn(&'v T) -> &'v U) -> Versions<'v, U> {
        Versions { base: self.base.map(&part), mine: part(self.mine), theirs: part(self.theirs) }
    }

    pub(super) fn of(self, side: Side) -> &'v T {
        match side {
            Side::Mine => self.mine,
            Side::Theirs => self.theirs,
        }
    }
}

impl<T: ?Sized + PartialEq> Versions<'_, T> {
    /// Whose version to take where not both sides changed it, each in its own way.
    pub(super) fn settled(self) -> Option<Side> {
        if self.mine == self.theirs || self.base == Some(self.theirs) {
            Some(Side::Mine)
        } else {
            (self.base == Some(self.mine)).then_some(Side::Theirs)
        }
    }
}

/// Decides what comes of two changes of one thing, and keeps what had to be chosen.
pub(super) struct Referee<'a> {
    pub(super) names: Names<'a>,
    choose: &'a dyn Fn(&Conflict) -> Side,
    pub(super) conflicts: Vec<Conflict>,
}

impl<'a> Referee<'a> {
    pub(super) fn new(names: Names<'a>, choose: &'a dyn Fn(&Conflict) -> Side) -> Self {
        Self { names, choose, conflicts: Vec::new() }
    }

    /// Which side is to be taken.
    pub(super) fn ask(&mut self, subject: &Subject, disputed: Disputed, [mine, theirs]: [String; 2]) -> Side {
        let name = self.names.subject(subject);
        let conflict = Conflict { subject: subject.clone(), name, disputed, mine, theirs };
        let side = (self.choose)(&conflict);
        self.conflicts.push(conflict);
        side
    }

    /// Whether what one side removed and the other changed is to be kept.
    pub(super) fn keeps(&mut self, subject: &Subject, removed_by: Side, disputed: Disputed, changed: String) -> bool {
        let removed = "removed".to_owned();
        let words = if removed_by == Side::Mine { [removed, changed] } else { [changed, removed] };
        self.ask(subject, disputed, words) != removed_by
    }

    /// What comes of a value.
    pub(super) fn value<'v, T: PartialEq + ?Sized>(
        &mut self,
        subject: &Subject,
        value: Value,
        versions: Versions<'v, T>,
        words: impl Fn(&Names<'_>, &T) -> String,
    ) -> &'v T {
        let side = versions.settled().unwrap_or_else(|| {
            let words = [versions.mine, versions.theirs].map(|version| words(&self.names, version));
            self.ask(subject, Disputed::Value(value), words)
        });
        versions.of(side)
    }

    /// What comes of a text.
    pub(super) fn text(&mut self, subject: &Subject, value: Value, versions: Versions<'_, str>) -> String {
        self.value(subject, value, versions, |_, text| words::of_text(text)).to_owned()
    }
}
