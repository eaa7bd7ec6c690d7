"""What a translator is offered as text, and what simply follows the source."""

from wagtail_localize.fields import SynchronizedField


def synchronized(*names: str) -> list[SynchronizedField]:
    """Codes, figures, dates, terms and contacts: the same in each language, never offered."""
    return [SynchronizedField(name, overridable=False) for name in names]
