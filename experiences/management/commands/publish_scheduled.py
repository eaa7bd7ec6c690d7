"""Wagtail's command, where a page that may not be published does not hold back the others.

What a scheduled page points to may change between the day it was scheduled and the day it is due:
its schedule is then cancelled, its history says why, and it stays a draft.
"""

from typing import Any

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.management.commands import publish_scheduled
from wagtail.models import Revision

from experiences import rules
from experiences.models.publication import Publication


class Command(publish_scheduled.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dryrun"]:
            self.cancel_refused()
        super().handle(*args, **options)

    def cancel_refused(self) -> None:
        """Cancel what is due and breaks a rule; say so here and in the history of the page."""
        for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()):
            page = revision.as_object()
            if not isinstance(page, Publication):
                continue
            problems = [problem.message for problem in rules.problems_of(page)]
            if not problems:
                continue
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            log(
                instance=page,
                action="experiences.publish_refused",
                revision=revision,
                data={"problems": problems},
            )
            self.stderr.write(f"{page.pk}\t{page.slug}\t{' '.join(problems)}")
