"""The HTML briefing as a reader sees it: nothing from outside, something on the screen, at most two pages on paper."""

import os
import re
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def browser() -> str:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("no browser: .ci/run installs one")
    if found is None:
        pytest.skip(f"no browser found ({', '.join(NAMES)})")
    return found


def visit(browser: str, page: Path, folder: Path, *flags: str) -> str:
    """Opens the page with every host name unknown; what Chromium wrote on stderr."""
    command = [
        browser,
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
    ]
    command += [f"--user-data-dir={folder / 'profile'}", "--host-resolver-rules=MAP * ~NOTFOUND"]
    done = subprocess.run(
        [*command, *flags, page.as_uri()], capture_output=True, text=True, timeout=90, check=True, cwd=folder
    )
    return done.stderr


def test_nothing_is_loaded_from_outside(demo_project: Path) -> None:
    html = (demo_project / "brief.html").read_text(encoding="utf-8")
    assert not re.findall(r"<(?:script|img|iframe|object|embed|base|source|video|audio)\b", html)
    assert not re.findall(r"<link\b[^>]*href", html)
    assert not re.findall(r"@import|url\(", html)


def test_screenshot_shows_something(browser: str, demo_project: Path, tmp_path: Path) -> None:
    shot = tmp_path / "brief.png"
    visit(browser, demo_project / "brief.html", tmp_path, f"--screenshot={shot}", "--window-size=1000,1400")
    assert ink(shot.read_bytes()) > 0.02


def ink(png: bytes) -> float:
    """Share of bytes that differ from the byte one pixel to the left: nought for an empty sheet."""
    body = b"".join(
        png[at + 8 : at + 8 + int.from_bytes(png[at : at + 4])]
        for at in (found.start() - 4 for found in re.finditer(b"IDAT", png))
    )
    data = zlib.decompress(body)
    return sum(data[n] != 0 for n in range(0, len(data), 97)) / (len(data) / 97)


def test_prints_on_few_pages(browser: str, demo_project: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "brief.pdf"
    visit(browser, demo_project / "brief.html", tmp_path, f"--print-to-pdf={pdf}", "--no-pdf-header-footer")
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf.read_bytes()))
    assert 1 <= pages <= 2
