"""The models that the library of the demonstration begins with."""

import pytest

from community.library.models import Reuse, SharedDocument
from community.library.personal_marks import marks
from community.library.states import Kind
from home.demonstration.accounts import ACCOUNTS, create_accounts
from home.demonstration.reading import read, sheet_slugs
from home.demonstration.shared import SHARED_BY, load_shared_documents
from members.models import User
from tests.factories.experiences import SheetFactory, theme
from tests.factories.organisations import MembershipFactory

pytestmark = pytest.mark.django_db


def test_models_are_shared_once_with_the_sheet_that_they_come_from(client) -> None:
    create_accounts()
    theme("donnees")
    sheet = SheetFactory(
        title="Les communes publient au même endroit", slug="carene-portail-donnees"
    )
    assert load_shared_documents() == len(read("shared_documents"))
    assert load_shared_documents() == 0
    charter = SharedDocument.objects.get(kind=Kind.CHARTER)
    page = client.get(charter.get_absolute_url()).content.decode()
    for words in ("Article 1. Un portail commun", sheet.title, sheet.url):
        assert words in page
    assert Reuse.objects.count() == 1


def test_no_town_is_said_to_have_written_a_model() -> None:
    create_accounts()
    author = User.objects.get(email=ACCOUNTS[SHARED_BY][0])
    MembershipFactory(member=author)
    load_shared_documents()
    assert SharedDocument.objects.filter(author=author).exists()
    assert not SharedDocument.objects.exclude(organisation=None, territory=None).exists()


def test_models_tell_of_nobody_and_name_sheets_that_are_there() -> None:
    for item in read("shared_documents"):
        text = "\n".join(line for part in item["parts"] for line in part["text"])
        assert marks(text) == []
        assert item["sheet"] in sheet_slugs()
        assert item["kind"] in Kind.values


def test_without_demonstration_accounts_nothing_is_shared(settings) -> None:
    settings.DEMONSTRATION_PASSWORD = ""
    assert load_shared_documents() == 0
