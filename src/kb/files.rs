//! The list files of `kb/`, built in or from a folder, as texts by name; their common digest.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;

use flate2::read::ZlibDecoder;
use sha2::{Digest, Sha256};

use crate::error::Error;

/// What the build script packs of `kb/`; its head tells the format.
const PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/kb.pack"));

/// The texts built in by name, unpacked when first asked for.
static EMBEDDED: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    let unpacked = ZlibDecoder::new(PACK).read_to_end(&mut bytes);
    unpacked.expect("the build script packs the lists whole");
    let mut rest: &'static [u8] = bytes.leak();
    let mut texts = BTreeMap::new();
    while !rest.is_empty() {
        let name = next_text(&mut rest);
        texts.insert(name, next_text(&mut rest));
    }
    texts
});

/// Takes a length and as many bytes of text from the front of a pack.
fn next_text(rest: &mut &'static [u8]) -> &'static str {
    let (length, behind) = rest.split_first_chunk().expect("a length stands before every text");
    let (text, behind) = behind.split_at(u32::from_le_bytes(*length) as usize);
    *rest = behind;
    std::str::from_utf8(text).expect("lists are UTF-8")
}

/// The texts of all list files, by name (`countries.csv`, `events/consult.toml`), in name order.
#[derive(Clone, Debug)]
pub struct ListFiles {
    texts: BTreeMap<&'static str, Cow<'static, str>>,
}

impl ListFiles {
    /// The files built into the binary.
    pub fn embedded() -> Self {
        let texts = EMBEDDED.iter().map(|(&name, &text)| (name, Cow::Borrowed(text)));
        Self { texts: texts.collect() }
    }

    /// The files of the same names in a folder laid out like `kb/`.
    ///
    /// # Errors
    /// [`Error::Io`] for a file that is missing or no UTF-8.
    pub fn from_dir(folder: &Path) -> Result<Self, Error> {
        let mut texts = BTreeMap::new();
        for &name in EMBEDDED.keys() {
            let path = folder.join(name);
            let text = std::fs::read_to_string(&path).map_err(|source| Error::io(&path, source))?;
            texts.insert(name, Cow::Owned(text));
        }
        Ok(Self { texts })
    }

    /// The text of a file.
    ///
    /// # Errors
    /// [`Error::Configuration`] where no such file belongs to the knowledge base.
    pub fn text(&self, name: &str) -> Result<&str, Error> {
        self.texts
            .get(name)
            .map(AsRef::as_ref)
            .ok_or_else(|| Error::Configuration(format!("{name}: no such file in the knowledge base")))
    }

    /// The files of a subfolder, in name order: `under("events/")`.
    pub fn under(&self, prefix: &str) -> impl Iterator<Item = (&'static str, &str)> {
        self.texts
            .iter()
            .filter(move |(name, _)| name.starts_with(prefix))
            .map(|(&name, text)| (name, text.as_ref()))
    }

    /// `sha256:<hex>` over names, lengths and bytes of all files, in name order.
    pub fn digest(&self) -> String {
        let mut hasher = Sha256::new();
        for (name, text) in &self.texts {
            hasher.update(name.as_bytes());
            hasher.update([0]);
            hasher.update((text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        }
        let mut digest = String::from("sha256:");
        for byte in hasher.finalize() {
            write!(digest, "{byte:02x}").expect("writing to a string does not fail");
        }
        digest
    }
}

#[cfg(test)]
mod tests {
    use super::{EMBEDDED, ListFiles};

    #[test]
    fn lists_are_built_in_and_what_makes_them_is_not() {
        for name in ["countries.csv", "events/consult.toml", "weapons.csv"] {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("kb").join(name);
            let text = std::fs::read_to_string(path).expect("the list lies in the repository");
            assert_eq!(EMBEDDED.get(name), Some(&text.as_str()));
        }
        assert!(!EMBEDDED.keys().any(|name| name.starts_with("build/")));
    }

    #[test]
    fn a_changed_byte_changes_the_digest() {
        let files = ListFiles::embedded();
        let mut changed = files.clone();
        let text = changed.texts.get_mut("countries.csv").expect("listed above").to_mut();
        text.push('\n');
        assert_ne!(files.digest(), changed.digest());
        assert_eq!(files.digest(), ListFiles::embedded().digest());
    }
}
