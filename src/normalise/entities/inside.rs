//! Names of bodies and buildings → the places named in them: `Clark County` in `Clark County Fire Department`.

use std::ops::Range;

use crate::document::{
    Entity, EntityType, LinkKind, Mention, MentionKind, NameMention, NormalisedDocument, TaggedDocument,
};
use crate::kb::{EntryKind, GazetteerMatch, KbId, KnowledgeBase, NameKind, WordClass};
use crate::text::Span;

/// A place within a longer name. All of them tell what the document is about; those that open the name
/// of a local authority are places that the document speaks of, too.
pub(super) struct InnerPlace {
    pub span: Span,
    pub candidates: Vec<KbId>,
    pub is_spoken_of: bool,
}

/// The places in the names of bodies and buildings that no list has, ascending.
pub(super) fn find(tagged: &TaggedDocument, kb: &KnowledgeBase) -> Vec<InnerPlace> {
    let reader = Reader { tagged, kb };
    let names = tagged.names.iter().filter(|name| {
        let is_body = matches!(name.entity_type, EntityType::Organisation | EntityType::Facility);
        is_body && name.kind == MentionKind::Name && name.candidates.is_empty()
    });
    let mut found: Vec<InnerPlace> = names.flat_map(|name| reader.places_in(name)).collect();
    found.dedup_by_key(|place| place.span);
    found
}

struct Reader<'t> {
    tagged: &'t TaggedDocument,
    kb: &'t KnowledgeBase,
}

impl Reader<'_> {
    /// The place that opens the name, and the one after `of` or `in`.
    fn places_in(&self, name: &NameMention) -> Vec<InnerPlace> {
        let segmented = &self.tagged.segmented;
        let tokens = segmented.tokens_in(name.span);
        let opening = self.place_from(tokens.start, tokens.end);
        let mut found = Vec::new();
        found.extend(opening.and_then(|place| self.inner_place(place.clone(), place.end..tokens.end)));
        for token in tokens.clone().skip(1) {
            let is_link = matches!(segmented.word(token - 1), "of" | "in" | "at");
            let place = is_link.then(|| self.place_from(token, tokens.end)).flatten();
            found.extend(place.and_then(|place| self.inner_place(place, 0..0)));
        }
        found
    }

    fn class(&self, token: usize) -> WordClass {
        self.kb.words.class(self.tagged.segmented.tokens[token].folded)
    }

    /// The tokens of the longest listed name from `first` on, where it is shorter than the whole.
    fn place_from(&self, first: usize, end: usize) -> Option<Range<usize>> {
        let segmented = &self.tagged.segmented;
        let token = |offset: usize| (segmented.tokens[first + offset].folded, segmented.word(first + offset));
        let listed = self.kb.gazetteer.longest_match(end - first, token, false)?;
        // `Dublin City` of `Dublin City Council` goes by `Dublin`, too.
        let shorter = listed.tokens - 1;
        let is_title = shorter > 0 && self.class(first + shorter).is(WordClass::CIVIC);
        let same = |short: &GazetteerMatch| {
            let ids = listed.readings.iter().map(|reading| reading.id);
            ids.into_iter()
                .any(|id| short.readings.iter().any(|reading| reading.id == id))
        };
        let short = is_title
            .then(|| self.kb.gazetteer.longest_match(shorter, token, false))
            .flatten();
        let tokens = short.filter(same).map_or(listed.tokens, |short| short.tokens);
        Some(first..first + tokens)
    }

    /// The place, with what stands after it in a name that it opens.
    fn inner_place(&self, tokens: Range<usize>, mut rest: Range<usize>) -> Option<InnerPlace> {
        let segmented = &self.tagged.segmented;
        let is_company = rest
            .clone()
            .next_back()
            .is_some_and(|last| self.class(last).is(WordClass::COMPANY));
        let is_civic = !is_company && rest.clone().any(|token| self.class(token).is(WordClass::CIVIC));
        let is_namesake = !is_company && rest.any(|token| self.class(token).is(WordClass::NAMESAKE));
        let span = segmented.tokens[tokens.start]
            .span
            .cover(segmented.tokens[tokens.end - 1].span);
        let readings = self
            .kb
            .gazetteer
            .lookup(segmented.slice(span))
            .iter()
            .filter(|reading| {
                let is_name = matches!(reading.kind, NameKind::Name | NameKind::Acronym);
                is_name && self.kb.entry(reading.id).entity_type.is_place()
            });
        let candidates: Vec<KbId> = readings.map(|reading| reading.id).collect();
        let is_located = |id: &KbId| matches!(self.kb.entry(*id).kind, EntryKind::Place | EntryKind::Division);
        let is_plain = tokens.len() > 1
            || !self.is_other_word(tokens.start, is_civic && !is_namesake)
            || self.stands_alone(&candidates);
        (is_plain && candidates.iter().any(is_located)).then_some(InnerPlace {
            span,
            candidates,
            is_spoken_of: is_civic || is_namesake,
        })
    }

    /// `Central Library` names no place, and `Lincoln High School` may be called after a person, as an
    /// authority is not.
    fn is_other_word(&self, token: usize, is_authority: bool) -> bool {
        let person = WordClass::GIVEN_NAME.or(WordClass::SURNAME);
        let class = self.class(token);
        class.is(WordClass::ORDINARY) || (class.is(person) && !is_authority)
    }

    /// The document names the place by itself, too.
    fn stands_alone(&self, candidates: &[KbId]) -> bool {
        let names = self.tagged.names.iter();
        names
            .filter(|name| name.entity_type.is_place())
            .any(|name| name.candidates.iter().any(|id| candidates.contains(id)))
    }
}

/// A mention of the place, linked to the entity of its row; the entity is added where the document has none.
pub(super) fn mention_of(
    place: &InnerPlace,
    entry: &Entity,
    entities: &mut Vec<Entity>,
    score: Option<f32>,
) -> Mention {
    let known = entities.iter().position(|entity| entity.kb_id == entry.kb_id);
    let entity = known.unwrap_or_else(|| {
        entities.push(entry.clone());
        entities.len() - 1
    });
    Mention {
        span: place.span,
        kind: MentionKind::Name,
        entity_type: entry.entity_type,
        entity: Some(entity),
        link_kind: LinkKind::KnowledgeBase,
        link_score: score,
        role: None,
        country: entry.country.clone(),
        tagger: "inner_place",
        evidence: entry.id.clone(),
        score: 0.75,
    }
}

/// Adds mentions inside others to a document whose quotes and events point to mentions already.
pub(in crate::normalise) fn insert(document: &mut NormalisedDocument, inner: Vec<Mention>) {
    if inner.is_empty() {
        return;
    }
    let old = document.mentions.len();
    document.mentions.extend(inner);
    let mut order: Vec<usize> = (0..document.mentions.len()).collect();
    order.sort_by_key(|&index| (document.mentions[index].span.start, index >= old, index));
    let mut places = vec![0; order.len()];
    for (place, &index) in order.iter().enumerate() {
        places[index] = place;
    }
    let mut mentions: Vec<Option<Mention>> = document.mentions.drain(..).map(Some).collect();
    document.mentions = order.iter().filter_map(|&index| mentions[index].take()).collect();
    let quoted = document
        .quotes
        .iter_mut()
        .filter_map(|quote| quote.speaker_mention.as_mut());
    let participants = document
        .events
        .iter_mut()
        .flat_map(|event| event.participants.iter_mut());
    quoted
        .chain(participants.filter_map(|participant| participant.mention.as_mut()))
        .for_each(|mention| *mention = places[*mention]);
}
