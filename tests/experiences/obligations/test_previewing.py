"""Editors see a draft as everybody will read it, and nobody else does."""

from datetime import date

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from experiences.obligations.models import Obligation
from experiences.obligations.previewing import AT_THRESHOLD
from experiences.obligations.reach import at_threshold
from tests.experiences.obligations.test_administration import LIST, sent
from tests.factories.experiences import SheetFactory
from tests.factories.members import UserFactory
from tests.factories.obligations import ObligationFactory, block, english, least
from tests.factories.territories import CommuneFactory, EpciFactory

pytestmark = pytest.mark.django_db


def drawn(made: Obligation, mode: str = "") -> str:
    return made.make_preview_request(None, mode).rendered_content.replace("\xa0", " ")


def test_a_draft_is_drawn_as_everybody_will_read_it_and_not_offered_to_machines() -> None:
    made = ObligationFactory(draft=True, open_data=True, in_force_from=date(2018, 10, 7))
    made.summary = "Publier en ligne ce que l’on tient."
    page = drawn(made.save_revision().as_object())
    for said in ("Publier en ligne ce que", "7 octobre 2018", "3 500 habitants ou plus", "noindex"):
        assert said in page, said
    assert 'name="territoire_nom"' in page
    assert "ld+json" not in page


def test_a_translation_is_drawn_in_its_language_with_the_rule_of_its_original() -> None:
    made = ObligationFactory(open_data=True)
    other = english(made, name="Opening public data", live=False, criteria=[])
    page = drawn(other)
    assert '<html lang="en"' in page
    assert "Opening public data" in page
    assert "3,500 inhabitants or more" in page
    assert "not translated yet" not in page
    assert '<html lang="fr"' in drawn(made)


def test_the_smallest_territory_that_may_be_concerned_reads_the_answer() -> None:
    CommuneFactory(village=True)
    CommuneFactory(unknown_population=True)
    CommuneFactory()
    CommuneFactory(town=True)
    made = ObligationFactory(draft=True, criteria=[block("kinds", ["commune"]), least(3_500)])
    page = drawn(made, AT_THRESHOLD)
    assert "Seyssins" in page
    assert "S’applique" in page
    assert "Seyssins" not in drawn(made)


def test_a_rule_that_leaves_out_everybody_is_read_without_a_territory(
    django_assert_max_num_queries,
) -> None:
    EpciFactory()
    made = ObligationFactory(criteria=[block("kinds", ["commune"])])
    with django_assert_max_num_queries(2):
        assert at_threshold(made.rule) is None
    assert 'name="territoire_nom"' in drawn(made, AT_THRESHOLD)


def test_a_proposal_is_drawn_as_no_law_at_the_threshold_too() -> None:
    CommuneFactory()
    page = drawn(ObligationFactory(draft=True, kind="proposal"), AT_THRESHOLD)
    assert "Une proposition, pas du droit" in page
    assert "S’applique" not in page


def test_nothing_of_who_looks_comes_in_and_nothing_is_written(seyssins) -> None:
    hidden = SheetFactory(draft=True, title="Xylophone").pk
    made = ObligationFactory(draft=True, related=[block("page", hidden)])
    cookie = f"sessionid={seyssins.client.cookies['sessionid'].value}"
    request = RequestFactory().get("/", headers={"host": "localhost", "cookie": cookie})
    with CaptureQueriesContext(connection) as captured:
        page = made.make_preview_request(request).rendered_content
    assert "Isère" not in page
    assert "/obligations/suivi/" not in page
    assert "Xylophon" not in page
    first_words = {one["sql"].split()[0] for one in captured}
    assert not first_words & {"INSERT", "UPDATE", "DELETE"}


def test_what_is_being_typed_is_drawn_before_it_is_ever_saved(client) -> None:
    client.force_login(UserFactory(editor=True))
    url = reverse(f"{LIST}:preview_on_add")
    for typed in (sent(), sent(law="", summary="")):
        assert client.post(url, typed).json() == {"is_valid": True, "is_available": True}
        page = client.get(url).content.decode()
        assert "Ouverture des données" in page
        assert '<html lang="fr"' in page
    assert not Obligation.objects.exists()


def test_what_is_being_changed_is_drawn_in_the_chosen_mode(client) -> None:
    CommuneFactory()
    client.force_login(UserFactory(editor=True))
    made = ObligationFactory()
    url = reverse(f"{LIST}:preview_on_edit", args=[made.pk])
    client.post(url, sent(slug=made.slug, name="Nom en chantier"))
    assert "Nom en chantier" in client.get(url).content.decode()
    assert "Seyssins" in client.get(url, {"mode": AT_THRESHOLD}).content.decode()
    assert "Nom en chantier" not in client.get(made.get_absolute_url()).content.decode()


def test_previews_are_for_those_who_write(client) -> None:
    made = ObligationFactory(draft=True)
    revision = made.save_revision()
    addresses = [
        reverse(f"{LIST}:preview_on_add"),
        reverse(f"{LIST}:preview_on_edit", args=[made.pk]),
        reverse(f"{LIST}:revisions_view", args=[made.pk, revision.pk]),
    ]
    for user in (None, UserFactory()):
        if user:
            client.force_login(user)
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 302, address
            assert made.summary not in response.content.decode()


def test_its_public_address_is_that_of_its_language(settings) -> None:
    Locale.objects.get_or_create(language_code="en")
    base = settings.WAGTAILADMIN_BASE_URL
    made = ObligationFactory(slug="open-data")
    assert made.full_url == f"{base}/obligations/open-data/"
    assert english(made).full_url == f"{base}/en/obligations/open-data/"
