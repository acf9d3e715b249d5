//! Trees with crossing arcs → trees without: arcs are lifted to the head of their head.

/// Lifts the shortest crossing arc until none crosses (Nivre and Nilsson 2005, without their marks: in English
/// few arcs cross). `heads[i]` is the head of word `i`, the root word's is the number of words.
pub fn projectivise(heads: &mut [u16]) {
    while let Some(word) = shortest_crossing(heads) {
        heads[word] = heads[usize::from(heads[word])];
    }
}

fn shortest_crossing(heads: &[u16]) -> Option<usize> {
    let length = |word: usize| word.abs_diff(usize::from(heads[word]));
    let arcs = (0..heads.len()).filter(|&word| usize::from(heads[word]) < heads.len());
    arcs.filter(|&word| crosses(heads, word))
        .min_by_key(|&word| length(word))
}

/// Does an arc span a word that does not depend on its head?
fn crosses(heads: &[u16], word: usize) -> bool {
    let head = usize::from(heads[word]);
    (word.min(head) + 1..word.max(head)).any(|between| !depends_on(heads, between, head))
}

fn depends_on(heads: &[u16], mut word: usize, ancestor: usize) -> bool {
    for _ in 0..heads.len() {
        if word == ancestor {
            return true;
        }
        match heads.get(word) {
            Some(&head) => word = usize::from(head),
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lifts_crossing_arcs_only() {
        // "Envoys met officials there": nothing crosses.
        let mut plain = [1, 4, 1, 2];
        projectivise(&mut plain);
        assert_eq!(plain, [1, 4, 1, 2]);
        // "A hearing is scheduled on the issue today": "on the issue" hangs on "hearing" across "scheduled".
        let mut hearing = [1, 3, 3, 8, 6, 6, 1, 3];
        projectivise(&mut hearing);
        assert_eq!(hearing, [1, 3, 3, 8, 6, 6, 3, 3]);
    }
}
