//! Matrix products in 32-bit floats, in an order that is the same on every machine.

/// Rows and columns of the block that is summed in registers.
const BLOCK_ROWS: usize = 4;
const BLOCK_COLUMNS: usize = 32;

/// Adds `left · right` to `sums`: `left` has rows of `depth` numbers, `right` and `sums` rows of `columns`.
pub fn multiply(left: &[f32], right: &[f32], sums: &mut [f32], depth: usize, columns: usize) {
    let left_blocks = left.chunks(BLOCK_ROWS * depth);
    for (left, sums) in left_blocks.zip(sums.chunks_mut(BLOCK_ROWS * columns)) {
        let whole = if left.len() == BLOCK_ROWS * depth {
            columns / BLOCK_COLUMNS * BLOCK_COLUMNS
        } else {
            0
        };
        for first in (0..whole).step_by(BLOCK_COLUMNS) {
            multiply_block(left, right, sums, depth, columns, first);
        }
        if whole < columns {
            multiply_rest(left, right, sums, depth, columns, whole);
        }
    }
}

fn multiply_block(left: &[f32], right: &[f32], sums: &mut [f32], depth: usize, columns: usize, first: usize) {
    let mut block = [[0f32; BLOCK_COLUMNS]; BLOCK_ROWS];
    for (step, row) in right.chunks_exact(columns).enumerate() {
        let row: &[f32; BLOCK_COLUMNS] = row[first..first + BLOCK_COLUMNS]
            .try_into()
            .expect("cut to this length");
        for (place, sums) in block.iter_mut().enumerate() {
            let factor = left[place * depth + step];
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += factor * value;
            }
        }
    }
    for (place, block) in block.iter().enumerate() {
        let sums = &mut sums[place * columns + first..][..BLOCK_COLUMNS];
        sums.iter_mut().zip(block).for_each(|(sum, value)| *sum += value);
    }
}

fn multiply_rest(left: &[f32], right: &[f32], sums: &mut [f32], depth: usize, columns: usize, first: usize) {
    for (left, sums) in left.chunks_exact(depth).zip(sums.chunks_exact_mut(columns)) {
        for (&factor, row) in left.iter().zip(right.chunks_exact(columns)) {
            add_scaled(&mut sums[first..], &row[first..], factor);
        }
    }
}

/// Adds `factor · values` to `sums`.
#[inline]
pub fn add_scaled(sums: &mut [f32], values: &[f32], factor: f32) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += factor * value;
    }
}

/// Adds `values` to `sums`.
#[inline]
pub fn add(sums: &mut [f32], values: &[f32]) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += value;
    }
}

/// Multiplies each number by its factor.
pub fn scale(values: &mut [f32], factors: &[f32]) {
    for (value, factor) in values.iter_mut().zip(factors) {
        *value *= factor;
    }
}

/// Rows become columns.
pub fn transpose(values: &[f32], columns: usize) -> Vec<f32> {
    let rows = values.len() / columns;
    let mut turned = vec![0.0; values.len()];
    for (place, row) in values.chunks_exact(columns).enumerate() {
        for (column, value) in row.iter().enumerate() {
            turned[column * rows + place] = *value;
        }
    }
    turned
}

/// Inner product.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    const LANES: usize = 16;
    let mut sums = [0f32; LANES];
    let (a_blocks, b_blocks) = (a.chunks_exact(LANES), b.chunks_exact(LANES));
    let rest: f32 = a_blocks
        .remainder()
        .iter()
        .zip(b_blocks.remainder())
        .map(|(a, b)| a * b)
        .sum();
    for (a, b) in a_blocks.zip(b_blocks) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    sums.iter().sum::<f32>() + rest
}

/// Scores become probabilities.
pub fn softmax(scores: &mut [f32]) {
    let largest = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|score| *score = (*score - largest).exp());
    let total: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= total);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_all_sizes_are_those_of_the_definition() {
        for (rows, depth, columns) in [(1, 3, 5), (4, 7, 32), (6, 5, 70), (9, 2, 33)] {
            let number = |n: usize| (n * 37 % 17) as f32 - 8.0;
            let left: Vec<f32> = (0..rows * depth).map(number).collect();
            let right: Vec<f32> = (0..depth * columns).map(|n| number(n + 5)).collect();
            let mut sums = vec![1.0; rows * columns];
            multiply(&left, &right, &mut sums, depth, columns);
            let turned = transpose(&right, columns);
            for row in 0..rows {
                for column in 0..columns {
                    let wanted = dot(&left[row * depth..][..depth], &turned[column * depth..][..depth]);
                    assert_eq!(sums[row * columns + column], 1.0 + wanted);
                }
            }
        }
    }
}
