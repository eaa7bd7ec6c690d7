"""Editors write a rule without code, see whom it concerns, and cannot break what towns noted."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from experiences.obligations.blocks import CriteriaBlock
from experiences.obligations.models import Obligation
from experiences.obligations.reach import reach
from tests.factories.members import UserFactory
from tests.factories.obligations import ObligationFactory, RecordFactory, block, least
from tests.factories.territories import CommuneFactory, EpciFactory

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_obligations_obligation"


def sent(**fields) -> dict[str, str]:
    """What the form of an obligation sends."""
    form = nested_form_data(
        {
            "name": "Ouverture des données",
            "slug": "open-data",
            "kind": "obligation",
            "summary": "Publier.",
            "law": "Art. L. 312-1-1",
            "law_date": "",
            "url": "",
            "in_force_from": "",
            "in_force_to": "",
            "position": "0",
            "criteria": streamfield(
                [
                    ("kinds", ""),
                    ("population", {"low": "3500", "low_included": "on", "high": ""}),
                ]
            ),
            "to_do": rich_text("<p>Publiez.</p>"),
            "proof": "",
            "caveat": "",
            "sources": streamfield([]),
            "related": streamfield([]),
        }
        | fields
    )
    return form | {"criteria-0-value": ["commune"]}


@pytest.fixture
def moderator(client):
    client.force_login(UserFactory(moderator=True))
    return client


def test_a_moderator_publishes_a_rule_made_of_blocks(moderator) -> None:
    form = sent() | {"action-publish": "1"}
    response = moderator.post(reverse(f"{LIST}:add"), form)
    assert response.status_code == 302, response.context["form"].errors
    made = Obligation.objects.get()
    assert made.live
    page = moderator.get(made.get_absolute_url()).content.decode().replace("\xa0", " ")
    assert "Communes et 3 500 habitants ou plus" in page


def test_an_editor_writes_a_draft_that_nobody_sees(client) -> None:
    client.force_login(UserFactory(editor=True))
    client.post(reverse(f"{LIST}:add"), sent() | {"action-publish": "1"})
    made = Obligation.objects.first()
    assert made is None or not made.live


def test_a_member_does_not_come_in(client) -> None:
    client.force_login(UserFactory())
    assert client.get(reverse(f"{LIST}:list")).status_code == 302


def test_the_editor_shows_whom_a_rule_concerns_in_a_constant_number_of_queries(moderator) -> None:
    for traits in ({}, {"village": True}, {"town": True}, {"unknown_population": True}):
        CommuneFactory(**traits)
    made = ObligationFactory(criteria=[block("kinds", ["commune"]), least(3_500)])
    page = moderator.get(reverse(f"{LIST}:edit", args=[made.pk])).content.decode()
    assert "2 sur 4 concernés, 1 sans réponse possible" in page
    assert "En place" not in page


def test_reach_counts_communes_and_epci_in_one_query(django_assert_num_queries) -> None:
    CommuneFactory()
    CommuneFactory(merged=True)
    EpciFactory(rural=True)
    rule = ObligationFactory(criteria=[least(10_000)]).rule
    with django_assert_num_queries(1):
        communes, epci = reach(rule)
    assert (communes.applies, communes.total) == (1, 2)
    assert (epci.applies, epci.total) == (2, 2)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("population", {"low": None, "high": None}, "Donnez un nombre au moins d’un côté."),
        ("population", {"low": "20", "high": "10"}, "est plus petit que"),
        ("places", {"departements": "", "regions": ""}, "au moins un département"),
        ("places", {"departements": "Finistère", "regions": ""}, "codes INSEE"),
    ],
)
def test_a_condition_that_says_nothing_is_refused(name: str, value: dict, said: str) -> None:
    stream = CriteriaBlock()
    with pytest.raises(ValidationError) as refused:
        stream.clean(stream.to_python([block(name, value)]))
    assert said in json.dumps(told(refused.value), ensure_ascii=False).replace("\xa0", " ")


def told(error) -> list:
    """Every message inside an error of blocks."""
    inner = [*getattr(error, "block_errors", {}).values()] if hasattr(error, "block_errors") else []
    inner += [*getattr(error, "non_block_errors", [])]
    return [told(one) for one in inner] or list(error.messages)


def test_a_group_in_a_group_is_the_deepest() -> None:
    deep = block("all_of", [block("any_of", [block("none_of", [least(1)])])])
    made = ObligationFactory.build(criteria=[deep], slug="profonde")
    with pytest.raises(ValidationError) as refused:
        made.clean()
    assert "Il y a plus de 3 niveaux" in refused.value.messages[0].replace("\xa0", " ")
    ObligationFactory.build(criteria=[block("all_of", [block("any_of", [least(1)])])]).clean()


def test_a_slug_stays_and_takes_no_address_of_ours() -> None:
    made = ObligationFactory(slug="open-data")
    made.slug = "autre"
    with pytest.raises(ValidationError, match="open-data"):
        made.clean()
    with pytest.raises(ValidationError, match="Ce mot est pris"):
        ObligationFactory.build(slug="suivi").clean()


def test_what_towns_noted_is_not_deleted_with_the_rule(moderator) -> None:
    record = RecordFactory()
    moderator.post(reverse(f"{LIST}:delete", args=[record.obligation.pk]))
    assert Obligation.objects.exists()
    other = ObligationFactory()
    moderator.post(reverse(f"{LIST}:delete", args=[other.pk]))
    assert not Obligation.objects.filter(pk=other.pk).exists()
