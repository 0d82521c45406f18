"""Pages that show nothing unless their scripts run."""

import time

import pytest

from communique.articles.scripts import is_plea, script_only, unscripted


@pytest.mark.parametrize(
    "raw",
    [
        '<body><div id="root"></div><script src="/a.js"></script>',
        "<body><div class=x id=__next></div>",
        '<script>window.__INITIAL_STATE__ = {"a": 1}</script>',
        "<NOSCRIPT><b>Please enable JavaScript to view this page.</b></NOSCRIPT>",
    ],
)
def test_what_scripts_would_fill(raw: str) -> None:
    assert script_only(raw)


@pytest.mark.parametrize("raw", ["<body><div id=rooted></div>", "<noscript><img src=/pixel.gif></noscript>", ""])
def test_what_has_nothing_to_do_with_scripts(raw: str) -> None:
    assert not script_only(raw)


def test_a_plea_says_nothing_else() -> None:
    assert is_plea("You need to enable JavaScript to run this app.")
    assert is_plea("JavaScript is disabled in your browser.")
    assert not is_plea("The ministers met on Monday.")
    assert not is_plea("JavaScript was switched off. " + "The ministers met on Monday. " * 20)


def test_what_is_shown_without_scripts() -> None:
    assert unscripted("a<noscript>b</noscript>c<noscript>never closed") == [">b"]


def test_elements_without_end_cost_no_more_than_their_size() -> None:
    start = time.process_time()
    script_only("<noscript>" * 300_000)
    assert time.process_time() - start < 5
