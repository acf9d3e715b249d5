//! `NormalisedDocument` → a page for a person: every finding under its sentence, with what found it.

use std::fmt::Write;

use super::tree_view::draw;
use crate::document::{CleanDocument, Entity, Event, EventParticipant, Mention, NormalisedDocument, Quote, Sentence};
use crate::model::Models;
use crate::model::syntax::SyntaxBuffers;
use crate::tag::Trees;
use crate::text::Span;

/// Longest passage shown of a dropped block.
const SHOWN_CHARS: usize = 100;

/// The page; with the trees of all sentences where models to parse them are given.
pub(super) fn explanation(document: &NormalisedDocument, models: Option<&Models>) -> String {
    let mut page = String::new();
    let clean = &document.tagged.segmented.clean;
    metadata(&mut page, clean);
    dropped(&mut page, clean);
    let segmented = &document.tagged.segmented;
    let trees = models.map(|models| Trees::new(segmented, models, SyntaxBuffers::default()));
    page.push_str("\nsentences\n");
    for (index, sentence) in document.tagged.segmented.sentences.iter().enumerate() {
        sentence_page(&mut page, document, index, sentence);
        if let Some(trees) = &trees {
            draw(&mut page, segmented, trees.of_sentence(index), sentence.tokens.clone());
        }
    }
    page
}

fn metadata(page: &mut String, clean: &CleanDocument) {
    let mut line = |name: &str, value: Option<String>| {
        let _ = writeln!(page, "{name:<12}{}", value.as_deref().unwrap_or("–"));
    };
    line(
        "document",
        Some(format!(
            "{} ({} #{})",
            clean.doc_id, clean.source_uri, clean.record_index
        )),
    );
    line("title", clean.title.clone());
    line("site", clean.site.clone());
    line("byline", clean.byline.clone());
    line("url", clean.url.clone());
    let published = clean.published.as_ref().map(|published| {
        format!(
            "{} ({}, from {})",
            published.date,
            published.precision.as_str(),
            published.from.as_str()
        )
    });
    line("published", published);
    line(
        "dateline",
        clean
            .dateline
            .as_ref()
            .map(|dateline| dateline.span.of(&clean.text).to_owned()),
    );
    line("language", clean.language.clone());
    line("charset", Some(clean.charset.clone()));
    line(
        "kept",
        Some(format!("{:.0} % of the visible characters", clean.kept_ratio * 100.0)),
    );
    line("flags", (!clean.flags.is_empty()).then(|| clean.flags.join(", ")));
}

fn dropped(page: &mut String, clean: &CleanDocument) {
    if clean.dropped.is_empty() {
        return;
    }
    page.push_str("\ndropped blocks\n");
    for block in &clean.dropped {
        let source = block
            .source
            .map_or(String::new(), |span| format!(" bytes {}..{}", span.start, span.end));
        let _ = writeln!(
            page,
            "  {:<12} {}{source}",
            block.reason.as_str(),
            shortened(&block.text)
        );
    }
}

fn sentence_page(page: &mut String, document: &NormalisedDocument, index: usize, sentence: &Sentence) {
    let segmented = &document.tagged.segmented;
    let text = segmented
        .slice(sentence.span)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let _ = writeln!(page, "\n  s{index} {}: {text}", sentence.kind.as_str());
    let is_here = |span: Span| {
        sentence.span.contains(Span {
            end: span.start,
            ..span
        })
    };
    for mention in document.mentions.iter().filter(|mention| is_here(mention.span)) {
        mention_line(page, document, mention);
    }
    for time in document.times.iter().filter(|time| is_here(time.span)) {
        let days = match (time.start, time.end) {
            (Some(start), Some(end)) => format!(" {start} to {end}"),
            _ => String::new(),
        };
        let _ = writeln!(
            page,
            "    time     {} = {} {}{days} [anchor {}, rule {}]",
            segmented.slice(time.span),
            time.timex_type.as_str(),
            time.value,
            time.anchor.as_str(),
            time.rule
        );
    }
    for quote in document.quotes.iter().filter(|quote| is_here(quote.span)) {
        quote_line(page, document, quote);
    }
    for event in document.events.iter().filter(|event| is_here(event.span)) {
        event_lines(page, document, event);
    }
}

fn mention_line(page: &mut String, document: &NormalisedDocument, mention: &Mention) {
    let entity = named(document, mention.entity);
    let role = mention.role.as_ref().map_or(String::new(), |role| format!(", {role}"));
    let country = mention
        .country
        .as_ref()
        .map_or(String::new(), |country| format!(", {country}"));
    let _ = writeln!(
        page,
        "    mention  {} = {} {entity}{role}{country} [{}: {}, {:.2}]",
        document.tagged.segmented.slice(mention.span),
        mention.entity_type.as_str(),
        mention.tagger,
        mention.evidence,
        mention.score
    );
}

fn quote_line(page: &mut String, document: &NormalisedDocument, quote: &Quote) {
    let speaker = match quote.speaker_entity {
        Some(_) => named(document, quote.speaker_entity),
        None => quote.speaker_text.clone().unwrap_or_else(|| "–".into()),
    };
    let _ = writeln!(
        page,
        "    quote    {} by {speaker}, cue {}: {} [rule {}]",
        quote.kind.as_str(),
        quote.cue.as_deref().unwrap_or("–"),
        shortened(document.tagged.segmented.slice(quote.span)),
        quote.rule
    );
}

fn event_lines(page: &mut String, document: &NormalisedDocument, event: &Event) {
    let mode = event.mode.as_ref().map_or(String::new(), |mode| format!("/{mode}"));
    let _ = writeln!(
        page,
        "    event    {} = {}{mode} {} [rule {}, {:.2}]",
        document.tagged.segmented.slice(event.span),
        event.event_type.as_str(),
        event.status.as_str(),
        event.rule,
        event.score
    );
    for participant in &event.participants {
        let _ = writeln!(
            page,
            "      {:<11}{}",
            participant.role.as_str(),
            participant_text(document, participant)
        );
    }
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(page, "      {name:<11}{value}");
        }
    };
    line("when", event_days(event));
    line(
        "where",
        event
            .location_entity
            .map(|entity| named(document, Some(entity)))
            .or(event.location_name.clone()),
    );
    line("how many", event.participant_count_text.clone());
    line(
        "said by",
        event.attributed_to.map(|entity| named(document, Some(entity))),
    );
    line("forum", event.forum.map(|entity| named(document, Some(entity))));
    line("topics", (!event.topics.is_empty()).then(|| event.topics.join(", ")));
}

fn event_days(event: &Event) -> Option<String> {
    let start = event.date.start?;
    let end = event
        .date
        .end
        .filter(|&end| end != start)
        .map_or(String::new(), |end| format!(" to {end}"));
    let said = event
        .date
        .text
        .as_ref()
        .map_or("the date of publication", String::as_str);
    Some(format!("{start}{end} ({}, from {said})", event.date.precision.as_str()))
}

fn participant_text(document: &NormalisedDocument, participant: &EventParticipant) -> String {
    let facts = [&participant.country, &participant.sector, &participant.office];
    let facts: Vec<&str> = facts.into_iter().flatten().map(String::as_str).collect();
    let entity = participant
        .entity
        .map_or(String::new(), |entity| format!(" ({})", document.entities[entity].id));
    let facts = if facts.is_empty() {
        String::new()
    } else {
        format!(", {}", facts.join(", "))
    };
    format!("{}{entity}{facts}", participant.name)
}

fn named(document: &NormalisedDocument, entity: Option<usize>) -> String {
    let shown = |entity: &Entity| format!("{} ({})", entity.name, entity.id);
    entity.map_or("–".into(), |entity| shown(&document.entities[entity]))
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN_CHARS) {
        Some((byte, _)) => format!("{}…", &line[..byte]),
        None => line,
    }
}
