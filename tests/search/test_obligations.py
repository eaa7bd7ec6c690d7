"""Obligations are found beside pages: what is published, in the language of its words."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from experiences.obligations.models import Obligation
from search.alerts.watching import still_public
from search.models import Document
from search.models.index import OBLIGATIONS_FROM, SHARED_FROM
from search.rebuilding import rebuild
from taxonomy.models import Theme
from tests.factories.experiences import SheetFactory, theme
from tests.factories.library import SharedDocumentFactory
from tests.factories.obligations import ObligationFactory, RecordFactory, english, least
from tests.factories.taxonomy import PillarFactory
from tests.search.asking import assert_nowhere, counts, found, search, suggested

pytestmark = pytest.mark.django_db

TITLE = "Ouverture zéphyrienne des données"


def rule(**fields) -> Obligation:
    """An obligation with a theme, whose steps say words of their own."""
    made = ObligationFactory(
        name=TITLE,
        summary="Publier ce que l’on tient.",
        **{"to_do": "<p>Commencez par les cantines.</p>", "criteria": [least(3_500)]} | fields,
    )
    made.themes = [theme("open-data")]
    made.save()
    return made


def key(made: Obligation) -> int:
    return OBLIGATIONS_FROM + made.pk


def draft() -> None:
    rule(live=False)


def unpublished() -> None:
    rule().unpublish()


def deleted() -> None:
    rule().delete()


def deleted_many_at_a_time() -> None:
    rule()
    Obligation.objects.all().delete()


HIDE = [draft, unpublished, deleted, deleted_many_at_a_time]


@pytest.mark.parametrize("hide", HIDE)
def test_an_obligation_that_is_not_published_is_nowhere(hide: Callable[[], None]) -> None:
    hide()
    assert_nowhere(TITLE)
    rebuild()
    assert_nowhere(TITLE)


def test_an_expired_obligation_is_found_no_more_and_neither_is_its_translation() -> None:
    made = rule(expire_at=timezone.now() - timedelta(hours=1))
    english(made, name="Opening zephyrian data")
    assert found("zephyrienne") == found("zephyrian", locale="en") == []


def test_an_obligation_is_found_by_its_words_and_leads_to_its_page(client) -> None:
    made = rule()
    for text in ("zephyrienne", "cantine", "L. 2121-30"):
        [hit] = search(text).hits
        assert (hit.id, hit.url, hit.kind) == (key(made), made.get_absolute_url(), "obligation")
    assert client.get(made.get_absolute_url()).status_code == 200
    assert suggested("ouverture zeph") == [TITLE]


def test_it_counts_for_its_kind_theme_and_pillar() -> None:
    made = rule()
    made.pillars = [PillarFactory(slug="donnees")]
    made.save()
    results = search()
    assert counts(results, "type") == {"obligation": 1}
    assert counts(results, "theme") == {"open-data": 1}
    assert counts(results, "pilier") == {"donnees": 1}
    assert search(selected={"type": ("obligation",)}).total == 1


def test_a_sheet_a_document_and_an_obligation_of_one_number_are_three() -> None:
    sheet = SheetFactory(title="Zéphyr du bois")
    shared = SharedDocumentFactory(pk=sheet.pk, title="Zéphyr du contrat")
    made = ObligationFactory(pk=sheet.pk, name="Zéphyr de la loi")
    gone = key(made)
    assert set(found("zephyr")) == {sheet.pk, SHARED_FROM + shared.pk, gone}
    made.delete()
    assert set(found("zephyr")) == {sheet.pk, SHARED_FROM + shared.pk}


def test_words_are_sought_in_their_own_language() -> None:
    made = rule()
    other = english(made, name="Opening zephyrian data", to_do="<p>Begin with canteens.</p>")
    assert found("canteens", locale="en") == [key(other)]
    assert found("canteens") == []
    [hit] = search("canteens", locale="en").hits
    assert hit.url == "/en" + made.get_absolute_url()
    made.unpublish()
    assert found("canteens", locale="en") == []
    Obligation.objects.get(pk=made.pk).save_revision().publish()
    assert found("canteens", locale="en") == [key(other)]


def test_a_draft_beside_what_is_published_is_not_sought() -> None:
    made = rule()
    made.name = "Xylophonie obligatoire"
    made.save_revision()
    assert found("xylophonie") == []
    made.get_latest_revision().publish()
    assert found("xylophonie") == [key(made)]


def test_what_a_town_notes_is_not_sought() -> None:
    RecordFactory(obligation=rule(), note="Xylophonie")
    rebuild()
    assert found("xylophonie") == []


def test_it_follows_its_theme() -> None:
    made = rule()
    term = Theme.objects.get(slug="open-data")
    term.name = "Données libérées"
    term.save()
    assert found("liberees") == [key(made)]
    made.themes = []
    made.save()
    assert counts(search(), "theme") == {}


def test_what_is_rolled_back_was_never_found() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        rule()
        assert found("zephyrienne")
        raise RuntimeError
    assert found("zephyrienne") == []


def test_a_rebuild_brings_in_what_is_there() -> None:
    made = rule()
    Document.objects.all().delete()
    rebuild()
    assert found("zephyrienne") == [key(made)]


def test_watched_searches_know_what_is_still_public(django_assert_num_queries) -> None:
    public, gone = rule(), ObligationFactory(live=False)
    with django_assert_num_queries(1):
        assert still_public([key(public), key(gone)], timezone.now()) == {key(public)}


def test_results_name_the_kind_and_a_proposal_is_called_one(client) -> None:
    rule(kind=Obligation.Kind.PROPOSAL)
    page = client.get("/recherche/?q=zephyrienne").content.decode()
    assert "Proposition" in page.split("<main")[1]
