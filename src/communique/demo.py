"""The main job on the sample pages that ship with the program: pages -> record -> briefing."""

import tempfile
from importlib.resources import files
from pathlib import Path

from communique import inward, outward, pages, record
from communique.errors import DataError
from communique.inward import Progress
from communique.settings import Settings
from communique.shapes import Brief

BRIEF_NAME = "brief.html"
DOSSIER = "bicentennial-framework"


def run(to: Path | None, chosen: Settings, progress: Progress) -> tuple[Brief, Path]:
    """Makes or renews the demo project in `to` (else in a new temporary folder); its brief and its folder."""
    folder = to or Path(tempfile.mkdtemp(prefix="communique-demo-"))
    outward.make_project(folder, DOSSIER)
    with record.open_record(folder) as opened:
        items = pages.open_origin(str(sample_pages()))
        inward.add_pages(items, inward.make_kit(chosen), opened, progress=progress)
        seen = outward.view(opened, outward.load_dossier(DOSSIER, folder))
        brief = outward.brief(seen, opened.failures())
    outward.write(folder / BRIEF_NAME, outward.render(brief, "html"))
    return brief, folder


def sample_pages() -> Path:
    """Folder of the sample pages: inside an installed package, or beside `src` in a working copy."""
    installed = Path(str(files("communique"))) / "data" / "examples" / "pages"
    beside = Path(__file__).parents[2] / "examples" / "pages"
    found = next((folder for folder in (installed, beside) if folder.is_dir()), None)
    if found is None:
        raise DataError("the sample pages are missing from this installation")
    return found
