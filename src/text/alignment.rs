//! From positions in a derived text back to the bytes it was made from.

use super::Span;

/// Where each part of a derived text came from: runs in ascending order of the derived text.
/// Runs of equal length on both sides map byte by byte; others map as a whole. Parts without a run
/// (inserted paragraph breaks, untraceable text) have no source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    derived: Span,
    source: Span,
}

impl Alignment {
    /// The identity over `len` bytes.
    pub fn identity(len: usize) -> Self {
        let mut alignment = Self::default();
        alignment.push(Span::new(0, len), Span::new(0, len));
        alignment
    }

    /// Appends a run; `derived` must not start before the last run ends. Runs that continue the
    /// last one on both sides are joined.
    pub fn push(&mut self, derived: Span, source: Span) {
        if derived.is_empty() {
            return;
        }
        if let Some(last) = self.runs.last_mut() {
            debug_assert!(last.derived.end <= derived.start, "runs out of order");
            let exact = |run: &Run| run.derived.len() == run.source.len();
            if exact(last)
                && derived.len() == source.len()
                && last.derived.end == derived.start
                && last.source.end == source.start
            {
                last.derived.end = derived.end;
                last.source.end = source.end;
                return;
            }
        }
        self.runs.push(Run { derived, source });
    }

    /// Appends all runs of `other`, whose derived text starts at byte `shift` of this one's.
    pub fn append_shifted(&mut self, other: &Self, shift: usize) {
        for run in &other.runs {
            let derived = Span::new(run.derived.start as usize + shift, run.derived.end as usize + shift);
            self.push(derived, run.source);
        }
    }

    /// From the first source byte of the first run to the last of the last; `None` without runs.
    pub fn extent(&self) -> Option<Span> {
        let (first, last) = (self.runs.first()?, self.runs.last()?);
        Some(first.source.cover(last.source))
    }

    /// The source passage of `span`: from the source of its first traced byte to that of its last.
    /// `None` where either end is untraced.
    pub fn source_of(&self, span: Span) -> Option<Span> {
        if span.is_empty() {
            return None;
        }
        let first = self.run_at(span.start)?;
        let last = self.run_at(span.end - 1)?;
        let start = first.source_at(span.start).start;
        let end = last.source_at(span.end - 1).end;
        (start <= end).then_some(Span { start, end })
    }

    /// This alignment (text → middle) followed by `earlier` (middle → source).
    pub fn through(&self, earlier: &Self) -> Self {
        let mut composed = Self::default();
        for run in &self.runs {
            if run.derived.len() != run.source.len() {
                if let Some(source) = earlier.source_of(run.source) {
                    composed.push(run.derived, source);
                }
                continue;
            }
            for (middle, source) in earlier.pieces(run.source) {
                let shift = middle.start - run.source.start;
                let start = run.derived.start + shift;
                let derived = Span {
                    start,
                    end: start + middle.len() as u32,
                };
                composed.push(derived, source);
            }
        }
        composed
    }

    /// The parts of `span` that are traced, each with its source.
    fn pieces(&self, span: Span) -> impl Iterator<Item = (Span, Span)> + '_ {
        let first = self.runs.partition_point(|run| run.derived.end <= span.start);
        self.runs[first..]
            .iter()
            .take_while(move |run| run.derived.start < span.end)
            .map(move |run| {
                let derived = Span {
                    start: run.derived.start.max(span.start),
                    end: run.derived.end.min(span.end),
                };
                if run.derived.len() == run.source.len() {
                    let shift = derived.start - run.derived.start;
                    let start = run.source.start + shift;
                    let end = start + derived.len() as u32;
                    (derived, Span { start, end })
                } else {
                    (derived, run.source)
                }
            })
    }

    fn run_at(&self, byte: u32) -> Option<&Run> {
        let place = self.runs.partition_point(|run| run.derived.end <= byte);
        self.runs.get(place).filter(|run| run.derived.start <= byte)
    }
}

impl Run {
    /// The source of one byte of the derived side.
    fn source_at(&self, byte: u32) -> Span {
        if self.derived.len() != self.source.len() {
            return self.source;
        }
        let start = self.source.start + (byte - self.derived.start);
        Span { start, end: start + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_exact_runs_byte_by_byte_and_others_whole() {
        let mut alignment = Alignment::default();
        alignment.push(Span::new(0, 4), Span::new(10, 14));
        alignment.push(Span::new(4, 5), Span::new(14, 19));
        alignment.push(Span::new(7, 9), Span::new(30, 32));
        assert_eq!(alignment.source_of(Span::new(1, 3)), Some(Span::new(11, 13)));
        assert_eq!(alignment.source_of(Span::new(3, 5)), Some(Span::new(13, 19)));
        assert_eq!(alignment.source_of(Span::new(0, 9)), Some(Span::new(10, 32)));
        assert_eq!(alignment.source_of(Span::new(5, 8)), None);
    }

    #[test]
    fn composes() {
        let mut outer = Alignment::default();
        outer.push(Span::new(0, 3), Span::new(5, 8));
        let mut inner = Alignment::default();
        inner.push(Span::new(0, 6), Span::new(100, 106));
        inner.push(Span::new(6, 8), Span::new(106, 107));
        let both = outer.through(&inner);
        assert_eq!(both.source_of(Span::new(0, 1)), Some(Span::new(105, 106)));
        assert_eq!(both.source_of(Span::new(0, 3)), Some(Span::new(105, 107)));
    }
}
