//! Pages and files that are derived from declarations: the data dictionary and the default pipeline file.
//! `UPDATE_GENERATED=1 cargo test --test schema` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use news_etl::pipeline::PipelineConfig;
use news_etl::tables::{Dictionary, write_dictionary};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[test]
fn the_schema_page_is_that_of_the_declarations() {
    let page = write_dictionary(Dictionary::Markdown);
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        fs::write(path("docs/schema.md"), &page).expect("written");
    }
    let committed = fs::read_to_string(path("docs/schema.md")).unwrap_or_default();
    assert!(
        committed == page,
        "docs/schema.md is stale: UPDATE_GENERATED=1 cargo test --test schema"
    );
}

#[test]
fn the_default_pipeline_file_writes_out_every_setting_with_its_default() {
    let text = fs::read_to_string(path("pipelines/default.toml")).expect("the file");
    let written = PipelineConfig::parse(&text, "default.toml").expect("valid");
    let default = PipelineConfig::default();
    assert_eq!(format!("{written:?}"), format!("{default:?}"));
    // What has no default stands there as a comment.
    let settings = serde_json::to_value(&default).expect("serialises");
    for key in leaf_keys(&settings) {
        let is_written = text
            .lines()
            .any(|line| line.trim_start_matches("# ").starts_with(&format!("{key} = ")));
        assert!(is_written, "pipelines/default.toml does not show `{key}`");
    }
}

#[test]
fn every_shipped_pipeline_file_is_valid() {
    for entry in fs::read_dir(path("pipelines")).expect("the folder") {
        PipelineConfig::load(&entry.expect("readable").path()).expect("valid");
    }
}

fn leaf_keys(value: &serde_json::Value) -> Vec<String> {
    let Some(object) = value.as_object() else {
        return Vec::new();
    };
    object
        .iter()
        .flat_map(|(key, value)| {
            if value.is_object() {
                leaf_keys(value)
            } else {
                vec![key.clone()]
            }
        })
        .collect()
}
