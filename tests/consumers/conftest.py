"""The dataset under test, made from data_raw by tests/run -> fixtures for everything that reads it."""

import json
import os
import subprocess
from pathlib import Path

import duckdb
import pytest

ETL = Path(os.environ["ETL"]).resolve()
DATASET = Path(os.environ["ETL_DATASET"]).resolve()
DECLARED = json.loads(subprocess.run([ETL, "schema", "--format", "json"], check=True, capture_output=True).stdout)
TABLES = {table["name"]: table for table in DECLARED["tables"]}


def open_dataset(folder):
    """A DuckDB connection with the views of `views.sql`, from whatever working directory."""
    con = duckdb.connect()
    con.execute("SET file_search_path = ?", [str(folder)])
    con.execute((folder / "views.sql").read_text(encoding="utf-8"))
    return con


@pytest.fixture(scope="session")
def dataset():
    return DATASET


@pytest.fixture(scope="session")
def con():
    return open_dataset(DATASET)


def pytest_generate_tests(metafunc):
    """`table` runs a test on every declared table, `column` and `reference` on every one of those."""
    if "table" in metafunc.fixturenames:
        metafunc.parametrize("table", TABLES)
    if "offsets_table" in metafunc.fixturenames:
        with_offsets = [name for name, table in TABLES.items() if "char_start" in column_names(table)]
        metafunc.parametrize("offsets_table", with_offsets)
    if "reference" in metafunc.fixturenames:
        references = [(name, reference) for name, table in TABLES.items() for reference in table["references"]]
        names = [f"{name}.{reference['column']}" for name, reference in references]
        metafunc.parametrize("reference", references, ids=names)


def column_names(table):
    return [column["name"] for column in table["columns"]]
