import pytest

from communique.record.names import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Andrés Manuel López Obrador", " andres manuel lopez obrador "),
        ("  O'Brien-Smith, Jr. ", " o brien smith jr "),
        ("ＳＥＤＥＮＡ", " sedena "),
        ("Straße", " strasse "),
        ("", "  "),
        (None, "  "),
    ],
)
def test_names_without_case_accents_and_marks(written: str | None, folded: str) -> None:
    assert fold(written) == folded
