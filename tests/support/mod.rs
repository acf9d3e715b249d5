//! A folder of its own for each test, with articles, a pipeline file and the program to run in it.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// Two input files with five records, one of them broken, and `p.toml` to read them.
pub struct Workplace {
    folder: TempDir,
}

const WIRE: &str = r#"{"id": "w1", "title": "Ministers meet", "date": "2031-05-02", "text": "The foreign ministers of Norway and Kenya met in Nairobi on Thursday. They will meet again in June."}
{"id": "w2", "date": "2031-05-03", "text": "Envoys met in Oslo. \u201cWe agreed on little,\u201d said the Kenyan envoy Amina Odhiambo, na\u00efve hopes aside."}
{"id": "w3", "text": broken}
{"id": "w4", "text": "Envoys met in Oslo."}
"#;

const STORY: &str = "Patrol boats leave the strait\n\nThe navy said on Monday that its patrol boats had left the strait. \
    A spokesman denied that shots were fired.\n";

impl Workplace {
    pub fn new() -> Self {
        let place = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        place.write("news/wire.jsonl", WIRE);
        place.write("news/story.txt", STORY);
        place.write(
            "p.toml",
            "[run]\noutput = \"out\"\nmax_reject_rate = 0.5\n[read]\ninputs = [\"news\"]\n[clean]\nverbatim = true\n",
        );
        place
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    pub fn write(&self, name: &str, content: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("below the root")).expect("made");
        fs::write(path, content).expect("written");
    }

    /// The program with arguments, in this folder.
    pub fn etl(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_etl"));
        command.args(arguments).current_dir(self.root());
        command
    }

    #[allow(dead_code, reason = "not every test file looks into the manifest")]
    pub fn manifest(&self) -> serde_json::Value {
        let json = fs::read_to_string(self.path("out/latest/manifest.json")).expect("published");
        serde_json::from_str(&json).expect("JSON")
    }
}
