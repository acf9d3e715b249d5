//! Places of a document → which reading of a name lies close to the others.

use super::places::{Toponym, best_of};
use crate::kb::{Entry, EntryKind, KbId, KnowledgeBase};

/// What each other place that is close by is worth, up to three, in decimal orders of population.
const CLOSE: f32 = 1.2;
/// How far, in kilometres, places are close to each other.
const CLOSE_KM: f32 = 250.0;
/// Places of a document that others are measured against.
const MAX_ANCHORS: usize = 64;

/// A place of the document whose reading is clear without its neighbours.
pub(super) struct Anchor {
    id: KbId,
    latitude: f32,
    longitude: f32,
}

pub(super) fn anchors_of(kb: &KnowledgeBase, toponyms: &[Toponym], scores: &[Vec<f32>]) -> Vec<Anchor> {
    const CLEAR: f32 = 0.8;
    let clear = toponyms.iter().zip(scores).filter_map(|(toponym, scores)| {
        let best = best_of(toponym.candidates, |place, _| scores[place]);
        let id = best.kb_id.filter(|_| best.score.is_some_and(|score| score > CLEAR))?;
        let entry = kb.entry(id);
        let is_point = entry.kind != EntryKind::Country;
        let (latitude, longitude) = entry.latitude.zip(entry.longitude).filter(|_| is_point)?;
        Some(Anchor {
            id,
            latitude,
            longitude,
        })
    });
    clear.take(MAX_ANCHORS).collect()
}

pub(super) fn closeness(entry: &Entry, id: KbId, anchors: &[Anchor]) -> f32 {
    let Some((latitude, longitude)) = entry.latitude.zip(entry.longitude) else {
        return 0.0;
    };
    if entry.kind == EntryKind::Country {
        return 0.0;
    }
    let is_close = |anchor: &&Anchor| {
        anchor.id != id && distance_km((latitude, longitude), (anchor.latitude, anchor.longitude)) < CLOSE_KM
    };
    let close = anchors.iter().filter(is_close).take(3).count();
    CLOSE * close as f32
}

/// Distance on a sphere, for short distances (equirectangular).
fn distance_km(one: (f32, f32), other: (f32, f32)) -> f32 {
    const KM_PER_DEGREE: f32 = 111.2;
    let north = one.0 - other.0;
    let mut east = (one.1 - other.1).abs();
    if east > 180.0 {
        east = 360.0 - east;
    }
    let east = east * one.0.midpoint(other.0).to_radians().cos();
    KM_PER_DEGREE * north.hypot(east)
}

#[cfg(test)]
mod tests {
    use super::distance_km;

    #[test]
    fn measures_short_distances() {
        let cases = [
            ((52.52, 13.40), (48.86, 2.35), 878.0),
            ((0.0, 179.5), (0.0, -179.5), 111.2),
        ];
        for (one, other, expected) in cases {
            let distance = distance_km(one, other);
            assert!((distance - expected).abs() < expected * 0.02, "{distance}");
        }
    }
}
