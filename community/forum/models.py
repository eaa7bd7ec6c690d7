"""A category of the forum, about a theme."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from machina.apps.forum.abstract_models import AbstractForum

from community.paths import category_words
from taxonomy.labels import labels
from taxonomy.models import Pillar, Theme

# What machina counts and writes after each post.
TRACKED = ("direct_posts_count", "direct_topics_count", "last_post", "last_post_on")


class Forum(AbstractForum):
    """One level deep: machina's tree has roots only, and topics lie in them."""

    image = None
    theme = models.ForeignKey(
        Theme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"parent": None},
        verbose_name=_("theme"),
    )
    # Those that its topics count for in the search; of the default locale.
    pillars = models.ManyToManyField(
        Pillar,
        related_name="+",
        blank=True,
        limit_choices_to={"locale__language_code": settings.LANGUAGE_CODE},
        verbose_name=_("pillars"),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    # Members who are told of new topics; of answers, the subscribers of each topic are.
    followers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="followed_categories", blank=True
    )

    class Meta(AbstractForum.Meta):
        abstract = False
        ordering = ("position", "name", "pk")
        verbose_name = _("category of the forum")
        verbose_name_plural = _("categories of the forum")

    @property
    def title(self) -> str:
        """Its name; in another language than French, that of its theme."""
        if self.theme is None or (get_language() or "fr").startswith("fr"):
            return self.name
        label = labels(Theme).get(self.theme.slug)
        return label.name if label else self.name

    @property
    def address_slug(self) -> str:
        """The words of its address, which are no key: another name makes another address."""
        return category_words(self.name)

    def get_absolute_url(self) -> str:
        return reverse("community:category", args=[self.address_slug, self.pk])

    def _simple_save(self, *args: Any, **kwargs: Any) -> None:
        """Write what was counted alone: the place in the tree may have changed meanwhile."""
        super()._simple_save(*args, update_fields=TRACKED, **kwargs)
