"""How what the models found and what the rules found come together."""

from spacy.lang.en import English
from spacy.tokens import Doc

from communique.findings.drafts import Draft, joined, snapped
from communique.findings.quotes import QuoteMap, find_quotes
from communique.languages import LANGUAGES

WORDS = "Nora said that Paul denied that boats sank , Eva wrote".split()
DOC = Doc(English().vocab, WORDS, pos=["PROPN", "VERB", "SCONJ", "PROPN", "VERB", "SCONJ", "NOUN", "VERB"] + ["X"] * 3)


def draft(cue: int, head: int, first: int, last: int) -> Draft:
    token = DOC[cue]
    end = DOC[last].idx + len(DOC[last])
    return Draft(token, (token.idx, token.idx + len(token)), DOC[head], DOC[first].idx, end, "claim")


OUTER, INNER, BESIDE = draft(1, 0, 3, 7), draft(4, 3, 6, 7), draft(10, 9, 3, 7)


def test_a_statement_inside_another_is_added_and_a_rival_is_not() -> None:
    assert joined([OUTER], [INNER, BESIDE]) == [OUTER, INNER]


def test_of_two_contents_that_begin_alike_the_longer_stays() -> None:
    short = draft(1, 0, 3, 4)
    assert joined([short], [OUTER]) == [OUTER]
    assert joined([OUTER], [short]) == [OUTER]


def test_a_content_that_is_most_of_a_quotation_is_all_of_it() -> None:
    text = "He said “the old well is dry” again."
    quotes = QuoteMap(find_quotes(text, LANGUAGES["en"]))
    start, end = snapped(text.index("old"), text.index("dry") + 3, quotes)
    assert text[start:end] == "the old well is dry"
