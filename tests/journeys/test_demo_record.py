"""search, show, brief, status on the record of the sample pages."""

import json
from pathlib import Path

import pytest

from communique.dossiers import example


@pytest.fixture
def ask(call, demo_project: Path):
    """Runs a verb on the demo project."""
    return lambda verb, *arguments: call(*verb.split(), "--project", str(demo_project), *arguments)


# ---- status ----------------------------------------------------------------------------------------------------


def test_status_counts_add_up(ask) -> None:
    result = ask("status", "--json")
    counts = json.loads(result.stdout)
    assert result.exit_code == 0
    assert all(isinstance(number, int) for number in counts.values())
    assert counts["pages"] == counts["articles"] + counts["failures"]
    assert counts["families"] < counts["articles"]
    assert counts["disputes"] >= 1
    for name, number in counts.items():
        assert f"{name} " in ask("status").stdout
        assert f"{number:,}" in ask("status").stdout


# ---- search ----------------------------------------------------------------------------------------------------


def hits(result) -> list[dict]:
    return json.loads(result.stdout)


def test_search_finds_words(ask) -> None:
    found = hits(ask("search", "fentanyl", "--json"))
    assert found
    assert any("fentanyl" in hit["quote"].lower() for hit in found)
    assert found[0]["id"] in ask("search", "fentanyl").stdout


def test_search_filters_narrow(ask) -> None:
    everything = {hit["id"] for hit in hits(ask("search", "fentanyl", "--json"))}
    late = hits(ask("search", "fentanyl", "--since", "2023-03-01", "--json"))
    assert 0 < len(late) < len(everything)
    assert all(hit["published"] >= "2023-03-01" for hit in late)
    assert len(hits(ask("search", "fentanyl", "--limit", "2", "--json"))) == 2


def test_search_by_speaker_alone(ask) -> None:
    assert hits(ask("search", "--speaker", "Ebrard", "--json"))


def test_search_by_goal_gives_what_is_filed_there(ask) -> None:
    filed = {hit["id"] for hit in hits(ask("search", "--goal", "2.3", "--json"))}
    whole = {hit["id"] for hit in hits(ask("search", "--goal", "G2", "--json", "--limit", "1000"))}
    assert filed
    assert filed < whole


def test_search_without_anything_to_look_for(ask) -> None:
    result = ask("search")
    assert result.exit_code == 2
    assert "nothing to search for" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--limit", "99999999999999999999", "x"], "--limit"),
        (["--limit", "0", "x"], "--limit"),
        (["--limit", "many", "x"], "--limit"),
        (["--kind", "nonsense"], "lab-raid"),
        ([""], "--speaker"),
        (["  ", ""], "--speaker"),
        (["x", "--actor", " "], "--actor"),
        (["--nope", "x"], "--nope"),
    ],
)
def test_search_refuses_in_one_line(ask, arguments: list[str], told: str) -> None:
    result = ask("search", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("communique: ")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_search_in_a_state_finds_its_cities(ask) -> None:
    found = hits(ask("search", "--place", "Sinaloa", "--json"))
    assert "Culiacán" in {hit["place"] for hit in found}


def test_search_that_finds_nothing(ask) -> None:
    result = ask("search", "xylophone")
    assert (result.exit_code, result.stdout) == (1, "")
    assert ask("search", "--goal", "9.9").exit_code == 2
    assert ask("search", "fentanyl", "--since", "yesterday").exit_code == 2


@pytest.mark.parametrize("words", ['"', "a AND", "fentanyl*", "NEAR(", "title:x", "-", "''; drop table pages; --"])
def test_search_words_are_words_and_no_query_language(ask, words: str) -> None:
    assert ask("search", "--", words).exit_code in (0, 1)


# ---- show ------------------------------------------------------------------------------------------------------


def test_show_marks_the_same_words_in_article_and_page(ask) -> None:
    hit = next(hit for hit in hits(ask("search", "fentanyl", "--json")) if not hit["id"].startswith("article"))
    result = ask("show", hit["id"])
    assert result.exit_code == 0
    assert "article [" in result.stdout
    assert "raw page [" in result.stdout
    marked = [part.split("⟧")[0] for part in result.stdout.split("⟦")[1:]]
    assert len(marked) >= 2
    assert "blocks dropped from the page: " in result.stdout


def test_show_json_has_quote_and_offsets(ask) -> None:
    hit = next(hit for hit in hits(ask("search", "fentanyl", "--json")) if not hit["id"].startswith("article"))
    row = json.loads(ask("show", hit["id"], "--json").stdout)
    span = row["finding"]["span"]
    assert row["finding"]["id"] == hit["id"]
    assert row["article"]["text"][span["start"] : span["end"]] == span["quote"]


def test_show_unknown_id(ask) -> None:
    result = ask("show", "statement-0000")
    assert result.exit_code == 2
    assert "statement-0000" in result.stderr


# ---- brief -----------------------------------------------------------------------------------------------------


def test_brief_formats(ask, tmp_path: Path) -> None:
    assert ask("brief", "--format", "html").stdout.lower().startswith("<!doctype html>")
    assert ask("brief", "--format", "md").stdout.startswith("# ")
    row = json.loads(ask("brief", "--format", "json").stdout)
    assert {section["id"] for section in row["sections"]}
    assert row["title"].upper() in ask("brief").stdout.upper()
    result = ask("brief", "--to", str(tmp_path / "out.html"))
    assert result.stdout == ""
    assert (tmp_path / "out.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert ask("brief", "--to", str(tmp_path / "out.json")).exit_code == 0
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == row


def test_brief_citations_resolve(ask) -> None:
    row = json.loads(ask("brief", "--format", "json").stdout)
    numbers = {citation["number"] for citation in row["citations"]}
    cited = {number for section in row["sections"] for line in section["lines"] for number in line["citations"]}
    assert cited
    assert cited <= numbers
    for citation in row["citations"][:5]:
        if citation["finding_id"]:
            shown = json.loads(ask("show", citation["finding_id"], "--json").stdout)
            span = citation["span"]
            assert shown["article"]["text"][span["start"] : span["end"]] == citation["quote"]


def test_brief_of_an_earlier_day_sees_nothing_later(ask) -> None:
    row = json.loads(ask("brief", "--as-of", "2023-03-20", "--format", "json").stdout)
    assert row["as_of"] == "2023-03-20"
    assert max(source["published"] or "" for source in row["sources"])[:10] <= "2023-03-20"
    newest = json.loads(ask("brief", "--format", "json").stdout)
    assert newest["as_of"] > "2023-10-01"
    assert len(newest["sources"]) > len(row["sources"])


def test_brief_prints_the_dispute_with_both_sides(ask) -> None:
    row = json.loads(ask("brief", "--format", "json").stdout)
    disputes = next(section for section in row["sections"] if section["id"] == "disputes")
    quotes = {citation["number"]: citation["quote"] for citation in row["citations"]}
    sides = {
        side: [quotes[number] for line in disputes["lines"] if side in line["tags"] for number in line["citations"]]
        for side in ("A", "B")
    }
    assert any("no record" in quote for quote in sides["A"])
    assert any("laboratory" in quote for quote in sides["B"])
    assert not set(sides["A"]) & set(sides["B"])


def test_brief_with_a_packaged_dossier_equals_that_of_the_project(ask) -> None:
    assert ask("brief", "bicentennial-framework").stdout == ask("brief").stdout


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["--format", "docx"], "--format docx"),
        (["--as-of", "2023-02-31"], "--as-of 2023-02-31"),
        (["--as-of", ""], "--as-of ''"),
        (["--to", "brief.pdf"], "brief.pdf"),
        (["nonesuch.yaml"], "nonesuch.yaml"),
    ],
)
def test_brief_refuses_in_one_line(ask, flags: list[str], told: str) -> None:
    result = ask("brief", *flags)
    assert result.exit_code == 2
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


# ---- dossier check ---------------------------------------------------------------------------------------------


def test_dossier_check(ask) -> None:
    assert ask("dossier check").exit_code == 0
    row = json.loads(ask("dossier check", str(example("bicentennial-framework")), "--json").stdout)
    assert row["objectives"] > 5
    assert row["unverified"] > 0


def test_dossier_check_of_a_folder_names_it(ask, tmp_path: Path) -> None:
    result = ask("dossier check", str(tmp_path))
    assert result.exit_code == 2
    assert str(tmp_path) in result.stderr
