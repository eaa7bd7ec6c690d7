"""The list of shared documents, and the page of one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community import language
from community.citing import discussions_about_document
from community.library.assembling import MOST_CHOSEN
from community.library.clauses import clauses, read_keys
from community.library.crumbs import above
from community.library.head import document_head, list_head
from community.library.models import SharedDocument
from community.library.queue import held
from community.library.reusing import may_tell
from community.library.rights import is_author, may_change, moderates
from community.library.sheets import shown_sheet
from community.library.shown import lines, whose
from community.library.states import Kind, State
from community.paging import paged
from taxonomy.labels import labels
from taxonomy.models import Pillar, Theme

DOCUMENTS_A_PAGE = 20
PREVIEW = 6_000  # characters
MOST_TOPICS = 5


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Published documents that the visitor may read, the newest first; `?type` and `?theme`."""
    kinds, themes = dict(Kind.choices), labels(Theme)
    kind, theme = request.GET.get("type", ""), request.GET.get("theme", "")
    documents = SharedDocument.objects.listed_for(request.user)
    chosen = {}
    if kind in kinds:
        chosen["type"] = kind
        documents = documents.filter(kind=kind)
    if theme in themes:
        chosen["theme"] = theme
        documents = documents.filter(themes__slug=theme)
    path = reverse("library:index") + (f"?{urlencode(chosen)}" if chosen else "")
    rows = documents.with_places().prefetch_related("themes").order_by("-published_at", "-pk")
    paging = paged(request, rows, size=DOCUMENTS_A_PAGE, path=path)
    context = {
        "paging": paging,
        "lines": lines(paging.page),
        "own": SharedDocument.objects.unpublished_of(request.user).order_by("-pk"),
        "filters": [
            _filter("type", _("Kind"), kinds.items(), kind),
            _filter(
                "theme",
                _("Theme"),
                [(slug, one.name) for slug, one in themes.items() if not one.parent],
                theme,
            ),
        ],
        "filtered": bool(chosen),
        "moderates": moderates(request.user),
        "crumbs": above(index=False),
        "head": list_head(request, paging.url(paging.number)),
    }
    return TemplateResponse(request, "library/index.html", context)


def _filter(name: str, label: str, choices: Any, selected: str) -> dict[str, Any]:
    """A select as components/field.html takes it."""
    options = [{"value": "", "label": _("All"), "selected": not selected}]
    options += [
        {"value": value, "label": words, "selected": value == selected} for value, words in choices
    ]
    return {"name": name, "label": label, "options": options}


@require_safe
def document(request: HttpRequest, words: str, pk: int) -> HttpResponse:
    """What it is, whose, its file, its text, its versions and who used it again.

    Http404 for who may not see it; 410 for one that was withdrawn, with the reason.
    """
    rows = SharedDocument.objects.with_places().prefetch_related("themes", "pillars")
    found = rows.visible_to(request.user).filter(pk=pk).first()
    if found is None:
        return withdrawn(request, pk)
    if found.is_withdrawn:
        return withdrawn(request, pk)
    address = found.get_absolute_url()
    if request.path != address:
        return redirect(address, permanent=True)
    person = request.user
    changes = may_change(person, found)
    judges = moderates(person) and found.state == State.HELD
    sees_all = is_author(person, found) or moderates(person)
    history = list(found.versions.exclude(shown_at=None))
    version: Any = next((one for one in history if one.withdrawn_at is None), None)
    carried = [f"{pk}.{number}" for pk, number in asked_clauses(request)]
    topics = discussions_about_document(found)
    names, pillars = labels(Theme), labels(Pillar)
    context = {
        "document": found,
        "lang": language.of_members(),
        "whose": whose(found),
        "version": version,
        "waiting": found.waiting_version if sees_all else None,
        "history": history,
        "several": changes and sum(one.withdrawn_at is None for one in history) > 1,
        "preview": version.text[:PREVIEW] if version else "",
        "clauses": [
            (one, f"{version.pk}.{one.number}", f"{version.pk}.{one.number}" in carried)
            for one in (clauses(version.text, version.headings) if version else ())
        ],
        "carried": [key for key in carried if not version or key.split(".")[0] != str(version.pk)],
        "themes": [names[one.slug].name for one in found.themes.all() if one.slug in names],
        "pillars": [pillars[one.slug].name for one in found.pillars.all() if one.slug in pillars],
        "reuses": found.reuses.select_related("organisation__territory__departement", "member"),
        "source": source_of(found, request),
        "sheet": shown_sheet(found.sheet_id),
        "topics": topics[:MOST_TOPICS],
        "topics_total": len(topics),
        "taken": SharedDocument.objects.listed_for(person).filter(source=found),
        "is_author": is_author(person, found),
        "may_change": changes,
        "may_tell": person.is_authenticated and may_tell(person, found),
        "may_report": person.is_authenticated and not is_author(person, found),
        "may_judge": judges,
        "marks": held([found])[0].marks if judges else (),
        "crumbs": above(),
        "head": document_head(request, found, version),
    }
    return TemplateResponse(request, "library/document.html", context)


def asked_clauses(request: HttpRequest) -> list[tuple[int, int]]:
    """The clauses chosen so far, which the address carries from document to document."""
    return read_keys(request.GET.getlist("clause"), MOST_CHOSEN)


def source_of(document: SharedDocument, request: HttpRequest) -> SharedDocument | None:
    """The shared document that it was made from, as far as the visitor may read that."""
    if document.source_id is None:
        return None
    return SharedDocument.objects.listed_for(request.user).filter(pk=document.source_id).first()


def withdrawn(request: HttpRequest, pk: int) -> HttpResponse:
    """That a document was here, and why it is gone; nothing of what it said."""
    gone = SharedDocument.objects.filter(pk=pk, state="withdrawn").first()
    if gone is None or (gone.members_only and not request.user.is_authenticated):
        raise Http404
    context = {"document": gone, "crumbs": above()}
    return TemplateResponse(request, "library/withdrawn.html", context, status=410)
