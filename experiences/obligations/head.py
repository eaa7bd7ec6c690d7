"""The head of a public page, for machines: address, languages, structured data."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.safestring import SafeString

from ui import structured_data
from ui.head import Alternate


@dataclass(frozen=True)
class Head:
    canonical: str  # absolute, without the territory of whoever asks
    alternates: tuple[Alternate, ...] = ()
    script: SafeString = SafeString("")  # JSON-LD


def head_of(
    request: HttpRequest,
    *,
    path: str,
    title: str,
    crumbs: Iterable[dict[str, str]],
    languages: Iterable[str],
) -> Head:
    """Of the page at `path`, written in `languages`; an untranslated one is that of the first."""
    absolute, written = request.build_absolute_uri, list(languages)
    addresses = {code: absolute(translate_url(path, code)) for code in written}
    alternates = [Alternate(code, url) for code, url in addresses.items()]
    if len(alternates) > 1:
        alternates.append(Alternate("x-default", addresses[settings.LANGUAGE_CODE]))
    language = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    canonical = addresses.get(language) or addresses[written[0]]
    above = [(crumb["title"], absolute(crumb["url"])) for crumb in crumbs]
    nodes = [
        structured_data.organization(absolute("/").rstrip("/")),
        structured_data.breadcrumbs([*above, (title, canonical)]),
    ]
    return Head(
        canonical,
        tuple(alternates) if len(alternates) > 1 else (),
        structured_data.script(nodes),
    )
