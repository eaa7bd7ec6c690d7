"""What the index has of the messages of a member: gone with them, and from its files too."""

from django.db import transaction

from members.models import User
from members.personal_data import Section
from search.engines.text import text_index


def known(member: User) -> list[Section]:
    """Nothing of its own: it is made of what the forum shows."""
    return []


def forget(member: User, *, remove: bool) -> None:
    """Once everything else is deleted, whichever room that belongs to."""
    transaction.on_commit(text_index().purge, robust=True)
