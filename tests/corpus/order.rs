//! The order of rows and parts never shows in the tables.

use proptest::prelude::{ProptestConfig, any, proptest};

use crate::newsroom::{Document, Newsroom};
use crate::{entities, happenings};

fn everything() -> Newsroom {
    let (people, events) = (entities::newsroom(), happenings::newsroom());
    let text = "one two three four five six seven eight nine ten eleven twelve".to_owned();
    let copies = ["e1", "e2"].map(|id| Document {
        id,
        text: text.clone(),
        ..Document::default()
    });
    let people_documents = people.documents.into_iter().map(|document| Document {
        id: renamed(document.id),
        ..document
    });
    let mut all = events;
    all.documents.extend(people_documents.chain(copies));
    all.entities
        .extend(people.entities.into_iter().map(|entity| crate::newsroom::Entity {
            document: renamed(entity.document),
            ..entity
        }));
    all.mentions
        .extend(people.mentions.into_iter().map(|mention| crate::newsroom::Mention {
            document: renamed(mention.document),
            ..mention
        }));
    all
}

/// Keeps the documents of two newsrooms apart.
fn renamed(id: &str) -> &'static str {
    match id {
        "d1" => "p1",
        "d2" => "p2",
        _ => "p3",
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn shuffled_rows_give_the_same_tables(seed in any::<u64>()) {
        let (expected, shuffled) = (everything().build(0), everything().build(seed));
        assert_eq!(expected.entities, shuffled.entities);
        assert_eq!(expected.duplicates, shuffled.duplicates);
        assert_eq!(expected.event_clusters, shuffled.event_clusters);
        assert_eq!(expected.event_cluster_members, shuffled.event_cluster_members);
    }
}
