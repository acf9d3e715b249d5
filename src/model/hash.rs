//! Feature values to 32-bit keys.

/// A feature value: the key of a word, a suffix, a tag, or a combination of several.
pub type Key = u32;

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;
const MULTIPLIER: u64 = 0xD6E8_FEB8_6659_FD93;

/// Combines a key with one more value; the order of combination matters.
#[inline(always)]
pub fn combine(key: Key, value: Key) -> Key {
    let mixed = (u64::from(key) << 32 | u64::from(value)) ^ SEED;
    let mixed = mixed.wrapping_mul(MULTIPLIER);
    (mixed ^ (mixed >> 32)) as Key
}

/// A feature of one value under a template number.
#[inline(always)]
pub fn one(template: u32, a: Key) -> Key {
    combine(template.wrapping_mul(0x85EB_CA6B), a)
}

/// A feature of two values.
#[inline(always)]
pub fn two(template: u32, a: Key, b: Key) -> Key {
    combine(one(template, a), b)
}

/// A feature of three values.
#[inline(always)]
pub fn three(template: u32, a: Key, b: Key, c: Key) -> Key {
    combine(two(template, a, b), c)
}

/// A feature of four values.
#[inline(always)]
pub fn four(template: u32, a: Key, b: Key, c: Key, d: Key) -> Key {
    combine(three(template, a, b, c), d)
}

/// The key of a byte string.
#[inline]
pub fn bytes(text: &[u8]) -> Key {
    let hash = xxhash_rust::xxh3::xxh3_64(text);
    (hash ^ (hash >> 32)) as Key
}
