"""Shared documents are found as everybody may read them, and no further."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils import timezone

from community.library import moderation
from community.library.models import SharedDocument, Version
from community.library.states import State
from search.alerts.watching import still_public
from search.models import Spelling
from search.models.index import SHARED_FROM
from taxonomy.models import Theme
from territories.models import Territory
from tests.factories.experiences import SheetFactory, theme
from tests.factories.library import ReuseFactory, SharedDocumentFactory, VersionFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.taxonomy import PillarFactory
from tests.factories.territories import CommuneFactory
from tests.search.asking import assert_nowhere, counts, found, search, suggested

pytestmark = pytest.mark.django_db

TITLE = "Entretien d’une chaufferie zéphyrienne"


def secret(**fields) -> SharedDocument:
    """A document about a theme of its own, whose file says words of its own."""
    return SharedDocumentFactory(
        title=TITLE,
        summary="Du granulé pour l’école.",
        says="Article 1. Le titulaire livre des plaquettes.",
        **{"themes": [theme("chaleur-bois")], **fields},
    )


def key(document: SharedDocument) -> int:
    return SHARED_FROM + document.pk


def held() -> None:
    secret(held=True)


def draft() -> None:
    secret(draft=True)


def refused() -> None:
    secret(refused=True)


def members_only() -> None:
    secret(members_only=True)


def made_members_only() -> None:
    document = secret()
    document.members_only = True
    document.save()


def held_again_many_at_a_time() -> None:
    secret()
    SharedDocument.objects.update(state=State.HELD)


def withdrawn() -> None:
    document = secret()
    moderation.withdraw(by=document.author, document=document, reason="Remplacé")


def deleted() -> None:
    secret().delete()


def deleted_many_at_a_time() -> None:
    secret()
    SharedDocument.objects.all().delete()


@pytest.mark.parametrize(
    "hide",
    [
        held,
        draft,
        refused,
        members_only,
        made_members_only,
        held_again_many_at_a_time,
        withdrawn,
        deleted,
        deleted_many_at_a_time,
    ],
)
def test_a_document_that_not_everybody_may_read_is_nowhere(hide: Callable[[], None]) -> None:
    hide()
    assert_nowhere(TITLE)


def test_a_document_is_found_by_its_title_its_summary_its_kind_and_its_text() -> None:
    document = secret()
    for text in ("chaufferie", "granule", "cahier des charges", "plaquette"):
        [hit] = search(text).hits
        assert (hit.id, hit.url, hit.kind) == (
            key(document),
            document.get_absolute_url(),
            "document",
        )
    assert "<mark>plaquettes</mark>" in hit.highlight
    assert suggested("chauff") == [TITLE]


def test_it_counts_for_its_theme_pillar_kind_size_place_and_year() -> None:
    below = theme("chaleur-bois", parent=theme("energie"))
    document = secret(
        themes=[below],
        year=2024,
        territory=CommuneFactory(),
        organisation=OrganisationFactory(),
    )
    document.pillars.set([PillarFactory(slug="reseaux")])
    results = search()
    for facet, expected in (
        ("theme", {"chaleur-bois": 1, "energie": 1}),
        ("type", {"document": 1}),
        ("pilier", {"reseaux": 1}),
        ("taille", {"3500-19999": 1}),
        ("departement", {"38": 1}),
        ("annee", {"2024": 1}),
    ):
        assert counts(results, facet) == expected, facet
    assert search(selected={"type": ("document",), "annee": ("2024",)}).total == 1


def test_a_sheet_and_a_document_of_one_number_are_two() -> None:
    sheet = SheetFactory(title="Chaufferie au bois")
    document = secret(pk=sheet.pk)
    assert set(found("chaufferie")) == {sheet.pk, key(document)}
    document.delete()
    assert found("chaufferie") == [sheet.pk]


def test_what_is_rolled_back_was_never_found() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        secret()
        assert found("zéphyrienne")
        raise RuntimeError
    assert found("zéphyrienne") == []


def test_a_new_file_is_sought_once_it_is_shown_in_the_place_of_the_former() -> None:
    document = secret()
    version = VersionFactory(document=document, waiting=True, says="Ma cousine Odette")
    assert (found("odette"), found("plaquettes")) == ([], [key(document)])
    version.shown_at = version.made_at
    version.save()
    assert (found("odette"), found("plaquettes")) == ([key(document)], [])
    Version.objects.filter(pk=version.pk).delete()
    assert (found("odette"), found("plaquettes")) == ([], [key(document)])


def test_no_name_of_a_member_is_sought() -> None:
    document = secret()
    document.author.display_name = "Paulette Wisigoth"
    document.author.save()
    ReuseFactory(document=document, purpose="Pour la piscine de Tombouctou")
    assert found("wisigoth") == found("tombouctou") == []


def test_it_follows_what_it_is_classed_by() -> None:
    document = secret(territory=CommuneFactory())
    term = Theme.objects.get(slug="chaleur-bois")
    term.name = "Chaleur renouvelable"
    term.save()
    assert found("renouvelable") == [key(document)]
    place = Territory.objects.get(code="38486")
    place.population = 150_000
    place.save()
    assert counts(search(), "taille") == {"100000-et-plus": 1}
    document.themes.clear()
    assert counts(search(), "theme") == {}


def test_titles_of_members_are_no_spelling_to_offer() -> None:
    secret()
    assert not Spelling.objects.filter(word="zephyrienne").exists()


def test_watched_searches_know_what_is_still_public(django_assert_num_queries) -> None:
    public, gone = secret(), secret(members_only=True)
    with django_assert_num_queries(1):
        assert still_public([key(public), key(gone)], timezone.now()) == {key(public)}


def test_results_name_the_kind_of_document(client) -> None:
    secret(territory=CommuneFactory())
    page = client.get("/recherche/?q=chaufferie").content.decode()
    assert "Cahier des charges" in page
    assert "Seyssins" in page
