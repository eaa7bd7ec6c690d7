"""Asking somebody for a territory by its name: what the form of every tool sends, and finds."""

from django.http import HttpRequest

from members.organisations.own_territory import KINDS
from territories.lookup import find_named
from territories.models import Territory

# What was typed; the code that is chosen goes into `own_territory.PARAMETER`.
NAME = "territoire_nom"
MOST_CHOICES = 12
MAX_TEXT = 100  # characters


def typed(request: HttpRequest) -> str:
    """The name or code that was typed, on one line; empty where nothing was."""
    text = request.GET.get(NAME, "")[:MAX_TEXT]
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def matches(request: HttpRequest) -> list[Territory]:
    """The communes and EPCI that were typed by name, code or postal code, best first.

    Those that bear exactly the name come alone; [] for nothing typed or found. No query for
    nothing typed. For components/ask_territory.html.
    """
    return find_named(typed(request), kinds=KINDS, limit=MOST_CHOICES)
