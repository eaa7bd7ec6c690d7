"""Who may send how many suggestions, and to which page they go."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from experiences.models import ExperiencePage
from experiences.suggestions.about import About
from experiences.suggestions.models import Suggestion
from members.models import User

MOST_A_DAY = 20


class TooManyError(Exception):
    """The member has sent as many as one may within a day."""


def original(sheet: ExperiencePage) -> ExperiencePage:
    """The sheet that the facts of `sheet` come from, in whatever language it is read.

    Its twin in the default locale, else the page whose text it shows: what translations have in
    common (amounts, years, sources) is written there alone.
    """
    source = sheet.text_source
    twins = ExperiencePage.objects.filter(
        translation_key=source.translation_key, locale=Locale.get_default(), alias_of=None
    )
    return twins.first() or source


def place_of(member: User) -> str:
    """The first organisation that a member is confirmed to belong to; a company says so."""
    memberships = member.memberships.confirmed().with_places()
    first = memberships.order_by("asked_at", "pk").first()
    if first is None:
        return ""
    organisation = first.organisation
    return f"{organisation} ({_('company')})" if organisation.is_company else str(organisation)


@transaction.atomic
def send(
    *,
    member: User,
    sheet: ExperiencePage,
    about: About,
    text: str,
    amount: Decimal | None = None,
    year: int | None = None,
    evidence: str = "",
    source_url: str = "",
    named: bool = False,
) -> Suggestion:
    """Keep a suggestion for the editors of `sheet`; the same one sent twice is one.

    `amount` in euros; `named`: to be named on the sheet once it is published. TooManyError after
    MOST_A_DAY within 24 hours.
    """
    # Two requests at once: the second waits here, and then sees the first.
    User.objects.select_for_update().get(pk=member.pk)
    page = original(sheet)
    mine = Suggestion.objects.filter(member=member)
    if same := mine.open().filter(page=page, about=about, text=text).first():
        return same
    if mine.filter(sent_at__gt=timezone.now() - timedelta(days=1)).count() >= MOST_A_DAY:
        raise TooManyError
    return Suggestion.objects.create(
        page=page,
        about=about,
        text=text,
        amount=amount,
        year=year,
        evidence=evidence,
        source_url=source_url,
        member=member,
        place=place_of(member),
        named=named,
    )
