"""Words as they are typed and as they are written: which must meet, which must not.

Each engine has its own stemmer; this table is what all of them owe the visitor.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import analyser, fold

# (typed, written): what is typed must find what is written.
SAME = [
    ("eclairages publics", "l'éclairage public"),
    ("eclairage public", "l’éclairage public"),
    ("ÉCLAIRAGE PUBLIC", "d'éclairages publics"),
    ("e\u0301clairage", "éclairage"),
    ("Saint-Étienne", "St Etienne"),
    ("saint etienne", "Saint-Étienne"),
    ("ste foy", "Sainte-Foy-lès-Lyon"),
    ("L'Haÿ-les-Roses", "l hay les roses"),
    ("hay les roses", "L’Haÿ-les-Roses"),
    ("oeuilly", "Œuilly"),
    ("oeuvre", "mise en œuvre"),
    ("nævus", "naevus"),
    ("ecoles", "l'école"),
    ("ecole", "écoles"),
    ("mairies", "la mairie"),
    ("communes rurales", "commune rurale"),
    ("commune rural", "communes ruraux"),
    ("réseaux", "reseau"),
    ("canaux", "canal"),
    ("travaux", "travail"),
    ("journaux", "journal"),
    ("locaux", "local"),
    ("animaux", "animal"),
    ("lieux", "lieu"),
    ("enjeux", "enjeu"),
    ("milieux", "milieu"),
    ("jeux", "jeu"),
    ("tuyaux", "tuyau"),
    ("matériaux", "materiau"),
    ("eaux", "eau"),
    ("vélos", "velo"),
    ("élus", "elu"),
    ("élue", "élus"),
    ("publique", "public"),
    ("publiques", "publics"),
    ("numériques", "numerique"),
    ("données", "donnee"),
    ("habitantes", "habitants"),
    ("citoyenne", "citoyens"),
    ("participation", "participatif"),
    ("participative", "participatifs"),
    ("rénovation", "rénover"),
    ("rénovés", "rénovation"),
    ("énergies", "d'énergie"),
    ("économies", "economie"),
    ("déchetterie", "déchèteries"),
    ("co-voiturage", "covoiturage"),
    ("covoiturages", "co‑voiturage"),
    ("éco-quartier", "écoquartiers"),
    ("vidéo-protection", "videoprotection"),
    ("inter-communal", "intercommunaux"),
    ("compte rendu", "compte-rendu"),
    ("compteurs", "compteur"),
    ("capteur", "capteurs"),
    ("lampadaires", "lampadaire"),
    ("35 000", "35000"),
    ("35000", "35\u202f000"),
    ("2a004", "2A004"),
    ("A.M.O.", "AMO"),
    ("amo", "l’A.M.O."),
    ("jusqu'à minuit", "minuit"),
    ("qu’habitants", "habitant"),
    ("aujourd'hui", "aujourd’hui"),
    ("5G", "la 5g"),
    ("wi-fi", "Wi‑Fi"),
    ("marché", "marchés"),
    ("sécurité", "securites"),
    ("forêts", "foret"),
    ("bibliothèques", "bibliotheque"),
    ("médiathèque", "mediatheques"),
    ("îlots de fraîcheur", "ilot de fraicheur"),
    ("chaufferies bois", "chaufferie-bois"),
    ("extinction nocturne", "extinctions nocturnes"),
]
# (typed, written): what is typed must not find what is written.
APART = [
    ("commune", "communication"),
    ("collectivité", "collecte"),
    ("35000", "35001"),
    ("2A004", "2A00"),
    ("75", "75001"),
    ("eau", "eolien"),
    ("transit", "transition"),
    ("numéro", "numérique"),
    ("population", "populaire"),
    ("partie", "parti"),
    ("cour", "cours"),
    ("pari", "Paris"),
    ("fond", "fonds"),
    ("actif", "action"),
    ("forme", "formation"),
    ("élève", "élevage"),
    ("banc", "banque"),
    ("école", "écologie"),
    ("mairie", "marie"),
    ("route", "routeur"),
    ("organe", "organisation"),
    ("saint", "santé"),
    ("réseau", "réserve"),
    ("eté", "et"),
    ("public", "publicité"),
    ("vélo", "vélodrome"),
    ("5g", "4g"),
    ("LED", "Montagnac-sur-Lède"),
    ("cas", "case"),
]


@pytest.mark.parametrize(("typed", "written"), SAME)
def test_what_is_typed_finds_what_is_written(typed: str, written: str) -> None:
    french = analyser("fr")
    assert {*french.terms(typed)} <= {*french.terms(written)}
    assert french.terms(typed) or "aujourd" in typed


@pytest.mark.parametrize(("typed", "written"), APART)
def test_different_words_stay_apart(typed: str, written: str) -> None:
    french = analyser("fr")
    assert not {*french.terms(typed)} <= {*french.terms(written)}


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
