"""The questions and polls that the forum of the demonstration begins with."""

import pytest

from community.forum.models import Forum
from community.forum_conversation.forum_polls.models import TopicPoll
from community.forum_conversation.models import Topic
from community.polls.forms import PollForm
from experiences.models import OpenQuestion
from home.demonstration.accounts import ACCOUNTS, create_accounts
from home.demonstration.discussions import load_discussions
from home.demonstration.polls import load_polls
from home.demonstration.reading import read
from taxonomy.first_fill import fill_taxonomy
from taxonomy.models import Theme
from tests.factories.experiences import SheetFactory, pillar, theme

pytestmark = pytest.mark.django_db


def test_sheets_ask_what_they_leave_open_once(client) -> None:
    create_accounts()
    asking = SheetFactory(title="Angers : écouter avant d’équiper", themes=[theme("eau")])
    asking.open_questions.add(OpenQuestion(text="Le coût du serveur.", locale=asking.locale))
    asking.save()
    SheetFactory(title="Sans question", themes=[theme("eau")])
    assert load_discussions() == 1
    assert load_discussions() == 0
    topic = Topic.objects.get()
    page = client.get(topic.get_absolute_url()).content.decode()
    assert "Le coût du serveur." in page
    assert f'href="{asking.url}"' in page


def test_a_category_bears_the_pillars_of_half_of_its_sheets() -> None:
    create_accounts()
    most, few = pillar("optimiser-reseaux"), pillar("valoriser-donnees")
    SheetFactory(themes=[theme("eau")], pillars=[most])
    SheetFactory(themes=[theme("fuites", parent=theme("eau"))], pillars=[most, few])
    SheetFactory(themes=[theme("eau")], pillars=[pillar("implication-habitants")])
    load_discussions()
    assert [*Forum.objects.get().pillars.all()] == [most]


def test_without_demonstration_accounts_categories_alone_are_opened(settings) -> None:
    settings.DEMONSTRATION_PASSWORD = ""
    theme("eau")
    assert load_discussions() == 0
    assert Forum.objects.count() == Theme.objects.filter(parent=None).count() == 1


def test_polls_are_opened_once_with_the_votes_of_the_demonstration_accounts(client) -> None:
    create_accounts()
    theme("energie-environnement")
    load_discussions()
    assert load_polls() == 1
    assert load_polls() == 0
    poll = TopicPoll.objects.get()
    assert set(poll.options.values_list("votes__voter__email", flat=True)) - {None} <= {
        email for email, _name, _role in ACCOUNTS.values()
    }
    page = " ".join(client.get(poll.topic.get_absolute_url()).content.decode().split())
    assert "5 ou 6 heures : 2 votes, 67" in page
    assert "comptes de démonstration" in page


def test_without_demonstration_accounts_no_poll_is_opened(settings) -> None:
    settings.DEMONSTRATION_PASSWORD = ""
    theme("energie-environnement")
    load_discussions()
    assert load_polls() == 0


def test_each_poll_has_a_theme_and_fits_its_form() -> None:
    fill_taxonomy()
    slugs = set(Theme.objects.filter(parent=None).values_list("slug", flat=True))
    for item in read("polls"):
        assert item["theme"] in slugs
        form = PollForm(
            {
                "poll-question": item["question"],
                "poll-options": "\n".join(item["options"]),
                "poll-most": item["most"],
            }
        )
        assert form.is_valid(), form.errors
        assert all(len(chosen) <= item["most"] for chosen in item["votes"].values())
