"""Ways on from an empty answer, and what they cost."""

import pytest
from django.test import Client

from tests.factories.experiences import ContentFactory, home
from tests.search.pages.fake import FakeDocument, FakeEngine

pytestmark = pytest.mark.django_db


def page(client: Client, string: str) -> str:
    return " ".join(client.get(f"/recherche/?{string}").content.decode().split())


def test_a_spelling_is_offered_with_what_it_gives(client: Client, lit: FakeEngine) -> None:
    lit.corrected = {"eclairaje": "éclairage"}
    html = page(client, "q=eclairaje&taille=moins-de-3500")
    assert '<a href="/recherche/?q=%C3%A9clairage&amp;taille=moins-de-3500">' in html
    assert "<strong>éclairage</strong>" in html
    assert "13" in html.split('class="spell"')[1].split("</section>")[0]


def test_each_filter_to_drop_says_what_it_would_give(client: Client, lit: FakeEngine) -> None:
    html = page(client, "q=public&type=dossier&theme=eclairage-public&annee=2001")
    widen = html.split('id="titre-elargir"')[1].split("</section>")[0]
    # Dropping the kind alone finds the sheet of 2001; dropping another one finds nothing.
    assert 'href="/recherche/?q=public&amp;theme=eclairage-public&amp;annee=2001"' in widen
    assert "<strong>1</strong>" in widen
    assert widen.count('class="line"') == 1
    assert 'href="/recherche/?q=public"' in widen
    assert "25" in widen


def test_what_comes_near_is_shown(client: Client, lit: FakeEngine) -> None:
    html = page(client, "q=public&type=dossier")
    assert html.split('id="titre-proche"')[1].count("<article") == 3


def test_what_comes_near_names_its_departement(client: Client, lit: FakeEngine) -> None:
    place = {"kind": "commune", "code": "05107", "name": "Puy-Saint-André", "population": 476}
    lit.documents = [
        FakeDocument(
            "Une société d’énergie",
            {"type": ("experience",), "departement": ("05",)},
            data={"territories": [place]},
        )
    ]
    html = page(client, "q=énergie&type=dossier")
    assert "Puy-Saint-André, 05" in html.split('id="titre-proche"')[1]


def test_filters_that_must_go_together_are_said(client: Client, lit: FakeEngine) -> None:
    html = page(client, "q=public&type=dossier&annee=1999")
    widen = html.split('id="titre-elargir"')[1].split("</section>")[0]
    assert 'class="line"' not in widen
    assert "<p>" in widen


def test_an_alike_question_is_offered_once(client: Client, lit: FakeEngine) -> None:
    lit.documents = [FakeDocument("Énergie"), FakeDocument("Énergie")]
    html = page(client, "q=énergie&type=dossier")
    assert html.split('id="titre-voisines"')[1].split("</section>")[0].count("<li>") == 1


def test_alike_questions_are_offered(client: Client, lit: FakeEngine) -> None:
    html = page(client, "q=Éclairage+spatial")
    assert "Éclairage public 1" in html.split('id="titre-voisines"')[1]


def test_nothing_at_all_says_what_to_do_next(client: Client, engine: FakeEngine) -> None:
    html = page(client, "q=xyzzy")
    assert 'class="empty"' in html
    assert page(client, "").count('class="empty"') == 1


def test_whoever_has_done_it_is_invited_to_tell(client: Client, engine: FakeEngine) -> None:
    assert "#pencil" not in page(client, "q=xyzzy")
    invitation = ContentFactory(slug="contribuer", parent=home())
    assert f'href="{invitation.url}"' in page(client, "q=xyzzy").split('class="empty"')[1]


def test_the_calls_of_the_engine_are_bounded(client: Client, lit: FakeEngine) -> None:
    lit.corrected = {"publik": "public"}
    page(
        client,
        "q=publik&theme=mobilite&taille=100000-et-plus&type=page&etape=arrete&annee=1999"
        "&cout=non-communique&pilier=implication-habitants",
    )
    assert len(lit.asked) <= 1 + 2 + 6
    assert len(lit.suggested) <= 2
