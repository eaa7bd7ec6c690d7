"""For everybody: which obligations apply to a territory, and each of them in detail."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from experiences.obligations.applying import judged, published
from experiences.obligations.crossing import supplied
from experiences.obligations.facts import NOTHING, Supplied, Typed, read
from experiences.obligations.head import head_of
from experiences.obligations.models import Obligation
from experiences.obligations.reach import at_threshold as threshold_of
from experiences.obligations.rights import organisations_of
from experiences.obligations.shown import Line, carried, crumbs, groups, languages_of, questions
from experiences.obligations.wording import in_words
from experiences.public.lines import lines
from experiences.public.terms import tags
from members.organisations import asking
from members.organisations.models import Organisation
from territories.models import Territory

Kind = Obligation.Kind
UNTYPED = Typed()


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every obligation with whom it concerns; for a known territory in three groups, with why."""
    of, typed, own = asked(request)
    territory = of.territory
    rows, language = published(), spoken()
    query = carried(territory, typed)
    facts = known(typed, own, territory)
    standings = judged(rows, territory, facts) if territory else []
    above = crumbs()
    context = {
        "territory": territory,
        "unknown_code": of.unknown_code,
        "groups": groups(standings),
        "questions": questions(typed, standings),
        "query": query,
        "lists": [
            (kind, [Line.of(*row, language, query) for row in rows if row[0].kind == kind])
            for kind in Kind
        ],
        "own": own,
        "language": language,
        "matches": of.matches,
        "text": of.text,
        "crumbs": above,
        "head": head_of(
            request,
            path=reverse("obligations:index"),
            title=_("Obligations"),
            crumbs=above,
            languages=[code for code, _name in settings.LANGUAGES],
        ),
        "is_plain": not request.GET,
    }
    return TemplateResponse(request, "obligations/index.html", context)


@require_safe
def obligation(request: HttpRequest, slug: str) -> HttpResponse:
    """The text, since when, whom it concerns, what to do, the proof. Http404 for a draft."""
    found = published(slug=slug)
    if not found:
        raise Http404
    [(original, shown)] = found
    request.changed_at = original.last_published_at  # type: ignore[attr-defined]
    of, typed, own = asked(request)
    return detail(
        request,
        original,
        shown,
        of=of,
        typed=typed,
        own=own,
        is_plain=not request.GET,
    )


def preview(
    request: HttpRequest, drafted: Obligation, *, at_threshold: bool = False
) -> TemplateResponse:
    """What is drafted, as a reader without a territory will see it; nothing of the editor's own.

    A translation is read with the rule of its original. `at_threshold`: as read by the smallest
    territory that may be concerned, where there is one.
    """
    originals = Obligation.objects.originals().filter(translation_key=drafted.translation_key)
    original = drafted if drafted.locale.is_default else originals.first() or drafted
    territory = threshold_of(original.rule) if at_threshold else None
    return detail(request, original, drafted, of=asking.Asked(territory), is_plain=False)


def detail(
    request: HttpRequest,
    original: Obligation,
    shown: Obligation,
    *,
    of: asking.Asked,
    typed: Typed = UNTYPED,
    own: Organisation | None = None,
    is_plain: bool,
) -> TemplateResponse:
    """The page of one obligation; `is_plain`: the one that machines may keep."""
    territory = of.territory
    facts = known(typed, own, territory)
    standings = judged([(original, shown)], territory, facts) if territory else []
    language = spoken()
    above = crumbs((_("Obligations"), reverse("obligations:index")))
    pages = [block.value.pk for block in original.related if block.value]
    related = lines(pages, request, language=language)
    context = {
        "obligation": shown,
        "original": original,
        "language": language,
        "lang": "" if shown.locale.language_code == language else shown.locale.language_code,
        "who": in_words(original.rule),
        "standing": standings[0] if standings else None,
        "territory": territory,
        "questions": questions(typed, standings),
        "query": carried(territory, typed),
        "themes": tags(original.themes.all(), parameter="theme"),
        "pillars": tags(original.pillars.all(), parameter="pilier", icon="pillar-"),
        "related": [related[pk] for pk in pages if pk in related],
        "own": own,
        "matches": of.matches,
        "text": of.text,
        "crumbs": above,
        "head": head_of(
            request,
            path=request.path,
            title=shown.name,
            crumbs=above,
            languages=languages_of([original, *written(original)]),
        ),
        "is_plain": is_plain,
    }
    return TemplateResponse(request, "obligations/obligation.html", context)


def asked(request: HttpRequest) -> tuple[asking.Asked, Typed, Organisation | None]:
    """The territory, the facts of the address, and the organisation of the member who asks.

    The latter only where the territory is its own: what it noted is about no other.
    """
    of, typed = asking.asked(request), read(request.GET.dict())
    territory, own = of.territory, None
    if territory and request.user.is_authenticated:
        for one in organisations_of(request.user):
            if one.territory and one.territory.current == territory:
                own = one
                break
    return of, typed, own


def known(typed: Typed, own: Organisation | None, territory: Territory | None) -> Supplied:
    """What is typed counts before what the organisation noted."""
    noted = supplied(own) if own and territory else NOTHING
    return Supplied(
        staff=noted.staff if typed.supplied.staff is None else typed.supplied.staff,
        surface=noted.surface if typed.supplied.surface is None else typed.supplied.surface,
    )


def written(original: Obligation) -> list[Obligation]:
    """Its published translations. One query."""
    rows = Obligation.objects.published().filter(translation_key=original.translation_key)
    return list(rows.exclude(pk=original.pk).select_related("locale"))


def spoken() -> str:
    """The language of the page."""
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]
