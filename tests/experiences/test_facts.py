"""Facts of a sheet as pages and rules read them."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from wagtail.search.index import SearchField

from experiences.checks import page_types_are_complete
from experiences.models import ExperiencePage
from experiences.models.review import a_year_after, review_state
from experiences.validators import validate_partial_date
from members.models import User


@pytest.mark.parametrize("value", ["2012", "2012-06", "2012-06-14", "2024-02-29", "1900", "2100"])
def test_partial_date_is_accepted(value) -> None:
    validate_partial_date(value)


@pytest.mark.parametrize(
    "value",
    [
        "12",
        "2012-13",
        "2012-6",
        "2023-02-29",
        "juin 2012",
        "1899",
        "2101",
        "2012-06-14 ",
        "２０１２",
    ],
)
def test_partial_date_is_refused(value) -> None:
    with pytest.raises(ValidationError):
        validate_partial_date(value)


@pytest.mark.django_db  # a page asks for its content type when it is made
def test_contact_is_for_members_only() -> None:
    sheet = ExperiencePage(contact_function="Mairie", contact_email="mairie@oeuilly.example")
    assert sheet.contact_for(AnonymousUser()) is None
    assert sheet.contact_for(User()).email == "mairie@oeuilly.example"
    assert ExperiencePage().contact_for(User()) is None


def test_contact_is_never_indexed() -> None:
    indexed = {field.field_name for field in ExperiencePage.search_fields}
    assert not {name for name in indexed if name.startswith("contact")}


@pytest.mark.parametrize(
    ("reviewed_on", "next_review_on", "state"),
    [
        (None, None, "never"),
        (None, date(2026, 6, 1), "overdue"),
        (date(2026, 1, 1), date(2026, 6, 30), "overdue"),
        (date(2026, 1, 1), date(2026, 7, 1), "due-soon"),
        (date(2026, 1, 1), date(2026, 8, 30), "due-soon"),
        (date(2026, 1, 1), date(2026, 8, 31), "current"),
    ],
)
def test_review_state_on_1_july_2026(time_machine, reviewed_on, next_review_on, state) -> None:
    time_machine.move_to("2026-07-01 10:00:00+02:00")
    assert review_state(reviewed_on=reviewed_on, next_review_on=next_review_on) == state


def test_a_year_after_29_february() -> None:
    assert a_year_after(date(2024, 2, 29)) == date(2025, 2, 28)
    assert a_year_after(date(2026, 3, 1)) == date(2027, 3, 1)


def test_every_page_type_has_what_it_needs(monkeypatch) -> None:
    assert page_types_are_complete() == []
    monkeypatch.setattr(ExperiencePage, "rules", ("sommaire",))
    monkeypatch.setattr(ExperiencePage, "criteria", ())
    monkeypatch.setattr(ExperiencePage, "override_translatable_fields", [])
    monkeypatch.setattr(ExperiencePage, "edit_handler", None)
    monkeypatch.setattr(ExperiencePage, "parent_page_types", [])
    monkeypatch.setattr(ExperiencePage, "search_fields", [SearchField("contact_email")])
    messages = page_types_are_complete()
    assert {message.id for message in messages} == {f"experiences.E00{n}" for n in range(1, 8)}
    assert all(message.hint for message in messages)
