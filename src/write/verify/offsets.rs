//! Offsets of all rows against the texts of their documents.

use std::path::Path;

use arrow::array::{Array, RecordBatch};
use arrow::datatypes::Int64Type;

use super::Verdict;
use super::rows::{DocumentCursor, TableRows, ints, numbers, texts};
use crate::error::Error;
use crate::tables::{DOCUMENTS, PUBLISHED, SENTENCES, Table, TableKind};

/// Reads all per-document tables side by side: every row's offsets lie in its document and give its
/// text, sentences tile the document, counts and source passages fit.
pub(super) fn check_offsets(snapshot: &Path, verdict: &mut Verdict) -> Result<(), Error> {
    let mut cursors = PUBLISHED
        .iter()
        .filter(|table| table.kind == TableKind::Document && table.column("char_start").is_some())
        .map(|table| DocumentCursor::open(snapshot, table))
        .collect::<Result<Vec<_>, _>>()?;
    for batch in TableRows::open(snapshot, &DOCUMENTS)? {
        let batch = batch?;
        for row in 0..batch.num_rows() {
            let mut document = Document::of(&batch, row);
            document.check_length(verdict);
            for cursor in &mut cursors {
                let pieces = cursor.rows_of(document.doc_id)?;
                if cursor.table.name == SENTENCES.name {
                    document.check_sentences(&pieces, verdict);
                }
                for piece in &pieces {
                    document.check_rows(cursor.table, piece, verdict);
                }
            }
        }
    }
    Ok(())
}

struct Document<'b> {
    doc_id: &'b str,
    text: &'b str,
    /// Byte at which each code point starts, and the length; empty for ASCII.
    starts: Vec<u32>,
    n_chars: i32,
    n_sentences: i32,
    n_tokens: i32,
    source_bytes: i64,
    /// Where each sentence starts, once they are read.
    sentence_starts: Vec<i32>,
}

impl<'b> Document<'b> {
    fn of(batch: &'b RecordBatch, row: usize) -> Self {
        let text = texts(batch, "text").value(row);
        let mut starts = Vec::new();
        if !text.is_ascii() {
            starts.extend(text.char_indices().map(|(byte, _)| byte as u32));
            starts.push(text.len() as u32);
        }
        Self {
            doc_id: texts(batch, "doc_id").value(row),
            text,
            starts,
            n_chars: ints(batch, "n_chars").value(row),
            n_sentences: ints(batch, "n_sentences").value(row),
            n_tokens: ints(batch, "n_tokens").value(row),
            source_bytes: numbers::<Int64Type>(batch, "source_bytes").value(row),
            sentence_starts: Vec::new(),
        }
    }

    /// The passage between two code points; `None` where there is no such passage.
    fn passage(&self, start: i32, end: i32) -> Option<&'b str> {
        let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
        if self.starts.is_empty() {
            return self.text.get(start..end);
        }
        let (start, end) = (*self.starts.get(start)?, *self.starts.get(end)?);
        self.text.get(start as usize..end as usize)
    }

    fn check_length(&self, verdict: &mut Verdict) {
        let n_chars = if self.starts.is_empty() {
            self.text.len()
        } else {
            self.starts.len() - 1
        };
        if i64::from(self.n_chars) != n_chars as i64 {
            verdict.add(|| {
                format!(
                    "documents: {} has {n_chars} characters, not {}",
                    self.doc_id, self.n_chars
                )
            });
        }
    }

    fn check_rows(&self, table: &Table, rows: &RecordBatch, verdict: &mut Verdict) {
        let (starts, ends) = (ints(rows, "char_start"), ints(rows, "char_end"));
        let text = table.column("text").map(|column| texts(rows, column.name));
        let sentences = table.column("sentence_id").map(|column| texts(rows, column.name));
        let keys = match table.key {
            [key] => Some(texts(rows, key)),
            _ => None,
        };
        for row in 0..rows.num_rows() {
            let (start, end) = (starts.value(row), ends.value(row));
            let at = || format!("{}: {start}..{end} of {}", table.name, self.doc_id);
            match self.passage(start, end) {
                None => verdict.add(|| format!("{} is not in its text", at())),
                Some(passage) if text.is_some_and(|text| text.value(row) != passage) => {
                    verdict.add(|| format!("{} is not the row's text", at()));
                }
                Some(_) => {}
            }
            if sentences.is_some_and(|ids| ids.is_valid(row) && ids.value(row) != self.sentence_at(start)) {
                verdict.add(|| format!("{} names another sentence", at()));
            }
            if keys.is_some_and(|keys| !keys.value(row).starts_with(self.doc_id)) {
                verdict.add(|| format!("{} has a key of another document", at()));
            }
        }
    }

    fn sentence_at(&self, start: i32) -> String {
        let place = self.sentence_starts.partition_point(|&sentence| sentence <= start);
        format!("{}#s{}", self.doc_id, place.saturating_sub(1))
    }

    /// Sentences are numbered, do not overlap and leave nothing but white space between them.
    fn check_sentences(&mut self, pieces: &[RecordBatch], verdict: &mut Verdict) {
        let (mut index, mut tokens, mut reached) = (0, 0, 0);
        for piece in pieces {
            self.check_source(piece, verdict);
            for row in 0..piece.num_rows() {
                let start = ints(piece, "char_start").value(row);
                self.sentence_starts.push(start);
                if !self.passage(reached, start).is_some_and(|gap| gap.trim().is_empty()) {
                    verdict.add(|| format!("sentences: text before {start} of {} is in none or in two", self.doc_id));
                }
                if texts(piece, "sentence_id").value(row) != format!("{}#s{index}", self.doc_id)
                    || ints(piece, "sentence_index").value(row) != index
                {
                    verdict.add(|| format!("sentences: number {index} of {} is missing", self.doc_id));
                }
                reached = ints(piece, "char_end").value(row);
                tokens += ints(piece, "n_tokens").value(row);
                index += 1;
            }
        }
        if !self
            .passage(reached, self.n_chars)
            .is_some_and(|rest| rest.trim().is_empty())
        {
            verdict.add(|| format!("sentences: text after {reached} of {} is in none", self.doc_id));
        }
        if (index, tokens) != (self.n_sentences, self.n_tokens) {
            verdict.add(|| {
                format!(
                    "documents: the counts of {} are not those of its sentences",
                    self.doc_id
                )
            });
        }
    }

    fn check_source(&self, sentences: &RecordBatch, verdict: &mut Verdict) {
        let starts = numbers::<Int64Type>(sentences, "source_start");
        let ends = numbers::<Int64Type>(sentences, "source_end");
        for row in 0..sentences.num_rows() {
            let is_sound = match (starts.is_valid(row), ends.is_valid(row)) {
                (true, true) => {
                    let (start, end) = (starts.value(row), ends.value(row));
                    0 <= start && start <= end && end <= self.source_bytes
                }
                (start, end) => start == end,
            };
            if !is_sound {
                verdict.add(|| format!("sentences: a source passage of {} is not in its record", self.doc_id));
            }
        }
    }
}
