"""The head of a page of the library, for machines: address, languages, structured data.

Machines read without an account: only what is public describes itself, and documents are French
texts whatever the address (decision 25).
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.safestring import SafeString
from django.utils.translation import override

from community.library.crumbs import above
from community.library.models import SharedDocument, Version
from community.library.shown import whose
from media.document_checking import CONTENT_TYPES
from ui import structured_data
from ui.head import Alternate


@dataclass(frozen=True)
class Head:
    """What machines are told of one page."""

    canonical: str  # absolute
    alternates: tuple[Alternate, ...] = ()
    script: SafeString = SafeString("")  # JSON-LD


def list_head(request: HttpRequest, url: str) -> Head:
    """Of the list at `url`; filtered and later pages are no translations of one another."""
    absolute = request.build_absolute_uri
    addresses = {code: absolute(translate_url(url, code)) for code, _name in settings.LANGUAGES}
    alternates = [Alternate(code, address) for code, address in addresses.items()]
    alternates.append(Alternate("x-default", addresses[settings.LANGUAGE_CODE]))
    return Head(absolute(url), () if "?" in url else tuple(alternates))


def document_head(request: HttpRequest, document: SharedDocument, version: Version | None) -> Head:
    """Of a document, with its structured data where everybody may read it."""
    absolute = request.build_absolute_uri
    with override(settings.LANGUAGE_CODE):
        url = absolute(document.get_absolute_url())
    if not document.is_public:
        return Head(url)
    root_url = absolute("/").rstrip("/")
    crumbs = [(crumb["title"], absolute(crumb["url"])) for crumb in above()]
    nodes = [
        structured_data.organization(root_url),
        structured_data.breadcrumbs([*crumbs, (document.title, url)]),
        described(document, version, url=url, root_url=root_url),
    ]
    return Head(url, script=structured_data.script(nodes))


def described(
    document: SharedDocument, version: Version | None, *, url: str, root_url: str
) -> structured_data.Node:
    """https://schema.org/DigitalDocument, with its file where it has one."""
    work = structured_data.creative_work(
        "DigitalDocument",
        root_url=root_url,
        url=url,
        title=document.title,
        description=document.summary,
        language=settings.LANGUAGE_CODE,
        image="",
        published=document.published_at,
        modified=version.shown_at if version else document.published_at,
    )
    place, source = document.territory, document.source_url
    work |= {
        "license": document.licence_text,
        "genre": document.get_kind_display(),
        "creator": {
            "@type": "Organization" if document.organisation else "Person",
            "name": whose(document),
        },
        "isBasedOn": source,
        "spatialCoverage": place
        and structured_data.place(
            place.name, latitude=place.latitude, longitude=place.longitude, code=place.code
        ),
        "encoding": version
        and {
            "@type": "MediaObject",
            "contentUrl": f"{root_url}{version.get_absolute_url()}",
            "encodingFormat": CONTENT_TYPES.get(version.extension, ""),
            "contentSize": str(version.size),
        },
        "sameAs": document.url,
    }
    return structured_data.without_unknown(work)
