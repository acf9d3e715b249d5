//! Time expressions from text to TIMEX3 value and days, through segmenter, tagger and resolver.

mod line;

use news_etl::document::NormalisedDocument;
use news_etl::text::Span;
use proptest::prelude::*;

struct Line;

impl Line {
    fn run(&self, text: &str, published: Option<&str>) -> NormalisedDocument {
        line::normalised(text, published)
    }

    /// `text=value` of every expression.
    fn values(&self, text: &str, published: Option<&str>) -> Vec<String> {
        let document = self.run(text, published);
        let slice = |span: Span| span.of(&document.tagged.segmented.clean.text);
        document
            .times
            .iter()
            .map(|time| format!("{}={}", slice(time.span), time.value))
            .collect()
    }
}

/// Each case: sentence, then what is found in it. Published on Wednesday, 2024-05-15.
const DATED: &[(&str, &[&str])] = &[
    // Calendar dates, in all English orders.
    ("Envoys met on 14 April 2017 in Vienna.", &["14 April 2017=2017-04-14"]),
    (
        "Envoys met on April 14, 2017, in Vienna.",
        &["April 14, 2017=2017-04-14"],
    ),
    (
        "Envoys met on Friday 14th April 2017.",
        &["Friday 14th April 2017=2017-04-14"],
    ),
    (
        "They signed it on the 3rd of May, 2021.",
        &["the 3rd of May, 2021=2021-05-03"],
    ),
    ("The file is dated 2017-04-14.", &["2017-04-14=2017-04-14"]),
    ("The file is dated 28/11/2019.", &["28/11/2019=2019-11-28"]),
    ("The talks of March 2019 failed.", &["March 2019=2019-03"]),
    ("It was founded in 1949.", &["1949=1949"]),
    ("Some 2000 soldiers and 1,500 police stood by.", &[]),
    ("The clause may march on in fall.", &["fall=2024-FA"]),
    // Years, decades, centuries, parts of years.
    (
        "The pact of the 1990s ended in the early 2000s.",
        &["the 1990s=199", "the early 2000s=200"],
    ),
    ("A treaty of the 19th century lapsed.", &["the 19th century=18"]),
    (
        "Output fell in the third quarter of 2019.",
        &["the third quarter of 2019=2019-Q3"],
    ),
    (
        "Output fell in the first half of 2020.",
        &["the first half of 2020=2020-H1"],
    ),
    (
        "Fighting stopped in the winter of 1994.",
        &["the winter of 1994=1994-WI"],
    ),
    // Months and days without a year, by tense.
    ("They met on April 14.", &["April 14=2024-04-14"]),
    ("They will meet on July 3.", &["July 3=2024-07-03"]),
    ("They met in December.", &["December=2023-12"]),
    ("They will meet in December.", &["December=2024-12"]),
    ("The forum runs on July 17-20.", &["July 17-20=2024-07-17/2024-07-20"]),
    (
        "The forum runs from 10 to 12 June.",
        &["10 to 12 June=2024-06-10/2024-06-12"],
    ),
    // Weekdays by tense.
    ("They met on Monday.", &["Monday=2024-05-13"]),
    ("They will meet on Monday.", &["Monday=2024-05-20"]),
    ("They met last Friday.", &["last Friday=2024-05-10"]),
    ("They are due to meet next Friday.", &["next Friday=2024-05-17"]),
    // Told from now.
    ("The envoy left yesterday.", &["yesterday=2024-05-14"]),
    ("The envoy left two weeks ago.", &["two weeks ago=2024-W18"]),
    ("A truce began last month.", &["last month=2024-04"]),
    ("A summit is planned later this month.", &["later this month=2024-05"]),
    ("Polls are set for early next year.", &["early next year=2025"]),
    ("The port closed at the end of the year.", &["the end of the year=2024"]),
    ("Clashes broke out in mid-April.", &["mid-April=2024-04"]),
    ("Now talks are frozen.", &["Now=PRESENT_REF"]),
    // Told from the time spoken of.
    ("Raids have grown since September 1.", &["September 1=2023-09-01"]),
    (
        "They counted raids between September 1 and May 12.",
        &["September 1=2023-09-01", "May 12=2024-05-12"],
    ),
    ("Following Monday's debate, envoys left.", &["Monday=2024-05-13"]),
    (
        "He left on June 3, 2020. The following day he was back.",
        &["June 3, 2020=2020-06-03", "The following day=2020-06-04"],
    ),
    (
        "It began in 1994 and ended two years later.",
        &["1994=1994", "two years later=1996"],
    ),
    // Durations and sets.
    ("They talked for three days.", &["three days=P3D"]),
    ("A 24-hour truce held.", &["24-hour=PT24H"]),
    ("Over the past two decades trade grew.", &["the past two decades=P2DE"]),
    (
        "It lasted for more than a year and a half.",
        &["more than a year and a half=P1Y6M"],
    ),
    ("Aid had been blocked for years.", &["years=PXY"]),
    ("The 52-year-old envoy is 52 years old.", &[]),
    (
        "They meet every week and each Thursday.",
        &["every week=P1W", "each Thursday=XXXX-WXX-4"],
    ),
    // Times of day.
    (
        "The blast came at 10:30 a.m. Thursday.",
        &["10:30 a.m. Thursday=2024-05-09T10:30"],
    ),
    ("The blast came at 2200 GMT.", &["2200 GMT=2024-05-15T22:00Z"]),
    ("The blast came on Monday morning.", &["Monday morning=2024-05-13TMO"]),
    ("The blast came at noon.", &["noon=2024-05-15T12:00"]),
    // Holidays.
    ("They met on Christmas Eve.", &["Christmas Eve=2023-12-24"]),
    ("They will meet at Easter 2025.", &["Easter 2025=2025-04-20"]),
    // Relative to an event of the text.
    ("He left the day before the meeting.", &["the day=XXXX-XX-XX"]),
];

#[test]
fn resolves_against_the_publication_date() {
    let line = Line;
    for (text, expected) in DATED {
        assert_eq!(&line.values(text, Some("2024-05-15")), expected, "{text}");
    }
}

#[test]
fn leaves_open_what_no_date_settles() {
    let line = Line;
    let cases: &[(&str, &[&str])] = &[
        ("The forum runs on July 17-20.", &["July 17-20=XXXX-07-17/XXXX-07-20"]),
        (
            "They met in March and on Sunday.",
            &["March=XXXX-03", "Sunday=XXXX-WXX-7"],
        ),
        (
            "They met last week and later this month.",
            &["last week=XXXX-WXX", "later this month=XXXX-XX"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(&line.values(text, None), expected, "{text}");
        assert!(
            line.run(text, None)
                .times
                .iter()
                .all(|time| time.start.is_none() && time.end.is_none())
        );
    }
}

#[test]
fn takes_the_year_from_a_full_date_nearby() {
    let line = Line;
    let text = "They will meet on Friday 14th April 2017. Talks on April 14 and on Friday come after those of June.";
    let expected = [
        "Friday 14th April 2017=2017-04-14",
        "April 14=2017-04-14",
        "Friday=2017-04-14",
        "June=XXXX-06",
    ];
    assert_eq!(line.values(text, None), expected);
}

#[test]
fn tells_the_last_day_of_a_range() {
    let line = Line;
    for (text, start, through) in [
        ("The forum runs from Tuesday to Thursday.", "2024-05-14", "2024-05-16"),
        ("He ruled between 2011 and 2015.", "2011-01-01", "2015-12-31"),
        ("It worked from March to August 2011.", "2011-03-01", "2011-08-31"),
    ] {
        let first = &line.run(text, Some("2024-05-15")).times[0];
        assert_eq!(
            first.start.map(|date| date.to_string()).as_deref(),
            Some(start),
            "{text}"
        );
        assert_eq!(
            first.through.map(|date| date.to_string()).as_deref(),
            Some(through),
            "{text}"
        );
    }
}

/// `trigger=first day..last day` of every event.
fn event_days(text: &str, published: &str) -> Vec<String> {
    let document = Line.run(text, Some(published));
    let event = |event: &news_etl::document::Event| {
        let day = |day: Option<jiff::civil::Date>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
        let trigger = event.span.of(&document.tagged.segmented.clean.text);
        format!("{trigger}={}..{}", day(event.date.start), day(event.date.end))
    };
    document.events.iter().map(event).collect()
}

#[test]
fn counts_days_from_the_event_that_a_time_names() {
    let text = "Rebels attacked a convoy on Thursday, two days after the massacre in the market.";
    let days = event_days(text, "2024-05-17");
    assert!(days.contains(&"attacked=2024-05-16..2024-05-16".to_owned()), "{days:?}");
    assert!(days.contains(&"massacre=2024-05-14..2024-05-14".to_owned()), "{days:?}");
}

#[test]
fn leaves_an_event_that_only_stands_near_a_duration_to_its_own_day() {
    let days = event_days("The strike began after the massacre. It lasted two days.", "2024-05-17");
    assert!(days.contains(&"massacre=2024-05-17..2024-05-17".to_owned()), "{days:?}");
}

#[test]
fn an_event_lasts_to_the_end_of_the_range_that_its_time_opens() {
    let days = event_days(
        "The ministers will meet in Oslo from Tuesday to Thursday.",
        "2024-05-17",
    );
    assert!(days.contains(&"meet=2024-05-21..2024-05-23".to_owned()), "{days:?}");
}

#[test]
fn a_deadline_is_the_day_of_what_is_demanded() {
    let text = "The union demanded his release by Thursday and called its members to the square.";
    let days = event_days(text, "2024-05-17");
    assert!(days.contains(&"demanded=2024-05-17..2024-05-17".to_owned()), "{days:?}");
    assert!(days.contains(&"called=2024-05-23..2024-05-23".to_owned()), "{days:?}");
    let on_a_day = event_days("The union demanded his release on Thursday.", "2024-05-17");
    assert!(
        on_a_day.contains(&"demanded=2024-05-16..2024-05-16".to_owned()),
        "{on_a_day:?}"
    );
}

#[test]
fn the_day_on_which_something_is_told_is_not_its_own() {
    let told = event_days(
        "The minister told members on Thursday that the travel bans were narrow.",
        "2024-05-17",
    );
    assert!(
        told.contains(&"travel bans=2024-05-17..2024-05-17".to_owned()),
        "{told:?}"
    );
    let text = "Troops will go there, the minister said on Tuesday, after gunmen killed two traders on Monday.";
    let days = event_days(text, "2024-05-17");
    assert!(days.contains(&"killed=2024-05-13..2024-05-13".to_owned()), "{days:?}");
}

#[test]
fn what_is_planned_for_a_weekday_is_for_the_next_one() {
    let ahead = event_days("Norway hosts two African leaders on Wednesday.", "2024-05-17");
    assert!(ahead.contains(&"hosts=2024-05-22..2024-05-22".to_owned()), "{ahead:?}");
    let past = event_days("Norway hosted two African leaders on Wednesday.", "2024-05-17");
    assert!(past.contains(&"hosted=2024-05-15..2024-05-15".to_owned()), "{past:?}");
}

#[test]
fn what_is_announced_for_a_date_and_then_for_its_weekday_is_of_one_day() {
    let line = Line;
    let text = "She will meet her host on May 22. She flies home after the lunch on Wednesday.";
    assert_eq!(line.values(text, Some("2024-05-17"))[1], "Wednesday=2024-05-22");
    let past = "She met her host on May 8. She flew home after the lunch on Wednesday.";
    assert_eq!(line.values(past, Some("2024-05-10"))[1], "Wednesday=2024-05-08");
}

#[test]
fn days_are_counted_from_the_last_day_spoken_of() {
    let line = Line;
    let text = "He rang her on Sunday. He was invited for June. Three days earlier they had quarrelled.";
    assert_eq!(
        line.values(text, Some("2024-05-15"))[2],
        "Three days earlier=2024-05-09"
    );
}

#[test]
fn what_begins_or_ends_in_the_present_is_ahead() {
    let line = Line;
    let values = |text| line.values(text, Some("2031-02-03"));
    assert_eq!(
        values("Ministers attend a fair that ends on Thursday."),
        ["Thursday=2031-02-06"]
    );
    assert_eq!(values("The fair ended on Thursday."), ["Thursday=2031-01-30"]);
}

/// Words of time expressions and marks, in any order.
fn timely() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "the", "a", "from", "to", "between", "and", "last", "next", "this", "two", "days", "week", "year", "May",
        "March", "Monday", "14", "14th", "31", "2017", "1990s", "-", ",", "of", "ago", "later", "early", "mid",
        "quarter", "third", "century", "99999999", "10:30", "a.m.", "GMT", "morning", "every", "Easter", "will", "met",
        ".", "'90s", "half", "hundred", "million", "end", "before", "BC", "480", "0", "\n", "é",
    ]);
    prop::collection::vec(words, 0..40).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gets_through_in_order(texts in prop::collection::vec(timely(), 8)) {
        let line = Line;
        for text in texts {
            let document = line.run(&text, Some("2024-02-29"));
            prop_assert_eq!(document.times.len(), document.tagged.times.len());
            for pair in document.times.windows(2) {
                prop_assert!(pair[0].span.end <= pair[1].span.start);
            }
            for time in &document.times {
                let sentence = &document.tagged.segmented.sentences[document.tagged.segmented.sentence_at(time.span.start)];
                prop_assert!(sentence.span.contains(time.span));
                prop_assert!(time.start.zip(time.end).is_none_or(|(start, end)| start <= end));
                prop_assert!(!time.value.is_empty());
            }
        }
    }
}
