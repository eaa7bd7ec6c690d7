"""From text to terms: words that meet and words that stay apart, their places, any text."""

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import analyser, fold, french
from search.analysis.folding import squeezed
from tests.search.word_pairs import APART, SAME


@pytest.mark.parametrize(("typed", "written"), SAME)
def test_what_is_typed_finds_what_is_written(typed: str, written: str) -> None:
    french = analyser("fr")
    assert {*french.terms(typed)} <= {*french.terms(written)}
    assert french.terms(typed) or "aujourd" in typed


@pytest.mark.parametrize(("typed", "written"), APART)
def test_different_words_stay_apart(typed: str, written: str) -> None:
    french = analyser("fr")
    assert not {*french.terms(typed)} <= {*french.terms(written)}


@pytest.mark.parametrize(("language", "number"), [("fr", 1_200), ("en", 800)])
def test_words_begin_as_their_term_says(language: str, number: int) -> None:
    catalogue = polib.pofile(f"site/locale/{language}/LC_MESSAGES/django.po")
    texts = [text for pair in (*SAME, *APART) for text in pair] if language == "fr" else []
    texts += [text for entry in catalogue for text in (entry.msgstr, *entry.msgstr_plural.values())]
    read = analyser(language)
    words = {word for text in texts for word, _, _ in read.words(text)}
    terms = {word: read.term(word) for word in words if read.term(word)}
    assert len(terms) > number
    assert [
        word for word, term in terms.items() if not word.startswith(read.beginnings(term))
    ] == []


@given(text=st.text(alphabet="aeéÉœŒßıSst'’-–. 03\u00a0\n", max_size=60))
def test_every_word_stands_in_the_squeezed_text(text: str) -> None:
    letters = squeezed(text)
    assert all(word in letters for word, _, _ in analyser("fr").words(text))


def test_there_are_pairs_enough_each_once() -> None:
    assert len({*SAME, *APART}) == len(SAME) + len(APART) >= 130


@pytest.mark.parametrize("verb", sorted(french.PARTICIPLES))
def test_feminine_participles_have_the_term_of_the_masculine(verb: str) -> None:
    assert analyser("fr").terms(f"{verb}e {verb}ee {verb}es {verb}ees") == [verb] * 4


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("street lights", "Street light"),
        ("towns", "the town's energy"),
        ("co-operation", "cooperation"),
        ("saving energy", "energy savings"),
    ],
)
def test_english_has_its_own_words(typed: str, written: str) -> None:
    english = analyser("en")
    assert {*english.terms(typed)} <= {*english.terms(written)}


def test_another_language_is_folded_and_not_stemmed() -> None:
    assert analyser("br").terms("Tiez-kêr") == ["tiez", "ker"]


def test_a_variant_of_a_language_has_its_words() -> None:
    assert analyser("fr-simple") is analyser("fr")


def test_stop_words_and_elided_articles_leave_no_term() -> None:
    assert analyser("fr").terms("d'où l'on est, qu'à la commune de l’été") == [
        "est",
        "commun",
        "ete",
    ]


def test_tokens_know_their_place() -> None:
    text = "L’Haÿ-les-Roses compte 30 000 habitants."
    tokens = list(analyser("fr").tokens(text))
    assert [text[token.start : token.end] for token in tokens] == [
        "Haÿ",
        "Roses",
        "compte",
        "30 000",
        "habitants",
    ]


@given(st.text())
def test_any_text_has_terms_that_the_databases_can_hold(text: str) -> None:
    for locale in ("fr", "en", "xx"):
        for term in analyser(locale).terms(text):
            assert 0 < len(term) <= 64
            assert term.isalnum()


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
