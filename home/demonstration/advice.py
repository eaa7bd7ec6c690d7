"""The first advice of the self-diagnosis, which leads to pages of the demonstration."""

from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from experiences.diagnostic.models import Advice
from home.demonstration.reading import key_of, read

# What kind of page an identifier names, as the loader has given its key.
KINDS = ("sheet", "resource", "aid")


@transaction.atomic
def load_advice(french: Locale, others: list[Locale]) -> int:
    """Create the rules of content/advice.yaml in every language; how many. Nothing where some are.

    A page that was not loaded leaves its rule without a link.
    """
    if Advice.objects.exists():
        return 0
    items = read("advice")
    pages = _pages(french, [item["page"] for item in items if "page" in item])
    for place, item in enumerate(items, start=1):
        key = key_of("advice", place)
        page = pages.get(item.get("page", ""))
        for locale in (french, *others):
            if words := item.get(locale.language_code):
                Advice.objects.create(
                    translation_key=key,
                    locale=locale,
                    page=page,
                    position=place,
                    **_rule(item),
                    **words,
                )
    return len(items)


def _rule(item: dict[str, Any]) -> dict[str, Any]:
    names = ("section", "question", "at_most", "sizes", "kinds", "hours")
    return {name: item[name] for name in names if name in item}


def _pages(locale: Locale, slugs: list[str]) -> dict[str, Page]:
    keys = {key_of(kind, slug): slug for kind in KINDS for slug in slugs}
    pages = Page.objects.filter(translation_key__in=keys, locale=locale)
    return {keys[page.translation_key]: page for page in pages}
