"""A member says what they know better: which fact, then what; and reads the answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from experiences.models import ExperiencePage
from experiences.public.visibility import visible
from experiences.suggestions.about import About
from experiences.suggestions.facts import says
from experiences.suggestions.forms import SuggestionForm
from experiences.suggestions.models import Suggestion
from experiences.suggestions.sending import MOST_A_DAY, TooManyError, place_of, send
from members.models import User

# Lines of what the sheet says that are shown above the form.
LINES = 6
# Of one's own suggestions that are listed.
SHOWN = 50


@require_safe
@login_required
@never_cache
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Every fact of a sheet, each to be completed or corrected. Http404 for one unseen."""
    context = {"sheet": seen(request, pk), "facts": About}
    return TemplateResponse(request, "suggestions/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def suggest(request: HttpRequest, pk: int, about: str) -> HttpResponse:
    """What the sheet says of one fact, and the form to say it better."""
    sheet = seen(request, pk)
    if about not in About:
        raise Http404
    fact, member = About(about), signed_in(request)
    form = SuggestionForm(
        request.POST if request.method == "POST" else None,
        about=fact,
        named_as=", ".join(part for part in (member.display_name, place_of(member)) if part),
    )
    if form.is_valid():
        try:
            send(member=member, sheet=sheet, about=fact, **form.cleaned_data)
        except TooManyError:
            form.add_error(
                None,
                _(
                    "You have sent %(most)s suggestions within a day, which is as many as one may. "
                    "Keep this page open and send it tomorrow: what you wrote stays below."
                )
                % {"most": MOST_A_DAY},
            )
        else:
            messages.success(request, _("Thank you. An editor reads it and answers by e-mail."))
            return redirect("suggestions:mine")
    context = {"sheet": sheet, "fact": fact, "says": says(sheet, fact)[:LINES], "form": form}
    return TemplateResponse(request, "suggestions/suggest.html", context)


@require_safe
@login_required
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """What I suggested, the last first, with the answers."""
    rows = Suggestion.objects.filter(member=signed_in(request)).select_related("page")
    suggestions = list(rows.order_by("-sent_at", "-pk")[:SHOWN])
    return TemplateResponse(request, "suggestions/mine.html", {"suggestions": suggestions})


def seen(request: HttpRequest, pk: int) -> ExperiencePage:
    """The sheet, as everybody may read it. Http404 otherwise."""
    sheets = ExperiencePage.objects.filter(pk__in=visible(request).filter(pk=pk).values("pk"))
    return get_object_or_404(sheets)


def signed_in(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  (for the type checker)
    return request.user
