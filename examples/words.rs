//! Texts, one JSON string a line → sentences, one a line, their words with tabs between them.
//!
//! ```sh
//! cargo run --release --example words < texts.jsonl > sentences.tsv
//! ```

use std::error::Error;
use std::io::{BufRead, Write};

use news_etl::document::Article;
use news_etl::pipeline::{Pipeline, PipelineConfig};

fn main() -> Result<(), Box<dyn Error>> {
    let mut config = PipelineConfig::default();
    config.clean.verbatim = true;
    config.clean.languages.clear();
    let pipeline = Pipeline::new(&config)?;
    let mut output = std::io::stdout().lock();
    for (index, line) in std::io::stdin().lock().lines().enumerate() {
        let text: String = serde_json::from_str(&line?)?;
        // A text without words is rejected; it has no sentences.
        let Ok(document) = pipeline.process(Article::of_text(index, &text)) else {
            continue;
        };
        let segmented = &document.tagged.segmented;
        for sentence in &segmented.sentences {
            let words: Vec<&str> = sentence.tokens.clone().map(|token| segmented.word(token)).collect();
            writeln!(output, "{}", words.join("\t"))?;
        }
    }
    Ok(())
}
