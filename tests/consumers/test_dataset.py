"""A published dataset -> what DuckDB, pyarrow, pandas and polars see of it: types, keys, offsets, sorts, counts."""

import hashlib
import json
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow
import pyarrow.parquet
import pytest

from conftest import DECLARED, TABLES, column_names, open_dataset

ROOT = Path(__file__).resolve().parents[2]
ROLE = pyarrow.struct([("role", pyarrow.utf8()), ("organisation", pyarrow.utf8()), ("n_mentions", pyarrow.int32())])
ARROW = {
    "utf8": pyarrow.utf8(),
    "int32": pyarrow.int32(),
    "int64": pyarrow.int64(),
    "float32": pyarrow.float32(),
    "float64": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "date32": pyarrow.date32(),
    "timestamp(us)": pyarrow.timestamp("us"),
    "list<utf8>": pyarrow.list_(pyarrow.utf8()),
    "list<struct<role utf8, organisation utf8, n_mentions int32>>": pyarrow.list_(ROLE),
}


def count(con, sql):
    return con.execute(f"SELECT count(*) FROM ({sql})").fetchone()[0]


def plain(arrow_type):
    """The type without the names of list items and without what says that items are never null."""
    if pyarrow.types.is_list(arrow_type):
        return pyarrow.list_(plain(arrow_type.value_type))
    if pyarrow.types.is_struct(arrow_type):
        return pyarrow.struct([(field.name, plain(field.type)) for field in arrow_type])
    return arrow_type


# --- types -----------------------------------------------------------------------------------------------------


def test_columns_have_the_declared_types(dataset, table):
    schema = pyarrow.parquet.read_schema(next((dataset / table).glob("*.parquet")))
    found = {field.name: plain(field.type) for field in schema}
    assert found == {column["name"]: ARROW[column["type"]] for column in TABLES[table]["columns"]}


def test_columns_carry_their_descriptions(dataset, table):
    schema = pyarrow.parquet.read_schema(next((dataset / table).glob("*.parquet")))
    described = {field.name: (field.metadata or {}).get(b"description", b"").decode() for field in schema}
    assert described == {column["name"]: column["description"] for column in TABLES[table]["columns"]}


def test_files_say_what_made_them(dataset, table):
    manifest = json.loads((dataset / "manifest.json").read_text(encoding="utf-8"))
    for path in (dataset / table).glob("*.parquet"):
        metadata = {key.decode(): value.decode() for key, value in pyarrow.parquet.read_metadata(path).metadata.items()}
        for key in ("contract_version", "program_version", "config_digest", "kb_digest"):
            assert manifest[key] in [value for name, value in metadata.items() if name.endswith(key)], key


def test_nothing_unknown_is_an_empty_text(con, table):
    for column in TABLES[table]["columns"]:
        if column["type"] == "utf8" and column["nullable"]:
            assert count(con, f"SELECT 1 FROM {table} WHERE {column['name']} = ''") == 0, column["name"]


def test_required_columns_have_no_nulls(con, table):
    for column in TABLES[table]["columns"]:
        if not column["nullable"]:
            assert count(con, f"SELECT 1 FROM {table} WHERE {column['name']} IS NULL") == 0, column["name"]


# --- keys ------------------------------------------------------------------------------------------------------


def test_keys_are_unique(con, table):
    key = ", ".join(TABLES[table]["key"])
    if key:
        assert count(con, f"SELECT {key} FROM {table} GROUP BY {key} HAVING count(*) > 1") == 0


def test_references_point_at_rows(con, reference):
    table, to = reference
    column = next(column for column in TABLES[table]["columns"] if column["name"] == to["column"])
    value = f"unnest({to['column']})" if column["type"].startswith("list") else to["column"]
    pointing = f"SELECT {value} AS id FROM {table}"
    dangling = f"SELECT id FROM ({pointing}) WHERE id IS NOT NULL AND id NOT IN (SELECT {to['target']} FROM {to['table']})"
    assert con.execute(f"{dangling} LIMIT 3").fetchall() == []


def test_ids_start_with_their_document(con, table):
    names = column_names(TABLES[table])
    for column in {"sentence_id", "mention_id", "quote_id", "event_id"} & set(names):
        if "doc_id" in names:
            assert count(con, f"SELECT 1 FROM {table} WHERE NOT starts_with({column}, doc_id || '#')") == 0, column


# --- offsets ---------------------------------------------------------------------------------------------------


def test_offsets_cut_the_text_in_duckdb(con, offsets_table):
    if "text" not in column_names(TABLES[offsets_table]):
        slices = f"SELECT text[char_start + 1 : char_end] AS cut FROM {offsets_table} JOIN documents USING (doc_id)"
        assert count(con, f"SELECT 1 FROM ({slices}) WHERE length(cut) = 0") == 0
        return
    wrong = f"""
        SELECT t.text, d.text[t.char_start + 1 : t.char_end] AS cut
        FROM {offsets_table} t JOIN documents d USING (doc_id) WHERE cut <> t.text OR t.char_start >= t.char_end"""
    assert con.execute(f"{wrong} LIMIT 3").fetchall() == []


def test_offsets_cut_the_text_in_python(con, offsets_table):
    if "text" not in column_names(TABLES[offsets_table]):
        pytest.skip("this table has no text of its own")
    texts = dict(con.execute("SELECT doc_id, text FROM documents").fetchall())
    for doc_id, start, end, text in con.execute(
        f"SELECT doc_id, char_start, char_end, text FROM {offsets_table}"
    ).fetchall():
        assert texts[doc_id][start:end] == text


def test_the_texts_try_more_than_ascii(con):
    """Offsets in bytes or UTF-16 units would pass on ASCII."""
    assert count(con, "SELECT 1 FROM documents WHERE strlen(text) > length(text)") > 0


def test_source_bytes_hold_the_sentences_of_plain_text(con):
    rows = con.execute("""
        SELECT source_uri, charset, source_start, source_end, s.text FROM sentences s JOIN documents d USING (doc_id)
        WHERE source_uri LIKE '%.txt' AND source_start IS NOT NULL
    """).fetchall()
    assert rows
    for uri, charset, start, end, text in rows:
        passage = (ROOT / uri).read_bytes()[start:end].decode(charset)
        assert "".join(passage.split()) == "".join(text.split())


def test_sentences_hold_every_visible_character_once(con):
    wrong = """
        SELECT d.doc_id FROM documents d JOIN sentences s USING (doc_id) GROUP BY d.doc_id, d.text
        HAVING sum(length(regexp_replace(s.text, '\\s', '', 'g'))) <> length(regexp_replace(d.text, '\\s', '', 'g'))"""
    assert con.execute(f"{wrong} LIMIT 3").fetchall() == []


# --- order and counts ------------------------------------------------------------------------------------------


def test_rows_are_sorted_as_declared(dataset, table):
    order = TABLES[table]["sort"]
    rows = pyarrow.concat_tables(pyarrow.parquet.read_table(path) for path in parts(dataset, table))
    keys = list(zip(*(rows[column].to_pylist() for column in order)))
    assert keys == sorted(keys)


def test_all_readers_see_the_same_rows(con, dataset, table):
    in_manifest = json.loads((dataset / "manifest.json").read_text(encoding="utf-8"))
    rows = count(con, f"SELECT 1 FROM {table}")
    assert len(pandas.read_parquet(dataset / table)) == rows
    assert polars.read_parquet(dataset / table / "*.parquet").height == rows
    assert sum(pyarrow.parquet.read_metadata(path).num_rows for path in parts(dataset, table)) == rows
    assert f'"{table}' in json.dumps(in_manifest)


def test_readers_agree_on_the_values(con, dataset, table):
    """pandas and polars give back what DuckDB does, column by column (nested ones as Python lists)."""
    in_polars = polars.read_parquet(dataset / table / "*.parquet")
    in_pandas = pandas.read_parquet(dataset / table)
    in_arrow = pyarrow.concat_tables(pyarrow.parquet.read_table(path) for path in parts(dataset, table))
    for name in column_names(TABLES[table]):
        values = in_arrow[name].to_pylist()
        assert in_polars[name].to_list() == values, name
        assert [value is None for value in values] == list(in_pandas[name].isna()), name
        if TABLES[table]["key"]:
            ordered = con.execute(f"SELECT {name} FROM {table}").fetchall()
            assert sorted(map(repr, values)) == sorted(repr(row[0]) for row in ordered), name


def test_entities_add_up_to_the_mentions(con):
    wrong = """
        SELECT entity_id, e.n_mentions, m.n, e.n_documents, m.documents FROM entities e
        FULL JOIN (SELECT entity_id, count(*) AS n, count(DISTINCT doc_id) AS documents
                   FROM mentions WHERE entity_id IS NOT NULL GROUP BY ALL) m USING (entity_id)
        WHERE e.n_mentions <> coalesce(m.n, 0) OR e.n_documents <> coalesce(m.documents, 0) OR e.entity_id IS NULL"""
    assert con.execute(f"{wrong} LIMIT 3").fetchall() == []


def test_canonical_entities_stand_for_themselves(con):
    assert count(con, "SELECT 1 FROM entities e JOIN entities c ON c.entity_id = e.canonical_id "
                      "WHERE c.canonical_id <> c.entity_id OR e.canonical_name <> c.name") == 0


def test_every_event_is_a_report_of_one_happening(con):
    assert count(con, "SELECT 1 FROM events ANTI JOIN event_cluster_members USING (event_id)") == 0
    wrong = """
        SELECT c.cluster_id FROM event_clusters c JOIN (
            SELECT m.cluster_id, count(*) AS reports, count(DISTINCT coalesce(representative_doc_id, doc_id)) AS documents
            FROM event_cluster_members m LEFT JOIN duplicates USING (doc_id) GROUP BY m.cluster_id) m USING (cluster_id)
        WHERE c.n_reports <> m.reports OR c.n_documents <> m.documents"""
    assert con.execute(wrong).fetchall() == []


def test_records_are_documents_or_rejects(con, dataset):
    manifest = json.loads((dataset / "manifest.json").read_text(encoding="utf-8"))
    assert count(con, "FROM documents") + count(con, "FROM rejects") == manifest["records"]


# --- beside the tables -----------------------------------------------------------------------------------------


def test_views_load_from_any_working_directory(dataset, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert {name for (name,) in open_dataset(dataset).execute("SHOW TABLES").fetchall()} == set(TABLES)


def test_views_load_in_the_folder_of_the_snapshot(dataset, monkeypatch):
    monkeypatch.chdir(dataset)
    con = duckdb.connect()
    con.execute((dataset / "views.sql").read_text(encoding="utf-8"))
    assert count(con, "FROM documents") > 0


def test_datapackage_describes_every_table(dataset):
    package = json.loads((dataset / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["name"].replace("-", "_"): resource for resource in package["resources"]}
    assert set(resources) == set(TABLES)
    for name, resource in resources.items():
        paths = [resource["path"]] if isinstance(resource["path"], str) else resource["path"]
        assert sorted(paths) == [f"{name}/{path.name}" for path in parts(dataset, name)]
        assert [field["name"] for field in resource["schema"]["fields"]] == column_names(TABLES[name])
        if TABLES[name]["key"]:
            key = resource["schema"]["primaryKey"]
            assert ([key] if isinstance(key, str) else key) == TABLES[name]["key"]
        for path in paths[:1] if len(paths) == 1 else []:
            method, digest = resource["hash"].split(":")
            assert hashlib.new(method, (dataset / path).read_bytes()).hexdigest() == digest


def test_manifest_names_the_contract(dataset):
    manifest = json.loads((dataset / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["contract_version"] == DECLARED["contract_version"]


def parts(dataset, table):
    return sorted((dataset / table).glob("*.parquet"))
