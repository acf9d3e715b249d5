//! Annotated texts (JSON Lines or IOB2) → texts with typed names, and what their annotation leaves open.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

use crate::error::Error;
use crate::model::names::{Allowed, NO_NAME, begin, inside};
use crate::text::{CodePoints, Span};
use crate::vocabulary::EntityType;

/// A text with its annotated names.
#[derive(Clone, Debug, PartialEq)]
pub struct AnnotatedText {
    pub text: String,
    /// Ascending, not overlapping.
    pub names: Vec<AnnotatedName>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct AnnotatedName {
    pub span: Span,
    /// The type as the corpus writes it.
    pub label: String,
}

/// A corpus of annotated texts with the grain of its annotation.
#[derive(Clone, Debug)]
pub struct AnnotatedCorpus {
    pub texts: Vec<AnnotatedText>,
    pub grain: Grain,
}

/// Which types a corpus tells apart. Learned from the labels that occur in it: a corpus without `GPE`
/// says `LOC` for every place, and one without `NORP`, `EVENT` and `PRODUCT` says nothing of those.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grain {
    pub tells_places: bool,
    pub marks_groups: bool,
}

#[derive(Deserialize)]
struct JsonRecord {
    text: String,
    #[serde(default)]
    entities: Vec<JsonName>,
}

#[derive(Deserialize)]
struct JsonName {
    /// Unicode code points.
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    label: String,
    /// A finer type, where the corpus has one.
    raw_type: Option<String>,
}

impl AnnotatedCorpus {
    /// Reads `.jsonl` (`{"text", "entities": [{"start", "end", "type"}]}`, offsets in code points) or
    /// IOB2 (a word, a tab, a label; sentences end with an empty line).
    ///
    /// # Errors
    /// [`Error::Io`], or [`Error::Configuration`] with the line that breaks the format.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let content = std::fs::read_to_string(path).map_err(|source| Error::io(path, source))?;
        let is_json = path
            .extension()
            .is_some_and(|ending| ending == "jsonl" || ending == "ndjson");
        let texts = if is_json {
            parse_json_lines(&content)
        } else {
            parse_iob2(&content)
        };
        let texts = texts.map_err(|(line, what)| Error::Configuration(format!("{}:{line}: {what}", path.display())))?;
        Ok(Self {
            grain: Grain::of(&texts),
            texts,
        })
    }
}

impl Grain {
    fn of(texts: &[AnnotatedText]) -> Self {
        let labels: BTreeSet<&str> = texts
            .iter()
            .flat_map(|text| &text.names)
            .map(|name| name.label.as_str())
            .collect();
        Self {
            tells_places: labels.contains("GPE"),
            marks_groups: labels.contains("NORP") && labels.contains("EVENT"),
        }
    }

    /// A type as this corpus writes it; `None` for types that it does not mark.
    pub fn coarsen(self, label: &str) -> Option<&str> {
        match EntityType::parse(label)? {
            entity_type if PLACES.contains(&entity_type) && !self.tells_places => Some("LOC"),
            entity_type if UNMARKED.contains(&entity_type) && !self.marks_groups => None,
            _ => Some(label),
        }
    }

    /// The labels that a token outside every annotated name may have: no name, or what the rules find
    /// there (`ruled`) where the corpus does not mark that type.
    pub fn outside(self, ruled: Option<EntityType>) -> Allowed {
        let open = ruled.filter(|kind| !self.marks_groups && UNMARKED.contains(kind));
        let open = open.as_slice();
        bit(NO_NAME) | labels_of(open, true) | labels_of(open, false)
    }

    /// The labels of a token of a name; `is_first` for its first token.
    pub fn inside(self, label: &str, is_first: bool) -> Allowed {
        match EntityType::parse(label) {
            Some(EntityType::Location) if !self.tells_places => labels_of(&PLACES, is_first),
            Some(entity_type) => labels_of(&[entity_type], is_first),
            // MISC and other types that the contract does not know: anything but a person, body or place.
            None => bit(NO_NAME) | labels_of(&UNMARKED, is_first),
        }
    }
}

const PLACES: [EntityType; 3] = [EntityType::GeoPolitical, EntityType::Location, EntityType::Facility];
const UNMARKED: [EntityType; 3] = [EntityType::Group, EntityType::NamedEvent, EntityType::Product];

fn bit(label: u8) -> Allowed {
    1 << label
}

fn labels_of(types: &[EntityType], is_first: bool) -> Allowed {
    let place = |wanted: &EntityType| EntityType::ALL.iter().position(|candidate| candidate == wanted);
    types
        .iter()
        .filter_map(place)
        .map(|kind| bit(if is_first { begin(kind) } else { inside(kind) }))
        .fold(0, |all, label| all | label)
}

type Fault = (usize, String);

fn parse_json_lines(content: &str) -> Result<Vec<AnnotatedText>, Fault> {
    let lines = content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            let record: JsonRecord = serde_json::from_str(line).map_err(|error| (number + 1, error.to_string()))?;
            annotated(record).map_err(|what| (number + 1, what))
        })
        .collect()
}

fn annotated(record: JsonRecord) -> Result<AnnotatedText, String> {
    let points = CodePoints::new(&record.text);
    let mut names = Vec::with_capacity(record.entities.len());
    for name in record.entities {
        let span = points.span(name.start, name.end);
        let span = span.map_err(|what| format!("name {what}"))?;
        let fine = name.raw_type.filter(|label| EntityType::parse(label).is_some());
        names.push(AnnotatedName {
            span,
            label: fine.unwrap_or(name.label),
        });
    }
    names.sort_by_key(|name| name.span);
    names.dedup_by(|later, earlier| later.span.overlaps(earlier.span));
    Ok(AnnotatedText {
        text: record.text,
        names,
    })
}

/// Sentences of IOB2 become texts with a space between words.
fn parse_iob2(content: &str) -> Result<Vec<AnnotatedText>, Fault> {
    let mut texts = Vec::new();
    let mut current = AnnotatedText {
        text: String::new(),
        names: Vec::new(),
    };
    for (number, line) in content.lines().chain([""]).enumerate() {
        if line.trim().is_empty() {
            if !current.text.is_empty() {
                texts.push(std::mem::replace(
                    &mut current,
                    AnnotatedText {
                        text: String::new(),
                        names: Vec::new(),
                    },
                ));
            }
            continue;
        }
        let (word, label) = line
            .split_once('\t')
            .ok_or_else(|| (number + 1, "a word, a tab and a label expected".to_owned()))?;
        push_word(&mut current, word, label.trim()).map_err(|what| (number + 1, what))?;
    }
    Ok(texts)
}

fn push_word(text: &mut AnnotatedText, word: &str, label: &str) -> Result<(), String> {
    if !text.text.is_empty() {
        text.text.push(' ');
    }
    let start = text.text.len();
    text.text.push_str(word);
    let span = Span::new(start, text.text.len());
    match label.split_once('-') {
        None if label == "O" => {}
        Some(("B", label)) => text.names.push(AnnotatedName {
            span,
            label: label.to_owned(),
        }),
        Some(("I", label)) => match text
            .names
            .last_mut()
            .filter(|name| name.label == label && name.span.end as usize + 1 == start)
        {
            Some(name) => name.span = name.span.cover(span),
            None => return Err(format!("I-{label} does not follow a name of that type")),
        },
        _ => return Err(format!("label {label:?} is neither O, B-TYPE nor I-TYPE")),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_iob2_and_json_alike() {
        let iob = parse_iob2("Envoy\tO\nMira\tB-PER\nSolt\tI-PER\nleft\tO\nOslo\tB-GPE\n\nYes\tO\n").unwrap();
        let json = parse_json_lines(
            "{\"text\": \"Envoy Mira Solt left Oslo\", \"entities\": [{\"start\": 6, \"end\": 15, \"type\": \"PER\"}, {\"start\": 21, \"end\": 25, \"type\": \"GPE\"}]}\n{\"text\": \"Yes\"}\n",
        );
        assert_eq!(iob, json.unwrap());
    }

    #[test]
    fn says_which_line_is_wrong() {
        assert_eq!(parse_iob2("a\tO\nb\tI-PER\n").unwrap_err().0, 2);
        assert_eq!(
            parse_json_lines(
                "{\"text\": \"a\"}\n{\"text\": \"é\", \"entities\": [{\"start\": 0, \"end\": 2, \"type\": \"PER\"}]}"
            )
            .unwrap_err()
            .0,
            2
        );
    }

    #[test]
    fn a_coarse_corpus_leaves_fine_types_open() {
        let coarse = Grain {
            tells_places: false,
            marks_groups: false,
        };
        let fine = Grain {
            tells_places: true,
            marks_groups: true,
        };
        let group = Some(EntityType::Group);
        assert_eq!((fine.outside(group), coarse.outside(None)), (1, 1));
        assert_eq!(coarse.outside(Some(EntityType::Person)), 1);
        assert_eq!(coarse.outside(group).count_ones(), 3);
        assert_eq!(fine.inside("LOC", true).count_ones(), 1);
        assert_eq!(coarse.inside("LOC", true).count_ones(), 3);
        assert_eq!(coarse.inside("PER", false).count_ones(), 1);
    }
}
