//! `rolechart export`: a chart as a picture.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::drawing::Drawing;
use super::{CliError, open_telling};
use crate::display_list::display_list;
use crate::export::svg;
use crate::storage;
use crate::theme::Palette;

/// Arguments of `rolechart export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The chart.
    file: PathBuf,
    /// The picture to write; its name ends in .svg.
    #[arg(short, long, value_parser = picture)]
    output: PathBuf,
    #[command(flatten)]
    drawing: Drawing,
    /// Light on dark.
    #[arg(long)]
    dark: bool,
}

impl ExportArgs {
    /// Writes the picture, in place of one that was there.
    ///
    /// # Errors
    /// Where the file is no chart, or the picture can't be saved.
    pub fn run(self) -> Result<ExitCode, CliError> {
        let chart = open_telling(&self.file)?;
        let palette = if self.dark { &Palette::DARK } else { &Palette::LIGHT };
        let list = display_list(&chart, &self.drawing.lay_out(&chart), palette);
        storage::save(&self.output, svg(&list, chart.title()).as_bytes())?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Takes the name of a picture in a format that can be written.
fn picture(name: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(name);
    let is_svg = |path: &Path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svg"));
    if is_svg(&path) {
        Ok(path)
    } else {
        Err("only SVG pictures can be written; choose a name that ends in .svg".into())
    }
}
