//! Rolechart: org charts whose boxes carry responsibilities.
//!
//! # Words
//!
//! Each has one meaning, in the code, in the window and in the file.
//!
//! | word | meaning |
//! |---|---|
//! | **chart** | the document: a title, a library of roles, the positions, how it is drawn |
//! | **role** | a job definition in the library, with its responsibilities; edited once, true for every position that has it |
//! | **position** | one box: who sits there (nobody = vacant), its role, a title and responsibilities of its own |
//! | **responsibility** | one duty, with an *involvement*: Responsible, Accountable, Consulted or Informed |
//! | **reports to** | the solid line to the one manager; who reports to nobody is a **top position** |
//! | **assistant** | a position drawn beside its manager's line, not in the row of reports |
//! | **dotted line** | a second reporting line, never part of the tree |
//! | **must be covered** | what the chart's positions together have to do, a line each; what nobody does is **unassigned** |
//! | **finding** | something in the responsibilities that a person may want to look at; left as it is with a reason, it is **dismissed** |
//! | **branch** | a position with everyone below it |
//! | **span**, **layers** | direct reports of a manager; levels of the tree |
//!
//! A position's responsibilities are its role's, then its own.
//!
//! # Example
//!
//! ```
//! use std::collections::HashSet;
//!
//! use rolechart::theme::Palette;
//! use rolechart::{display_list, export, layout, starter};
//!
//! let chart = starter::it_department();
//! let nothing_folded = HashSet::new();
//! let laid_out = layout::lay_out(&chart, &layout::Options::of(&chart, &nothing_folded));
//! let list = display_list::display_list(&chart, &laid_out, &Palette::LIGHT);
//! assert_eq!(list.cards.len(), chart.len());
//! assert!(export::svg(&list, chart.title()).starts_with("<svg"));
//! ```
//!
//! # Shortcomings
//!
//! - A file's comments are kept at its head only.
//! - Dotted lines keep clear of cards in charts of a few hundred positions; in larger ones, long ones may run beneath.
//! - Text is measured without kerning, so that a line may end up to a few units earlier than it had to.
//! - Whether two responsibilities say the same is judged by their words alone: a rewording that shares few is missed, and
//!   what is said of wording knows English only.
//! - Where a folder can't be written, a file in it can't be saved, although writing over it in place might work.

pub mod analysis;
pub mod cli;
pub mod diff;
pub mod display_list;
pub mod editor;
pub mod export;
pub mod format;
pub mod geometry;
pub mod import;
pub mod layout;
pub mod model;
pub mod starter;
pub mod storage;
pub mod theme;
#[cfg(feature = "gui")]
pub mod ui;
