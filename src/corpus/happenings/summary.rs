//! Reports of one happening → its row in `event_clusters` and one row each in `event_cluster_members`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Happenings;
use super::circumstances::is_ahead;
use super::profile::Profile;
use super::report::Report;
use super::terms::{CountryCode, Rarity};
use crate::corpus::dates::civil;
use crate::corpus::documents::Documents;
use crate::corpus::duplicates::Duplicates;
use crate::corpus::entities::Entities;
use crate::tables::{EventClusterMemberRow, EventClusterMemberRows, EventClusterRow, EventClusterRows, Rows};
use crate::vocabulary::EventStatus;

/// What the rows name.
pub(super) struct Corpus<'c> {
    pub documents: &'c Documents,
    pub entities: &'c Entities,
    pub duplicates: &'c Duplicates,
}

/// Makes both tables from the reports of each happening.
pub(super) fn tables(
    corpus: &Corpus<'_>,
    reports: &[Report],
    rarity: &Rarity,
    clusters: impl Iterator<Item = Vec<u32>>,
) -> Happenings {
    let mut rows = EventClusterRows::default();
    let mut members = Vec::new();
    let mut happenings: Vec<(String, Vec<&Report>)> = clusters
        .map(|mut cluster| {
            cluster.sort_unstable();
            let reports: Vec<&Report> = cluster.iter().map(|&report| &reports[report as usize]).collect();
            (format!("happening:{}", corpus.event_id(reports[0])), reports)
        })
        .collect();
    happenings.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    for (id, reports) in &happenings {
        let representative = representative(corpus, reports);
        push_cluster(&mut rows, corpus, id, reports, representative);
        let profile = Profile::of(&representative.terms, rarity);
        members.extend(reports.iter().map(|report| Member {
            cluster_id: id,
            report,
            similarity: profile.cosine(&Profile::of(&report.terms, rarity)).clamp(0.0, 1.0),
        }));
    }
    members.sort_unstable_by_key(|member| (member.report.document, member.report.event));
    Happenings {
        clusters: rows.finish(),
        members: member_rows(corpus, &members),
    }
}

impl Corpus<'_> {
    fn event_id(&self, report: &Report) -> String {
        format!("{}#e{}", self.documents.get(report.document).id, report.event)
    }

    fn published(&self, report: &Report) -> Option<i32> {
        self.documents.get(report.document).published
    }
}

struct Member<'m> {
    cluster_id: &'m str,
    report: &'m Report,
    similarity: f32,
}

/// Ordered by document and the text of the event id, as the contract sorts them.
fn member_rows(corpus: &Corpus<'_>, members: &[Member<'_>]) -> arrow::array::RecordBatch {
    let mut ids: Vec<(String, &Member)> = members
        .iter()
        .map(|member| (corpus.event_id(member.report), member))
        .collect();
    ids.sort_unstable_by(|a, b| (a.1.report.document, &a.0).cmp(&(b.1.report.document, &b.0)));
    let mut rows = EventClusterMemberRows::default();
    for (event_id, member) in &ids {
        rows.push(EventClusterMemberRow {
            cluster_id: member.cluster_id,
            event_id,
            doc_id: &corpus.documents.get(member.report.document).id,
            similarity: member.similarity,
        });
    }
    rows.finish()
}

/// The report that says most: dated, with a place, naming those who take part; the first such in time.
fn representative<'r>(corpus: &Corpus<'_>, reports: &[&'r Report]) -> &'r Report {
    let rank = |report: &&&Report| {
        let published = corpus.published(report).unwrap_or(i32::MAX);
        (
            !is_ahead(report.status),
            u8::from(report.is_dated) + u8::from(report.place.is_some()) + report.actors.len().min(2) as u8,
            Reverse((published, report.document, report.event)),
        )
    };
    reports
        .iter()
        .max_by_key(rank)
        .expect("a cluster has at least one report")
}

fn push_cluster(
    rows: &mut EventClusterRows,
    corpus: &Corpus<'_>,
    id: &str,
    reports: &[&Report],
    representative: &Report,
) {
    let days = most_frequent(
        reports
            .iter()
            .filter(|report| report.is_dated)
            .filter_map(|report| report.days),
    )
    .or_else(|| most_frequent(reports.iter().filter_map(|report| report.days)));
    let place = most_frequent(reports.iter().filter_map(|report| report.place));
    let published = || reports.iter().filter_map(|report| corpus.published(report));
    let sorted = |mut values: Vec<u32>| {
        values.sort_unstable();
        values.dedup();
        values
    };
    let entities = sorted(
        reports
            .iter()
            .flat_map(|report| report.actors.iter().copied())
            .collect(),
    );
    let originals = sorted(
        reports
            .iter()
            .map(|report| corpus.duplicates.representative(report.document))
            .collect(),
    );
    let sites = sites(corpus, reports);
    let mut countries: Vec<CountryCode> = reports
        .iter()
        .flat_map(|report| report.countries.iter().copied())
        .collect();
    countries.sort_unstable();
    countries.dedup();
    rows.push(EventClusterRow {
        cluster_id: id,
        event_type: representative.event_type.as_str(),
        event_mode: most_frequent(reports.iter().filter_map(|report| report.mode.as_deref())),
        status: latest_status(corpus, reports).as_str(),
        date_start: days.map(|(start, _)| civil(start)),
        date_end: days.map(|(_, end)| civil(end)),
        location_entity_id: place.map(|place| corpus.entities.id(place)),
        country: most_frequent(reports.iter().filter_map(|report| report.country))
            .as_ref()
            .map(CountryCode::as_str),
        entities: entities.iter().map(|&entity| corpus.entities.id(entity)).collect(),
        countries: countries.iter().map(CountryCode::as_str).collect(),
        n_reports: reports.len() as i64,
        n_documents: originals.len() as i64,
        n_sites: sites as i64,
        first_reported: published().min().map(civil),
        last_reported: published().max().map(civil),
        representative_event_id: &corpus.event_id(representative),
    });
}

/// How many sites tell it in words of their own: of the republished copies of one document only the
/// first counts, as for the documents.
fn sites(corpus: &Corpus<'_>, reports: &[&Report]) -> usize {
    let first_told = |report: &&Report| {
        let document = report.document;
        let published = corpus.published(report).unwrap_or(i32::MAX);
        (corpus.duplicates.representative(document), published, document)
    };
    let mut told: Vec<(u32, i32, u32)> = reports.iter().map(first_told).collect();
    told.sort_unstable();
    told.dedup_by_key(|(original, ..)| *original);
    let mut sites: Vec<&str> = told
        .iter()
        .filter_map(|&(.., document)| corpus.documents.site(document))
        .collect();
    sites.sort_unstable();
    sites.dedup();
    sites.len()
}

/// The most frequent value; the least of equals.
fn most_frequent<T: Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, u32> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let most = counts
        .into_iter()
        .reduce(|best, next| if next.1 > best.1 { next } else { best });
    most.map(|(value, _)| value)
}

/// The status that most reports of the last day of publication give; what is settled before what is
/// still to come.
fn latest_status(corpus: &Corpus<'_>, reports: &[&Report]) -> EventStatus {
    let last = reports.iter().map(|report| corpus.published(report)).max().flatten();
    let latest = || {
        reports
            .iter()
            .filter(|report| corpus.published(report) == last)
            .map(|report| report.status)
    };
    most_frequent(latest().filter(|&status| !is_ahead(status)))
        .or_else(|| most_frequent(latest()))
        .expect("a cluster has at least one report")
}
