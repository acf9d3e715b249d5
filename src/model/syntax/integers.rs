//! Matrices of small integers: the products of the nets in 16 bits, eight or more numbers an instruction.

use std::ops::Range;

use pulp::{Arch, Simd, WithSimd};

/// Outputs that are summed side by side.
const BLOCK: usize = 32;
/// Sums are kept to ±16 at the least, and to the range of the numbers given: one unit is at most this fine.
const FINEST_SUM: u32 = 11;

/// A matrix for vectors of 16-bit fixed-point numbers. A number with `n` bits is a multiple of 2^-n.
///
/// Of each product of a weight and a number the upper 16 bits are summed, with saturation: the error of a sum is about
/// the square root of its length in units.
#[derive(Clone, Debug, PartialEq)]
pub struct IntegerMatrix {
    rows: usize,
    cols: usize,
    /// Bits of the numbers it multiplies.
    input_bits: u32,
    /// Bits of the numbers it gives.
    output_bits: u32,
    /// Bits of the sums before they are brought to `output_bits`.
    sum_bits: i32,
    /// For each block of rows, for each column, one weight of each row; missing rows are 0.
    weights: Vec<i16>,
}

impl IntegerMatrix {
    /// Rounds a matrix given by rows, as finely as its largest weight and the range of sums allow.
    pub fn quantise(values: &[f32], cols: usize, input_bits: u32, output_bits: u32) -> Self {
        let rows = values.len() / cols;
        let largest = values.iter().fold(1e-6f32, |largest, value| largest.max(value.abs()));
        let finest = (f32::from(i16::MAX) / largest).log2().floor() as u32;
        let bits = finest.min(FINEST_SUM.min(output_bits) + 16 - input_bits);
        let scale = (bits as f32).exp2();
        let mut weights = vec![0; rows.div_ceil(BLOCK) * BLOCK * cols];
        for (row, values) in values.chunks_exact(cols).enumerate() {
            let first = row / BLOCK * BLOCK * cols + row % BLOCK;
            for (column, value) in values.iter().enumerate() {
                weights[first + column * BLOCK] = (value * scale).round() as i16;
            }
        }
        Self {
            rows,
            cols,
            input_bits,
            output_bits,
            sum_bits: (input_bits + bits) as i32 - 16,
            weights,
        }
    }

    /// Number of outputs.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of inputs.
    pub fn cols(&self) -> usize {
        self.cols
    }

    /// Products with vectors of `cols` numbers that stand one behind the other; `output` holds `rows` for each.
    pub fn multiply(&self, vectors: &[i16], output: &mut Vec<i16>) {
        output.clear();
        wide(Products {
            matrix: self,
            vectors,
            output,
        });
    }

    /// Appends the products of some rows with one vector; cheapest where they fill whole blocks.
    #[inline(always)]
    pub fn append_rows(&self, rows: Range<usize>, vector: &[i16], output: &mut Vec<i16>) {
        // Cutting products off rounds down: half a unit for each number that is not 0 makes up for it.
        let start = (vector.iter().filter(|&&number| number != 0).count() / 2) as i16;
        for block in rows.start / BLOCK..rows.end.div_ceil(BLOCK) {
            let weights = &self.weights[block * BLOCK * self.cols..][..BLOCK * self.cols];
            let sums = sums(weights, vector, start);
            let first = block * BLOCK;
            let wanted = rows.start.max(first) - first..rows.end.min(first + BLOCK) - first;
            output.extend(sums[wanted].iter().map(|&sum| self.scaled(sum)));
        }
    }

    #[inline(always)]
    fn scaled(&self, sum: i16) -> i16 {
        let shift = self.output_bits as i32 - self.sum_bits;
        if shift >= 0 {
            let wide = i32::from(sum) << shift.min(15);
            wide.clamp(i16::MIN.into(), i16::MAX.into()) as i16
        } else {
            let shift = (-shift).min(15);
            ((i32::from(sum) + (1 << (shift - 1))) >> shift) as i16
        }
    }

    /// Layout: rows, columns, input bits, output bits, sum bits, 32 bits each, then the weights; all little-endian.
    pub fn encode(&self, bytes: &mut Vec<u8>) {
        let sizes = [self.rows as u32, self.cols as u32];
        for number in sizes
            .into_iter()
            .chain([self.input_bits, self.output_bits, self.sum_bits as u32])
        {
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        encode_numbers(&self.weights, bytes);
    }

    /// The matrix at the head of `bytes`, which moves on; `None` where they end early or make no sense.
    pub fn decode(bytes: &mut &[u8]) -> Option<Self> {
        let (rows, cols) = (read_u32(bytes)? as usize, read_u32(bytes)? as usize);
        let (input_bits, output_bits, sum_bits) = (read_u32(bytes)?, read_u32(bytes)?, read_u32(bytes)? as i32);
        let makes_sense = cols > 0 && rows > 0 && output_bits < 16 && (-32..32).contains(&sum_bits);
        let filled = rows.checked_next_multiple_of(BLOCK).filter(|_| makes_sense)?;
        Some(Self {
            rows,
            cols,
            input_bits,
            output_bits,
            sum_bits,
            weights: read_numbers(bytes, filled.checked_mul(cols)?)?,
        })
    }
}

/// Does the work with the widest instructions that the processor has. What it calls must be inlined to profit. The
/// results are the same on every machine: integers are exact, and operations on floats are neither fused nor reordered.
pub fn wide<W: WithSimd>(work: W) -> W::Output {
    Arch::new().dispatch(work)
}

/// The products of a matrix with some vectors.
struct Products<'p> {
    matrix: &'p IntegerMatrix,
    vectors: &'p [i16],
    output: &'p mut Vec<i16>,
}

impl WithSimd for Products<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        for vector in self.vectors.chunks_exact(self.matrix.cols) {
            self.matrix.append_rows(0..self.matrix.rows, vector, self.output);
        }
    }
}

/// The sums of one block of rows.
#[inline(always)]
fn sums(weights: &[i16], vector: &[i16], start: i16) -> [i16; BLOCK] {
    let mut sums = [start; BLOCK];
    let (columns, _) = weights.as_chunks::<BLOCK>();
    for (&number, column) in vector.iter().zip(columns) {
        let mut products = [0i16; BLOCK];
        for (product, weight) in products.iter_mut().zip(column) {
            *product = ((i32::from(*weight) * i32::from(number)) >> 16) as i16;
        }
        for (sum, product) in sums.iter_mut().zip(products) {
            *sum = sum.saturating_add(product);
        }
    }
    sums
}

/// A number with so many bits; larger ones wrap, nets keep theirs small.
#[inline(always)]
pub fn fixed(value: f32, bits: u32) -> i16 {
    // Adding 1.5 · 2^23 leaves the rounded number in the low bits: one addition where a cast would also check.
    const SHIFT: f32 = 12_582_912.0;
    (value * (1 << bits) as f32 + SHIFT).to_bits() as i16
}

/// A number with so many bits, the nearest that there is.
pub fn nearest_fixed(value: f32, bits: u32) -> i16 {
    (value * (1 << bits) as f32).round() as i16
}

/// Adds numbers of the same bits.
#[inline(always)]
pub fn add_to(sums: &mut [i16], values: &[i16]) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum = sum.saturating_add(*value);
    }
}

/// A little-endian number at the head of `bytes`, which moves on.
pub fn read_u32(bytes: &mut &[u8]) -> Option<u32> {
    let (head, rest) = bytes.split_first_chunk::<4>()?;
    *bytes = rest;
    Some(u32::from_le_bytes(*head))
}

/// Appends numbers, little-endian.
pub fn encode_numbers(numbers: &[i16], bytes: &mut Vec<u8>) {
    bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

/// So many numbers at the head of `bytes`, which moves on.
pub fn read_numbers(bytes: &mut &[u8], count: usize) -> Option<Vec<i16>> {
    let (numbers, rest) = bytes.split_at_checked(count.checked_mul(2)?)?;
    *bytes = rest;
    let (pairs, _) = numbers.as_chunks::<2>();
    Some(pairs.iter().map(|pair| i16::from_le_bytes(*pair)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_match_those_of_floats() {
        let (rows, cols) = (45, 12);
        let values: Vec<f32> = (0..rows * cols).map(|n| ((n * 7 % 23) as f32 - 11.0) / 17.0).collect();
        for (input_bits, output_bits) in [(13, 11), (11, 9), (13, 13), (7, 9)] {
            let matrix = IntegerMatrix::quantise(&values, cols, input_bits, output_bits);
            let vectors: Vec<f32> = (0..3 * cols).map(|n| ((n * 5 % 19) as f32 - 9.0) / 6.0).collect();
            let packed: Vec<i16> = vectors.iter().map(|&value| fixed(value, input_bits)).collect();
            let mut found = Vec::new();
            matrix.multiply(&packed, &mut found);
            assert_eq!(found.len(), 3 * rows);
            for (place, found) in found.into_iter().enumerate() {
                let (vector, row) = (&vectors[place / rows * cols..], &values[place % rows * cols..][..cols]);
                let wanted: f32 = vector.iter().zip(row).map(|(a, b)| a * b).sum();
                let found = f32::from(found) / (1 << output_bits) as f32;
                // Rounded to the units of the inputs, of the sums and of the output.
                assert!((found - wanted).abs() < 0.05, "{found} {wanted} of {input_bits} bits");
            }
        }
    }

    #[test]
    fn some_rows_are_a_part_of_all_rows() {
        let (rows, cols) = (2 * BLOCK + 7, 5);
        let values: Vec<f32> = (0..rows * cols).map(|n| ((n * 7 % 23) as f32 - 11.0) / 17.0).collect();
        let matrix = IntegerMatrix::quantise(&values, cols, 13, 11);
        let vector = [900, -800, 0, 4000, 77];
        let mut all = Vec::new();
        matrix.multiply(&vector, &mut all);
        for part in [0..rows, BLOCK..2 * BLOCK, 3..40, 70..rows, 5..5] {
            let mut some = Vec::new();
            matrix.append_rows(part.clone(), &vector, &mut some);
            assert_eq!(some, all[part]);
        }
    }

    #[test]
    fn sums_out_of_range_stay_at_its_end() {
        let matrix = IntegerMatrix::quantise(&[1.9; 64], 64, 13, 11);
        let mut found = Vec::new();
        matrix.multiply(&[i16::MAX; 64], &mut found);
        assert_eq!(found, [i16::MAX]);
    }

    #[test]
    fn comes_back_as_it_went() {
        let matrix = IntegerMatrix::quantise(&[0.5, -1.0, 2.0, 0.25], 2, 13, 9);
        let mut bytes = Vec::new();
        matrix.encode(&mut bytes);
        assert_eq!(IntegerMatrix::decode(&mut bytes.as_slice()), Some(matrix));
        for length in 0..bytes.len() {
            assert_eq!(IntegerMatrix::decode(&mut &bytes[..length]), None);
        }
    }
}
