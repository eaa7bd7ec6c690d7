"""What every published page has: a summary, a cover, its place among themes and pillars."""

from typing import Any, ClassVar

from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from experiences import rules
from experiences.completeness import Criterion, completeness
from experiences.forms import PublicationForm
from experiences.rules import Problem, Ruled
from experiences.signals import publication_saved
from experiences.slugs import slug_of
from experiences.translation import synchronized


class Publication(Ruled, Page):
    """A page that editors write, in one of the languages of the site.

    **Rules of publication.** `rules` names those (of `experiences.rules`) that the type must
    satisfy. Drafts may break them; a page that breaks one never goes live, by whatever way.

    **An untranslated page.** Each French page has a twin in the English tree as soon as it is
    made: an *alias*, whose text stays the French one and follows it at each publication, until
    someone translates it (then it is a page of its own). `is_untranslated` tells such a twin:
    templates announce it in the language of the page and set `lang="fr"` on the text;
    `content_language` is that language. Search, feeds and sitemap of a locale leave it out of
    what they offer as text of that locale, since its words are those of another one.
    """

    short_title = models.CharField(
        _("short title"),
        max_length=40,
        blank=True,
        help_text=_("At most 40 characters, for the path on top of the page and for cards."),
    )
    summary = models.TextField(
        _("summary"),
        max_length=300,
        help_text=_(
            "One or two sentences: what, where, what came of it. "
            "Shown in results, on cards and in search engines."
        ),
    )
    cover = models.ForeignKey(
        "media.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover"),
        help_text=_("Only decorates: what must be seen goes into the text or the gallery."),
    )
    # Terms of the default locale, whatever the page's own: slugs are shared, names are looked up.
    themes = ParentalManyToManyField(
        "taxonomy.Theme",
        blank=True,
        related_name="+",
        verbose_name=_("themes"),
        help_text=_("One to three. A sub-theme also places the page in its theme."),
    )
    pillars = ParentalManyToManyField(
        "taxonomy.Pillar",
        blank=True,
        related_name="+",
        verbose_name=_("pillars"),
        help_text=_("The ways to act that the page shows."),
    )

    # Percent, as last saved: for lists and for the order of results.
    completeness = models.PositiveSmallIntegerField(
        _("completeness"), default=0, editable=False, db_index=True
    )

    # Names of `experiences.rules.RULES`, in the order of the form.
    rules: ClassVar[tuple[str, ...]] = ("summary", "blocks")
    # What a good page of the type has beside, for the meter of completeness.
    criteria: ClassVar[tuple[Criterion, ...]] = ()

    base_form_class = PublicationForm
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        # The lists of the administration search these only.
        index.AutocompleteField("summary"),
        index.AutocompleteField("short_title"),
        index.FilterField("completeness"),
    ]
    override_translatable_fields = [
        TranslatableField("slug"),
        TranslatableField("short_title"),
        TranslatableField("summary"),
        *synchronized("cover", "themes", "pillars"),
    ]

    class Meta:
        abstract = True

    def save(self, clean: bool = True, **kwargs: Any) -> Any:
        """As Wagtail's; `rules.NotPublishable` when a live page breaks a rule.

        An alias shows what another page has already published: it is not asked again.
        """
        if clean and self.live and self.alias_of_id is None:
            rules.check(self)
        if kwargs.get("update_fields") is None:
            self.completeness = completeness(self).percent
        with transaction.atomic():
            result = super().save(clean=clean, **kwargs)
            publication_saved.send(sender=type(self), instance=self)
        return result

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """As Wagtail's, with `head`, `view` and `contribution` (see experiences.public)."""
        # The public side asks the models, which are not there yet while they are defined.
        from experiences.public.context import page_context

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | page_context(self, request)

    def _get_autogenerated_slug(self, base_slug: str) -> str:
        """As Wagtail's, for a page without an address, from its title with ligatures spelt out."""
        return str(super()._get_autogenerated_slug(slug_of(self.title) or base_slug))

    def problems(self) -> list[Problem]:
        """Everything that keeps it, as it is in memory, from being published."""
        return rules.problems_of(self)

    @property
    def crumb(self) -> str:
        """What it is called where room is short."""
        return self.short_title or self.title

    @property
    def text_source(self) -> Page:
        """The page whose text this one shows: itself, unless it is an alias."""
        page: Page = self
        while page.alias_of_id:
            page = page.alias_of
        return page

    @property
    def is_untranslated(self) -> bool:
        """Whether its text is still in the language of the page that it mirrors."""
        return self.text_source.locale_id != self.locale_id

    @property
    def content_language(self) -> str:
        """The language code of its text (`lang`), which is its locale's once translated."""
        return str(self.text_source.locale.language_code)
