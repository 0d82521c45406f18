"""How much each line of a plain-text dump is like a line of the story: features and a small linear model.

Two logistic regressions. The first sees the line, its neighbours' shape and where it stands; the second sees the same
and what the first said of the lines around. Weights: `data/models/page_lines.json`, made by `training/page_lines.py`
(see the card beside them). Most features are of shape, so the model serves other languages than English too.
"""

import json
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from communique.articles.bylines import byline_of_line
from communique.articles.furniture import Heading, heading_of, notice_of
from communique.articles.pieces import Piece
from communique.articles.stamps import find_moments, kind_alone
from communique.errors import DataError

ENDS = re.compile(r"""[.!?…。！？।][\s"'”’»)\]*]*$""")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
SENTENCE = re.compile(r"[.!?…][\"'”’»)]?\s+(?=[\"'“‘«(]?[^\W\d_a-z])")
SAID = re.compile(r"\b(?:said|says|told|added|according to|announced|wrote|asked|called)\b")
YOU = frozenset({"you", "your", "we", "our", "us", "i'm", "my"})
SMALL = frozenset(
    {"the", "of", "and", "to", "in", "that", "is", "was", "for", "on", "with", "as", "by", "at", "from", "has", "are"}
    | {"were", "be", "it", "his", "he", "not", "an", "who", "have", "but", "which", "their", "they", "will", "a", "had"}
)
LENGTHS = (15, 30, 45, 60, 80, 120, 200, 400)
REASONS = ("advertisement", "legal-notice", "consent", "newsletter", "paywall", "comments", "share", "media-caption")
NEAR = (-3, -2, -1, 1, 2, 3)
Vector = list[float]


class Line:
    """One line and what can be said of it alone."""

    __slots__ = ("bag", "good", "heading", "moments", "notice", "size", "text", "vector", "words")

    def __init__(self, piece: Piece) -> None:
        text = self.text = piece.text
        self.size = len(text)
        self.words = WORD.findall(text[:2_000])
        self.heading: Heading | None = heading_of(text)
        self.notice = notice_of(text[:4_000]) if self.size > 8 else ("", 0)
        self.moments = self.size < 160 and bool(kind_alone(text) or find_moments(text))
        ends = bool(ENDS.search(text[-12:]))
        self.good = self.size >= 80 and ends and self.notice[1] < 2 and not self.heading
        self.bag = {word.lower() for word in self.words if len(word) > 3}
        self.vector = self._vector(piece, ends=ends)

    def _vector(self, piece: Piece, *, ends: bool) -> Vector:
        text, words = self.text, self.words
        count = max(1, len(words))
        lower = [word.lower() for word in words]
        bucket = bisect_left(LENGTHS, self.size)
        lengths = [float(at == bucket) for at in range(len(LENGTHS) + 1)]
        ended = [float(at == bucket and ends) for at in range(len(LENGTHS) + 1)]
        reason, weight = self.notice
        return [
            *lengths,
            *ended,
            math.log1p(count),
            float(text.endswith((":", "："))),
            float(text.endswith(",")),
            float(text[0].islower()),
            float(text[0].isdigit()),
            float(text[0] in "\"'“‘«„"),
            sum(word[0].isupper() for word in words) / count,
            float(all(word[0].isupper() for word in words)),
            sum(word.islower() and len(word) <= 3 for word in words) / count,
            sum(sign.isdigit() for sign in text[:400]) / min(self.size, 400),
            min(5, len(SENTENCE.findall(text[:1_000]))) / 5,
            text.count(",") / count,
            float("|" in text),
            float("©" in text),
            float("http" in text or "@" in text or "www." in text),
            float(any(sign in text for sign in "›»→▶►•·✕")),
            float(piece.tag == "li"),
            float(piece.tag == "h2"),
            float(piece.tag == "quote"),
            sum(word in SMALL for word in lower) / count,
            sum(word in YOU for word in lower) / count,
            float(bool(SAID.search(text))),
            float(any(sign in text for sign in '"“”«»')),
            float(weight == 1),
            float(weight >= 2),
            *(float(reason == name) for name in REASONS),
            float(self.heading is not None),
            float(self.heading is not None and self.heading.ends),
            float(self.moments),
            float(byline_of_line(text) is not None),
            float(text.isupper()),
            float("?" in text),
        ]


def probabilities(read: Sequence[Line]) -> list[float]:
    """For each line the probability that it is of the story, 0 to 1."""
    first, second = _weights()
    vectors = features(read)
    early = [_logistic(first, vector) for vector in vectors]
    return [_logistic(second, vector) for vector in with_neighbours(vectors, early, read)]


def features(read: Sequence[Line]) -> list[Vector]:
    """The first model's features of each line."""
    if not read:
        return []
    low, high = _block(read)
    total = sum(line.size for line in read if line.good) or 1
    copies = Counter(line.text for line in read)
    vocabulary = Counter(word for line in read[low:high] if line.good for word in line.bag)
    nearest = _distances([line.good for line in read])
    vectors, seen, closed = [], 0, 0
    for number, line in enumerate(read):
        before = seen / total
        closed = 1 if closed or (line.heading and line.heading.ends and before > 0.3) else 0
        own = 1 if line.good and low <= number < high else 0
        shared = sum(vocabulary[word] > own for word in line.bag) / max(3, len(line.bag))
        window = sum(other.size for other in read[max(0, number - 5) : number + 6] if other.good)
        seen += line.size if line.good else 0
        vectors.append(
            [
                1.0,
                *line.vector,
                *_neighbour_shapes(read, number),
                float(low <= number < high),
                before,
                (total - seen) / total,
                float(before == 0),
                float(seen >= total),
                number / len(read),
                min(10, nearest[number]) / 10,
                math.log1p(window) / 8,
                shared,
                shared * (line.size >= 80),
                float(closed),
                float(copies[line.text] > 1),
                math.log1p(len(read)) / 6,
                math.log1p(total) / 9,
            ]
        )
    return vectors


def _neighbour_shapes(read: Sequence[Line], number: int) -> Vector:
    found: Vector = []
    for step in NEAR:
        other = read[number + step] if 0 <= number + step < len(read) else None
        found += [float(bool(other and other.good)), math.log1p(other.size if other else 0) / 6]
        if abs(step) == 1:
            found += [float(bool(other and other.heading)), float(bool(other and other.notice[1] >= 2))]
    return found


def with_neighbours(vectors: Sequence[Vector], early: Sequence[float], read: Sequence[Line]) -> list[Vector]:
    """The second model's features: the first's, and its answers for the lines around."""
    found = []
    for number, vector in enumerate(vectors):
        near = [early[number + step] if 0 <= number + step < len(early) else 0.0 for step in (*NEAR, 0)]
        low, high = max(0, number - 6), min(len(early), number + 7)
        sizes = [min(300, line.size) for line in read[low:high]]
        wide = sum(map(float.__mul__, early[low:high], map(float, sizes))) / (sum(sizes) or 1)
        own, around = near[-1], (near[2] + near[3]) / 2
        found.append([*vector, *near, own * own, around, own * around, near[2] * near[3], wide, wide * own])
    return found


def _block(read: Sequence[Line]) -> tuple[int, int]:
    """The run of lines with the greatest sum, where a good line counts its size and another one costs."""
    best, low, high, total, start = 0.0, 0, len(read), 0.0, 0
    for number, line in enumerate(read):
        total += line.size if line.good else -max(30.0, min(100.0, float(line.size)))
        if total <= 0:
            total, start = 0.0, number + 1
        elif total > best:
            best, low, high = total, start, number + 1
    return low, high


def _distances(flags: Sequence[bool]) -> list[int]:
    """For each place the distance to the nearest other True; 10 when it is farther."""
    found = []
    for number in range(len(flags)):
        steps = (
            s
            for s in range(1, 10)
            if (number >= s and flags[number - s]) or flags[number + s : number + s + 1] == [True]
        )
        found.append(next(steps, 10))
    return found


def _logistic(weights: Vector, vector: Vector) -> float:
    total = sum(map(float.__mul__, weights, vector))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def _weights() -> tuple[Vector, Vector]:
    path = files("communique") / "data" / "models" / "page_lines.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    first, second = rows["first"], rows["second"]
    if len(second) != len(first) + len(NEAR) + 7:
        raise DataError("data/models/page_lines.json: the two lists of weights do not fit each other")
    return first, second
