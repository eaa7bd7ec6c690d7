"""What the library keeps of a member is told, and gone with the account."""

import pytest
from django.core.files.storage import default_storage

from community.library import moderation
from community.library.models import Reuse, SharedDocument, Version
from members.personal_data import delete_account, known
from tests.community.test_personal_data import where_found
from tests.factories.library import ReuseFactory, SharedDocumentFactory, VersionFactory
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db

# Marks of one person in what was shared, used again, reported and withdrawn.
TITLE, TEXT, FORMER, HELD, SECRET, REUSE, REPORT, REASON, WITHDRAWN = MARKS = [
    f"Zéphyrin{number}" for number in range(9)
]


@pytest.fixture
def planted():
    """A member who did all that one can do in the library."""
    member = UserFactory(display_name="Xanthe Zéphyr")
    document = SharedDocumentFactory(author=member, title=f"Cahier {TITLE}", says=FORMER)
    version = VersionFactory(document=document, says="Ancien")
    VersionFactory(document=document, says=TEXT)
    moderation.withdraw_version(by=member, version=version, reason=WITHDRAWN)
    SharedDocumentFactory(author=member, held=True, title=HELD, says=SECRET)
    gone = SharedDocumentFactory(author=member)
    moderation.withdraw(by=member, document=gone, reason=REASON)
    ReuseFactory(member=member, purpose=REUSE)
    moderation.report(by=member, document=SharedDocumentFactory(), reason=REPORT)
    return member


def test_all_of_it_is_told(planted) -> None:
    told = str([(one.title, one.entries) for one in known(planted)])
    for word in (TITLE, HELD, REUSE, REASON, REPORT, WITHDRAWN):
        assert word in told
    assert "Documents que j’ai partagés" in told


def test_nothing_is_left_of_a_member_who_removes_everything(
    planted, django_capture_on_commit_callbacks
) -> None:
    assert {word for _where, word in where_found(MARKS)} == {*MARKS}
    files = Version.objects.filter(document__author=planted).exclude(file="")
    names = [version.file.name for version in files]
    with django_capture_on_commit_callbacks(execute=True):
        delete_account(member=planted, remove=True)
    assert where_found([*MARKS, "Xanthe"]) == []
    assert not any(default_storage.exists(name) for name in names)


def test_what_others_read_may_stay_without_a_name(
    planted, client, django_capture_on_commit_callbacks
) -> None:
    document = SharedDocument.objects.get(title__contains=TITLE)
    with django_capture_on_commit_callbacks(execute=True):
        delete_account(member=planted, remove=False)
    page = client.get(document.get_absolute_url()).content.decode()
    assert TEXT in page
    assert "Ancien membre" in page
    left = {word for _where, word in where_found([*MARKS, "Xanthe"])}
    assert left == {TITLE, TEXT, FORMER, REUSE, REPORT, WITHDRAWN}
    assert Reuse.objects.get().member is None
