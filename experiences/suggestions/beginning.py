"""A sheet begun from what a member wrote elsewhere: a draft, with its source and its credit."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from wagtail.models import Page
from wagtail.rich_text import RichText

from experiences.models import ExperiencePage, Source
from experiences.suggestions.about import About
from experiences.suggestions.models import Suggestion
from experiences.suggestions.sending import place_of
from members.models import User
from ui.plain import plain

# Words of the text that the draft is called by, until somebody finds a title.
TITLE = 9


@transaction.atomic
def begin_sheet(
    *,
    parent: Page,
    solution: str,
    source: Source,
    member: User,
    named: bool,
    owner: User | None,
) -> ExperiencePage:
    """A draft under `parent`, of rich text, for `owner` to make a sheet of.

    `member` wrote it and agreed; with `named` the sheet will name them once it is published. Title
    and summary are its first words, to be written anew.
    """
    words = " ".join(plain(solution).split())
    longest = ExperiencePage._meta.get_field("summary").max_length
    sheet = ExperiencePage(
        title=Truncator(words).words(TITLE),
        summary=Truncator(words).chars(longest or 0),
        solution=[("text", RichText(solution))],
        owner=owner,
        live=False,
        has_unpublished_changes=True,
    )
    sheet.publication_sources = [source]
    parent.add_child(instance=sheet)
    revision = sheet.save_revision(user=owner, log_action="wagtail.create", clean=False)
    now = timezone.now()
    Suggestion.objects.create(
        page=sheet,
        about=About.SOLUTION,
        text=words,
        member=member,
        place=place_of(member),
        named=named,
        status=Suggestion.Status.ACCEPTED,
        decided_by=owner,
        decided_at=now,
        accepted_in=revision.pk,
    )
    return sheet
