"""How long answers without an account are kept: nobody else can ask for their deletion.

Storage limitation: GDPR, article 5, paragraph 1, e. Those of members end with their accounts.
"""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from experiences.diagnostic.models import Round

# Since the last change. Finished ones are of use when the town answers anew, a year later.
UNFINISHED_MONTHS, FINISHED_MONTHS = 6, 25
MONTH = timedelta(days=30.44)


def outdated(*, now: datetime) -> QuerySet[Round]:
    """Rounds of visitors whose answers have not been changed for so long."""
    begun = Q(
        respondents__finished_at=None,
        respondents__changed_at__lt=now - UNFINISHED_MONTHS * MONTH,
    )
    finished = Q(
        respondents__finished_at__isnull=False,
        respondents__changed_at__lt=now - FINISHED_MONTHS * MONTH,
    )
    return Round.objects.filter(begun | finished, organisation=None).distinct()


def delete_outdated(*, now: datetime) -> int:
    """Delete them with their answers; how many."""
    rounds = list(outdated(now=now).values_list("pk", flat=True))
    Round.objects.filter(pk__in=rounds).delete()
    return len(rounds)
