"""The questions that the forum of the demonstration begins with."""

import pytest

from community.forum.models import Forum
from community.forum_conversation.models import Topic
from experiences.models import OpenQuestion
from home.demonstration.accounts import create_accounts
from home.demonstration.discussions import load_discussions
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
