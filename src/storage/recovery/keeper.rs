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

/// How long after the first change that isn't kept yet a snapshot is written.
const SOON: Duration = Duration::from_millis(1500);
/// The longest time until then, where writing one takes long.
const AT_THE_LATEST: Duration = Duration::from_secs(10);
/// For how many times as long as it takes to write a snapshot none is written, at least.
const REST: u32 = 4;

enum Order {
    Keep(Origin, Arc<Chart>),
    Clear,
    Adopt(Session),
}

/// Keeps the newest chart it is given, a moment after it was given.
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
        self.send(Order::Keep(origin, chart));
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
                Ok(order) => self.take(order),
                Err(RecvTimeoutError::Timeout) => self.keep_pending(tell),
                Err(RecvTimeoutError::Disconnected) => return self.keep_pending(tell),
            }
        }
    }

    fn take(&mut self, order: Order) {
        match order {
            Order::Keep(origin, chart) => {
                // Counted from the first change, so that steady typing is kept as well.
                let due = self.pending.take().map_or_else(|| Instant::now() + self.delay(), |(.., due)| due);
                self.pending = Some((origin, chart, due));
            }
            Order::Clear => {
                self.pending = None;
                // Without a session nothing is kept. What can't be removed equals the file, or is asked about again.
                if let Some(session) = self.session.take() {
                    let _ = session.clear(self.disk.as_ref());
                }
            }
            Order::Adopt(session) => {
                // What was to be kept is of the chart before, which is let go.
                self.pending = None;
                let old = self.session.replace(session);
                if let Some(old) = old {
                    let _ = old.clear(self.disk.as_ref());
                }
            }
        }
    }

    fn delay(&self) -> Duration {
        (self.took * REST).clamp(SOON, AT_THE_LATEST)
    }

    fn keep_pending(&mut self, tell: &dyn Fn(Option<io::Error>)) {
        let Some((origin, chart, _)) = self.pending.take() else { return };
        let start = Instant::now();
        let result = self.keep(&origin, &chart);
        self.took = start.elapsed();
        match result {
            Ok(()) if self.fails => tell(None),
            Ok(()) => {}
            Err(error) => {
                // Tried again in a while, and with the next change.
                self.pending = Some((origin, chart, Instant::now() + AT_THE_LATEST));
                tell(Some(error));
            }
        }
        self.fails = self.pending.is_some();
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
