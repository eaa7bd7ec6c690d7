"""What the public may not see is in no result, no count, no suggestion and no spelling."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from experiences.models import ExperiencePage
from search.models import Document
from search.rebuilding import rebuild
from tests.factories.experiences import ContentFactory, SheetFactory, catalogue, theme
from tests.search.asking import counts, found, search, suggested

pytestmark = pytest.mark.django_db

TITLE = "Une chaufferie zéphyrienne au bois"


def secret(**fields) -> ExperiencePage:
    return SheetFactory(title=TITLE, themes=[theme("chaleur-bois")], **fields)


def draft() -> None:
    secret(draft=True)


def unpublished() -> None:
    secret().unpublish()


def private() -> None:
    PageViewRestriction.objects.create(
        page=secret(), restriction_type=PageViewRestriction.PASSWORD, password="x"
    )


def child_of_private() -> None:
    folder = ContentFactory(title="Espace réservé")
    PageViewRestriction.objects.create(page=folder, restriction_type=PageViewRestriction.LOGIN)
    ContentFactory(parent=folder, title=TITLE, themes=[theme("chaleur-bois")])


def moved_under_private() -> None:
    folder = ContentFactory(title="Espace réservé")
    PageViewRestriction.objects.create(page=folder, restriction_type=PageViewRestriction.LOGIN)
    page = ContentFactory(title=TITLE, themes=[theme("chaleur-bois")])
    page.move(folder, pos="last-child")


def expired() -> None:
    secret(expire_at=timezone.now() - timedelta(minutes=1))


def expired_by_the_command() -> None:
    page = secret()
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)


def scheduled() -> None:
    page = secret(draft=True)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()


def live_but_for_tomorrow() -> None:
    secret(go_live_at=timezone.now() + timedelta(days=1))


def alias() -> None:
    """A twin in another locale that nobody has translated, as its original goes."""
    english = Locale.objects.get_or_create(language_code="en")[0]
    page = secret()
    catalogue("experience").get_parent().copy_for_translation(english, alias=True)
    catalogue("experience").copy_for_translation(english, alias=True)
    page.copy_for_translation(english, alias=True)
    assert found(TITLE, locale="en") == []
    page.unpublish()


def other_locale() -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    page = secret()
    catalogue("experience").get_parent().copy_for_translation(english, alias=True)
    catalogue("experience").copy_for_translation(english, alias=True)
    page.copy_for_translation(english, copy_parents=True)
    translated = ExperiencePage.objects.get(locale=english)
    translated.live = True
    translated.save(clean=False)
    assert found(TITLE, locale="en") == [translated.pk]
    page.unpublish()


def deleted() -> None:
    secret().delete()


def deleted_with_its_branch() -> None:
    folder = ContentFactory(title="Espace")
    ContentFactory(parent=folder, title=TITLE)
    Page.objects.get(pk=folder.pk).delete()


@pytest.mark.parametrize(
    "hide",
    [
        draft,
        unpublished,
        private,
        child_of_private,
        moved_under_private,
        expired,
        expired_by_the_command,
        scheduled,
        live_but_for_tomorrow,
        alias,
        other_locale,
        deleted,
        deleted_with_its_branch,
    ],
)
@pytest.mark.parametrize("rebuilt", [False, True])
def test_hidden_pages_leave_no_trace(hide: Callable[[], None], rebuilt: bool) -> None:
    seen = SheetFactory(title="Un réseau de chaleur")
    hide()
    if rebuilt:
        rebuild()
    assert found("chaufferie zéphyrienne") == []
    assert found("zephyrienne") == []
    every = search()
    assert seen.pk in [hit.id for hit in every.hits]
    assert TITLE not in [hit.title for hit in every.hits]
    assert "chaleur-bois" not in counts(every, "theme")
    assert suggested("chaufferie") == []
    assert suggested("zeph") == []
    assert search("zephyrrienne").corrected == ""


def test_pages_come_back_with_the_public() -> None:
    folder = ContentFactory(title="Espace réservé")
    page = ContentFactory(parent=folder, title=TITLE)
    restriction = PageViewRestriction.objects.create(
        page=folder, restriction_type=PageViewRestriction.LOGIN
    )
    assert found("zéphyrienne") == []
    restriction.delete()
    assert found("zéphyrienne") == [page.pk]


def test_a_private_branch_is_deleted_without_coming_back() -> None:
    folder = ContentFactory(title="Espace réservé")
    ContentFactory(parent=folder, title=TITLE)
    PageViewRestriction.objects.create(page=folder, restriction_type=PageViewRestriction.LOGIN)
    folder.delete()
    assert not Document.objects.filter(text__title=TITLE).exists()


def test_a_page_is_found_from_its_hour_on_and_until_its_end() -> None:
    page = secret()
    document = Document.objects.get(page=page)
    document.expire_at = timezone.now() + timedelta(hours=1)
    document.save()
    assert found("zéphyrienne") == [page.pk]
    document.expire_at = timezone.now()
    document.save()
    assert found("zéphyrienne") == []


def test_contact_is_never_indexed() -> None:
    SheetFactory(complete=True)
    for text in ("technique@prefailles.example", "02 40 00 00 00", "Service technique"):
        assert found(text) == []
