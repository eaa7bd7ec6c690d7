"""The directory of members, for members: who may be asked, by place, kind, role and theme."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from members.models import User
from members.organisations.belonging import line_of
from members.organisations.models import Membership, Organisation
from taxonomy.models import Theme
from territories.folding import squeeze
from ui.paging import links_around

A_PAGE = 20


class DirectoryForm(forms.Form):
    """Nothing of it is required; what makes no sense is left aside."""

    q = forms.CharField(
        label=_("Name, organisation or territory"),
        required=False,
        max_length=100,
        help_text=_("“Vitré”, “Ille-et-Vilaine” or the name of somebody"),
    )
    kind = forms.ChoiceField(
        label=_("Kind of organisation"),
        required=False,
        choices=[("", _("All kinds")), *Organisation.Kind.choices],
    )
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("All roles")), *Membership.Role.choices]
    )
    theme = forms.ModelChoiceField(
        Theme.objects.none(),
        label=_("Theme"),
        required=False,
        to_field_name="slug",
        empty_label=_("All themes"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = Theme.objects.filter(locale__language_code="fr", parent=None)
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]


@require_safe
@login_required
@never_cache
def directory(request: HttpRequest) -> HttpResponse:
    """?q=&kind=&role=&theme=&page=: who wishes to be found and whose belonging is confirmed."""
    form = DirectoryForm(request.GET or None)
    # Each answer that makes sense counts, whatever the others are.
    form.full_clean()
    asked = {key: value for key, value in getattr(form, "cleaned_data", {}).items() if value}
    paginator = Paginator(found(asked), A_PAGE)
    page = request.GET.get("page", "1")
    if not (page.isascii() and page.isdigit() and len(page) < 7):
        raise Http404
    if not 1 <= int(page) <= paginator.num_pages:
        raise Http404
    shown = paginator.page(int(page))
    words = {key: value.slug if isinstance(value, Theme) else value for key, value in asked.items()}

    def url(number: int) -> str:
        query = urlencode(words | ({"page": number} if number > 1 else {}))
        return reverse("directory") + (f"?{query}" if query else "")

    context = {
        "form": form,
        "people": [entry(user) for user in shown],
        "total": paginator.count,
        "filtered": bool(asked),
        "pages": links_around(shown, url=url),
        "several": paginator.num_pages > 1,
        "previous_url": url(shown.number - 1) if shown.has_previous() else "",
        "next_url": url(shown.number + 1) if shown.has_next() else "",
    }
    return TemplateResponse(request, "organisations/directory.html", context)


def found(asked: dict[str, Any]) -> QuerySet[User]:
    """The members that `asked` (cleaned answers of the form) leads to, by name; each once."""
    memberships = Membership.objects.confirmed()
    if "kind" in asked:
        memberships = memberships.filter(organisation__kind=asked["kind"])
    if "role" in asked:
        memberships = memberships.filter(role=asked["role"])
    users = User.objects.filter(is_active=True, profile__listed=True)
    if "theme" in asked:
        users = users.filter(profile__themes=asked["theme"])
    if "q" in asked:
        places = memberships.filter(at(asked["q"]))
        named = Q(display_name__icontains=asked["q"], pk__in=memberships.values("member"))
        users = users.filter(named | Q(pk__in=places.values("member")))
    else:
        users = users.filter(pk__in=memberships.values("member"))
    shown = Prefetch("memberships", Membership.objects.confirmed().with_places(), to_attr="places")
    return (
        users.select_related("profile")
        .prefetch_related(shown, "profile__themes")
        .order_by("display_name", "pk")
    )


def at(text: str) -> Q:
    """Of an organisation, or in a territory, with `text` in its name."""
    piece = squeeze(text)
    if not piece:
        return Q(pk__in=[])
    place = "organisation__territory__"
    return (
        Q(organisation__squeezed_name__contains=piece)
        | Q(**{f"{place}departement__squeezed_name": piece})
        | Q(**{f"{place}region__squeezed_name": piece})
        | Q(**{f"{place}epci__squeezed_name": piece})
    )


def entry(user: Any) -> dict[str, Any]:
    """What the directory shows of somebody; never an address."""
    return {
        "pk": user.pk,
        "name": user.display_name,
        "lines": [line_of(membership) for membership in user.places],
        "skills": user.profile.skills,
        "themes": [theme.name for theme in user.profile.themes.all()],
    }
