"""What a page says to machines, as JSON-LD (schema.org)."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
# As Django's json_script: no character that could end the script element or start another.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}

Node = dict[str, Any]


def script(nodes: Sequence[Node]) -> SafeString:
    """The text of a `<script type="application/ld+json">`: one graph of `nodes`."""
    graph = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(graph, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(text)  # noqa: S308 # nothing in it can leave the script element


def without_unknown(node: Node) -> Node:
    """`node` without what is not known: unknown is not an empty string."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def organization(root_url: str) -> Node:
    """Who publishes; pages refer to it by `@id`."""
    return {
        "@type": "Organization",
        "@id": f"{root_url}/#organization",
        "name": settings.WAGTAIL_SITE_NAME,
        "url": f"{root_url}/",
    }


def breadcrumbs(crumbs: Iterable[tuple[str, str]]) -> Node:
    """`crumbs`: names and absolute addresses, the home page first."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(crumbs, start=1)
        ],
    }


def creative_work(
    type_: str,
    *,
    root_url: str,
    url: str,
    title: str,
    description: str,
    language: str,
    image: str,
    published: datetime | None,
    modified: datetime | None,
) -> Node:
    """The node that every publication starts from; `type_` is a schema.org type."""
    node: Node = {
        "@type": type_,
        "@id": f"{url}#page",
        "url": url,
        "mainEntityOfPage": url,
        "name": title,
        "description": description,
        "inLanguage": language,
        "image": image,
        "datePublished": moment(published),
        "dateModified": moment(modified),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "publisher": {"@id": f"{root_url}/#organization"},
    }
    if type_.endswith("Article"):
        # Search engines show no more of a headline.
        node["headline"] = title[:110]
        node["author"] = {"@id": f"{root_url}/#organization"}
    return node


def place(name: str, *, latitude: float | None, longitude: float | None, code: str = "") -> Node:
    """A territory: `code` is that of INSEE or its SIREN."""
    node: Node = {"@type": "AdministrativeArea", "name": name, "identifier": code}
    if latitude is not None and longitude is not None:
        node["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": round(latitude, 5),
            "longitude": round(longitude, 5),
        }
    return without_unknown(node)


def item_list(entries: Iterable[tuple[str, str]]) -> Node:
    """`entries`: names and absolute addresses of what a collection holds."""
    elements = [
        {"@type": "ListItem", "position": position, "name": name, "url": url}
        for position, (name, url) in enumerate(entries, start=1)
    ]
    return {"@type": "ItemList", "numberOfItems": len(elements), "itemListElement": elements}


def moment(value: date | datetime | None) -> str | None:
    return (
        value.isoformat(timespec="seconds")
        if isinstance(value, datetime)
        else (value.isoformat() if value else None)
    )
