"""What was sought in vain is kept 13 months at most."""

from datetime import date

import pytest
from django.core.management import call_command

from search.unanswered.keeping import oldest_kept, purge
from search.unanswered.models import Outcome, SearchDay, UnansweredSearch

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("today", "oldest"),
    [
        (date(2026, 11, 25), date(2025, 10, 25)),
        (date(2026, 1, 31), date(2024, 12, 31)),
        (date(2026, 2, 28), date(2025, 1, 28)),
        (date(2026, 3, 31), date(2025, 3, 1)),
        (date(2025, 1, 31), date(2023, 12, 31)),
        (date(2026, 12, 31), date(2025, 12, 1)),
    ],
)
def test_thirteen_months_back(today, oldest) -> None:
    assert oldest_kept(today) == oldest


def sought(text: str, *days: date) -> None:
    made = UnansweredSearch.objects.create(
        text=text, words=text, locale="fr", outcome=Outcome.NOTHING
    )
    for day in days:
        SearchDay.objects.create(search=made, day=day)


def test_old_days_go_and_searches_without_a_day(capsys, time_machine) -> None:
    time_machine.move_to("2026-11-25 04:00+01:00")
    sought("ancien", date(2025, 10, 24))
    sought("les deux", date(2025, 10, 24), date(2025, 10, 25))
    call_command("purge_unanswered_searches")
    assert "1 searches deleted" in capsys.readouterr().out
    assert UnansweredSearch.objects.get().text == "les deux"
    assert SearchDay.objects.get().day == date(2025, 10, 25)
    assert purge(date(2026, 11, 25)) == 0
