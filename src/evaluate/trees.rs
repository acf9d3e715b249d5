//! A treebank → how well its tags and trees are found, and where they are missed most.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::treebank::{Treebank, TreebankWord};
use crate::model::syntax::{Lexicon, ParsedWord, Relation, Spelled, SyntaxBuffers, SyntaxModel, WordForm};
use crate::model::words::Casing;

/// Counts of words on the treebank's own words and sentences, punctuation among them (as the CoNLL 2018 shared task
/// counts): relations are compared without subtype.
#[derive(Clone, Debug, Default)]
pub struct TreeReport {
    pub words: usize,
    /// Right universal part of speech.
    pub parts: usize,
    /// Right part of speech and form.
    pub tags: usize,
    /// Right head: unlabelled attachment.
    pub heads: usize,
    /// Right head and relation: labelled attachment.
    pub arcs: usize,
    /// Words of each relation of the treebank: right heads and relations, all.
    pub relations: BTreeMap<String, (usize, usize)>,
    /// `wanted → found` parts of speech and relations that differ, counted.
    pub confusion: BTreeMap<String, usize>,
}

/// Tags and parses the sentences of a treebank.
pub fn evaluate_trees(model: &SyntaxModel, lexicon: Lexicon, treebank: &Treebank) -> TreeReport {
    let mut report = TreeReport::default();
    let (mut buffers, mut parsed) = (SyntaxBuffers::default(), Vec::new());
    for sentence in &treebank.sentences {
        let words: Vec<&str> = sentence.iter().map(|word| word.form.as_str()).collect();
        let spelled = Spelled {
            words: &words,
            casing: Casing::Informative,
        };
        parsed.clear();
        model.read(spelled, lexicon, true, &mut buffers, &mut parsed);
        for (wanted, found) in sentence.iter().zip(&parsed) {
            report.count(wanted, found);
        }
    }
    report
}

impl TreeReport {
    fn count(&mut self, wanted: &TreebankWord, found: &ParsedWord) {
        let has_part = found.tag.part.as_str() == wanted.part;
        let has_head = found.head.map(|head| head as usize) == wanted.head;
        let relation = Relation::of_data(&wanted.relation).universal();
        let has_relation = found.relation.universal() == relation;
        self.words += 1;
        self.parts += usize::from(has_part);
        self.tags += usize::from(has_part && found.tag.form == WordForm::of_penn(&wanted.penn));
        self.heads += usize::from(has_head);
        self.arcs += usize::from(has_head && has_relation);
        let tally = self.relations.entry(relation.to_owned()).or_default();
        tally.0 += usize::from(has_head && has_relation);
        tally.1 += 1;
        if !has_part {
            *self
                .confusion
                .entry(format!("{} → {}", wanted.part, found.tag.part))
                .or_default() += 1;
        }
        if has_head && !has_relation {
            *self
                .confusion
                .entry(format!("{relation} → {}", found.relation.universal()))
                .or_default() += 1;
        }
    }

    /// `count` in percent of all words.
    pub fn percent(&self, count: usize) -> f64 {
        100.0 * count as f64 / self.words.max(1) as f64
    }

    /// One line with the four scores.
    pub fn to_line(&self) -> String {
        format!(
            "UPOS {:.2}, with form {:.2}, UAS {:.2}, LAS {:.2} of {} words",
            self.percent(self.parts),
            self.percent(self.tags),
            self.percent(self.heads),
            self.percent(self.arcs),
            self.words
        )
    }

    /// Tables of the scores, the relations, and the `errors` most frequent confusions.
    pub fn to_markdown(&self, errors: usize) -> String {
        let mut table = format!("{}\n\n| relation | right | words |\n|---|---|---|\n", self.to_line());
        for (relation, (right, all)) in &self.relations {
            // Writing to a string cannot fail.
            let _ = writeln!(
                table,
                "| {relation} | {:.1} | {all} |",
                100.0 * *right as f64 / *all as f64
            );
        }
        let mut confusion: Vec<(&String, &usize)> = self.confusion.iter().collect();
        confusion.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        let _ = writeln!(table, "\n| wanted → found | words |\n|---|---|");
        for (pair, count) in confusion.into_iter().take(errors) {
            let _ = writeln!(table, "| {pair} | {count} |");
        }
        table
    }
}
