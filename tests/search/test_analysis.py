"""From text to terms: words that meet and words that stay apart, their places, any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import analyser, fold, french
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
