"""Record -> dossier -> brief: the one place that lists the outward rooms in order.

Everything is seen as of one day. What was published later is not seen, so that a brief of last month can be
made again; the clock of the machine is never read.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from communique import __version__, briefs, dossiers, reconcile, record, rows
from communique.errors import InputError
from communique.record import Record
from communique.record.opening import FILE_NAME as RECORD_NAME
from communique.settings import FILE_NAME, Settings, template
from communique.shapes import (
    Article,
    Brief,
    Dossier,
    DossierView,
    Event,
    Failure,
    Figure,
    Finding,
    Findings,
    Hit,
    Meeting,
    Selection,
    Statement,
)

_GROUPS = {Statement: "statements", Event: "events", Figure: "figures", Meeting: "meetings"}
"""The field of `Findings` that holds each kind."""

PLAIN = Dossier(id="plain", version=1, title="Briefing")
"""Stands in where a project has no dossier: everything is shown, nothing is filed."""


def make_project(folder: Path, source: str | None, name: str = Settings().dossier) -> None:
    """Settings, record and, from `source` (a packaged name or a file), the dossier `name`; what is there stays.

    Raises DossierError when `source` is neither, RecordError or InputError when the project could not be used.
    """
    origin = _dossier_path(source, Path()) if source else None
    if (folder / RECORD_NAME).exists():
        record.open_record(folder, to_add=True).close()
    else:
        record.create(folder)
    texts = {FILE_NAME: template()}
    if origin:
        texts[name] = origin.read_text(encoding="utf-8")
    for file, text in texts.items():
        if (folder / file).is_dir():
            raise InputError(f"{folder / file}: a folder stands where a file must be")
        if not (folder / file).exists():
            write(folder / file, text)


def write(path: Path, text: str) -> None:
    """Writes a file. Raises InputError naming it when that cannot be done: a full disk does not say which file."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}") from error


def load_dossier(name: str, project: Path) -> Dossier:
    """A dossier by file (as given, or in the project) or by the name of a packaged one. Raises DossierError."""
    return dossiers.load(_dossier_path(name, project))


def _dossier_path(name: str, project: Path) -> Path:
    candidates = (project / name, Path(name))
    return next((path for path in candidates if path.is_file()), None) or dossiers.example(name)


def view(
    opened: Record,
    dossier: Dossier,
    *,
    as_of: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> DossierView:
    """The record as the dossier sees it. Days are `YYYY-MM-DD`; the window is closed at both ends.

    `as_of` is the day from which gaps and what is coming up are counted, by default the last day seen: `until`,
    or the newest day of publication in the record. Articles published after it are not seen; those without a
    date of publication are. Raises InputError when no day is given and no article has one.
    """
    last = min((day for day in (as_of, until) if day), default=None)
    selection = _unified(opened, _told(opened.select(until=last)))
    day = as_of or until or newest(selection)
    if day is None:
        raise InputError("no page of the record says when it was published: give --as-of DATE")
    disputes = reconcile.disputes(dossier.claims, selection)
    return dossiers.file(dossier, selection, as_of=day, since=since, disputes=disputes)


def _told(selection: Selection) -> Selection:
    """Without what nobody said: plans, perceptions and mere subjects are in the record, and in no briefing."""
    return replace(
        selection,
        findings=tuple(
            replace(found, statements=tuple(said for said in found.statements if said.told))
            for found in selection.findings
        ),
    )


def _unified(opened: Record, selection: Selection) -> Selection:
    """With one id for each actor, as far as that is safe or a person said so."""
    return reconcile.unify(selection, reconcile.merges(selection, opened.decisions()))


def reviews(opened: Record) -> list[dict[str, Any]]:
    """What a person should look at, as plain rows: actors that may be one, and wordings that may be a dispute.

    Wordings come with the article they stand in, their offsets and the words there.
    """
    selection = _told(opened.select())
    proposed = reconcile.merges(selection, opened.decisions())
    texts = {found.article.id: found.article.text for found in selection.findings}
    merged = [{"kind": "same-actor", **rows.to_row(merge)} for merge in proposed]
    pairs = [rows.to_row(one) for one in reconcile.review(reconcile.unify(selection, proposed))]
    for pair in pairs:
        for side in (pair["a"], pair["b"]):
            side["span"]["quote"] = texts[side["article_id"]][side["span"]["start"] : side["span"]["end"]]
    return [*merged, *pairs]


def newest(selection: Selection) -> str | None:
    """The latest day of publication in a selection; None when no article has one."""
    days = (found.article.published for found in selection.findings)
    return max((stamp.value[:10] for stamp in days if stamp), default=None)


def brief(seen: DossierView, failures: tuple[Failure, ...] = ()) -> Brief:
    """The briefing of a view; pages that could not be read are counted in it."""
    return briefs.compose(seen, failures, __version__)


def render(composed: Brief, form: str) -> str:
    """A brief as `html`, `md` or `text`."""
    return briefs.render(composed, form)


def counts(opened: Record, dossier: Dossier = PLAIN) -> dict[str, int]:
    """Flat counts of a record, with the disputes that a dossier sees in it."""
    selection = _unified(opened, _told(opened.select()))
    return {**opened.counts(), "disputes": len(reconcile.disputes(dossier.claims, selection))}


def search(
    opened: Record, dossier: Dossier, goal: str, words: str, *, limit: int = 50, **given: Any
) -> tuple[Hit, ...]:
    """Hits that the dossier files under a goal or objective, newest first. Raises InputError for an unknown goal."""
    objectives = _objectives(dossier, goal)
    filed = {one.finding_id for one in view(opened, dossier).filings if one.objective in objectives}
    hits = opened.search(words, limit=sum(opened.counts().values()) or 1, **given)
    return tuple(hit for hit in hits if hit.id in filed)[:limit]


def _objectives(dossier: Dossier, goal: str) -> frozenset[str]:
    lines = [(part.id, line.id) for part in dossier.goals for line in part.objectives]
    lines += [(line.id, line.id) for line in dossier.cross]
    found = {line for part, line in lines if goal in (part, line)}
    if not found:
        known = ", ".join(line for _, line in lines) or "none"
        raise InputError(f"--goal {goal}: not in dossier {dossier.id}; it has {known}")
    return frozenset(found)


def finding_row(article: Article, finding: Finding) -> dict[str, Any]:
    """One finding as a plain row, with the words of its spans, beside its article."""
    name = _GROUPS[type(finding)]
    alone: dict[str, Any] = {name: (finding,)}
    row = rows.findings_json(Findings(article=article, **alone))
    return {"article": row["article"], "kind": name.removesuffix("s"), "finding": row[name][0]}
