//! Days since 1970-01-01 → civil dates.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The civil date of a day number; days outside the years that can be written become the nearest.
pub(super) fn civil(day: i32) -> Date {
    let epoch = date(1970, 1, 1);
    epoch.saturating_add(day.days())
}

#[cfg(test)]
mod tests {
    use super::civil;

    #[test]
    fn counts_days_from_the_epoch() {
        assert_eq!(civil(0).to_string(), "1970-01-01");
        assert_eq!(civil(20_000).to_string(), "2024-10-04");
        assert_eq!(civil(-1).to_string(), "1969-12-31");
    }
}
