"""Mentions of deeds across articles."""

from communique.reconcile.mentions import Mention, same_deeds


def mention(name: str, lemma: str, *, story: str = "s", sentence: str = "", words: str = "") -> Mention:
    return Mention(id=name, lemma=lemma, story=story, sentence=sentence or name, words=frozenset(words.split()))


def test_one_word_and_one_family_of_words_are_one_deed() -> None:
    found = same_deeds([mention("a", "kill"), mention("b", "murder"), mention("c", "kill"), mention("d", "acquire")])
    assert found == (("a", "b", "c"), ("d",))


def test_derived_words_are_one_family() -> None:
    assert same_deeds([mention("a", "relocate"), mention("b", "relocation")]) == (("a", "b"),)


def test_stories_are_never_joined() -> None:
    assert same_deeds([mention("a", "kill"), mention("b", "kill", story="t")]) == (("a",), ("b",))


def test_a_sentence_names_a_deed_once() -> None:
    assert len(same_deeds([mention("a", "kill", sentence="x"), mention("b", "kill", sentence="x")])) == 2


def test_light_words_need_words_in_common() -> None:
    apart = [mention("a", "say", words="harbour crane union"), mention("b", "say", words="frost apricot valley")]
    assert len(same_deeds(apart)) == 2
    near = [mention("a", "say", words="harbour crane union"), mention("b", "say", words="harbour crane ministry")]
    assert len(same_deeds(near)) == 1
    assert len(same_deeds([mention("a", "say", words="crane"), mention("b", "tell", words="crane")])) == 2


def test_every_mention_is_in_one_group() -> None:
    assert same_deeds([]) == ()
    many = [mention(str(number), lemma) for number, lemma in enumerate(["kill", "say", "kill", "vote", "ballot"])]
    found = same_deeds(many)
    assert sorted(name for group in found for name in group) == ["0", "1", "2", "3", "4"]
