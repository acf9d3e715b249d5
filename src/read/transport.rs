//! A file on disk → its bytes after transport decompression.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use super::Compression;

pub type Reader = Box<dyn BufRead + Send>;

const BUFFER: usize = 1 << 16;

/// Opens a file behind its decompressor. Gzip files of several members and zstd files of several frames
/// are read to their end.
pub fn open(path: &Path, compression: Compression) -> io::Result<Reader> {
    let file = BufReader::with_capacity(BUFFER, File::open(path)?);
    Ok(match compression {
        Compression::None => Box::new(file),
        Compression::Gzip => Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(file))),
        Compression::Zstd => Box::new(BufReader::with_capacity(BUFFER, zstd::Decoder::with_buffer(file)?)),
    })
}

/// All bytes, or `None` where there are more than `limit`.
pub fn read_up_to(reader: Reader, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// One line of a file.
pub enum Line {
    /// Without its line break.
    Text(Vec<u8>),
    /// Longer than the limit; its bytes were skipped, never held.
    TooLong { bytes: u64 },
}

/// The next line, `None` at the end of the file.
pub fn next_line(reader: &mut Reader, limit: u64) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    let mut length = 0_u64;
    let mut is_ended = false;
    while !is_ended {
        let available = match reader.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if available.is_empty() {
            break;
        }
        let newline = available.iter().position(|&byte| byte == b'\n');
        let taken = newline.unwrap_or(available.len());
        length += taken as u64;
        if length <= limit.saturating_add(1) {
            line.extend_from_slice(&available[..taken]);
        } else {
            line = Vec::new();
        }
        is_ended = newline.is_some();
        reader.consume(taken + usize::from(is_ended));
    }
    if length == 0 && !is_ended {
        return Ok(None);
    }
    if line.last() == Some(&b'\r') {
        line.pop();
        length -= 1;
    }
    Ok(Some(if length > limit {
        Line::TooLong { bytes: length }
    } else {
        Line::Text(line)
    }))
}
