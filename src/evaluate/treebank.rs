//! CoNLL-U files → sentences of words with tags, heads and relations.

use std::path::Path;

use crate::error::Error;

/// A treebank of Universal Dependencies (<https://universaldependencies.org/format.html>).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Treebank {
    pub sentences: Vec<Vec<TreebankWord>>,
}

/// One word as the treebank has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreebankWord {
    pub form: String,
    /// Column UPOS.
    pub part: String,
    /// Column XPOS.
    pub penn: String,
    /// Place of the head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// With its subtype.
    pub relation: String,
}

impl Treebank {
    /// Reads a file.
    ///
    /// # Errors
    /// [`Error::Io`] where it cannot be read, [`Error::Configuration`] with the line where it is no CoNLL-U.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|source| Error::io(path, source))?;
        Self::parse(&text, &path.display().to_string())
    }

    /// Parses CoNLL-U; multiword ranges, empty nodes and comments are passed over. `name` stands for the text in
    /// messages.
    ///
    /// # Errors
    /// [`Error::Configuration`] with the line that is wrong.
    pub fn parse(text: &str, name: &str) -> Result<Self, Error> {
        let fault = |line: usize, what: String| Error::Configuration(format!("{name}:{}: {what}", line + 1));
        let mut treebank = Self::default();
        let mut words: Vec<TreebankWord> = Vec::new();
        for (number, line) in text.lines().chain([""]).enumerate() {
            if line.trim().is_empty() {
                if words
                    .iter()
                    .any(|word| word.head.is_some_and(|head| head >= words.len()))
                {
                    return Err(fault(
                        number,
                        "the sentence that ends here has a head outside it".into(),
                    ));
                }
                treebank
                    .sentences
                    .extend((!words.is_empty()).then(|| std::mem::take(&mut words)));
            } else if !line.starts_with('#') {
                words.extend(parse_word(line).map_err(|what| fault(number, what))?);
            }
        }
        Ok(treebank)
    }

    /// Number of words.
    pub fn words(&self) -> usize {
        self.sentences.iter().map(Vec::len).sum()
    }
}

fn parse_word(line: &str) -> Result<Option<TreebankWord>, String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[number, form, _, part, penn, _, head, relation, _, _] = columns.as_slice() else {
        return Err(format!("10 columns expected, {} found", columns.len()));
    };
    if number.contains(['-', '.']) {
        return Ok(None);
    }
    let head: usize = head.parse().map_err(|_| format!("head {head:?} is no number"))?;
    Ok(Some(TreebankWord {
        form: form.to_owned(),
        part: part.to_owned(),
        penn: penn.to_owned(),
        head: head.checked_sub(1),
        relation: relation.to_owned(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TALKS: &str = "# text = Talks didn't resume\n\
        1\tTalks\ttalk\tNOUN\tNNS\t_\t4\tnsubj\t_\t_\n\
        2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_\n\
        3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n\
        4\tresume\tresume\tVERB\tVB\t_\t0\troot\t_\t_\n\n";

    #[test]
    fn reads_words_and_passes_ranges_over() {
        let treebank = Treebank::parse(TALKS, "x").unwrap();
        assert_eq!(treebank.words(), 4);
        let words = &treebank.sentences[0];
        assert_eq!(words[0].head, Some(3));
        assert_eq!((words[3].head, words[3].form.as_str()), (None, "resume"));
    }

    #[test]
    fn names_the_line_that_is_wrong() {
        for (text, place) in [
            (TALKS.replace("4\tnsubj", "x\tnsubj"), "x:2"),
            (TALKS.replace("\tdid\tdo", "\tdid"), "x:4"),
            (TALKS.replace("4\tnsubj", "9\tnsubj"), "x:7"),
        ] {
            let message = Treebank::parse(&text, "x").unwrap_err().to_string();
            assert!(message.contains(place), "{message}");
        }
    }
}
