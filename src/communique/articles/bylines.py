"""Who wrote a story: names out of author fields and `By ...` lines; agencies among them are wires, not people."""

import re
from collections.abc import Iterable

from communique.articles.dateline import agency_name

SPLIT = re.compile(r"\s*(?:,|;|\||•|/|\band\b|&|\bund\b|\by\b|\bet\b|\bwith\b)\s*")
BY = re.compile(
    r"^(?:by|von|por|par|di|written by|story by|reported by|words by|escrito por|texto:)\s*:?\s+(?=\S)", re.I
)
BY_LINE = re.compile(
    r"^(?:By|BY|Por|POR|(?:Words|Text|Story|Written|Reported|Curated|Compiled|(?:Staff )?[Rr]eports?|Live coverage) by"
    r"|Escrito por|Texto:|Text:|Words:|Authors?:|Analysts?:|Reporters?:)\s*:?\s+(?P<names>[^\W\d_][^\d|•@]{2,100})"
)
DEED = re.compile(
    r"^(?:.*\b(?:staff|correspondent|reporter|editor|editorial|writer|desk|team|newsroom|published|updated|contributor|"
    r"producer|admin|news|redaktion|redacción|agenturen|red|the|minutes?|hours?|read|page)\b.*|https?:.*)$",
    re.I,
)
DATE_ALONE = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july|august|"
    r"(?:septem|octo|novem|decem)ber",
    re.I,
)
DATE_TAIL = re.compile(r"\s+(?:on\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s*$", re.I)
AGENCY_BESIDE = re.compile(r"\s*\((?P<agency>[^()]{2,30})\)\s*$")
INSTITUTION = re.compile(
    r"\b(?:offices?|bureau|department|ministry|secretariat|secretaría|embassy|spokes(?:person|man|woman)|government|"
    r"directorate|committee|council|commission|section)\b|@|://",
    re.I,
)
LONGEST_SIGNATURE = 50


def people(values: Iterable[str]) -> tuple[tuple[str, ...], str | None]:
    """(names of people in order, the agency among them if any) of author strings such as `By A Name and B Name`."""
    found: list[str] = []
    wire: str | None = None
    for value in values:
        whole = BY.sub("", " ".join(value.split())).strip(" .,-")
        beside = AGENCY_BESIDE.search(whole)
        if beside and (agency := agency_name(beside["agency"])):
            wire, whole = wire or agency, whole[: beside.start()]
        if agency := agency_name(whole):
            wire = wire or agency
            continue
        for part in SPLIT.split(whole):
            name = DATE_TAIL.sub("", BY.sub("", part)).strip(" .,-–—|:*")
            if agency := agency_name(name):
                wire = wire or agency
            elif is_person(name) and name.lower() not in {other.lower() for other in found}:
                found.append(name)
    return tuple(found), wire


def signature(values: Iterable[str]) -> tuple[str, ...]:
    """The desk, newsroom or outlet that signs where no person does, as it writes itself; an institution signs
    nothing."""
    for value in values:
        name = BY.sub("", " ".join(value.split())).strip(" .,-")
        usable = 2 <= len(name) <= LONGEST_SIGNATURE and not agency_name(name) and not INSTITUTION.search(name)
        if usable and any(sign.isalpha() for sign in name):
            return (name,)
    return ()


def is_person(name: str) -> bool:
    """Whether the words can be a person's name: one to five of them, not small, no date, office or address."""
    words = name.split()
    return (
        1 <= len(words) <= 5
        and 2 <= len(name) <= 50
        and not name[0].islower()
        and not DEED.match(name)
        and not INSTITUTION.search(name)
        and not DATE_ALONE.fullmatch(name)
        and not any(sign.isdigit() for sign in name)
    )


def byline_of_line(line: str) -> str | None:
    """The names in a line `By A Name ...`; None for any other line, such as a sentence (`By Monday, the ...`)."""
    match = BY_LINE.match(line) if len(line) <= 160 else None
    if not match or not match["names"][0].isupper() or line.endswith((".", "?", "!")):
        return None
    return match["names"]
