"""The words of a search page that depend on the question: titles, orders, areas, hints."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.parsing import Hint, Problem
from search.query import Area, Sort
from search.results import SearchResults
from ui.typography import number

# Hints of one page: an address with a thousand unknown values is told a few of them.
MOST_HINTS = 5


def area_labels(name: str = "") -> dict[Area, str]:
    """What it means to look in, around, above or from the territory `name`; any without a name."""
    if not name:
        return {
            Area.AROUND: _("Within 30 km"),
            Area.INSIDE: _("In the territory"),
            Area.CONTAINING: _("What contains it"),
            Area.ANYWHERE: _("Everywhere"),
        }
    return {
        Area.AROUND: _("Within 30 km of %(commune)s") % {"commune": name},
        Area.INSIDE: _("In %(commune)s") % {"commune": name},
        Area.CONTAINING: _("What contains %(commune)s") % {"commune": name},
        Area.ANYWHERE: _("Everywhere, seen from %(commune)s") % {"commune": name},
    }


def sort_labels() -> dict[Sort, str]:
    return {
        Sort.RELEVANCE: _("Relevance"),
        Sort.DATE: _("Newest"),
        Sort.SOON: _("Next dates first"),
        Sort.DISTANCE: _("Nearest"),
        Sort.LIKENESS: _("Most like my territory"),
    }


def title(*, subject: str, text: str, filters: list[str], results: SearchResults) -> str:
    """The page's title: what was asked, how much was found, which page of it.

    `subject` is what a page without words or filters is about.
    """
    asked = _("“%(text)s”") % {"text": text} if text else ", ".join(filters[:3]) or subject
    found = ngettext("%(count)s result", "%(count)s results", results.total) % {
        "count": number(results.total)
    }
    parts = {"asked": asked, "found": found, "page": results.page, "pages": results.pages}
    if results.pages > 1:
        return _("%(asked)s: %(found)s, page %(page)s of %(pages)s") % parts
    return _("%(asked)s: %(found)s") % parts


def hint_texts(hints: tuple[Hint, ...]) -> list[str]:
    """What to tell about each problem of an address, a few of them."""
    texts = {
        Problem.UNKNOWN_VALUE: _("The filter “%(value)s” is not known: it was left out."),
        Problem.UNKNOWN_COMMUNE: _(
            "No commune or intermunicipal body has the code “%(value)s”: it was left out."
        ),
        Problem.TEXT_CUT: _("Your question was long: its first %(value)s characters count."),
        Problem.BAD_PAGE: _("There is no page “%(value)s”: this is the first one."),
        Problem.PAGE_BEYOND_END: _("There is no page %(value)s: this is the last one."),
    }
    return [texts[hint.problem] % {"value": hint.value} for hint in hints[:MOST_HINTS]]
