//! Names of bodies and buildings → the places named in them: `Clark County` in `Clark County Fire Department`.

use std::ops::Range;

use crate::document::{
    Entity, EntityType, LinkKind, Mention, MentionKind, NameMention, NormalisedDocument, TaggedDocument,
};
use crate::kb::{EntryKind, GazetteerMatch, KbId, KnowledgeBase, NameKind, WordClass};
use crate::text::Span;

/// A place within a longer name. All of them tell what the document is about; those that the thing named
/// serves or stands in are places that the document speaks of, too.
pub(super) struct InnerPlace {
    pub span: Span,
    pub candidates: Vec<KbId>,
    pub is_spoken_of: bool,
}

/// The places in the names of bodies, buildings and parts of places that no list has, ascending.
pub(super) fn find(tagged: &TaggedDocument, kb: &KnowledgeBase) -> Vec<InnerPlace> {
    let reader = Reader { tagged, kb };
    let names = tagged
        .names
        .iter()
        .filter(|name| name.kind == MentionKind::Name && name.candidates.is_empty());
    let mut found: Vec<InnerPlace> = names.flat_map(|name| reader.places_in(name)).collect();
    found.dedup_by_key(|place| place.span);
    found
}

/// How a place stands in a longer name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// `Dublin City Council`.
    Opens,
    /// `University of Dublin`, `City of Dublin`.
    Of,
    /// `Red Cross in Dublin`.
    In,
}

struct Reader<'t> {
    tagged: &'t TaggedDocument,
    kb: &'t KnowledgeBase,
}

impl Reader<'_> {
    fn places_in(&self, name: &NameMention) -> Vec<InnerPlace> {
        let tokens = self.tagged.segmented.tokens_in(name.span);
        match name.entity_type {
            EntityType::Organisation | EntityType::Facility => self.places_in_body(tokens),
            entity_type if entity_type.is_place() => self.places_in_place(tokens),
            _ => Vec::new(),
        }
    }

    /// The place that opens the name, and those after `of`, `in` or `and the`.
    fn places_in_body(&self, tokens: Range<usize>) -> Vec<InnerPlace> {
        let mut found = Vec::new();
        for token in tokens.clone() {
            let Some(link) = self.link_before(token, tokens.start) else {
                continue;
            };
            let place = self.place_from(token, tokens.end);
            found.extend(place.and_then(|place| self.inner_place(&tokens, place, link)));
        }
        found
    }

    /// How a place that begins here would stand in a name that begins at `first`.
    fn link_before(&self, token: usize, first: usize) -> Option<Link> {
        if token == first {
            return Some(Link::Opens);
        }
        let is_article = token - 1 > first && self.word(token - 1) == "the";
        match self.word(if is_article { token - 2 } else { token - 1 }) {
            "of" | "for" if is_article => Some(Link::Opens),
            "of" => Some(Link::Of),
            "in" | "at" => Some(Link::In),
            "and" if is_article => Some(Link::Opens),
            _ => None,
        }
    }

    /// `City of Oxford`, `West Wichita`, `Otter Tail County Road`: a place named by another one.
    fn places_in_place(&self, tokens: Range<usize>) -> Vec<InnerPlace> {
        let is_of =
            tokens.len() > 2 && self.word(tokens.start + 1) == "of" && self.class(tokens.start).is(WordClass::CIVIC);
        let is_part = tokens.len() > 1 && self.class(tokens.start).is(WordClass::PART_OF);
        let (first, link) = match () {
            () if is_of => (tokens.start + 2, Link::Of),
            () if is_part => (tokens.start + 1, Link::In),
            () => (tokens.start, Link::Opens),
        };
        let place = self.place_from(first, tokens.end);
        let place = place.filter(|place| {
            let is_whole = place.end == tokens.end;
            if link == Link::Opens {
                !is_whole && self.is_unit(place)
            } else {
                is_whole
            }
        });
        let inner = place.and_then(|place| self.inner_place(&tokens, place, link));
        inner.into_iter().collect()
    }

    fn class(&self, token: usize) -> WordClass {
        self.kb.words.class(self.tagged.segmented.tokens[token].folded)
    }

    fn word(&self, token: usize) -> &str {
        self.tagged.segmented.word(token)
    }

    /// `Clark County`: a division whose name says so.
    fn is_unit(&self, place: &Range<usize>) -> bool {
        place.len() > 1 && self.class(place.end - 1).is(WordClass::CIVIC)
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

    /// The place, standing so in a name of these tokens.
    fn inner_place(&self, name: &Range<usize>, place: Range<usize>, link: Link) -> Option<InnerPlace> {
        let segmented = &self.tagged.segmented;
        let span = segmented.tokens[place.start]
            .span
            .cover(segmented.tokens[place.end - 1].span);
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
        let kind = self.kind_of(name, &place, link);
        let is_located = |id: &KbId| matches!(self.kb.entry(*id).kind, EntryKind::Place | EntryKind::Division);
        let is_alone = self.stands_alone(&candidates);
        let is_certain = kind == Kind::Authority || (kind == Kind::University && link == Link::Of);
        let is_plain = place.len() > 1 || !self.is_other_word(place.start, is_certain) || is_alone;
        let is_spoken_of = match kind {
            Kind::Authority | Kind::Namesake => true,
            // The university of a state is no place of the story.
            Kind::University => {
                let is_state = |id: &KbId| self.kb.entry(*id).kind == EntryKind::Division;
                (link == Link::Of || is_alone) && !candidates.iter().any(is_state)
            }
            Kind::Other => false,
        };
        (is_plain && candidates.iter().any(is_located)).then_some(InnerPlace {
            span,
            candidates,
            is_spoken_of,
        })
    }

    /// What the name is of, as far as the place in it goes.
    fn kind_of(&self, name: &Range<usize>, place: &Range<usize>, link: Link) -> Kind {
        let rest = match link {
            Link::Opens => place.end..name.end,
            Link::Of => name.start..place.start,
            Link::In => return Kind::Authority,
        };
        let has = |class: WordClass| rest.clone().any(|token| self.class(token).is(class));
        let is_company = rest
            .clone()
            .next_back()
            .is_some_and(|last| self.class(last).is(WordClass::COMPANY));
        match () {
            () if is_company || rest.clone().next().is_some_and(|next| self.word(next) == "&") => Kind::Other,
            () if has(WordClass::CAMPUS) => Kind::University,
            () if has(WordClass::NAMESAKE) => Kind::Namesake,
            () if has(WordClass::CIVIC) || self.is_unit(place) => Kind::Authority,
            () => Kind::Other,
        }
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

/// Kinds of names that places stand in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Called after the place that it serves or stands in.
    Authority,
    /// Often called after a person: a school, a hospital.
    Namesake,
    /// Known far from the place, which the reader is not told of: `Georgetown University`.
    University,
    Other,
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
