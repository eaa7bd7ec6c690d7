"""The checker that other tests rely on finds what is wrong, and nothing where nothing is."""

import pytest

from tests.validity.checker import faults

pytestmark = pytest.mark.validity

GOOD = '<!doctype html><html lang="fr"><title>Fiche</title><p>Lavoir</p></html>'


def test_a_fault_is_told_with_its_page_and_a_good_page_is_not_named() -> None:
    bad = GOOD.replace("<p>", '<img src="x"><p>')
    [fault] = faults({"bonne": GOOD, "sans description": bad})
    assert fault.startswith("sans description, line 1: An “img” element must have an “alt”")
