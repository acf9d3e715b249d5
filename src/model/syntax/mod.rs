//! Sentences → a tag for each word and a dependency tree.

pub mod encoder;
pub mod features;
pub mod inputs;
pub mod integers;
mod labels;
pub mod parser;
pub mod state;

use std::collections::BTreeMap;

use encoder::{Encoder, EncoderBuffers, Layer, WordCache};
pub use encoder::{Lexicon, Spelled};
use inputs::{InputTable, TABLES};
use integers::add_to;
pub use labels::{PartOfSpeech, Relation, WordForm, WordTag};
use parser::{ParserBuffers, Scorer, TreeParser, best};
use state::State;

use super::file::{Header, ModelFile};
use crate::error::Error;

/// Task word of these models in file headers and on the command line.
pub const TASK: &str = "parser";
/// Name and version of inputs and net; a program with others refuses the file.
pub const TEMPLATE: &str = "syntax-2";
/// Longest sentence parsed as one; of longer ones each stretch gets a tree of its own.
pub const LONGEST_SENTENCE: usize = 400;

/// A trained tagger and parser that share one encoder.
#[derive(Clone, Debug, PartialEq)]
pub struct SyntaxModel {
    pub encoder: Encoder,
    pub tagger: Scorer,
    /// Missing in a model that was trained to tag only.
    pub parser: Option<TreeParser>,
    pub tags: Vec<WordTag>,
    pub relations: Vec<Relation>,
}

/// One word of a parsed sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParsedWord {
    pub tag: WordTag,
    /// Place of the head in the sentence; `None` for the root.
    pub head: Option<u32>,
    pub relation: Relation,
}

/// Buffers for one sentence after another, and the words seen so far.
#[derive(Clone, Debug, Default)]
pub struct SyntaxBuffers {
    cache: WordCache,
    encoder: EncoderBuffers,
    parser: ParserBuffers,
    vectors: Vec<i16>,
    scores: Vec<i16>,
    state: State,
}

impl SyntaxModel {
    /// Tags a sentence and, where `with_tree` and the model can, parses it; else every word is a root. The words
    /// are appended to `parsed`, their heads counted from the first of them.
    pub fn read(
        &self,
        sentence: Spelled,
        lexicon: Lexicon,
        with_tree: bool,
        buffers: &mut SyntaxBuffers,
        parsed: &mut Vec<ParsedWord>,
    ) {
        for (number, words) in sentence.words.chunks(LONGEST_SENTENCE).enumerate() {
            let (encoder, cache) = (&mut buffers.encoder, &mut buffers.cache);
            let part = Spelled { words, ..sentence };
            self.encoder.encode(part, lexicon, cache, encoder, &mut buffers.vectors);
            let first = parsed.len();
            self.tag(&buffers.vectors, &mut buffers.scores, parsed);
            if let Some(parser) = self.parser.as_ref().filter(|_| with_tree) {
                parser.parse(&buffers.vectors, words.len(), &mut buffers.parser, &mut buffers.state);
                self.take_tree(&buffers.state, number * LONGEST_SENTENCE, &mut parsed[first..]);
            }
        }
    }

    /// Appends the words with their tags.
    fn tag(&self, vectors: &[i16], scores: &mut Vec<i16>, parsed: &mut Vec<ParsedWord>) {
        self.tagger.weights.multiply(vectors, scores);
        for scores in scores.chunks_exact_mut(self.tags.len()) {
            add_to(scores, &self.tagger.bias);
            parsed.push(ParsedWord {
                tag: self.tags[best(scores)],
                head: None,
                relation: Relation::Root,
            });
        }
    }

    fn take_tree(&self, state: &State, before: usize, words: &mut [ParsedWord]) {
        for ((word, &head), &relation) in words.iter_mut().zip(&state.heads).zip(&state.relations) {
            word.head = (head != state.len).then(|| before as u32 + u32::from(head));
            word.relation = self.relations[usize::from(relation)];
        }
    }

    /// Packs the model.
    ///
    /// # Errors
    /// See [`ModelFile::encode`].
    pub fn encode(&self) -> Result<Vec<u8>, Error> {
        let (mut tables, mut layers, mut tagger) = (Vec::new(), Vec::new(), Vec::new());
        self.encoder.tables.iter().for_each(|table| table.encode(&mut tables));
        for layer in std::iter::once(&self.encoder.first).chain(&self.encoder.others) {
            layer.encode(&mut layers);
        }
        self.tagger.encode(&mut tagger);
        let relations: Vec<&str> = self.relations.iter().map(|relation| relation.as_str()).collect();
        let mut sections = BTreeMap::from([
            ("layers".to_owned(), layers),
            ("relations".to_owned(), relations.join("\n").into_bytes()),
            ("tables".to_owned(), tables),
            ("tagger".to_owned(), tagger),
        ]);
        if let Some(parser) = &self.parser {
            parser.encode(sections.entry("parser".to_owned()).or_default());
        }
        let header = Header {
            task: TASK.to_owned(),
            template: TEMPLATE.to_owned(),
            labels: self.tags.iter().map(WordTag::to_string).collect(),
            scale: 1.0,
            sections: Vec::new(),
        };
        ModelFile { header, sections }.encode()
    }

    /// Unpacks a model; `name` stands for the file in messages.
    ///
    /// # Errors
    /// [`Error::Configuration`] where the file is wrong or damaged, or has labels that this program does not know.
    pub fn decode(bytes: &[u8], name: &str) -> Result<Self, Error> {
        let file = ModelFile::decode(bytes, name, TASK, TEMPLATE)?;
        let fault = |what: &str| Error::Configuration(format!("{name}: {what}"));
        let tags = file.header.labels.iter().map(|label| WordTag::parse(label));
        let relations = std::str::from_utf8(file.section("relations")?).unwrap_or_default();
        let model = Self {
            encoder: read_encoder(&file)?.ok_or_else(|| fault("its encoder is damaged"))?,
            tagger: Scorer::decode(&mut file.section("tagger")?).ok_or_else(|| fault("its tagger is damaged"))?,
            parser: match file.section("parser") {
                Ok(mut bytes) => Some(TreeParser::decode(&mut bytes).ok_or_else(|| fault("its parser is damaged"))?),
                Err(_) => None,
            },
            tags: tags.collect::<Option<_>>().ok_or_else(|| fault("has unknown tags"))?,
            relations: relations
                .lines()
                .map(Relation::parse)
                .collect::<Option<_>>()
                .ok_or_else(|| fault("has unknown relations"))?,
        };
        if model.fits() {
            Ok(model)
        } else {
            Err(fault("its parts do not fit together"))
        }
    }

    fn fits(&self) -> bool {
        let width = self.encoder.width();
        let parser_fits = self.parser.as_ref().is_none_or(|parser| {
            parser.squeeze.cols() == width && parser.relations[0].bias.len() == self.relations.len()
        });
        let layers_fit = self
            .encoder
            .others
            .iter()
            .all(|layer| layer.inputs() == width && layer.width == self.encoder.first.width && layer.window == 1);
        parser_fits && layers_fit && self.tagger.fits(self.tags.len(), width)
    }
}

fn read_encoder(file: &ModelFile) -> Result<Option<Encoder>, Error> {
    let mut tables = file.section("tables")?;
    let mut layers = file.section("layers")?;
    Ok((|| {
        let tables = (0..TABLES)
            .map(|_| InputTable::decode(&mut tables))
            .collect::<Option<Vec<_>>>()?;
        let first = Layer::decode(&mut layers)?;
        let mut others = Vec::new();
        while !layers.is_empty() {
            others.push(Layer::decode(&mut layers)?);
        }
        Some(Encoder { tables, first, others })
    })())
}
