"""Publishing the questionnaire makes an edition: what rounds are answered with never changes."""

from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.signals import published

from experiences.diagnostic.contents import content_of, shape
from experiences.diagnostic.models import Edition, QuestionnaireText


@transaction.atomic
def freeze(*, text: QuestionnaireText) -> Edition:
    """The edition that says what `text` (of the default language) says; made where none does.

    Published translations that ask the same come with it: who asks something else under another
    wording gives the question another key.
    """
    # Two publications at once: the second waits here, and then sees the first.
    QuestionnaireText.objects.select_for_update().get(pk=text.pk)
    content = content_of(text)
    current = Edition.objects.current()
    if current and current.content[settings.LANGUAGE_CODE] == content:
        return current
    contents = {settings.LANGUAGE_CODE: content}
    for other in text.get_translations().filter(live=True).select_related("locale"):
        translated = content_of(other)
        if shape(translated) == shape(content):
            contents[other.locale.language_code] = translated
    return Edition.objects.create(number=current.number + 1 if current else 1, content=contents)


@transaction.atomic
def translate(*, text: QuestionnaireText) -> bool:
    """Give the current edition the words of `text`, a translation; whether they fit it.

    They fit where both ask the same: keys, kinds, points, conditions.
    """
    current = Edition.objects.select_for_update().order_by("-number").first()
    content = content_of(text)
    if current is None or shape(content) != shape(current.content[settings.LANGUAGE_CODE]):
        return False
    current.content[text.locale.language_code] = content
    current.save(update_fields=["content"])
    return True


def take_over(instance: QuestionnaireText, **_: Any) -> None:
    """Whatever way it was published: at once, at a given hour, by the editor of translations."""
    if instance.locale.language_code == settings.LANGUAGE_CODE:
        freeze(text=instance)
    else:
        translate(text=instance)


def connect() -> None:
    published.connect(take_over, sender=QuestionnaireText, dispatch_uid="diagnostic-editions")
