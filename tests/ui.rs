//! The window as a person uses it: keys, clicks and drags go in, and what counts is what is in the document afterwards.

#![cfg(feature = "gui")]

#[path = "common/dropped.rs"]
mod dropped;

mod ui {
    mod clipboard;
    mod closing;
    mod compare;
    mod dragging;
    mod duties;
    mod history;
    mod inspecting;
    mod matrix;
    mod naming;
    mod outside;
    mod place;
    mod previous;
    mod problems;
    mod recovery;
    mod removing;
    mod responsibilities;
    mod reviewing;
    mod roles;
    mod saving;
    mod searching;
    mod sketch;
    mod sketching;
    mod tray;
    mod viewing;
    mod window;
}
