//! Pictures of the window, compared with those in `tests/snapshots`.
//!
//! After a wanted change of the looks: `UPDATE_SNAPSHOTS=1 cargo test --test pictures`, look at every picture, commit
//! them. The pictures are drawn by lavapipe, Mesa's software Vulkan; other drivers draw letters a little differently.

#![cfg(all(feature = "gui", target_os = "linux"))]

#[path = "ui/place.rs"]
#[expect(dead_code, reason = "pictures need only a part of what other tests do after a crash")]
mod place;
#[path = "ui/sketch.rs"]
#[expect(dead_code, reason = "pictures need only a part of what other tests do with sketches")]
mod sketch;
#[path = "ui/window.rs"]
#[expect(dead_code, reason = "pictures need only a part of what other tests do with a window")]
mod window;

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers};
use egui_kittest::wgpu::WgpuTestRenderer;
use place::Place;
use rolechart::editor::{Command, Editor};
use rolechart::format;
use rolechart::model::{Chart, PositionChange};
use rolechart::starter;
use window::Window;

/// What draws the pictures, or nothing where this machine can't: then the test says so, and passes, unless it was told
/// not to skip.
fn renderer() -> Option<WgpuTestRenderer> {
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| ()));
    let renderer = std::panic::catch_unwind(WgpuTestRenderer::new).ok();
    std::panic::set_hook(quiet);
    if renderer.is_none() {
        let reason = "no Vulkan driver draws pictures here; on Debian and Ubuntu: sudo apt install mesa-vulkan-drivers";
        assert!(std::env::var_os("ROLECHART_NO_SKIP").is_none(), "{reason}");
        eprintln!("skipped: {reason}");
    }
    renderer
}

/// A window that is brought to what its picture shows.
type Scene = (&'static str, fn() -> Chart, fn(&mut Window));

/// The names in the starter chart, by what they are.
const DIRECTOR: &str = "k7f3m2qd";
const ANALYST: &str = "9qd4v7ks";
const MANAGER: &str = "b2x9t4ne";

/// What the starter chart's two analysts share.
const SAME_DUTY: &str = "Business Analyst and Business Systems Analyst are both responsible for “Gather and document \
                         requirements for new applications and …”";

/// The starter chart with one who does far more, and one who does more, than others in the same role.
fn unevenly_loaded() -> Chart {
    let duties =
        ["Chair the change board", "Keep the risk list", "Plan the releases", "Test the backups", "Buy licences"];
    let chart = sketch::with_duties(starter::it_department(), ANALYST, &duties);
    sketch::with_duties(chart, MANAGER, &duties[..2])
}

const SCENES: &[Scene] = &[
    ("starter-light", starter::it_department, |_| ()),
    ("starter-dark", starter::it_department, |window| {
        let ctx = window.harness.ctx.clone();
        window.harness.state_mut().set_dark(&ctx, true);
    }),
    ("empty", starter::empty, |_| ()),
    ("inspector-light", starter::it_department, |window| window.click_card(ANALYST)),
    ("inspector-dark", starter::it_department, |window| {
        window.click_card(ANALYST);
        let ctx = window.harness.ctx.clone();
        window.harness.state_mut().set_dark(&ctx, true);
    }),
    ("roles", starter::it_department, |window| {
        window.click_card(MANAGER);
        window.click("Roles");
        window.click("Project Manager 4");
    }),
    ("actual-size", starter::it_department, |window| zoom(window, Key::Plus, 3)),
    ("titles-only", starter::it_department, |window| zoom(window, Key::Minus, 3)),
    ("blocks", starter::it_department, |window| zoom(window, Key::Minus, 7)),
    ("folded", starter::it_department, |window| {
        window.command(Key::Num2);
        window.click_card(DIRECTOR);
    }),
    ("renaming", starter::it_department, |window| {
        window.click_card(ANALYST);
        window.type_text("bus");
    }),
    ("searching", starter::it_department, |window| {
        window.command(Key::F);
        window.type_text("project");
        window.press(Key::Enter);
    }),
    ("review", starter::it_department, |window| {
        window.wait_for_review();
        window.click("Review 40");
        window.click(SAME_DUTY);
    }),
    ("load-light", unevenly_loaded, |window| pick(window, "View", "Colour cards by load")),
    ("load-dark", unevenly_loaded, |window| {
        let ctx = window.harness.ctx.clone();
        window.harness.state_mut().set_dark(&ctx, true);
        pick(window, "View", "Colour cards by load");
    }),
    ("role-sheet", starter::it_department, |window| {
        window.click_card(MANAGER);
        window.click("Role sheet");
    }),
    ("menu", starter::it_department, |window| {
        let at = window.card(ANALYST).center();
        window.right_click_at(at);
    }),
    ("dragging", starter::it_department, |window| {
        let (from, to) = (window.grip_of(ANALYST), window.place_on(MANAGER, 0.5));
        window.carry(from, to);
    }),
    ("matrix-light", starter::it_department, |window| {
        window.wait_for_review();
        window.press_with(Modifiers::ALT, Key::Num2);
        window.press_each(&[Key::ArrowDown, Key::ArrowRight, Key::ArrowRight]);
    }),
    ("matrix-dark", starter::it_department, |window| {
        window.wait_for_review();
        window.press_with(Modifiers::ALT, Key::Num2);
        window.click("Positions");
        window.click("Groups");
        window.click("By holder");
        let ctx = window.harness.ctx.clone();
        window.harness.state_mut().set_dark(&ctx, true);
    }),
    ("carrying", starter::it_department, |window| {
        let (from, to) = (window.duty_on(ANALYST, 1), window.grip_of(MANAGER));
        window.carry(from, to);
    }),
    ("tray", starter::it_department, |window| {
        window.click("Unassigned");
        window.click("Use the starter list for IT");
        window.wait_for_review();
    }),
    ("tray-dark", starter::it_department, |window| {
        window.click("Unassigned");
        window.click("Use the starter list for IT");
        window.wait_for_review();
        window.click_nth("Give to…", 3);
        let ctx = window.harness.ctx.clone();
        window.harness.state_mut().set_dark(&ctx, true);
    }),
    ("dialog-vacate", starter::it_department, |window| {
        window.click_card(DIRECTOR);
        pick(window, "Edit", "Make vacant");
        let ctx = window.harness.ctx.clone();
        window.harness.state_mut().set_dark(&ctx, true);
    }),
    ("dialog-remove", starter::it_department, |window| {
        window.click_card(MANAGER);
        window.press(Key::Delete);
    }),
    ("dialog-remove-role", starter::it_department, |window| {
        window.click_card(MANAGER);
        window.click("Roles");
        window.click("Project Manager 4");
        window.click("Delete role…");
    }),
    ("dialog-unsaved", starter::it_department, |window| {
        window.click_card(ANALYST);
        window.command(Key::D);
        window.command(Key::N);
    }),
    ("dialog-path", starter::it_department, |window| window.command(Key::S)),
    ("dialog-keys", starter::it_department, |window| window.press(Key::F1)),
    ("dialog-about", starter::it_department, |window| pick(window, "Help", "About Rolechart")),
    ("dialog-list", starter::it_department, |window| {
        window.click("File");
        window.click("New");
        window.click("From an indented list…");
    }),
];

fn zoom(window: &mut Window, key: Key, times: usize) {
    for _ in 0..times {
        window.press_with(Modifiers::COMMAND, key);
    }
}

fn pick(window: &mut Window, menu: &str, item: &str) {
    window.click(menu);
    window.click(item);
}

/// One test for all, since each renderer takes a second to start.
#[test]
fn the_window_looks_as_it_did() {
    let mut failed = Vec::new();
    for (name, chart, arrange) in SCENES {
        let Some(renderer) = renderer() else { return };
        let mut window = Window::build(window::builder().renderer(renderer), chart(), None);
        arrange(&mut window);
        // The tabs count what was found.
        window.wait_for_review();
        if let Err(error) = window.harness.try_snapshot(*name) {
            failed.push(format!("{name}: {error}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// A window that was opened after a crash, or with a file, and is brought to what its picture shows.
type StartedScene = (&'static str, fn(WgpuTestRenderer) -> Window);

const STARTED_SCENES: &[StartedScene] = &[
    ("left", |renderer| after_crash().start_with(window::builder().renderer(renderer), starter::it_department(), None)),
    ("left-dark", |renderer| {
        let mut window = after_crash().start_with(window::builder().renderer(renderer), starter::it_department(), None);
        window.click("Discard org-draft.chart.ron");
        go_dark(&mut window);
        window
    }),
    ("compare-light", |renderer| merging(renderer)),
    ("compare-dark", |renderer| {
        let mut window = merging(renderer);
        go_dark(&mut window);
        window
    }),
];

fn go_dark(window: &mut Window) {
    let ctx = window.harness.ctx.clone();
    window.harness.state_mut().set_dark(&ctx, true);
    window.settle();
}

/// A file of a name that is the same whenever pictures are made.
fn file(chart: &Chart) -> PathBuf {
    let folder = std::env::temp_dir().join("rolechart-pictures");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("it.chart.ron");
    std::fs::write(&path, format::write(chart)).expect("a file");
    path
}

/// The starter chart after these commands.
fn changed(commands: impl IntoIterator<Item = Command>) -> Chart {
    let mut editor = Editor::new(starter::it_department());
    for command in commands {
        editor.execute(command).expect("a command that fits");
    }
    editor.chart().clone()
}

fn rename(name: &str, person: &str) -> Command {
    Command::SetPosition(sketch::id(name), vec![PositionChange::Person(person.to_owned())])
}

/// A window dies, so many hours after noon on a day long ago. The pictures show that as a clock in Greenwich does.
fn leave_at(place: &Place, hours: u64, chart: &Chart, file: (&Path, &Chart)) {
    place.leave(chart, Some(file));
    let folders = std::fs::read_dir(place.shelf().folder()).expect("the shelf").flatten();
    let snapshots = folders.map(|folder| folder.path().join("snapshot")).filter(|snapshot| snapshot.exists());
    let time = |snapshot: &PathBuf| std::fs::metadata(snapshot).and_then(|facts| facts.modified()).ok();
    let newest = snapshots.max_by_key(time).expect("it was just left");
    let text = std::fs::read_to_string(&newest).expect("a snapshot");
    let (label, chart) = text.split_once('\n').expect("a label");
    let (before, _) = label.rsplit_once("\"time\":").expect("a time");
    let time = 1_699_963_200_000 + hours * 3_600_000;
    std::fs::write(&newest, format!("{before}\"time\":{time}}}\n{chart}")).expect("room for it");
}

fn after_crash() -> Place {
    let place = Place::new();
    let saved = starter::it_department();
    let left = changed([rename(MANAGER, "Grace Hopper"), Command::Duplicate(sketch::id(ANALYST))]);
    leave_at(&place, 0, &left, (&file(&saved), &saved));
    leave_at(&place, 1, &saved, (Path::new("/media/stick/org-draft.chart.ron"), &saved));
    place
}

/// A window whose chart and file have both been changed.
fn merging(renderer: WgpuTestRenderer) -> Window {
    let path = file(&starter::it_department());
    let builder = window::builder().renderer(renderer);
    let mut window = Place::new().start_with(builder, Chart::default(), Some(path));
    window.click_card(ANALYST);
    window.command(Key::D);
    window.click_card(MANAGER);
    window.press(Key::F2);
    window.retype("Grace Hopper");
    window.press(Key::Enter);
    file(&changed([rename(MANAGER, "Ada King"), rename(DIRECTOR, "Ada Byron")]));
    window.pick_and_wait("File", "Compare with file…");
    window
}

#[test]
fn what_comes_from_the_disk_looks_as_it_did() {
    let mut failed = Vec::new();
    for (name, start) in STARTED_SCENES {
        let Some(renderer) = renderer() else { return };
        let mut window = start(renderer);
        window.wait_for_review();
        if let Err(error) = window.harness.try_snapshot(*name) {
            failed.push(format!("{name}: {error}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
