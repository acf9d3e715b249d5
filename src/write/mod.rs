//! Parquet parts, manifest and the atomic switch of `latest`.
