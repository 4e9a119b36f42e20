//! What is large is let go aside, so that no frame waits for it.

use std::thread;

/// Lets go of something on a thread of its own. To free a chart of 100,000 positions takes a third of a second
/// (`cargo bench --bench snapshot drop_the_last`).
pub(crate) fn let_go<Large: Send + 'static>(large: Large) {
    // Where there can be no other thread, it goes here.
    drop(thread::Builder::new().spawn(move || drop(large)));
}
