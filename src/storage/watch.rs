//! What other programs do to the file behind a chart: looked at every two seconds, which works on network drives, too.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::disk::{Disk, RealDisk};
use super::fingerprint::Fingerprint;
use super::load::{LoadError, Loaded, MAX_FILE_BYTES, load_from};

/// How often the file is looked at.
const EVERY: Duration = Duration::from_secs(2);

/// What has become of a file.
#[derive(Debug)]
pub enum Seen {
    /// It holds what it held.
    Same,
    /// It holds what it held, though its stamp is another one by now.
    Touched(Fingerprint),
    /// It holds something else.
    Changed(Loaded),
    /// It is gone, or the disk that it was on.
    Gone,
    /// It can't be read at the moment.
    Unreadable(LoadError),
}

/// Looks at a file again. Its bytes are read only where its stamp is another one.
#[must_use]
pub fn look_again(disk: &dyn Disk, path: &Path, known: &Fingerprint) -> Seen {
    if disk.facts(path).is_ok_and(|facts| facts.stamp == known.stamp) {
        return Seen::Same;
    }
    match load_from(disk, path, MAX_FILE_BYTES) {
        Ok(loaded) if loaded.fingerprint.digest == known.digest => Seen::Touched(loaded.fingerprint),
        Ok(loaded) => Seen::Changed(loaded),
        Err(LoadError::NotFound(_)) => Seen::Gone,
        Err(error) => Seen::Unreadable(error),
    }
}

/// What is watched: a file, and what it is known to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// The file.
    pub path: PathBuf,
    /// What it is known to hold.
    pub known: Fingerprint,
}

/// A thread that looks at one file at a time.
#[derive(Debug)]
pub struct Watcher {
    orders: Sender<Option<Watched>>,
    seen: Receiver<(Watched, Seen)>,
    watched: Option<Watched>,
}

impl Watcher {
    /// Starts the thread; it calls `wake` whenever it has seen something new, and ends with the watcher.
    #[must_use]
    pub fn start(wake: impl Fn() + Send + 'static) -> Self {
        let (orders, received) = channel();
        let (sender, seen) = channel();
        thread::spawn(move || watch(&received, &sender, &wake));
        Self { orders, seen, watched: None }
    }

    /// Watches this file from now on, or none. To ask for what is watched already costs nothing.
    pub fn watch(&mut self, watched: Option<Watched>) {
        if self.watched != watched {
            self.watched.clone_from(&watched);
            self.send(watched);
        }
    }

    /// Looks at once, such as when the window comes to the front.
    pub fn look_now(&self) {
        self.send(self.watched.clone());
    }

    /// What has become of the file that is watched now; nothing where nothing is new.
    pub fn news(&self) -> Option<Seen> {
        // What was seen of another file, or measured by what is no longer known, is no news.
        self.seen.try_iter().filter(|(of, _)| Some(of) == self.watched.as_ref()).map(|(_, seen)| seen).last()
    }

    fn send(&self, watched: Option<Watched>) {
        // The thread ends only with the watcher.
        let _ = self.orders.send(watched);
    }
}

fn watch(orders: &Receiver<Option<Watched>>, seen: &Sender<(Watched, Seen)>, wake: &dyn Fn()) {
    let mut watched: Option<Watched> = None;
    loop {
        let order = match &watched {
            Some(_) => orders.recv_timeout(EVERY),
            None => orders.recv().map_err(RecvTimeoutError::from),
        };
        match order {
            Ok(order) => watched = order,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let Some(file) = &watched else { continue };
        let news = look_again(&RealDisk, &file.path, &file.known);
        if matches!(news, Seen::Same) {
            continue;
        }
        if seen.send((file.clone(), news)).is_err() {
            return;
        }
        wake();
        // Whoever hears of it says what is known from now on.
        watched = None;
    }
}
