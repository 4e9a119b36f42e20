//! Opening the window, or saying in one line why there is none.

use std::path::PathBuf;
use std::process::ExitCode;

use super::app::RolechartApp;

/// The app's name for the system: its windows and its folder go by it.
const APP_ID: &str = "rolechart";

/// Opens the window with a file, or with the starter chart, and returns once it is closed.
#[must_use]
pub fn run(file: Option<PathBuf>) -> ExitCode {
    if let Some(reason) = system::obstacle() {
        return refuse(&reason);
    }
    match eframe::run_native(
        APP_ID,
        options(),
        Box::new(|creation| Ok(Box::new(RolechartApp::for_window(creation, file)))),
    ) {
        Ok(()) => ExitCode::SUCCESS,
        // What the window system says of itself is for its own developers.
        Err(eframe::Error::Winit(_) | eframe::Error::WinitEventLoop(_)) => refuse(
            "the desktop session can't be reached. Check that it is running and lets this program in, or use the commands \
             that need none: rolechart --help",
        ),
        Err(error) => refuse(&format!("{error}. {}", system::ADVICE)),
    }
}

fn refuse(reason: &str) -> ExitCode {
    let one_line = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    eprintln!("rolechart: can't open a window: {one_line}");
    ExitCode::FAILURE
}

fn options() -> eframe::NativeOptions {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Rolechart")
        .with_app_id(APP_ID)
        .with_inner_size([1500.0, 940.0])
        .with_min_inner_size([720.0, 480.0])
        .with_drag_and_drop(true);
    system::adapted(eframe::NativeOptions { viewport, ..Default::default() })
}

#[cfg(target_os = "linux")]
mod system {
    use std::env::var_os;
    use std::path::Path;

    pub(super) const ADVICE: &str =
        "Rolechart needs OpenGL 2.1 or newer; on Debian and Ubuntu: sudo apt install libgl1 libegl1 libgl1-mesa-dri";

    /// What stands in the way of a window on this machine, and what helps.
    pub(super) fn obstacle() -> Option<String> {
        let is_set = |name| var_os(name).is_some_and(|value| !value.is_empty());
        let wayland = is_set("WAYLAND_DISPLAY") || is_set("WAYLAND_SOCKET");
        if !wayland && !is_set("DISPLAY") {
            return Some(
                "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set). Start it from a desktop session, \
                 or use the commands that need none: rolechart --help"
                    .to_owned(),
            );
        }
        let needed: &[(&str, &str)] = if wayland {
            &[
                ("libxkbcommon.so.0", "libxkbcommon0"),
                ("libwayland-client.so.0", "libwayland-client0"),
                ("libwayland-egl.so.1", "libwayland-egl1"),
                ("libEGL.so.1", "libegl1"),
            ]
        } else {
            &[
                ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
                ("libX11.so.6", "libx11-6"),
                ("libX11-xcb.so.1", "libx11-xcb1"),
                ("libXcursor.so.1", "libxcursor1"),
                ("libXi.so.6", "libxi6"),
                ("libGL.so.1", "libgl1"),
            ]
        };
        let missing: Vec<_> = needed.iter().filter(|(library, _)| !is_installed(library)).collect();
        let libraries: Vec<&str> = missing.iter().map(|(library, _)| *library).collect();
        let packages: Vec<&str> = missing.iter().map(|(_, package)| *package).collect();
        (!missing.is_empty()).then(|| {
            format!(
                "the system library {} is missing; on Debian and Ubuntu: sudo apt install {}",
                libraries.join(", "),
                packages.join(" ")
            )
        })
    }

    /// Whether the loader would find a library: in its cache, or in a folder that it searches anyway.
    fn is_installed(library: &str) -> bool {
        let in_cache = std::fs::read("/etc/ld.so.cache")
            .is_ok_and(|cache| cache.windows(library.len()).any(|window| window == library.as_bytes()));
        let searched = var_os("LD_LIBRARY_PATH").unwrap_or_default();
        let mut folders =
            std::env::split_paths(&searched).chain(["/lib", "/usr/lib", "/lib64", "/usr/lib64"].map(Into::into));
        // Where there is no cache (NixOS, musl) the loader's own word counts, later.
        in_cache || folders.any(|folder| folder.join(library).exists()) || !Path::new("/etc/ld.so.cache").exists()
    }

    /// Without a graphics card, OpenGL paints the same window faster than a software Vulkan by far.
    pub(super) fn adapted(options: eframe::NativeOptions) -> eframe::NativeOptions {
        eframe::NativeOptions { renderer: eframe::Renderer::Glow, ..options }
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    pub(super) const ADVICE: &str =
        "Rolechart needs a graphics driver for Metal, Direct3D 12 or Vulkan: update the driver";

    /// Windows and macOS always have a desktop and the libraries that a window needs.
    pub(super) const fn obstacle() -> Option<String> {
        None
    }

    /// macOS's own menu would end the program on Cmd+Q without a word about unsaved changes. Without it, egui's own
    /// shortcut closes the window the usual way.
    pub(super) fn adapted(options: eframe::NativeOptions) -> eframe::NativeOptions {
        #[cfg(target_os = "macos")]
        let options = eframe::NativeOptions {
            event_loop_builder: Some(Box::new(|builder| {
                use winit::platform::macos::EventLoopBuilderExtMacOS as _;
                builder.with_default_menu(false);
            })),
            ..options
        };
        options
    }
}
