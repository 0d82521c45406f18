"""Loads and checks the tables of `data/`: tab-separated, `#` comment lines, one header row, every row complete."""

from functools import cache
from importlib.resources import files

from communique.errors import DataError

Row = dict[str, str]
PAGE_LANGUAGES = ("en", "es")
"""Folders of tables about pages: their headers, notices and sections are understood in all of these languages."""


@cache
def table(name: str, *columns: str) -> tuple[Row, ...]:
    """Rows of `data/NAME.tsv`, such as `table("en/cues", "lemma", "act")`.

    Raises DataError when the header is not exactly `columns` or a row has another number of cells.
    """
    path = files("communique") / "data" / f"{name}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [(n, line.split("\t")) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not rows or tuple(rows[0][1]) != columns:
        raise DataError(f"data/{name}.tsv: header must be {columns}, is {tuple(rows[0][1]) if rows else 'missing'}")
    for number, cells in rows[1:]:
        if len(cells) != len(columns):
            raise DataError(f"data/{name}.tsv:{number}: {len(cells)} cells, expected {len(columns)}")
    return tuple(dict(zip(columns, (cell.strip() for cell in cells), strict=True)) for _, cells in rows[1:])


@cache
def page_table(name: str, *columns: str) -> tuple[Row, ...]:
    """Rows of a table about pages in every language: `page_table("page_months", "word", "number")`.

    They are read together, because a page is cleaned before its language is known. Raises DataError as `table` does.
    """
    return tuple(row for language in PAGE_LANGUAGES for row in table(f"{language}/{name}", *columns))


@cache
def words(name: str, column: str = "word") -> frozenset[str]:
    """The one-column table `data/NAME.tsv` as a set."""
    return frozenset(row[column] for row in table(name, column))


@cache
def word_class(name: str) -> frozenset[str]:
    """A row of `data/en/word_classes.tsv`, such as `word_class("plans")`. Raises DataError when there is none."""
    for row in table("en/word_classes", "class", "words"):
        if row["class"] == name:
            return frozenset(row["words"].split())
    raise DataError(f"data/en/word_classes.tsv: no class {name!r}")
