//! Ids of a list → their places in it, without comparing ids along the way.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

/// Places by the hash of their id; about 16 bytes an id, which stays in its list.
#[derive(Debug, Default)]
pub(super) struct Ids(FxHashMap<u64, u32>);

impl Ids {
    /// Indexes a list of distinct ids.
    pub fn of<'i>(ids: impl Iterator<Item = &'i str>) -> Self {
        let mut places = FxHashMap::default();
        for (place, id) in (0_u32..).zip(ids) {
            let mut key = xxh3_64(id.as_bytes());
            while places.contains_key(&key) {
                key = key.wrapping_add(1);
            }
            places.insert(key, place);
        }
        Self(places)
    }

    /// The place of `id`, where `at` gives the id of a place. Two ids of one hash lie under neighbouring keys.
    pub fn find<'i>(&self, id: &str, at: impl Fn(u32) -> &'i str) -> Option<u32> {
        let mut key = xxh3_64(id.as_bytes());
        loop {
            let &place = self.0.get(&key)?;
            if at(place) == id {
                return Some(place);
            }
            key = key.wrapping_add(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn finds_what_is_listed_and_nothing_else() {
        let list = ["country:NOR", "country:PER", "a#n1"];
        let ids = Ids::of(list.into_iter());
        let find = |id| ids.find(id, |place| list[place as usize]);
        assert_eq!(list.map(find), [Some(0), Some(1), Some(2)]);
        assert_eq!(find("a#n2"), None);
    }
}
