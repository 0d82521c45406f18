"""What the bytes of a page are: text or not, mark-up or plain, and in which encoding."""

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"\x7fELF", "application/x-executable"),
)
# Browsers read these labels as their larger relatives (WHATWG Encoding Standard), and so do pages that use them.
WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
}
ASCII = frozenset(range(128))
WESTERN = frozenset(
    "áéíóúàèìòùâêîôûäëïöüãõñçåæøßÁÉÍÓÚÀÈÌÒÙÂÊÎÔÛÄËÏÖÜÃÕÑÇÅÆØ“”‘’„–—…•€£¥¿¡«»°ºª·§©®™\xa0´½¼¾×÷±²³".encode("cp1252")
)
SAMPLE = 1 << 16
HEAD = 1 << 20
"""Bytes that are searched for a declaration: scripts and styles may stand before it."""
FAULTS = 10
"""Letters of sound UTF-8 for each fault from which a page is UTF-8 whatever it declares: a quotation pasted in another
encoding, a character cut in two. By chance a few bytes are UTF-8, not ten times as many as are not."""
WIDE = 7
"""Of so many characters of UTF-16 at least one is in ASCII: a space, a line break, a letter of a tag."""
DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
OPENING = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
ELEMENT = re.compile(
    rb"</?(?:html|head|body|div|p|span|a|ul|li|h[1-6]|table|article|section|meta|script)\b[^<>]{0,400}>", re.I
)
FOREIGN = re.compile(rb"[\x80-\xff]{3,}")
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x7f]")


def binary_kind(body: bytes) -> str | None:
    """Media type of bytes that are no text (`application/octet-stream` when unknown), or None for text.

    Control characters that no text holds, in more than one of a hundred of the first 64 KB, mean binary; a few stray
    NULs do occur in real pages and are let through.
    """
    for magic, kind in MAGIC:
        if body.startswith(magic):
            return kind
    if any(body.startswith(bom) for bom, _ in BOMS) or _wide(body):
        return None
    sample = body[:SAMPLE]
    return "application/octet-stream" if len(CONTROL.findall(sample)) * 100 > len(sample) else None


def media_type(text_bytes: bytes, encoding: str = "utf-8") -> str:
    """`text/html` or `text/plain`, by content: a document opening, or at least six elements in the first 64 KB."""
    sample = text_bytes[:SAMPLE]
    if encoding.startswith(("utf-16", "utf-32")):
        sample = sample.decode(encoding, errors="ignore").encode()
    if OPENING.match(sample.removeprefix(codecs.BOM_UTF8)) or len(ELEMENT.findall(sample)) >= 6:
        return "text/html"
    return "text/plain"


def encoding_of(body: bytes) -> str:
    """Python codec name for `body`: byte order mark, then valid UTF-8, then what the page declares, then statistics.

    Valid UTF-8 goes before the declaration: non-ASCII bytes are UTF-8 by chance next to never, while a wrong
    `charset=iso-8859-1` on a UTF-8 page is common.
    """
    for bom, name in BOMS:
        if body.startswith(bom):
            return name
    if wide := _wide(body):
        return wide
    faults, sound = _utf8_faults(body)
    if faults * FAULTS <= sound or not faults:
        return "utf-8"
    declared = declared_encoding(body)
    if declared and declared != "utf-8" and _decodes(body, declared) and (declared != "cp1252" or _western(body)):
        return declared
    if declared == "utf-8" and sound >= faults:
        return "utf-8"
    return _guessed(body)


def declared_encoding(body: bytes) -> str | None:
    """Codec of the page's `<meta charset>` or XML declaration; None when absent or unknown to Python."""
    found = DECLARED.search(body, 0, HEAD)
    if not found:
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None
    if name in {"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"}:
        return "utf-8"  # the declaration was readable as ASCII, so it cannot be true
    return WIDER.get(name, name)


def _wide(body: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte of its spaces, tags and Latin letters is NUL.

    Only for text without control characters, so that tables of numbers are not taken for it.
    """
    sample = body[: SAMPLE - len(body) % 2]
    for at, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[at::2].count(0) * WIDE > len(sample) // 2 and not sample[1 - at :: 2].count(0):
            text = sample.decode(encoding, errors="ignore")
            good = sum(sign.isprintable() or sign.isspace() for sign in text)
            return encoding if good * 100 >= len(text) * 99 else None
    return None


def _utf8_faults(body: bytes) -> tuple[int, int]:
    """How many places are no UTF-8, and how many letters beyond ASCII are."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", errors="replace")
        faults = text.count("�")
        beyond_ascii = len(body.translate(None, bytes(ASCII)))
        return faults, len(text) - faults - (len(body) - beyond_ascii)
    return 0, 0


def _decodes(body: bytes, encoding: str) -> bool:
    try:
        text = body.decode(encoding, errors="replace")
    except (LookupError, UnicodeError, ValueError):
        return False
    return text.count("�") * 1000 <= len(text)


def _guessed(body: bytes) -> str:
    """Western European when every byte beyond ASCII then is a letter or sign of its languages, else by statistics."""
    if WESTERN.issuperset(set(body) - ASCII) and _western(body):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(body[: SAMPLE * 4]).best()
    return codecs.lookup(best.encoding).name if best and _decodes(body, best.encoding) else "cp1252"


def _western(body: bytes) -> bool:
    """Whether the bytes beyond ASCII stand alone or in pairs, as they do in Western European languages; in the codes of
    other scripts they are whole words."""
    beyond_ascii = len(body.translate(None, bytes(ASCII)))
    return sum(map(len, FOREIGN.findall(body))) * 2 <= beyond_ascii
