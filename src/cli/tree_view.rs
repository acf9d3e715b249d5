//! A sentence's dependency tree and clauses → lines of text.

use std::fmt::Write;

use crate::document::SegmentedDocument;
use crate::model::syntax::{PartOfSpeech, Relation};
use crate::tag::{Argument, Clause, Tree};

/// Appends the tree of a sentence, the root first and every word under its head, then its clauses.
pub(super) fn draw(page: &mut String, segmented: &SegmentedDocument, tree: Tree, tokens: std::ops::Range<usize>) {
    let view = View { segmented, tree };
    for root in tokens.clone().filter(|&token| tree.head(token).is_none()) {
        view.word(page, root, "    ", "    ");
    }
    for token in tokens.filter(|&token| view.heads_clause(token)) {
        view.clause(page, &Clause::read(tree, token));
    }
}

struct View<'v> {
    segmented: &'v SegmentedDocument,
    tree: Tree<'v>,
}

impl View<'_> {
    /// A word behind `stem`, and what depends on it behind `indent`.
    fn word(&self, page: &mut String, token: usize, stem: &str, indent: &str) {
        let (word, tag, relation) = (
            self.segmented.word(token),
            self.tree.tag(token),
            self.tree.relation(token),
        );
        // Writing to a string cannot fail.
        let _ = writeln!(page, "{stem}{word}  {tag} {relation}");
        let children: Vec<usize> = self.tree.children(token).collect();
        for (number, &child) in children.iter().enumerate() {
            let is_last = number + 1 == children.len();
            let (branch, rest) = if is_last { ("└ ", "  ") } else { ("├ ", "│ ") };
            self.word(page, child, &format!("{indent}{branch}"), &format!("{indent}{rest}"));
        }
    }

    fn heads_clause(&self, token: usize) -> bool {
        let is_verb = self.tree.tag(token).part == PartOfSpeech::Verb;
        is_verb || self.tree.related(token, Relation::Copula).next().is_some()
    }

    fn clause(&self, page: &mut String, clause: &Clause) {
        let voice = if clause.is_passive { " passive" } else { "" };
        let negation = if clause.is_negated { " negated" } else { "" };
        let _ = write!(
            page,
            "    clause {}{voice}{negation}:",
            self.segmented.word(clause.head)
        );
        for (name, arguments) in [
            ("subject", &clause.subjects),
            ("object", &clause.objects),
            ("agent", &clause.agents),
            ("oblique", &clause.obliques),
        ] {
            for argument in arguments {
                let _ = write!(page, " {name} {}", self.argument(argument));
            }
        }
        page.push('\n');
    }

    fn argument(&self, argument: &Argument) -> String {
        let preposition = argument
            .preposition
            .map(|token| format!("{} ", self.segmented.word(token)));
        format!(
            "{}{}",
            preposition.unwrap_or_default(),
            self.segmented.word(argument.head)
        )
    }
}
