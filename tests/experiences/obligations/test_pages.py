"""The pages for everybody: three groups with reasons, facts in the address, languages, drafts."""

import re
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from experiences.obligations.applying import standing
from experiences.obligations.models import Obligation
from experiences.obligations.verdicts import Verdict
from tests.factories.experiences import SheetFactory
from tests.factories.obligations import ObligationFactory, block, english, least
from tests.factories.territories import CommuneFactory, EpciFactory

pytestmark = pytest.mark.django_db

SEYSSINS = "/obligations/?territoire=38486"


def text(response) -> str:
    return response.content.decode().replace("\xa0", " ")


def test_without_a_territory_the_page_asks_for_one_and_lists_everything(client) -> None:
    ObligationFactory(open_data=True)
    page = text(client.get("/obligations/"))
    assert 'name="territoire_nom"' in page
    assert "3 500 habitants ou plus et 50 agents ou plus" in page
    assert 'rel="canonical" href="http://testserver/obligations/"' in page
    assert "n’est pas un conseil juridique" in page


def test_without_any_obligation_the_page_says_so(client) -> None:
    assert "Aucune obligation n’est encore décrite" in text(client.get("/obligations/"))
    CommuneFactory()
    assert "Aucune des obligations" in text(client.get(SEYSSINS))


def test_a_territory_reads_three_groups_each_with_its_reason(client) -> None:
    CommuneFactory()
    ObligationFactory(open_data=True)
    ObligationFactory(name="Adresses", criteria=[block("kinds", ["commune"])])
    ObligationFactory(name="Stratégie", criteria=[least(50_000, included=False)])
    page = text(client.get(SEYSSINS))
    applies, open_, not_ = (page.split(f'id="{verdict.value}"')[1] for verdict in Verdict)
    assert "Seyssins est une commune." in applies.split("<section")[0]
    assert 'href="#agents"' in open_.split("<section")[0]
    assert "pas plus de 50 000" in not_.split("<section")[0]
    assert 'name="robots" content="noindex, follow"' in page


@pytest.mark.parametrize(
    ("agents", "said"),
    [("49", "moins de 50 agents"), ("50", "50 agents ou plus"), ("1 200", "compte 1 200 agents")],
)
def test_the_number_of_agents_in_the_address_tells(client, agents: str, said: str) -> None:
    CommuneFactory()
    ObligationFactory(open_data=True)
    page = text(client.get(SEYSSINS, {"territoire": "38486", "agents": agents}))
    assert said in page
    assert 'href="#agents"' not in page


@pytest.mark.parametrize("agents", ["beaucoup", "-1", "1e400", "'\"><script>alert(1)</script>"])
def test_a_bad_number_says_what_to_do_and_leaves_it_open(client, agents: str) -> None:
    CommuneFactory()
    ObligationFactory(open_data=True)
    response = client.get("/obligations/", {"territoire": "38486", "agents": agents})
    assert response.status_code == 200
    page = text(response)
    assert "Écrivez un nombre en chiffres" in page
    assert 'aria-invalid="true"' in page
    assert "<script>alert" not in page
    assert 'href="#agents"' in page


@pytest.mark.parametrize("code", ["99999", "x", "38486' OR 1=1", "%00", "1" * 5_000])
def test_an_unknown_code_says_so(client, code: str) -> None:
    ObligationFactory()
    response = client.get("/obligations/", {"territoire": code})
    assert response.status_code == 200
    assert "Aucune commune ni aucun EPCI n’a ce code." in text(response)


def test_a_name_leads_to_a_choice(client) -> None:
    CommuneFactory(overseas=True)
    CommuneFactory(homonym=True)
    page = text(client.get("/obligations/?territoire_nom=Saint-Denis"))
    assert "/obligations/?territoire=97411" in page
    assert "/obligations/?territoire=93066" in page


def test_a_name_that_one_town_bears_is_answered_at_once(client) -> None:
    CommuneFactory()
    made = ObligationFactory()
    for address in ("/obligations/", f"/obligations/{made.slug}/"):
        page = text(client.get(address, {"territoire_nom": "seyssins"}))
        assert "Seyssins, Isère" in page
        assert "?territoire=38486" in page  # what it leads to knows the town
        assert "territoire-nom-choix" not in page


def test_an_epci_is_asked_about_too(client) -> None:
    EpciFactory()
    ObligationFactory(criteria=[block("kinds", ["epci"])])
    page = text(client.get("/obligations/?territoire=200040715"))
    assert "Grenoble-Alpes-Métropole est un EPCI." in page


def test_a_merged_commune_is_answered_as_what_it_has_become(client) -> None:
    CommuneFactory(merged=True)
    ObligationFactory()
    assert "Saint-Denis" in text(client.get("/obligations/?territoire=93059"))


def test_a_detail_tells_the_text_the_words_and_the_verdict(client) -> None:
    CommuneFactory()
    sheet = SheetFactory()
    made = ObligationFactory(
        open_data=True,
        url="https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000031366350",
        in_force_from=date(2018, 10, 7),
        to_do="<p>Publiez vos délibérations.</p>",
        proof="L’adresse du portail.",
        caveat="Deux seuils.",
        related=[block("page", sheet.pk)],
    )
    address = made.get_absolute_url()
    page = text(client.get(f"{address}?territoire=38486&agents=80"))
    for said in (
        "S’applique",
        "Seyssins compte 80 agents",
        "7 octobre 2018",
        "Publiez vos délibérations",
        "L’adresse du portail",
        "Deux seuils",
        sheet.title,
        made.url,
        "n’est pas un conseil juridique",
        "/obligations/?territoire=38486&amp;agents=80",
    ):
        assert said in page, said
    plain = text(client.get(address))
    assert 'name="territoire_nom"' in plain
    assert "noindex" not in plain


@pytest.mark.parametrize(
    "fields",
    [{"live": False}, {"expire_at": timezone.now() - timedelta(days=1)}],
    ids=["draft", "expired"],
)
def test_what_is_not_published_is_nowhere(client, fields) -> None:
    CommuneFactory()
    made = ObligationFactory(name="Xylophonie obligatoire", **fields)
    assert client.get(made.get_absolute_url()).status_code == 404
    for address in ("/obligations/", SEYSSINS, "/en/obligations/"):
        assert "Xylophonie" not in text(client.get(address))
    assert standing(CommuneFactory()) == []


def test_a_draft_hidden_in_a_related_page_stays_hidden(client) -> None:
    draft = SheetFactory(draft=True, title="Xylophonie")
    made = ObligationFactory(related=[block("page", draft.pk)])
    assert "Xylophonie" not in text(client.get(made.get_absolute_url()))


def test_english_reads_english_and_french_where_there_is_none(client) -> None:
    CommuneFactory()
    made = ObligationFactory(open_data=True)
    english(made, name="Opening public data", summary="Publish.")
    ObligationFactory(name="Adresses de la commune", slug="adresses")
    page = text(client.get("/en/obligations/?territoire=38486"))
    assert "Opening public data" in page
    assert "The number of agents is not known: the rule counts 50 agents or more." in page
    assert 'lang="fr">' in page.split("Adresses de la commune")[0][-200:]
    detail = text(client.get("/en/obligations/open-data/"))
    assert 'hreflang="fr" href="http://testserver/obligations/open-data/"' in detail
    other = text(client.get("/en/obligations/adresses/"))
    assert "not translated yet" in other
    assert 'rel="canonical" href="http://testserver/obligations/adresses/"' in other


def test_an_english_page_says_which_of_its_words_are_french(client) -> None:
    sheet = SheetFactory(title="Une rue rallumée")
    source = {"type": "source", "value": {"title": "Le compte rendu", "url": ""}}
    made = ObligationFactory(
        slug="adresses", to_do="<p>Nommez.</p>", related=[block("page", sheet.pk)], sources=[source]
    )
    untranslated = BeautifulSoup(client.get("/en/obligations/adresses/").content, "html.parser")
    english(made, name="Addresses", law="General code")
    translated = BeautifulSoup(client.get("/en/obligations/adresses/").content, "html.parser")

    def language(page, words: str) -> str:
        return page.find("main").find(string=re.compile(words)).find_parent(lang=True)["lang"]

    for page in (untranslated, translated):
        assert language(page, "Une rue rallumée") == "fr"
        assert language(page, "Le compte rendu") == "fr"
        assert language(page, "The text") == language(page, "Sources") == "en"
    for words in ("Nommer les voies", "Code général", "Nommez"):
        assert language(untranslated, words) == "fr"
    assert language(translated, "General code") == "en"


def test_an_unpublished_translation_is_not_read(client) -> None:
    made = ObligationFactory(open_data=True)
    english(made, name="Xylophone act", live=False)
    assert "Xylophone" not in text(client.get("/en/obligations/"))
    assert "Xylophone" not in text(client.get("/en/obligations/open-data/"))


def test_rules_are_those_of_the_french_version() -> None:
    made = ObligationFactory(open_data=True)
    english(made, criteria=[])
    [one] = standing(CommuneFactory())
    assert one.verdict == Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"in_force_from": date(2027, 5, 1)}, "Pas encore en vigueur : à partir du 1er mai 2027."),
        ({"in_force_to": date(2025, 12, 31)}, "N’est plus en vigueur : jusqu’au 31 décembre 2025."),
    ],
)
def test_what_is_not_in_force_applies_to_nobody(fields, said: str) -> None:
    ObligationFactory(**fields)
    [one] = standing(CommuneFactory(), on=date(2026, 6, 1))
    assert (one.verdict, one.reason.replace("\xa0", " ")) == (Verdict.DOES_NOT, said)


def test_a_rule_is_in_force_on_its_first_and_its_last_day() -> None:
    ObligationFactory(in_force_from=date(2026, 6, 1), in_force_to=date(2026, 6, 30))
    place = CommuneFactory()
    for day in (1, 30):
        assert standing(place, on=date(2026, 6, day))[0].applies


def test_orientations_stand_apart_and_apply_to_nobody(client) -> None:
    CommuneFactory()
    ObligationFactory(kind=Obligation.Kind.ORIENTATION, name="Cap 2050")
    page = text(client.get(SEYSSINS))
    assert "Cap 2050" in page.split("Orientations : sans obligation")[1]
    assert standing(CommuneFactory()) == []


def test_standing_asks_the_database_once(django_assert_num_queries) -> None:
    for _ in range(6):
        english(ObligationFactory(open_data=True, slug=ObligationFactory().slug + "-2"))
    place = CommuneFactory()
    with django_assert_num_queries(1):
        assert len(standing(place)) == 12


def test_queries_do_not_grow_with_the_obligations(client) -> None:
    CommuneFactory()

    def asked() -> int:
        client.get(SEYSSINS)
        with CaptureQueriesContext(connection) as captured:
            client.get(SEYSSINS)
        return len(captured)

    ObligationFactory(open_data=True)
    few = asked()
    for _ in range(8):
        ObligationFactory()
    assert asked() == few <= 8


def test_shared_caches_keep_the_pages_of_visitors_alone(client, seyssins) -> None:
    ObligationFactory()
    assert "public" in client.get("/obligations/")["Cache-Control"]
    assert not client.get("/obligations/").cookies
    own = seyssins.client.get("/obligations/")
    assert "private" in own["Cache-Control"]
    assert f"/obligations/suivi/{seyssins.organisation.pk}/" in text(own)


def test_what_a_town_noted_counts_for_its_members_alone(client, seyssins, oeuilly) -> None:
    from experiences.obligations.recording import note_facts

    ObligationFactory(open_data=True)
    note_facts(organisation=seyssins.organisation, by=seyssins.member, staff=77, surface=None)
    assert "77 agents" in text(seyssins.client.get(SEYSSINS))
    assert "12 agents" in text(seyssins.client.get(f"{SEYSSINS}&agents=12"))
    assert "77 agents" not in text(client.get(SEYSSINS))
    assert "77 agents" not in text(oeuilly.client.get(SEYSSINS))
