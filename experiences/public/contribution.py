"""Where a reader who knows more can say so: facts of a sheet in a form, the rest by mail."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from experiences.models import ExperiencePage
from experiences.public.visibility import root_paths, visible
from experiences.suggestions.about import About

# The page that tells how to contribute, a child of the home page; its twins may have other slugs.
SLUG = "contribuer"


@dataclass(frozen=True)
class Contribution:
    """Addresses to write to about one page; empty when there is none at all."""

    complete_url: str = ""
    report_url: str = ""
    # Of single facts of a sheet.
    cost_url: str = ""
    question_url: str = ""
    contact_url: str = ""


def suggestions_about(sheet: ExperiencePage) -> Contribution:
    """How to complete or correct a sheet, fact by fact; nothing while it is only previewed."""
    if sheet.pk is None:
        return Contribution()

    def url(about: About) -> str:
        return reverse("suggestions:suggest", args=[sheet.pk, about.value])

    return Contribution(
        complete_url=reverse("suggestions:choose", args=[sheet.pk]),
        report_url=url(About.OTHER),
        cost_url=url(About.INVESTMENT),
        question_url=url(About.QUESTION),
        contact_url=url(About.CONTACT),
    )


def contribution(request: HttpRequest, *, title: str, url: str, language: str) -> Contribution:
    """How to complete or correct the page `title` at the absolute address `url`.

    A mail that is already addressed, where `CONTACT_EMAIL` is set; else the page of contributions
    in `language`, or in the default language. At most two queries.
    """
    if settings.CONTACT_EMAIL:
        return Contribution(
            complete_url=mail(_("To complete: %(title)s") % {"title": title}, url),
            report_url=mail(_("Error on: %(title)s") % {"title": title}, url),
        )
    address = contribution_page(request, language)
    return Contribution(address, address)


def mail(subject: str, body: str, *, to: str | None = None) -> str:
    """A mailto: address; `to` empty: the reader chooses whom to write to."""
    recipient = settings.CONTACT_EMAIL if to is None else to
    return f"mailto:{quote(recipient)}?subject={quote(subject)}&body={quote(body)}"


def contribution_page(request: HttpRequest, language: str) -> str:
    """The page that invites to contribute, in `language` or the default one; empty: none."""
    home = root_paths(request).get(settings.LANGUAGE_CODE, "")
    # By its slug, which has an index.
    found = visible(request).filter(slug=SLUG, url_path=f"{home}{SLUG}/")
    pages = {
        page.locale.language_code: page
        for page in visible(request)
        .filter(translation_key__in=found.values("translation_key"))
        .select_related("locale")
    }
    page = pages.get(language) or pages.get(settings.LANGUAGE_CODE)
    return (page.get_url(request) or "") if page else ""
