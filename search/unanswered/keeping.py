"""How long what was counted is kept."""

from datetime import date

from django.db import transaction

from search.unanswered.models import SearchDay, UnansweredSearch

# Nothing of a person is kept and nothing is stored on their device, so that no rule sets a limit.
# We take the shorter one of the two that the CNIL sets for audience measurement that needs no
# consent: 13 months for what is stored on a device, 25 for what was collected.
# https://www.cnil.fr/fr/cookies-solutions-pour-les-outils-de-mesure-daudience
MONTHS_KEPT = 13


def purge(today: date) -> int:
    """Delete what is older than MONTHS_KEPT on the day `today`; returns how many searches went."""
    with transaction.atomic():
        SearchDay.objects.filter(day__lt=oldest_kept(today)).delete()
        _rows, deleted = UnansweredSearch.objects.filter(days=None).delete()
    return deleted.get(UnansweredSearch._meta.label, 0)


def oldest_kept(today: date) -> date:
    """The same day of the month MONTHS_KEPT ago, or the first of the next where there is none."""
    months = today.year * 12 + today.month - 1 - MONTHS_KEPT
    year, month = divmod(months, 12)
    try:
        return today.replace(year=year, month=month + 1)
    except ValueError:  # 31 March, 13 months ago: there was no 31 February
        return date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
