"""The home page: what is published, in true numbers, and the doors that editors open."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale

from experiences.models import Chapter, DossierLink, DossierPage, PillarPage
from home.demonstration.prose import body
from home.models import HomePage
from search.models import CataloguePage
from taxonomy.first_fill import fill_taxonomy
from taxonomy.models import Pillar
from territories.models import Territory
from tests.factories import experiences as make
from tests.factories.members import UserFactory
from tests.once import loaded_once

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def terms(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    with loaded_once(django_db_blocker):
        fill_taxonomy()
        yield


@pytest.fixture
def home(terms: None) -> HomePage:
    page = make.home()
    page.hero_title = "Une commune l’a déjà fait. Trouvez laquelle."
    page.save()
    return page


@pytest.fixture
def catalogue(home: HomePage) -> CataloguePage:
    return make.catalogue("experience")


def commune(code: str, name: str, population: int | None, departement: str) -> Territory:
    region, _ = Territory.objects.get_or_create(
        kind="region", code="52", defaults={"name": "Pays de la Loire", "slug": "pdl"}
    )
    above, _ = Territory.objects.get_or_create(
        kind="departement",
        code=departement,
        defaults={
            "name": f"Département {departement}",
            "slug": departement,
            "region": region,
            "latitude": 47.2,
            "longitude": -1.5,
        },
    )
    return Territory.objects.create(
        kind="commune",
        code=code,
        name=name,
        slug=name.lower(),
        population=population,
        departement=above,
        region=region,
        departement_codes=[departement],
        region_codes=["52"],
        latitude=47.1,
        longitude=-2.2,
    )


def sheet(catalogue: CataloguePage, territory: Territory | None = None, **fields: object):
    from experiences.models import SheetTerritory

    if territory:
        fields["sheet_territories"] = [SheetTerritory(territory=territory)]
    return make.SheetFactory(parent=catalogue, **fields)


def html_of(client: Client, path: str = "/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_figure_of_nothing_is_not_shown(catalogue: CataloguePage, client: Client) -> None:
    sheet(catalogue, commune("44136", "Préfailles", 1_321, "44"))
    html = html_of(client)
    assert "expérience décrite" in html
    assert "ressource signalée" not in html


def test_an_empty_site_has_a_home_page(home: HomePage, client: Client) -> None:
    html = html_of(client)

    assert "Trouvez laquelle." in html.replace("\xa0", " ")
    assert "empty" in html
    assert 'class="map"' not in html
    assert html.count("<h1") == 1


def test_latest_sheets_come_first(catalogue: CataloguePage, client: Client) -> None:
    for number, day in enumerate(("2025-03-01", "2025-03-04", "2025-03-02", "2025-03-03"), start=1):
        sheet(catalogue, title=f"Fiche {number}", first_published_at=f"{day}T09:00:00Z")
    sheet(catalogue, title="Un brouillon", draft=True)

    html = html_of(client)

    titles = re.findall(r"<h3><a href=\"/experiences/[^\"]+\">([^<]+)</a></h3>", html)
    assert [title.replace("\xa0", " ") for title in titles] == [
        "Fiche 2",
        "Fiche 4",
        "Fiche 3",
        "Fiche 1",
    ]
    assert "brouillon" not in html


def test_editors_choose_the_large_sheet(
    home: HomePage, catalogue: CataloguePage, client: Client
) -> None:
    old = sheet(catalogue, title="La plus ancienne", first_published_at="2020-01-01T09:00:00Z")
    for number in range(4):
        sheet(catalogue, title=f"Récente {number}")
    home.featured_sheet = old
    home.save()

    assert html_of(client).index("La plus ancienne") < html_of(client).index("Récente")

    old.unpublish()
    assert "La plus ancienne" not in html_of(client)


def test_a_sheet_of_several_names_the_first_and_how_many(
    catalogue: CataloguePage, client: Client
) -> None:
    from experiences.models import SheetTerritory

    sheet(
        catalogue,
        sheet_territories=[
            SheetTerritory(territory=commune("44136", "Préfailles", 1_321, "44")),
            SheetTerritory(territory=commune("44109", "Nantes", 325_000, "44")),
            SheetTerritory(territory=commune("53130", "Laval", None, "53"), is_locality=True),
        ],
    )

    html = html_of(client).replace("\xa0", " ")

    assert "Préfailles et 1 autre" in html


def test_numbers_are_those_behind_the_links(catalogue: CataloguePage, client: Client) -> None:
    prefailles = commune("44136", "Préfailles", 1_321, "44")
    nantes = commune("44109", "Nantes", 325_000, "44")
    laval = commune("53130", "Laval", None, "53")
    for territory in (prefailles, prefailles, nantes, laval):
        sheet(catalogue, territory)
    sheet(catalogue, nantes, draft=True)

    html = html_of(client)

    for path in set(re.findall(r'href="(/recherche/[^"]*(?:taille|region)=[^"]*)"', html)):
        address = path.replace("&amp;", "&").replace("/recherche/", "/recherche.json")
        total = client.get(address).json()["total"]
        link = html[html.index(path) :]
        number = re.search(r"(\d+)\s(?:sheet|fiche)", link)
        assert number
        assert int(number[1]) == total
    assert html.count('class="dot"') == 2
    assert "Pays de la Loire" in html


def test_an_unknown_population_is_not_small(catalogue: CataloguePage, client: Client) -> None:
    sheet(catalogue, commune("53130", "Laval", None, "53"))

    context = client.get("/").context

    assert [size.note.split(" · ")[1][0] for size in context["numbers"].sizes] == list("0000")


def test_doors_lead_where_editors_say(home: HomePage, catalogue: CataloguePage, client: Client):
    gone = make.folder("Fermée", "fermee")
    gone.unpublish()

    def door(title: str, page: int | None = None, place: str = "") -> dict[str, object]:
        value = {"icon": "map", "title": title, "text": "", "page": page, "place": place}
        return {"type": "door", "value": value}

    home.doors = body(
        door("Trouver", catalogue.pk),
        door("Comparer", place="sizes"),
        door("Chercher", place="search"),
        door("Rien derrière", gone.pk),
        of=("test", "doors"),
    )
    home.save()

    html = html_of(client)

    doors = re.search(r'<nav class="needs".*?</nav>', html, re.S)
    assert doors
    assert re.findall(r"<a href=\"([^\"]+)\"", doors[0]) == [
        "/experiences/",
        "#taille",
        "/recherche/",
    ]
    assert 'id="taille"' in html


def test_often_searched_words_lead_to_results(home: HomePage, client: Client) -> None:
    home.often_searched = body({"type": "words", "value": "éclairage & LED"}, of=("test",))
    home.save()

    assert '/recherche/?q=%C3%A9clairage+%26+LED"' in html_of(client)


def test_pillars_lead_to_their_page_or_to_the_search(home: HomePage, client: Client) -> None:
    pillar = Pillar.objects.get(slug="valoriser-donnees", locale=home.locale)
    make.folder("Piliers", "piliers").add_child(
        instance=PillarPage(
            title="Données", slug="valoriser-donnees", summary="Des données.", pillar=pillar
        )
    )

    html = html_of(client)

    assert 'href="/piliers/valoriser-donnees/"' in html
    assert 'href="/recherche/?pilier=optimiser-reseaux"' in html
    assert "Valoriser les données" in html


def test_dossiers_say_what_they_gather(
    home: HomePage, catalogue: CataloguePage, client: Client
) -> None:
    linked = [sheet(catalogue), sheet(catalogue), sheet(catalogue, draft=True)]
    parent = make.catalogue("dossier")
    dossier = DossierPage(title="Mobilités", slug="mobilites", summary="Se déplacer.", live=False)
    parent.add_child(instance=dossier)
    dossier.links = [DossierLink(page=page, locale=dossier.locale) for page in linked]
    dossier.chapters = [Chapter(heading="Comprendre", locale=dossier.locale)]
    dossier.save()
    DossierPage.objects.update(live=True)

    [line] = client.get("/").context["dossiers"]

    assert line.title == "Mobilités"
    assert line.counted.startswith("2")
    home.dossiers = body({"type": "dossier", "value": dossier.pk}, of=("test",))
    home.save()
    assert [each.title for each in client.get("/").context["dossiers"]] == ["Mobilités"]


def test_the_english_home_speaks_english(
    home: HomePage, catalogue: CataloguePage, client: Client
) -> None:
    english = Locale.objects.get(language_code="en")
    sheet(catalogue, title="Seulement en français")
    make.catalogue("dossier").add_child(
        instance=DossierPage(
            title="Mobilités", slug="mobilites", summary="Se déplacer.", live=False
        )
    )
    DossierPage.objects.update(live=True)
    twin = home.copy_for_translation(english)
    twin.hero_title = "A town has already done it."
    twin.save_revision().publish()
    for page in home.get_descendants().specific():
        page.copy_for_translation(english, copy_parents=True, alias=True)

    html = html_of(client, "/en/")

    assert "Involve residents" in html
    assert "Seulement en français" not in html
    assert 'lang="fr"' in html.split("<body")[1]
    assert '<link rel="alternate" hreflang="fr" href="http://localhost/">' in html
    with override("en"):
        assert f'action="{reverse("search:results")}"' in html


@pytest.mark.parametrize("number", [1, 12])
def test_queries_do_not_grow_with_the_content(
    home: HomePage, catalogue: CataloguePage, client: Client, number: int, django_assert_num_queries
) -> None:
    for index in range(number):
        place = commune(f"{44000 + index}", f"Commune {index}", 900, "44" if index % 2 else "53")
        sheet(catalogue, place, title=f"Fiche {index}", covered=True)
    html_of(client)  # makes the renditions

    with django_assert_num_queries(28):
        html_of(client)


def test_editors_can_open_it(home: HomePage, client: Client) -> None:
    client.force_login(UserFactory(superuser=True))

    response = client.get(reverse("wagtailadmin_pages:edit", args=[home.pk]))

    assert response.status_code == 200


def test_a_door_needs_one_destination(home: HomePage) -> None:
    from django.core.exceptions import ValidationError

    block = HomePage._meta.get_field("doors").stream_block.child_blocks["door"]
    value = {"icon": "map", "title": "Trouver", "text": "", "page": None, "place": ""}

    with pytest.raises(ValidationError):
        block.clean(block.to_python(value))
    assert block.clean(block.to_python({**value, "place": "map"}))["place"] == "map"
