"""In which languages a page exists, and which of its addresses search engines should keep."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from wagtail.models import Page

from experiences.public.visibility import visible
from ui.head import Alternate


@dataclass(frozen=True)
class Languages:
    """`text`: the language that the page is written in; `tree`: that of its address."""

    tree: str
    text: str
    canonical: str  # absolute; of an untranslated page, that of the page it mirrors
    alternates: tuple[Alternate, ...]  # of a translated page: itself, the others, x-default

    @property
    def is_untranslated(self) -> bool:
        return self.text != self.tree

    @property
    def quoted(self) -> str:
        """The language of names and sources, which no translation changes, where it is another.

        Empty for a text in the default language: they are in that one (`experiences.translation`).
        """
        return "" if self.text == settings.LANGUAGE_CODE else settings.LANGUAGE_CODE


def languages_of(page: Page, request: HttpRequest) -> Languages:
    """The languages of `page`; two queries, none for a page that is not saved yet."""
    tree = page.locale.language_code
    found = translations([page.translation_key], request) if page.pk else {}
    versions = found.get(page.translation_key, {})
    text = versions[tree].text_language if tree in versions else _language_of_text(page)
    address = page.get_full_url(request) or ""
    if text != tree:
        original = versions.get(text)
        return Languages(tree, text, original.get_full_url(request) if original else address, ())
    return Languages(tree, text, address, alternates(versions, request))


def translations(keys: list[object], request: HttpRequest) -> dict[object, dict[str, Page]]:
    """Translation key → language of the tree → visible page; two queries for any number."""
    rows = (
        visible(request)
        .filter(translation_key__in=keys)
        .annotate(
            tree_language=F("locale__language_code"),
            text_language=Coalesce("alias_of__locale__language_code", "locale__language_code"),
        )
    )
    found: dict[object, dict[str, Page]] = {}
    for row in rows:
        found.setdefault(row.translation_key, {})[row.tree_language] = row
    return found


def alternates(versions: dict[str, Page], request: HttpRequest) -> tuple[Alternate, ...]:
    """What to write in `hreflang` for the `versions` of one page; nothing for a single language.

    A page whose text is not in the language of its tree is no translation.
    """
    written = [
        Alternate(language, versions[language].get_full_url(request))
        for language, _ in settings.LANGUAGES
        if language in versions and versions[language].text_language == language
    ]
    if len(written) < 2:
        return ()
    default = next((one for one in written if one.language == settings.LANGUAGE_CODE), written[0])
    return (*written, Alternate("x-default", default.url))


def _language_of_text(page: Page) -> str:
    """For previews and drafts, which no list holds."""
    source = page
    while source.alias_of_id:
        source = source.alias_of
    return str(source.locale.language_code)
