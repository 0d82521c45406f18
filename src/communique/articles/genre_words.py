"""Words by which pages say what kind of page they are (`data/page_genres.tsv`)."""

import re
from functools import cache
from urllib.parse import unquote, urlsplit

from communique.articles.furniture import WORDS, plain
from communique.lexicons import table
from communique.shapes import Mark


@cache
def _pattern(genre: Mark, where: str) -> re.Pattern[str]:
    rows = table("page_genres", "genre", "where", "words")
    found = sorted(row["words"] for row in rows if (row["genre"], row["where"]) == (genre, where))
    return re.compile(rf" (?:{'|'.join(map(re.escape, found))}) ")


def says(genre: Mark, where: str, text: str) -> bool:
    """Whether a row of the table stands in the text, as whole words."""
    return bool(_pattern(genre, where).search(_worded(text)))


def is_all(genre: Mark, where: str, text: str) -> bool:
    """Whether the text is a row of the table and nothing else, figures aside."""
    return bool(_pattern(genre, where).fullmatch(re.sub(r" \d+(?= )", "", _worded(text))))


def words_of_address(url: str | None) -> str:
    """The words of the path of an address; empty when there is none or it is broken."""
    try:
        return re.sub(r"[\W_]+", " ", unquote(urlsplit(url or "").path))
    except ValueError:
        return ""


def _worded(text: str) -> str:
    return f" {' '.join(WORDS.findall(plain(text)))} "
