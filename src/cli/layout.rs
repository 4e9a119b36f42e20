//! `rolechart layout`: where every card and line stands, for machines.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::drawing::Drawing;
use super::{CliError, open};
use crate::geometry::{Point, Rect};
use crate::layout::Layout;

/// Arguments of `rolechart layout`.
#[derive(Debug, Args)]
pub struct LayoutArgs {
    /// The chart.
    file: PathBuf,
    #[command(flatten)]
    drawing: Drawing,
    /// Write everything as JSON; without it, only how much there is and how large.
    #[arg(long)]
    json: bool,
}

impl LayoutArgs {
    /// Writes the layout to the standard output.
    ///
    /// # Errors
    /// Where the file is no chart, or the answer can't be written.
    pub fn run(self) -> Result<ExitCode, CliError> {
        let layout = self.drawing.lay_out(&open(&self.file)?.chart);
        let mut out = io::BufWriter::new(io::stdout().lock());
        if self.json {
            serde_json::to_writer(&mut out, &Answer::new(&layout)).map_err(io::Error::from)?;
            writeln!(out)?;
        } else {
            let (cards, lines) = (layout.cards().len(), layout.connectors().len());
            let Rect { width, height, .. } = layout.bounds();
            writeln!(out, "cards: {cards}, lines: {lines}, size: {width} by {height} units")?;
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The answer. The names of the fields are those of the JSON.
#[derive(Serialize)]
struct Answer<'a> {
    bounds: Place,
    cards: Vec<CardPlace<'a>>,
    connectors: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Place {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

#[derive(Serialize)]
struct CardPlace<'a> {
    id: &'a str,
    #[serde(flatten)]
    place: Place,
}

#[derive(Serialize)]
struct Line<'a> {
    from: &'a str,
    to: &'a str,
    kind: &'static str,
    points: Vec<[f64; 2]>,
}

impl From<Rect> for Place {
    fn from(Rect { x, y, width, height }: Rect) -> Self {
        Self { x, y, width, height }
    }
}

impl<'a> Answer<'a> {
    fn new(layout: &'a Layout) -> Self {
        let cards = layout.cards();
        let line = |connector: &'a crate::layout::Connector| Line {
            from: cards[connector.from].id.as_str(),
            to: cards[connector.to].id.as_str(),
            kind: connector.kind.word(),
            points: connector.points.iter().map(|&Point { x, y }| [x, y]).collect(),
        };
        Self {
            bounds: layout.bounds().into(),
            cards: cards.iter().map(|card| CardPlace { id: card.id.as_str(), place: card.rect.into() }).collect(),
            connectors: layout.connectors().iter().map(line).collect(),
        }
    }
}
