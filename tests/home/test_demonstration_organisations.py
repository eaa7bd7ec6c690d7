"""The towns of the sheets are organisations in the demonstration, each once."""

import pytest

from home.demonstration.accounts import create_accounts
from home.demonstration.organisations import load_organisations
from members.models import User
from members.organisations.belonging import lines_of
from members.organisations.models import Organisation
from tests.factories.experiences import SheetFactory

pytestmark = pytest.mark.django_db


def test_the_towns_of_sheets_are_organisations_and_one_account_belongs_to_one() -> None:
    create_accounts()
    sheet = SheetFactory()
    assert load_organisations() == Organisation.objects.count() > 0
    assert load_organisations() == 0
    line = lines_of([User.objects.get(email="commune@example.org")]).popitem()[1]
    assert sheet.sheet_territories.first().territory.label in line.text


def test_nothing_without_the_account() -> None:
    SheetFactory()
    assert load_organisations() == 0
