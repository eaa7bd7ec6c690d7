"""What the towns of an area say together, for the referents of its EPCI or département."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from experiences.diagnostic.aggregates import LEAST, areas_of
from experiences.diagnostic.differencing import told
from experiences.diagnostic.models import Edition
from members.models import User

# The organisation, where somebody is a referent of several.
PARAMETER = "structure"


@require_safe
@login_required
@never_cache
def together(request: HttpRequest) -> HttpResponse:
    """Figures of the consenting towns of an area. Http404 for who is no referent of one."""
    assert isinstance(request.user, User)  # noqa: S101  (for the type checker)
    member = request.user
    areas = areas_of(member)
    wanted = request.GET.get(PARAMETER, "")
    shown = [area for area in areas if not wanted or str(area.pk) == wanted]
    if not shown:
        raise Http404
    language = get_language() or "fr"
    edition = Edition.objects.current()
    context = {
        "organisation": shown[0],
        "areas": areas,
        "least": LEAST,
        "told": told(organisation=shown[0], member=member, edition=edition, language=language)
        if edition
        else None,
    }
    return TemplateResponse(request, "diagnostic/together.html", context)
