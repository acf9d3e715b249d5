//! Matrices of small integers: the products of the nets without floating point.

/// One unit of an activation is 2^-9: ±64 in 16 bits.
pub const ACTIVATION_BITS: u32 = 9;
/// Largest weight; 256 products of it with activations up to ±4 fit 32 bits.
const LARGEST: f32 = 4095.0;
/// Columns are filled up to a multiple of this, the width of a vector register in 16-bit numbers.
const WIDTH: usize = 8;

/// A matrix whose weights are multiples of a power of two.
#[derive(Clone, Debug, PartialEq)]
pub struct IntegerMatrix {
    rows: usize,
    cols: usize,
    /// One unit of a weight is 2^-bits.
    bits: u32,
    weights: Vec<i16>,
}

impl IntegerMatrix {
    /// Rounds a matrix given by rows.
    pub fn quantise(values: &[f32], rows: usize, cols: usize) -> Self {
        let largest = values.iter().fold(1e-6f32, |largest, value| largest.max(value.abs()));
        let bits = (LARGEST / largest).log2().floor().clamp(0.0, 14.0) as u32;
        let scale = (1u32 << bits) as f32;
        let padded = cols.next_multiple_of(WIDTH);
        let mut weights = vec![0; rows * padded];
        for (row, values) in weights.chunks_exact_mut(padded).zip(values.chunks_exact(cols)) {
            for (weight, value) in row.iter_mut().zip(values) {
                *weight = (value * scale).round() as i16;
            }
        }
        Self {
            rows,
            cols: padded,
            bits,
            weights,
        }
    }

    /// Number of outputs.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of inputs, filled up.
    pub fn cols(&self) -> usize {
        self.cols
    }

    /// Product with one vector, in the units of the vector.
    pub fn multiply(&self, vector: &[i16], output: &mut Vec<i16>) {
        output.clear();
        output.extend(
            self.weights
                .chunks_exact(self.cols)
                .map(|row| self.rounded(dot(row, vector))),
        );
    }

    /// Product with many vectors, `cols` numbers each, in the units of the vectors; `output` holds `rows`
    /// numbers for each.
    pub fn multiply_all(&self, vectors: &[i16], output: &mut Vec<i16>) {
        let count = vectors.len() / self.cols;
        output.clear();
        output.resize(count * self.rows, 0);
        let blocks = vectors.chunks_exact(4 * self.cols);
        let rest = blocks.remainder();
        let mut at = 0;
        for block in blocks {
            self.multiply_four(block, &mut output[at..at + 4 * self.rows]);
            at += 4 * self.rows;
        }
        for vector in rest.chunks_exact(self.cols) {
            for (row, out) in self.weights.chunks_exact(self.cols).zip(&mut output[at..]) {
                *out = self.rounded(dot(row, vector));
            }
            at += self.rows;
        }
    }

    /// The product of one row, with all its bits: only comparisons with other rows mean something.
    #[inline]
    pub fn score(&self, row: usize, vector: &[i16]) -> i32 {
        dot(&self.weights[row * self.cols..][..self.cols], vector)
    }

    /// A number of the vector's units in the units of [`Self::score`].
    pub fn score_units(&self, value: f32, vector_bits: u32) -> i32 {
        (value * (1u64 << (self.bits + vector_bits)) as f32).round() as i32
    }

    /// Four vectors share each load of a row.
    fn multiply_four(&self, block: &[i16], output: &mut [i16]) {
        let (first, rest) = block.split_at(self.cols);
        let (second, rest) = rest.split_at(self.cols);
        let (third, fourth) = rest.split_at(self.cols);
        for (place, row) in self.weights.chunks_exact(self.cols).enumerate() {
            let sums = [dot(row, first), dot(row, second), dot(row, third), dot(row, fourth)];
            for (vector, sum) in sums.into_iter().enumerate() {
                output[vector * self.rows + place] = self.rounded(sum);
            }
        }
    }

    #[inline]
    fn rounded(&self, sum: i32) -> i16 {
        let half = (1i32 << self.bits) >> 1;
        (sum.wrapping_add(half) >> self.bits).clamp(i16::MIN.into(), i16::MAX.into()) as i16
    }

    /// Layout: rows, columns, bits as `u32`, then the weights by row; all little-endian.
    pub fn encode(&self, bytes: &mut Vec<u8>) {
        for number in [self.rows as u32, self.cols as u32, self.bits] {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        for weight in &self.weights {
            bytes.extend_from_slice(&weight.to_le_bytes());
        }
    }

    /// The matrix at the head of `bytes`, which moves on; `None` where they end early or make no sense.
    pub fn decode(bytes: &mut &[u8]) -> Option<Self> {
        let (rows, cols, bits) = (read_u32(bytes)?, read_u32(bytes)?, read_u32(bytes)?);
        let (rows, cols) = (rows as usize, cols as usize);
        if bits > 14 || cols == 0 || !cols.is_multiple_of(WIDTH) {
            return None;
        }
        let (weights, rest) = bytes.split_at_checked(rows.checked_mul(cols)?.checked_mul(2)?)?;
        *bytes = rest;
        Some(Self {
            rows,
            cols,
            bits,
            weights: weights
                .chunks_exact(2)
                .map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
                .collect(),
        })
    }
}

/// A little-endian number at the head of `bytes`, which moves on.
pub fn read_u32(bytes: &mut &[u8]) -> Option<u32> {
    let (head, rest) = bytes.split_first_chunk::<4>()?;
    *bytes = rest;
    Some(u32::from_le_bytes(*head))
}

/// A number in activation units.
#[inline]
pub fn activation(value: f32) -> i16 {
    // Adding 1.5 · 2^23 leaves the rounded number in the low bits: one addition where a cast would also check.
    const SHIFT: f32 = 12_582_912.0;
    (value * (1 << ACTIVATION_BITS) as f32 + SHIFT).to_bits() as i16
}

#[inline]
fn dot(a: &[i16], b: &[i16]) -> i32 {
    a.iter()
        .zip(b)
        .fold(0i32, |sum, (&a, &b)| sum.wrapping_add(i32::from(a) * i32::from(b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_match_those_of_floats() {
        let (rows, cols) = (5, 12);
        let values: Vec<f32> = (0..rows * cols).map(|n| ((n * 7 % 23) as f32 - 11.0) / 17.0).collect();
        let matrix = IntegerMatrix::quantise(&values, rows, cols);
        let vectors: Vec<f32> = (0..6 * cols).map(|n| ((n * 5 % 19) as f32 - 9.0) / 6.0).collect();
        let mut packed = Vec::new();
        for vector in vectors.chunks(cols) {
            packed.extend(vector.iter().map(|&value| activation(value)));
            packed.resize(packed.len().next_multiple_of(WIDTH), 0);
        }
        let mut found = Vec::new();
        matrix.multiply_all(&packed, &mut found);
        for (place, vector) in vectors.chunks(cols).enumerate() {
            let mut single = Vec::new();
            matrix.multiply(&packed[place * matrix.cols()..][..matrix.cols()], &mut single);
            assert_eq!(&found[place * rows..][..rows], single);
            for (row, found) in single.into_iter().enumerate() {
                let wanted: f32 = vector.iter().zip(&values[row * cols..]).map(|(a, b)| a * b).sum();
                assert!((f32::from(found) / 512.0 - wanted).abs() < 0.02, "{found} {wanted}");
            }
        }
    }

    #[test]
    fn comes_back_as_it_went() {
        let matrix = IntegerMatrix::quantise(&[0.5, -1.0, 2.0, 0.25], 2, 2);
        let mut bytes = Vec::new();
        matrix.encode(&mut bytes);
        assert_eq!(IntegerMatrix::decode(&mut bytes.as_slice()), Some(matrix));
        for length in 0..bytes.len() {
            assert_eq!(IntegerMatrix::decode(&mut &bytes[..length]), None);
        }
    }
}
