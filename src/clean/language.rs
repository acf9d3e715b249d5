//! A text → its language: a cheap test for English first, statistics only where it fails.

use crate::kb::CleaningLists;

/// A language with how sure we are, 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Language {
    /// ISO 639-1.
    pub code: String,
    pub score: f32,
    /// Sure enough to reject a record for it.
    pub is_reliable: bool,
}

/// Words looked at: the test is for whole articles, whose language shows early.
const SAMPLE_WORDS: usize = 200;
/// Bytes shown to the statistics, whose time grows with them.
const SAMPLE_BYTES: usize = 600;
/// Share of function words above which a text is English: running English text has 0.35 to 0.5, tables of
/// figures with English captions 0.2, other languages in Latin script (`a`, `on`, `me`, `as`, `no`) stay
/// below 0.15.
const ENGLISH_SHARE: f32 = 0.18;
/// Share from which a text is English unless the statistics are sure of another language.
const LIKELY_SHARE: f32 = 0.12;
const FEW_WORDS: usize = 20;

/// The language of a text; `None` where it has too few words to tell, as a table of figures has.
pub fn detect(text: &str, lists: &CleaningLists) -> Option<Language> {
    let (share, words) = stop_word_share(text, lists);
    if words >= FEW_WORDS && share >= ENGLISH_SHARE {
        return Some(english((0.5 + share).min(1.0)));
    }
    if is_table(sample(text)) {
        return None;
    }
    let detected = whatlang::detect(sample(text))?;
    let score = detected.confidence() as f32;
    let code = iso_639_1(detected.lang().code(), lists)?;
    if code == "en" || !detected.is_reliable() && share >= LIKELY_SHARE {
        return Some(english(score));
    }
    let is_reliable = detected.is_reliable() && words >= FEW_WORDS && share < LIKELY_SHARE;
    Some(Language {
        code: code.to_string(),
        score,
        is_reliable: is_reliable || (detected.is_reliable() && detected.script() != whatlang::Script::Latin),
    })
}

/// Share of English function words among the first words of a text, and how many words it looked at.
pub fn stop_word_share(text: &str, lists: &CleaningLists) -> (f32, usize) {
    let (mut words, mut stops) = (0_usize, 0_usize);
    let mut lower = String::new();
    for word in text
        .split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
    {
        lower.clear();
        lower.push_str(word);
        lower.make_ascii_lowercase();
        words += 1;
        stops += usize::from(lists.stop_words.contains(lower.as_str()));
        if words == SAMPLE_WORDS {
            break;
        }
    }
    (stops as f32 / words.max(1) as f32, words)
}

/// One number or more to four words: running text of any language has far fewer.
fn is_table(text: &str) -> bool {
    let parts = || text.split_whitespace();
    let numbers = parts()
        .filter(|part| part.contains(|c: char| c.is_ascii_digit()))
        .count();
    5 * numbers >= parts().count()
}

fn english(score: f32) -> Language {
    Language {
        code: "en".into(),
        score,
        is_reliable: true,
    }
}

fn sample(text: &str) -> &str {
    let mut end = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn iso_639_1<'l>(code: &str, lists: &'l CleaningLists) -> Option<&'l str> {
    lists.languages.get(code).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_english_from_others() {
        let lists = CleaningLists::embedded().expect("embedded lists are valid");
        let code = |text: &str| detect(text, &lists).map(|language| (language.code, language.is_reliable));
        let english = "The two ministers met in the capital on Monday and agreed that the talks should go on, \
                       although neither of them would say when the next round is to be held.";
        let spanish = "Los dos ministros se reunieron el lunes en la capital y acordaron que las conversaciones \
                       debían continuar, aunque ninguno de ellos quiso decir cuándo será la próxima ronda.";
        let russian = "Министры встретились в столице в понедельник и договорились продолжить переговоры.";
        assert_eq!(code(english), Some(("en".into(), true)));
        assert_eq!(code(spanish), Some(("es".into(), true)));
        assert_eq!(code(russian), Some(("ru".into(), true)));
        assert_eq!(code(""), None);
        assert_eq!(code("12 34 --"), None);
        assert_eq!(code("Shr 1.20 dlrs vs 1.10 dlrs, net 3,801,000 vs 3,502,000"), None);
    }
}
