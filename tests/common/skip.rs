//! Tests that need what not every machine has.

/// Says why a test is skipped. It passes then, unless skipping was forbidden.
#[track_caller]
pub fn skip(reason: &str) {
    assert!(std::env::var_os("ROLECHART_NO_SKIP").is_none(), "{reason}");
    eprintln!("skipped: {reason}");
}

/// Whether these tools are there; otherwise says which Debian packages hold them.
#[track_caller]
pub fn has_tools(tools: &[&str], packages: &str) -> bool {
    let is_there = |tool: &&&str| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|folder| folder.join(tool).exists())
    };
    let missing: Vec<&str> = tools.iter().filter(|tool| !is_there(tool)).copied().collect();
    if !missing.is_empty() {
        skip(&format!("{} is not here; on Debian and Ubuntu: sudo apt install {packages}", missing.join(", ")));
    }
    missing.is_empty()
}
