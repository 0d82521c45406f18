import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import phrases

WORD = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=12)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("human smuggler", "a ring of human smugglers"),
        ("human smuggling", "They smuggled nothing, but human-smuggling rings did"),
        ("kidnapping", "four people were kidnapped"),
        ("kidnapping", "Kidnappings rose"),
        ("kidnapping", "to kidnap a guard"),
        ("trafficking in persons", "trafficked in persons"),
        ("trafficking", "he trafficked pills"),
        ("port of entry", "two ports of entry"),
        ("prosecutors", "the prosecutor spoke"),
        ("extradition", "the extraditions"),
        ("sanctions", "was sanctioned"),
        ("organized crime", "organised crime"),
        ("seize", "officers seizing cargo"),
        ("seizure", "Seizures"),
        ("inspection", "inspections"),
        ("launder", "laundering"),
        ("laundering", "had laundered"),
        ("hoping", "they hope"),
        ("agency", "agencies"),
        ("deny", "denied"),
        ("production", "production-lab"),
        ("at-risk youth", "at risk youths"),
        ("meeting", "they met in May"),
        ("murder", "the murder’s"),
        ("online sale", "online  sales"),
        ("OFAC", "OFAC listed"),
        ("Mérida", "the Merida Initiative"),
        ("López", "López said"),
        ("cartel", "the cartel's men"),
        ("arrest", "“Arrested!”"),
        ("training", "officers were trained"),
        ("cargo", "cargoes"),
        ("homicide", "homicides"),
        ("U.S. Congress", "the U.S. Congress"),
        ("pill press", "pill presses"),
        ("panic", "panicking"),
        ("gun", "gunned down"),
        ("synthetic drug lab", "synthetic drug laboratories"),
        ("=lab", "a lab test"),
    ],
)
def test_an_inflected_form_is_found(phrase: str, text: str) -> None:
    assert phrases.pattern([phrase]).search(text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("lab", "to collaborate on labels and labour"),
        ("lab", "labor"),
        ("customs", "an old custom"),
        ("ballistics", "a ballistic missile"),
        ("arms", "an arm was broken, he was armed"),
        ("OFAC", "the ofac"),
        ("ICE", "ice on the road"),
        ("hope", "they hopped"),
        ("hop", "hoping"),
        ("asset", "a setting"),
        ("cyber", "cyberpunk"),
        ("evening", "even so"),
        ("human smuggler", "humans. Smugglers"),
        ("human smuggler", "human rights of smugglers"),
        ("kidnapping", "a kid napping"),
        ("sing", "the s"),
        ("=lab", "labs"),
        ("", "anything"),
        ("!?", "anything !?"),
    ],
)
def test_another_word_is_not_found(phrase: str, text: str) -> None:
    assert not phrases.pattern([phrase]).search(text)


def test_no_phrase_never_matches() -> None:
    assert not phrases.pattern([]).search("some text")


def test_found_names_the_phrase_as_written() -> None:
    assert phrases.found(("gun seizure", "kidnapping"), "He was kidnapped.") == "kidnapping"
    assert phrases.found(("gun seizure",), "He was kidnapped.") is None


PHRASES = ("gun seizure", "U.S. troops", "López", "OFAC", "=lab", "at-risk youth", "met")
PIECES = ("guns", "seizures", "U.S.", "troop", "Lopez", "OFAC", "ofac", "labs", "lab", "at", "risk", "youths", "-", "!")


@given(st.lists(st.sampled_from(PHRASES), max_size=4), st.lists(st.sampled_from(PIECES), max_size=8))
def test_the_quick_look_misses_nothing(given_phrases: list[str], words: list[str]) -> None:
    text = " ".join(words)
    assert (phrases.found(tuple(given_phrases), text) is None) == (not phrases.pattern(given_phrases).search(text))


@given(WORD)
def test_a_word_finds_itself_and_never_stands_inside_another(word: str) -> None:
    search = phrases.pattern([word]).search
    assert search(f"the {word}, they said")
    assert search(word.upper())
    assert not search(f"qq{word}qq")


@given(WORD)
def test_every_form_begins_like_the_word(word: str) -> None:
    if word in ("man",) or len(phrases.forms(word)) == 1:
        return
    assert all(form[0] == word[0] for form in phrases.forms(word) if word not in {"are", "was", "were", "went", "been"})


@given(st.lists(st.text(max_size=20), max_size=4), st.text(max_size=60))
def test_no_input_breaks_the_pattern(given_phrases: list[str], text: str) -> None:
    compiled = phrases.pattern(given_phrases)
    assert isinstance(compiled, re.Pattern)
    for match in compiled.finditer(text):
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        assert not re.match(r"\w", before)
        assert not re.match(r"\w", after)


TEXT = 'He met Mr. Diaz of the U.S. Treasury. "We agree," she said. It was late.\n\nA second paragraph. The end.'


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Diaz", "He met Mr. Diaz of the U.S. Treasury."),
        ("agree", '"We agree," she said.'),
        ("late", "It was late."),
        ("second", "A second paragraph."),
        ("end", "The end."),
    ],
)
def test_the_sentence_around_is_found_by_punctuation(word: str, expected: str) -> None:
    at = TEXT.index(word)
    start, end = phrases.sentence(TEXT, at, at + len(word))
    assert TEXT[start:end] == expected


@given(st.text(alphabet='ab .!?"\n', max_size=60), st.data())
def test_the_sentence_holds_what_it_was_asked_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left, right = phrases.sentence(text, start, end)
    assert 0 <= left <= start <= end <= right <= len(text)
