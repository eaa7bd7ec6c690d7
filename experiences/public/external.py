"""Addresses on other sites, as a page may show them."""

from urllib.parse import urlsplit

SCHEMES = ("http", "https")


def external(url: str) -> str:
    """`url` where it is one of the web; empty for anything else, such as a script."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in SCHEMES and parts.hostname else ""


def host_of(url: str) -> str:
    """The site that an address is on, in short; empty for none."""
    return (urlsplit(external(url)).hostname or "").removeprefix("www.")
