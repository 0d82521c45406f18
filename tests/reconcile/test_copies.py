import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.reconcile.copies import DAYS, FEWEST, FEWEST_WORDS, families, own_words, published_key
from communique.shapes import Article, Family, Stamp

STORY = (
    "Federal inspectors at the Tuxpan customs yard opened four shipping containers on Thursday and found drums of "
    "an unlabelled solvent hidden behind pallets of floor tiles, the port authority reported.\n\n"
    "The cargo had left Busan in early March and was consigned to a paint importer whose registered address turned "
    "out to be an empty lot near the railway station.\n\n"
    '"We will trace every link of this chain," said harbour master Elena Quiroga, who took over the yard in January '
    "after two predecessors resigned within a year.\n\n"
    "Laboratory staff from the state prosecutor took samples before the drums were moved under guard to a naval "
    "depot. Results are expected before the end of the month, and no arrests have been announced so far.\n\n"
    "The port handles roughly a tenth of the country's container traffic and has been run by the navy since 2021, "
    "when the government replaced civilian managers at most customs houses."
)
LETTER = (
    '"Dear colleagues, for eleven years we have asked that the border laboratories be given instruments that can tell '
    "one powder from another within minutes. For eleven years the answer has been that the money will come with the "
    "next budget. Three of our people were taken to hospital this winter after opening parcels without so much as a "
    "fume hood. We will not open another parcel until masks, hoods and a doctor are on every shift. We say this "
    'without anger and with the greatest respect for those who must now explain it to the public."'
)
DIGEST = (
    "Work stopped at three mail centres on Friday after customs chemists published an open letter. " + LETTER + " "
    "The finance ministry answered that orders for new equipment had been placed in the autumn, and that the first "
    "deliveries would reach the mail centres before Easter at the latest."
)
OPINION = (
    "Whoever wonders why parcels are late should read what the people who open them have written. " + LETTER + " "
    "I have visited one of these rooms. It has a window that does not open, a sink, and a poster about hand washing, "
    "which tells you all you need to know about how we value the work done there."
)


def article(name: str, text: str = STORY, published: str | None = None, wire: str | None = None) -> Article:
    stamp = Stamp(value=published, method="meta") if published else None
    return Article(id=name, page_id=f"page-{name}", text=text, published=stamp, wire=wire)


def members(found: tuple[Family, ...]) -> list[set[str]]:
    return [{copy.article_id for copy in family.copies} for family in found]


def paragraphs(*numbers: int) -> str:
    return "\n\n".join(STORY.split("\n\n")[number] for number in numbers)


def test_an_article_alone_is_a_family_of_its_own() -> None:
    (family,) = families((article("a", wire="Reuters"),))
    assert (family.first, family.wire, len(family.copies)) == ("a", "Reuters", 1)
    assert family.copies[0].reason == "first"
    assert families(()) == ()


@pytest.mark.parametrize(
    "copied",
    [
        STORY.upper().replace("\n\n", "  "),
        STORY.replace("January", "Jánuary").replace('"', "\u201c"),
    ],
)
def test_equal_text_is_a_copy_whatever_its_case_marks_and_spaces(copied: str) -> None:
    (family,) = families((article("a"), article("b", copied)))
    assert [(copy.article_id, copy.reason, copy.score) for copy in family.copies] == [
        ("a", "first", 1.0),
        ("b", "exact-text", 1.0),
    ]


@pytest.mark.parametrize(
    "edited",
    [
        pytest.param(paragraphs(0, 1), id="cut short"),
        pytest.param(paragraphs(0, 2, 3), id="abridged"),
        pytest.param("Sign up for our newsletter.\n\n" + STORY + "\n\nMore on this story later.", id="dressed"),
        pytest.param("A port in Veracruz is again in the news this week.\n\n" + paragraphs(1, 2, 3, 4), id="new lead"),
        pytest.param(STORY.replace("Thursday", "30 March").replace("found", "discovered"), id="edited"),
    ],
)
def test_an_edited_copy_is_a_near_duplicate(edited: str) -> None:
    (family,) = families((article("a"), article("b", edited)))
    copy = family.copies[1]
    assert (copy.article_id, copy.reason) == ("b", "near-duplicate")
    assert 0.4 <= copy.score <= 1.0


def test_two_articles_that_quote_the_same_letter_are_not_copies() -> None:
    assert members(families((article("a", DIGEST), article("b", OPINION)))) == [{"a"}, {"b"}]
    quoted = set(own_words(LETTER))
    assert not quoted


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ('He said "no way" twice', "he said twice"),
        ("He said “no way” twice", "he said twice"),
        ("He said ‘no way, it’s over’ twice", "he said twice"),
        ("The ministers’ plan isn’t new", "the ministers plan isn t new"),
        ('"It goes on\n\nHe left', "he left"),
        ("«Nunca» dijo Pérez", "dijo perez"),
    ],
)
def test_own_words_stand_outside_quotation_marks(text: str, own: str) -> None:
    assert " ".join(own_words(text)) == own


def test_short_texts_are_copies_only_when_equal() -> None:
    short = " ".join(f"word{n}" for n in range(FEWEST_WORDS))
    assert FEWEST_WORDS - 3 < FEWEST
    assert members(families((article("a", short), article("b", short), article("c", f"{short} more")))) == [
        {"a", "b"},
        {"c"},
    ]
    notice = "Page not found. Please try again."
    assert len(families((article("a", notice), article("b", notice)))) == 2


def test_stubs_behind_a_wall_are_no_copies() -> None:
    stubs = [
        Article(id=name, page_id=name, text=STORY, access="paywall-stub" if name != "open" else "open")
        for name in ("a", "b", "open")
    ]
    assert members(families(stubs)) == [{"a"}, {"b"}, {"open"}]


def test_a_form_filled_in_anew_weeks_later_is_no_copy_but_a_reprint_is() -> None:
    later = f"2023-04-{14 + DAYS + 1}"
    changed = STORY.replace("four shipping", "nine shipping").replace("early March", "early April")
    first, anew = article("a", published="2023-04-14"), article("b", changed, published=later)
    assert len(families((first, anew))) == 2
    assert len(families((first, article("b", published=later)))) == 1
    assert len(families((first, article("b", changed)))) == 1
    assert len(families((first, article("b", changed, published="2023-04-15")))) == 1


def test_first_is_the_earliest_and_the_wire_is_the_one_most_pages_name() -> None:
    found = families(
        (
            article("a", published="2023-03-30T15:00:00Z", wire="AP"),
            article("b", published="2023-03-30T08:30:00-06:00", wire="Reuters"),
            article("c", published="2023-03-30", wire="Reuters"),
            article("d"),
        )
    )
    (family,) = found
    assert family.first == "b"
    assert [copy.article_id for copy in family.copies] == ["b", "a", "c", "d"]
    assert family.wire == "Reuters"


def test_publication_sorts_by_moment_then_by_what_is_known() -> None:
    values = ["2023-03-30T08:30:00-06:00", "2023-03-30T15:00:00Z", "2023-03-30", "2023-04", "not a date", None]
    keys = [published_key(article("x", published=value)) for value in values]
    assert keys == sorted(keys)


def words(letter: str) -> str:
    """A paragraph of sixty words that no other letter gives."""
    return " ".join(f"{letter}{number}" for number in range(60))


def test_a_chain_of_rewrites_does_not_join_strangers() -> None:
    """Each text holds half of the one before, so the ends have nothing in common."""
    chain = [article(name, f"{words(name)}\n\n{words(chr(ord(name) + 1))}") for name in "abcd"]
    found = members(families(chain))
    assert {"a", "b"} in found
    assert not any({"a", "d"} <= family for family in found)


POOL = (
    article("a", published="2023-03-30"),
    article("b", paragraphs(0, 1), published="2023-03-30T10:00"),
    article("c", paragraphs(2, 3, 4)),
    article("d", DIGEST, published="2023-01-02"),
    article("e", OPINION),
    article("f", STORY, wire="AP"),
    article("g", LETTER),
)


@given(order=st.permutations(POOL))
@settings(max_examples=30, deadline=None)
def test_the_order_of_articles_changes_nothing(order: list[Article]) -> None:
    found = families(order)
    assert found == families(POOL)
    assert members(found) == [{"d"}, {"a", "b", "c", "f"}, {"e"}, {"g"}]


@given(st.lists(st.text(alphabet='ab "\n', max_size=60), max_size=6))
@settings(max_examples=50, deadline=None)
def test_every_article_stands_in_exactly_one_family(texts: list[str]) -> None:
    articles = [article(str(number), text) for number, text in enumerate(texts)]
    found = families(articles)
    assert sorted(copy.article_id for family in found for copy in family.copies) == sorted(map(str, range(len(texts))))
    assert all(family.copies[0].article_id == family.first for family in found)
    assert len({family.id for family in found}) == len(found)
