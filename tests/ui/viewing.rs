//! Looking at a chart: folding, zooming, walking. None of it is in the document.

use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, Vec2, pos2};
use rolechart::format;
use rolechart::model::Direction;

use super::sketch::{chart, tree};
use super::window::Window;

const START: &str = "Ada:DIR(Bob:MGR(Cleo:BA(Fay) Dan:PM) Eve:MGR(Gus:BA))";
const ALL: [&str; 7] = ["Ada", "Bob", "Cleo", "Fay", "Dan", "Eve", "Gus"];

fn shown(window: &Window) -> Vec<&'static str> {
    ALL.into_iter().filter(|name| window.shows_card(name)).collect()
}

#[test]
fn space_folds_and_unfolds_the_selected_branch() {
    let mut window = Window::open(chart(START));
    window.click_card("Bob");
    window.press(Key::Space);
    assert_eq!(shown(&window), ["Ada", "Bob", "Eve", "Gus"], "folded");
    window.press(Key::Space);
    assert_eq!(shown(&window), ALL, "unfolded");
    assert!(!window.is_changed(), "the document stays as it is");
}

#[test]
fn a_chart_folds_to_a_level() {
    let text = format::write(&chart(START));
    for (key, expected) in [
        (Key::Num1, &["Ada"][..]),
        (Key::Num2, &["Ada", "Bob", "Eve"]),
        (Key::Num3, &["Ada", "Bob", "Cleo", "Dan", "Eve", "Gus"]),
        (Key::Num0, &ALL),
    ] {
        let mut window = Window::open(chart(START));
        window.command(Key::Num1);
        window.command(key);
        assert_eq!(shown(&window), expected, "{key:?}");
        assert!(!window.is_changed(), "the document stays as it is");
        assert_eq!(format::write(window.chart()), text, "byte for byte");
    }
}

#[test]
fn the_pill_of_a_folded_branch_unfolds_it() {
    let mut window = Window::open(chart("Ada:DIR(Bob:MGR(Cleo:BA))"));
    window.click_card("Bob");
    window.press(Key::Space);
    let below = window.card("Bob").center_bottom() + egui::vec2(0.0, 14.0) * window.zoom();
    window.click_at(below);
    assert!(window.shows_card("Cleo"), "unfolded");
}

#[test]
fn keys_zoom_and_fit() {
    let mut window = Window::open(chart(START));
    let fitted = window.app().zoom();
    window.command(Key::Plus);
    let zoomed = window.app().zoom();
    assert!(zoomed > fitted, "in: {fitted} to {zoomed}");
    window.command(Key::Minus);
    window.command(Key::Minus);
    assert!(window.app().zoom() < fitted, "out");
    window.fit_all();
    assert!((window.app().zoom() - fitted).abs() < 1e-9, "the whole chart again");
    assert!(!window.is_changed(), "the document stays as it is");
}

#[test]
fn the_wheel_zooms_at_the_pointer_and_pans() {
    let mut window = Window::open(chart(START));
    let at = window.card("Eve").center();
    window.harness.hover_at(at);
    window.settle();
    window.wheel(Vec2::new(0.0, 60.0), Modifiers::COMMAND);
    let (zoom, card) = (window.app().zoom(), window.card("Eve"));
    assert!(zoom > 1.0, "closer: {zoom}");
    assert!((card.center() - at).length() < 1.0, "the card under the pointer stays there");
    window.wheel(Vec2::new(0.0, -40.0), Modifiers::NONE);
    assert!(window.card("Eve").center().y < card.center().y - 20.0, "the chart goes up");
    assert!((window.app().zoom() - zoom).abs() < 1e-9, "and stays as large");
}

#[test]
fn arrows_walk_the_chart_as_it_is_drawn() {
    use Key::{ArrowDown as Down, ArrowLeft as Left, ArrowRight as Right, ArrowUp as Up, Home};
    for (from, keys, expected) in [
        ("Ada", &[Down][..], "Bob"),
        ("Ada", &[Up], "Ada"),
        ("Bob", &[Right], "Eve"),
        ("Eve", &[Left], "Bob"),
        ("Bob", &[Down, Right], "Dan"),
        ("Dan", &[Right], "Gus"),
        ("Fay", &[Up, Up, Up], "Ada"),
        ("Fay", &[Home], "Ada"),
    ] {
        let mut window = Window::open(chart(START));
        window.click_card(from);
        window.press_each(keys);
        assert_eq!(window.selected_person(), expected, "{keys:?} from {from}");
    }
}

#[test]
fn arrows_follow_the_charts_direction() {
    use Key::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp};
    for (item, direction, to_report, to_sibling) in [
        ("Top down", Direction::TopDown, ArrowDown, ArrowRight),
        ("Left to right", Direction::LeftRight, ArrowRight, ArrowDown),
        ("Bottom up", Direction::BottomUp, ArrowUp, ArrowRight),
        ("Right to left", Direction::RightLeft, ArrowLeft, ArrowDown),
    ] {
        let mut window = Window::open(chart(START));
        window.click_nth("Direction", 0);
        window.click(item);
        assert_eq!(window.chart().direction(), direction, "{item}");
        window.click_card("Ada");
        window.press(to_report);
        assert_eq!(window.selected_person(), "Bob", "{item}: to the first report");
        window.press(to_sibling);
        assert_eq!(window.selected_person(), "Eve", "{item}: to the next one");
    }
}

#[test]
fn alt_with_arrows_moves_the_position() {
    use Key::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp};
    for (name, key, expected) in [
        ("Bob", ArrowRight, "Ada(Eve Bob(Cleo Dan))"),
        ("Eve", ArrowLeft, "Ada(Eve Bob(Cleo Dan))"),
        ("Eve", ArrowDown, "Ada(Bob(Cleo Dan Eve))"),
        ("Cleo", ArrowUp, "Ada(Bob(Dan) Cleo Eve)"),
    ] {
        let mut window = Window::open(chart("Ada(Bob(Cleo Dan) Eve)"));
        window.click_card(name);
        window.press_with(Modifiers::ALT, key);
        assert_eq!(tree(window.chart()), expected, "{key:?} on {name}");
        assert_eq!(window.selected_person(), name, "it stays selected");
    }
}

#[test]
fn the_selected_card_stays_in_view() {
    let mut window = Window::open(rolechart::starter::it_department());
    for _ in 0..6 {
        window.command(Key::Plus);
    }
    for key in [Key::Home, Key::ArrowDown, Key::ArrowDown, Key::ArrowRight, Key::ArrowRight, Key::ArrowUp] {
        window.press(key);
        let id = window.selected().expect("something is selected").clone();
        let card = window.app().card_on_screen(&id).expect("it has a card");
        let canvas = window.place_of("The chart");
        assert!(canvas.intersects(card.shrink(card.width() / 4.0)), "{id} at {card:?} is in {canvas:?} after {key:?}");
    }
}

#[test]
fn what_is_undone_looks_as_it_did_before() {
    let mut window = Window::open(rolechart::starter::it_department());
    let ids: Vec<_> = window.chart().walk().map(|visit| visit.position.id.clone()).collect();
    let places = |window: &Window| -> Vec<_> { ids.iter().map(|id| window.app().card_on_screen(id)).collect() };
    window.click_card("9qd4v7ks");
    let before = places(&window);
    for _ in 0..3 {
        window.in_one_frame([Event::Cut]);
        window.settle();
        assert!(window.chart().len() < ids.len(), "cut out");
        window.command(Key::Z);
        window.pause();
        assert_eq!(places(&window), before, "every card is where it was");
    }
    window.press_with(Modifiers::ALT, Key::ArrowUp);
    let after = places(&window);
    for (key, expected) in [(Key::Z, &before), (Key::Y, &after), (Key::Z, &before)] {
        window.command(key);
        window.pause();
        assert_eq!(places(&window), *expected, "after Ctrl+{key:?}");
    }
}

impl Window {
    /// Shift+1 as keyboards send it: the same key writes "!" with Shift.
    fn fit_all(&mut self) {
        let key = |pressed| Event::Key {
            key: Key::Exclamationmark,
            physical_key: Some(Key::Num1),
            pressed,
            repeat: false,
            modifiers: Modifiers::SHIFT,
        };
        self.in_one_frame([
            Event::ModifiersChanged(Modifiers::SHIFT),
            key(true),
            Event::Text("!".to_owned()),
            key(false),
        ]);
        self.in_one_frame([Event::ModifiersChanged(Modifiers::NONE)]);
        self.settle();
    }

    fn wheel(&mut self, delta: Vec2, modifiers: Modifiers) {
        let unit = MouseWheelUnit::Point;
        self.in_one_frame([
            Event::ModifiersChanged(modifiers),
            Event::MouseWheel { unit, delta, phase: TouchPhase::Move, source: MouseWheelSource::Unknown, modifiers },
        ]);
        self.settle();
        self.in_one_frame([Event::ModifiersChanged(Modifiers::NONE)]);
        self.settle();
    }

    #[expect(clippy::cast_possible_truncation, reason = "a zoom is a small number")]
    fn zoom(&self) -> f32 {
        self.app().zoom() as f32
    }
}

#[test]
fn the_panels_beside_a_page_are_dragged_wider_by_their_edges() {
    for (page, key) in [("chart", Key::Num1), ("matrix", Key::Num2)] {
        for from_edge in [-4.0, 0.0, 4.0] {
            let mut window = Window::open(chart(START));
            window.press_with(Modifiers::ALT, key);
            let (before, edge) = (window.place_of("Chart").left(), 280.0 + from_edge);
            window.drag(pos2(edge, 600.0), pos2(edge + 60.0, 600.0));
            let wider = window.place_of("Chart").left() - before;
            assert!((wider - 60.0).abs() < 5.0, "the left one beside the {page}, taken at {edge}: {wider} wider");
        }
    }
    for from_edge in [-4.0, 0.0, 4.0] {
        let mut window = Window::open(chart(START));
        let (before, edge) = (window.place_of("The chart").right(), 1080.0 + from_edge);
        window.drag(pos2(edge, 600.0), pos2(edge - 60.0, 600.0));
        let wider = before - window.place_of("The chart").right();
        assert!((wider - 60.0).abs() < 5.0, "the right one, taken at {edge}: {wider} wider");
    }
}

#[test]
fn everything_can_be_shown_in_a_window_of_any_size() {
    for page in [Key::Num1, Key::Num2, Key::Num3] {
        for list in ["Outline", "Roles", "Review", "Unassigned"] {
            let mut window = Window::open(chart(START));
            let names = window.names();
            let tab = names.lines().find_map(|name| name.strip_prefix("Tab ").filter(|tab| tab[1..].starts_with(list)));
            window.click(tab.expect("the tab is there").trim_matches('"'));
            window.click_card("Bob");
            window.press_with(Modifiers::ALT, page);
            for (width, height) in [(720.0, 480.0), (300.0, 200.0), (90.0, 700.0), (1000.0, 60.0), (10.0, 10.0)] {
                window.harness.set_size(Vec2::new(width, height));
                window.settle();
            }
            assert_eq!(window.selected_person(), "Bob", "the window has lived through it with {page:?} and {list}");
        }
    }
}
