"""Dates and times as pages print them."""

import pytest

from communique.articles.stamps import date_in_address, find_moments, iso_moment, kind_alone, numeric_order


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2023-03-14T13:39:59Z", "2023-03-14T13:39+00:00"),
        ("2023-03-14T13:39:00.123-06:00", "2023-03-14T13:39-06:00"),
        ("2023-03-14", "2023-03-14"),
        ("20230314T133900Z", "2023-03-14T13:39+00:00"),
        ("Tue, 14 Mar 2023 11.20 GMT", "2023-03-14T11:20+00:00"),
        ("March 14th, 2023 at 1:39 p.m.", "2023-03-14T13:39"),
        ("14 de marzo", None),
        ("June 26, 2023 5 AM PT", "2023-06-26T05:00-07:00"),
        ("Jan. 26, 2023 5 AM PT", "2023-01-26T05:00-08:00"),
        ("1:39 PM EST, March 9, 2023", "2023-03-09T13:39-05:00"),
        ("03/14/2023, 12:05 AM", "2023-03-14T00:05"),
        ("14.03.2023 13:39", "2023-03-14T13:39"),
        ("31/31/2023", None),
        ("February 30, 2023", None),
        ("March 14, 2023 99:99", "2023-03-14"),
        ("14 de marzo de 2024", "2024-03-14"),
        ("marzo 14, 2024", "2024-03-14"),
        ("14/mar/2024 18:05 hrs.", "2024-03-14T18:05"),
        ("jueves 14 de marzo del 2024 a las 6:05 p. m.", "2024-03-14T18:05"),
        ("14 de marzo de 2024 a las 18:05 h (hora del centro de México)", "2024-03-14T18:05-06:00"),
        ("14 de julio de 2022, 18:05 h, tiempo del centro", "2022-07-14T18:05-05:00"),
        ("14 de julio de 2024 a las 18:05 CDMX", "2024-07-14T18:05-06:00"),
        ("14 de julio de 2024 a las 18:05, hora peninsular", "2024-07-14T18:05+02:00"),
        ("14 de julio de 2024 a las 18:05, hora local", "2024-07-14T18:05"),
        ("Jan. 17, 2025 @ 01:39 PM EST", "2025-01-17T13:39-05:00"),
    ],
)
def test_iso(text: str, value: str | None) -> None:
    assert iso_moment(text) == value


def test_kinds_of_one_line() -> None:
    found = find_moments("Published 3:00 PM, March 14, 2023 | Last updated: March 15, 2023 9:00 AM")
    assert [(moment.kind, moment.value) for moment in found] == [
        ("published", "2023-03-14T15:00"),
        ("updated", "2023-03-15T09:00"),
    ]


def test_kinds_in_spanish() -> None:
    found = find_moments("Publicado el 5 de noviembre de 2024 a las 18:20 | Última actualización: 6/nov/2024 09:45 h")
    assert [(moment.kind, moment.value) for moment in found] == [
        ("published", "2024-11-05T18:20"),
        ("updated", "2024-11-06T09:45"),
    ]
    assert kind_alone("Fecha de publicación:") == "published"


def test_order_of_numeric_dates() -> None:
    assert iso_moment("03/04/2023") == "2023-03-04"
    assert iso_moment("03/04/2023", day_first=True) == "2023-04-03"
    assert numeric_order("01/02/2023 and 25/02/2023") is True
    assert numeric_order("01/02/2023 and 02/25/2023") is False
    assert numeric_order("01/02/2023") is None


def test_word_alone_and_address() -> None:
    assert (kind_alone("Published"), kind_alone("Updated:"), kind_alone("Published works")) == (
        "published",
        "updated",
        "",
    )
    assert date_in_address("https://example.org/2023/03/14/words") == "2023-03-14"
    assert date_in_address("https://example.org/2023/words") is None
