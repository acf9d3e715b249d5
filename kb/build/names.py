"""Words and names of persons from packages: names/ordinary_words.csv, given_names.csv, surnames.csv.

Ordinary words are those of SCOWL's sizes 10 to 50 in small letters. Given names and surnames are those of
compromise and of all locales of @faker-js/faker in Latin script, folded; name_patches.csv adds names of
annotated news sentences and of well-known people, and drops words that are no evidence of a person.
"""

import csv
import json
import re
import subprocess
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCOWL = Path("/usr/share/dict/scowl")
NPM = ["compromise@14.17.0", "efrt@2.7.0", "@faker-js/faker@10.6.0"]
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’-]+")


def ordinary_words():
    """Rows of ordinary_words.csv."""
    words = set()
    for dialect in ("english", "american", "british"):
        for size in (10, 20, 35, 40, 50):
            words.update((SCOWL / f"{dialect}-words.{size}").read_text(encoding="latin-1").split())
    return sorted([word] for word in words if re.fullmatch("[a-z]+", word))


def names(sources, which):
    """Rows of given_names.csv (`which` is `given`) or surnames.csv (`surname`)."""
    lexicon = compromise_lexicon(sources)
    tags = ["LastName"] if which == "surname" else [tag for tag in lexicon if tag != "LastName"]
    found = {fold(name) for tag in tags for name in lexicon[tag]}
    found |= {fold(name) for name in faker_names(sources, which) if LATIN.fullmatch(name)}
    with open(HERE / "name_patches.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["list"] == which:
                (found.add if row["change"] == "add" else found.discard)(row["name"])
    return sorted([name] for name in found)


def compromise_lexicon(sources):
    """Words of compromise's lexicon by tag, the tags of persons only."""
    script = (
        "import lexicon from './compromise/package/src/2-two/preTagger/model/lexicon/_data.js';"
        "import {unpack} from './efrt/package/src/index.js';"
        "const tags = ['MaleName', 'FemaleName', 'FirstName', 'LastName', 'Person|Noun', 'Person|Adj', 'Person|Date', 'Person|Verb', 'Person|Place'];"
        "console.log(JSON.stringify(Object.fromEntries(tags.map(tag => [tag, Object.keys(unpack(lexicon[tag]))]))));"
    )
    return run_node(sources, script)


def compromise_names(sources):
    """Given names of compromise, folded."""
    lexicon = compromise_lexicon(sources)
    return {fold(name) for tag, names in lexicon.items() if tag != "LastName" for name in names}


def faker_names(sources, which):
    """Given names or surnames of every locale of @faker-js/faker."""
    key = "last_name" if which == "surname" else "first_name"
    script = (
        "import {allLocales} from './@faker-js/faker/package/dist/index.js';"
        "const flat = value => Array.isArray(value)"
        "  ? value.flatMap(item => typeof item === 'string' ? [item] : typeof item?.value === 'string' ? [item.value] : [])"
        "  : value && typeof value === 'object' ? Object.values(value).flatMap(flat) : [];"
        f"console.log(JSON.stringify(Object.values(allLocales).flatMap(locale => flat(locale.person?.{key}))));"
    )
    return run_node(sources, script)


def run_node(sources, script):
    command = ["node", "--input-type=module", "-e", script]
    return json.loads(subprocess.run(command, cwd=sources, check=True, capture_output=True, text=True).stdout)


def to_ascii(name):
    name = name.translate(LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ð": "d", "þ": "th", "Þ": "Th", "ə": "a", "Ə": "A", "ʻ": "'", "ʼ": "'", "ʿ": "'", "ʾ": "'", "‘": "'", "’": "'"})


def fold(name):
    """Lower case without accents, hyphens as spaces, full stops dropped."""
    return re.sub(r"[\s-]+", " ", to_ascii(name).replace(".", "").lower()).strip()
