//! `topics.csv` → the topics that words of a text stand for.

use serde::Deserialize;

use super::files::ListFiles;
use super::phrases::PhraseTrie;
use super::rows::rows;
use crate::error::Error;

/// Topics with the phrases that give them away.
#[derive(Debug, Default)]
pub struct Topics {
    phrases: PhraseTrie,
    /// Phrase → topics, indexes into `names`.
    of_phrase: Vec<Vec<usize>>,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicRow {
    topic: String,
    phrases: String,
}

impl Topics {
    pub(super) fn load(files: &ListFiles) -> Result<Self, Error> {
        let mut topics = Self::default();
        for row in rows::<TopicRow>(files, "topics.csv")? {
            let topic = topics.names.len();
            topics.names.push(row.value.topic);
            for phrase in row.value.phrases.split('|') {
                let Some(number) = topics.phrases.insert(phrase) else {
                    continue;
                };
                let number = number as usize;
                if topics.of_phrase.len() <= number {
                    topics.of_phrase.resize(number + 1, Vec::new());
                }
                topics.of_phrase[number].push(topic);
            }
        }
        Ok(topics)
    }

    /// The topics of some tokens, sorted; `token` gives key (`text::fold_key`) and word.
    pub fn find<'t>(&self, count: usize, token: impl Fn(usize) -> (u64, &'t str)) -> Vec<&str> {
        let mut found: Vec<usize> = Vec::new();
        let mut start = 0;
        while start < count {
            let matched = self
                .phrases
                .longest_match(count - start, |place| token(start + place), |_, _| true);
            match matched {
                Some(matched) => {
                    found.extend(self.of_phrase[matched.phrase as usize].iter().copied());
                    start += matched.tokens;
                }
                None => start += 1,
            }
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|topic| self.names[topic].as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold_key;

    #[test]
    fn finds_topics_by_words_and_phrases() {
        let topics = Topics::load(&ListFiles::embedded()).unwrap();
        let words = ["They", "discussed", "climate", "change", "and", "the", "S-400"];
        let found = topics.find(words.len(), |token| (fold_key(words[token]), words[token]));
        assert_eq!(found, ["climate", "weapons"]);
    }

    #[test]
    fn topics_are_sorted_and_unique() {
        let topics = Topics::load(&ListFiles::embedded()).unwrap();
        assert!(topics.names.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
