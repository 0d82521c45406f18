"""The command line: reads flags, opens the project, calls inward or outward, prints. No logic of its own.

stdout is data, stderr is talk. Exit codes: 0 fine, 1 nothing found or only a part of it, 2 bad input, 130 Ctrl-C.
Whoever closes the pipe has seen enough: that is 0 and no word of it.
Every room is imported inside the verb that needs it, so that `--help` and `search` start at once.
"""

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from communique import __version__, settings
from communique.cli_memory import memory_app
from communique.cli_review import review
from communique.errors import CommuniqueError, InputError
from communique.settings import Settings

if TYPE_CHECKING:
    from communique.record import Record
    from communique.shapes import Brief, Dossier, Failure, Page

FINE, PARTIAL, BAD_INPUT = 0, 1, 2
MOST_HITS = 10_000
"""Hits of one search: more than anyone reads, and a number that every database takes."""
FORMATS = ("html", "md", "text", "json")
_BY_SUFFIX = {"": "text", ".html": "html", ".htm": "html", ".md": "md", ".txt": "text", ".json": "json"}
_UsageError: Any = typer.BadParameter.__mro__[1]
"""What any flag or verb that is not understood raises; typer gives it no public name. Its base class is the one that
holds for the command library of the installed typer: its own or click's."""


class Doors(TyperGroup):
    """All verbs; what goes wrong in a way we know is told in one line, never as a traceback."""

    def make_context(self, *arguments: Any, **extra: Any) -> Any:
        try:
            return super().make_context(*arguments, **extra)
        except _UsageError as error:
            _misused(error)
        except BrokenPipeError:  # the help of the whole program is printed before any verb runs
            _hush()
            raise typer.Exit(FINE) from None

    def invoke(self, ctx: Any) -> Any:
        try:
            return self._flushed(ctx)
        except CommuniqueError as error:
            _refuse(str(error))
        except _UsageError as error:
            _misused(error)
        except BrokenPipeError:
            raise typer.Exit(FINE) from None
        except OSError as error:
            _refuse(f"{error.filename or 'system'}: {error.strerror or error}")

    def _flushed(self, ctx: Any) -> Any:
        """Writes out what is buffered while a closed pipe or a full disk can still be told."""
        try:
            return super().invoke(ctx)
        finally:
            try:
                sys.stdout.flush()
            except OSError:
                _hush()
                raise


app = typer.Typer(
    cls=Doors,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: rich would more than double the time to the first word
    pretty_exceptions_enable=False,
    help="News pages and official readouts in; a traced record and a briefing out. Nothing leaves this machine.",
)
dossier_app = typer.Typer(no_args_is_help=True, help="Work on a dossier file.")
app.add_typer(dossier_app, name="dossier")
app.command()(review)
app.add_typer(memory_app, name="memory")

Project = Annotated[
    Path | None, typer.Option("--project", metavar="DIR", help="Project folder; the current folder by default.")
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on stdout.")]
Url = Annotated[str | None, typer.Option("--url", metavar="URL", help="Address of a page that does not say.")]
Published = Annotated[
    str | None, typer.Option("--published", metavar="DATE", help="Date of publication of a page that does not say.")
]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Who published a page that does not say.")]
WithMemory = Annotated[str | None, typer.Option("--memory", metavar="FILE", help="Site memory to read with.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only what was published on or after it.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"communique {__version__}")  # noqa: T201  (a door)
        raise typer.Exit(FINE)


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


@app.command()
def demo(
    to: Annotated[Path | None, typer.Option("--to", metavar="FOLDER", help="Folder of the demo project.")] = None,
    json: AsJson = False,
) -> None:
    """Brief the sample pages.

    Pages -> record -> briefing: printed here, and written as HTML into the project folder that is made.
    """
    from communique import demo as demonstration
    from communique import terminal

    with terminal.progress("reading the sample pages") as tick:
        brief, folder = demonstration.run(to, settings.load(to, os.environ), tick)
    _print_brief(brief, "json" if json else "text")
    terminal.talk(f"project: {folder}")
    terminal.talk(f"briefing: {folder / demonstration.BRIEF_NAME}")


@app.command()
def read(
    pages: Annotated[list[str], typer.Argument(metavar="PAGE...", help="Files, folders, or - for standard input.")],
    blocks: Annotated[bool, typer.Option("--blocks", help="Also every block of the page, kept or dropped.")] = False,
    statements: Annotated[bool, typer.Option("--statements", help="Only who said what.")] = False,
    memory: WithMemory = None,
    url: Url = None,
    published: Published = None,
    outlet: Outlet = None,
    project: Project = None,
    json: AsJson = False,
) -> None:
    """Show the findings of pages.

    Nothing is written. With --json one object a line, one line a page.
    """
    from communique import inward, rows, terminal
    from communique.languages import LANGUAGES
    from communique.shapes import Failure

    chosen = settings.load(project, os.environ, memory=memory)
    items = _pages(pages, url, published, outlet)
    found, failed = 0, 0
    for _, outcome in inward.read_many(items, inward.make_kit(chosen)):
        if isinstance(outcome, Failure):
            failed += 1
            terminal.talk(terminal.failure_line(outcome))
            continue
        if not json and outcome.article.published is None:
            terminal.talk(f"{outcome.article.origin}: no date found: give --published")
        found += len(outcome.statements) + len(outcome.events) + len(outcome.figures)
        if json:
            if outcome.article.language not in LANGUAGES:
                terminal.talk(f"{outcome.article.origin}: {terminal.unread_line(outcome.article)}")
            terminal.write_json(rows.findings_json(outcome, blocks=blocks))
        else:
            terminal.write(terminal.findings(outcome, blocks=blocks, only_statements=statements))
    _leave(failed == 0 and found > 0)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to make; it may exist.")],
    source: Annotated[
        str | None, typer.Option("--from", metavar="DOSSIER", help="A packaged dossier or a file to start from.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Make a project folder.

    It holds settings, a dossier when --from names one, and an empty record; what is there already stays.
    """
    from communique import outward, terminal

    chosen = settings.load(folder, os.environ)
    outward.make_project(folder, source, chosen.dossier)
    if json:
        terminal.write_json({"project": str(folder), "dossier": chosen.dossier if source else None})
    terminal.talk(f"made {folder}; next: communique add PAGES --project {folder}")


@app.command()
def add(
    origins: Annotated[list[str], typer.Argument(metavar="ORIGIN...", help="Files, folders, or - for standard input.")],
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, metavar="N", help="Processes that read.")] = None,
    memory: WithMemory = None,
    url: Url = None,
    published: Published = None,
    outlet: Outlet = None,
    project: Project = None,
    json: AsJson = False,
) -> None:
    """Read pages into the record.

    Pages that it knows are left as they are; pages that cannot be read are kept as failures.
    """
    from communique import inward, record, terminal

    chosen = settings.load(project, os.environ, jobs=jobs, memory=memory)
    items = _pages(origins, url, published, outlet)
    with record.open_record(chosen.project, to_add=True) as opened, terminal.progress("reading") as tick:
        kit = inward.make_kit(chosen)
        tally = inward.add_pages(items, kit, opened, jobs=chosen.jobs, chosen=chosen, progress=tick)
    if json:
        terminal.write_json(terminal.tally_counts(tally))
    terminal.talk(terminal.tally_line(tally))
    _leave(tally.pages > 0 and tally.failures == 0)


@app.command()
def status(project: Project = None, json: AsJson = False) -> None:
    """Count what the record holds.

    Also names the pages that could not be read. With --json a flat object of whole numbers.
    """
    from communique import outward, record, terminal

    chosen = settings.load(project, os.environ)
    with record.open_record(chosen.project) as opened:
        _group(opened)
        counts, failures = outward.counts(opened, _dossier(chosen)), opened.failures()
    if json:
        terminal.write_json(counts)
    else:
        terminal.write(terminal.status(counts, failures))
    _leave(counts["articles"] > 0)


@app.command()
def search(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="Words to look for; all must stand.")
    ] = None,
    speaker: Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Who said it.")] = None,
    actor: Annotated[str | None, typer.Option("--actor", metavar="NAME", help="Who did it, or to whom.")] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="NAME", help="Where it happened.")] = None,
    since: Since = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="A type, act, event kind, measure or status.")
    ] = None,
    goal: Annotated[
        str | None, typer.Option("--goal", metavar="ID", help="Filed under this goal or objective.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=MOST_HITS, metavar="N", help="At most so many.")] = 50,
    project: Project = None,
    json: AsJson = False,
) -> None:
    """Find findings by words and filters."""
    from communique import record, rows, terminal

    chosen = settings.load(project, os.environ)
    given: dict[str, Any] = {"speaker": speaker, "actor": actor, "place": place, "kind": kind}
    given["since"] = _day(since, "--since")
    if empty := next((name for name, value in given.items() if value is not None and not value.strip()), None):
        raise InputError(f"--{empty}: is empty")
    asked = " ".join(words or ()).strip()
    if not asked and not goal and not any(given.values()):
        raise InputError("nothing to search for: give words, or a filter such as --speaker")
    with record.open_record(chosen.project) as opened:
        if goal:
            from communique import outward

            hits = outward.search(opened, _dossier(chosen), goal, asked, limit=limit, **given)
        else:
            hits = opened.search(asked, limit=limit, **given)
    if json:
        terminal.write_json([rows.to_row(hit) for hit in hits])
    else:
        terminal.write(terminal.hits(hits))
    _leave(bool(hits))


@app.command()
def show(
    identity: Annotated[str, typer.Argument(metavar="ID", help="Id of a finding, or its beginning, or of an article.")],
    project: Project = None,
    json: AsJson = False,
) -> None:
    """Show one finding where it stands.

    Its words marked in their paragraph and in the raw page, and what of the page was dropped.
    """
    from communique import outward, record, rows, terminal
    from communique.shapes import Findings

    with record.open_record(settings.load(project, os.environ).project) as opened:
        if identity.startswith("article-"):
            article = opened.article(identity)
            row, lines = rows.findings_json(Findings(article=article), blocks=True), terminal.article_shown(article)
        else:
            short, finding = opened.finding(identity)
            article = opened.article(short.id)
            row = outward.finding_row(article, finding)
            raw, printed = opened.page_text(article.page_id), opened.is_printed(article.page_id)
            lines = terminal.shown(article, finding, raw, printed=printed)
    if json:
        terminal.write_json(row)
    else:
        terminal.write(lines)


@app.command()
def brief(
    dossier: Annotated[str | None, typer.Argument(metavar="DOSSIER", help="A file or a packaged name.")] = None,
    since: Since = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only what was published up to it.")] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Day of the briefing; the newest page by default.")
    ] = None,
    form: Annotated[str | None, typer.Option("--format", metavar="|".join(FORMATS), help="text by default.")] = None,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Write it there.")] = None,
    project: Project = None,
) -> None:
    """Brief the record.

    As a dossier sees it, as of a day; every line cites the characters of a page.
    """
    from communique import outward, record, terminal

    chosen = settings.load(project, os.environ, dossier=dossier)
    shape = _form(form, to)
    days = {"since": _day(since, "--since"), "until": _day(until, "--until"), "as_of": _day(as_of, "--as-of")}
    with record.open_record(chosen.project) as opened:
        if not opened.counts()["articles"]:
            terminal.talk(f"{chosen.project}: the record is empty: communique add PAGES")
            raise typer.Exit(PARTIAL)
        _group(opened)
        seen = outward.view(opened, _dossier(chosen), **days)
        composed = outward.brief(seen, opened.failures())
    if to:
        outward.write(to, _brief_text(composed, shape))
        terminal.talk(f"briefing: {to}")
    else:
        _print_brief(composed, shape)
    _leave(bool(seen.selection.findings))


@dossier_app.command("check")
def check(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="The project's dossier by default.")] = None,
    project: Project = None,
    json: AsJson = False,
) -> None:
    """Check that a dossier is well-formed.

    A fault is told with file, line and key.
    """
    from communique import dossiers, terminal

    chosen = settings.load(project, os.environ)
    path = file or chosen.project / chosen.dossier
    if path.is_dir():
        raise InputError(f"{path}: a folder, not a dossier file")
    loaded = dossiers.load(path)
    if json:
        terminal.write_json(terminal.dossier_counts(loaded))
    terminal.talk(f"{path}: fine: {loaded.title}, version {loaded.version}")


def main() -> None:
    """The program. A page may hold any character: what the terminal cannot show is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="communique")


# ---- what verbs share ------------------------------------------------------------------------------------------


def _pages(
    origins: list[str], url: str | None, published: str | None, outlet: str | None
) -> "Iterator[Page | Failure]":
    from communique import pages
    from communique.shapes import Given

    given = Given(url=url, published=published, outlet=outlet)
    for origin in origins:
        yield from pages.open_origin(origin, given)


def _dossier(chosen: Settings) -> "Dossier":
    """The dossier of the settings; a project that has none at the default place is shown without goals."""
    from communique import outward, terminal

    usual = chosen.dossier == Settings().dossier
    if usual and not (chosen.project / chosen.dossier).exists():
        terminal.talk(f"no {chosen.dossier} in {chosen.project}: nothing is filed under goals")
        return outward.PLAIN
    return outward.load_dossier(chosen.dossier, chosen.project)


def _group(opened: "Record") -> None:
    """Finishes an `add` that was cut off before copies and occurrences were found."""
    if opened.grouped():
        return
    from communique import inward, terminal

    if not opened.writable:
        terminal.talk("the last add was cut off, and the record cannot be written: copies are not known")
        return
    terminal.talk("the last add was cut off: looking for copies again")
    inward.regroup(opened)


def _brief_text(composed: "Brief", shape: str) -> str:
    from communique import outward, rows, terminal

    return terminal.json_line(rows.to_row(composed)) if shape == "json" else outward.render(composed, shape)


def _print_brief(composed: "Brief", shape: str) -> None:
    from communique import terminal

    text = _brief_text(composed, shape)
    terminal.write_plain(text, as_is=shape == "json")


def _form(form: str | None, to: Path | None) -> str:
    if form is None:
        suffix = to.suffix.lower() if to else ""
        if suffix not in _BY_SUFFIX:
            raise InputError(f"--to {to}: no format has the ending {suffix}; give --format {'|'.join(FORMATS)}")
        return _BY_SUFFIX[suffix]
    if form not in FORMATS:
        raise InputError(f"--format {form}: must be one of {', '.join(FORMATS)}")
    return form


def _day(value: str | None, flag: str) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value is not None else None
    except ValueError as error:
        raise InputError(f"{flag} {value or repr(value)}: not a date such as 2023-03-14") from error


def _leave(fine: bool) -> None:
    raise typer.Exit(FINE if fine else PARTIAL)


def _hush() -> None:
    """Python flushes once more when it ends and would complain then; nobody is there to read it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _misused(error: Any) -> NoReturn:
    """A flag or verb that is not understood; a verb group without a verb shows its help instead."""
    from communique import terminal

    usage = error.format_message()
    if error.ctx is not None and usage == error.ctx.get_help():
        terminal.write_plain(usage)
        raise typer.Exit(BAD_INPUT)
    where = f" (see {error.ctx.command_path} --help)" if error.ctx is not None else ""
    _refuse(f"{usage.rstrip('.')}{where}")


def _refuse(message: str) -> NoReturn:
    from communique import terminal

    terminal.talk(message)
    raise typer.Exit(BAD_INPUT)
