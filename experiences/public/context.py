"""What each type of publication gives to its template: `head`, `view` and `contribution`."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.utils.translation import override

from experiences.models import (
    AidPage,
    ContentPage,
    DossierPage,
    EventPage,
    ExperiencePage,
    NewsPage,
    PillarPage,
    ResourcePage,
    ThemePage,
)
from experiences.public.aid import aid_view
from experiences.public.cards import card_path, first_theme
from experiences.public.contribution import contribution, suggestions_about
from experiences.public.documents import content_view, news_view, resource_view
from experiences.public.dossier import dossier_view
from experiences.public.event import event_view
from experiences.public.head import head_of, site_feed
from experiences.public.sheet import sheet_view
from experiences.public.subject import subject_view
from experiences.public.visibility import is_expired

if TYPE_CHECKING:
    from experiences.models.publication import Publication

VIEWS: dict[type["Publication"], Callable[..., Any]] = {
    ExperiencePage: sheet_view,
    DossierPage: dossier_view,
    ResourcePage: resource_view,
    NewsPage: news_view,
    AidPage: aid_view,
    EventPage: event_view,
    ContentPage: content_view,
    ThemePage: subject_view,
    PillarPage: subject_view,
}


def page_context(page: "Publication", request: HttpRequest) -> dict[str, Any]:
    """The template context of `page`; Http404 when it has expired but is still live."""
    if not getattr(request, "is_preview", False) and is_expired(page):
        raise Http404
    request.changed_at = page.last_published_at  # type: ignore[attr-defined]
    if isinstance(page, ExperiencePage):
        page.themes.get_object_list()  # asked of the database once, for the card and the page
    image = card_path(page, theme=first_theme(page)) if page.pk and page.live else ""
    head = head_of(page, request, description=page.summary, image=image)
    head.feeds.append(site_feed())
    # An untranslated page is in one language throughout, that of its text.
    with override(head.languages.text):
        view = VIEWS[type(page)](page, request, head)
        if isinstance(page, ExperiencePage):
            ways = suggestions_about(page)
        else:
            ways = contribution(
                request, title=page.title, url=head.canonical, language=head.languages.text
            )
    return {"head": head, "view": view, "contribution": ways}
