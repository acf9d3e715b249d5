//! Where a name stands → the country it belongs to, as the document states it, else as is known.

use super::Groups;
use super::native::Native;
use crate::document::{EntityType, NameMention, TaggedDocument};
use crate::kb::{Entry, EntryKind, KnowledgeBase, NameEntry, WordClass};
use crate::text::Span;

/// ISO 3166-1 alpha-3 codes.
pub(super) struct Affiliations {
    pub of_name: Vec<Option<String>>,
    pub of_group: Vec<Option<String>>,
}

/// The countries of all names and groups: a name has its group's.
pub(super) fn assign(
    tagged: &TaggedDocument,
    kb: &KnowledgeBase,
    groups: &Groups,
    native: &Native<'_>,
) -> Affiliations {
    let reader = Reader {
        tagged,
        kb,
        groups,
        native,
    };
    let mut of_group: Vec<Option<String>> = vec![None; groups.list.len()];
    for is_person in [false, true] {
        for (index, group) in groups.list.iter().enumerate() {
            if (reader.type_of(group.names[0]) == EntityType::Person) == is_person {
                of_group[index] = reader.country_of(&group.names, group.kb_id, &of_group);
            }
        }
    }
    let of_name = groups.of_name.iter().map(|group| of_group[(*group)?].clone()).collect();
    Affiliations { of_name, of_group }
}

struct Reader<'r> {
    tagged: &'r TaggedDocument,
    kb: &'r KnowledgeBase,
    groups: &'r Groups,
    native: &'r Native<'r>,
}

impl Reader<'_> {
    fn type_of(&self, name: usize) -> EntityType {
        self.tagged.names[name].entity_type
    }

    fn country_of(
        &self,
        names: &[usize],
        kb_id: Option<crate::kb::KbId>,
        of_group: &[Option<String>],
    ) -> Option<String> {
        let known = kb_id.and_then(|id| self.kb.entry(id).country.clone());
        match self.type_of(names[0]) {
            EntityType::Person => {
                let stated = || names.iter().find_map(|&name| self.stated_for_person(name, of_group));
                known
                    .or_else(stated)
                    .or_else(|| names.iter().find_map(|&name| self.native_official(name)))
                    .or_else(|| names.iter().find_map(|&name| self.implied_by_post(name)))
            }
            EntityType::Organisation => known.or_else(|| names.iter().find_map(|&name| self.stated_for_body(name))),
            entity_type if entity_type.is_place() => {
                let is_known = kb_id.is_some();
                known.or_else(|| {
                    names
                        .iter()
                        .filter(|_| !is_known)
                        .find_map(|&name| self.stated_for_place(name))
                })
            }
            _ => known,
        }
    }

    /// `Marea, Syria`, `the Syrian town of Marea`, `Iraq's Mount Sinjar`, or from a place in the name.
    fn stated_for_place(&self, index: usize) -> Option<String> {
        let names = &self.tagged.names;
        let span = names[index].span;
        let gap = |start: u32, end: u32| {
            self.tagged.segmented.slice(Span {
                start,
                end: end.max(start),
            })
        };
        let after = names
            .get(index + 1)
            .filter(|next| gap(span.end, next.span.start) == ", ");
        if after.is_some()
            && let Some(country) = self.known_country(index + 1)
        {
            return Some(country);
        }
        let before = index.checked_sub(1).filter(|&before| {
            let between = gap(names[before].span.end, span.start);
            between.ends_with(" of ") && between.split_whitespace().count() <= 4 && !between.contains([',', '.'])
        });
        before
            .and_then(|before| self.known_country(before))
            .or_else(|| self.owner_before(span.start))
            .or_else(|| self.place_inside(span))
    }

    /// The one country that places of a word in the name are in.
    fn place_inside(&self, span: Span) -> Option<String> {
        let last = self.tagged.segmented.slice(span).rsplit(' ').next()?;
        let readings = self.kb.gazetteer.lookup(last);
        let is_word = readings
            .iter()
            .any(|reading| reading.is_ambiguous || reading.is_common_word);
        let mut countries = readings
            .iter()
            .filter(|_| !is_word)
            .map(|reading| self.kb.entry(reading.id).country.as_ref());
        let first = countries.next()??;
        countries.all(|country| country == Some(first)).then(|| first.clone())
    }

    /// From the role and what stands before it or the name: `Iran's foreign minister X`, `Russian
    /// Foreign Ministry spokeswoman X`, `X, President of Y`.
    fn stated_for_person(&self, index: usize, of_group: &[Option<String>]) -> Option<String> {
        let name = &self.tagged.names[index];
        let Some(role) = &name.role else {
            return self.owner_before(name.span.start);
        };
        self.owner_before(role.span.start)
            .or_else(|| self.inside_role(role.span, of_group))
            .or_else(|| {
                (role.span.start > name.span.start)
                    .then(|| self.owner_before(name.span.start))
                    .flatten()
            })
    }

    /// `President X` in an article of one country.
    fn native_official(&self, index: usize) -> Option<String> {
        let country = self
            .native
            .of_official(self.tagged, self.kb, &self.tagged.names[index])?;
        Some(country.to_owned())
    }

    /// `Foreign Secretary` where no country is said, and no other is spoken of.
    fn implied_by_post(&self, index: usize) -> Option<String> {
        let role = self.tagged.names[index].role.as_ref()?;
        let country = self.kb.posts.country_of(&role.text)?;
        self.native.may_mean(country).then(|| country.to_owned())
    }

    /// From a country in the name (`Russian Foreign Ministry`, `Bank of England`) or an owner before it.
    fn stated_for_body(&self, index: usize) -> Option<String> {
        let name = &self.tagged.names[index];
        // `Rockwell <ROK>`: a code of a stock exchange.
        if self.tagged.segmented.text()[..name.span.start as usize].ends_with('<') {
            return None;
        }
        let native = || self.native.of_body(self.tagged, self.kb, name.span);
        self.country_inside(name.span)
            .or_else(|| self.owner_before(name.span.start))
            .or_else(|| native().map(str::to_owned))
    }

    /// The first country or first-level division that a name holds: Canada in `British Columbia Ferries`.
    fn country_inside(&self, span: Span) -> Option<String> {
        let segmented = &self.tagged.segmented;
        let tokens = segmented.tokens_in(span);
        let mut token = tokens.start;
        while token < tokens.end {
            let listed = self.kb.gazetteer.longest_match(
                tokens.end - token,
                |offset| (segmented.tokens[token + offset].folded, segmented.word(token + offset)),
                false,
            );
            let country = listed
                .as_ref()
                .and_then(|listed| self.country_of_readings(listed.readings));
            if country.is_some() {
                return country;
            }
            token += listed.map_or(1, |listed| listed.tokens);
        }
        None
    }

    /// The country that a word in a name means: that of its best reading, where no other great reading is of
    /// another country (`Georgia`). A small division is believed only beside its country: `Lac Minerals` is
    /// not of Chad.
    fn country_of_readings(&self, readings: &[NameEntry]) -> Option<String> {
        const GREAT: u32 = 1_000_000;
        let best = readings.first().filter(|reading| !reading.is_ambiguous)?;
        let entry = self.kb.entry(best.id);
        let country = entry.country.as_ref()?;
        let is_small = |entry: &Entry| entry.population.is_none_or(|people| people < GREAT);
        let is_rival = |reading: &NameEntry| {
            let other = self.kb.entry(reading.id);
            let is_great = other.kind == EntryKind::Country || (other.kind == EntryKind::Division && !is_small(other));
            is_great && other.country.as_ref() != Some(country)
        };
        let is_believed = match entry.kind {
            EntryKind::Country | EntryKind::Group => !readings.iter().any(is_rival),
            EntryKind::Division => (!is_small(entry) && !readings.iter().any(is_rival)) || self.names_country(country),
            _ => false,
        };
        is_believed.then(|| country.clone())
    }

    /// Another name of the document is the country or its people for certain.
    fn names_country(&self, country: &str) -> bool {
        let names = self.tagged.names.iter().filter_map(|name| name.candidates.first());
        names
            .map(|&id| self.kb.entry(id))
            .any(|entry| entry.kind == EntryKind::Country && entry.country.as_deref() == Some(country))
    }

    /// The country or nationality that ends right before `start`, or owns what starts there.
    fn owner_before(&self, start: u32) -> Option<String> {
        let place = self.tagged.names.partition_point(|name| name.span.start < start);
        let owner = self.tagged.names.get(place.checked_sub(1)?)?;
        let gap = Span {
            start: owner.span.end,
            end: start.max(owner.span.end),
        };
        let between = self.tagged.segmented.slice(gap);
        let is_next = matches!(between, " " | "'s " | "\u{2019}s " | "' " | "\u{2019} " | "-");
        let belongs = owner.entity_type == EntityType::Group || owner.entity_type == EntityType::GeoPolitical;
        if !is_next || !belongs {
            return None;
        }
        // A city owns what follows only by a possessive: `London Interbank Offered Rate` is no body of Britain's.
        let id = self.groups.list[self.groups.of_name[place - 1]?].kb_id?;
        let is_city = self.kb.entry(id).kind == EntryKind::Place;
        (!is_city || !matches!(between, " " | "-")).then(|| self.known_country(place - 1))?
    }

    fn known_country(&self, index: usize) -> Option<String> {
        let group = self.groups.of_name[index]?;
        let id = self.groups.list[group].kb_id?;
        self.kb.entry(id).country.clone()
    }

    /// An organisation, or a country after `of`, inside the role.
    fn inside_role(&self, role: Span, of_group: &[Option<String>]) -> Option<String> {
        let first = self.tagged.names.partition_point(|name| name.span.start < role.start);
        let inside = self.tagged.names[first..]
            .iter()
            .take_while(|name| name.span.start < role.end);
        inside.enumerate().find_map(|(offset, name)| {
            let index = first + offset;
            match name.entity_type {
                EntityType::Organisation => of_group[self.groups.of_name[index]?].clone(),
                EntityType::GeoPolitical | EntityType::Group if self.is_owned(role, name) => self.known_country(index),
                _ => None,
            }
        })
    }

    /// `President of Iraq`, not `Envoy to Syria` or `Minister for Africa`.
    fn is_owned(&self, role: Span, name: &NameMention) -> bool {
        let segmented = &self.tagged.segmented;
        let before = Span {
            start: role.start,
            end: name.span.start,
        };
        let mut tokens = segmented
            .tokens_in(before)
            .rev()
            .filter(|&token| segmented.word(token) != "the");
        match tokens.next().map(|token| segmented.word(token)) {
            Some("for" | "on" | "at" | "in" | "with" | "against") => false,
            Some("to") => tokens.next().is_some_and(|token| {
                let class = self.kb.words.class(segmented.tokens[token].folded);
                class.is(WordClass::SERVING)
            }),
            _ => true,
        }
    }
}
