"""Whether links lead to domains that moderators have blocked, or to what is below them."""

from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from community.models import BlockedDomain

MOST_LABELS = 127  # of a name of the DNS (RFC 1035, section 2.3.4)


def leads_to_blocked(links: Iterable[str]) -> bool:
    """Whether one of these addresses (web or e-mail) is at a blocked domain. One query at most."""
    names = {name for link in links for name in _with_those_above(domain_of_link(link))}
    return bool(names) and BlockedDomain.objects.filter(domain__in=names).exists()


def domain_of_link(link: str) -> str:
    """The host of an address in ASCII, as a browser reads it; empty where there is none.

    Percent signs and capitals are read, and names in other letters become what the DNS knows.
    """
    try:
        parts = urlsplit(link)
        host = parts.path.rpartition("@")[2] if parts.scheme == "mailto" else parts.hostname
    except ValueError:
        return ""
    labels = unquote(host or "").lower().strip(".").split(".")
    with suppress(UnicodeError):
        return ".".join(map(_decoded, labels)).encode("idna").decode()
    return ""


def _decoded(label: str) -> str:
    """ "xn--…" as letters: whoever wrote it may have encoded capitals."""
    prefix, is_encoded, letters = label.partition("xn--")
    if prefix or not is_encoded:
        return label
    return letters.encode().decode("punycode").lower()


def _with_those_above(domain: str) -> list[str]:
    """ "a.b.fr" → itself, "b.fr", "fr"."""
    labels = domain.split(".")[-MOST_LABELS:]
    return [".".join(labels[first:]) for first in range(len(labels)) if labels[first]]
