//! Reads `src/` and says where it breaks the rules of the house: who may import whom, which file may name what,
//! how long a function may be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What the two ends of the program rest on, each without the other.
const EVERYTHING_BELOW: &[&str] = &[
    "starter",
    "editor",
    "storage",
    "import",
    "export",
    "display_list",
    "diff",
    "analysis",
    "layout",
    "format",
    "model",
    "theme",
    "geometry",
];

/// Every layer (a folder or a file right below `src`) and the layers that it may import. Later ones rest on earlier ones.
const MAY_IMPORT: [(&str, &[&str]); 16] = [
    ("geometry", &[]),
    ("theme", &[]),
    ("model", &["geometry", "theme"]),
    ("format", &["model", "theme", "geometry"]),
    ("layout", &["model", "theme", "geometry"]),
    ("analysis", &["model"]),
    ("diff", &["model"]),
    ("display_list", &["layout", "model", "theme", "geometry"]),
    ("export", &["display_list", "layout", "format", "analysis", "model", "theme", "geometry"]),
    ("import", &["format", "diff", "model", "theme"]),
    ("storage", &["format", "diff", "model"]),
    ("editor", &["analysis", "format", "diff", "model", "theme"]),
    ("starter", &["format", "model", "theme"]),
    ("cli", EVERYTHING_BELOW),
    ("ui", EVERYTHING_BELOW),
    ("main", &["cli", "ui"]),
];

/// Libraries, and the only layers or files that may name them.
const ONLY_IN: [(&str, &[&str]); 14] = [
    ("egui", &["ui"]),
    ("eframe", &["ui"]),
    ("egui_extras", &["ui"]),
    ("rfd", &["ui"]),
    ("directories", &["storage"]),
    ("jiff", &["ui/when.rs"]),
    ("ron", &["format", "ui/settings.rs"]),
    ("clap", &["cli", "main"]),
    ("csv", &["export"]),
    ("skrifa", &["layout", "export"]),
    ("strsim", &["analysis", "cli", "editor"]),
    ("xxhash_rust", &["storage"]),
    ("std::fs", &["storage", "cli", "ui/settings.rs", "ui/window.rs"]),
    ("std::net", &[]),
];

/// Code that makes a colour of its own, where digits follow, and the only layers that may.
const COLOURS: [&str; 4] =
    ["Colour::hex(", "Color32::from_rgb(", "Color32::from_rgba_unmultiplied(", "Color32::from_gray("];
const COLOURS_ONLY_IN: &str = "theme";

/// The longest function, in lines.
const LONGEST_FUNCTION: usize = 100;

/// A file of `src` as the rules see it.
struct Source {
    /// Relative to `src`, with forward slashes.
    path: String,
    /// Without comments, texts and unit tests.
    code: String,
    /// As it stands.
    text: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), code: bare_code(text), text: text.to_owned() }
    }

    fn layer(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }

    /// Files that hold nothing but unit tests may use what the tests need.
    fn is_test(&self) -> bool {
        ["tests.rs", "_tests.rs", "/sketch.rs"].iter().any(|end| self.path.ends_with(end))
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut found) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("an entry of a folder that was just opened").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(read_source(&root, &path));
            }
        }
    }
    found
}

fn read_source(root: &Path, path: &Path) -> Source {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let relative = path.strip_prefix(root).expect("a path below src");
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    Source::new(&parts.join("/"), &text)
}

/// The code without comments, the texts between quotes, and the unit tests at the end.
fn bare_code(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines: Vec<String> = text.lines().map(without_texts_and_comment).collect();
    lines.join("\n")
}

fn without_texts_and_comment(line: &str) -> String {
    let (mut bare, mut in_text, mut last) = (String::new(), false, ' ');
    for sign in line.chars() {
        let escaped = last == '\\';
        last = if escaped { ' ' } else { sign };
        match sign {
            '"' if !escaped => in_text = !in_text,
            _ if in_text => {}
            '/' if bare.ends_with('/') => return bare,
            _ => bare.push(sign),
        }
    }
    bare
}

/// The places where the code names a path that begins like this, not counting longer words.
fn names<'a>(code: &'a str, path: &'a str) -> impl Iterator<Item = &'a str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(path).filter_map(move |(at, _)| {
        let (before, behind) = (&code[..at], &code[at + path.len()..]);
        let is_whole = !before.ends_with(|c| is_word(c) || c == ':') && !behind.starts_with(is_word);
        is_whole.then_some(behind)
    })
}

/// The layers of this library that the code names.
fn imported(code: &str) -> BTreeSet<String> {
    let mut layers = BTreeSet::new();
    for behind in names(code, "crate").chain(names(code, "rolechart")) {
        let Some(path) = behind.strip_prefix("::") else { continue };
        match path.strip_prefix('{') {
            Some(group) => layers.extend(heads_of_group(group)),
            None => layers.extend(first_word(path)),
        }
    }
    layers
}

fn first_word(path: &str) -> Option<String> {
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len());
    (end > 0).then(|| path[..end].to_owned())
}

/// The first words of `{a::b, c::{d, e}, f}`, whose opening brace is left out.
fn heads_of_group(group: &str) -> Vec<String> {
    let (mut depth, mut heads, mut at_head) = (0_usize, Vec::new(), true);
    for (at, sign) in group.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_head = true,
            _ if at_head && !sign.is_whitespace() => {
                heads.extend(first_word(&group[at..]));
                at_head = false;
            }
            _ => {}
        }
    }
    heads
}

fn forbidden_imports(source: &Source) -> Vec<String> {
    let layer = source.layer();
    if layer == "lib" {
        return Vec::new();
    }
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == layer) else {
        return vec![format!("{}: the layer {layer:?} has no rule: say in MAY_IMPORT what it may import", source.path)];
    };
    let is_layer = |name: &&String| MAY_IMPORT.iter().any(|(layer, _)| layer == name);
    let found = imported(&source.code);
    let wrong = found.iter().filter(is_layer).filter(|name| *name != layer && !allowed.contains(&name.as_str()));
    wrong.map(|name| format!("{}: {layer} must not import {name}", source.path)).collect()
}

fn forbidden_libraries(source: &Source) -> Vec<String> {
    let layer = source.layer();
    let is_forbidden = |(library, allowed): &&(&str, &[&str])| {
        let is_path = |behind: &str| behind.starts_with("::") || behind.trim_start().starts_with(';');
        let is_allowed = allowed.contains(&layer) || allowed.contains(&source.path.as_str());
        !is_allowed && names(&source.code, library).any(is_path)
    };
    let wrong = ONLY_IN.iter().filter(is_forbidden);
    wrong.map(|(library, allowed)| format!("{}: {library} belongs in {allowed:?}", source.path)).collect()
}

fn colours_of_its_own(source: &Source) -> Vec<String> {
    if source.layer() == COLOURS_ONLY_IN {
        return Vec::new();
    }
    let has_digits = |maker: &&&str| {
        source.code.split(**maker).skip(1).any(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    };
    let wrong = COLOURS.iter().filter(has_digits);
    wrong.map(|maker| format!("{}: {maker}…) belongs in the theme", source.path)).collect()
}

fn long_functions(source: &Source) -> Vec<String> {
    let lines: Vec<&str> = source.text.lines().collect();
    let starts = lines.iter().enumerate().filter(|(_, line)| starts_function(line));
    let lengths = starts.map(|(at, line)| (at, function_length(line, &lines[at..])));
    let long = lengths.filter(|(_, length)| *length > LONGEST_FUNCTION);
    long.map(|(at, length)| format!("{}:{}: a function of {length} lines", source.path, at + 1)).collect()
}

fn starts_function(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_before_fn = |word: &&&str| matches!(**word, "const" | "async" | "extern") || word.starts_with("pub");
    let before = words.iter().take_while(is_before_fn).count();
    words.get(before) == Some(&"fn")
}

/// Up to the closing brace at the indentation of its first line: every file is formatted.
fn function_length(first: &str, lines: &[&str]) -> usize {
    let indent = &first[..first.len() - first.trim_start().len()];
    let closes = |line: &&&str| {
        let is_at_indent = line.strip_prefix(indent).is_some_and(|rest| !rest.starts_with(' '));
        is_at_indent && line.ends_with(['}', ';'])
    };
    lines.iter().position(|line| closes(&line)).map_or(lines.len(), |last| last + 1)
}

/// The files that the module tree reaches from these ones.
fn reached(sources: &BTreeMap<String, &Source>, roots: &[&str]) -> BTreeSet<String> {
    let mut ahead: Vec<String> = roots.iter().map(ToString::to_string).collect();
    let mut met = BTreeSet::new();
    while let Some(path) = ahead.pop() {
        if let Some(source) = sources.get(&path).filter(|_| met.insert(path.clone())) {
            ahead.extend(modules_of(source));
        }
    }
    met
}

/// Where the modules might be that a file declares.
fn modules_of(source: &Source) -> Vec<String> {
    let lines: Vec<&str> = source.text.lines().map(str::trim).collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let declared = line.strip_suffix(';').and_then(|line| line.split_once("mod ")).map(|(_, name)| name);
        let Some(name) = declared.filter(|_| line.starts_with("mod") || line.starts_with("pub")) else { continue };
        let given = at.checked_sub(1).and_then(|above| lines[above].strip_prefix("#[path = \"")?.strip_suffix("\"]"));
        let folder = Path::new(&source.path).parent().unwrap_or(Path::new(""));
        if let Some(file) = given {
            found.push(folder.join(file));
        } else {
            let home = module_folder(&source.path);
            found.extend([home.join(format!("{name}.rs")), home.join(name).join("mod.rs")]);
        }
    }
    found.iter().map(|path| path.to_string_lossy().replace('\\', "/")).collect()
}

/// The folder in which a file's modules lie.
fn module_folder(path: &str) -> PathBuf {
    let path = Path::new(path);
    let is_root = path.file_name().is_some_and(|name| name == "mod.rs" || name == "lib.rs" || name == "main.rs");
    if is_root { path.parent().unwrap_or(Path::new("")).to_owned() } else { path.with_extension("") }
}

#[track_caller]
fn check_all(rule: fn(&Source) -> Vec<String>) {
    let wrong: Vec<String> = sources().iter().filter(|source| !source.is_test()).flat_map(rule).collect();
    assert!(wrong.is_empty(), "the rules at the top of tests/layering.rs are broken:\n{}", wrong.join("\n"));
}

#[test]
fn layers_import_only_what_lies_below_them() {
    check_all(forbidden_imports);
}

#[test]
fn libraries_are_named_only_where_they_belong() {
    check_all(forbidden_libraries);
}

#[test]
fn colours_come_from_the_theme() {
    check_all(colours_of_its_own);
}

#[test]
fn functions_fit_on_a_page() {
    check_all(long_functions);
}

#[test]
fn every_file_is_part_of_the_program() {
    let sources = sources();
    let by_path = sources.iter().map(|source| (source.path.clone(), source)).collect();
    let reached = reached(&by_path, &["lib.rs", "main.rs"]);
    let lost: Vec<&String> = by_path.keys().filter(|path| !reached.contains(*path)).collect();
    assert!(lost.is_empty(), "no mod line leads to {lost:?}");
}

#[test]
fn the_layers_rest_on_each_other_without_a_circle() {
    for (index, (layer, allowed)) in MAY_IMPORT.iter().enumerate() {
        let earlier: Vec<&str> = MAY_IMPORT[..index].iter().map(|(name, _)| *name).collect();
        let wrong: Vec<_> = allowed.iter().filter(|name| !earlier.contains(name)).collect();
        assert!(wrong.is_empty(), "{layer} may import {wrong:?}, which comes later in the table");
    }
    for (layer, other) in [("ui", "cli"), ("cli", "ui"), ("editor", "layout")] {
        let allowed = MAY_IMPORT.iter().find(|(name, _)| *name == layer).map(|(_, allowed)| *allowed);
        assert!(allowed.is_some_and(|allowed| !allowed.contains(&other)), "{layer} never imports {other}");
    }
}

#[test]
fn the_rules_see_what_they_forbid() {
    type Rule = fn(&Source) -> Vec<String>;
    let cases: [(Rule, &str, &str, bool); 18] = [
        (forbidden_imports, "editor/mod.rs", "use crate::layout::Layout;", true),
        (forbidden_imports, "editor/mod.rs", "use crate::{model::Chart, layout::{Layout, Card}};", true),
        (forbidden_imports, "editor/mod.rs", "use crate::{model::{layout, Chart}, format};", false),
        (forbidden_imports, "ui/app.rs", "fn f() { crate::cli::run() }", true),
        (forbidden_imports, "cli/mod.rs", "pub(crate) use crate::ui;", true),
        (forbidden_imports, "model/chart.rs", "// use crate::ui;\nlet x = \"crate::ui\";", false),
        (forbidden_imports, "model/chart.rs", "#[cfg(test)]\nmod tests {\n    use crate::format;", true),
        (forbidden_imports, "model/chart.rs", "fn f() {}\n\n#[cfg(test)]\nmod tests {\n    use crate::format;", false),
        (forbidden_imports, "surprise.rs", "", true),
        (forbidden_libraries, "model/chart.rs", "use egui::Ui;", true),
        (forbidden_libraries, "model/chart.rs", "use egui_extras::Table;", true),
        (forbidden_libraries, "model/chart.rs", "let egui = 1; crate::egui::x(); my_egui::y();", false),
        (forbidden_libraries, "ui/mod.rs", "use egui::Ui;", false),
        (forbidden_libraries, "ui/settings.rs", "std::fs::read(path)", false),
        (forbidden_libraries, "ui/app.rs", "std::fs::read(path)", true),
        (colours_of_its_own, "ui/mod.rs", "let c = Color32::from_rgb(1, 2, 3);", true),
        (colours_of_its_own, "ui/mod.rs", "let c = Color32::from_rgb(c.r, c.g, c.b);", false),
        (colours_of_its_own, "theme.rs", "let c = Colour::hex(0x12_3456);", false),
    ];
    for (rule, path, code, is_forbidden) in cases {
        assert_eq!(!rule(&Source::new(path, code)).is_empty(), is_forbidden, "{code:?} in {path}");
    }
    for (lines, is_long) in [(98, false), (99, true)] {
        let function =
            format!("impl X {{\n    pub(crate) fn f(\n    ) {{\n{}    }}\n}}\n", "        g();\n".repeat(lines - 1));
        assert_eq!(!long_functions(&Source::new("a.rs", &function)).is_empty(), is_long, "{lines} lines");
    }
}
