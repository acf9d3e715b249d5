//! `manifest.json`: what a snapshot holds and what it was made from, sealed by its own digest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::parquet_file::hex;
use super::provenance::Provenance;
use crate::error::Error;
use crate::tables::CONTRACT_VERSION;

/// The manifest of one snapshot. The same input, configuration and program give the same bytes.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    pub contract_version: String,
    pub program_version: String,
    /// Derived from everything below but `digest`: equal for equal snapshots.
    pub run_id: String,
    pub config_digest: String,
    pub kb_digest: String,
    pub model_digests: BTreeMap<String, String>,
    /// Records read: `documents` and `rejects` together.
    pub records: u64,
    pub documents: u64,
    /// Rejected records by code.
    pub rejects: BTreeMap<String, u64>,
    pub inputs: Vec<InputEntry>,
    /// Rows by table.
    pub rows: BTreeMap<String, u64>,
    /// Every other file of the snapshot, sorted by path.
    pub files: Vec<FileEntry>,
    /// `sha256:<hex>` over this manifest with an empty `digest`.
    pub digest: String,
}

/// One input file.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct InputEntry {
    pub source_uri: String,
    /// Size on disk.
    pub bytes: u64,
    /// Records read from it.
    pub records: u64,
}

/// One file of the snapshot.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// Relative to the snapshot, with `/`.
    pub path: String,
    /// For tables.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rows: Option<u64>,
    pub bytes: u64,
    pub sha256: String,
}

impl FileEntry {
    /// The entry of a small file from its content.
    pub fn of(path: &str, content: &[u8]) -> Self {
        Self {
            path: path.to_owned(),
            rows: None,
            bytes: content.len() as u64,
            sha256: hex(&Sha256::digest(content)),
        }
    }

    /// The table whose part this is.
    pub fn table(&self) -> Option<&str> {
        self.rows.and(self.path.split_once('/')).map(|(table, _)| table)
    }
}

impl Manifest {
    /// A manifest of table files, with its run id; `files` and `digest` are completed by [`Self::seal`].
    pub fn new(
        provenance: &Provenance,
        inputs: Vec<InputEntry>,
        rejects: BTreeMap<String, u64>,
        files: Vec<FileEntry>,
    ) -> Self {
        let mut rows = BTreeMap::new();
        for file in &files {
            if let (Some(table), Some(count)) = (file.table(), file.rows) {
                *rows.entry(table.to_owned()).or_default() += count;
            }
        }
        let mut manifest = Self {
            contract_version: CONTRACT_VERSION.to_owned(),
            program_version: provenance.program.clone(),
            run_id: String::new(),
            config_digest: provenance.config_digest.clone(),
            kb_digest: provenance.kb_digest.clone(),
            model_digests: provenance.model_digests.iter().cloned().collect(),
            records: inputs.iter().map(|input| input.records).sum(),
            documents: rows.get("documents").copied().unwrap_or(0),
            rejects,
            inputs,
            rows,
            files,
            digest: String::new(),
        };
        manifest.files.sort_by(|a, b| a.path.cmp(&b.path));
        manifest.run_id = hex(&Sha256::digest(manifest.to_json()))[..16].to_owned();
        manifest
    }

    /// Adds the files beside the tables and seals the manifest.
    pub fn seal(&mut self, beside: Vec<FileEntry>) {
        self.files.extend(beside);
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        self.digest = self.own_digest();
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("texts and numbers serialise") + "\n"
    }

    /// Reads a manifest and checks that not a byte of it was changed.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn parse(json: &str) -> Result<Self, Error> {
        let manifest: Self = serde_json::from_str(json)
            .map_err(|error| Error::Damaged(format!("manifest.json cannot be read: {error}")))?;
        if manifest.digest != manifest.own_digest() || manifest.to_json() != json {
            return Err(Error::Damaged("manifest.json was changed: its digest differs".into()));
        }
        Ok(manifest)
    }

    fn own_digest(&self) -> String {
        let unsealed = Self {
            digest: String::new(),
            ..self.clone()
        };
        format!("sha256:{}", hex(&Sha256::digest(unsealed.to_json())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed() -> Manifest {
        let provenance = Provenance::new("sha256:c".into(), "sha256:k".into(), Vec::new());
        let input = InputEntry {
            source_uri: "news/a.txt".into(),
            bytes: 10,
            records: 1,
        };
        let file = FileEntry {
            rows: Some(1),
            ..FileEntry::of("documents/part-0.parquet", b"rows")
        };
        let mut manifest = Manifest::new(&provenance, vec![input], BTreeMap::new(), vec![file]);
        manifest.seal(vec![FileEntry::of("views.sql", b"CREATE VIEW")]);
        manifest
    }

    #[test]
    fn reads_back_what_it_wrote() {
        assert_eq!(Manifest::parse(&sealed().to_json()).expect("whole"), sealed());
    }

    #[test]
    fn any_changed_byte_is_found() {
        let json = sealed().to_json();
        for place in 0..json.len() {
            let mut bytes = json.clone().into_bytes();
            bytes[place] ^= 1;
            let changed = String::from_utf8(bytes).expect("ASCII stays ASCII");
            assert!(Manifest::parse(&changed).is_err(), "byte {place} of {json}");
        }
    }
}
