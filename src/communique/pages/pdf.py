"""The text layer of a PDF, read by a process of its own with bounded time and memory (`pages/pdf_child.py`)."""

import json
import signal
import subprocess
import sys
from pathlib import Path

from communique.pages.refusal import Refusal
from communique.shapes import Layer

MAGIC = b"%PDF-"
MAGIC_WITHIN = 1024
"""Bytes before the mark that readers of PDF forgive."""
MOST_PAGES = 300
MOST_CHARACTERS = 500_000
"""Readouts have under 10 pages, reports of watchdogs under 200; an article may have 100,000 characters."""
SECONDS = 20
"""Of processor time; half a million characters take 5. The clock on the wall gets three times as many."""
MEMORY = 600_000_000
"""Bytes of address space, where the system keeps such a limit; a page of text takes 60 MB, mostly the library."""
CHILD = Path(__file__).with_name("pdf_child.py")


def is_pdf(body: bytes) -> bool:
    """By the mark at the beginning, before which only a few bytes without mark-up may stand."""
    at = body.find(MAGIC, 0, MAGIC_WITHIN)
    return at >= 0 and b"<" not in body[:at]


def layer_of(body: bytes) -> Layer | Refusal:
    """The text layer: all pages joined by form feeds, with the title and moment of creation that the file gives.

    Reasons: `encrypted` (a password is needed to open it), `no-text-layer` (scanned, or letters without meaning),
    `broken-pdf`, `too-large` (pages, characters, seconds).
    """
    limits = [str(limit) for limit in (SECONDS, MEMORY, MOST_PAGES, MOST_CHARACTERS)]
    try:
        child = subprocess.run(
            [sys.executable, "-P", str(CHILD), *limits],
            input=body,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=3 * SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _too_slow()
    if hasattr(signal, "SIGXCPU") and child.returncode == -signal.SIGXCPU:
        return _too_slow()
    if child.returncode:
        return Refusal("broken-pdf", f"broken, or too much for its memory ({_word(child.returncode)})")
    told = json.loads(child.stdout)
    if "refused" in told:
        return Refusal(told["refused"], told["detail"])
    title, created, headline = (told[name] or None for name in ("title", "created", "headline"))
    return Layer(text=told["text"], title=title, created=created, headline=headline)


def _too_slow() -> Refusal:
    return Refusal("too-large", f"more than {SECONDS} seconds of reading")


def _word(code: int) -> str:
    """`SIGABRT` for a process that a signal ended."""
    return signal.Signals(-code).name if -code in {int(known) for known in signal.Signals} else f"exit {code}"
