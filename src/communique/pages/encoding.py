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
    "áéíóúàèìòùâêîôûäëïöüãõñçåæøßÁÉÍÓÚÀÈÌÒÙÂÊÎÔÛÄËÏÖÜÃÕÑÇÅÆØ“”‘’„–—…•€£¥¿¡«»°ºª·§©®™\xa0´½¼".encode("cp1252")
)
SAMPLE = 1 << 16
DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
OPENING = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
ELEMENT = re.compile(
    rb"</?(?:html|head|body|div|p|span|a|ul|li|h[1-6]|table|article|section|meta|script)\b[^<>]{0,400}>", re.I
)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x7f]")


def binary_kind(body: bytes) -> str | None:
    """Media type of bytes that are no text (`application/octet-stream` when unknown), or None for text.

    Control characters that no text holds, in more than one of a hundred of the first 64 KB, mean binary; a few stray
    NULs do occur in real pages and are let through.
    """
    for magic, kind in MAGIC:
        if body.startswith(magic):
            return kind
    if any(body.startswith(bom) for bom, _ in BOMS):
        return None
    sample = body[:SAMPLE]
    return "application/octet-stream" if len(CONTROL.findall(sample)) * 100 > len(sample) else None


def media_type(text_bytes: bytes) -> str:
    """`text/html` or `text/plain`, by content: a document opening, or at least six elements in the first 64 KB."""
    sample = text_bytes[:SAMPLE]
    for bom, name in BOMS:
        if sample.startswith(bom) and name != "utf-8-sig":
            sample = sample.decode(name, errors="ignore").encode()
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
    faults = _utf8_faults(body)
    if faults == 0:
        return "utf-8"
    declared = declared_encoding(body)
    if declared == "utf-8" and faults * 1000 <= len(body):
        return "utf-8"
    if declared and declared != "utf-8" and _decodes(body, declared):
        return declared
    return _guessed(body)


def declared_encoding(body: bytes) -> str | None:
    """Codec of the page's `<meta charset>` or XML declaration; None when absent or unknown to Python."""
    found = DECLARED.search(body[:SAMPLE])
    if not found:
        return None
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
    except (LookupError, UnicodeDecodeError):
        return None
    if name in {"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"}:
        return "utf-8"  # the declaration was readable as ASCII, so it cannot be true
    return WIDER.get(name, name)


def _utf8_faults(body: bytes) -> int:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("utf-8", errors="replace").count("�")
    return 0


def _decodes(body: bytes, encoding: str) -> bool:
    try:
        text = body.decode(encoding, errors="replace")
    except (LookupError, UnicodeError, ValueError):
        return False
    return text.count("�") * 1000 <= len(text)


def _guessed(body: bytes) -> str:
    """Western European when every byte beyond ASCII then is a letter or sign of its languages, else by statistics."""
    if WESTERN.issuperset(set(body) - ASCII):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(body[: SAMPLE * 4]).best()
    return best.encoding if best and _decodes(body, best.encoding) else "cp1252"
