"""Names and profiles that members report, and what moderators make of them."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from community import profiles
from community.models import Decision, Report
from members.models import User
from members.personal_data import delete_account, known
from tests.factories.community import CategoryFactory, PostFactory, TopicFactory
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, ProfileFactory

pytestmark = pytest.mark.django_db

NAME = "Achetez nos mâts (essai)"


def seller(**fields) -> User:
    """Somebody with a message that everybody may read and a profile that sells."""
    member = UserFactory(display_name=NAME, **fields)
    PostFactory(topic=TopicFactory(), poster=member)
    ProfileFactory(member=member, skills="Mâts à bas prix", listed=True)
    return member


def address(member: User, way: str = "signaler") -> str:
    return f"/communaute/membres/{member.pk}/{way}/"


def test_a_member_reports_a_profile_once_from_its_page(as_user, read) -> None:
    member, reader = seller(), UserFactory()
    client = as_user(reader)
    page = read(f"/communaute/membres/{member.pk}/", client)
    assert page.find("a", href=address(member))
    assert "field--bad" in client.post(address(member), {"reason": " "}).content.decode()
    for reason in ("Il vend.", "Il vend des mâts."):
        assert client.post(address(member), {"reason": reason}).status_code == 302
    assert Report.objects.get().reason == "Il vend des mâts."


def test_the_directory_leads_to_the_report_of_others(as_user, read) -> None:
    listed = MembershipFactory(member=ProfileFactory(listed=True).member).member
    client = as_user(listed)
    assert not read("/annuaire/", client).find("a", href=address(listed))
    other = as_user(UserFactory())
    assert read("/annuaire/", other).find("a", href=address(listed))
    assert other.get(address(listed)).status_code == 200


def test_nobody_is_reported_of_whom_one_reads_nothing(as_user, client) -> None:
    silent = UserFactory()
    hidden = PostFactory(topic=TopicFactory(forum=CategoryFactory(private=True))).poster
    held = PostFactory(topic=TopicFactory(), approved=False).poster
    gone = seller(is_active=False)
    browser = as_user(UserFactory())
    for member in (silent, hidden, held, gone):
        assert browser.get(address(member)).status_code == 404
        assert browser.post(address(member), {"reason": "x"}).status_code == 404
    own = seller()
    assert as_user(own).post(address(own), {"reason": "x"}).status_code == 404
    assert client.get(address(own)).status_code == 302  # to sign in
    assert not Report.objects.exists()


def test_moderators_alone_decide_and_only_what_was_reported(as_user, client) -> None:
    member = seller()
    for way in ("conserver", "effacer"):
        assert as_user(UserFactory(moderator=True)).get(address(member, way)).status_code == 404
    profiles.report(by=UserFactory(), member=member, reason="Il vend.")
    for way in ("conserver", "effacer"):
        for person in (UserFactory(), member, UserFactory(editor=True)):
            sent = as_user(person).post(address(member, way), {"reason": "x"})
            assert sent.status_code in (302, 403)
        assert client.post(address(member, way), {"reason": "x"}).status_code == 302
    with pytest.raises(PermissionDenied):
        profiles.clear(by=UserFactory(), member=member, reason="x")
    assert not Decision.objects.exists()


def test_a_cleared_profile_says_nothing_and_its_member_learns_why(
    as_user, read, django_capture_on_commit_callbacks
) -> None:
    member = seller()
    profiles.report(by=UserFactory(), member=member, reason="Il vend.")
    moderator = as_user(UserFactory(moderator=True))
    queue = read("/communaute/moderation/", moderator)
    assert NAME in queue.text and "Mâts à bas prix" in queue.text and "Il vend." in queue.text
    with django_capture_on_commit_callbacks(execute=True):
        moderator.post(address(member, "effacer"), {"reason": "La communauté ne vend rien."})
    member.refresh_from_db()
    assert member.display_name == f"Membre {member.pk}"
    assert (member.profile.skills, member.profile.listed) == ("", False)
    [told] = mail.outbox
    assert told.to == [member.email]
    assert "La communauté ne vend rien." in told.body
    decision = Decision.objects.get()
    assert (decision.action, decision.author) == ("profile_cleared", member)
    assert "Rien n’attend" in read("/communaute/moderation/", moderator).text
    assert "Profil effacé" in read("/communaute/moderation/journal/", moderator).text
    assert NAME not in read(f"/communaute/membres/{member.pk}/").text


def test_a_kept_profile_stays_and_the_log_says_why(as_user, read) -> None:
    member = seller()
    profiles.report(by=UserFactory(), member=member, reason="Il vend.")
    moderator = as_user(UserFactory(moderator=True))
    moderator.post(address(member, "conserver"), {"reason": "Il informe."})
    member.refresh_from_db()
    assert member.display_name == NAME
    assert Decision.objects.get().reason == "Il informe."
    assert "Rien n’attend" in read("/communaute/moderation/", moderator).text
    assert mail.outbox == []


def test_a_report_goes_with_the_account_that_it_is_about() -> None:
    member = seller()
    profiles.report(by=UserFactory(), member=member, reason="Il vend.")
    delete_account(member=member, remove=True)
    assert not Report.objects.exists()


def test_a_member_is_told_of_what_they_reported_of_profiles() -> None:
    member, reader = seller(), UserFactory()
    profiles.report(by=reader, member=member, reason="Il vend des mâts.")
    told = [row for section in known(reader) for row in section.entries]
    assert any({NAME, "Il vend des mâts."} <= set(row.values()) for row in told)
