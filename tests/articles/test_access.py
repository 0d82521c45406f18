"""Access: what a page shows of its article, by its words, where they stand and what its head says."""

import pytest

from communique.articles.access import Seen, access_of, hides_all, up_to_wall
from communique.articles.pieces import Piece


def seen(
    title: str,
    text: str,
    around: list[str],
    *,
    free: bool | None = None,
    declared: bool = True,
    wall_first: bool = False,
) -> Seen:
    walls = [Piece(words, (), ()) for words in around]
    story = [Piece(text, (), ())]
    pieces = [*walls, *story] if wall_first else [*story, *walls]
    labels = ["body" if piece.text == text else "paywall" for piece in pieces]
    return Seen(title, text, pieces, labels, free, declared)


def teasers(count: int, story: list[str]) -> Seen:
    """A page of `count` linked headlines with a line below each; `story` are its other blocks."""
    pieces = [Piece(words, (), (), "p") for words in story]
    for number in range(count):
        pieces.append(Piece(f"Harbour number {number} is closed again", (), (), "h3", "", 1.0))
        pieces.append(Piece("Nobody knows for how long it will be.", (), (), "p"))
    labels = ["body" for _ in pieces]
    return Seen("Harbours", "\n\n".join(piece.text for piece in pieces), pieces, labels, None, declared=False)


@pytest.mark.parametrize(
    ("page", "access"),
    [
        (seen("Page not found", "Sorry.", ["404 error"]), "error-page"),
        (seen("Page not found", "It may have moved. " * 60, [], declared=False), "error-page"),
        (seen("Access denied to inspectors", "Inspectors were turned away. " * 40, [], declared=False), "open"),
        (seen("News", "We value your privacy.", ["We and our partners", "Accept all"]), "consent-wall"),
        (seen("Ports", "Ports reopened. " * 20, ["Subscribe to continue", "Already a subscriber?"]), "paywall-stub"),
        (
            seen("Ports", "Ports reopened. " * 400, ["Subscribe to continue", "Already a subscriber?"], free=False),
            "open",
        ),
        (seen("Ports", "Ports reopened. " * 100, [], free=False), "open"),
        (seen("Ports", "Ports reopened. " * 20, ["Keep reading for free", "Have an account?"]), "registration-wall"),
        (seen("Ports", "Ports reopened. " * 20, ["Keep reading for free"]), "open"),
        (teasers(8, []), "index-page"),
        (teasers(8, ["A paragraph of the story, which is a long one."] * 60), "open"),
        (teasers(3, []), "open"),
    ],
)
def test_access(page: Seen, access: str) -> None:
    assert access_of(page) == access


def test_a_wall_before_all_text_hides_it_and_one_after_it_does_not() -> None:
    asks = ["Create a free account to read this", "Already registered?"]
    before = seen("Ports", "It takes a minute and costs nothing.", asks, wall_first=True)
    after = seen("Ports", "The ports of the north reopened on Monday.", asks)
    assert access_of(before) == access_of(after) == "registration-wall"
    assert hides_all(before, "registration-wall")
    assert not hides_all(after, "registration-wall")


def test_a_stub_ends_at_its_wall() -> None:
    stub = seen("Ports", "The ports of the north reopened.", ["Subscribe to continue", "Two dollars a week."])
    offered = Seen(stub.title, stub.text, stub.pieces, ["body", "body", "body"], None, True)
    assert up_to_wall(offered) == ["body", "paywall", "paywall"]
