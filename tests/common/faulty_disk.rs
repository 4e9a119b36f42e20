//! A disk on which one thing goes wrong, at the moment that is asked for.

use std::fmt;
use std::fs::Permissions;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rolechart::storage::{Audience, Disk, Facts, OpenFile, RealDisk};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// One operation of any kind fails.
    Error,
    /// Half of what is written in one go arrives, and then the disk fails.
    ShortWrite,
    /// From then on there is no room for another file, nor for one to grow.
    Full,
    /// The disk doesn't promise that it has what was written.
    Sync,
    /// A file may not have the name that it is to have.
    Rename(ErrorKind),
    /// A file has got its name, but the system says that it hasn't.
    LostAnswer,
    /// From then on nothing works.
    Everything,
}

impl Fault {
    pub const ALL: [Self; 10] = [
        Self::Error,
        Self::ShortWrite,
        Self::Full,
        Self::Sync,
        Self::Rename(ErrorKind::PermissionDenied),
        Self::Rename(ErrorKind::CrossesDevices),
        Self::Rename(ErrorKind::ResourceBusy),
        Self::Rename(ErrorKind::Other),
        Self::LostAnswer,
        Self::Everything,
    ];

    /// Whether it can happen to such an operation.
    fn concerns(self, operation: Operation) -> bool {
        match self {
            Self::Error | Self::Everything => true,
            Self::ShortWrite => operation == Operation::Write,
            Self::Full => matches!(operation, Operation::Create | Operation::Write),
            Self::Sync => operation == Operation::Sync,
            Self::Rename(_) | Self::LostAnswer => operation == Operation::Rename,
        }
    }

    const fn lasts(self) -> bool {
        matches!(self, Self::Full | Self::Everything)
    }

    fn error(self) -> io::Error {
        match self {
            Self::Full => ErrorKind::StorageFull.into(),
            Self::Rename(kind) if kind != ErrorKind::Other => kind.into(),
            // As the systems name EIO, for which there is no kind.
            _ => io::Error::other("input/output error"),
        }
    }
}

/// What a disk is asked to do, as far as faults tell it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operation {
    Create,
    Write,
    Sync,
    Rename,
    Other,
}

/// What another program does to a file.
type Deed = Box<dyn Fn() + Send + Sync>;

/// This machine's disk, with one fault.
#[derive(Clone)]
pub struct FaultyDisk(Arc<State>);

struct State {
    fault: Fault,
    /// The fault happens to the operation of this number, counting from 0 those that it can happen to.
    moment: usize,
    count: AtomicUsize,
    has_struck: AtomicBool,
    meddler: Option<(Deed, AtomicBool)>,
}

impl fmt::Debug for FaultyDisk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {}", self.0.fault, self.0.moment)
    }
}

impl FaultyDisk {
    pub fn new(fault: Fault, moment: usize) -> Self {
        Self::with(fault, moment, None)
    }

    /// A disk that works, on which another program does something right before the operation of this number.
    pub fn shared(moment: usize, deed: impl Fn() + Send + Sync + 'static) -> Self {
        Self::with(Fault::Error, moment, Some((Box::new(deed), AtomicBool::new(false))))
    }

    fn with(fault: Fault, moment: usize, meddler: Option<(Deed, AtomicBool)>) -> Self {
        let (count, has_struck) = (AtomicUsize::new(0), AtomicBool::new(false));
        Self(Arc::new(State { fault, moment, count, has_struck, meddler }))
    }

    /// Whether the fault has happened, or the other program was there.
    pub fn has_struck(&self) -> bool {
        self.0.has_struck.load(Ordering::SeqCst)
    }

    /// Whether the other program was there right before a file got its name.
    pub fn met_rename(&self) -> bool {
        self.0.meddler.as_ref().is_some_and(|(_, met_rename)| met_rename.load(Ordering::SeqCst))
    }
}

impl State {
    /// Whether the fault happens to this operation.
    fn strikes(&self, operation: Operation) -> bool {
        if !self.fault.concerns(operation) {
            return false;
        }
        let number = self.count.fetch_add(1, Ordering::SeqCst);
        let strikes = number == self.moment || self.fault.lasts() && number > self.moment;
        if strikes {
            self.has_struck.store(true, Ordering::SeqCst);
        }
        match &self.meddler {
            Some((deed, met_rename)) if strikes => {
                deed();
                met_rename.store(operation == Operation::Rename, Ordering::SeqCst);
                false
            }
            _ => strikes,
        }
    }

    fn ask(&self, operation: Operation) -> io::Result<()> {
        if self.strikes(operation) { Err(self.fault.error()) } else { Ok(()) }
    }
}

impl Disk for FaultyDisk {
    fn facts(&self, path: &Path) -> io::Result<Facts> {
        self.0.ask(Operation::Other)?;
        RealDisk.facts(path)
    }

    fn link(&self, path: &Path) -> io::Result<Option<PathBuf>> {
        self.0.ask(Operation::Other)?;
        RealDisk.link(path)
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        self.0.ask(Operation::Other)?;
        Ok(Box::new(FaultyReader { inner: RealDisk.open(path)?, state: Arc::clone(&self.0) }))
    }

    fn overwrite(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        self.0.ask(Operation::Other)?;
        let room = RealDisk.facts(path)?.stamp.len;
        Ok(FaultyFile::boxed(RealDisk.overwrite(path)?, &self.0, room))
    }

    fn create(&self, path: &Path, audience: Audience) -> io::Result<Box<dyn OpenFile>> {
        self.0.ask(Operation::Create)?;
        Ok(FaultyFile::boxed(RealDisk.create(path, audience)?, &self.0, 0))
    }

    fn give(&self, path: &Path, owner: (u32, u32)) -> io::Result<()> {
        self.0.ask(Operation::Other)?;
        RealDisk.give(path, owner)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if self.0.strikes(Operation::Rename) {
            if self.0.fault == Fault::LostAnswer {
                RealDisk.rename(from, to)?;
            }
            return Err(self.0.fault.error());
        }
        RealDisk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.ask(Operation::Other)?;
        RealDisk.remove(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.0.ask(Operation::Sync)?;
        RealDisk.sync_folder(folder)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.0.ask(Operation::Other)?;
        RealDisk.make_folder(folder)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.0.ask(Operation::Other)?;
        RealDisk.list(folder)
    }
}

struct FaultyReader {
    inner: Box<dyn Read>,
    state: Arc<State>,
}

impl Read for FaultyReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.state.ask(Operation::Other)?;
        self.inner.read(buffer)
    }
}

struct FaultyFile {
    inner: Box<dyn OpenFile>,
    state: Arc<State>,
    /// How many bytes still have their room on a disk that is full.
    room: u64,
    breaks_off: bool,
}

impl FaultyFile {
    fn boxed(inner: Box<dyn OpenFile>, state: &Arc<State>, room: u64) -> Box<dyn OpenFile> {
        Box::new(Self { inner, state: Arc::clone(state), room, breaks_off: false })
    }

    /// What of these bytes arrives, with the fault happening now.
    fn write_with_fault(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.state.fault {
            Fault::ShortWrite => {
                self.breaks_off = true;
                self.inner.write(&bytes[..bytes.len() / 2])
            }
            Fault::Full if self.room > 0 => {
                let fits = bytes.len().min(usize::try_from(self.room).unwrap_or(usize::MAX));
                let written = self.inner.write(&bytes[..fits])?;
                self.room -= written as u64;
                Ok(written)
            }
            fault => Err(fault.error()),
        }
    }
}

impl Write for FaultyFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.breaks_off {
            return Err(self.state.fault.error());
        }
        if self.state.strikes(Operation::Write) {
            return self.write_with_fault(bytes);
        }
        let written = self.inner.write(bytes)?;
        self.room = self.room.saturating_sub(written as u64);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl OpenFile for FaultyFile {
    fn set_permissions(&mut self, permissions: Permissions) -> io::Result<()> {
        self.state.ask(Operation::Other)?;
        self.inner.set_permissions(permissions)
    }

    fn set_len(&mut self, len: u64) -> io::Result<()> {
        self.state.ask(Operation::Other)?;
        self.inner.set_len(len)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.state.ask(Operation::Sync)?;
        self.inner.sync()
    }
}
