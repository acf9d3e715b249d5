//! One time mention after the other → its period, with the memory of the time last spoken of.

use jiff::civil::Date;

use super::anchors::Anchors;
use super::choices::{absolute, in_the_past, not_before, pick, pick_from, quarter_tense, with_year_before};
use super::periods::{Period, nearest_weekday, part_months, shifted, unknown_value};
use super::tense::{follows_since, tense_of};
use crate::document::{
    DatePrecision, SaidYear, TaggedDocument, TimeAnchor, TimeMention, TimeUnit, TimeValue, TimexType,
};
use crate::kb::{HolidayRule, Tense, TimeLexicon};

/// Goes through a document's times in order.
pub struct Resolver<'d> {
    tagged: &'d TaggedDocument,
    lexicon: &'d TimeLexicon,
    anchors: Anchors,
    /// The time last spoken of, and its finest unit.
    reference: Option<(Date, TimeUnit)>,
    /// The day last spoken of: `three days earlier` passes over the month that was named in between.
    day: Option<Date>,
    /// The quarter last spoken of.
    quarter: Option<Date>,
    /// First day of the range that the mention before opened.
    range_start: Option<Date>,
    /// Sentence of `reference`.
    reference_sentence: usize,
}

type Anchored = (Period, TimeAnchor);

impl<'d> Resolver<'d> {
    pub fn new(tagged: &'d TaggedDocument, lexicon: &'d TimeLexicon, anchors: Anchors) -> Self {
        Self {
            tagged,
            lexicon,
            anchors,
            reference: None,
            day: None,
            quarter: None,
            range_start: None,
            reference_sentence: 0,
        }
    }

    /// Resolves the mention; `next` is the one after it, which may end its range.
    pub fn resolve(&mut self, mention: &TimeMention, next: Option<&TimeMention>) -> Anchored {
        let sentence = self.tagged.segmented.sentence_at(mention.span.start);
        let tense = tense_of(&self.tagged.segmented, self.lexicon, mention);
        let certain = next
            .filter(|_| mention.opens_range)
            .and_then(|next| self.before_end(mention, next, tense, sentence))
            .or_else(|| in_the_past(&mention.value).filter(|_| follows_since(&self.tagged.segmented, mention)));
        let mut found = self.value(
            certain.as_ref().unwrap_or(&mention.value),
            tense,
            mention.rule,
            sentence,
        );
        found.0 = not_before(&mention.value, found.0, self.range_start.take());
        self.range_start = found.0.start.filter(|_| mention.opens_range);
        // In a narrative, `now` and `today` are the reader's, not the story's.
        if !(self.anchors.is_narrative && found.1 == TimeAnchor::Published) {
            self.remember(mention, &found.0, sentence);
        }
        found
    }

    /// The value of the start of a range with the year that its end gives it.
    fn before_end(
        &self,
        start: &TimeMention,
        end: &TimeMention,
        tense: Option<Tense>,
        sentence: usize,
    ) -> Option<TimeValue> {
        let (end, _) = self.value(&end.value, tense, end.rule, sentence);
        with_year_before(&start.value, end.end?)
    }

    fn remember(&mut self, mention: &TimeMention, period: &Period, sentence: usize) {
        if !matches!(mention.timex_type, TimexType::Date | TimexType::Time) {
            return;
        }
        let Some(start) = period.start else { return };
        if matches!(mention.value, TimeValue::YearPart { .. }) && period.value.contains("-Q") {
            self.quarter = Some(start);
        }
        let unit = match period.precision {
            DatePrecision::Day => TimeUnit::Day,
            DatePrecision::Week => TimeUnit::Week,
            DatePrecision::Month => TimeUnit::Month,
            DatePrecision::Year => TimeUnit::Year,
            DatePrecision::Range if period.value.contains("-Q") => TimeUnit::Quarter,
            DatePrecision::Range | DatePrecision::Unknown => return,
        };
        self.reference = Some((start, unit));
        self.day = Some(start).filter(|_| unit == TimeUnit::Day).or(self.day);
        self.reference_sentence = sentence;
    }

    fn value(&self, value: &TimeValue, tense: Option<Tense>, rule: &str, sentence: usize) -> Anchored {
        match value {
            TimeValue::Absolute { value, start, end } => (absolute(value, *start, *end), TimeAnchor::None),
            TimeValue::DayOfMonth { month, day, year } => self.day_of_month(*month, *day, *year, tense),
            TimeValue::Day { day } => self.lone_day(*day),
            TimeValue::Month { month, year } => self.month(*month, *year, tense),
            TimeValue::Weekday { weekday, shift } => self.weekday(*weekday, *shift, tense),
            TimeValue::YearPart { part, year } => self.year_part(part, *year, tense),
            TimeValue::Holiday { rule, year } => self.holiday(*rule, *year, tense),
            TimeValue::Relative { unit, offset } => self.relative(*unit, *offset, tense, rule),
            TimeValue::Shifted { unit, offset } => self.shifted(*unit, *offset, rule),
            TimeValue::DayPart { day, part } => self.day_part(day, part, tense, rule, sentence),
            TimeValue::Duration {
                value,
                unit,
                count,
                side,
            } => self.duration(value, *unit, *count, *side),
            TimeValue::Set { value } | TimeValue::Reference { value } => {
                (Period::unknown(value.as_str()), TimeAnchor::None)
            }
            TimeValue::Range(from, to) => self.range(from, to, tense, sentence),
            TimeValue::EventRelative { unit, .. } => (Period::unknown(unknown_value(*unit)), TimeAnchor::Event),
        }
    }

    /// The publication day, where it is known at least as finely as `unit`.
    fn published(&self, unit: TimeUnit) -> Option<Date> {
        self.anchors
            .published
            .filter(|(_, known)| *known <= unit)
            .map(|(date, _)| date)
    }

    /// The day that open dates are counted from: in a narrative the time last spoken of.
    fn now(&self, unit: TimeUnit) -> Option<(Date, TimeAnchor)> {
        if self.anchors.is_narrative
            && let Some((date, _)) = self.reference
        {
            return Some((date, TimeAnchor::Document));
        }
        self.published(unit).map(|date| (date, TimeAnchor::Published))
    }

    /// Years to try around the anchor, given what the text says of the year.
    fn years(&self, year: SaidYear, unit: TimeUnit) -> Option<(Vec<i16>, Date, TimeAnchor)> {
        if let SaidYear::Known(year) = year {
            let year = i16::try_from(year).ok()?;
            return Some((vec![year], Date::new(year, 1, 1).ok()?, TimeAnchor::None));
        }
        if let SaidYear::Shift(shift) = year {
            let date = self.published(TimeUnit::Year)?;
            let year = i16::try_from(i32::from(date.year()) + shift).ok()?;
            return Some((vec![year], date, TimeAnchor::Published));
        }
        let (now, anchor) = self.now(unit)?;
        if anchor == TimeAnchor::Document {
            return Some((vec![now.year()], now, anchor));
        }
        Some((vec![now.year() - 1, now.year(), now.year() + 1], now, anchor))
    }

    fn day_of_month(&self, month: i8, day: i8, year: SaidYear, tense: Option<Tense>) -> Anchored {
        let candidates = |years: Vec<i16>| {
            years
                .into_iter()
                .filter_map(|year| Date::new(year, month, day).ok())
                .collect()
        };
        let Some((years, now, anchor)) = self.years(year, TimeUnit::Day) else {
            return match self.anchors.day(month, day).filter(|_| year == SaidYear::Open) {
                Some(date) => (Period::day(date), TimeAnchor::Document),
                None => (Period::unknown(format!("XXXX-{month:02}-{day:02}")), TimeAnchor::None),
            };
        };
        match pick(candidates(years), now, year, tense) {
            Some(date) => (Period::day(date), anchor),
            None => (Period::unknown(format!("XXXX-{month:02}-{day:02}")), TimeAnchor::None),
        }
    }

    fn lone_day(&self, day: i8) -> Anchored {
        let date = self
            .reference
            .or(self.anchors.published)
            .filter(|(_, unit)| *unit <= TimeUnit::Month);
        match date.and_then(|(date, _)| Date::new(date.year(), date.month(), day).ok()) {
            Some(date) => (Period::day(date), TimeAnchor::Document),
            None => (Period::unknown(format!("XXXX-XX-{day:02}")), TimeAnchor::None),
        }
    }

    fn month(&self, month: i8, year: SaidYear, tense: Option<Tense>) -> Anchored {
        let unknown = || (Period::unknown(format!("XXXX-{month:02}")), TimeAnchor::None);
        let Some((years, now, anchor)) = self.years(year, TimeUnit::Month) else {
            return unknown();
        };
        let months = years
            .into_iter()
            .filter_map(|year| Date::new(year, month, 1).ok())
            .collect();
        match pick_from(months, now.first_of_month(), year, tense, 0) {
            Some(date) => (Period::around(TimeUnit::Month, date), anchor),
            None => unknown(),
        }
    }

    fn year_part(&self, part: &str, year: SaidYear, tense: Option<Tense>) -> Anchored {
        let unknown = || (Period::unknown(format!("XXXX-{part}")), TimeAnchor::None);
        let Some((years, now, anchor)) = self.years(year, TimeUnit::Month) else {
            return unknown();
        };
        let Some((first, length)) = part_months(part) else {
            return unknown();
        };
        // A part that has begun counts as past.
        let begun = shifted(TimeUnit::Month, now.first_of_month(), 1 - length)
            .filter(|_| tense == Some(Tense::Future))
            .unwrap_or(now.first_of_month());
        let starts = years
            .into_iter()
            .filter_map(|year| Date::new(year, first, 1).ok())
            .collect();
        let tense = if part.starts_with('Q') {
            quarter_tense(first, length, now, tense)
        } else {
            tense
        };
        match pick_from(starts, begun, year, tense, 0) {
            Some(date) => (Period::year_part(part, date.year()), anchor),
            None => unknown(),
        }
    }

    fn holiday(&self, rule: HolidayRule, year: SaidYear, tense: Option<Tense>) -> Anchored {
        let unknown = || (Period::unknown("XXXX-XX-XX"), TimeAnchor::None);
        let Some((years, now, anchor)) = self.years(year, TimeUnit::Day) else {
            return match rule {
                HolidayRule::Fixed { month, day } => {
                    (Period::unknown(format!("XXXX-{month:02}-{day:02}")), TimeAnchor::None)
                }
                _ => unknown(),
            };
        };
        let dates = years.into_iter().filter_map(|year| rule.date(year)).collect();
        pick(dates, now, year, tense).map_or_else(unknown, |date| (Period::day(date), anchor))
    }

    fn weekday(&self, weekday: i8, shift: Option<i32>, tense: Option<Tense>) -> Anchored {
        let unknown = || (Period::unknown(format!("XXXX-WXX-{weekday}")), TimeAnchor::None);
        let Some(now) = self.published(TimeUnit::Day) else {
            let date = self.anchors.weekday(weekday).filter(|_| shift.is_none());
            return date.map_or_else(unknown, |date| (Period::day(date), TimeAnchor::Document));
        };
        let step = |days: i32| shifted(TimeUnit::Day, now, days);
        let announced = self.anchors.coming_weekday(weekday);
        let date = match (shift, tense) {
            (None, None) if announced.is_some() => announced,
            (Some(-1), _) => step(-1).and_then(|day| nearest_weekday(day, weekday, -1)),
            (Some(1), _) => step(1).and_then(|day| nearest_weekday(day, weekday, 1)),
            (Some(_), Some(Tense::Past)) | (None, Some(Tense::Past) | None) => nearest_weekday(now, weekday, -1),
            (_, _) => nearest_weekday(now, weekday, 1),
        };
        date.map_or_else(unknown, |date| (Period::day(date), TimeAnchor::Published))
    }

    fn relative(&self, unit: TimeUnit, offset: i32, tense: Option<Tense>, rule: &str) -> Anchored {
        let unknown = || (Period::unknown(unknown_value(unit)), TimeAnchor::None);
        if rule == "counted_shift"
            && unit == TimeUnit::Year
            && let Some(quarter) = self.quarter
        {
            let date = shifted(unit, quarter, offset);
            return date.map_or_else(unknown, |date| {
                (Period::around(TimeUnit::Quarter, date), TimeAnchor::Document)
            });
        }
        let Some(now) = self.published(unit.max(TimeUnit::Day)) else {
            return unknown();
        };
        let offset = match (unit, rule) {
            // On a Monday, `the weekend` of a story is the one before.
            (TimeUnit::Weekend, "weekend")
                if tense != Some(Tense::Future) && now.weekday().to_monday_one_offset() < 6 =>
            {
                -1
            }
            _ => offset,
        };
        let date = shifted(unit, now, offset);
        date.map_or_else(unknown, |date| (Period::around(unit, date), TimeAnchor::Published))
    }

    /// Counted from the time last spoken of, else from publication.
    fn shifted(&self, unit: TimeUnit, offset: i32, rule: &str) -> Anchored {
        let unknown = || (Period::unknown(unknown_value(unit)), TimeAnchor::None);
        if rule == "the_quarter"
            && let Some(quarter) = self.quarter
        {
            return (Period::around(unit, quarter), TimeAnchor::Document);
        }
        if unit == TimeUnit::Year
            && rule != "directed_unit"
            && offset < 0
            && let Some(quarter) = self.quarter
        {
            let date = shifted(unit, quarter, offset);
            return date.map_or_else(unknown, |date| {
                (Period::around(TimeUnit::Quarter, date), TimeAnchor::Document)
            });
        }
        let day = self.day.map(|date| (date, TimeUnit::Day));
        let reference = self.reference.filter(|(_, known)| *known <= unit).or(day);
        let reference = reference.map(|(date, known)| (date, known, TimeAnchor::Document));
        let published = self
            .anchors
            .published
            .map(|(date, known)| (date, known, TimeAnchor::Published));
        let Some((now, known, anchor)) = reference.or(published) else {
            return unknown();
        };
        if known > unit {
            return unknown();
        }
        // `the quarter` of a report, before any quarter is named, is the last one.
        let offset = if rule == "the_quarter" { offset - 1 } else { offset };
        let date = shifted(unit, now, offset);
        date.map_or_else(unknown, |date| (Period::around(unit, date), anchor))
    }

    fn day_part(&self, day: &TimeValue, part: &str, tense: Option<Tense>, rule: &str, sentence: usize) -> Anchored {
        let is_open = rule == "clock"
            && matches!(
                day,
                TimeValue::Relative {
                    unit: TimeUnit::Day,
                    offset: 0
                }
            );
        let spoken = self
            .reference
            .filter(|(_, unit)| *unit == TimeUnit::Day && self.reference_sentence == sentence);
        let (mut period, anchor) = match spoken.filter(|_| is_open) {
            Some((date, _)) => (Period::day(date), TimeAnchor::Document),
            None => self.value(day, tense, rule, sentence),
        };
        period.value.push_str(part);
        (period, anchor)
    }

    fn duration(&self, value: &str, unit: TimeUnit, count: Option<i32>, side: i8) -> Anchored {
        let mut period = Period::unknown(value);
        let now = self
            .published(TimeUnit::Day)
            .filter(|_| side != 0 && unit >= TimeUnit::Day);
        let far = now
            .zip(count)
            .and_then(|(now, count)| shifted(unit, now, count * i32::from(side)));
        let (Some(now), Some(far)) = (now, far) else {
            return (period, TimeAnchor::None);
        };
        (period.start, period.end) = (Some(now.min(far)), Some(now.max(far)));
        period.precision = DatePrecision::Range;
        (period, TimeAnchor::Published)
    }

    fn range(&self, from: &TimeValue, to: &TimeValue, tense: Option<Tense>, sentence: usize) -> Anchored {
        let (first, anchor) = self.value(from, tense, "range", sentence);
        let (last, _) = self.value(to, tense, "range", sentence);
        let last = not_before(to, last, first.start);
        let is_known = first.start.is_some() && last.end.is_some();
        let range = Period {
            value: format!("{}/{}", first.value, last.value),
            start: first.start.filter(|_| is_known),
            end: last.end.filter(|_| is_known),
            precision: if is_known {
                DatePrecision::Range
            } else {
                DatePrecision::Unknown
            },
        };
        (range, anchor)
    }
}
