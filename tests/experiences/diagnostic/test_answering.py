"""Answering behind a link, without an account and without scripts."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from experiences.diagnostic.limits import MOST_STARTS
from experiences.diagnostic.models import Respondent, Round, Start
from experiences.diagnostic.retention import delete_outdated
from tests.factories.diagnostic import EditionFactory, RespondentFactory, RoundFactory
from tests.factories.organisations import MembershipFactory
from tests.factories.territories import CommuneFactory

pytestmark = pytest.mark.django_db


def begin(client: Client, code: str = "51410") -> Respondent:
    response = client.post(f"{reverse('diagnostic:start')}?territoire={code}")
    assert response.status_code == 302
    return Respondent.objects.get(token=response.url.rstrip("/").rpartition("/")[2])


def section(respondent: Respondent, key: str) -> str:
    return reverse("diagnostic:section", args=[respondent.token, key])


def answers(respondent: Respondent) -> dict:
    respondent.refresh_from_db()
    return respondent.answers


def test_the_opening_is_for_everybody_and_sets_no_cookie(client: Client, edition) -> None:
    response = client.get(reverse("diagnostic:opening"))
    page = response.content.decode()
    assert "Portage et stratégie" in page
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert 'hreflang="en"' in page


def test_a_name_that_is_typed_leads_to_the_territory(client: Client, edition) -> None:
    CommuneFactory(village=True)
    for asked in ({"territoire_nom": "oeuilly"}, {"territoire": "51410"}):
        page = client.get(reverse("diagnostic:start"), asked).content.decode()
        assert "Œuilly" in page
        assert 'method="post"' in page
    begun = client.post(f"{reverse('diagnostic:start')}?territoire_nom=oeuilly")
    assert begun.status_code == 302
    assert Round.objects.get().territory.code == "51410"


def test_a_member_chooses_another_territory_than_their_own(client: Client, edition) -> None:
    CommuneFactory(village=True)
    CommuneFactory(homonym=True)
    CommuneFactory(overseas=True)
    client.force_login(MembershipFactory().member)
    address = reverse("diagnostic:start")
    page = client.get(address).content.decode()
    assert "Seyssins" in page
    assert "Répondre avec ma structure" in page
    other = client.get(f"{address}?territoire=autre").content.decode()
    assert 'name="territoire_nom"' in other
    assert "Seyssins" not in other.partition("<main")[2]
    several = client.get(f"{address}?territoire_nom=Saint-Denis").content.decode()
    assert "?territoire=97411" in several
    assert "Seyssins" not in several.partition("<main")[2]


def test_a_post_begins_a_round_of_nobody_for_the_territory(client: Client, edition) -> None:
    village = CommuneFactory(village=True)
    respondent = begin(client)
    assert respondent.round.territory == village
    assert respondent.round.edition == edition
    assert respondent.round.organisation is None
    assert respondent.member is None


def test_so_many_begin_an_hour_from_one_origin(client: Client, edition) -> None:
    CommuneFactory(village=True)
    for _ in range(MOST_STARTS):
        begin(client)
    address = f"{reverse('diagnostic:start')}?territoire=51410"
    refused = client.post(address)
    assert refused.status_code == 429
    assert Round.objects.count() == MOST_STARTS
    Start.objects.update(at=timezone.now() - timedelta(hours=1, minutes=1))
    assert client.post(address).status_code == 302
    assert Start.objects.count() == 1


def test_each_step_is_saved_and_leads_to_the_next(client: Client, edition) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=edition), unfinished=True)
    response = client.post(
        section(respondent, "portage"),
        {"elu-referent": "designe", "projet-ecrit": "rien", "besoin-avant-achat": "_unknown"},
    )
    assert response.url == section(respondent, "habitants")
    assert answers(respondent) == {
        "elu-referent": {"keys": ["designe"]},
        "projet-ecrit": {"keys": ["rien"]},
        "besoin-avant-achat": {"without": "unknown"},
    }


def test_all_four_kinds_are_read_back_as_they_were_given(client: Client, edition) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=edition), unfinished=True)
    client.post(
        section(respondent, "habitants"),
        {
            "habitants-quand": "debut",
            "aide-numerique": "7,5",
            "publics-absents": ["handicap", "langue"],
        },
    )
    client.post(section(respondent, "securite"), {"travail-ensemble": "4"})
    client.post(section(respondent, "reseaux"), {"reseaux-suivis": ["_none"]})
    kept = answers(respondent)
    assert Decimal(kept["aide-numerique"]["number"]) == Decimal("7.5")
    assert kept["travail-ensemble"] == {"number": "4"}
    assert kept["publics-absents"] == {"keys": ["handicap", "langue"]}
    assert kept["reseaux-suivis"] == {"keys": []}
    page = client.get(section(respondent, "habitants")).content.decode()
    assert 'value="7,5"' in page
    assert page.count("checked") == 3
    page = client.get(section(respondent, "reseaux")).content.decode()
    assert 'value="_none" id="id_reseaux-suivis_4" checked' in page


def test_the_last_step_is_followed_by_the_end(client: Client, edition) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=edition), unfinished=True)
    response = client.post(section(respondent, "securite"), {})
    assert response.url == reverse("diagnostic:finish", args=[respondent.token])


def test_an_answer_is_taken_back_and_other_sections_stay(client: Client, edition) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=edition), unfinished=True)
    client.post(section(respondent, "securite"), {"sauvegardes": "copie"})
    client.post(section(respondent, "portage"), {"elu-referent": "designe"})
    client.post(section(respondent, "portage"), {})
    assert set(answers(respondent)) == {"sauvegardes"}


def test_two_tabs_keep_each_its_section_and_the_last_of_one(client: Client, edition) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=edition), unfinished=True)
    one, other = Client(), Client()
    one.get(section(respondent, "portage"))
    other.get(section(respondent, "portage"))
    one.post(section(respondent, "portage"), {"elu-referent": "designe"})
    other.post(section(respondent, "portage"), {"elu-referent": "personne"})
    one.post(section(respondent, "securite"), {"sauvegardes": "copie"})
    assert answers(respondent) == {
        "elu-referent": {"keys": ["personne"]},
        "sauvegardes": {"keys": ["copie"]},
    }


@pytest.mark.parametrize(
    "sent",
    [
        {"habitants-quand": "autre"},
        {"habitants-quand": "debut\x00"},
        {"aide-numerique": "beaucoup"},
        {"aide-numerique": "1e400"},
        {"aide-numerique": "9" * 39},
        {"aide-numerique": "9" * 4000},
        {"aide-numerique": "NaN"},
        {"aide-numerique": "Infinity"},
        {"aide-numerique": "1\x00"},
        {"aide-numerique": "0." + "1" * 30},
        {"aide-numerique": "7", "aide-numerique_none": ["_unknown"]},
        {"aide-numerique_none": ["_unknown", "_not-ours"]},
        {"publics-absents": ["handicap", "_none"]},
        {"publics-absents": ["handicap", "<script>"]},
    ],
)
def test_what_cannot_be_an_answer_is_told_and_nothing_typed_is_lost(
    client: Client, edition, sent
) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=edition), unfinished=True)
    good = {"suites-publiees": "publie"}
    response = client.post(section(respondent, "habitants"), good | sent)
    assert response.status_code == 200
    page = response.content.decode()
    assert "alert--danger" in page
    assert "<script>" not in page.partition("<main")[2]
    assert 'value="publie" id="id_suites-publiees_2" checked' in page
    assert answers(respondent) == {}


@pytest.mark.parametrize(("typed", "kept"), [("1 200", "1200"), ("−3", "-3"), (" 0,25 ", "0.25")])
def test_numbers_are_read_as_people_write_them(client: Client, edition, typed, kept) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=edition), unfinished=True)
    client.post(section(respondent, "habitants"), {"aide-numerique": typed})
    assert answers(respondent)["aide-numerique"] == {"number": kept}


def test_keys_that_are_not_of_the_section_are_left_aside(client: Client, edition) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=edition), unfinished=True)
    client.post(section(respondent, "portage"), {"sauvegardes": "copie", "member": "1", "x": "y"})
    assert answers(respondent) == {}
    assert client.get(section(respondent, "autre")).status_code == 404


def test_a_condition_within_the_section_is_said_and_left_to_the_reader(client, edition) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=edition), unfinished=True)
    page = client.get(section(respondent, "portage")).content.decode()
    assert 'data-only-if="projet-ecrit" data-answers="commune territoire"' in page
    assert "Revenez-vous sur ce texte" in page


def test_what_an_earlier_section_excludes_is_not_asked(client: Client) -> None:
    given = EditionFactory()
    questions = given.content["fr"]["sections"]
    question = questions[1]["questions"][0]
    question["condition"] = {"question": "portage-elu", "answers": ["oui"]}
    given.save()
    respondent = RespondentFactory(
        round=RoundFactory(edition=given),
        answers={"portage-elu": {"keys": ["non"]}},
        finished_at=None,
    )
    assert "Les associez-vous" not in client.get(section(respondent, "habitants")).content.decode()
    respondent.answers = {"portage-elu": {"keys": ["oui"]}}
    respondent.save()
    assert "Les associez-vous" in client.get(section(respondent, "habitants")).content.decode()


def test_stopping_shows_the_link_and_asks_no_address(client: Client, edition) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=edition), unfinished=True)
    response = client.post(
        section(respondent, "portage"), {"elu-referent": "designe", "stop": "1"}, follow=True
    )
    page = response.content.decode()
    link = f"http://testserver{reverse('diagnostic:answers', args=[respondent.token])}"
    assert f'value="{link}"' in page
    assert "mailto:?subject=" in page
    assert 'type="email"' not in page
    assert answers(respondent)
    overview = Client().get(link).content.decode()
    assert reverse("diagnostic:section", args=[respondent.token, "portage"]) in overview


def test_the_end_keeps_hours_and_function_and_leads_to_the_result(client, edition) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=edition), unfinished=True)
    address = reverse("diagnostic:finish", args=[respondent.token])
    assert 'name="shared"' not in client.get(address).content.decode()
    response = client.post(address, {"hours": "12", "function": "secretary", "shared": "on"})
    assert response.url == reverse("diagnostic:result", args=[respondent.token])
    respondent.refresh_from_db()
    assert respondent.is_finished
    assert respondent.function == "secretary"
    assert respondent.round.hours == 12
    assert not respondent.round.shared


@pytest.mark.parametrize("hours", ["-1", "2001", "douze", "1e9", "9" * 60, "1\x00"])
def test_hours_out_of_proportion_are_told(client: Client, edition, hours) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=edition), unfinished=True)
    address = reverse("diagnostic:finish", args=[respondent.token])
    response = client.post(address, {"hours": hours, "function": "mayor"})
    assert response.status_code == 200
    assert "alert--danger" in response.content.decode()
    respondent.refresh_from_db()
    assert not respondent.is_finished


def test_answers_change_after_the_end_until_the_round_is_closed(client: Client, edition) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=edition), answers={})
    client.post(section(respondent, "securite"), {"sauvegardes": "copie"})
    assert answers(respondent)
    Round.objects.update(closed_at=timezone.now())
    for name in ("finish", "delete"):
        address = reverse(f"diagnostic:{name}", args=[respondent.token])
        assert client.post(address, {"hours": "3"}).status_code == 302
    client.post(section(respondent, "securite"), {"sauvegardes": "essayee"})
    assert answers(respondent) == {"sauvegardes": {"keys": ["copie"]}}
    assert respondent.round.hours is None


def test_a_deleted_diagnosis_is_gone_with_its_round(client: Client, edition) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=edition))
    address = reverse("diagnostic:delete", args=[respondent.token])
    assert "Œuilly" not in client.get(address).content.decode()
    client.post(address)
    assert not Round.objects.exists()
    assert client.get(address).status_code == 404


SECRET = ("answers", "resume", "finish", "delete", "keep", "result")


@pytest.mark.parametrize("name", SECRET)
def test_an_unknown_link_explains_itself(client: Client, name) -> None:
    response = client.get(reverse(f"diagnostic:{name}", args=["x" * 43]))
    assert response.status_code == 404
    assert reverse("diagnostic:opening") in response.content.decode()


@pytest.mark.parametrize("name", SECRET)
def test_a_secret_page_is_kept_nowhere_and_its_address_told_to_no_other_site(
    client: Client, edition, name
) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=edition))
    for token in (respondent.token, "inconnu"):
        response = client.get(reverse(f"diagnostic:{name}", args=[token]))
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "same-origin"


def test_pages_ask_the_same_however_much_is_answered(client: Client, edition) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=edition), unfinished=True)
    addresses = [
        reverse("diagnostic:answers", args=[respondent.token]),
        section(respondent, "donnees"),
        reverse("diagnostic:finish", args=[respondent.token]),
    ]

    def queries() -> list[int]:
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            found.append(len(captured))
        return found

    queries()
    before = queries()
    for key in ("portage", "donnees", "securite"):
        client.post(section(respondent, key), {"donnees-publiees": "non", "sauvegardes": "copie"})
    assert queries() == before
    assert max(before) <= 3


def test_in_english_all_words_are_english(client: Client, edition) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=edition), unfinished=True)
    page = client.get(f"/en{section(respondent, 'portage')}").content.decode()
    assert "Does an elected official look after" in page
    assert "Save and go on" in page
    assert 'lang="fr"' not in page.partition("<main")[2].partition("</main")[0]


def test_an_edition_that_is_not_translated_is_asked_in_french_and_says_so(client: Client) -> None:
    respondent = RespondentFactory(round=RoundFactory(edition=EditionFactory(french=True)))
    page = client.get(f"/en{section(respondent, 'portage')}").content.decode()
    assert '<legend lang="fr">' in page


def test_old_answers_without_an_account_go(edition) -> None:
    now = timezone.now()

    def made(months: int, **fields) -> Respondent:
        changed = now - timedelta(days=30.44 * months + 1)
        return RespondentFactory(
            round=fields.pop("round", None) or RoundFactory(edition=edition),
            changed_at=changed,
            **fields,
        )

    gone = [made(6, unfinished=True), made(25)]
    kept = [made(5, unfinished=True), made(24)]
    assert delete_outdated(now=now) == 2
    assert set(Respondent.objects.all()) == set(kept)
    assert not Round.objects.filter(pk__in=[one.round_id for one in gone]).exists()
