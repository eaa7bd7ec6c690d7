"""A page begun from what a member wrote elsewhere: a draft, with its source and its credit."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from wagtail.models import Page
from wagtail.rich_text import RichText

from experiences.models import ExperiencePage, ResourcePage, Source
from experiences.suggestions.about import About
from experiences.suggestions.models import Suggestion
from experiences.suggestions.sending import place_of
from members.models import User
from ui.plain import plain

# Words of the text that the draft is called by, until somebody finds a title.
TITLE = 9


# The chapter that the text begins, and what that is called among suggestions.
CHAPTERS = {
    ExperiencePage: ("solution", About.SOLUTION),
    ResourcePage: ("body", About.OTHER),
}


@transaction.atomic
def begin(
    model: type[ExperiencePage] | type[ResourcePage],
    *,
    parent: Page,
    text: str,
    source: Source,
    member: User,
    named: bool,
    owner: User | None,
) -> ExperiencePage | ResourcePage:
    """A draft of `model` under `parent`, of rich text, for `owner` to complete.

    `member` wrote it and agreed; with `named` the page will name them once it is published. Title
    and summary are its first words, to be written anew.
    """
    words = " ".join(plain(text).split())
    longest = model._meta.get_field("summary").max_length
    chapter, about = CHAPTERS[model]
    begun = model(
        title=Truncator(words).words(TITLE),
        summary=Truncator(words).chars(longest or 0),
        owner=owner,
        live=False,
        has_unpublished_changes=True,
        **{chapter: [("text", RichText(text))]},
    )
    begun.publication_sources = [source]
    parent.add_child(instance=begun)
    revision = begun.save_revision(user=owner, log_action="wagtail.create", clean=False)
    now = timezone.now()
    Suggestion.objects.create(
        page=begun,
        about=about,
        text=words,
        member=member,
        place=place_of(member),
        named=named,
        status=Suggestion.Status.ACCEPTED,
        decided_by=owner,
        decided_at=now,
        accepted_in=revision.pk,
    )
    return begun
