//! Seasons, quarters, halves and fiscal years, and what is compounded with `year`.

use super::cursor::{Cursor, Found};
use super::years::year_of;
use crate::document::{SaidYear, TimeUnit, TimeValue, TokenShape};

impl Cursor<'_> {
    /// `the summer of 1998`, `in winter`, `spring 2004`, `the 1990 summer`.
    pub fn season_date(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, &["the"]);
        let season = self.season(start)?;
        if self.word(start)?.is_plural {
            return None;
        }
        let of = self.skip(start + 1, &["of", ",", "in"]);
        let part = season.to_owned();
        if let Some(year) = self.digits(of, 4..=4) {
            return Found::date(of + 1, known_part(year, part), "season_year");
        }
        if let Some((shift, end)) = self.year_shift(of) {
            return Found::date(
                end,
                TimeValue::YearPart {
                    part,
                    year: SaidYear::Shift(shift),
                },
                "season_shift",
            );
        }
        let is_asked = start > at
            || self.is_any(
                self.before(at, 1),
                &["in", "during", "by", "since", "until", "early", "late", "mid", "of"],
            );
        let is_noun = !self.is_any(start + 1, &["of", "in", "into", "to", "from", "up", "offensive"])
            || part == "SU"
            || part == "WI";
        (is_asked && is_noun).then(|| {
            Found::date(
                start + 1,
                TimeValue::YearPart {
                    part,
                    year: SaidYear::Open,
                },
                "season",
            )
        })?
    }

    /// `the third quarter of 1990`, `third-quarter`, `fiscal 1989`, `the first half of last year`, `Q3 2004`.
    pub fn quarter(&self, at: usize) -> Option<Found> {
        let mut position = self.skip(at, &["the"]);
        let possessive_year = self
            .year_shift(position)
            .filter(|(_, end)| matches!(self.text(*end), "'s" | "’s"));
        let lead_year = self.digits(position, 4..=4).filter(|year| (1900..2100).contains(year));
        position = match (possessive_year, lead_year) {
            (Some((_, end)), _) => end + 1,
            (None, Some(_)) => position + 1,
            _ => position,
        };
        if self.is(position, "fiscal") {
            position = self.skip(position + 1, &["-"]);
            if let Some(year) = self.digits(self.skip(position, &["year"]), 4..=4) {
                let end = self.skip(position, &["year"]) + 1;
                return Found::date(end, year_of(year), "fiscal_year");
            }
        }
        let (number, after) = self.ordinal(position)?;
        let is_adjective = self.is_hyphen(after);
        if is_adjective && self.is(at, "the") && position == at + 1 && self.shape(after + 2) == Some(TokenShape::Lower)
        {
            return None;
        }
        let after = if is_adjective { after + 1 } else { after };
        let part = match (self.unit(after)?, number) {
            (TimeUnit::Quarter, 1..=4) if !self.word(after)?.is_plural => format!("Q{number}"),
            _ => return None,
        };
        self.year_part(part, after + 1, lead_year, possessive_year.map(|(shift, _)| shift))
    }

    /// The year after a quarter or half, else the one read before it.
    fn year_part(&self, part: String, at: usize, year: Option<i32>, shift: Option<i32>) -> Option<Found> {
        let of = self.skip(at, &["of", ",", "in"]);
        let of = self.skip(of, &["fiscal"]);
        if let Some(year) = self.digits(of, 4..=4).filter(|year| (1900..2100).contains(year)) {
            return Found::date(of + 1, known_part(year, part), "year_part");
        }
        if let Some((shift, end)) = self.year_shift(of) {
            return Found::date(
                end,
                TimeValue::YearPart {
                    part,
                    year: SaidYear::Shift(shift),
                },
                "year_part",
            );
        }
        match year {
            Some(year) => Found::date(at, known_part(year, part), "year_part"),
            None => {
                let year = shift.map_or(SaidYear::Open, SaidYear::Shift);
                Found::date(at, TimeValue::YearPart { part, year }, "year_part")
            }
        }
    }

    /// `the first half of 1990`, `the second half of the year`.
    pub fn half(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, &["the"]);
        let part = match self.text(start).to_ascii_lowercase().as_str() {
            "first" => "H1",
            "second" | "last" | "latter" => "H2",
            _ => return None,
        };
        if !self.is(start + 1, "half") || !self.is(start + 2, "of") {
            return None;
        }
        if self.is_any(start + 3, &["the", "this"]) && self.is(start + 4, "year") {
            return Found::date(
                start + 5,
                TimeValue::YearPart {
                    part: part.into(),
                    year: SaidYear::Shift(0),
                },
                "half",
            );
        }
        self.year_part(part.to_owned(), start + 2, None, None)
            .filter(|found| found.end > start + 3)
    }

    /// `the year-ago quarter`, `year-earlier`, `year-end`, `year's end`.
    pub fn year_compound(&self, at: usize) -> Option<Found> {
        let start = self.skip(at, &["the"]);
        if !self.is(start, "year") {
            return None;
        }
        let is_joined = self.joins(start + 1) || matches!(self.text(start + 1), "'s" | "’s");
        let tail = if is_joined { start + 2 } else { start + 1 };
        if self.is(tail, "end") && start == at {
            return Found::date(
                tail + 1,
                TimeValue::Relative {
                    unit: TimeUnit::Year,
                    offset: 0,
                },
                "year_end",
            );
        }
        if !self.joins(start + 1) || !self.is_any(tail, &["ago", "earlier"]) {
            return None;
        }
        let has_noun = self.is_any(tail + 1, &["quarter", "period", "third", "second", "first", "fourth"]);
        if start > at && !has_noun {
            return None;
        }
        let end = if has_noun {
            self.year_ago_end(tail + 1)
        } else {
            tail + 1
        };
        Found::date(
            end,
            TimeValue::Shifted {
                unit: TimeUnit::Year,
                offset: -1,
            },
            "year_ago",
        )
    }

    fn year_ago_end(&self, at: usize) -> usize {
        if self.is_any(at, &["quarter", "period"]) {
            at + 1
        } else {
            at + 2
        }
    }
}

fn known_part(year: i32, part: String) -> TimeValue {
    TimeValue::YearPart {
        part,
        year: SaidYear::Known(year),
    }
}
