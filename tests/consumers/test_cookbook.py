"""docs/cookbook.md -> its queries, run on the samples; the answers it shows are theirs.

After a change of the samples or the rules: UPDATE_GENERATED=1 tests/run writes the new answers into the page.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import ETL, open_dataset

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "cookbook.md"
UPDATE = "UPDATE_GENERATED" in os.environ
SHOWN_ROWS, SHOWN_WIDTH = 5, 60

# A heading with its number, and the query of its section with the answer shown, if there is one yet.
QUESTION = re.compile(r"^## (\d+)\. .*?```sql\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", re.DOTALL | re.MULTILINE)
QUERIES = {int(match[1]): match[2] for match in QUESTION.finditer(PAGE.read_text(encoding="utf-8"))}

# Questions that the samples may leave without an answer. Empty when all have one.
UNANSWERED = set()


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """A dataset of two runs: data_raw without its feeds, then with them."""
    folder = tmp_path_factory.mktemp("grown")
    raw = folder / "data_raw"
    run = [ETL, "run", "--config", "pipelines/default.toml", "--input", raw, "--output", folder / "out", "--quiet"]
    shutil.copytree(ROOT / "data_raw", raw, ignore=shutil.ignore_patterns("feeds"))
    subprocess.run(run, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    shutil.copytree(ROOT / "data_raw" / "feeds", raw / "feeds")
    subprocess.run(run, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return (folder / "out" / "latest").resolve()


@pytest.fixture(scope="module")
def answers(grown):
    """Column names and rows of every query."""
    found = {}
    here = os.getcwd()
    os.chdir(grown)
    try:
        con = open_dataset(grown)
        for number, query in QUERIES.items():
            cursor = con.execute(query)
            found[number] = ([column[0] for column in cursor.description], cursor.fetchall())
    finally:
        os.chdir(here)
    return found


def records(answer):
    names, rows = answer
    return [dict(zip(names, row)) for row in rows]


def shown(answer):
    """The first rows as an aligned text table."""
    names, rows = answer
    cells = [[cell(value) for value in row] for row in [names, *rows[:SHOWN_ROWS]]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(names))]
    lines = ["  ".join(text.ljust(width) for text, width in zip(row, widths)).rstrip() for row in cells]
    lines.insert(1, "  ".join("-" * width for width in widths))
    rest = len(rows) - SHOWN_ROWS
    return "\n".join(lines + ([f"… {rest} more"] if rest > 0 else [])) + "\n"


def cell(value):
    if isinstance(value, list):
        text = ", ".join(map(str, value))
    else:
        text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= SHOWN_WIDTH else text[: SHOWN_WIDTH - 1].rstrip() + "…"


def test_there_are_twenty_questions():
    assert sorted(QUERIES) == list(range(1, 21))


@pytest.mark.parametrize("number", sorted(QUERIES))
def test_questions_have_answers(answers, number):
    assert bool(answers[number][1]) == (number not in UNANSWERED)


def test_the_page_shows_the_answers(answers):
    page = PAGE.read_text(encoding="utf-8")

    def with_answer(match):
        head = match[0][: match.end(2) - match.start(0)]
        return f"{head}```\n\n```text\n{shown(answers[int(match[1])])}```\n"

    fresh = QUESTION.sub(with_answer, page)
    if UPDATE:
        PAGE.write_text(fresh, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == fresh


# --- what must hold of any answer ------------------------------------------------------------------------------


def test_meetings_name_two_who_stand_in_the_sentence(answers):
    rows = records(answers[1])
    assert all("," in row["who"] for row in rows)


def test_shares_of_a_month_add_up(answers):
    shares = {}
    for row in records(answers[3]):
        shares.setdefault(row["month"], []).append(float(row["share"]))
    assert all(abs(sum(month) - 1) < 0.001 * len(month) for month in shares.values())


def test_dyads_are_directed(answers):
    assert all(row["source"] != row["target"] for row in records(answers[4]))


def test_edges_join_two(answers):
    for number in (5, 6):
        rows = records(answers[number])
        pairs = [frozenset((row["a"], row["b"])) for row in rows]
        assert all(len(pair) == 2 or row["a"] == row["b"] for pair, row in zip(pairs, rows))


def test_shares_of_voice_add_up(answers):
    voices = {}
    for row in records(answers[8]):
        voices.setdefault(row["site"], []).append(float(row["share"]))
    assert all(abs(sum(site) - 1) <= 0.005 * len(site) + 1e-9 for site in voices.values())


def test_what_was_held_was_announced_before(answers):
    assert all(row["lead_days"] is None or row["lead_days"] >= -1 for row in records(answers[10]))


def test_sources_that_disagree_say_different_things(answers):
    for row in records(answers[11]):
        assert max(len(row[what] or []) for what in ("days", "places", "numbers")) > 1


def test_points_lie_on_the_globe(answers):
    assert all(abs(row["latitude"]) <= 90 and abs(row["longitude"]) <= 180 for row in records(answers[12]))


def test_offices_have_spans(answers):
    assert all(
        row["first_seen"] is None or row["first_seen"] <= row["last_seen"] for row in records(answers[14])
    )


def test_provenance_leads_to_words(answers):
    assert all(row["trigger"] and row["char_end"] - row["char_start"] == len(row["trigger"]) for row in records(answers[15]))


def test_happenings_are_no_more_than_reports(answers, grown):
    rows = records(answers[18])
    assert all(row["happenings"] <= row["reports"] for row in rows)
    events = open_dataset(grown).execute("SELECT count(*) FROM events").fetchone()[0]
    assert sum(row["reports"] for row in rows) == events


def test_the_last_run_added_the_feeds(answers):
    assert {row["source_uri"].split("/")[1] for row in records(answers[20])} == {"feeds"}
