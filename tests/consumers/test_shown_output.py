"""Code shown in README.md and notebooks/ -> its output, which must be the output shown there.

After a change of the samples or the rules: UPDATE_GENERATED=1 tests/run writes the new output into the pages.
"""

import contextlib
import io
import json
import os
import re
from pathlib import Path

import duckdb
import pytest
from conftest import DATASET

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
UPDATE = "UPDATE_GENERATED" in os.environ

# A block of code, an empty line, and the block of its output.
SHOWN_BLOCK = re.compile(r"```(sql|python)\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)


def output_of(language, code, names):
    """What the code prints, run against the dataset under test."""
    code = code.replace("data_out/latest", str(DATASET))
    if language == "sql":
        return f"{duckdb.sql(code)}\n"
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "<shown>", "exec"), names)
    return printed.getvalue()


def without_trailing_space(text):
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n")) + "\n"


def test_readme_shows_what_its_code_prints():
    page = README.read_text(encoding="utf-8")
    assert len(SHOWN_BLOCK.findall(page)) >= 2, "README.md shows a query and a pandas snippet"
    names = {}

    def with_output(block):
        language, code, _ = block.groups()
        printed = without_trailing_space(output_of(language, code, names))
        return f"```{language}\n{code}```\n\n```text\n{printed}```"

    fresh = SHOWN_BLOCK.sub(with_output, page)
    if UPDATE:
        README.write_text(fresh, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == fresh


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebook_shows_what_its_cells_print(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    names = {}
    for number, cell in enumerate((c for c in notebook["cells"] if c["cell_type"] == "code"), start=1):
        printed = without_trailing_space(output_of("python", "".join(cell["source"]), names)).strip("\n")
        lines = [f"{line}\n" for line in printed.split("\n")] if printed else []
        cell["execution_count"] = number
        cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": lines}] if lines else []
    fresh = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
    if UPDATE:
        path.write_text(fresh, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == fresh


def test_there_is_a_notebook():
    assert NOTEBOOKS
