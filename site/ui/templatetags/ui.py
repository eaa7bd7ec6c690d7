"""Template tags of the interface's components; built in: templates need no {% load %}."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.images.models import AbstractImage, SourceImageIOError
from wagtail.models import Page

from ui import errors, icons, navigation, pictures, typography

register = template.Library()

# The search box shows no more characters of a question than this.
LONGEST_QUESTION = 200


@register.simple_tag
@lru_cache  # each page draws the same few, some of them many times
def icon(name: str, css_class: str = "") -> SafeString:
    """{% icon "map-pin" %}, {% icon "kind-"|add:hit.kind "icon--l" %}: never without a word.

    Takes a symbol of static/icons.svg or an alias of ui.icons; an unknown name draws nothing.
    """
    symbol = icons.symbol(str(name))
    if not symbol:
        return SafeString("")
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f"icon {css_class}".strip(),
        static("icons.svg"),
        symbol,
    )


@register.filter
def number(value: int | float | Decimal | None, decimals: int | None = None) -> str:
    """{{ 1234.5|number }}: 1 234,5. {{ 3|number:1 }}: 3,0. None gives nothing."""
    return "" if value in (None, "") else typography.number(value, decimals)


@register.filter
def euros(value: int | float | Decimal | None) -> str:
    """{{ cost|euros }}: 12 400 €; 12 400,50 €. None gives nothing."""
    return "" if value in (None, "") else typography.euros(value)


@register.filter
def inhabitants(population: int | str | None) -> str:
    """{{ territory.population|inhabitants }}: 12 400 habitants; None: population inconnue."""
    return typography.inhabitants(population if isinstance(population, int) else None)


@register.filter
def day(value: date | datetime | None) -> str:
    """{{ page.reviewed_on|day }}: 1er mars 2026. None gives nothing."""
    return typography.day(value) if value else ""


@register.simple_tag
def time(value: date | datetime) -> SafeString:
    """{% time page.reviewed_on %}: the day in words inside a <time> element."""
    return format_html(
        '<time datetime="{}">{}</time>', value.isoformat()[:10], typography.day(value)
    )


@register.filter(is_safe=True)
def unbroken(text: str) -> str:
    """{{ title|unbroken }}: French punctuation keeps to its word."""
    return typography.unbroken(text)


@register.simple_tag
def picture(
    image: AbstractImage | None,
    alt: str = "",
    sizes: str = "100vw",
    *,
    ratio: str = "",
    lazy: bool = True,
    css_class: str = "",
) -> SafeString:
    """{% picture page.cover "" "(min-width: 62rem) 30rem, 100vw" ratio="16x9" lazy=False %}.

    WebP in the widths that the image can fill, with width and height. `lazy` is False
    for what stands in the first screen. No image, or its file is lost: nothing.
    """
    if image is None or image == "":
        return SafeString("")
    shape = None
    if ratio:
        across, down = ratio.split("x")
        shape = (int(across), int(down))
    try:
        made = pictures.picture(image, shape)
    except SourceImageIOError:
        return SafeString("")
    return format_html(
        '<picture>{}<img src="{}" width="{}" height="{}" alt="{}"{}{}></picture>',
        format_html_join("", '<source type="{}" srcset="{}" sizes="{}">', _sources(made, sizes)),
        made.src,
        made.width,
        made.height,
        alt,
        SafeString(' loading="lazy" decoding="async"' if lazy else ' fetchpriority="high"'),
        format_html(' class="{}"', css_class) if css_class else "",
    )


def _sources(made: pictures.Picture, sizes: str) -> list[tuple[str, str, str]]:
    return [(source.type, source.srcset, sizes) for source in made.sources]


@dataclass(frozen=True)
class Parts:
    first: list[Any]
    rest: list[Any]
    selected: bool


@register.simple_tag
def split_values(values: Sequence[Any], shown: int) -> Parts:
    """{% split_values facet.values 6 as parts %}: the first and those ticked; then the rest."""
    first = [v for rank, v in enumerate(values) if rank < shown or v.selected]
    rest = [v for rank, v in enumerate(values) if rank >= shown and not v.selected]
    return Parts(first, rest, any(value.selected for value in values))


# {% errors_of form as errors %}: what components/error_summary.html takes.
register.simple_tag(errors.errors_of)


@register.simple_tag(takes_context=True)
def site_account(context: Context) -> navigation.Account | None:
    """{% site_account as account %}: the way to sign in, or to one's account."""
    request = _request(context)
    return navigation.account(request) if request else None


@register.simple_tag(takes_context=True)
def site_navigation(context: Context) -> navigation.Navigation:
    """{% site_navigation as links %}: links.menu and links.footer."""
    request = _request(context)
    return navigation.navigation(request, _page(context)) if request else navigation.Navigation()


@register.simple_tag(takes_context=True)
def site_languages(context: Context) -> tuple[navigation.Language, ...]:
    """{% site_languages as languages %}: this page in each language."""
    request = _request(context)
    return navigation.languages(request, _page(context)) if request else ()


@register.simple_tag(takes_context=True)
def asked(context: Context) -> str:
    """{% asked %}: the question in the address of a results page, for the header's search box."""
    request = _request(context)
    match = request.resolver_match if request else None
    if request is None or match is None or match.namespace != "search":
        return ""
    return request.GET.get("q", "").replace("\0", "")[:LONGEST_QUESTION]


@register.simple_tag
def search_address() -> str:
    """{% search_address as results_url %}: the results page in the active language."""
    return reverse("search:results")


@register.simple_tag(takes_context=True)
def words_of_address(context: Context) -> str:
    """{% words_of_address as question %}: the last words of an address that leads nowhere."""
    request = _request(context)
    last = (request.path if request else "").strip("/").rpartition("/")[2]
    words = re.findall(r"[^\W\d_]{2,}", last.removesuffix(".html").removesuffix(".php"))
    return " ".join(words)[:LONGEST_QUESTION]


def _request(context: Context) -> HttpRequest | None:
    return context.get("request")


def _page(context: Context) -> Page | None:
    page = context.get("page")
    return page if isinstance(page, Page) else None
