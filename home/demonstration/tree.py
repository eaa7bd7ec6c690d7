"""The frame of the site: languages, site, home page, catalogues and sections."""

from typing import Any

from django.conf import settings
from wagtail.models import Locale, Page, Site

from home.demonstration.library import content_page
from home.demonstration.pages import FIRST_DAY, Report, Shelf, record
from home.demonstration.prose import body
from home.demonstration.reading import key_of, read
from home.models import HomePage
from search.models import CataloguePage


def languages() -> dict[str, Locale]:
    """Language code → locale, for every language of the site."""
    return {
        code: Locale.objects.get_or_create(language_code=code)[0] for code, _ in settings.LANGUAGES
    }


def home_page(locale: Locale, report: Report) -> HomePage:
    """The home page of the default site, made when the site has none yet.

    The page that Wagtail's own migration puts there gives way, unless something is below it.
    """
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    stock = site.root_page if site else None
    if stock and isinstance(stock.specific, HomePage):
        return stock.specific
    if found := HomePage.objects.filter(locale=locale).first():
        home = found
    else:
        root = Page.get_first_root_node()
        words = read("site")["home"][locale.language_code]
        home = HomePage(slug="accueil", locale=locale, **home_fields(words, {}) | {"doors": []})
        home.translation_key = key_of("home")
        home.first_published_at = home.last_published_at = FIRST_DAY
        root.add_child(instance=home)
        record(home, on=FIRST_DAY)
        report.created += 1
    if site is None:
        Site.objects.create(
            hostname="localhost",
            port=80,
            is_default_site=True,
            root_page=home,
            site_name=settings.WAGTAIL_SITE_NAME,
        )
        return home
    site.root_page = home
    site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
    site.save()
    if stock and stock.specific_class is Page and not stock.get_children().exists():
        stock.delete()
    return home


def home_fields(words: dict[str, Any], pages: dict[str, int]) -> dict[str, Any]:
    """The fields of the home page from the content file; doors lead to `pages` (slug → id)."""
    doors = [
        {
            "type": "door",
            "value": {
                "icon": door.get("icon", "notebook-text"),
                "title": door["title"],
                "text": door["text"],
                "page": pages.get(door.get("page", "")),
                "place": door.get("place", ""),
            },
        }
        for door in words["doors"]
        if door.get("place") or door.get("page") in pages
    ]
    searched = [{"type": "words", "value": each} for each in words["often_searched"]]
    reasons = [{"type": "reason", "value": reason} for reason in words["reasons"]]
    simple = ("title", "seo_title", "search_description", "hero_title", "lead")
    return {
        **{name: words[name] for name in (*simple, "search_placeholder")},
        "often_searched": body(*searched, of=("home", "often_searched")),
        "doors": body(*doors, of=("home", "doors")),
        "reasons": body(*reasons, of=("home", "reasons")),
    }


def catalogues(home: HomePage, report: Report) -> dict[str, Page]:
    """Slug → catalogue page below `home`."""
    shelf = Shelf("catalogue", home, report)
    items = {item["slug"]: item for item in read("site")["catalogues"]}
    for slug in shelf.missing(items):
        shelf.add(
            CataloguePage(
                slug=slug,
                kind=items[slug]["kind"],
                show_in_menus=items[slug].get("in_menu", True),
                **items[slug]["fr"],
            )
        )
    return shelf.pages(items)


def lacks_a_catalogue() -> bool:
    """Whether the site has our home page and not all of its catalogues: it was made before them.

    A home page of somebody's own is not asked to have any.
    """
    wanted = {key_of("catalogue", item["slug"]) for item in read("site")["catalogues"]}
    french = Page.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return french.filter(translation_key=key_of("home")).exists() and french.filter(
        translation_key__in=wanted
    ).count() < len(wanted)


def sections(home: HomePage, report: Report) -> dict[str, Page]:
    """Slug → page above the pages of themes, of pillars."""
    shelf = Shelf("section", home, report)
    items = {item["slug"]: item for item in read("site")["sections"]}
    for slug in shelf.missing(items):
        shelf.add(content_page(items[slug] | items[slug]["fr"]))
    return shelf.pages(items)
