//! What a dataset was made with: stamped into every file, so that a file tells its origin by itself.

use crate::tables::CONTRACT_VERSION;

/// Program, configuration and knowledge behind a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// `news_etl <version>`.
    pub program: String,
    /// `sha256:<hex>` over the settings that affect rows.
    pub config_digest: String,
    /// `sha256:<hex>` over the lists of the knowledge base.
    pub kb_digest: String,
    /// Name and digest of each trained model, sorted.
    pub model_digests: Vec<(String, String)>,
}

impl Provenance {
    pub fn new(config_digest: String, kb_digest: String, model_digests: Vec<(String, String)>) -> Self {
        Self {
            program: format!("news_etl {}", env!("CARGO_PKG_VERSION")),
            config_digest,
            kb_digest,
            model_digests,
        }
    }

    /// Key-value pairs for the files' metadata.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let models = self
            .model_digests
            .iter()
            .map(|(name, digest)| format!("{name}={digest}"));
        vec![
            ("contract_version", CONTRACT_VERSION.to_owned()),
            ("program_version", self.program.clone()),
            ("config_digest", self.config_digest.clone()),
            ("kb_digest", self.kb_digest.clone()),
            ("model_digests", models.collect::<Vec<_>>().join(" ")),
        ]
    }
}
