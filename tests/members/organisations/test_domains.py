"""What proves that somebody works somewhere, and what does not; the key of SIRET numbers."""

import pytest
from django.core.exceptions import ValidationError

from members.organisations.domains import read_domains
from members.organisations.siret import read_siret


def test_domains_are_tidied() -> None:
    text = "Mairie-Vitre.fr\n@vitre-communaute.org, mairie-vitre.fr  mairie-œuilly.fr"
    *plain, foreign = read_domains(text)
    assert plain == ["mairie-vitre.fr", "vitre-communaute.org"]
    # As it stands in the addresses of messages.
    assert foreign.startswith("xn--")
    assert foreign.encode().decode("idna") == "mairie-œuilly.fr"


@pytest.mark.parametrize(
    "text",
    [
        "gmail.com",
        "Orange.fr",
        "laposte.net",
        "secretariat@wanadoo.fr",
        "gouv.fr",
        "fr",
        "localhost",
        "192.168.1.1",
        "http://mairie-vitre.fr/",
        "mairie_vitre.fr",
        "-mairie.fr",
        "*.fr",
        "mairie..fr",
        "<script>alert(1)</script>",
        "a" * 64 + ".fr",
        " ".join(f"mairie-{number}.fr" for number in range(21)),
    ],
)
def test_what_proves_nothing_is_refused(text) -> None:
    with pytest.raises(ValidationError):
        read_domains(text)


@pytest.mark.parametrize("text", ["73282932000074", "732 829 320 00074", "35600000000048"])
def test_siret_numbers_hold(text) -> None:
    assert read_siret(text) == text.replace(" ", "")


def test_establishments_of_la_poste_are_counted_by_fives() -> None:
    assert read_siret("35600000049837") == "35600000049837"
    with pytest.raises(ValidationError):
        read_siret("35600000049838")


@pytest.mark.parametrize("text", ["73282932000075", "1234", "٧٣٢٨٢٩٣٢٠٠٠٠٧٤", "", "x" * 14])
def test_other_numbers_do_not(text) -> None:
    with pytest.raises(ValidationError):
        read_siret(text)
