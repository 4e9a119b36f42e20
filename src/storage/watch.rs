//! What other programs do to the file behind a chart: looked at every two seconds, which works on network drives, too.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::disk::{Disk, RealDisk, Stamp};
use super::fingerprint::{Digest, Fingerprint};
use super::load::{LoadError, Loaded, MAX_FILE_BYTES, load_from};
use super::unbroken;

/// How often the file is looked at.
const EVERY: Duration = Duration::from_secs(2);

/// What has become of a file.
#[derive(Debug)]
pub enum Seen {
    /// It holds again what it is known to hold.
    Same,
    /// It holds something else.
    Changed(Loaded),
    /// It is gone, or the disk that it was on.
    Gone,
    /// It can't be read at the moment.
    Unreadable(LoadError),
}

/// What is watched: a file, and what it is known to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// The file.
    pub path: PathBuf,
    /// What it is known to hold.
    pub known: Fingerprint,
}

/// Looks at one file again and again, and says what is new.
#[derive(Clone, Debug)]
pub struct Watch {
    watched: Watched,
    /// What it looked like the last time.
    stamp: Option<Stamp>,
    /// What was said of it last.
    said: Said,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Same,
    Holds(Digest),
    Gone,
    Unreadable,
}

impl Watch {
    /// A file that is as it is known.
    #[must_use]
    pub const fn new(watched: Watched) -> Self {
        let stamp = Some(watched.known.stamp);
        Self { watched, stamp, said: Said::Same }
    }

    /// Looks at the file. Its bytes are read only where its stamp is another one than the last time.
    pub fn look(&mut self, disk: &dyn Disk) -> Option<Seen> {
        let stamp = disk.facts(&self.watched.path).ok().map(|facts| facts.stamp);
        if stamp.is_some() && stamp == self.stamp {
            return None;
        }
        self.stamp = stamp;
        match load_from(disk, &self.watched.path, MAX_FILE_BYTES) {
            Ok(loaded) if loaded.fingerprint.digest == self.watched.known.digest => self.says(Said::Same, Seen::Same),
            Ok(loaded) => self.says(Said::Holds(loaded.fingerprint.digest), Seen::Changed(loaded)),
            Err(LoadError::NotFound(_)) => self.says(Said::Gone, Seen::Gone),
            Err(error) => self.is_unreadable(error),
        }
    }

    /// The same; a mistake of this program counts as a file that can't be read.
    fn look_unbroken(&mut self, disk: &dyn Disk) -> Option<Seen> {
        let seen = unbroken(|| Ok(self.look(disk)));
        seen.unwrap_or_else(|error| self.is_unreadable(LoadError::Failed(self.watched.path.clone(), error)))
    }

    fn is_unreadable(&mut self, error: LoadError) -> Option<Seen> {
        // It may be readable the next time, with the same stamp.
        self.stamp = None;
        self.says(Said::Unreadable, Seen::Unreadable(error))
    }

    /// Nothing is said twice in a row.
    fn says(&mut self, said: Said, seen: Seen) -> Option<Seen> {
        (std::mem::replace(&mut self.said, said) != said).then_some(seen)
    }
}

/// A thread that watches one file at a time.
#[derive(Debug)]
pub struct Watcher {
    orders: Sender<Order>,
    seen: Receiver<(Watched, Seen)>,
    watched: Option<Watched>,
}

#[derive(Debug)]
enum Order {
    Watch(Option<Watched>),
    Look,
}

impl Watcher {
    /// Starts the thread; it calls `wake` whenever it has seen something new, and ends with the watcher.
    #[must_use]
    pub fn start(wake: impl Fn() + Send + 'static) -> Self {
        Self::start_on(Arc::new(RealDisk), wake)
    }

    /// The same on another disk.
    #[must_use]
    pub fn start_on(disk: Arc<dyn Disk>, wake: impl Fn() + Send + 'static) -> Self {
        let (orders, received) = channel();
        let (sender, seen) = channel();
        thread::spawn(move || keep_looking(disk.as_ref(), &received, &sender, &wake));
        Self { orders, seen, watched: None }
    }

    /// Watches this file from now on, or none. To ask for what is watched already costs nothing.
    pub fn watch(&mut self, watched: Option<Watched>) {
        if self.watched != watched {
            self.watched.clone_from(&watched);
            self.send(Order::Watch(watched));
        }
    }

    /// Looks at once, such as when the window comes to the front.
    pub fn look_now(&self) {
        self.send(Order::Look);
    }

    /// What has become of the file that is watched now; nothing where nothing is new.
    #[must_use]
    pub fn news(&self) -> Option<Seen> {
        // What was seen of another file, or measured by what is no longer known, is no news.
        self.seen.try_iter().filter(|(of, _)| Some(of) == self.watched.as_ref()).map(|(_, seen)| seen).last()
    }

    fn send(&self, order: Order) {
        // The thread ends only with the watcher.
        let _ = self.orders.send(order);
    }
}

fn keep_looking(disk: &dyn Disk, orders: &Receiver<Order>, seen: &Sender<(Watched, Seen)>, wake: &dyn Fn()) {
    let mut watch: Option<Watch> = None;
    loop {
        let order = match &watch {
            Some(_) => orders.recv_timeout(EVERY),
            None => orders.recv().map_err(RecvTimeoutError::from),
        };
        match order {
            Ok(Order::Watch(watched)) => watch = watched.map(Watch::new),
            Ok(Order::Look) | Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let Some(watch) = &mut watch else { continue };
        let Some(news) = watch.look_unbroken(disk) else { continue };
        if seen.send((watch.watched.clone(), news)).is_err() {
            return;
        }
        wake();
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn word(seen: Option<&Seen>) -> &'static str {
        match seen {
            None => "nothing new",
            Some(Seen::Same) => "same",
            Some(Seen::Changed(_)) => "changed",
            Some(Seen::Gone) => "gone",
            Some(Seen::Unreadable(_)) => "unreadable",
        }
    }

    #[test]
    fn what_others_do_to_a_file_is_said_once() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.ron");
        fs::write(&path, "one").expect("a file");
        let known = load_from(&RealDisk, &path, 100).expect("the file").fingerprint;
        let mut watch = Watch::new(Watched { path: path.clone(), known });
        let mut check = |action: &str, expected: &str| {
            assert_eq!(word(watch.look(&RealDisk).as_ref()), expected, "after: {action}");
            assert_eq!(word(watch.look(&RealDisk).as_ref()), "nothing new", "after: {action}, a second time");
        };
        check("nothing", "nothing new");
        fs::write(&path, "two").expect("a file");
        check("other bytes", "changed");
        fs::write(&path, "one").expect("a file");
        check("the old bytes", "same");
        fs::remove_file(&path).expect("a file");
        check("removing it", "gone");
        fs::create_dir(&path).expect("a folder");
        check("a folder in its place", "unreadable");
        fs::remove_dir(&path).expect("a folder");
        fs::write(&path, "one").expect("a file");
        check("bringing it back", "same");
    }
}
