"""The pages of resources, news, plain content, themes and pillars."""

from datetime import date

import pytest

from media.models import PublicDocument
from tests.factories.experiences import (
    ContentFactory,
    DossierFactory,
    NewsFactory,
    PillarPageFactory,
    ResourceFactory,
    SheetFactory,
    ThemePageFactory,
    folder,
    pillar,
    theme,
)

pytestmark = pytest.mark.django_db


def test_a_resource_says_what_it_is_by_whom_of_when_and_where_it_lies(read) -> None:
    resource = ResourceFactory(link="https://www.cerema.fr/fr/guide?a=1&b=2")
    dossier = DossierFactory(pages=[resource])
    page = read(resource)
    text = page.get_text(" ")
    for told in ("Outil en ligne", "Cerema", "2021", "Un guide pour choisir", "cerema.fr"):
        assert told in text
    assert page.select_one("a.btn")["href"] == "https://www.cerema.fr/fr/guide?a=1&b=2"
    assert page.select_one("#a-dos").find_parent("section").a["href"] == dossier.get_url()


def test_what_is_not_known_of_a_resource_says_so(read) -> None:
    resource = ResourceFactory(kind=None, authors="", year=None, link="", body=[])
    page = read(resource)
    assert len(page.select(".facts dd.muted")) == 3
    assert page.select_one("a.btn[rel=external]") is None


def test_a_resource_with_a_file_is_downloaded(read) -> None:
    document = PublicDocument.objects.create(title="Guide", file_size=10)
    PublicDocument.objects.filter(pk=document.pk).update(file="documents/guide.pdf")
    resource = ResourceFactory(document=document, link="")
    assert "PDF" in read(resource).select_one("a.btn[download]").text


def test_news_say_when(read) -> None:
    page = read(NewsFactory(date=date(2018, 8, 1)))
    assert page.select_one("header time")["datetime"] == "2018-08-01"
    assert "fin août" in read(NewsFactory(date=None, date_note="fin août 2018")).header.parent.text


def test_a_plain_page_lists_the_visible_pages_under_it(read) -> None:
    parent = folder()
    child = ThemePageFactory(parent=parent)
    ThemePageFactory(parent=parent, draft=True, theme=theme("donnees"), title="En préparation")
    page = read(parent)
    assert [a["href"] for a in page.select(".results h2 a")] == [child.get_url()]
    assert "En préparation" not in str(page)
    assert "Une plateforme ouverte." in read(ContentFactory()).get_text()


def test_a_theme_says_what_one_gains_what_it_takes_and_where_it_was_done(read) -> None:
    subject = theme("energie-environnement")
    below = theme("eclairage-public", "Éclairage public", parent=subject)
    sheet, dossier, resource = SheetFactory(themes=[below]), DossierFactory(), ResourceFactory()
    newest = SheetFactory(themes=[below])
    elsewhere = SheetFactory(themes=[theme("donnees")])
    page = read(
        ThemePageFactory(
            theme=subject,
            examples=[("page", sheet), ("page", dossier), ("page", resource)],
        )
    )
    text = page.get_text(" ")
    assert "des factures en baisse" in text
    assert "Choisir rue par rue" in text
    examples = page.find(id="exemples").find_parent("section")
    assert [a["href"] for a in examples.select(".result a")] == [sheet.get_url()]
    assert "BRUDED" in examples.text
    assert page.select_one("#a-dos").find_parent("section").a["href"] == dossier.get_url()
    assert page.select_one("#a-res").find_parent("section").a["href"] == resource.get_url()
    latest = page.select_one("#a-new").find_parent("section").select("li a")
    assert [a["href"] for a in latest] == [newest.get_url()]
    assert elsewhere.get_url() not in str(page)
    addresses = [a["href"] for a in page.select("main a[href]")]
    assert "/recherche/?theme=energie-environnement" in addresses
    assert "/recherche/?theme=eclairage-public" in addresses
    assert page.select_one('link[href="/flux/themes/energie-environnement/"]')


def test_a_pillar_leads_to_the_search_by_pillar(read) -> None:
    way = pillar()
    sheet = SheetFactory(pillars=[way])
    page = read(PillarPageFactory(pillar=way))
    assert page.select_one('a[href="/recherche/?pilier=optimiser-reseaux"]')
    assert page.select_one("#a-new").find_parent("section").a["href"] == sheet.get_url()


def test_a_theme_and_a_pillar_are_told_apart_in_a_list(read) -> None:
    parent = folder()
    ThemePageFactory(parent=parent)
    PillarPageFactory(parent=parent)
    kinds = {kind.text for kind in read(parent).select(".results .kind")}
    assert kinds == {"Thème", "Pilier"}


def test_a_subject_with_nothing_written_says_so_and_leads_on(read) -> None:
    page = read(ThemePageFactory(gains=[], needs=[], examples=[]))
    assert len(page.select(".story .muted")) >= 3
    assert page.find(id="exemples").find_parent("section").select_one('a[href^="/recherche/"]')
