"""Who completed a sheet or a resource, as it is said on it."""

from wagtail.models import Page

from experiences.suggestions.models import Suggestion


def credits_of(page: Page) -> list[str]:
    """Names with their organisation, each once, the first first; one query.

    Of those who wished it and whose suggestion is published, in whatever language.
    """
    rows = Suggestion.objects.published().filter(
        page__translation_key=page.translation_key, named=True, member__isnull=False
    )
    named = rows.values_list("member__display_name", "place").order_by("decided_at", "pk")
    return list(dict.fromkeys(", ".join(part for part in row if part) for row in named))
