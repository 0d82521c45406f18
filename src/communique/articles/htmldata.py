"""What an HTML page says of itself in its head: JSON-LD, `<meta>`, `<time>`, `<title>`, canonical address."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

SCRIPT = re.compile(r"<script\b([^>]{0,500})>", re.I)
TAG = re.compile(r"<(meta|link|time|html)\b([^>]{0,4000})>", re.I)
ATTRIBUTE = re.compile(r"""([a-zA-Z_:][\w:.-]*)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
TITLE = re.compile(r"<title\b[^>]{0,300}>([^<]{1,1000})", re.I)
ARTICLE_TYPES = re.compile(r"article|blogposting|report|newsstory|liveblog", re.I)
LARGEST_SCRIPT = 1_000_000
LARGEST_HEAD = 3_000_000
"""Characters of the page that are searched for tags of the head; larger pages are inlined data."""
MOST_VALUES = 20
"""Values of one name that are kept: authors come one a tag, the rest once."""


@dataclass(frozen=True, slots=True)
class Head:
    """Plain strings as the page gives them; empty when it does not."""

    ld: dict[str, Any]
    """The JSON-LD object of the article."""
    meta: dict[str, tuple[str, ...]]
    """Lower-case name, property or itemprop -> contents in order."""
    times: tuple[str, ...]
    title: str
    canonical: str
    language: str


def read_head(raw: str) -> Head:
    """All that `raw` declares. Never raises: what is malformed is left out."""
    meta: dict[str, tuple[str, ...]] = {}
    times: list[str] = []
    canonical = language = ""
    for match in TAG.finditer(raw, 0, min(len(raw), LARGEST_HEAD)):
        tag = match.group(1).lower()
        has = {key.lower(): unescape(value.strip("\"'")).strip() for key, value in ATTRIBUTE.findall(match.group(2))}
        if tag == "meta":
            name = (has.get("property") or has.get("name") or has.get("itemprop") or "").lower()
            if name and has.get("content") and len(meta.get(name, ())) < MOST_VALUES:
                meta[name] = (*meta.get(name, ()), has["content"])
        elif tag == "time" and has.get("datetime"):
            times.append(has["datetime"])
        elif tag == "html":
            language = language or has.get("lang", "")
        elif tag == "link" and has.get("rel", "").lower() == "canonical":
            canonical = canonical or has.get("href", "")
    title = TITLE.search(raw)
    return Head(
        ld=_article_of(list(objects(raw))),
        meta=meta,
        times=tuple(times),
        title=" ".join(unescape(title.group(1)).split()) if title else "",
        canonical=canonical if "://" in canonical else "",
        language=language,
    )


def objects(raw: str) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, outer before inner."""
    at = 0
    while match := SCRIPT.search(raw, at):
        end = raw.find("</", match.end())
        while end >= 0 and raw[end : end + 8].lower() != "</script":
            end = raw.find("</", end + 2)
        if end < 0:
            return
        if "ld+json" in match.group(1).lower() and end - match.end() <= LARGEST_SCRIPT:
            yield from _walk(_parsed(raw[match.end() : end]))
        at = end


def _parsed(script: str) -> Any:
    bare = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$", "", script).strip().rstrip(";")
    try:
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return None


def _walk(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, dict):
            yield value
            waiting += [part for part in value.values() if isinstance(part, dict | list)]
        elif isinstance(value, list):
            waiting += value


def _article_of(objects: list[dict[str, Any]]) -> dict[str, Any]:
    """The first object of an article type with the most of headline, dates and author; {} when there is none."""
    wanted = ("headline", "datePublished", "author", "dateModified", "publisher")

    def worth(item: dict[str, Any]) -> int:
        return sum(bool(item.get(key)) for key in wanted)

    typed = [item for item in objects if any(ARTICLE_TYPES.search(name) for name in strings(item.get("@type")))]
    pages = [item for item in objects if "WebPage" in strings(item.get("@type")) and item.get("datePublished")]
    return max(typed or pages, key=worth, default={})


def strings(value: Any) -> list[str]:
    """The strings in a string or a list of them."""
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str)]


def names(value: Any) -> list[str]:
    """Names in a JSON-LD author or publisher: a string, an object with `name`, or a list of either."""
    found: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            found.append(item)
        elif isinstance(item, dict):
            found += strings(item.get("name"))
    return [" ".join(unescape(name).split()) for name in found if name.strip()]
