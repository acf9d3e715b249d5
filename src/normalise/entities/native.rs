//! Where an article is from → the country of the officials and bodies of state that it names without one: `LIMA -
//! Interior Minister Ana Paz said`.

use super::bodies;
use super::choice::Choice;
use crate::document::{EntityType, MentionKind, NameMention, TaggedDocument, TokenShape};
use crate::kb::{Entry, EntryKind, Implied, KnowledgeBase, TitleCategory, WordClass};
use crate::text::Span;

/// The countries that an article speaks of, and the one that it is written from.
pub(super) struct Native<'k> {
    /// ISO 3166-1 alpha-3 of the dateline, where the text names that country, too: reporters write from abroad as well.
    pub country: Option<&'k str>,
    /// Countries of all names but of bodies that may be another state's; ascending, each once.
    spoken_of: Vec<&'k str>,
    /// Names of states and their people with the country, in the order of the text.
    states: Vec<(Span, &'k str)>,
}

impl<'k> Native<'k> {
    pub fn of(tagged: &TaggedDocument, kb: &'k KnowledgeBase, choices: &[Choice]) -> Self {
        let dateline = tagged.segmented.clean.dateline.as_ref();
        let is_in_dateline = |name: &NameMention| dateline.is_some_and(|dateline| dateline.span.contains(name.span));
        let entries = || {
            let names = tagged.names.iter().zip(choices);
            names.filter_map(|(name, choice)| Some((name, kb.entry(choice.kb_id?))))
        };
        // `Congress` may be that of any state.
        let is_clear = |name: &NameMention, entry: &Entry| {
            entry.kind != EntryKind::Organisation || !is_ambiguous(tagged, kb, name)
        };
        let countries_where = |holds: &dyn Fn(&NameMention, &Entry) -> bool| {
            let wanted = entries().filter(|(name, entry)| is_clear(name, entry) && holds(name, entry));
            let mut countries: Vec<&str> = wanted.filter_map(|(_, entry)| entry.country.as_deref()).collect();
            countries.sort_unstable();
            countries.dedup();
            countries
        };
        let named = countries_where(&|name, entry| {
            let is_place = matches!(entry.kind, EntryKind::Place | EntryKind::Division);
            name.kind == MentionKind::Name && !is_place && !is_in_dateline(name)
        });
        let spoken_of = countries_where(&|_, _| true);
        let place = dateline.and_then(|dateline| dateline.place);
        let of_dateline = place.and_then(|place| {
            let town = entries().find(|(name, _)| name.span.overlaps(place));
            town.and_then(|(_, entry)| entry.country.as_deref())
        });
        let country = of_dateline.filter(|country| named.binary_search(country).is_ok());
        let of_state = entries().filter(|(_, entry)| entry.kind == EntryKind::Country);
        let states = of_state.filter_map(|(name, entry)| Some((name.span, entry.country.as_deref()?)));
        let states = states.collect();
        Self {
            country,
            spoken_of,
            states,
        }
    }

    /// `Kenya urged both sides to meet. Foreign Minister X telephoned them`: the sentence before, of the same paragraph,
    /// or the words before, speak of another state alone.
    fn follows_other(&self, tagged: &TaggedDocument, name: Span) -> bool {
        let segmented = &tagged.segmented;
        let own = segmented.sentence_at(name.start);
        let paragraph = |sentence: usize| segmented.sentences[sentence].paragraph;
        let first = own.checked_sub(1).filter(|&before| paragraph(before) == paragraph(own));
        let start = segmented.sentences[first.unwrap_or(own)].span.start;
        let from = self.states.partition_point(|(span, _)| span.start < start);
        let to = self.states.partition_point(|(span, _)| span.end <= name.start);
        let before = &self.states[from..to.max(from)];
        !before.is_empty() && !before.iter().any(|&(_, country)| self.country == Some(country))
    }

    /// The text names the country or something of it, or no country at all.
    pub fn may_mean(&self, country: &str) -> bool {
        self.spoken_of.is_empty() || self.spoken_of.binary_search(&country).is_ok()
    }

    /// Links bodies named without their country to those of the article's own: `the Foreign Ministry`. What may also be
    /// that of a country which the text does not name loses it: `Congress` in an article from Lima.
    pub fn link(&self, tagged: &TaggedDocument, kb: &KnowledgeBase, choices: &mut [Choice]) {
        for (index, name) in tagged.names.iter().enumerate() {
            if name.entity_type != EntityType::Organisation || name.kind != MentionKind::Name {
                continue;
            }
            let text = tagged.segmented.slice(name.span);
            let other = choices[index].kb_id.and_then(|id| kb.entry(id).country.as_deref());
            let is_of_other = other.is_some_and(|other| !self.may_mean(other) && self.country != Some(other));
            if is_of_other && is_ambiguous(tagged, kb, name) {
                choices[index] = Choice::default();
            }
            let Some(country) = self.country else {
                continue;
            };
            let is_open = choices[index].kb_id.is_none() && bodies::owner(tagged, kb, name.span.start).is_none();
            if is_open
                && !self.follows_other(tagged, name.span)
                && may_be_of(text, country)
                && let Some(id) = bodies::national(kb, text, country)
            {
                choices[index] = Choice {
                    kb_id: Some(id),
                    score: Some(LINKED),
                };
            }
        }
    }

    /// The country of a person by a post that every state has: `President Ana Paz`.
    pub fn of_official(&self, tagged: &TaggedDocument, kb: &KnowledgeBase, name: &NameMention) -> Option<&'k str> {
        let country = self.country?;
        let role = name.role.as_ref()?;
        let tokens = tagged.segmented.tokens_in(role.span);
        let first = tokens.start;
        let title = tokens.clone().find_map(|token| {
            let found = kb.titles.longest_match(tokens.end - token, |offset| {
                let at = token + offset;
                (tagged.segmented.tokens[at].folded, tagged.segmented.word(at))
            })?;
            Some(found.title)
        })?;
        let is_minister = matches!(title.category, TitleCategory::Minister | TitleCategory::DeputyMinister);
        let is_of_something = role.text.contains(" of ") || role.text.contains(" for ") || role.text.contains(" to ");
        let is_national = title.implies == Some(Implied::Country)
            && (is_minister
                || matches!(
                    title.category,
                    TitleCategory::HeadOfState
                        | TitleCategory::HeadOfGovernment
                        | TitleCategory::DeputyHeadOfGovernment
                        | TitleCategory::DeputyHeadOfState
                        | TitleCategory::SecurityOfficial
                ));
        let is_bare = is_minister || !is_of_something;
        let is_own = is_national && is_bare && !is_of_body(tagged, kb, first);
        (is_own && !self.follows_other(tagged, role.span)).then_some(country)
    }

    /// The country of a body by a name that every state has one of: `the Ministry of Ports`.
    pub fn of_body(&self, tagged: &TaggedDocument, kb: &KnowledgeBase, span: Span) -> Option<&'k str> {
        let name = tagged.segmented.slice(span);
        let country = self.country.filter(|country| may_be_of(name, country))?;
        (kb.state_bodies.holds(name) && !self.follows_other(tagged, span)).then_some(country)
    }
}

/// How sure it is that a body is that of the article's country.
const LINKED: f32 = 0.8;

/// The name means something else, or that of another state, when it stands bare.
fn is_ambiguous(tagged: &TaggedDocument, kb: &KnowledgeBase, name: &NameMention) -> bool {
    let readings = kb.gazetteer.lookup(tagged.segmented.slice(name.span));
    readings.first().is_some_and(|reading| reading.is_ambiguous)
}

/// The United States have departments.
fn may_be_of(name: &str, country: &str) -> bool {
    country != "USA" || !name.contains("Ministry")
}

/// `federation president X`, `Ford President X`: a noun or name before the title says of what.
fn is_of_body(tagged: &TaggedDocument, kb: &KnowledgeBase, title: usize) -> bool {
    let segmented = &tagged.segmented;
    let sentence = segmented.sentence_at(segmented.tokens[title].span.start);
    let first = segmented.sentences[sentence].tokens.start;
    let Some(before) = title.checked_sub(1).filter(|&before| before >= first) else {
        return false;
    };
    let span = segmented.tokens[before].span;
    let place = tagged.names.partition_point(|name| name.span.end <= span.start);
    let is_name = tagged.names.get(place).is_some_and(|name| name.span.overlaps(span));
    let shape = segmented.tokens[before].shape;
    let is_small = segmented.tokens[title].shape == TokenShape::Lower;
    let is_word = shape == TokenShape::Capitalised || shape == TokenShape::Lower && is_small;
    is_name || is_word && !kb.words.class(segmented.tokens[before].folded).is(WordClass::FUNCTION)
}
