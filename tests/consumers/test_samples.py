"""Dataset of data_raw -> whether it holds what data_raw/README.md promises, as an analyst sees it."""

import pytest

# Two records that tell one story: republished word for word, under another headline, or with a paragraph less.
REPUBLISHED = [
    ("exact", "feeds/highland-wire-2031-q2.jsonl", 5, "feeds/atlas-desk-2031-05.jsonl.gz", 5),
    ("near", "feeds/highland-wire-2031-q2.jsonl", 1, "flattened/harbour-gazette-samarkand.txt", 0),
    ("near", "flattened/northgate-herald-el-obeid.txt", 0, "flattened/lagoon-post-el-obeid.txt", 0),
    ("near", "feeds/eastline-monitor.ndjson", 0, "pages/northgate-herald-eu-tankers.html", 0),
]

# Words of the pages around the articles.
NOISE = [
    "Subscribe", "Read also", "All rights reserved", "Log in", "Share this article", "Support The Lagoon Post",
    "Leave a comment", "Post comment", "Be the first to comment", "Notify", "Related Content", "Will not be published",
    "often the first step between states", "Editor's Choice", "A Day in the Bazaar", "Inline Feedbacks", "cookies",
    "More on this story", "Follow us on Telegram", "Ferry timetable", "E-paper", "Front Page", "WhatsApp",
]


def document(con, path, record):
    rows = con.execute(
        "SELECT doc_id FROM documents WHERE source_uri = ? AND record_index = ?", [f"data_raw/{path}", record]
    ).fetchall()
    assert len(rows) == 1, f"{path}:{record} is no document"
    return rows[0][0]


def test_every_record_is_a_document_or_a_reject(con):
    rejects = con.execute("SELECT source_uri, record_index, code FROM rejects ORDER BY source_uri").fetchall()
    assert rejects == [
        ("data_raw/broken/nilotic-times-cut-off.jsonl", 2, "malformed_json"),
        ("data_raw/broken/picture-saved-as-text.txt", 0, "not_text"),
    ]
    assert con.execute("SELECT count(*) FROM documents").fetchone() == (44,)


def test_the_french_article_says_its_language(con):
    others = con.execute("SELECT source_uri, language FROM documents WHERE language IS DISTINCT FROM 'en'").fetchall()
    assert others == [("data_raw/pages/courrier-du-littoral-dakar.html", "fr")]


@pytest.mark.parametrize("kind, path_a, record_a, path_b, record_b", REPUBLISHED)
def test_republished_stories_share_a_cluster(con, kind, path_a, record_a, path_b, record_b):
    ids = [document(con, path_a, record_a), document(con, path_b, record_b)]
    rows = con.execute("SELECT cluster_id, kind FROM duplicates WHERE doc_id IN (?, ?)", ids).fetchall()
    assert len(rows) == 2 and rows[0][0] == rows[1][0]
    assert kind in {row[1] for row in rows}


def test_nothing_else_counts_as_republished(con):
    assert con.execute("SELECT count(*) FROM duplicates").fetchone() == (2 * len(REPUBLISHED),)


@pytest.mark.parametrize("noise", NOISE)
def test_what_stood_around_the_articles_is_gone(con, noise):
    found = con.execute("SELECT source_uri FROM documents WHERE contains(text, ?)", [noise]).fetchall()
    assert found == []


def test_every_article_but_one_has_its_date(con):
    undated = con.execute("SELECT source_uri FROM documents WHERE published_date IS NULL").fetchall()
    assert undated == [("data_raw/flattened/delta-standard-water-council.txt",)]
    span = con.execute("SELECT min(published_date)::TEXT, max(published_date)::TEXT FROM documents").fetchone()
    assert span == ("2031-03-05", "2031-05-29")


def test_charsets_are_read_as_they_were_written(con):
    words = {"pages/andean-ledger-vietnam-chile.htm": "Íñigo Larraondo", "flattened/danube-bulletin-serbia-kosovo.txt": "Jeremić"}
    for path, word in words.items():
        text, byline = con.execute(
            "SELECT text, coalesce(byline, '') FROM documents WHERE source_uri = ?", [f"data_raw/{path}"]
        ).fetchone()
        assert word in text + byline


def test_glued_sentences_are_cut(con):
    starts = con.execute("SELECT count(*) FROM sentences WHERE text LIKE 'The document was signed by%'").fetchone()
    assert starts == (1,)


def test_status_tells_planned_from_held_and_cancelled(con):
    def statuses(path, record):
        rows = con.execute(
            "SELECT DISTINCT status FROM events WHERE doc_id = ? AND event_type = 'CONSULT'",
            [document(con, path, record)],
        ).fetchall()
        return {row[0] for row in rows}

    wire = "feeds/highland-wire-2031-q2.jsonl"
    assert "planned" in statuses(wire, 0)
    assert "occurred" in statuses(wire, 1)
    assert "negated" in statuses(wire, 3)
