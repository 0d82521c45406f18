"""Places named in a text: found by the gazetteer and the words around, resolved by `places_resolve.py`.

The entity recogniser alone is not enough: the small model calls Mexican states organizations and persons. So every
capitalised run of words that the gazetteer knows is a candidate; its entity label, the preposition before it and its
size decide. A name inside a longer name of a person or an organization is no place.
"""

import re
from functools import cache
from typing import Any

from communique import lexicons
from communique.readings.gazetteer import LONGEST_NAME, Entry, Gazetteer, fold
from communique.readings.places_resolve import Name, confidence, demonym, entries_of, resolve, states
from communique.shapes import Place, PlaceRole, Span

BIG = 500_000
"""Inhabitants from which a name counts as a place even where the recogniser sees none."""
_PLACE_LABELS = frozenset({"GPE", "LOC"})
_NAME_LABELS = frozenset({"PERSON", "ORG", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_LINKS = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "of",
        "da",
        "do",
        "dos",
        "du",
        "des",
        "and",
        "the",
        "y",
        "upon",
        "on",
        "sur",
    ]
)
_LOCATIVE = frozenset(
    [
        "in",
        "at",
        "near",
        "from",
        "to",
        "of",
        "outside",
        "around",
        "across",
        "through",
        "into",
        "toward",
        "towards",
        "between",
        "off",
        "within",
        "inside",
    ]
)
_ORIGIN = frozenset({"from"})
_GENERIC = frozenset({"region", "province", "peninsula", "oblast", "district", "county", "river", "valley"})
_KINDS = frozenset({"region", "province", "oblast"})


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(r["word"] for r in lexicons.table("place_words", "word", "kind") if r["kind"] == kind)


def _starts_name(token: Any) -> bool:
    text = token.text
    return bool(text) and (text[0].isupper() or (text[0] in "'’" and text[1:2].isupper()))


def _candidates(doc: Any, gazetteer: Gazetteer) -> list[tuple[int, int, tuple[Entry, ...]]]:
    """`[first token, last token)` of the longest known names, left to right, with their entries."""
    found = []
    i = 0
    while i < len(doc):
        if not _starts_name(doc[i]):
            i += 1
            continue
        end, entries = _longest(doc, i, gazetteer)
        if entries:
            found.append((i, end, entries))
        i = max(end, i + 1)
    return found


def _longest(doc: Any, i: int, gazetteer: Gazetteer) -> tuple[int, tuple[Entry, ...]]:
    last = i
    while last + 1 < len(doc) and last + 1 - i < LONGEST_NAME and not doc[last].text_with_ws.endswith("\n"):
        token = doc[last + 1]
        if token.text == "," and last + 2 < len(doc) and doc[last + 2].text in {"D.C.", "DC"}:
            last += 2
            continue
        if not (
            _starts_name(token)
            or token.lower_ in _LINKS
            or token.lower_ in _GENERIC
            or (token.text == "-" and not doc[last].whitespace_)
        ):
            break
        last += 1
    for end in range(last + 1, i, -1):
        if not (_starts_name(doc[end - 1]) or doc[end - 1].lower_ in _GENERIC):
            continue
        text = doc[i:end].text
        if end - i == 1 and (
            text.lower() in _words("stop") and not (text.isupper() and len(text) == 2 and text == "US")
        ):
            continue
        if text in states() and not _after_comma(doc, i):
            continue
        if (
            demonym(text) is None
            and end - i == 1
            and len(text) < 3
            and text not in {"US", "UK"}
            and text not in states()
        ):
            continue
        if end - i == 1 and _acronym(doc, i):
            return i + 1, tuple(e for e in gazetteer.lookup(text) if e.level == "country")
        entries = gazetteer.lookup(text) or (entries_of(text, gazetteer) if text in states() or demonym(text) else ())
        if entries:
            return end, entries
    return i + 1, ()


def _acronym(doc: Any, i: int) -> bool:
    """`NATO`, `UNAMID`: capitals in a text that is not all capitals name bodies, save countries (`US`, `UAE`)."""
    text = doc[i].text
    if len(text) > 7 or not text.isupper() or text in states():
        return False
    near = [t for t in doc[max(0, i - 3) : i + 4] if t.is_alpha and len(t) > 3 and t.i != i]
    return any(not t.text.isupper() for t in near)


def _after_comma(doc: Any, i: int) -> bool:
    """`IN`, `Ore.`, `Mass.` are states only behind a town and a comma."""
    return i > 1 and doc[i - 1].text == "," and _starts_name(doc[i - 2])


def _inside_name(doc: Any, first: int, last: int) -> bool:
    """True for a part of a longer name: `Washington Post`, `Sinaloa Cartel`, `Denzel Washington`."""
    follow = doc[last] if last < len(doc) else None
    if follow is not None and doc[last - 1].whitespace_ and follow.text[:1].isupper() and follow.pos_ == "PROPN":
        if follow.lower_ in _words("body"):
            return True
        if follow.lower_ in _words("title") and doc[first].ent_type_ != "PERSON":
            return False
        if follow.lower_ not in _words("title") and doc[last - 1].head.i == follow.i:
            return True
    if first and _leads_name(doc[first - 1], doc[last - 1]):
        return True
    for token in doc[first:last]:
        if token.ent_type_ in _NAME_LABELS:
            ent = _entity(doc, token.i)
            if (ent.start < first or ent.end > last) and not _only_extras(ent, first, last):
                return True
    return False


def _leads_name(before: Any, last: Any) -> bool:
    """True for a capitalised word that makes the place a part of its name: `Puerto Quetzal`, `Camp Houston`."""
    return bool(
        before.pos_ == "PROPN"
        and before.text[:1].isupper()
        and before.text[-1].isalpha()
        and before.dep_ == "compound"
        and before.head.i == last.i
        and before.lower_ not in _words("lead")
        and before.lower_ not in _words("title")
    )


def _entity(doc: Any, i: int) -> Any:
    """The entity around token `i`; walking is cheaper than building all of `doc.ents` for each name."""
    first = last = i
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I":
        last += 1
    return doc[first : last + 1]


def _only_extras(ent: Any, first: int, last: int) -> bool:
    """True when the entity adds only articles, possessives or lower-case words to the place name."""
    rest = [t for t in ent if not first <= t.i < last]
    return all(
        t.lower_ in {"the", "'s", "’s", "city", "state", "-"} or not t.text[:1].isupper() for t in rest
    ) and not any(t.lower_ in {"of", "for"} for t in rest)


def _person_names(doc: Any) -> frozenset[str]:
    """Folded last words of persons' full names in the text: `Denzel Washington` makes "Washington" a man."""
    return frozenset(fold(e[-1].text) for e in doc.ents if e.label_ == "PERSON" and len(e) > 1 and e[-1].text.isalpha())


def _accepted(doc: Any, first: int, last: int, entries: tuple[Entry, ...], persons: frozenset[str]) -> bool:
    """Whether the words around, the entity label, or sheer size make the candidate a place."""
    text = doc[first:last].text
    if demonym(text) and doc[first].pos_ in {"ADJ", "PROPN", "NOUN"}:
        return True
    if any(e.level == "country" or e.id < -99_000_000 for e in entries):
        return not _inside_name(doc, first, last)
    if _inside_name(doc, first, last):
        return False
    before = doc[first - 1].lower_ if first else ""
    locative = before in _LOCATIVE or (
        before == "the" and first > 1 and doc[first - 2].lower_ in _LOCATIVE and last - first > 1
    )
    contained = last + 1 < len(doc) and doc[last].text == "," and _is_place_word(doc[last + 1])
    label = doc[first].ent_type_
    if last - first == 1 and fold(text) in persons and not (locative and label != "PERSON"):
        return False
    if doc[first].pos_ != "PROPN" and last - first == 1 and label not in _PLACE_LABELS:
        return False
    if label in _PLACE_LABELS or contained:
        return True
    if before == "of" and first > 1 and doc[first - 2].lower_ in _words("kind"):
        return True
    large = any(e.level == "admin1" or (e.population >= BIG and not e.alias) for e in entries)
    if label == "PERSON" and not locative:
        return large and before == "of"
    return large or (locative and label != "PERSON" and any(not e.alias for e in entries))


def _is_place_word(token: Any) -> bool:
    return token.ent_type_ in _PLACE_LABELS or token.text in states()


def _with_kind(doc: Any, last: int, entries: tuple[Entry, ...]) -> int:
    """Takes "region" into the name where a town bears it too: `Kyiv region` is not Kyiv."""
    levels = {e.level for e in entries}
    follows = last < len(doc) and doc[last].text in _KINDS
    return last + 1 if follows and {"admin1", "city"} <= levels else last


def _role(doc: Any, first: int, last: int, text: str) -> PlaceRole:
    """What the place does in its sentence: where something is held or happens, where somebody is from, who acts."""
    if demonym(text):
        return "demonym"
    head = doc[last - 1]
    for token in doc[first:last]:
        if token.head.i < first or token.head.i >= last:
            head = token
    dep, governor = head.dep_, head.head
    led = first > 0 and doc[first - 1].lower_ in {"in", "at"}
    if led and dep != "pobj" and governor.i != last:  # the words before are surer than a doubtful parse
        dep, governor = "pobj", doc[first - 1]
    if dep == "pobj" and governor.lower_ in _ORIGIN:
        return "scene" if governor.head.lower_ in {"across", "away", "far", "miles", "kilometers"} else "origin"
    if dep == "pobj" and governor.lower_ in {"in", "at"}:
        chain = [governor.head, governor.head.head]
        if any(t.lower_ in _words("meeting") or t.lemma_.lower() in _words("meeting") for t in chain):
            return "venue"
        return "scene"
    if dep in {"nsubj", "nsubjpass", "agent"} or (dep == "pobj" and governor.lower_ in {"by", "with", "against"}):
        return "government"
    if dep in {"compound", "poss", "nmod", "amod"} and head.i < governor.i:
        return "government"
    if dep in {"dobj", "dative"} and governor.lemma_.lower() not in {"visit", "leave", "reach", "enter", "tour"}:
        return "government"
    return "venue" if dep == "dobj" and governor.lemma_.lower() == "visit" else "scene"


def _place(doc: Any, name: Name, first: int, last: int) -> Place:
    span, role = Span(start=name.start, end=name.end), _role(doc, first, last, name.text)
    entry = name.chosen
    if entry is None:
        return Place(span=span, name=name.text, role=role, rule="not placed: not in the gazetteer")
    return Place(
        span=span,
        name=name.text,
        geonames_id=entry.id if entry.id > 0 else None,
        canonical=entry.name,
        latitude=entry.latitude,
        longitude=entry.longitude,
        country=entry.country or None,
        admin1=entry.admin1,
        level=entry.level,
        role=role,
        confidence=confidence(name),
        rule=", ".join(name.rules),
    )


def _unknown(
    doc: Any, taken: set[int], persons: frozenset[str], gazetteer: Gazetteer
) -> list[tuple[int, int, tuple[Entry, ...]]]:
    """Places by the recogniser's word alone, behind "in" or "near": `not placed`, or found without generic words."""
    found = []
    for ent in doc.ents:
        if ent.label_ not in _PLACE_LABELS or any(i in taken for i in range(ent.start, ent.end)):
            continue
        first = ent.start + (1 if ent[0].lower_ == "the" and len(ent) > 1 else 0)
        last = ent.end - (1 if ent[-1].text in {"'s", "’s"} and len(ent) > 1 else 0)
        text = doc[first:last].text
        if not re.match(r"[A-Z][\w.'’ -]+$", text) or text.lower() in _words("stop") or text in states():
            continue
        entries = entries_of(text, gazetteer)
        before = doc[first - 1 - (doc[first - 1].lower_ == "the" and first > 1)].lower_ if first else ""
        if fold(text) in persons or (
            not entries and before not in _LOCATIVE - {"of", "to", "through", "between", "into"}
        ):
            continue
        found.append((first, last, entries))
    return found


def find_places(doc: Any, gazetteer: Gazetteer, dateline: str | None = None) -> tuple[Place, ...]:
    """Places of a spaCy Doc, left to right, each resolved or kept as `not placed` with the reason in `rule`.

    `dateline` is the place of the page's dateline; it lends weight to its country.
    """
    persons = _person_names(doc)
    candidates = _candidates(doc, gazetteer)
    spans = [c for c in candidates if _accepted(doc, *c, persons)]
    known = {doc[first:last].text for first, last, _ in spans} - persons
    spans += [
        c for c in candidates if c not in spans and doc[c[0] : c[1]].text in known and not _inside_name(doc, c[0], c[1])
    ]
    spans += _unknown(doc, {i for first, last, _ in spans for i in range(first, last)}, persons, gazetteer)
    spans = sorted(((a, _with_kind(doc, b, entries), entries) for a, b, entries in spans), key=lambda s: s[0])
    names = [
        Name(doc[first].idx, doc[last - 1].idx + len(doc[last - 1]), doc[first:last].text, entries)
        for first, last, entries in spans
    ]
    home = gazetteer.lookup(dateline.split(",")[0]) if dateline else ()
    resolve(names, doc.text, home[0] if home else None)
    return tuple(_place(doc, name, first, last) for name, (first, last, _) in zip(names, spans, strict=True))
