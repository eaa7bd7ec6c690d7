"""What the page of a town says to machines."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from experiences.public.head import Crumb, Head
from experiences.public.languages import Languages
from territories.models import Territory
from ui import structured_data
from ui.head import Alternate

Kind = Territory.Kind


def head_of(request: HttpRequest, territory: Territory, *, has_content: bool) -> Head:
    """Of the page of `territory`; without content of its own, no search engine lists it.

    The page is in the language of its address: what it lists may be in French, and says so.
    """
    names = {"territory": territory.name}
    head = head_at(
        request,
        path=territory.get_absolute_url(),
        title=territory.label,
        description=_(
            "%(territory)s: what was done there, around and in towns like it, what it must do, "
            "who can pay and whom to ask."
        )
        % names,
        crumbs=(_crumb(request, _("The page of my town"), reverse("territories")),),
        noindex=not has_content,
    )
    place = structured_data.place(
        territory.name,
        latitude=territory.latitude,
        longitude=territory.longitude,
        code=territory.code,
    )
    if territory.kind == Kind.COMMUNE:
        place["@type"] = "City"
    above = [territory.epci, territory.departement, territory.region]
    place |= {
        "@id": f"{head.canonical}#place",
        "url": head.canonical,
        "containedInPlace": [
            structured_data.place(one.name, latitude=None, longitude=None, code=one.code)
            for one in above
            if one
        ],
    }
    head.nodes.append(structured_data.without_unknown(place))
    return head


def head_at(
    request: HttpRequest,
    *,
    path: str,
    title: str,
    description: str,
    crumbs: tuple[Crumb, ...] = (),
    noindex: bool = False,
) -> Head:
    """Of a page at `path`, which is there in each language; under the home page."""
    absolute = request.build_absolute_uri
    language = get_language() or settings.LANGUAGE_CODE
    addresses = {code: absolute(translate_url(path, code)) for code, _name in settings.LANGUAGES}
    alternates = [Alternate(code, address) for code, address in addresses.items()]
    alternates.append(Alternate("x-default", addresses[settings.LANGUAGE_CODE]))
    home = _crumb(request, _("Home"), reverse("wagtail_serve", args=[""]))
    return Head(
        title=title,
        description=description,
        languages=Languages(
            language, language, absolute(path), () if noindex else tuple(alternates)
        ),
        crumbs=(home, *crumbs),
        root_url=absolute("/").rstrip("/"),
        type="website",
        noindex=noindex,
    )


def _crumb(request: HttpRequest, title: str, path: str) -> Crumb:
    return Crumb(title, path, request.build_absolute_uri(path))
