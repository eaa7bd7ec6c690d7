"""How receivers listen to changes, and what they ask of one."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models.signals import ModelSignal

# A signal, who hears it, and of which model.
Listened = tuple[ModelSignal, Callable[..., None], type[Any]]


def listen(listened: Iterable[Listened]) -> None:
    """Connect each receiver, once however often it is asked for."""
    for signal, receiver, sender in listened:
        uid = f"search-{receiver.__name__}-{sender.__name__}"
        signal.connect(receiver, sender=sender, dispatch_uid=uid)


def began_with(origin: Any) -> Any:
    """The model of what a deletion began with, the `origin` of its signal: a row or a QuerySet."""
    return getattr(origin, "model", type(origin))
