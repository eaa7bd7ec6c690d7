"""Wagtail's command, where what may not be published does not hold back the others.

What a scheduled draft points to may change between the day it was scheduled and the day it is due:
its schedule is then cancelled, its history says why, and it stays a draft.
"""

from typing import Any

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.management.commands import publish_scheduled
from wagtail.models import Revision

from experiences import rules


class Command(publish_scheduled.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dryrun"]:
            self.cancel_refused()
        super().handle(*args, **options)

    def cancel_refused(self) -> None:
        """Cancel what is due and breaks a rule; say so here and in its history."""
        for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()):
            due = revision.as_object()
            if not isinstance(due, rules.Ruled):
                continue
            problems = [problem.message for problem in due.problems()]
            if not problems:
                continue
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            log(
                instance=due,
                action="experiences.publish_refused",
                revision=revision,
                data={"problems": problems},
            )
            name = due.slug  # type: ignore[attr-defined]
            self.stderr.write(f"{revision.object_id}\t{name}\t{' '.join(problems)}")
