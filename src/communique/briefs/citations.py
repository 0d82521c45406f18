"""Citations: every `[n]` leads to the exact characters of an article and of its raw page."""

from communique.offsets import to_raw
from communique.shapes import Article, Citation, Span


class Ledger:
    """Hands out the numbers of citations in the order of first use; the same characters keep one number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, Span], int] = {}
        self._citations: list[Citation] = []

    def cite(self, article: Article, span: Span, finding_id: str | None = None) -> int:
        """The number of `article.text[span]`."""
        key = (article.id, span)
        if key not in self._numbers:
            self._numbers[key] = len(self._citations) + 1
            self._citations.append(
                Citation(
                    number=self._numbers[key],
                    article_id=article.id,
                    page_id=article.page_id,
                    finding_id=finding_id,
                    span=span,
                    raw=to_raw(article.offsets, span),
                    quote=article.text[span.start : span.end],
                )
            )
        return self._numbers[key]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations so far, by number."""
        return tuple(self._citations)
