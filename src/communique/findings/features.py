"""What the statement models see of a parsed text: hashed features of tokens, and of pairs of saying word and token.

A feature is a row number of an embedding table (the "hashing trick", Weinberger et al. 2009), so no vocabulary is kept.
Everything is numpy over whole texts: the features of 600 words take a few milliseconds.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.uint16]
Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

ROWS_LOG2 = 15
"""Each table has 2^15 rows; with 2^14 more words share a row."""
REACH = 160
"""Tokens that a saying word looks to either side inside its paragraph; contents further off are under 1 in 500."""
_SLOTS = (
    "nsubj",
    "nsubjpass",
    "dobj",
    "ccomp",
    "xcomp",
    "prep",
    "mark",
    "aux",
    "neg",
    "prt",
    "agent",
    "advcl",
    "acl",
    "dative",
    "parataxis",
    "poss",
)
"""Relations whose word is a feature of the word above."""
_MARK_TAGS = (",", ".", "``", "''", "-LRB-", "-RRB-", "_SP", "DT", "CD", "POS")
_STEPS = 24
"""Levels of a parse tree that are followed; deeper ones are parser noise."""
_NONE = np.uint64(0)
_BREAK = re.compile(r"\n\n")


@dataclass(frozen=True, slots=True)
class Grid:
    """A parsed text as arrays over its tokens. `head` is an index; `quote` counts quotations from 1, 0 outside."""

    lower: Hashes
    lemma: Hashes
    tag: Hashes
    dep: Hashes
    entity: Hashes
    shape: Hashes
    suffix: Hashes
    head: Ints
    sentence: Ints
    paragraph: Ints
    quote: Ints
    level: Ints
    deps: dict[str, int]
    comma: int
    marks: Hashes

    def __len__(self) -> int:
        return len(self.head)


def grid_of(doc: Any, text: str, quotes: tuple[tuple[int, int], ...]) -> Grid:
    """Arrays of a parsed Doc of `text`; `quotes` are the quoted stretches in characters, in text order."""
    names = ["LOWER", "LEMMA", "TAG", "DEP", "ENT_TYPE", "SHAPE", "SUFFIX", "HEAD", "SENT_START", "LENGTH", "SPACY"]
    columns = dict(zip(names, doc.to_array(names).T, strict=True))
    count = len(doc)
    head = np.arange(count) + columns["HEAD"].astype(np.int64)
    starts = np.concatenate([[0], np.cumsum(columns["LENGTH"] + columns["SPACY"])[:-1]]).astype(np.int64)
    breaks = np.zeros(count, dtype=bool)
    breaks[np.searchsorted(starts, [at.start() for at in _BREAK.finditer(text)], side="right") - 1] = True
    return Grid(
        lower=columns["LOWER"],
        lemma=columns["LEMMA"],
        tag=columns["TAG"],
        dep=columns["DEP"],
        entity=columns["ENT_TYPE"],
        shape=columns["SHAPE"],
        suffix=columns["SUFFIX"],
        head=head,
        sentence=np.cumsum(columns["SENT_START"].astype(np.int64) == 1),
        paragraph=np.cumsum(breaks) - breaks,
        quote=_quote_of(starts, quotes),
        level=_levels(head),
        deps={name: doc.vocab.strings.add(name) for name in _SLOTS},
        comma=doc.vocab.strings.add(","),
        marks=np.array([doc.vocab.strings.add(tag) for tag in _MARK_TAGS], dtype=np.uint64),
    )


def _quote_of(starts: Ints, quotes: tuple[tuple[int, int], ...]) -> Ints:
    if not quotes:
        return np.zeros(len(starts), dtype=np.int64)
    firsts, ends = np.array(quotes, dtype=np.int64).T
    index = np.searchsorted(firsts, starts, side="right")
    inside = (index > 0) & (starts < ends[np.maximum(index - 1, 0)])
    return np.where(inside, index, 0)


def _levels(head: Ints) -> Ints:
    """Steps from each token up to its root, at most _STEPS."""
    level = np.zeros(len(head), dtype=np.int64)
    place = np.arange(len(head))
    for _ in range(_STEPS):
        up = head[place]
        moved = up != place
        if not moved.any():
            break
        level += moved
        place = up
    return level


# ---- hashing ---------------------------------------------------------------------------------------------------


def mix(*parts: Any) -> Hashes:
    """One hash of several; arrays are broadcast."""
    total: Any = np.uint64(0x9E3779B97F4A7C15)
    for part in parts:
        total = (total ^ np.asarray(part).astype(np.uint64, copy=False)) * np.uint64(0xBF58476D1CE4E5B9)
        total = total ^ (total >> np.uint64(29))
    return np.asarray(total)


def rows_of(templates: list[Hashes]) -> Rows:
    """Table rows of features: the template's number takes part in the hash."""
    with np.errstate(over="ignore"):
        mixed = mix(np.arange(1, len(templates) + 1), np.stack(templates, axis=-1))
    return (mixed >> np.uint64(64 - ROWS_LOG2)).astype(np.uint16)


def _shifted(values: Hashes, by: int) -> Hashes:
    """The value `by` places to the right (to the left, when negative), 0 outside."""
    out = np.zeros_like(values)
    if by > 0:
        out[:-by] = values[by:]
    else:
        out[-by:] = values[:by]
    return out


def _bucket(distance: Ints) -> Hashes:
    """1 2 3 4 5-6 7-9 10-14 15-24 25-44 45+ with a sign, 0 for 0."""
    size = np.searchsorted([1, 2, 3, 4, 5, 7, 10, 15, 25, 45], np.abs(distance), side="right")
    return (np.sign(distance) * size + 16).astype(np.uint64)


# ---- tokens ----------------------------------------------------------------------------------------------------


def token_rows(grid: Grid) -> Rows:
    """Features of every token by itself, shape (tokens, templates)."""
    if not len(grid):
        return np.zeros((0, 1), dtype=np.uint16)
    with np.errstate(over="ignore"):
        return rows_of([*_words(grid), *_tree(grid), *_marks(grid), *_more_words(grid), *_more_tree(grid)])


def _words(g: Grid) -> list[Hashes]:
    before, after = _shifted(g.lower, -1), _shifted(g.lower, 1)
    return [
        g.lower,
        g.lemma,
        g.tag,
        g.entity,
        mix(_shifted(g.tag, -1), g.tag, _shifted(g.tag, 1)),
        before,
        after,
        _shifted(g.lower, -2),
        _shifted(g.lower, 2),
        mix(before, g.lower),
        mix(g.lower, after),
    ]


def _more_words(g: Grid) -> list[Hashes]:
    return [
        mix(g.lemma, g.tag),
        g.shape,
        g.suffix,
        _shifted(g.entity, -1),
        _shifted(g.entity, 1),
        _shifted(g.lemma, -3),
        _shifted(g.lemma, 3),
    ]


def _tree(g: Grid) -> list[Hashes]:
    above = g.head[g.head]
    return [
        g.dep,
        mix(g.lemma, g.dep),
        g.lemma[g.head],
        mix(g.dep, g.tag[g.head]),
        mix(g.dep, g.lemma[g.head]),
        mix(g.dep, g.dep[g.head], g.lemma[above]),
    ]


def _more_tree(g: Grid) -> list[Hashes]:
    """What hangs on a token: the words of some relations, and which relations there are."""
    slots = {name: _child(g, number) for name, number in g.deps.items()}
    bag, index = _child_bag(g), np.arange(len(g))
    who = np.where(slots["nsubj"] > 0, slots["nsubj"], slots["nsubjpass"]) - 1
    subject = np.where(who >= 0, mix(g.entity[who], g.tag[who], who > index), _NONE)
    clause = slots["ccomp"] - 1
    said = np.where(clause >= 0, mix(clause > index, _word_at(g, slots["mark"][clause])), _NONE)
    words = [_word_at(g, place) for name, place in slots.items() if name not in {"ccomp", "mark", "advcl"}]
    return [bag, mix(g.lemma, bag), subject, mix(g.lemma, subject), said, mix(g.lemma, said), *words]


def _child(g: Grid, relation: int) -> Ints:
    """1 + index of the last child of each token by a relation; 0 where there is none."""
    out = np.zeros(len(g), dtype=np.int64)
    index = np.flatnonzero(g.dep == np.uint64(relation))
    out[g.head[index]] = index + 1
    return out


def _word_at(g: Grid, place: Ints) -> Hashes:
    return np.where(place > 0, g.lemma[np.maximum(place - 1, 0)], _NONE)


def _child_bag(g: Grid) -> Hashes:
    """Which relations hang on each token, whatever their order, with their side."""
    index = np.arange(len(g))
    inner = index[g.head != index]
    bag = np.zeros(len(g), dtype=np.uint64)
    np.bitwise_or.at(bag, g.head[inner], np.uint64(1) << (mix(g.dep[inner], inner > g.head[inner]) >> np.uint64(58)))
    return bag


def _marks(g: Grid) -> list[Hashes]:
    inside = g.quote > 0
    from_open, to_close = _distances(g.quote)
    in_sentence = np.bincount(g.sentence, weights=inside) > 0
    position = np.arange(len(g)) - np.searchsorted(g.sentence, g.sentence, side="left")
    before = np.where(inside, 0, from_open)
    quotes = mix(inside, _bucket(before), _bucket(np.where(inside, 0, to_close)))
    paragraph = np.minimum(g.paragraph, 2)
    return [
        quotes,
        mix(g.tag, quotes),
        mix(g.lemma, inside, in_sentence[g.sentence]),
        mix(inside, _bucket(from_open)),
        _bucket(position),
        mix(paragraph, g.tag),
        mix(paragraph, np.minimum(position, 3)),
    ]


def _distances(quote: Ints) -> tuple[Ints, Ints]:
    """Tokens since the last change into or out of a quotation, and until the next one."""
    index = np.arange(len(quote))
    change = np.flatnonzero(np.diff(quote)) + 1
    edges = np.concatenate([[0], change, [len(quote)]])
    slot = np.searchsorted(edges, index, side="right")
    since = np.where(slot > 1, index - edges[slot - 1], 99)
    until = np.where(slot < len(edges) - 1, edges[slot] - index, 99)
    return since, until


# ---- pairs -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pairs:
    """Every saying word with every token it may look at: `cue[k]` (number of the saying word) and `token[k]`."""

    cue: Ints
    token: Ints


def pairs_of(grid: Grid, cues: Ints) -> Pairs:
    """Saying words (token indices) with the tokens of their paragraphs, at most REACH to either side."""
    first = np.maximum(np.searchsorted(grid.paragraph, grid.paragraph[cues], side="left"), cues - REACH)
    last = np.minimum(np.searchsorted(grid.paragraph, grid.paragraph[cues], side="right"), cues + REACH + 1)
    sizes = last - first
    number = np.repeat(np.arange(len(cues)), sizes)
    offset = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return Pairs(cue=number, token=first[number] + offset)


def pair_rows(grid: Grid, cues: Ints, scores: npt.NDArray[np.float32], pairs: Pairs, first: int = 0) -> Rows:
    """Features of pairs, shape (pairs, templates). `scores` are the probabilities of all saying words `cues` of the
    text; number 0 of `pairs.cue` is `cues[first]`."""
    own = cues[first : first + int(pairs.cue[-1]) + 1]
    strong = np.zeros(len(grid))
    strong[cues] = scores
    with np.errstate(over="ignore"):
        return rows_of(_paths(grid, own, pairs) + _between(grid, own, strong, pairs))


def _paths(g: Grid, cues: Ints, pairs: Pairs) -> list[Hashes]:
    """The way from the saying word to the token in the tree: steps up, relations down, the first branch taken."""
    cue, token = cues[pairs.cue], pairs.token
    same = g.sentence[cue] == g.sentence[token]
    begin = np.searchsorted(g.sentence, g.sentence[cues], side="left")
    way = _walk(g, cues, begin)
    at = np.where(same, way.offset[pairs.cue] + token - begin[pairs.cue], 0)
    up, steps, first = way.up[at], way.steps[at], way.branch[at]
    side, word = token > cue, g.lemma[cue]
    path = np.where(same, mix(way.down[at], up, side), _NONE)
    relation = np.where(same, mix(g.dep[first], up, first > cue, side), _NONE)
    return [
        path,
        mix(path, word),
        relation,
        mix(relation, word),
        mix(relation, g.tag[token]),
        mix(relation, g.dep[token], np.minimum(steps, 4)),
        mix(relation, np.minimum(steps, 6)),
        mix(np.where(same, up, _NONE), side),
        mix(relation, g.lower[token]),
        mix(relation, g.lemma[first]),
    ]


@dataclass(frozen=True, slots=True)
class Way:
    """For every saying word and every token of its sentence, one after another from `offset`: hash of the relations
    from their common ancestor down to the token, the first token on that way, hash of the steps up from the saying
    word, number of steps down."""

    offset: Ints
    down: Hashes
    branch: Ints
    up: Hashes
    steps: Ints


def _walk(g: Grid, cues: Ints, begin: Ints) -> Way:
    sizes = np.searchsorted(g.sentence, g.sentence[cues], side="right") - begin
    offset = np.cumsum(sizes) - sizes
    shift = np.repeat(offset - begin, sizes)
    token = np.arange(sizes.sum()) - shift
    way = Way(
        offset=offset,
        down=np.zeros(len(token), dtype=np.uint64),
        branch=token.copy(),
        up=np.zeros(len(token), dtype=np.uint64),
        steps=np.zeros(len(token), dtype=np.int64),
    )
    chain = np.zeros(len(token), dtype=bool)
    place, told = cues, np.ones(len(cues), dtype=np.uint64)
    for step in range(_STEPS):
        chain[offset - begin + place] = True
        way.up[offset - begin + place] = told
        told = mix(told, g.dep[place]) if step < 3 else told + np.uint64(1)
        place = g.head[place]
    level = g.level[token]
    order = np.argsort(level, kind="stable")
    bounds = np.searchsorted(level[order], np.arange(1, _STEPS + 2))
    for low, high in pairwise(bounds):
        index = order[low:high]
        index = index[~chain[index]]
        above = g.head[token[index]] + shift[index]
        way.down[index] = mix(way.down[above], g.dep[token[index]])
        way.steps[index] = way.steps[above] + 1
        way.branch[index] = np.where(chain[above], token[index], way.branch[above])
        way.up[index] = way.up[above]
    return way


def _between(g: Grid, cues: Ints, strong: npt.NDArray[np.float64], pairs: Pairs) -> list[Hashes]:
    """What stands between the two: distance, quotation marks, sentences, commas, other saying words."""
    cue, token = cues[pairs.cue], pairs.token
    distance = token - cue
    runs = np.cumsum(np.concatenate([[0], np.diff(g.quote) != 0]))
    quoted = mix(g.quote[token] > 0, g.quote[cue] > 0, np.clip(runs[token] - runs[cue], -4, 4) + 4)
    sentences = np.clip(g.sentence[token] - g.sentence[cue], -3, 3) + 3
    commas = np.cumsum(g.tag == np.uint64(g.comma))
    comma = np.clip(commas[token] - commas[cue], -3, 3) + 3
    mass = np.cumsum(strong)
    low, high = np.minimum(cue, token), np.maximum(cue, token)
    others = np.floor(2 * np.clip(mass[high] - strong[high] - mass[low], 0, 1.99))
    own = np.floor(4 * strong[cue])
    rival = np.floor(4 * strong[token]) * (token != cue)
    nearest = _governor(g, strong)[token]
    governed = np.where(nearest == cue, 1, np.where(nearest < 0, 0, np.where(nearest < cue, 2, 3)))
    word = g.lemma[cue]
    return [
        _bucket(distance),
        mix(_bucket(distance), word),
        mix(_bucket(distance), g.tag[token]),
        mix(quoted, sentences),
        mix(quoted, sentences, np.sign(distance) + 1, others),
        mix(quoted, g.tag[cue], governed),
        mix(sentences, comma),
        mix(others, sentences),
        mix(governed, sentences, g.quote[token] > 0),
        mix(own, governed),
        mix(rival, np.sign(distance) + 1, governed),
        mix(word, governed, sentences),
        mix(g.tag[cue], g.dep[cue], np.sign(distance) + 1, sentences),
    ]


def _governor(g: Grid, strong: npt.NDArray[np.float64]) -> Ints:
    """The nearest likely saying word above each token (or the token itself); -1 where there is none."""
    index = np.arange(len(g))
    found = np.where(strong >= 0.5, index, -1)
    place = index
    for _ in range(_STEPS):
        place = g.head[place]
        found = np.where((found < 0) & (strong[place] >= 0.5), place, found)
    return found
