"""The page of a dossier: its chapters, its counts, its news."""

from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from experiences.models import Chapter, DossierLink
from experiences.public.dossier import NEWS_PER_PAGE
from tests.factories.experiences import (
    ContentFactory,
    DossierFactory,
    NewsFactory,
    ResourceFactory,
    SheetFactory,
)

pytestmark = pytest.mark.django_db


def counted(page) -> list[str]:
    return [dd.text for dd in page.select(".figures--ruled dd")]


def news_links(page) -> list[str]:
    return [a["href"] for a in page.find(id="actus").find_parent("section").select("li a")]


def test_chapters_stand_in_the_summary_with_their_pages_in_order(read) -> None:
    sheet, resource = SheetFactory(), ResourceFactory()
    dossier = DossierFactory(
        chapters=[
            Chapter(heading="Comprendre", lead="D’abord les besoins.", body=[("page", resource)]),
            Chapter(
                heading="Agir",
                body=[("text", "<p>Avant.</p>"), ("page", sheet), ("text", "<p>Après.</p>")],
            ),
        ],
        links=[],
    )
    page = read(dossier)
    assert [a.text for a in page.select(".toc a")] == ["Comprendre", "Agir"]
    for entry in page.select(".toc a"):
        assert page.find(id=entry["href"][1:])
    first, second = page.select(".chapter")[:2]
    assert "D’abord les besoins." in first.text
    assert first.select_one(".result a")["href"] == resource.get_url()
    words = second.get_text()
    assert words.index("Avant.") < words.index(sheet.title) < words.index("Après.")


def test_only_what_visitors_may_see_is_counted_and_listed(read) -> None:
    private = SheetFactory(title="Fiche réservée")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    dossier = DossierFactory(
        pages=[
            SheetFactory(),
            SheetFactory(title="Brouillon secret", draft=True),
            private,
            ResourceFactory(),
            NewsFactory(),
            NewsFactory(title="Actualité secrète", draft=True),
        ]
    )
    page = read(dossier)
    assert counted(page) == ["1", "1", "1"]
    assert len(news_links(page)) == 1
    for secret in ("Brouillon secret", "Fiche réservée", "Actualité secrète"):
        assert secret not in str(page)


def test_a_page_that_is_linked_and_in_a_chapter_counts_once(read) -> None:
    sheet = SheetFactory()
    dossier = DossierFactory(
        chapters=[Chapter(heading="Un", body=[("page", sheet), ("page", sheet)])],
        links=[DossierLink(page=sheet)],
    )
    page = read(dossier)
    assert counted(page) == ["1"]
    assert len(page.select(".result")) == 1


def test_what_stands_in_no_chapter_is_listed_at_the_end(read) -> None:
    sheet = SheetFactory()
    page = read(DossierFactory(chapters=[], links=[DossierLink(page=sheet)]))
    assert page.find(id="aussi").find_parent("section").select_one("a")["href"] == sheet.get_url()


def test_linked_news_are_counted_in_words_and_the_newest_comes_first(read) -> None:
    news = [NewsFactory(date=date(2018, 1, day)) for day in (3, 9, 5)]
    undated = NewsFactory(date=None, date_note="automne 2018")
    page = read(DossierFactory(pages=[undated, *news]))
    assert "4" in page.select_one('header a[href="#actus"]').text
    assert news_links(page) == [one.get_url() for one in (news[1], news[2], news[0], undated)]
    assert "automne 2018" in page.find(id="actus").find_parent("section").text


def test_many_news_are_paged_and_any_page_number_answers(read) -> None:
    dossier = DossierFactory(pages=[NewsFactory() for _ in range(23)])
    page = read(dossier)
    assert "23" in page.select_one('header a[href="#actus"]').text
    assert len(news_links(page)) == NEWS_PER_PAGE
    assert page.select_one(".pager a[rel=next]")["href"] == "?actualites=2#actus"
    last = read(f"{dossier.get_url()}?actualites=4")
    assert len(news_links(last)) == 23 - 3 * NEWS_PER_PAGE
    assert last.select_one("link[rel=canonical]")["href"].endswith(dossier.get_url())
    for odd in ("0", "-1", "99", "abc", "%00", "1e9"):
        assert read(f"{dossier.get_url()}?actualites={odd}").find(id="actus")


def test_a_dossier_without_news_says_nothing_of_them(read) -> None:
    page = read(DossierFactory(pages=[SheetFactory()]))
    assert page.find(id="actus") is None


def test_an_empty_dossier_is_a_whole_page(read) -> None:
    page = read(DossierFactory(chapters=[], links=[], introduction=[]))
    assert page.h1
    assert not counted(page)


def test_a_dossier_that_links_itself_does_not_count_itself(read) -> None:
    dossier = DossierFactory()
    dossier.links = [DossierLink(page=dossier)]
    dossier.save()
    assert not counted(read(dossier))


def test_pages_of_any_type_may_stand_in_a_chapter(read) -> None:
    content = ContentFactory(title="Mode d’emploi")
    page = read(DossierFactory(chapters=[Chapter(heading="Un", body=[("page", content)])]))
    assert page.select_one(".chapter .result a")["href"] == content.get_url()
