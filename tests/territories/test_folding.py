"""One spelling for each name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territories.folding import fold, fold_beginning, slug, squeeze


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Œuilly", "oeuilly"),
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("L’Haÿ les Roses", "l hay les roses"),
        ("SAINT-ÉTIENNE", "saint etienne"),
        ("St Etienne", "saint etienne"),
        ("Ste-Foy-lès-Lyon", "sainte foy les lyon"),
        ("Stes-Maries", "saintes maries"),
        ("Et\u0301ampes", "etampes"),  # the accent as a character of its own
        ("Lædersheim", "laedersheim"),
        ("CA de Dembeni / Mamoudzou", "ca de dembeni mamoudzou"),
        ("  2A004 ", "2a004"),
        ("Strasbourg", "strasbourg"),
        ("\x00😀", ""),
    ],
)
def test_spellings_of_one_name_become_one(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_a_short_form_still_being_typed_may_be_the_beginning_of_another_word() -> None:
    assert fold_beginning("st") == ["saint", "st"]
    assert fold_beginning("st ") == ["saint"]
    assert fold_beginning("bourg ste") == ["bourg sainte", "bourg ste"]
    assert fold_beginning("") == [""]


@given(st.text())
def test_folding_gives_plain_words_and_folding_twice_changes_nothing(text: str) -> None:
    folded = fold(text)
    assert set(folded) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())


def test_slug_and_squeezed_name() -> None:
    assert slug("L'Haÿ-les-Roses") == "l-hay-les-roses"
    assert squeeze("L'Haÿ-les-Roses") == "lhaylesroses"
