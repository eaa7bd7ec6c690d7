"""What a text tells of people is found; what only looks like it is left alone."""

import pytest

from community.library.personal_marks import MOST, Sort, marks


def found(text: str) -> dict[str, tuple[str, ...]]:
    return {one.sort.value: one.found for one in marks(text)}


@pytest.mark.parametrize(
    ("text", "sort", "mark"),
    [
        ("Contact : rose.zephyr@mairie-vitre.fr.", Sort.EMAIL, "rose.zephyr@mairie-vitre.fr"),
        ("Tél. 02 99 75 05 21", Sort.PHONE, "02 99 75 05 21"),
        ("Tél. 02.99.75.05.21.", Sort.PHONE, "02.99.75.05.21"),
        ("Tél. 0299750521", Sort.PHONE, "0299750521"),
        ("Tél. +33 (0)6 12 34 56 78", Sort.PHONE, "+33 (0)6 12 34 56 78"),
        ("Tél. 0033 6 12 34 56 78", Sort.PHONE, "0033 6 12 34 56 78"),
        ("Tél. +262 692 12 34 56 ou +33692123456", Sort.PHONE, "+33692123456"),
        ("domicilié 12 bis, rue de l’Église", Sort.ADDRESS, "12 bis, rue de l’Église"),
        ("Mairie | 5 rue des Œillets | 35500 Vitré", Sort.ADDRESS, "5 rue des Œillets"),
        (
            "demeurant 5 place du Château, 35500 Vitré",
            Sort.ADDRESS,
            "5 place du Château, 35500 Vitré",
        ),
        ("3 impasse des Œillets\nLa suite", Sort.ADDRESS, "3 impasse des Œillets"),
        (
            "IBAN : FR14 2004 1010 0505 0001 3M02 606 BIC PSSTFRPPPAR",
            Sort.IBAN,
            "FR14 2004 1010 0505 0001 3M02 606",
        ),
        ("FR1420041010050500013M02606", Sort.IBAN, "FR14 2004 1010 0505 0001 3M02 606"),
        ("BE68 5390 0754 7034", Sort.IBAN, "BE68 5390 0754 7034"),
        ("représentée par M. Jean-Paul D’Œuvre, maire", Sort.NAME, "M. Jean-Paul D’Œuvre"),
        ("Mme Anne de La Tour signe", Sort.NAME, "Mme Anne de La Tour"),
        ("Monsieur Émile Zéphyr\nadjoint", Sort.NAME, "Monsieur Émile Zéphyr"),
    ],
)
def test_what_tells_of_people_is_found(text: str, sort: Sort, mark: str) -> None:
    assert found(text)[sort.value] == (mark,)


@pytest.mark.parametrize(
    "text",
    [
        "Montant : 1 234 567 890,00 €",
        "Marché no 2024-0612345678901",
        "SIRET 213 503 600 00012",
        "Le 12 mars 2024, la rue de Paris est éclairée.",
        "Article L. 2122-22 du CGCT ; norme NF EN 13201",
        "FR14 2004 1010 0505 0001 3M02 607",  # its key does not hold
        "FR76",
        "Monsieur le maire, Madame la présidente",
        "MADAME, MONSIEUR",
        "Madame La Présidente",
        "voir @mairie sur les réseaux",
    ],
)
def test_what_looks_like_it_is_left_alone(text: str) -> None:
    assert found(text) == {}


def test_each_is_told_once_and_not_without_end() -> None:
    text = "".join(f"agent{number}@mairie.example\n" for number in range(MOST + 5)) * 2
    [one] = marks(text)
    assert (len(one.found), one.more) == (MOST, 5)
