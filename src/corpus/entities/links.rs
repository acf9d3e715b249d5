//! Links between entities, each with its reason, and the components they make.

use crate::corpus::components::Components;

/// What joins two entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// The same full name as an entity of the knowledge base, and no other country.
    KnownName,
    /// The same full name, where the corpus states one country at most for it.
    SameName,
    /// The same full name and country, where the corpus has namesakes of other countries.
    SameNameAndCountry,
    /// A short form that only this entity of the corpus goes by.
    ShortForm,
    /// A short form and a post that only this one of its bearers has.
    ShortFormAndPost,
}

/// One step of a merge: by position, who joined whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub joined: u32,
    pub to: u32,
    pub why: Why,
}

/// Which entities are one, and the links that made them so.
pub(super) struct Resolution {
    /// The entity that stands for each entity, by position; itself where it joins none.
    pub stand_ins: Vec<u32>,
    pub links: Vec<Link>,
}

/// The components so far, with the links that made them.
pub(super) struct Joins {
    pub components: Components,
    pub links: Vec<Link>,
}

impl Joins {
    pub fn link(&mut self, joined: u32, to: u32, why: Why) {
        if joined != to {
            self.components.link(to, joined);
            self.links.push(Link { joined, to, why });
        }
    }

    pub fn link_all(&mut self, members: &[u32], with: Option<u32>, why: Why) {
        if let Some(to) = with.or(members.first().copied()) {
            members.iter().for_each(|&member| self.link(member, to, why));
        }
    }
}
