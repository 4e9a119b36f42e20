//! The window: the only place that names egui, eframe or rfd.
//!
//! Panels read the editor and write a queue of requests; the app empties the queue once, at the end of each frame.

mod action;
mod app;
mod aside;
mod canvas;
mod compare;
mod dialogs;
mod drafts;
mod duty;
mod errand;
mod files;
mod fonts;
mod hidden_text;
mod holder_picker;
mod icons;
mod inspector;
mod keys;
mod leaving;
mod left;
mod left_sheet;
mod matrix;
mod menu_bar;
mod numbers;
mod outline;
mod outside;
mod pace;
mod picker;
mod previous;
mod problems;
mod recovery;
mod request;
mod review;
mod review_panel;
mod roles_panel;
mod search;
mod settings;
mod sheet_view;
mod status_bar;
mod style;
mod toolbar;
mod tray;
mod view;
mod when;
mod widgets;
mod window;
mod wording;

pub use app::RolechartApp;
pub use window::run;
