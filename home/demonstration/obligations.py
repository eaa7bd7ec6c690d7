"""The first obligations: those of content/obligations.yaml, in French and in English."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from experiences.obligations.models import Obligation
from home.demonstration.prose import body, rich_text
from home.demonstration.reading import key_of, read
from home.demonstration.terms import Terms
from taxonomy.models import Pillar, Theme
from territories.sizes import LAW_THRESHOLDS

WORDS = ("name", "summary", "law", "proof", "caveat")
RULE = ("kind", "law_date", "url", "in_force_from")
GROUPS = ("all_of", "any_of", "none_of")


@transaction.atomic
def load_obligations(french: Locale, others: dict[str, Locale], terms: Terms | None = None) -> int:
    """Publish what is described; how many. Nothing once editors have some.

    After the pages, to which they lead. UnknownName for a theme or pillar that does not exist.
    """
    if Obligation.objects.exists():
        return 0
    terms = terms or Terms()
    items = read("obligations")
    for position, item in enumerate(items):
        original = _publish(item, item, french, position, terms)
        for code, locale in others.items():
            if code in item:
                _publish(item, item[code], locale, position, terms, of=original)
    return len(items)


def _publish(
    item: dict[str, Any],
    words: dict[str, Any],
    locale: Locale,
    position: int,
    terms: Terms,
    *,
    of: Obligation | None = None,
) -> Obligation:
    """One obligation in the `words` of a language; `of`: what it translates."""
    slug = item["slug"]
    made = Obligation(
        slug=slug,
        locale=locale,
        translation_key=of.translation_key if of else key_of("obligation", slug),
        position=position,
        to_do=rich_text(words["to_do"]),
        criteria=criteria(item["who"], of=("obligation", slug)),
        sources=body(
            *(
                {"type": "source", "value": {"title": one["title"], "url": one.get("url", "")}}
                for one in item.get("sources", ())
            ),
            of=("obligation", slug, "sources"),
        ),
        related=_related(item["related"], slug),
        **{name: words[name] for name in WORDS},
        **{name: item[name] for name in RULE if name in item},
    )
    made.themes = terms.get(Theme, item["themes"])
    made.pillars = terms.get(Pillar, item["pillars"])
    made.first_published_at = made.last_published_at = timezone.now()
    made.full_clean()
    made.save()
    made.save_revision().publish()
    return made


def criteria(who: list[dict[str, Any]], *, of: tuple[str, ...]) -> list[dict[str, Any]]:
    """The conditions of a content file as the blocks that editors would write."""
    blocks = []
    for place, condition in enumerate(who):
        [(name, value)] = condition.items()
        if name in GROUPS:
            value = criteria(value, of=(*of, str(place)))
        elif isinstance(value, dict) and "low" in value:
            low = LAW_THRESHOLDS.get(value["low"], value["low"])
            value = {"low_included": True, "high": None, "high_included": True, **value}
            value["low"] = str(low)
        blocks.append({"type": name, "value": value, "id": str(key_of(*of, "who", str(place)))})
    return blocks


def _related(slugs: list[str], slug: str) -> list[dict[str, Any]]:
    """The pages of this site that exist, in the order of the file."""
    pages = Page.objects.filter(slug__in=slugs, locale=Locale.get_default())
    found = dict(pages.values_list("slug", "pk"))
    blocks = [{"type": "page", "value": found[one]} for one in slugs if one in found]
    return body(*blocks, of=("obligation", slug, "related"))
