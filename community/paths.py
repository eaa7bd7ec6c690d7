"""Paths of the forum, for lists that have the names at hand and no rows."""

from django.urls import reverse
from django.utils.text import slugify


def category_words(name: str) -> str:
    """The words of the address of a category, which are no key."""
    return slugify(name) or "categorie"


def topic_words(subject: str) -> str:
    """The words of the address of a topic, which are no key."""
    return slugify(subject)[:80].strip("-") or "sujet"


def topic_url(*, category: str, subject: str, key: int) -> str:
    """Of the topic `key`, in the active language; `category`: the name of its category."""
    return reverse("community:topic", args=[category_words(category), topic_words(subject), key])


def numbered(name: str) -> str:
    """The addresses of a name that end with a number, with %d in its place: one look-up for all."""
    before, _zero, after = reverse(name, args=[0]).rpartition("0")
    return f"{before}%d{after}"
