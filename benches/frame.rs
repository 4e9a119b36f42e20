//! CPU time of one frame of the whole window, without the graphics card: running the panels and the canvas, and turning
//! what they paint into triangles. The window is the same at every size of chart, at actual size, and panned a little
//! before each frame, as it is while somebody looks around.

#[path = "../tests/common/department.rs"]
mod department;

use std::time::Duration;

use department::department;
use divan::Bencher;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, TouchPhase, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use rolechart::editor::{Command, Editor};
use rolechart::model::{Chart, Holder, Responsibility};
use rolechart::ui::RolechartApp;

const SIZES: [usize; 3] = [100, 1_000, 10_000];

fn main() {
    divan::main();
}

fn window(positions: usize) -> Harness<'static, RolechartApp> {
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1400.0, 900.0))
        .with_step_dt(1.0 / 60.0)
        .build_eframe(|creation| RolechartApp::for_tests(&creation.egui_ctx, department(positions), None));
    harness.run_steps(4);
    // A frame is to be timed without the review of the chart beside it.
    while !harness.state().is_reviewed() {
        std::thread::sleep(Duration::from_millis(5));
        harness.step();
    }
    harness
}

fn frame(harness: &mut Harness<'static, RolechartApp>) {
    harness.step();
    let output = harness.output();
    let triangles = harness.ctx.tessellate(output.shapes.clone(), output.pixels_per_point);
    divan::black_box(triangles);
}

fn pan(harness: &mut Harness<'static, RolechartApp>, by: f32) {
    harness.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: Vec2::new(by, 0.0),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    });
}

/// The window is full of cards: at actual size, among the leaves. Says how many cards are in view.
#[divan::bench(args = SIZES)]
fn at_actual_size(bencher: Bencher<'_, '_>, positions: usize) {
    let mut harness = window(positions);
    harness.hover_at(Pos2::new(700.0, 400.0));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Num0);
    harness.key_press(Key::Home);
    for _ in 0..6 {
        harness.key_press(Key::ArrowDown);
        harness.run_steps(4);
    }
    let cards = harness.query_all_by_role(Role::TreeItem).filter(|node| is_card(node)).count();
    eprintln!("{positions} positions: {cards} cards in view");
    let mut by = 8.0;
    bencher.bench_local(|| {
        pan(&mut harness, by);
        by = -by;
        frame(&mut harness);
    });
}

/// The outline's lines are tree items, too.
fn is_card(node: &Node<'_>) -> bool {
    node.accesskit_node().label().is_some_and(|label| !label.ends_with("(outline)"))
}

/// The whole chart is in view: the more cards, the less is drawn of each.
#[divan::bench(args = SIZES)]
fn all_in_view(bencher: Bencher<'_, '_>, positions: usize) {
    let mut harness = window(positions);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Num1);
    harness.run_steps(4);
    bencher.bench_local(|| frame(&mut harness));
}

/// How many rows and columns the matrix of [`matrix_by_position`] has.
const MATRIX: (usize, usize) = (2_000, 200);

/// The responsibilities view with a column for each position, scrolled a little before each frame.
#[divan::bench]
fn matrix_by_position(bencher: Bencher<'_, '_>) {
    let mut harness = matrix();
    let cells = harness.query_all_by_role(Role::GridCell).count();
    eprintln!("{MATRIX:?} rows and columns: {cells} cells in view");
    let mut by = 8.0;
    bencher.bench_local(|| {
        pan(&mut harness, by);
        by = -by;
        frame(&mut harness);
    });
}

/// The same, each frame after an edit of a cell: everything is read and arranged anew.
#[divan::bench]
fn matrix_edited(bencher: Bencher<'_, '_>) {
    let mut harness = matrix();
    harness.key_press(Key::ArrowRight);
    harness.run_steps(4);
    let mut letters = [Key::A, Key::C].into_iter().cycle();
    bencher.bench_local(|| {
        harness.key_press(letters.next().unwrap_or(Key::A));
        frame(&mut harness);
        frame(&mut harness);
    });
}

fn matrix() -> Harness<'static, RolechartApp> {
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1400.0, 900.0))
        .with_step_dt(1.0 / 60.0)
        .build_eframe(|creation| RolechartApp::for_tests(&creation.egui_ctx, varied_duties(), None));
    harness.key_press_modifiers(Modifiers::ALT, Key::Num2);
    harness.run_steps(4);
    harness.get_by_label("Positions").click();
    harness.hover_at(Pos2::new(700.0, 500.0));
    harness.run_steps(4);
    harness
}

/// A department in which every duty is another one.
fn varied_duties() -> Chart {
    let (rows, positions) = MATRIX;
    let mut editor = Editor::new(department(positions));
    let holders: Vec<Holder> = editor.chart().walk().map(|visit| Holder::Position(visit.position.id.clone())).collect();
    for (number, holder) in holders.into_iter().cycle().take(rows).enumerate() {
        let duty = Responsibility::new(format!("Keep the records of the service with the number {number} up to date"));
        editor.execute(Command::AddLines(holder, 0, vec![duty])).expect("the line fits");
    }
    editor.chart().clone()
}
