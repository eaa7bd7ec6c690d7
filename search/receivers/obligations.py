"""From a change of an obligation to its documents, one in each of its languages."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save

from experiences.obligations.models import Obligation
from search.indexing import index
from search.receivers.listening import listen


def obligation_changed(instance: Obligation, raw: bool = False, **_: Any) -> None:
    """Saved, published, unpublished or deleted: a translation is public as its original is."""
    if raw:
        return
    rows = Obligation.objects.filter(translation_key=instance.translation_key)
    index(obligation=rows.values_list("pk", flat=True))


def obligation_terms_changed(instance: Any, action: str, reverse: bool = False, **_: Any) -> None:
    """Themes or pillars of an obligation."""
    if not reverse and action.startswith("post_"):
        index(obligation=[instance.pk])


def connect() -> None:
    """Listen; called once, when the app is ready."""
    listen(
        [
            (post_save, obligation_changed, Obligation),
            (post_delete, obligation_changed, Obligation),
            (m2m_changed, obligation_terms_changed, Obligation.themes.through),
            (m2m_changed, obligation_terms_changed, Obligation.pillars.through),
        ]
    )
