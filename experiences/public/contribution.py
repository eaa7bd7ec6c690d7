"""Where a reader who knows more can say so: by mail where there is an address, else on our page."""

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from experiences.public.visibility import root_paths, visible

# The page that tells how to contribute, a child of the home page; its twins may have other slugs.
SLUG = "contribuer"


@dataclass(frozen=True)
class Contribution:
    """Addresses to write to about one page; empty when there is none at all."""

    complete_url: str = ""
    report_url: str = ""


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
