"""What the head of a page links to: its translations and its feeds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Alternate:
    """A translation of a page: `hreflang` and absolute address."""

    language: str
    url: str


@dataclass(frozen=True)
class Feed:
    title: str
    url: str
    type: str = "application/atom+xml"
