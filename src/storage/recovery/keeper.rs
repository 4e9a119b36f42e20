//! The thread that keeps snapshots, so that nobody has to wait for a disk.

use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::{Origin, Session, Shelf};
use crate::format;
use crate::model::Chart;
use crate::storage::disk::Disk;
use crate::storage::unbroken;

/// How long after the first change that isn't kept yet a snapshot is written.
const SOON: Duration = Duration::from_millis(1500);
/// What writing one may take without its being written less often. A chart of 100,000 positions takes 0.4 s.
const QUICK: Duration = Duration::from_millis(500);
/// For how many times as long as it took to write a snapshot none is written, where that is longer.
const REST: u32 = 3;
/// The longest such time, and how long after a failure it is tried again.
const AT_THE_LATEST: Duration = Duration::from_secs(10);

enum Order {
    /// The chart, and when it changed.
    Keep(Origin, Arc<Chart>, Instant),
    Clear,
    Adopt(Session),
}

/// Keeps the newest chart it is given, a moment after it was given.
///
/// A snapshot is there within two seconds of the first change that the one before doesn't have, as long as one is written
/// within half a second. Where that takes longer, one is begun within ten seconds of the change or of the end of the one
/// that is being written. So much, and no more, can be lost.
///
/// A mistake of this program in keeping is told like a reason of the system, and keeping goes on.
#[derive(Debug)]
pub struct Keeper {
    /// None once it is to end.
    orders: Option<Sender<Order>>,
    failures: Receiver<Option<io::Error>>,
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// Starts the thread. It calls `wake` when keeping begins to fail, or to work again.
    #[must_use]
    pub fn start(shelf: Shelf, disk: Arc<dyn Disk>, wake: impl Fn() + Send + 'static) -> Self {
        let (orders, received) = channel();
        let (sender, failures) = channel();
        let worker = Worker { shelf, disk, session: None, pending: None, took: Duration::ZERO, fails: false };
        let tell = move |failure| {
            // Nobody listens any more when the window is closing.
            let _ = sender.send(failure);
            wake();
        };
        let thread = thread::spawn(move || worker.run(&received, &tell));
        Self { orders: Some(orders), failures, thread: Some(thread) }
    }

    /// The chart has changed to this, and no file holds it so.
    pub fn keep(&self, origin: Origin, chart: Arc<Chart>) {
        self.send(Order::Keep(origin, chart, Instant::now()));
    }

    /// The chart is as its file, or not wanted.
    pub fn clear(&self) {
        self.send(Order::Clear);
    }

    /// What this session keeps is what was left by another one.
    pub fn adopt(&self, session: Session) {
        self.send(Order::Adopt(session));
    }

    /// Whether keeping fails by now, with the reason, or works again; nothing where that is as before.
    #[must_use]
    pub fn news(&self) -> Option<Option<io::Error>> {
        self.failures.try_iter().last()
    }

    fn send(&self, order: Order) {
        if let Some(orders) = &self.orders {
            // The thread ends only with the keeper.
            let _ = orders.send(order);
        }
    }
}

impl Drop for Keeper {
    /// Waits until the thread has written what was still to be kept.
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

struct Worker {
    shelf: Shelf,
    disk: Arc<dyn Disk>,
    session: Option<Session>,
    /// What is to be kept, and when at the latest.
    pending: Option<(Origin, Arc<Chart>, Instant)>,
    /// How long the last snapshot took.
    took: Duration,
    fails: bool,
}

impl Worker {
    fn run(mut self, orders: &Receiver<Order>, tell: &dyn Fn(Option<io::Error>)) {
        loop {
            let order = match &self.pending {
                Some((.., due)) => orders.recv_timeout(due.saturating_duration_since(Instant::now())),
                None => orders.recv().map_err(RecvTimeoutError::from),
            };
            match order {
                Ok(order) => self.take(order, tell),
                Err(RecvTimeoutError::Timeout) => self.keep_pending(tell),
                Err(RecvTimeoutError::Disconnected) => return self.keep_pending(tell),
            }
        }
    }

    fn take(&mut self, order: Order, tell: &dyn Fn(Option<io::Error>)) {
        match order {
            Order::Keep(origin, chart, changed) => {
                // Counted from the first change, so that steady typing is kept as well.
                let due = self.pending.take().map(|(.., due)| due);
                let due = due.unwrap_or_else(|| due_after(changed, Instant::now(), self.took));
                self.pending = Some((origin, chart, due));
            }
            // Without a session nothing is kept.
            Order::Clear => self.exchange_session(None, tell),
            // What was to be kept is of the chart before, which is let go.
            Order::Adopt(session) => self.exchange_session(Some(session), tell),
        }
    }

    /// Lets go what is kept, and what was to be. Of a failure to keep that, nothing is left to worry about.
    fn exchange_session(&mut self, session: Option<Session>, tell: &dyn Fn(Option<io::Error>)) {
        self.pending = None;
        if let Some(old) = std::mem::replace(&mut self.session, session) {
            // What can't be removed equals the file, or is asked about again.
            let _ = unbroken(|| old.clear(self.disk.as_ref()));
        }
        self.report(None, tell);
    }

    fn keep_pending(&mut self, tell: &dyn Fn(Option<io::Error>)) {
        let Some((origin, chart, _)) = self.pending.take() else { return };
        let start = Instant::now();
        let result = unbroken(|| self.keep(&origin, &chart));
        self.took = start.elapsed();
        if result.is_err() {
            // Tried again in a while, with what the chart is by then.
            self.pending = Some((origin, chart, Instant::now() + AT_THE_LATEST));
        }
        self.report(result.err(), tell);
    }

    /// Tells why keeping fails; or that it doesn't any more, where it was told to.
    fn report(&mut self, failure: Option<io::Error>, tell: &dyn Fn(Option<io::Error>)) {
        let failed = std::mem::replace(&mut self.fails, failure.is_some());
        if failed || self.fails {
            tell(failure);
        }
    }

    fn keep(&mut self, origin: &Origin, chart: &Chart) -> io::Result<()> {
        let text = format::write(chart);
        let disk = Arc::clone(&self.disk);
        match self.session()?.keep(disk.as_ref(), origin, &text) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                // Somebody has removed its folder.
                self.session = None;
                self.session()?.keep(disk.as_ref(), origin, &text)
            }
            kept => kept,
        }
    }

    /// The session there is, or a new one.
    fn session(&mut self) -> io::Result<&Session> {
        let session = match self.session.take() {
            Some(session) => session,
            None => self.shelf.begin()?,
        };
        Ok(self.session.insert(session))
    }
}

/// When a chart that has changed is to be kept, where writing the last snapshot took that long.
fn due_after(changed: Instant, now: Instant, took: Duration) -> Instant {
    if took <= QUICK { changed + SOON } else { now + took.saturating_mul(REST).min(AT_THE_LATEST) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quickly_written_is_kept_within_two_seconds_and_the_rest_within_ten() {
        let changed = Instant::now();
        for (took, waited, seconds) in [(0.0, 0.0, 1.5), (0.5, 0.5, 1.5), (0.6, 0.5, 2.3), (60.0, 20.0, 30.0)] {
            let (took, waited) = (Duration::from_secs_f64(took), Duration::from_secs_f64(waited));
            let due = due_after(changed, changed + waited, took) - changed;
            assert_eq!(due, Duration::from_secs_f64(seconds), "taken up after {waited:?}, the last one took {took:?}");
        }
    }
}
