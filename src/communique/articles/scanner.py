"""Reads HTML as a stream of visible characters, each with its place in the raw page.

No tree is built: a parser that repairs mark-up moves text about and forgets where it stood. The scanner goes once from
left to right, in time linear in the page whatever the mark-up is like, and cuts the stream into blocks where
block elements begin or end. Offsets are code points of the decoded page.
"""

import re
import sys
from array import array
from dataclasses import dataclass
from html import unescape

from communique.articles.pieces import WHITE, Piece
from communique.articles.zones import zone_of_element

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
UNSEEN = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "textarea",
        "svg",
        "math",
        "iframe",
        "object",
        "canvas",
        "select",
        "audio",
        "video",
    }
)
INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "input",
        "script",
        "style",
        "template",
        "svg",
    }
)
BLOCK_TAGS = frozenset(
    {
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "li",
        "td",
        "th",
        "dt",
        "dd",
        "blockquote",
        "figcaption",
        "caption",
        "button",
        "pre",
    }
)
LEAVES = INLINE | BLOCK_TAGS
"""Elements that are a block or stand within one; the others hold blocks."""
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:_-]*)")
QUOTE_OR_END = re.compile("[\"'>]")
TOKEN = re.compile(
    r"(?P<white>[\s\x00]+)"
    r"|(?P<entity>&(?:#[xX][0-9a-fA-F]{1,8}|#[0-9]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?)"
    r"|(?P<word>[^\s\x00&]+(?: [^\s\x00&]+){0,20}|&)"
)
NAMING = re.compile(
    r"""\b(class|id|role|hidden|aria-hidden|itemprop|data-component|data-testid)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""",
    re.I,
)
ATTRIBUTES_READ = 400
"""Characters of a tag that are searched for names; the rest is data that scripts left there."""
DEEPEST_REPAIR = 60
"""How far up a closing tag looks for its opening one; more than any sound page nests inline elements."""


@dataclass(slots=True)
class _Open:
    """An element that is open: its name, the zone it lies in, whether it is a link, and which one of the page it is."""

    name: str
    zone: str
    link: bool
    number: int = 0


class _Block:
    """The block being read."""

    def __init__(self) -> None:
        self.tag = self.zone = ""
        self.holder = self.outer = 0
        self.parts: list[str] = []
        self.starts = array("L")
        self.ends = array("L")
        self.linked = 0
        self.space: tuple[int, int] | None = None

    def white(self, start: int, end: int) -> None:
        """White space: held back until a character follows, so that the ends of a block stay bare."""
        if self.parts:
            self.space = (self.space[0] if self.space else start, end)

    def put(self, text: str, starts: range | tuple[int, ...], ends: range | tuple[int, ...], link: bool) -> None:
        if self.space:
            self.parts.append(" ")
            self.starts.append(self.space[0])
            self.ends.append(self.space[1])
            self.space = None
        self.parts.append(text)
        self.starts.extend(starts)
        self.ends.extend(ends)
        self.linked += len(text) - text.count(" ") if link else 0


class Scanner:
    """One pass over one page; `scan` is its door."""

    def __init__(self, raw: str, most_text: int, most_blocks: int) -> None:
        self.raw = raw
        self.most_text, self.most_blocks = most_text, most_blocks
        self.shown = 0
        self.open: list[_Open] = [_Open("", "", False)]
        self.pieces: list[Piece] = []
        self.block = _Block()
        self.breaks = self.elements = 0
        self.unclosed: set[str] = set()
        self.last_quote = {quote: raw.rfind(quote) for quote in "\"'"}

    def run(self) -> list[Piece]:
        at, raw = 0, self.raw
        while at < len(raw) and self.shown <= self.most_text and len(self.pieces) <= self.most_blocks:
            start = raw.find("<", at)
            start = len(raw) if start < 0 else start
            if start > at:
                self._text(at, start)
            at = self._markup(start) if start < len(raw) else start
        self._end_block()
        return self.pieces

    def _markup(self, start: int) -> int:
        """Reads what begins with `<` at `start`; returns where reading goes on."""
        raw = self.raw
        if raw.startswith("<!--", start):
            return self._after("-->", start + 4) or self._after(">", start) or len(raw)
        if raw.startswith(("<!", "<?"), start):
            return self._after(">", start) or len(raw)
        tag = TAG.match(raw, start)
        if not tag:
            self._text(start, start + 1)
            return start + 1
        end = self._tag_end(tag.end())
        name = tag.group(2).lower()
        if tag.group(1):
            self._close(name)
            return end
        if name in UNSEEN and (past := self._skip(name, end)):
            return past
        self._begin(name, start, tag.end(), end)
        return end

    def _after(self, mark: str, start: int) -> int:
        """Position after the next `mark`, 0 when there is none (asked for in vain only once a mark)."""
        if mark in self.unclosed:
            return 0
        found = self.raw.find(mark, start)
        if found < 0:
            self.unclosed.add(mark)
            return 0
        return found + len(mark)

    def _skip(self, name: str, start: int) -> int:
        """Position after `</name>`, 0 when the element is never closed."""
        if name in self.unclosed:
            return 0
        found = re.compile(rf"</{re.escape(name)}\s*[^>]{{0,50}}>", re.I).search(self.raw, start)
        if not found:
            self.unclosed.add(name)
            return len(self.raw) if name in {"script", "style"} else 0
        if name not in INLINE:
            self.breaks = 0
        return found.end()

    def _tag_end(self, at: int) -> int:
        """Position after the `>` that ends a tag; a `>` within quotes does not, unless the quote never closes."""
        raw = self.raw
        while at < len(raw):
            found = QUOTE_OR_END.search(raw, at)
            if not found:
                return len(raw)
            mark, at = found.group(), found.end()
            if mark == ">":
                return at
            if self.last_quote[mark] >= at:
                at = raw.find(mark, at) + 1
        return len(raw)

    def _begin(self, name: str, start: int, names: int, end: int) -> None:
        """An opening tag at `raw[start:end]` whose attributes begin at `names`."""
        if name == "br":
            self._line_break(start, end)
            return
        inside = self.open[-1]
        if name not in INLINE:
            self._end_block()
        if name in VOID or self.raw[end - 2 : end] == "/>":
            return
        if name in {"p", "li"} and inside.name == name:
            self.open.pop()
            inside = self.open[-1]
        zone = zone_of_element(name, NAMING.findall(self.raw, names, min(end, names + ATTRIBUTES_READ))) or inside.zone
        self.elements += 1
        self.open.append(_Open(name, zone, inside.link or name == "a", self.elements))

    def _close(self, name: str) -> None:
        if name not in INLINE:
            self._end_block()
        for back in range(1, min(len(self.open), DEEPEST_REPAIR)):
            if self.open[-back].name == name:
                del self.open[-back:]
                return

    def _line_break(self, start: int, end: int) -> None:
        self.breaks += 1
        self.block.white(start, end)
        if self.breaks == 2:
            self._end_block()

    def _end_block(self) -> None:
        block = self.block
        if block.parts:
            text = "".join(block.parts)
            linked = block.linked / len(text)
            self.pieces.append(
                Piece(text, block.starts, block.ends, block.tag, block.zone, linked, block.holder, block.outer)
            )
        if block.parts or block.space:
            self.block = _Block()

    def _text(self, start: int, end: int) -> None:
        inside, block = self.open[-1], self.block
        for token in TOKEN.finditer(self.raw, start, end):
            text, first, last = token.group(), token.start(), token.end()
            if decoded := token.lastgroup == "entity":
                text = unescape(text)
                decoded = text != token.group()
            if token.lastgroup == "white" or not text.strip():
                block.white(first, last)
                continue
            if self.shown > self.most_text:
                return
            self.shown += len(text)
            if not block.parts:
                block.tag, block.zone = self._block_tag(), inside.zone
                block.holder, block.outer = self._holders()
            if self.breaks:
                self.breaks = 0
            if decoded:
                text = WHITE.sub(" ", text)
                block.put(text, (first,) * len(text), (last,) * len(text), inside.link)
            else:
                block.put(text, range(first, last), range(first + 1, last + 1), inside.link)

    def _block_tag(self) -> str:
        for element in self.open[-1:-6:-1]:
            if element.name in BLOCK_TAGS:
                return element.name
        return "div"

    def _holders(self) -> tuple[int, int]:
        """Numbers of the two nearest elements that hold blocks."""
        outside = [element.number for element in reversed(self.open) if element.name not in LEAVES]
        return outside[0], outside[1] if outside[1:] else 0


def scan(raw: str, most_text: int = sys.maxsize, most_blocks: int = sys.maxsize) -> list[Piece]:
    """Visible blocks of an HTML page in the order of the source; scripts, styles, templates and comments are left out.

    Linear in `len(raw)` for any mark-up: searches that failed once are not repeated. Ends early once it has more than
    `most_text` characters or `most_blocks` blocks: the places of 20 MB of text would fill gigabytes.
    """
    return Scanner(raw, most_text, most_blocks).run()
