"""How receivers listen to changes, and what they ask of one."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models.signals import ModelSignal

# A signal, who hears it, and of which model.
Listened = tuple[ModelSignal, Callable[..., None], type[Any]]


def listen(listened: Iterable[Listened]) -> None:
    """Connect each receiver, once however often it is asked for."""
    for signal, receiver, sender in listened:
        uid = f"search-{receiver.__name__}-{sender.__name__}"
        signal.connect(receiver, sender=sender, dispatch_uid=uid)


def remember(instance: Any, names: Sequence[str]) -> None:
    """Before a row is saved: what documents were made of, the fields `names` of what is there."""
    saved = type(instance)._default_manager.filter(pk=instance.pk).values_list(*names)
    instance._searched_facts = saved.first() if instance.pk else None


def differs(instance: Any, names: Sequence[str]) -> bool:
    """After it was saved: whether it is other than was remembered, as a new one is.

    False where nothing was remembered.
    """
    now = tuple(getattr(instance, name) for name in names)
    return bool(instance.__dict__.pop("_searched_facts", now) != now)


def began_with(origin: Any) -> Any:
    """The model of what a deletion began with, the `origin` of its signal: a row or a QuerySet."""
    return getattr(origin, "model", type(origin))
