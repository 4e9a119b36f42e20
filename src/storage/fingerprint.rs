//! What tells one state of a file from any other.

use std::fmt;
use std::num::ParseIntError;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::disk::Stamp;

/// A file's state when it was last read or written here. The stamp says cheaply that nothing happened; where it differs,
/// the digest decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// What the system said about the file.
    pub stamp: Stamp,
    /// What the bytes come to.
    pub digest: Digest,
}

impl Fingerprint {
    /// Whether bytes of this length may be those. A stamp that nobody took (the default) rules out none: then only the
    /// digest tells.
    #[must_use]
    pub fn may_have_len(&self, len: u64) -> bool {
        self.stamp == Stamp::default() || self.stamp.len == len
    }
}

/// A number of 128 bits that stands for a file's bytes (XXH3, made against accidents, not against forgers: who could
/// forge it could change the chart as well).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Digest(u128);

impl Digest {
    /// The digest of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes))
    }
}

/// Of 32 digits. Numbers of that size are beyond what every reader of JSON takes.
impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

impl TryFrom<String> for Digest {
    type Error = ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        u128::from_str_radix(&text, 16).map(Self)
    }
}
