"""What web search engines may list of the community: categories, topics, shared documents."""

from datetime import datetime

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.translation import override

from community.forum.models import Forum
from community.forum_conversation.models import Topic
from community.library.sitemaps import SharedDocumentSitemap
from community.permissions import public_access


class CategorySitemap(Sitemap):
    """The index (None) and the categories with something in them, in each language."""

    i18n = alternates = x_default = True

    def items(self) -> list[Forum | None]:
        found = Forum.objects.filter(pk__in=public_access().readable, direct_topics_count__gt=0)
        return [None, *found]

    def location(self, item: Forum | None) -> str:
        return item.get_absolute_url() if item else reverse("community:index")

    def lastmod(self, item: Forum | None) -> datetime | None:
        return item.last_post_on if item else None


class TopicSitemap(Sitemap):
    """Every topic that everybody may read, at its French address: messages are not translated."""

    limit = 5_000  # addresses in one file; the protocol allows 50,000

    def items(self) -> QuerySet[Topic]:
        return Topic.objects.public(public_access()).select_related("forum").order_by("pk")

    def location(self, item: Topic) -> str:
        with override(settings.LANGUAGE_CODE):
            return item.get_absolute_url()

    def lastmod(self, item: Topic) -> datetime:
        return item.last_post_on or item.created

    def get_latest_lastmod(self) -> datetime | None:
        """By the database: Django would read every topic."""
        newest: datetime | None = self.items().aggregate(newest=Max("last_post_on"))["newest"]
        return newest


# Name of the section in its address → what it holds.
SITEMAPS = {
    "categories": CategorySitemap,
    "sujets": TopicSitemap,
    "documents": SharedDocumentSitemap,
}
