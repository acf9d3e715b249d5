//! The `documents` table → the few columns that every corpus table needs, by a dense document number.

use arrow::array::Array;
use arrow::datatypes::{Date32Type, TimestampMicrosecondType};
use rustc_hash::FxHashMap;

use super::ids::Ids;
use super::staged::{StagedTables, primitives, texts};
use crate::error::Error;

/// All documents of the run in the order of their ids. About 80 bytes a document.
#[derive(Debug, Default)]
pub(super) struct Documents {
    rows: Vec<Document>,
    ids: Ids,
    sites: Vec<String>,
}

/// One document.
#[derive(Debug)]
pub(super) struct Document {
    pub id: Box<str>,
    /// Index into the distinct sites.
    site: Option<u32>,
    /// Days since 1970-01-01.
    pub published: Option<i32>,
    /// Microseconds since 1970-01-01 UTC; the first of the day where only the day is known.
    pub published_at: Option<i64>,
}

const MICROSECONDS_A_DAY: i64 = 86_400_000_000;

impl Documents {
    pub fn load(staged: &StagedTables) -> Result<Self, Error> {
        let mut documents = Self::default();
        let mut known_sites: FxHashMap<String, u32> = FxHashMap::default();
        staged.scan(
            "documents",
            &["doc_id", "site", "published_at", "published_date"],
            |batch| {
                let (ids, sites) = (texts(batch, "doc_id")?, texts(batch, "site")?);
                let dates = primitives::<Date32Type>(batch, "published_date")?;
                let instants = primitives::<TimestampMicrosecondType>(batch, "published_at")?;
                for row in 0..batch.num_rows() {
                    let published = dates.is_valid(row).then(|| dates.value(row));
                    let site = sites.is_valid(row).then(|| {
                        let next = known_sites.len() as u32;
                        *known_sites.entry(sites.value(row).to_owned()).or_insert(next)
                    });
                    documents.rows.push(Document {
                        id: ids.value(row).into(),
                        site,
                        published,
                        published_at: instants
                            .is_valid(row)
                            .then(|| instants.value(row))
                            .or(published.map(|day| i64::from(day) * MICROSECONDS_A_DAY)),
                    });
                }
                Ok(())
            },
        )?;
        documents.rows.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        documents.ids = Ids::of(documents.rows.iter().map(|row| row.id.as_ref()));
        documents.sites = vec![String::new(); known_sites.len()];
        for (site, index) in known_sites {
            documents.sites[index as usize] = site;
        }
        Ok(documents)
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The number of a document: its place in the order of the ids.
    pub fn find(&self, id: &str) -> Option<u32> {
        self.ids.find(id, |document| self.get(document).id.as_ref())
    }

    pub fn get(&self, document: u32) -> &Document {
        &self.rows[document as usize]
    }

    pub fn site(&self, document: u32) -> Option<&str> {
        let site = self.get(document).site?;
        Some(&self.sites[site as usize])
    }
}
