//! The lines of a page → numbers that tell article text from page furniture.

use rustc_hash::FxHashMap;

use super::cues::{Cues, find, fold};
use crate::kb::CleaningLists;

/// What is known about one line by itself.
#[derive(Clone, Debug, Default)]
pub struct LineShape {
    /// Lower-case words, see [`fold`].
    pub folded: String,
    pub cues: Cues,
    pub chars: usize,
    pub words: usize,
    /// Shares of the words.
    pub stop_share: f32,
    pub capital_share: f32,
    pub digit_share: f32,
    /// Ends with `.`, `!`, `?` or a closing quotation mark after one.
    pub has_end: bool,
    /// Marks inside sentences (commas, full stops, quotation marks), for each word.
    pub mark_share: f32,
    pub has_pipe: bool,
    pub has_address: bool,
    pub starts_lower: bool,
    /// How many lines of the page read the same.
    pub copies: usize,
    /// A blank line stands before it.
    pub has_gap: bool,
    /// The page is in a language whose function words are not known.
    pub is_foreign: bool,
}

impl LineShape {
    /// Reads like running text: long enough, with function words and an end.
    pub fn is_sentence(&self) -> bool {
        let has_grammar = self.stop_share >= 0.2 || self.is_foreign;
        self.words >= 8 && has_grammar && (self.has_end || self.words >= 25)
    }
}

/// Looks at each line by itself.
pub fn shapes<'l>(lines: impl Iterator<Item = (&'l str, bool)>, lists: &CleaningLists) -> Vec<LineShape> {
    let mut shapes: Vec<LineShape> = lines.map(|(text, has_gap)| shape(text, has_gap, lists)).collect();
    let mut copies: FxHashMap<String, usize> = FxHashMap::default();
    for shape in &shapes {
        *copies.entry(shape.folded.clone()).or_default() += 1;
    }
    let is_foreign = is_foreign(&shapes);
    for shape in &mut shapes {
        shape.copies = copies[&shape.folded];
        shape.is_foreign = is_foreign;
    }
    shapes
}

/// Most long lines that end like sentences have hardly an English function word.
fn is_foreign(shapes: &[LineShape]) -> bool {
    let long = shapes.iter().filter(|shape| shape.words >= 12 && shape.has_end);
    let (mut foreign, mut all) = (0, 0);
    for shape in long {
        all += 1;
        foreign += usize::from(shape.stop_share < 0.1);
    }
    foreign * 2 > all
}

fn shape(text: &str, has_gap: bool, lists: &CleaningLists) -> LineShape {
    let folded = fold(text);
    let mut shape = LineShape {
        cues: find(&folded, lists),
        chars: text.chars().count(),
        has_end: ends_sentence(text),
        has_pipe: text.contains(['|', '»', '›', '•', '·', '©', '←', '→']),
        has_address: text.contains("http") || text.contains("www.") || text.contains('@') || text.contains(".com"),
        starts_lower: text.starts_with(char::is_lowercase),
        has_gap,
        ..LineShape::default()
    };
    let (mut stops, mut capitals, mut digits, mut marks) = (0, 0, 0, 0);
    for word in text.split_whitespace() {
        shape.words += 1;
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        capitals += usize::from(core.starts_with(char::is_uppercase));
        digits += usize::from(core.starts_with(|c: char| c.is_ascii_digit()));
        marks += usize::from(word.ends_with([',', '.', ';', '”', '"']) || word.starts_with(['“', '"']));
    }
    stops += folded
        .split(' ')
        .filter(|word| lists.stop_words.contains(*word))
        .count();
    let share = |count: usize| count as f32 / shape.words.max(1) as f32;
    shape.stop_share = share(stops).min(1.0);
    shape.capital_share = share(capitals);
    shape.digit_share = share(digits);
    shape.mark_share = share(marks);
    shape.folded = folded;
    shape
}

fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    bare.ends_with(['.', '!', '?', '…', '。', '।', '۔', '؟']) || text.ends_with(['”', '"']) && bare.ends_with(',')
}

/// The names of the features, in the order of [`features`].
pub const NAMES: [&str; 40] = [
    "bias",
    "log_chars",
    "words_1_2",
    "words_3_5",
    "words_6_10",
    "words_11_20",
    "words_over_40",
    "has_end",
    "stop_share",
    "capital_share",
    "digit_share",
    "mark_share",
    "has_pipe",
    "has_address",
    "starts_lower",
    "copied",
    "has_gap",
    "cue_line",
    "cue_start",
    "cue_any",
    "cue_long",
    "sentence",
    "before_1",
    "before_2",
    "after_1",
    "after_2",
    "near_5",
    "near_10",
    "text_before",
    "text_after",
    "in_region",
    "region_edge",
    "since_sentence",
    "until_sentence",
    "first_line",
    "place",
    "furniture_share",
    "short_in_run",
    "region_share",
    "short_no_end",
];

pub type Features = [f32; NAMES.len()];

/// The features of every line: its shape and what stands around it.
pub fn features(shapes: &[LineShape]) -> Vec<Features> {
    let page = Surroundings::of(shapes);
    (0..shapes.len())
        .map(|place| line_features(shapes, &page, place))
        .collect()
}

fn line_features(shapes: &[LineShape], page: &Surroundings, place: usize) -> Features {
    let shape = &shapes[place];
    let flag = |is_set: bool| f32::from(u8::from(is_set));
    let words = |from: usize, to: usize| flag((from..=to).contains(&shape.words));
    let weight = |offset: isize| page.weight(place as isize + offset);
    let decay = |lines: usize| 1.0 / (1.0 + lines as f32);
    let in_region = page.region.contains(&place);
    let edge = if in_region {
        decay((place - page.region.start).min(page.region.end - 1 - place))
    } else {
        decay(
            page.region
                .start
                .saturating_sub(place)
                .max((place + 1).saturating_sub(page.region.end)),
        )
    };
    [
        1.0,
        (shape.chars as f32).ln_1p() / 8.0,
        words(0, 2),
        words(3, 5),
        words(6, 10),
        words(11, 20),
        words(41, usize::MAX),
        flag(shape.has_end),
        shape.stop_share,
        shape.capital_share,
        shape.digit_share,
        shape.mark_share,
        flag(shape.has_pipe),
        flag(shape.has_address),
        flag(shape.starts_lower),
        flag(shape.copies > 1),
        flag(shape.has_gap),
        flag(shape.cues.line.is_some()),
        flag(shape.cues.start.is_some() && shape.words <= 12),
        flag(shape.cues.any.is_some()),
        flag(shape.cues.start.is_some() && shape.words > 12),
        flag(shape.is_sentence()),
        weight(-1),
        weight(-2),
        weight(1),
        weight(2),
        page.near(place, 5),
        page.near(place, 10),
        page.before(place),
        1.0 - page.before(place) - page.weight(place as isize) / page.total.max(1.0),
        flag(in_region),
        if in_region { edge } else { -edge },
        decay(page.since[place]),
        decay(page.until[place]),
        flag(place == 0),
        place as f32 / shapes.len() as f32,
        page.furniture_share,
        flag(!shape.is_sentence() && weight(-1) < 0.1 && weight(1) < 0.1),
        page.region_share,
        flag(!shape.has_end && shape.words <= 10),
    ]
}

/// What a page looks like around each of its lines.
struct Surroundings {
    /// How much running text a line has, 0 to 1.
    weights: Vec<f32>,
    /// Sums of the weights before each line.
    sums: Vec<f32>,
    total: f32,
    /// The stretch of lines with the most running text and the least else.
    region: std::ops::Range<usize>,
    /// Share of the page's running text inside the region.
    region_share: f32,
    /// Lines since the last sentence and until the next one.
    since: Vec<usize>,
    until: Vec<usize>,
    /// Share of lines that are no sentences.
    furniture_share: f32,
}

impl Surroundings {
    fn of(shapes: &[LineShape]) -> Self {
        let weights: Vec<f32> = shapes.iter().map(running_text).collect();
        let mut sums = vec![0.0];
        sums.extend(weights.iter().scan(0.0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        }));
        let total = sums[weights.len()];
        let region = best_region(&weights);
        let region_share = (sums[region.end] - sums[region.start]) / total.max(1e-3);
        let sentences: Vec<bool> = shapes.iter().map(LineShape::is_sentence).collect();
        let furniture = sentences.iter().filter(|is_sentence| !**is_sentence).count();
        let mut until = distances(sentences.iter().rev());
        until.reverse();
        Self {
            since: distances(sentences.iter()),
            until,
            furniture_share: furniture as f32 / shapes.len().max(1) as f32,
            weights,
            sums,
            total,
            region,
            region_share,
        }
    }

    fn weight(&self, place: isize) -> f32 {
        usize::try_from(place)
            .ok()
            .and_then(|place| self.weights.get(place))
            .copied()
            .unwrap_or(0.0)
    }

    /// Mean weight of the lines at most `reach` away.
    fn near(&self, place: usize, reach: usize) -> f32 {
        let (start, end) = (place.saturating_sub(reach), (place + reach + 1).min(self.weights.len()));
        (self.sums[end] - self.sums[start]) / (2 * reach + 1) as f32
    }

    /// Share of the running text that stands before a line.
    fn before(&self, place: usize) -> f32 {
        self.sums[place] / self.total.max(1.0)
    }
}

fn running_text(shape: &LineShape) -> f32 {
    if !shape.is_sentence() || shape.cues.any.is_some() && shape.words < 40 {
        return 0.0;
    }
    (shape.words as f32 / 40.0).min(1.0)
}

/// The stretch with the largest sum, where every line costs a little (maximum subarray).
fn best_region(weights: &[f32]) -> std::ops::Range<usize> {
    const COST: f32 = 0.12;
    let (mut best, mut best_sum) = (0..0, 0.0);
    let (mut start, mut sum) = (0, 0.0);
    for (place, weight) in weights.iter().enumerate() {
        if sum <= 0.0 {
            (start, sum) = (place, 0.0);
        }
        sum += weight - COST;
        if sum > best_sum {
            (best, best_sum) = (start..place + 1, sum);
        }
    }
    best
}

/// Lines since the last set one, the line itself not counted; far where there was none.
fn distances<'s>(flags: impl Iterator<Item = &'s bool>) -> Vec<usize> {
    const FAR: usize = 100;
    flags
        .scan(FAR, |distance, is_set| {
            let current = *distance;
            *distance = if *is_set { 0 } else { (*distance + 1).min(FAR) };
            Some(current)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_region_is_where_the_text_is() {
        let weights = [0.0, 0.2, 0.0, 0.0, 0.9, 0.0, 1.0, 0.8, 0.0, 0.0, 0.0, 0.3];
        assert_eq!(best_region(&weights), 4..8);
        assert_eq!(best_region(&[]), 0..0);
        assert_eq!(distances([false, true, false, true].iter()), [100, 100, 0, 1]);
    }
}
