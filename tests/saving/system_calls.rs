//! What a save asks of the system, and in which order: the bytes are down before the name is taken, and the name is down
//! before it is said that all is well.

use std::fs;
use std::path::Path;
use std::process::Command;

use rolechart::storage::{Previous, RealDisk, Saving};

use crate::common::skip::can_trace;
use crate::common::twin;

const STARTER: [&str; 7] =
    ["strace", "-f", "-y", "-e", "trace=write,fsync,fdatasync,rename,renameat,renameat2", "-o", "calls"];

/// What was asked, in order, of this folder and what is in it: the call, and of what. Several writes in a row are one.
fn calls(trace: &str, folder: &Path) -> Vec<String> {
    let folder = folder.to_str().expect("a temporary path is text");
    let mut calls: Vec<String> = trace.lines().filter_map(|line| call(line, folder)).collect();
    calls.dedup();
    calls
}

/// `17 fsync(3</folder/file>) = 0` as `fsync file`; the names of new files, made of chance, as `new`.
fn call(line: &str, folder: &str) -> Option<String> {
    let (before, rest) = line.split_once('(')?;
    let call = before.split_whitespace().last()?;
    let (_, of) = rest.split_once(folder)?;
    let name = of.split(['>', '"']).next()?.trim_start_matches('/');
    let name = match name.rsplit_once(".rolechart-") {
        Some((before, _)) => format!("{before}new"),
        None => if name.is_empty() { "the folder" } else { name }.to_owned(),
    };
    Some(format!("{} {name}", call.trim_end_matches("at2").trim_end_matches("at")))
}

const A_NEW_FILE: [&str; 4] = ["write new", "fsync new", "rename new", "fsync the folder"];

/// Runs a command in a folder, and gives what it asked of the system; none where there is no strace.
fn traced(folder: &Path, command: impl FnOnce() -> Command) -> Option<Vec<String>> {
    if !can_trace() {
        return None;
    }
    let output = command().current_dir(folder).output().expect("strace starts");
    assert!(output.status.success(), "it succeeds: {output:?}");
    let trace = fs::read_to_string(folder.join("calls")).expect("what strace saw");
    Some(calls(&trace, folder))
}

#[test]
fn a_new_chart_is_down_before_it_has_its_name() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("x.ron");
    let calls = traced(folder.path(), || {
        let [program, options @ ..] = STARTER;
        let mut command = Command::new(program);
        command.args(options).arg(env!("CARGO_BIN_EXE_rolechart")).arg("new").arg(&path);
        command
    });
    if let Some(calls) = calls {
        assert_eq!(calls, A_NEW_FILE, "in this order");
    }
}

#[test]
fn twin_that_saves_once() {
    let Some(folder) = twin::folder_of_twin() else { return };
    let previous = Previous::new(folder.join("state"));
    let path = folder.join("x.ron");
    Saving { previous: Some(&previous), keeps_version: true, ..Saving::new(&path, b"new") }
        .on(&RealDisk)
        .expect("a fine place");
}

#[test]
fn what_a_chart_held_is_down_before_it_is_replaced() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("x.ron"), "old").expect("a file");
    let calls =
        traced(folder.path(), || twin::twin(&STARTER, "saving::system_calls::twin_that_saves_once", folder.path()));
    let Some(calls) = calls else { return };
    let (kept, saved) = calls.split_at(calls.len().saturating_sub(A_NEW_FILE.len()));
    assert_eq!(saved, A_NEW_FILE, "the new file, in this order: {calls:?}");
    let steps: Vec<&str> = kept.iter().map(|call| call.split_once(' ').map_or("", |(step, _)| step)).collect();
    // The folders that are made, the outermost first; then the version; then the folder that it is in.
    assert_eq!(steps, ["fsync", "fsync", "fsync", "write", "fsync", "rename", "fsync"], "the version: {calls:?}");
    assert_eq!(kept[0], "fsync the folder", "the name of the app's own folder: {calls:?}");
}
