//! A line → the phrases of page furniture in it.

use crate::document::DropReason;
use crate::kb::{CleaningLists, CuePlace};

/// What a line has of page furniture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cues {
    /// The line is such a phrase and nothing else.
    pub line: Option<DropReason>,
    pub start: Option<DropReason>,
    pub any: Option<DropReason>,
}

impl Cues {
    /// The category of the strongest cue.
    pub fn category(self) -> Option<DropReason> {
        self.line.or(self.any).or(self.start)
    }
}

/// Words of a line that are looked at for phrases inside it.
const MOST_WORDS: usize = 60;

/// Looks up the folded words of a line (see [`fold`]).
pub fn find(folded: &str, lists: &CleaningLists) -> Cues {
    let mut cues = Cues::default();
    let mut start = 0;
    for (place, word) in folded.split(' ').take(MOST_WORDS).enumerate() {
        for cue in lists.cues.get(word).map_or(&[][..], Vec::as_slice) {
            let rest = &folded[start..];
            let is_whole_words =
                rest.starts_with(&cue.phrase) && matches!(rest.as_bytes().get(cue.phrase.len()), None | Some(b' '));
            if !is_whole_words {
                continue;
            }
            let is_all = place == 0 && rest.len() == cue.phrase.len();
            let slot = match cue.place {
                CuePlace::Line if is_all => &mut cues.line,
                CuePlace::Start if place == 0 => &mut cues.start,
                CuePlace::Any => &mut cues.any,
                _ => continue,
            };
            slot.get_or_insert(cue.category);
        }
        start += word.len() + 1;
    }
    cues
}

/// Lower-case words with single spaces; apostrophes dropped, everything else that is no letter or digit
/// parts words.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_alphanumeric() {
            folded.extend(character.to_lowercase());
        } else if !matches!(character, '\'' | '’') && !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_phrases_where_they_must_stand() {
        let lists = CleaningLists::embedded().expect("embedded lists are valid");
        let find = |text: &str| super::find(&fold(text), &lists);
        assert_eq!(find("» Most Read «").line, Some(DropReason::Navigation));
        assert_eq!(find("The most read page").line, None);
        assert_eq!(find("Leave a comment below!").start, Some(DropReason::Comments));
        assert_eq!(
            find("© The Outlet. All Rights Reserved.").any,
            Some(DropReason::Disclaimer)
        );
        assert_eq!(find("Ministers met").category(), None);
    }
}
