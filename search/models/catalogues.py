"""A catalogue: the same search with its kind fixed, at a readable address of its own."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from experiences.public.cards import card_path
from experiences.public.head import head_of
from search.addresses import Address
from search.asking import ask
from search.kinds import Kind
from search.presentation.head import describe_results, describe_term
from search.query import SearchQuery
from search.views.pages import search_context
from taxonomy.labels import Label, labels
from taxonomy.models import Pillar, Term, Theme


class CataloguePage(RoutablePageMixin, Page):
    """Every publication of one kind.

    `theme/<slug>/` and `pilier/<slug>/` under its address are pages of their own, listed by web
    search engines; every other combination of filters is in the query string and is not.
    """

    kind = models.CharField(
        _("kind of content"),
        max_length=20,
        choices=Kind,
        help_text=_("The catalogue shows everything published of this kind."),
    )
    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences under the title, and in web search engines."),
    )

    content_panels = [*Page.content_panels, FieldPanel("kind"), FieldPanel("summary")]
    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "experiences.ExperiencePage",
        "experiences.DossierPage",
        "experiences.ResourcePage",
        "experiences.NewsPage",
        "experiences.AidPage",
        "experiences.EventPage",
    ]
    override_translatable_fields = [
        TranslatableField("slug"),
        SynchronizedField("kind"),
        TranslatableField("summary"),
    ]
    template = "search/catalogue.html"

    class Meta:
        verbose_name = _("catalogue")
        verbose_name_plural = _("catalogues")

    @path("")
    def everything(self, request: HttpRequest) -> HttpResponse:
        """All of it, or what the query string leaves of it."""
        return self._respond(request)

    @path("theme/<slug:slug>/", name="theme")
    def of_theme(self, request: HttpRequest, slug: str) -> HttpResponse:
        """What bears one theme or its sub-themes; 404 for an unknown one."""
        return self._respond(request, facet="theme", term=_term(Theme, slug))

    @path("pilier/<slug:slug>/", name="pillar")
    def of_pillar(self, request: HttpRequest, slug: str) -> HttpResponse:
        """What serves one pillar; 404 for an unknown one."""
        return self._respond(request, facet="pilier", term=_term(Pillar, slug))

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The catalogue, and its pages of one theme or pillar that have something on them."""
        entries: list[dict[str, Any]] = super().get_sitemap_urls(request)
        url, changed = self.get_full_url(request), self.last_published_at
        return [
            *entries,
            *({"location": f"{url}{path}", "lastmod": changed} for path in self._filled_paths()),
        ]

    def _address(self, request: HttpRequest | None = None) -> Address:
        return Address(self.get_url(request) or "", fixed=("type",), paths=("theme", "pilier"))

    def _filled_paths(self) -> Iterator[str]:
        selected: dict[str, tuple[str, ...]] = {"type": (self.kind,)}
        locale = self.locale.language_code
        found = ask(SearchQuery(selected=selected, page_size=1, locale=locale))
        for facet in found.facets:
            if facet.name in self._address().paths:
                yield from (f"{facet.name}/{value.value}/" for value in facet.values if value.count)

    def _respond(
        self, request: HttpRequest, *, facet: str = "", term: Label | None = None
    ) -> HttpResponse:
        fixed: dict[str, tuple[str, ...]] = {"type": (self.kind,)}
        image = card_path(self, theme="") if self.pk and self.live else ""
        head = head_of(self, request, description=self.summary, image=image)
        if term is not None:
            fixed[facet] = (term.slug,)
            describe_term(head, self, facet, term, request)
        context = search_context(
            request,
            address=self._address(request),
            locale=self.locale.language_code,
            fixed=fixed,
            subject=head.title,
            description=head.description,
        )
        if isinstance(context, HttpResponseRedirect):
            return context
        describe_results(head, context["search"])
        return TemplateResponse(
            request,
            self.get_template(request),
            {
                **self.get_context(request),
                **context,
                "head": head,
                "term": term,
                "current": term.name if term else self.title,
            },
        )


def _term(model: type[Term], slug: str) -> Label:
    """The theme or pillar of an address, named in the language of the page; Http404."""
    term = labels(model).get(slug)
    if term is None:
        raise Http404
    return term
