"""Whatever a page or a file holds, the answer is findings, a failure with a reason, or one line: never a traceback."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from communique import inward, pages, rows
from communique.dossiers import example
from communique.shapes import Failure, Kit

FOLDER = Path(__file__).parents[1] / "examples" / "pages"
PAGES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".html", ".txt"))

BODIES = {
    "empty.html": b"",
    "blank.txt": b" \n\t\r\n ",
    "binary.html": b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 64,
    "zeros.txt": bytes(5000),
    "noise.html": random.Random(1).randbytes(20_000),
    "image.html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "tags-only.html": b"<html><body><div></div><script>var a = 1;</script></body></html>",
    "deep.html": b"<div>" * 20_000 + b"The army said it seized pills." + b"</div>" * 20_000,
    "unclosed.html": b"<html><body><p>The army said on Monday it seized 500 pills <b>in <i>Culiacan <p" * 50,
    "entities.html": b"<p>" + b"&#xD800;&#0;&#x110000;&bogus;&amp" * 500 + b"</p>",
    "surrogates.txt": "The army said it seized 500 pills. \U0010ffff \ufdd0 ".encode() * 50 + b"\xed\xa0\x80",
}
"""Pages that hold no article, or hardly one."""


@pytest.mark.parametrize("name", sorted(BODIES))
def test_a_bad_page_is_a_failure_or_read(call, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BODIES[name])
    result = call("read", str(path), "--json")
    assert result.exit_code in (0, 1), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    lines = result.stdout.splitlines()
    assert len(lines) == 1 or (not lines and name in result.stderr)
    assert all(json.loads(line)["article"]["text"] for line in lines)


STORY = "".join(
    f"<p>General Ana Soto said on Monday that soldiers had seized {number} pills in a house near Culiacan, and that "
    "two men were arrested on the road to the coast.</p>\n"
    for number in range(100, 110)
)
PLAIN = STORY.replace("<p>", "").replace("</p>", "\n")
OPEN = "<!doctype html><html><head><title>Army seizes pills near Culiacan</title></head><body><nav>Home</nav><article>"
CLOSE = "</article></body></html>"
DATA = "data:image/png;base64," + "iVBORw0KGgo" * 1_700_000
"""19 MB of a picture."""

READ = {
    "picture.html": lambda: f'{OPEN}{STORY[:500]}<img src="{DATA}">{STORY[500:]}{CLOSE}',
    "script.html": lambda: f'{OPEN}<script>var data = "{DATA}";</script>{STORY}{CLOSE}',
    "style.html": lambda: (
        f"<html><head><style>.a {{background: url({DATA})}}</style></head><body><article>{STORY}{CLOSE}"
    ),
    "tables.html": lambda: OPEN + "<table><tr><td>" * 5_000 + STORY + "</td></tr></table>" * 5_000 + CLOSE,
    "deep-tables.html": lambda: OPEN + "<table><tr><td>" * 300 + STORY + "</td></tr></table>" * 300 + CLOSE,
    "unclosed.html": lambda: (
        "<html><body>" + STORY.replace("<p>", "<div><p><b><i>").replace("</p>", "") + "<ul><li>" * 20_000
    ),
    "attribute-without-end.html": lambda: f'{OPEN}{STORY}<a href="' + "x" * 1_000_000,
    "quotes.html": lambda: f"{OPEN}{STORY}" + "<a b='\" " * 200_000,
    "attributes.html": lambda: f"{OPEN}{STORY}<a " + "x=1 " * 500_000 + ">" + CLOSE,
    "angles.html": lambda: OPEN + STORY + "<" * 900_000 + CLOSE,
    "comments.html": lambda: OPEN + STORY + "<!--" * 300_000 + CLOSE,
    "empty-elements.html": lambda: OPEN + "<b></b>" * 200_000 + STORY + CLOSE,
    "nul.html": lambda: OPEN + STORY.replace("seized", "seized\x00") + CLOSE,
    "half-characters.html": lambda: OPEN + STORY.replace("pills", "&#xD83D; pills") + CLOSE,
    "mixed.html": lambda: (OPEN + STORY.replace("Soto", "Núñez")).encode() + "<p>“Peña”</p>".encode("cp1252"),
}
"""Pages that hold a story among what is there to hurt."""


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", sorted(READ))
def test_a_story_among_rubble_is_read(call, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    body = READ[name]()
    path.write_bytes(body if isinstance(body, bytes) else body.encode())
    result = call("read", str(path), "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert "said on Monday that soldiers had seized" in found["article"]["text"]
    assert len(found["statements"]) >= 9


REFUSED = {
    "word.html": (lambda: OPEN + STORY + "x" * 1_000_000 + CLOSE, "too-large"),
    "word.txt": (lambda: "x" * 1_000_000, ""),
    "angles.html": (lambda: OPEN + STORY + "<" * 1_000_000 + CLOSE, "too-large"),
    "blocks.html": (lambda: "<html><body>" + "<p>a" * 4_700_000, "too-large"),
    "entities.html": (lambda: "<html><body><p>" + "&amp;" * 3_800_000, "too-large"),
    "text.html": (lambda: OPEN + STORY * 10_000 + CLOSE, "too-large"),
    "application.html": (
        lambda: (
            "<html><head><script src=/app.js></script></head><body><noscript>You need to enable JavaScript to run this "
            'app.</noscript><div id="root"></div></body></html>'
        ),
        "no-text: script-only",
    ),
    "data.html": (
        lambda: (
            '<html><body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{"story": "'
            + PLAIN.replace("\n", " ")
            + '"}</script></body></html>'
        ),
        "no-text: script-only",
    ),
    "plea.html": (lambda: "<div id=app><p>This site requires JavaScript.</p></div>" + "<p></p>" * 6, "script-only"),
}
"""Pages that end as failures, and what is told of them."""


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", sorted(REFUSED))
def test_a_page_that_cannot_be_read_says_why(call, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    body, told = REFUSED[name]
    path.write_text(body())
    result = call("read", str(path))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith(f"communique: {name}: ")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


MEASURE = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-m", "communique", "read", sys.argv[1]], stdout=subprocess.DEVNULL, stderr=-3)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * (1 if sys.platform == "darwin" else 1024))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not tell what a process used")
@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", ["picture.html", "blocks.html", "hundred.html"])
def test_memory_is_bounded(tmp_path: Path, name: str) -> None:
    """A quarter of what any stream may take (1.2 GB); the language model alone takes 160 MB."""
    path = tmp_path / name
    if name == "hundred.html":
        path.write_text(OPEN + STORY * 58_000)
        assert path.stat().st_size > 90_000_000
    else:
        path.write_text(READ[name]() if name in READ else REFUSED[name][0]())
    done = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 300_000_000


def test_pages_without_text_are_failures(call, tmp_path: Path) -> None:
    for name in ("empty.html", "blank.txt", "binary.html", "zeros.txt", "image.html", "tags-only.html"):
        (tmp_path / name).write_bytes(BODIES[name])
    result = call("read", str(tmp_path))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 6


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252", "latin-1"])
def test_other_encodings_give_the_same_words(call, tmp_path: Path, encoding: str) -> None:
    paragraph = (
        "Secretary José Peña said on Monday that the “Año Nuevo” operation in Cancún had ended, an official told us."
    )
    text = paragraph if encoding != "latin-1" else paragraph.replace("“", '"').replace("”", '"')
    path = tmp_path / "page.txt"
    path.write_bytes("\n\n".join([text] * 4).encode(encoding))
    result = call("read", str(path), "--json", "--published", "2023-01-02")
    assert "José Peña" in json.loads(result.stdout)["article"]["text"]


def test_an_encoding_that_lies(call, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    text = "<p>Secretary José Peña said on Monday that the operation in Cancún had ended with eleven arrests.</p>" * 4
    path.write_bytes(b'<html><head><meta charset="us-ascii"></head><body>' + text.encode() + b"</body></html>")
    assert "José Peña" in json.loads(call("read", str(path), "--json").stdout)["article"]["text"]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", [b"x", b"The army said on Monday it had seized 500 pills in Culiacan. ", b"<p>a"])
def test_fifty_megabytes_in_one_line(call, tmp_path: Path, piece: bytes) -> None:
    path = tmp_path / "long.html"
    path.write_bytes(piece * (50_000_000 // len(piece)))
    result = call("read", str(path))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("communique: ")
    assert result.stderr.count("\n") == 1


def test_what_could_move_the_cursor_is_not_printed(call, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    said = (
        "The [bold red]army[/bold red] said \x1b[31mon Monday\x1b[0m \u202eit had seized\u202c 500 pills in Culiacan."
    )
    path.write_text(f"<html><head><title>Army \x1b]0;owned\x07 seizes pills</title></head><body><p>{said}</p>" * 3)
    assert "[bold red]army[/bold red] said [31mon Monday" in call("read", str(path), "--blocks").output
    for flags in ([], ["--blocks"]):
        output = call("read", str(path), *flags).output
        assert not set(output) & {"\x1b", "\x07", "\u202e", "\u202c"}


def damaged(body: bytes, chance: random.Random) -> bytes:
    """A page that was cut off, garbled, or put together wrongly."""
    start, end = sorted(chance.randrange(len(body)) for _ in range(2))
    match chance.randrange(5):
        case 0:
            return body[:end]
        case 1:
            return body[:start] + body[end:]
        case 2:
            return body[:start] + chance.randbytes(30) + body[start:]
        case 3:
            junk = chance.choice(
                [b"<!--", b"<script>", b"<p>", b"&nbsp;", b'"', b"<table><tr>", b"\xe2\x80\x9c", b"\n\n"]
            )
            return body[:start] + junk * chance.randrange(1, 30) + body[start:]
        case _:
            lines = body.split(b"\n")
            chance.shuffle(lines)
            return b"\n".join(lines)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_damaged_pages_are_read_or_refused(kit: Kit, path: Path) -> None:
    chance = random.Random(path.name)
    for _ in range(3):
        page = pages.page_of(damaged(path.read_bytes(), chance), origin=path.name, name=path.name)
        outcome = page if isinstance(page, Failure) else inward.read_page(page, kit)
        if isinstance(outcome, Failure):
            assert outcome.reason
            continue
        length = len(outcome.article.text)
        found = [*outcome.statements, *outcome.events, *outcome.figures, *outcome.meetings]
        assert all(0 <= one.span.start < one.span.end <= length for one in found)
        assert rows.to_json(outcome)


# ---- dossiers --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (("version: 1", "version: one"), "version"),
        (("others:", "othres:"), "othres"),
        (("goals:", "goals: nothing\nother:"), "goals"),
        (("dossier:", "\tdossier:"), ""),
    ],
)
def test_a_malformed_dossier_is_told_with_file_line_and_key(
    call, tmp_path: Path, change: tuple[str, str], key: str
) -> None:
    path = tmp_path / "mine.yaml"
    text = example("bicentennial-framework").read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    result = call("dossier", "check", str(path))
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    line = next(n for n, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if change[1][:7] in row)
    assert f"mine.yaml:{line}: {key}" in result.stderr


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"- a\n- b\n", b"a: [", b"a: &x [*x]\n", b"a: 1\na: 2\n"])
def test_what_is_no_dossier(call, tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(body)
    result = call("dossier", "check", str(path))
    assert result.exit_code == 2
    assert "mine.yaml" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_dossier_that_is_not_there(call, tmp_path: Path) -> None:
    result = call("dossier", "check", str(tmp_path / "none.yaml"))
    assert result.exit_code == 2
    assert "none.yaml" in result.stderr


# ---- records ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("body", [b"", b"not a database at all, only some text" * 100])
def test_a_damaged_record(call, tmp_path: Path, body: bytes) -> None:
    call("init", str(tmp_path / "p"))
    (tmp_path / "p" / "record.sqlite").write_bytes(body)
    for suffix in ("-wal", "-shm"):
        (tmp_path / "p" / f"record.sqlite{suffix}").unlink(missing_ok=True)
    for verb in (["status"], ["search", "x"], ["brief"]):
        result = call(*verb, "--project", str(tmp_path / "p"))
        assert result.exit_code == 2, verb
        assert result.stderr.count("\n") == 1, verb
