"""Record -> dossier -> brief: the one place that lists the outward rooms in order.

Everything is seen as of one day. What was published later is not seen, so that a brief of last month can be
made again; the clock of the machine is never read.
"""

from pathlib import Path

from communique import __version__, briefs, dossiers, reconcile
from communique.record import Record
from communique.shapes import Brief, Dossier, DossierView, Failure, Selection

PLAIN = Dossier(id="plain", version=1, title="Briefing")
"""Stands in where a project has no dossier: everything is shown, nothing is filed."""


def load_dossier(name: str, project: Path) -> Dossier:
    """A dossier by file (as given, or in the project) or by the name of a packaged one. Raises DossierError."""
    candidates = (project / name, Path(name))
    path = next((path for path in candidates if path.is_file()), None)
    return dossiers.load(path or dossiers.example(name))


def view(
    record: Record,
    dossier: Dossier,
    *,
    as_of: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> DossierView:
    """The record as the dossier sees it. Days are `YYYY-MM-DD`; the window is closed at both ends.

    `as_of` is the day from which gaps and what is coming up are counted, by default the last day seen: `until`,
    or the newest day of publication in the record. Articles published after it are not seen; those without a
    date of publication are.
    """
    last = min((day for day in (as_of, until) if day), default=None)
    selection = record.select(until=last)
    day = as_of or until or newest(selection)
    disputes = reconcile.disputes(dossier.claims, selection)
    return dossiers.file(dossier, selection, as_of=day, since=since, disputes=disputes)


def newest(selection: Selection) -> str:
    """The latest day of publication in a selection; `undated` when no article has one."""
    days = (found.article.published for found in selection.findings)
    return max((stamp.value[:10] for stamp in days if stamp), default="undated")


def brief(seen: DossierView, failures: tuple[Failure, ...] = ()) -> Brief:
    """The briefing of a view; pages that could not be read are counted in it."""
    return briefs.compose(seen, failures, __version__)


def render(composed: Brief, form: str) -> str:
    """A brief as `html`, `md` or `text`."""
    return briefs.render(composed, form)


def counts(record: Record, dossier: Dossier = PLAIN) -> dict[str, int]:
    """Flat counts of a record, with the disputes that a dossier sees in it."""
    return {**record.counts(), "disputes": len(view(record, dossier).disputes)}
