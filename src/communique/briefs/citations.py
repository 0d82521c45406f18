"""Citations: every `[n]` leads to the exact characters of an article and of its raw page."""

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
                    raw=raw_span(article, span),
                    quote=article.text[span.start : span.end],
                )
            )
        return self._numbers[key]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations so far, by number."""
        return tuple(self._citations)


def raw_span(article: Article, span: Span) -> Span | None:
    """Where a stretch of the text stands in the raw page; None when one of its ends cannot be mapped."""
    if span.start >= span.end:
        return None
    start, end = _raw(article, span.start, last=False), _raw(article, span.end - 1, last=True)
    return None if start is None or end is None else Span(start=start, end=end)


def _raw(article: Article, position: int, *, last: bool) -> int | None:
    """Raw position of one character, or the position behind it when it is the last."""
    piece = next((piece for piece in article.offsets if piece.start <= position < piece.end), None)
    if piece is None:
        return None
    if piece.end - piece.start == piece.raw_end - piece.raw_start:
        return piece.raw_start + position - piece.start + last
    return piece.raw_end if last else piece.raw_start
