//! What a model was trained on and what it reaches → the model card beside its weights.

use std::fmt::Write;

/// The facts of one training run.
pub struct ModelCard<'a> {
    pub task: &'a str,
    pub template: &'a str,
    /// Each training file as it was named, with its licence or origin where the caller told it.
    pub data: &'a [String],
    /// How much of it: `20 sentences, 300 tokens`.
    pub size: String,
    /// The command that makes the same bytes again.
    pub command: &'a str,
    pub bytes: usize,
    /// Scores of the model alone by development file, in Markdown.
    pub scores: &'a [(String, String)],
}

impl ModelCard<'_> {
    /// The card in Markdown.
    pub fn to_markdown(&self) -> String {
        let mut card = format!("# {} model\n\n", self.task);
        let mut line = |text: String| {
            // Writing to a string cannot fail.
            let _ = writeln!(card, "{text}");
        };
        line(format!("- **Features**: template `{}`", self.template));
        line(format!("- **Trained on**: {}", self.size));
        for file in self.data {
            line(format!("  - {file}"));
        }
        line(format!("- **Size**: {} bytes", self.bytes));
        line(format!("- **Command**: `{}`", self.command));
        for (name, scores) in self.scores {
            line(format!("\n## The model alone on {name}\n\n{scores}"));
        }
        card
    }
}
