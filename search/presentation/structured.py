"""What a catalogue tells to machines that read pages: schema.org's CollectionPage."""

import json

from django.utils.safestring import SafeString

from search.results import Hit

# Characters that could end the script element that holds the data.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def collection(*, name: str, url: str, origin: str, language: str, hits: tuple[Hit, ...]) -> str:
    """JSON-LD of a list of `hits`; safe inside a script element."""
    data = {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": name,
        "url": url,
        "inLanguage": language,
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": len(hits),
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": hit.title,
                    "url": f"{origin}{hit.url}",
                }
                for position, hit in enumerate(hits, start=1)
            ],
        },
    }
    return SafeString(json.dumps(data, ensure_ascii=False).translate(ESCAPES))
