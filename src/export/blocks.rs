//! A page of text as what it is made of, before it is Markdown or HTML. All texts are as they stand in the chart.

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The heading of the page.
    Title(String),
    /// The heading of a section.
    Heading(String),
    /// The heading of a part of a section.
    Subheading(String),
    /// A paragraph.
    Text(String),
    /// Names with their values.
    Facts(Vec<Fact>),
    /// One line each.
    List(Vec<Item>),
}

/// A name with its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub name: String,
    /// What it says.
    pub values: Vec<String>,
}

/// A line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it says.
    pub text: String,
    /// What there is to know about it.
    pub remark: Option<&'static str>,
}

impl Fact {
    /// A name with its values.
    pub fn new(name: impl Into<String>, values: Vec<String>) -> Self {
        Self { name: name.into(), values }
    }
}
