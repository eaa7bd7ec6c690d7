"""The first questions of the forum: what the sheets say is not known yet."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db import transaction

from community.categories import open_categories
from community.citing import note_citations
from community.forum.models import Forum
from community.forum_conversation.models import Post, Topic
from experiences.models import ExperiencePage
from home.demonstration.accounts import ACCOUNTS
from members.models import User
from taxonomy.models import Pillar

# As many as make the forum believable.
QUESTIONS = 40


@transaction.atomic
def load_discussions() -> int:
    """Open the categories; ask a question from each of the latest sheets. How many were asked.

    The account "Rédaction" asks: without the demonstration accounts, and once there are topics,
    nothing is asked.
    """
    open_categories()
    author = User.objects.filter(email=ACCOUNTS["Rédaction"][0]).first()
    if author is None or Topic.objects.exists():
        return 0
    categories = {
        category.theme.slug: category
        for category in Forum.objects.select_related("theme")
        if category.theme
    }
    sheets = ExperiencePage.objects.live().filter(locale__language_code="fr", alias_of=None)
    sheets = sheets.prefetch_related("open_questions", "themes__parent", "pillars")
    choose_pillars(categories, sheets)
    asked = 0
    for sheet in sheets.order_by("-first_published_at", "pk"):
        slugs = [(theme.parent or theme).slug for theme in sheet.themes.all()]
        category = next((categories[slug] for slug in slugs if slug in categories), None)
        points = [question.text for question in sheet.open_questions.all()]
        if category and points and asked < QUESTIONS:
            ask(category, author, sheet, points)
            asked += 1
    return asked


def choose_pillars(categories: dict[str, Forum], sheets: Iterable[ExperiencePage]) -> None:
    """Those that at least half of the sheets about the theme of a category bear."""
    about: dict[str, int] = Counter()
    borne: dict[str, Counter[Pillar]] = defaultdict(Counter)
    for sheet in sheets:
        for slug in {(theme.parent or theme).slug for theme in sheet.themes.all()}:
            about[slug] += 1
            borne[slug].update(sheet.pillars.all())
    for slug, category in categories.items():
        category.pillars.set(
            one for one, number in borne[slug].items() if 2 * number >= about[slug]
        )


def ask(category: Forum, author: User, sheet: ExperiencePage, points: list[str]) -> None:
    """A question about what a sheet leaves open, with the way back to the sheet."""
    topic = Topic.objects.create(
        forum=category,
        poster=author,
        subject=f"{sheet.title[:200]} : que reste-t-il à savoir ?",
        type=Topic.TOPIC_POST,
        status=Topic.TOPIC_UNLOCKED,
    )
    lines = "\n".join(f"- {point}" for point in points)
    post = Post.objects.create(
        topic=topic,
        poster=author,
        subject=topic.subject,
        content=(
            f"La fiche [{sheet.title}]({sheet.url}) laisse ces points ouverts :\n\n{lines}\n\n"
            "Votre territoire a-t-il rencontré les mêmes, et qu’en a-t-il appris ?"
        ),
    )
    note_citations(post)
