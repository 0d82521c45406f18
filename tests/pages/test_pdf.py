"""The text layer of a PDF; and of PDFs that were made to hurt."""

import io
import random
import zlib
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from communique.pages import page_of
from communique.pages.pdf_child import Box, fragments, lines, rows_of
from communique.shapes import Failure, Page

FOLDER = Path(__file__).parents[1] / "data" / "pages"
SAMPLES = sorted(FOLDER.glob("pdf-*.pdf"))
CATALOG, PAGES, PAGE, FONT = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R"
    b"/Resources<</Font<</F 4 0 R>>/XObject<</X 6 0 R>>>>>>",
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
)
"""The first four objects of a PDF with one page, whose contents are object 5."""
WORDS = b"BT /F 12 Tf 72 700 Td (The army said on Monday that it had seized 500 pills.) Tj ET"


def of_objects(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1, with a table of where they stand."""
    body, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return body + end + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


def printed(contents: bytes, more: bytes = b"", *others: bytes) -> bytes:
    return of_objects(CATALOG, PAGES, PAGE, FONT, stream(contents, more), *others)


def zeros(size: int) -> bytes:
    """A deflated run of spaces."""
    deflate = zlib.compressobj(9)
    return b"".join(deflate.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)) + deflate.flush()


def drawn(**options: object) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, invariant=1, **options)
    canvas.drawString(72, 700, "The army said on Monday that it had seized 500 pills.")
    canvas.save()
    return held.getvalue()


def outcome(body: bytes) -> Page | Failure:
    return page_of(body, origin="here", name="page.pdf")


def reason(body: bytes) -> str:
    found = outcome(body)
    return found.reason if isinstance(found, Failure) else "read"


# ---- layers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [path for path in SAMPLES if "scan" not in path.name], ids=lambda path: path.name)
def test_the_same_bytes_give_the_same_layer(path: Path) -> None:
    first, second = outcome(path.read_bytes()), outcome(path.read_bytes())
    assert isinstance(first, Page)
    assert first == second
    assert first.layer is not None
    assert (first.media_type, first.encoding, first.text) == ("application/pdf", "pdf", first.layer.text)
    assert first.text.encode()


def test_pages_are_parted_by_form_feeds() -> None:
    found = outcome((FOLDER / "pdf-02-joint-statement.pdf").read_bytes())
    assert isinstance(found, Page)
    assert found.text.count("\f") == 1


def test_columns_are_read_one_after_the_other() -> None:
    found = outcome((FOLDER / "pdf-04-fact-sheet.pdf").read_bytes())
    assert isinstance(found, Page)
    assert found.text.index("forty of them.") < found.text.index("What comes next") < found.text.index("Castellano")


def test_a_hyphen_at_the_end_of_a_line_stays_in_the_layer() -> None:
    found = outcome((FOLDER / "pdf-03-comunicado.pdf").read_bytes())
    assert isinstance(found, Page)
    assert "puentes interna-\ncionales" in found.text


def test_bytes_before_the_mark_are_forgiven() -> None:
    assert reason(b"\r\n\x00\x00" + drawn()) == "read"


def test_a_page_about_pdf_is_none() -> None:
    assert isinstance(found := outcome(b"<html><p>Files begin with %PDF- since 1993.</p>"), Page)
    assert found.media_type == "text/html"


def box(text: str, left: float, low: float, width: float | None = None) -> Box:
    return Box(text, left, left + (width or 6.0 * len(text)), low, low + 10)


def test_cells_of_a_table_are_no_columns() -> None:
    rows = rows_of([box(word, left, low) for low in range(100, 40, -12) for left, word in ((0, "Pills"), (200, "12"))])
    assert [line.text for zone in lines(rows) for line in zone] == ["Pills\t12"] * 5


def test_columns_whose_lines_stand_at_other_heights() -> None:
    left = [box(f"left words {number} of the column", 0, 700 - 14 * number) for number in range(8)]
    right = [box(f"right words {number} of the column", 250, 694 - 14 * number) for number in range(8)]
    found = [line.text.split()[0] for zone in lines(rows_of([*right, *left])) for line in zone]
    assert found == ["left"] * 8 + ["right"] * 8


def test_words_in_any_order_are_put_in_theirs() -> None:
    words = [box("the", 0, 500), box("army", 24, 500), box("seized", 54, 500), box("pills", 96, 500)]
    random.Random(1).shuffle(words)
    assert [[part.text for part in row] for row in rows_of(fragments(words))] == [["the army seized pills"]]


# ---- refusals --------------------------------------------------------------------------------------------------


def test_a_scan_has_no_text_layer() -> None:
    assert reason((FOLDER / "pdf-06-scan.pdf").read_bytes()) == "no-text-layer"


def test_a_password_is_asked_for() -> None:
    assert reason(drawn(encrypt=StandardEncryption("secret", "owner"))) == "encrypted"


def test_what_opens_without_a_password_is_read() -> None:
    assert reason(drawn(encrypt=StandardEncryption("", "owner", canCopy=0))) == "read"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6])
def test_half_a_file(share: float) -> None:
    body = (FOLDER / "pdf-02-joint-statement.pdf").read_bytes()
    assert reason(body[: int(len(body) * share)]) in {"broken-pdf", "no-text-layer"}


def test_letters_without_meaning_are_no_text() -> None:
    contents = b"BT /F 12 Tf 72 700 Td <" + b"0001000200030004" * 40 + b"> Tj ET"
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
    system = b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    inner = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo" + system + b">>"
    assert reason(of_objects(CATALOG, PAGES, PAGE, font, stream(contents), inner)) == "no-text-layer"


HOSTILE = {
    "page-tree-in-a-circle": of_objects(CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>", PAGE, FONT),
    "million-pages-claimed": of_objects(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>", PAGE, FONT),
    "too-many-pages": of_objects(
        CATALOG,
        b"<</Type/Pages/Kids[%s]/Count 5000>>" % (b"3 0 R " * 5000),
        PAGE,
        FONT,
        stream(WORDS),
    ),
    "deep-page-tree": of_objects(
        CATALOG,
        *(b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1) for number in range(2, 20_000)),
        b"<</Type/Page/MediaBox[0 0 9 9]>>",
    ),
    "deep-arrays": printed(WORDS, b"/Junk " + b"[" * 200_000),
    "form-that-draws-itself": printed(
        b"/X Do",
        b"",
        stream(
            WORDS + b" /X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</X 6 0 R>>>>"
        ),
    ),
    "bomb": printed(zeros(2_000_000_000), b"/Filter/FlateDecode"),
    "bomb-in-a-bomb": printed(zlib.compress(zeros(2_000_000_000), 9), b"/Filter[/FlateDecode/FlateDecode]"),
    "two-million-letters": printed(zlib.compress(WORDS.replace(b"Tj", b"' ") * 40_000), b"/Filter/FlateDecode"),
    "letters-all-over": printed(
        zlib.compress(
            b"BT /F 1 Tf "
            + b"".join(b"1 0 0 1 %d %d Tm (x) Tj " % (at * 7919 % 600, at * 104729 % 780) for at in range(150_000))
            + b"ET"
        ),
        b"/Filter/FlateDecode",
    ),
    "noise": b"%PDF-1.7\n" + random.Random(1).randbytes(200_000),
    "contents-are-the-page": of_objects(CATALOG, PAGES, PAGE.replace(b"5 0 R", b"3 0 R"), FONT),
    "length-in-a-circle": of_objects(CATALOG, PAGES, PAGE, FONT, b"<</Length 5 0 R>>stream\n" + WORDS + b"\nendstream"),
}
"""Each must end soon; as a page or as a refusal does not matter here."""


@pytest.mark.timeout(100)
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_file_ends_soon(name: str) -> None:
    assert reason(HOSTILE[name]) in {"read", "broken-pdf", "no-text-layer", "too-large"}
