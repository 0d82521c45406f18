"""The text layer of a PDF on standard input, as JSON on standard output: a program of its own, run by `pages.pdf`.

It stands alone (nothing of communique is imported) because it reads files made by strangers with a library that is not
written in Python: the process may be slow, grow or crash, and its parent says what that means. Limits come as
arguments: seconds, bytes of memory, pages, characters.

A page of a PDF is a set of glyphs. PDFium (BSD-3-Clause/Apache-2.0, through pypdfium2) names each glyph's letter and
box; here boxes become words, rows and lines in reading order. A gutter that runs beside at least COLUMN_ROWS rows of
prose parts two columns; shorter ones part the cells of a row. Lines end with a line feed; a blank line stands where the
page shows that a paragraph ends: more space than usual, another size or weight, an indent, a line that ends early.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from ctypes import byref, create_string_buffer
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

HYPHEN = 2
"""PDFium's sign for a hyphen at the end of a line within a word."""
BULLETS = {0xF0B7: "•", 0xF0A7: "•", 0xF0D8: "•"}
"""Private letters of the symbol fonts with which office programs draw the marks of lists."""
MARKS = "•●▪◦·–—*-"
ENDS = ".!?:;…”\"')"
CELL_GAP = 2.0
"""Heights of a line between two words from which they stand in different cells or columns."""
COLUMN_ROWS = 4
COLUMN_FILL = 0.55
"""Rows on either side, and the share of its column that half of the lines must fill: cells of tables do not."""
ZONE_GAP = 2.5
"""Heights between two rows from which columns end."""
MORE_SPACE = 0.35
OTHER_SIZE = 0.12
INDENT = 0.8
EARLY = 0.2
HEADLINE = 1.15
UNKNOWN_SHARE = 0.2
"""Share of letters without a known meaning from which the text layer is none."""
PASSWORD_FAULT, SECURITY_FAULT = 4, 5
"""Codes of FPDF_GetLastError."""


@dataclass(frozen=True, slots=True)
class Box:
    """Words on one line, in points from the lower left corner of the page."""

    text: str
    left: float
    right: float
    low: float
    high: float
    bold: bool = False

    @property
    def size(self) -> float:
        return max(self.high - self.low, 0.1)


class Refused(Exception):
    """Why there is no layer: a reason and a detail."""


def main() -> None:
    seconds, memory, pages, characters = (int(limit) for limit in sys.argv[1:5])
    bound(seconds, memory)
    try:
        told = layer(sys.stdin.buffer.read(), pages, characters)
    except Refused as refused:
        told = {"refused": refused.args[0], "detail": refused.args[1]}
    except MemoryError:
        told = {"refused": "too-large", "detail": "the memory for one PDF does not suffice"}
    json.dump(told, sys.stdout)


def bound(seconds: int, memory: int) -> None:
    """Limits of this process where the system knows them: processor time, memory, and no file may be written."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit
        return
    limits = ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0))
    for kind, wanted in (*limits, (resource.RLIMIT_CORE, 0)):
        _, most = resource.getrlimit(kind)
        limit = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(kind, (limit, most))


def layer(body: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    """Pages joined by form feeds, with the title and the moment of creation that the file gives. Raises Refused."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        with closing(PdfDocument(body)) as document:
            if len(document) > most_pages:
                raise Refused("too-large", f"{len(document)} pages, at most {most_pages}")
            pages = list(_pages(document, most_characters))
            told = document.get_metadata_dict()
    except PdfiumError as error:
        encrypted = getattr(error, "err_code", None) in (PASSWORD_FAULT, SECURITY_FAULT)
        raise Refused("encrypted" if encrypted else "broken-pdf", str(error)) from error
    text = "\f".join("\n\n".join("\n".join(line.text for line in block) for block in page) for page in pages)
    if not any(letter.isalnum() for letter in text):
        raise Refused("no-text-layer", f"{len(pages)} pages without a letter")
    return {"text": text, "headline": headline(pages[0])} | {
        "title": told.get("Title", ""),
        "created": told.get("CreationDate", ""),
    }


def _pages(document: Any, most_characters: int) -> Iterator[list[list[Box]]]:
    """The blocks of each page."""
    count = 0
    for number in range(len(document)):
        with closing(document[number]) as page, closing(page.get_textpage()) as text:
            count += text.count_chars()
            if count > most_characters:
                raise Refused("too-large", f"page {number + 1}: more than {most_characters} characters so far")
            boxes = list(words(text))
        yield [block for zone in lines(rows_of(fragments(boxes))) for block in blocks(zone)]


# ---- glyphs to words -------------------------------------------------------------------------------------------


def words(text: Any) -> Iterator[Box]:
    """Words in the order in which the page was written, each with its box."""
    held: list[Box] = []
    unknown = count = 0
    for letter in _letters(text):
        if letter is None or (held and not _joined(held[-1], letter)):
            yield from _word(held)
            held = []
        if letter is not None:
            held.append(letter)
            count += 1
            unknown += letter.text == "\ufffd"
    yield from _word(held)
    if unknown > UNKNOWN_SHARE * count:
        raise Refused("no-text-layer", f"{unknown} of {count} letters of a page have no known meaning")


def _letters(text: Any) -> Iterator[Box | None]:
    """Each visible glyph; None where white space parts words."""
    from pypdfium2 import raw

    box, font = raw.FS_RECTF(), create_string_buffer(100)
    for number in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, number)
        letter = "-" if code == HYPHEN else BULLETS.get(code, chr(code) if code <= sys.maxunicode else "\ufffd")
        if letter.isspace():
            yield None
            continue
        if (code < 32 and code != HYPHEN) or code in (0xFFFE, 0xFFFF) or raw.FPDFText_HasUnicodeMapError(text, number):
            letter = "\ufffd"
        raw.FPDFText_GetLooseCharBox(text, number, byref(box))
        raw.FPDFText_GetFontInfo(text, number, font, len(font), None)
        bold = b"bold" in font.value.lower()
        yield Box(letter, box.left, box.right, min(box.bottom, box.top), max(box.bottom, box.top), bold)
        if code == HYPHEN:
            yield None


def _joined(before: Box, letter: Box) -> bool:
    return _beside(before, letter) and -1 < (letter.left - before.right) / before.size < 1


def _beside(one: Box, other: Box) -> bool:
    """Whether two boxes stand on one line: they share half of the lower one's height."""
    return min(one.high, other.high) - max(one.low, other.low) > 0.5 * min(one.size, other.size)


def _word(held: Sequence[Box]) -> Iterator[Box]:
    if held:
        units = "".join(letter.text for letter in held).encode("utf-16-le", "surrogatepass")
        yield _around(units.decode("utf-16-le", "replace"), held)


def _around(text: str, boxes: Sequence[Box]) -> Box:
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    low, high = min(box.low for box in boxes), max(box.high for box in boxes)
    return Box(text, left, right, low, high, all(box.bold for box in boxes))


# ---- words to lines --------------------------------------------------------------------------------------------


def fragments(boxes: Sequence[Box]) -> list[Box]:
    """Words that follow each other on a line, joined by spaces; a gap of CELL_GAP parts them."""
    found: list[list[Box]] = []
    for box in boxes:
        before = found[-1][-1] if found else None
        if before and _beside(before, box) and -0.5 < (box.left - before.right) / before.size < CELL_GAP:
            found[-1].append(box)
        else:
            found.append([box])
    return [_around(" ".join(word.text for word in held), held) for held in found]


def rows_of(boxes: Sequence[Box]) -> list[list[Box]]:
    """Fragments that stand side by side, from the top of the page down and from left to right."""
    rows: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (-box.high, box.left)):
        if rows and _beside(rows[-1][0], box):
            rows[-1].append(box)
        else:
            rows.append([box])
    return [_close(sorted(row, key=lambda box: box.left)) for row in rows]


def _close(row: list[Box]) -> list[Box]:
    """A row in which neighbours without a gap are one fragment, whatever order they were written in."""
    joined: list[list[Box]] = []
    for box in row:
        if joined and box.left - joined[-1][-1].right < CELL_GAP * joined[-1][-1].size:
            joined[-1].append(box)
        else:
            joined.append([box])
    return [_around(" ".join(part.text for part in held), held) for held in joined]


def lines(rows: Sequence[list[Box]]) -> list[list[Box]]:
    """Lines in reading order, in zones: a column, or what stands between columns."""
    zones: list[list[Box]] = [[]]
    at = 0
    while at < len(rows):
        parted = _columns(rows, at)
        if parted:
            left, right, at = parted
            zones += [*lines(left), *lines(right), []]
        else:
            zones[-1].append(_around("\t".join(box.text for box in rows[at]), rows[at]))
            at += 1
    return [zone for zone in zones if zone]


def _columns(rows: Sequence[list[Box]], first: int) -> tuple[list[list[Box]], list[list[Box]], int] | None:
    """The rows left and right of a gutter that begins at row `first`, and the row after it; None when none does."""
    # the lines of two columns need not stand at one height: the next row counts too
    beside = sorted([box for row in rows[first : first + 2] for box in row], key=lambda box: box.left)
    for left_box, right_box in pairwise(beside):
        low, high, end = left_box.right, right_box.left, first
        middle = (low + high) / 2
        for end in range(first, len(rows) + 1):
            if end == len(rows) or (end > first and _apart(rows[end - 1], rows[end])):
                break
            low = max([low, *(box.right for box in rows[end] if box.left < middle)])
            high = min([high, *(box.left for box in rows[end] if box.left >= middle)])
            if high - low < left_box.size * 0.8:
                break
        sides = [
            [row for row in ([box for box in row if (box.left < middle) is left] for row in rows[first:end]) if row]
            for left in (True, False)
        ]
        if all(_prose(side) for side in sides):
            return sides[0], sides[1], end
    return None


def _apart(above: Sequence[Box], below: Sequence[Box]) -> bool:
    return min(box.low for box in above) - max(box.high for box in below) > ZONE_GAP * below[0].size


def _prose(rows: Sequence[list[Box]]) -> bool:
    if len(rows) < COLUMN_ROWS:
        return False
    widths = [row[-1].right - row[0].left for row in rows]
    return median(widths) >= COLUMN_FILL * max(widths) and median(len(row[0].text.split()) for row in rows) >= 3


# ---- lines to paragraphs ---------------------------------------------------------------------------------------


def blocks(zone: Sequence[Box]) -> Iterator[list[Box]]:
    """Lines of a zone, cut where a paragraph ends."""
    gaps = sorted(max(0.0, above.low - below.high) for above, below in pairwise(zone))
    usual = gaps[len(gaps) // 4] if gaps else 0.0
    left, right = Counter(round(line.left) for line in zone).most_common(1)[0][0], max(line.right for line in zone)
    held = [zone[0]]
    for above, line in pairwise(zone):
        if _parted(above, line, usual, left, right):
            yield held
            held = []
        held.append(line)
    yield held


def _parted(above: Box, below: Box, usual: float, left: float, right: float) -> bool:
    """Whether the page shows that a paragraph ends between two lines of a zone."""
    size = below.size
    if above.low - below.high > usual + MORE_SPACE * size or abs(above.size - size) > OTHER_SIZE * size:
        return True
    if above.bold != below.bold:
        return True
    flush = abs(above.left - left) < INDENT * size / 2 and above.text[0] not in MARKS
    if flush and below.left - left > INDENT * size and right - below.right < EARLY * (right - left):
        return True
    if right - above.right < EARLY * (right - left):
        return False
    word = below.text.split()[0]
    fits = len(word) / len(below.text) * (below.right - below.left) < right - above.right - size
    return above.text[-1] in ENDS or (fits and not word[0].islower() and not above.bold)


def headline(page: Sequence[Sequence[Box]]) -> str:
    """The block in the largest letters; nothing when they are hardly larger than most."""
    sizes = [(min(line.size for line in block), -number) for number, block in enumerate(page)]
    size, number = max(sizes, default=(0.0, 0))
    if not page or size < HEADLINE * median(line.size for block in page for line in block):
        return ""
    return " ".join(line.text for line in page[-number])


if __name__ == "__main__":
    main()
