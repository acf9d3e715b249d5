//! The types a column can have: each turns values of the program into one Arrow array.

use std::marker::PhantomData;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, BooleanBuilder, Date32Builder, Float32Builder, Float64Builder, Int32Builder, Int64Builder,
    ListBuilder, StringBuilder, StructBuilder, TimestampMicrosecondBuilder,
};
use arrow::datatypes::{DataType, Field, Fields, TimeUnit};

/// One column type: what the program hands over and how it is kept.
pub trait Cell {
    type Value<'d>;
    type Builder;
    const TYPE: ColumnType;
    const IS_NULLABLE: bool = false;

    /// An empty builder. It reserves nothing: rows of a few documents at a time are built, in many tables.
    fn builder() -> Self::Builder;
    fn append(builder: &mut Self::Builder, value: Self::Value<'_>);
    fn append_null(builder: &mut Self::Builder);
    fn finish(builder: &mut Self::Builder) -> ArrayRef;
}

/// The type of a column as readers of the dataset see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    Text,
    /// 32-bit whole number.
    Int,
    /// 64-bit whole number.
    Long,
    /// 32-bit floating point.
    Float,
    /// 64-bit floating point.
    Double,
    Flag,
    /// Days since 1970-01-01.
    Date,
    /// Microseconds since 1970-01-01 in UTC, no zone attached.
    Instant,
    Texts,
    Longs,
    Roles,
}

impl ColumnType {
    pub fn arrow(self) -> DataType {
        let list = |item: DataType| DataType::List(Arc::new(Field::new_list_field(item, true)));
        match self {
            Self::Text => DataType::Utf8,
            Self::Int => DataType::Int32,
            Self::Long => DataType::Int64,
            Self::Float => DataType::Float32,
            Self::Double => DataType::Float64,
            Self::Flag => DataType::Boolean,
            Self::Date => DataType::Date32,
            Self::Instant => DataType::Timestamp(TimeUnit::Microsecond, None),
            Self::Texts => list(DataType::Utf8),
            Self::Longs => list(DataType::Int64),
            Self::Roles => list(DataType::Struct(role_fields())),
        }
    }

    /// The type in the data dictionary.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "utf8",
            Self::Int => "int32",
            Self::Long => "int64",
            Self::Float => "float32",
            Self::Double => "float64",
            Self::Flag => "boolean",
            Self::Date => "date32",
            Self::Instant => "timestamp(us)",
            Self::Texts => "list<utf8>",
            Self::Longs => "list<int64>",
            Self::Roles => "list<struct<role utf8, organisation utf8, n_mentions int32>>",
        }
    }

    /// The type in DuckDB's SQL.
    pub fn sql(self) -> &'static str {
        match self {
            Self::Text => "VARCHAR",
            Self::Int => "INTEGER",
            Self::Long => "BIGINT",
            Self::Float => "FLOAT",
            Self::Double => "DOUBLE",
            Self::Flag => "BOOLEAN",
            Self::Date => "DATE",
            Self::Instant => "TIMESTAMP",
            Self::Texts => "VARCHAR[]",
            Self::Longs => "BIGINT[]",
            Self::Roles => "STRUCT(role VARCHAR, organisation VARCHAR, n_mentions INTEGER)[]",
        }
    }

    /// The type in a Frictionless table schema.
    pub fn frictionless(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Int | Self::Long => "integer",
            Self::Float | Self::Double => "number",
            Self::Flag => "boolean",
            Self::Date => "date",
            Self::Instant => "datetime",
            Self::Texts | Self::Longs | Self::Roles => "array",
        }
    }
}

/// A cell that may be unknown: null, never an empty text or zero.
pub struct Maybe<C>(PhantomData<C>);

impl<C: Cell> Cell for Maybe<C> {
    type Value<'d> = Option<C::Value<'d>>;
    type Builder = C::Builder;
    const TYPE: ColumnType = C::TYPE;
    const IS_NULLABLE: bool = true;

    fn builder() -> Self::Builder {
        C::builder()
    }

    fn append(builder: &mut Self::Builder, value: Self::Value<'_>) {
        match value {
            Some(value) => C::append(builder, value),
            None => C::append_null(builder),
        }
    }

    fn append_null(builder: &mut Self::Builder) {
        C::append_null(builder);
    }

    fn finish(builder: &mut Self::Builder) -> ArrayRef {
        C::finish(builder)
    }
}

/// Cells whose Arrow builder takes the value as it is, or after one conversion.
macro_rules! plain_cells {
    ($($(#[$meta:meta])* $cell:ident($value:ty) = $builder:ty, $convert:expr;)+) => {$(
        $(#[$meta])*
        pub struct $cell;

        impl Cell for $cell {
            type Value<'d> = $value;
            type Builder = $builder;
            const TYPE: ColumnType = ColumnType::$cell;

            fn builder() -> Self::Builder {
                <$builder>::with_capacity(0)
            }

            fn append(builder: &mut Self::Builder, value: Self::Value<'_>) {
                let convert: fn($value) -> _ = $convert;
                builder.append_value(convert(value));
            }

            fn append_null(builder: &mut Self::Builder) {
                builder.append_null();
            }

            fn finish(builder: &mut Self::Builder) -> ArrayRef {
                fitted(builder.finish())
            }
        }
    )+};
}

plain_cells! {
    Int(i32) = Int32Builder, |value| value;
    Long(i64) = Int64Builder, |value| value;
    Float(f32) = Float32Builder, |value| value;
    Double(f64) = Float64Builder, |value| value;
    Flag(bool) = BooleanBuilder, |value| value;
    Date(jiff::civil::Date) = Date32Builder, epoch_day;
    Instant(jiff::Timestamp) = TimestampMicrosecondBuilder, |value| value.as_microsecond();
}

/// UTF-8 text.
pub struct Text;

impl Cell for Text {
    type Value<'d> = &'d str;
    type Builder = StringBuilder;
    const TYPE: ColumnType = ColumnType::Text;

    fn builder() -> Self::Builder {
        StringBuilder::with_capacity(0, 0)
    }

    fn append(builder: &mut Self::Builder, value: &str) {
        builder.append_value(value);
    }

    fn append_null(builder: &mut Self::Builder) {
        builder.append_null();
    }

    fn finish(builder: &mut Self::Builder) -> ArrayRef {
        fitted(builder.finish())
    }
}

/// A list of texts; an empty list says that there are none.
pub struct Texts;

impl Cell for Texts {
    type Value<'d> = Vec<&'d str>;
    type Builder = ListBuilder<StringBuilder>;
    const TYPE: ColumnType = ColumnType::Texts;

    fn builder() -> Self::Builder {
        ListBuilder::with_capacity(StringBuilder::with_capacity(0, 0), 0)
    }

    fn append(builder: &mut Self::Builder, value: Vec<&str>) {
        builder.append_value(value.into_iter().map(Some));
    }

    fn append_null(builder: &mut Self::Builder) {
        builder.append_null();
    }

    fn finish(builder: &mut Self::Builder) -> ArrayRef {
        fitted(builder.finish())
    }
}

/// A list of 64-bit numbers.
pub struct Longs;

impl Cell for Longs {
    type Value<'d> = &'d [i64];
    type Builder = ListBuilder<Int64Builder>;
    const TYPE: ColumnType = ColumnType::Longs;

    fn builder() -> Self::Builder {
        ListBuilder::with_capacity(Int64Builder::with_capacity(0), 0)
    }

    fn append(builder: &mut Self::Builder, value: &[i64]) {
        builder.append_value(value.iter().copied().map(Some));
    }

    fn append_null(builder: &mut Self::Builder) {
        builder.append_null();
    }

    fn finish(builder: &mut Self::Builder) -> ArrayRef {
        fitted(builder.finish())
    }
}

/// A post that an entity was said to hold, with how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleCount<'d> {
    pub role: &'d str,
    pub organisation: Option<&'d str>,
    pub n_mentions: i32,
}

/// A list of posts.
pub struct Roles;

impl Cell for Roles {
    type Value<'d> = Vec<RoleCount<'d>>;
    type Builder = RolesBuilder;
    const TYPE: ColumnType = ColumnType::Roles;

    fn builder() -> Self::Builder {
        let items = StructBuilder::from_fields(role_fields(), 0);
        RolesBuilder {
            lists: ListBuilder::with_capacity(items, 0),
        }
    }

    fn append(builder: &mut Self::Builder, value: Vec<RoleCount<'_>>) {
        for role in value {
            builder.push(role);
        }
        builder.lists.append(true);
    }

    fn append_null(builder: &mut Self::Builder) {
        builder.lists.append_null();
    }

    fn finish(builder: &mut Self::Builder) -> ArrayRef {
        fitted(builder.lists.finish())
    }
}

/// Builds the column of [`Roles`].
pub struct RolesBuilder {
    lists: ListBuilder<StructBuilder>,
}

impl RolesBuilder {
    fn push(&mut self, role: RoleCount<'_>) {
        let fields = self.lists.values();
        let same_type = "the builder was made from role_fields";
        fields
            .field_builder::<StringBuilder>(0)
            .expect(same_type)
            .append_value(role.role);
        fields
            .field_builder::<StringBuilder>(1)
            .expect(same_type)
            .append_option(role.organisation);
        fields
            .field_builder::<Int32Builder>(2)
            .expect(same_type)
            .append_value(role.n_mentions);
        fields.append(true);
    }
}

/// Gives back what the builder reserved beyond its values: rows are held until they are sorted.
fn fitted(mut array: impl Array + 'static) -> ArrayRef {
    array.shrink_to_fit();
    Arc::new(array)
}

fn role_fields() -> Fields {
    Fields::from(vec![
        Field::new("role", DataType::Utf8, false),
        Field::new("organisation", DataType::Utf8, true),
        Field::new("n_mentions", DataType::Int32, false),
    ])
}

fn epoch_day(date: jiff::civil::Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    (date - epoch).get_days()
}
