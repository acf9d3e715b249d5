//! A modal or a progressive → what it says of its verb: `will meet`, `are meeting`.

use crate::document::EventStatus;
use crate::kb::FunctionClass;
use crate::tag::syntax::{Syntax, VerbGroup};

/// What a modal says of its verb, which may be a perfect (`would have sent`).
pub(super) fn of_modal(syntax: &Syntax<'_>, modal: usize, is_perfect: bool) -> EventStatus {
    let classes = syntax.words[modal].classes;
    if classes.has(FunctionClass::Will) {
        EventStatus::Planned
    } else if classes.has(FunctionClass::Would) {
        // `would later sign`: seen from now, he has.
        let next = syntax.words.get(modal + 1).map(|_| syntax.word(modal + 1));
        if matches!(next, Some("later" | "subsequently")) {
            return EventStatus::Occurred;
        }
        // `said he would have sent more`: he did not.
        if is_reported(syntax, modal) && !is_perfect {
            EventStatus::Planned
        } else {
            EventStatus::Hypothetical
        }
    } else if classes.has(FunctionClass::Should) {
        EventStatus::CalledFor
    } else {
        EventStatus::Possible
    }
}

/// `are meeting`, `have been meeting` go on; `were meeting` is past.
pub(super) fn of_progressive(syntax: &Syntax<'_>, group: &VerbGroup) -> EventStatus {
    // `were still shelling the town`
    if (group.start..group.verb).any(|token| syntax.word(token) == "still") {
        return EventStatus::Ongoing;
    }
    let is_past = (group.start..group.verb).any(|token| matches!(syntax.word(token), "was" | "were" | "had"));
    if is_past {
        EventStatus::Occurred
    } else {
        EventStatus::Ongoing
    }
}

/// A finite verb before a token of the sentence reports (`he said it would`).
fn is_reported(syntax: &Syntax<'_>, token: usize) -> bool {
    let sentence = syntax.sentence(token);
    (sentence.start..token).any(|before| syntax.reports(before))
}
