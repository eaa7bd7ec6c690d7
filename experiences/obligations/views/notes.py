"""For the members of an organisation: where it stands, its notes, its proofs, its notices."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from experiences.obligations import recording
from experiences.obligations.applying import Standing, judged, published
from experiences.obligations.calendars import calendar_of
from experiences.obligations.crossing import standings_of, supplied
from experiences.obligations.forms import FactsForm, RecordForm
from experiences.obligations.models import Change, Facts, Notice, Obligation, Proof, Record
from experiences.obligations.rights import organisations_of, own, signed_in
from experiences.obligations.shown import crumbs, groups
from media import views
from media.document_checking import CONTENT_TYPES
from members.organisations.models import Organisation

HISTORY = 50  # changes that are shown


@require_safe
@login_required
@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    """The way to one's organisation; which one, where there are several; how to have one."""
    found = list(organisations_of(signed_in(request)))
    if len(found) == 1:
        return redirect("obligations:organisation", pk=found[0].pk)
    context = {"organisations": found, "crumbs": above()}
    return TemplateResponse(request, "obligations/choose.html", context)


@require_safe
@login_required
@never_cache
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Every obligation in three groups, with what is noted of each; notices; the calendar."""
    _member, organisation = own(request, pk)
    records = {
        one.obligation_id: one
        for one in Record.objects.filter(organisation=organisation).select_related(
            "proof", "obligation"
        )
    }
    standings = standings_of(organisation)
    listed = {one.original.pk for one in standings}
    calendar = calendar_of(organisation)
    context = {
        "organisation": organisation,
        "groups": [
            (group, [(one, records.get(one.original.pk)) for one in group.standings])
            for group in groups(standings)
        ],
        # Noted when it was still published.
        "others": [one for key, one in records.items() if key not in listed],
        "facts": Facts.objects.filter(organisation=organisation).first(),
        "notices": Notice.objects.open()
        .filter(organisation=organisation, obligation__live=True)
        .select_related("obligation"),
        "calendar": calendar,
        "calendar_url": request.build_absolute_uri(calendar.get_absolute_url()) if calendar else "",
        "crumbs": above(),
    }
    return TemplateResponse(request, "obligations/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts that rules count and no reference data holds."""
    member, organisation = own(request, pk)
    noted = supplied(organisation)
    form = FactsForm(
        request.POST if request.method == "POST" else None,
        initial={"staff": noted.staff, "surface": noted.surface},
    )
    if form.is_valid():
        recording.note_facts(organisation=organisation, by=member, **form.cleaned_data)
        messages.success(request, _("Noted. The answers below count it."))
        return redirect("obligations:organisation", pk=pk)
    context = {"form": form, "organisation": organisation, "crumbs": above(organisation)}
    return TemplateResponse(request, "obligations/facts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def record(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """What is noted of one obligation, the form that changes it, and its history."""
    member, organisation = own(request, pk)
    standing, noted = asked(organisation, slug)
    obligation = standing.original if standing else noted.obligation  # type: ignore[union-attr]
    kept = Proof.objects.filter(record=noted).first() if noted else None
    form = RecordForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        proof=kept,
        initial={"status": noted.status, "on": noted.on, "note": noted.note} if noted else None,
    )
    if form.is_valid():
        recording.note(
            organisation=organisation,
            obligation=obligation,
            by=member,
            status=form.cleaned_data["status"],
            on=form.cleaned_data["on"],
            text=form.cleaned_data["note"],
            file=form.cleaned_data["file"],
            remove_proof=form.cleaned_data.get("remove_proof", False),
        )
        messages.success(request, _("Noted for your organisation."))
        return redirect("obligations:organisation", pk=pk)
    rows = Change.objects.filter(organisation=organisation, obligation=obligation)
    context = {
        "form": form,
        "file_lost": bool(request.FILES) and not form.errors.get("file"),
        "organisation": organisation,
        "obligation": standing.obligation if standing else obligation,
        "standing": standing,
        "record": noted,
        "proof": kept,
        "history": rows.select_related("by")[:HISTORY],
        "crumbs": above(organisation),
    }
    return TemplateResponse(request, "obligations/record.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def erase(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Delete a note with its proof, after one question."""
    member, organisation = own(request, pk)
    noted = get_object_or_404(
        Record.objects.select_related("obligation"),
        organisation=organisation,
        obligation__slug=slug,
    )
    if request.method == "POST":
        recording.erase(record=noted, by=member)
        messages.success(request, _("Deleted, with its proof."))
        return redirect("obligations:organisation", pk=pk)
    context = {"record": noted, "organisation": organisation, "crumbs": above(organisation)}
    return TemplateResponse(request, "obligations/erase.html", context)


@require_POST
@login_required
@never_cache
def read(request: HttpRequest, pk: int, notice: int) -> HttpResponse:
    """That a notice was read: it goes from the page of every member."""
    member, organisation = own(request, pk)
    rows = Notice.objects.open().filter(organisation=organisation, pk=notice)
    rows.update(read_by=member, read_at=timezone.now())
    return redirect("obligations:organisation", pk=pk)


@require_safe
@login_required
def proof(request: HttpRequest, pk: int) -> FileResponse:
    """The file, as a download, for members of its organisation; Http404 for anybody else."""
    found = get_object_or_404(Proof.objects.select_related("record__obligation"), pk=pk)
    own(request, found.record.organisation_id)
    return views.download(
        found.file,
        filename=found.download_name,
        content_type=CONTENT_TYPES.get(found.extension, "application/octet-stream"),
    )


def asked(organisation: Organisation, slug: str) -> tuple[Standing | None, Record | None]:
    """Where `organisation` stands with an obligation, and what it noted of it.

    One that is published no more can be read as long as something is noted; else Http404.
    """
    noted = Record.objects.filter(organisation=organisation, obligation__slug=slug)
    noted = noted.select_related("obligation", "organisation")
    assert organisation.territory  # noqa: S101  (a governing body has one)
    rows = [row for row in published(slug=slug) if row[0].kind == Obligation.Kind.OBLIGATION]
    standings = judged(rows, organisation.territory.current, supplied(organisation))
    record = noted.first()
    if not standings and record is None:
        raise Http404
    return (standings[0] if standings else None), record


def above(organisation: Organisation | None = None) -> list[dict[str, str]]:
    path = [(_("Obligations"), reverse("obligations:index"))]
    if organisation:
        path.append(
            (str(organisation), reverse("obligations:organisation", args=[organisation.pk]))
        )
    return crumbs(*path)
