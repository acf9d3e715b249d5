//! A line of JSON → the fields that the pipeline file names.

use std::borrow::Cow;
use std::fmt;

use serde::Deserializer as _;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::FieldNames;
use super::json_string::decode;
use crate::document::{RecordFields, TextField};
use crate::error::RejectCode;

/// Reads the named fields of a record. Other keys are skipped; of a repeated key the last one counts.
///
/// # Errors
/// `MalformedJson` where the line is no JSON object in UTF-8, `MissingText` where it has no text string;
/// each with a sentence for a person.
pub fn parse_fields(line: &[u8], names: &FieldNames) -> Result<RecordFields, (RejectCode, String)> {
    let malformed = |message: String| (RejectCode::MalformedJson, message);
    let line = std::str::from_utf8(line).map_err(|error| malformed(format!("the line is not UTF-8: {error}")))?;
    let mut parser = serde_json::Deserializer::from_str(line);
    let raw = parser
        .deserialize_map(RawFields { names })
        .and_then(|raw| parser.end().map(|()| raw))
        .map_err(|error| malformed(format!("the line is no JSON object: {error}")))?;
    let text = raw.text.filter(|value| value.get().starts_with('"')).ok_or_else(|| {
        (
            RejectCode::MissingText,
            format!("the record has no text in `{}`", names.text),
        )
    })?;
    let offset = text.get().as_ptr() as usize - line.as_ptr() as usize;
    let (text, alignment) = decode(text.get(), offset);
    Ok(RecordFields {
        text: TextField { text, alignment },
        id: raw.id.and_then(scalar),
        title: raw.title.and_then(scalar),
        date: raw.date.and_then(scalar),
        url: raw.url.and_then(scalar),
        site: raw.site.and_then(scalar),
        byline: raw.byline.and_then(scalar),
        language: raw.language.and_then(scalar),
    })
}

/// The values of the named keys, undecoded.
#[derive(Default)]
struct RawValues<'l> {
    text: Option<&'l RawValue>,
    id: Option<&'l RawValue>,
    title: Option<&'l RawValue>,
    date: Option<&'l RawValue>,
    url: Option<&'l RawValue>,
    site: Option<&'l RawValue>,
    byline: Option<&'l RawValue>,
    language: Option<&'l RawValue>,
}

struct RawFields<'n> {
    names: &'n FieldNames,
}

impl<'l> Visitor<'l> for RawFields<'_> {
    type Value = RawValues<'l>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'l>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut values = RawValues::default();
        while let Some(BorrowedKey(key)) = map.next_key::<BorrowedKey>()? {
            match values.slot(&key, self.names) {
                Some(slot) => *slot = Some(map.next_value()?),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(values)
    }
}

/// A key, borrowed from the line where it has no escapes.
#[derive(serde::Deserialize)]
struct BorrowedKey<'l>(#[serde(borrow)] Cow<'l, str>);

impl<'l> RawValues<'l> {
    fn slot(&mut self, key: &str, names: &FieldNames) -> Option<&mut Option<&'l RawValue>> {
        let slots = [
            (&names.text, &mut self.text),
            (&names.id, &mut self.id),
            (&names.title, &mut self.title),
            (&names.date, &mut self.date),
            (&names.url, &mut self.url),
            (&names.site, &mut self.site),
            (&names.byline, &mut self.byline),
            (&names.language, &mut self.language),
        ];
        slots.into_iter().find(|(name, _)| *name == key).map(|(_, slot)| slot)
    }
}

/// A string, number or list of strings as one string; `None` for anything else and for nothing.
fn scalar(value: &RawValue) -> Option<String> {
    let text = match serde_json::from_str(value.get()).ok()? {
        serde_json::Value::String(text) => text,
        serde_json::Value::Number(number) => number.to_string(),
        serde_json::Value::Array(items) => {
            let names: Vec<&str> = items.iter().filter_map(serde_json::Value::as_str).collect();
            names.join(", ")
        }
        _ => return None,
    };
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_named_fields_and_points_into_the_line() {
        let line = r#"{"x":{"text":1},"id":7,"text":"Aé\u0021","byline":["A. Writer","B. Writer"],"title":" "}"#;
        let fields = parse_fields(line.as_bytes(), &FieldNames::default()).expect("valid record");
        assert_eq!(fields.text.text, "Aé!");
        assert_eq!(fields.id.as_deref(), Some("7"));
        assert_eq!(fields.byline.as_deref(), Some("A. Writer, B. Writer"));
        assert_eq!(fields.title, None);
        let span = fields
            .text
            .alignment
            .source_of(crate::text::Span::new(0, 4))
            .expect("traced");
        assert_eq!(span.of(line), r"Aé\u0021");
    }

    #[test]
    fn tells_malformed_lines_from_records_without_text() {
        let code = |line: &[u8]| {
            parse_fields(line, &FieldNames::default())
                .map(|_| ())
                .map_err(|(code, _)| code)
        };
        for line in [
            &b"{"[..],
            b"[]",
            b"{\"text\":\"a\"} x",
            b"\xFF",
            b"\"text\"",
            b"{\"text\":\"a\nb\"}",
        ] {
            assert_eq!(code(line), Err(RejectCode::MalformedJson), "{line:?}");
        }
        for line in [&b"{}"[..], b"{\"text\":null}", b"{\"text\":[\"a\"]}"] {
            assert_eq!(code(line), Err(RejectCode::MissingText), "{line:?}");
        }
        assert_eq!(code(br#"{"text":""}"#), Ok(()));
    }
}
