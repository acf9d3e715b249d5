//! Roles as stated at mentions → the posts of each entity, the most frequent first.

use std::ops::Range;

use crate::tables::RoleCount;
use crate::text::fold;

/// Posts of all entities.
pub(super) struct Roles {
    /// By entity ascending, then as published.
    posts: Vec<Post>,
}

struct Post {
    entity: u32,
    /// The most frequent spelling.
    role: Box<str>,
    /// The body named in the role, as bytes of it.
    organisation: Option<Range<usize>>,
    n_mentions: i32,
}

impl Roles {
    /// Joins the spellings of one role (`Foreign Minister`, `foreign minister`). `counts` holds
    /// `(entity, role, mentions)`, ascending.
    pub fn from_counts(counts: &[(u32, &str, u32)]) -> Self {
        let mut spellings: Vec<(u32, String, u32, &str)> = counts
            .iter()
            .map(|&(entity, role, n)| (entity, fold(role), n, role))
            .collect();
        spellings.sort_unstable_by(|a, b| (a.0, &a.1, b.2, a.3).cmp(&(b.0, &b.1, a.2, b.3)));
        let mut posts: Vec<Post> = spellings
            .chunk_by(|a, b| (a.0, &a.1) == (b.0, &b.1))
            .map(|same| Post {
                entity: same[0].0,
                role: same[0].3.into(),
                organisation: organisation(same[0].3),
                n_mentions: same.iter().map(|spelling| spelling.2 as i32).sum(),
            })
            .collect();
        posts.sort_by(|a, b| (a.entity, b.n_mentions).cmp(&(b.entity, a.n_mentions)));
        Self { posts }
    }

    pub fn of(&self, entity: u32) -> Vec<RoleCount<'_>> {
        let first = self.posts.partition_point(|post| post.entity < entity);
        self.posts[first..]
            .iter()
            .take_while(|post| post.entity == entity)
            .map(|post| RoleCount {
                role: &post.role,
                organisation: post.organisation.clone().map(|range| &post.role[range]),
                n_mentions: post.n_mentions,
            })
            .collect()
    }
}

/// `Peace Council` in `secretary of the Peace Council`: what follows the first `of`, if it is a name.
fn organisation(role: &str) -> Option<Range<usize>> {
    let after = role.find(" of ")? + " of ".len();
    let start = after
        + if role[after..].starts_with("the ") {
            "the ".len()
        } else {
            0
        };
    let is_name = role[start..].starts_with(char::is_uppercase);
    is_name.then_some(start..role.len())
}

#[cfg(test)]
mod tests {
    use super::Roles;

    #[test]
    fn joins_spellings_and_finds_the_body() {
        let counts = [
            (1, "Foreign Minister", 2),
            (1, "chair of the Port League", 1),
            (1, "foreign minister", 3),
            (2, "minister of trade", 1),
        ];
        let roles = Roles::from_counts(&counts);
        let first = roles.of(1);
        assert_eq!(
            (first[0].role, first[0].organisation, first[0].n_mentions),
            ("foreign minister", None, 5)
        );
        assert_eq!((first[1].organisation, first[1].n_mentions), (Some("Port League"), 1));
        assert_eq!(roles.of(2)[0].organisation, None);
        assert!(roles.of(3).is_empty());
    }
}
