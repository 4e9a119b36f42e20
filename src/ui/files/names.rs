//! Names of files: typed ones, and those that are suggested.

use std::path::{Path, PathBuf};

use crate::storage;

/// A typed path: blanks around it don't count, `~/` is the home folder.
pub(crate) fn typed_path(text: &str) -> PathBuf {
    let text = text.trim();
    match (text.strip_prefix("~/"), storage::home()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(text),
    }
}

/// The file's name without `.chart.ron` or its last ending.
pub(super) fn stem_of(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match name.strip_suffix(".chart.ron").or_else(|| name.rsplit_once('.').map(|(stem, _)| stem)) {
        Some(stem) if !stem.is_empty() => stem.to_owned(),
        _ => name,
    }
}

/// A title as a file name that every system takes.
pub(super) fn safe_name(title: &str) -> String {
    let mut name: String =
        title.chars().take(60).map(|c| if c.is_alphanumeric() { c } else { '-' }).collect::<String>().to_lowercase();
    while name.contains("--") {
        name = name.replace("--", "-");
    }
    let name = name.trim_matches('-');
    if name.is_empty() { "chart".to_owned() } else { name.to_owned() }
}

/// A file's name for the middle of a sentence, of so many characters at most: of a longer one the middle is left out,
/// since names differ at their ends.
pub(crate) fn shortened(name: &str, most: usize) -> String {
    let count = name.chars().count();
    if count <= most {
        return name.to_owned();
    }
    let kept = most.saturating_sub(1);
    let (head, tail) = (kept - kept / 2, kept / 2);
    let start: String = name.chars().take(head).collect();
    let end: String = name.chars().skip(count - tail).collect();
    format!("{start}…{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_lose_their_middle() {
        for (name, expected) in [
            ("it.chart.ron", "it.chart.ron"),
            ("department.ron", "department.ron"),
            ("departments.ron", "departments.ron"),
            ("all-departments.ron", "all-dep…nts.ron"),
            ("Größenänderung der Ämter.ron", "Größenä…ter.ron"),
        ] {
            assert_eq!(shortened(name, 15), expected, "{name}");
        }
    }
}
