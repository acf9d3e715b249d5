//! Texts, one JSON string a line → sentences, one a line, their words with tabs between them.
//!
//! ```sh
//! cargo run --release --example words < texts.jsonl > sentences.tsv
//! ```

use std::error::Error;
use std::io::{BufRead, Write};

use news_etl::document::{Article, Content, RecordFields, SourceFormat, TextField};
use news_etl::pipeline::{Pipeline, PipelineConfig};
use news_etl::text::Alignment;

fn main() -> Result<(), Box<dyn Error>> {
    let mut config = PipelineConfig::default();
    config.clean.verbatim = true;
    config.clean.languages.clear();
    let pipeline = Pipeline::new(&config)?;
    let mut output = std::io::stdout().lock();
    for (index, line) in std::io::stdin().lock().lines().enumerate() {
        let text: String = serde_json::from_str(&line?)?;
        // A text without words is rejected; it has no sentences.
        let Ok(document) = pipeline.process(article(index, text)) else {
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

fn article(index: usize, text: String) -> Article {
    let bytes = text.as_bytes().to_vec();
    let alignment = Alignment::identity(text.len());
    Article {
        doc_id: format!("{index:016x}"),
        source_uri: "standard input".into(),
        record_index: index as i64,
        format: SourceFormat::JsonLines,
        bytes,
        content: Content::Fields(Box::new(RecordFields {
            text: TextField { text, alignment },
            id: None,
            title: None,
            date: None,
            url: None,
            site: None,
            byline: None,
            language: None,
        })),
    }
}
