//! Tests that need what not every machine has.

use std::process::Command;

/// Says why a test is skipped. It passes then, unless skipping was forbidden.
#[track_caller]
pub fn skip(reason: &str) {
    assert!(std::env::var_os("ROLECHART_NO_SKIP").is_none(), "{reason}");
    eprintln!("skipped: {reason}");
}

/// Whether the machine has one user above all, and this is it.
pub fn is_root() -> bool {
    #[cfg(unix)]
    return std::fs::metadata("/proc/self").is_ok_and(|process| std::os::unix::fs::MetadataExt::uid(&process) == 0);
    #[cfg(not(unix))]
    false
}

/// Whether there is strace, and it may look on.
#[track_caller]
pub fn can_trace() -> bool {
    if !has_tools(&["strace"], "strace") {
        return false;
    }
    let probe = Command::new("strace").args(["-f", "-o", "/dev/null", "true"]).output();
    let works = probe.is_ok_and(|output| output.status.success());
    if !works {
        skip("this machine lets nobody see what a program asks of the system");
    }
    works
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
