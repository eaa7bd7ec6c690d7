"""What members note: forms, proofs, history, facts; and who reads and changes it."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from experiences.obligations import urls
from experiences.obligations.models import Change, Facts, Notice, Proof, Record
from experiences.obligations.recording import note, note_facts
from media.orphans import mismatches
from members.organisations.models import Membership
from members.personal_data import delete_account, known
from tests.experiences.obligations.conftest import Town
from tests.factories.members import UserFactory
from tests.factories.obligations import PDF, ObligationFactory, ProofFactory, RecordFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

Status = Record.Status


def address(town: Town, *path: str) -> str:
    return "/".join([f"/obligations/suivi/{town.organisation.pk}", *path, ""])


def text(response) -> str:
    return response.content.decode().replace("\xa0", " ")


def upload(content: bytes = PDF, name: str = "délibération.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_a_member_notes_what_is_planned_then_done_with_a_proof(seyssins) -> None:
    made = ObligationFactory(slug="adresses")
    sent = {"status": "planned", "on": "2027-03-01", "note": "Le service technique"}
    response = seyssins.client.post(address(seyssins, "adresses"), sent, follow=True)
    assert "Prévu pour le 1er mars 2027" in text(response)
    sent = {"status": "done", "on": "2026-11-02", "note": "", "file": upload()}
    seyssins.client.post(address(seyssins, "adresses"), sent)
    record = Record.objects.get(organisation=seyssins.organisation, obligation=made)
    assert (record.status, record.on, record.note) == (Status.DONE, date(2026, 11, 2), "")
    page = text(seyssins.client.get(address(seyssins, "adresses")))
    for said in ("Le service technique", "Agent de Seyssins", "Télécharger la preuve", "Prévu"):
        assert said in page
    assert [change.status for change in Change.objects.all()] == ["done", "planned"]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choisissez où vous en êtes."),
        ({"status": "planned"}, "Donnez le jour pour lequel c’est prévu."),
        ({"status": "done"}, "Donnez le jour où cela a été fait."),
        ({"status": "done", "on": "2999-01-01"}, "Ce jour est à venir"),
        ({"status": "planned", "on": "hier"}, "Écrivez la date comme"),
        ({"status": "not-concerned"}, "Dites pourquoi vous n’êtes pas concernés."),
        ({"status": "mort"}, "Sélectionnez un choix valide"),
        ({"status": "not-concerned", "note": "x" * 2_001}, "2000"),
    ],
)
def test_a_form_says_what_to_put_right_and_keeps_nothing(seyssins, sent, said: str) -> None:
    ObligationFactory(slug="adresses")
    response = seyssins.client.post(address(seyssins, "adresses"), sent)
    assert response.status_code == 200
    assert said in text(response)
    assert 'role="alert"' in text(response)
    assert not Record.objects.exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>alert(1)</script>", "preuve.pdf"),
        (b"%PDF-1.4 /JavaScript %%EOF", "preuve.pdf"),
        (b"MZ\x90\x00", "preuve.exe"),
        (b"du texte", "preuve.txt"),
    ],
)
def test_a_hostile_proof_is_refused(seyssins, content: bytes, name: str) -> None:
    ObligationFactory(slug="adresses")
    sent = {"status": "done", "on": "2026-11-02", "file": upload(content, name)}
    response = seyssins.client.post(address(seyssins, "adresses"), sent)
    assert "field--bad" in text(response)
    assert not Record.objects.exists()
    assert not Proof.objects.exists()


def test_what_a_member_writes_is_text(seyssins) -> None:
    ObligationFactory(slug="adresses")
    sent = {"status": "not-concerned", "note": "<script>alert(1)</script>"}
    response = seyssins.client.post(address(seyssins, "adresses"), sent, follow=True)
    assert "<script>alert" not in text(response)
    assert "<script>alert" not in text(seyssins.client.get(address(seyssins, "adresses")))


def test_a_proof_is_a_sealed_download(seyssins) -> None:
    proof = ProofFactory(record__organisation=seyssins.organisation)
    response = seyssins.client.get(proof.get_absolute_url())
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Cache-Control"] == "private, no-store"
    assert "sandbox" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_new_proof_takes_the_place_of_the_former_whose_file_goes(
    seyssins, django_capture_on_commit_callbacks
) -> None:
    made = ObligationFactory()
    written = {"organisation": seyssins.organisation, "obligation": made, "by": seyssins.member}
    written |= {"status": Status.DONE, "on": date(2026, 1, 1)}
    note(**written, file=upload())
    former = Proof.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        note(**written, file=upload(name="autre.pdf"))
    assert not former.file.storage.exists(former.file.name)
    note(**written)
    kept = Proof.objects.get()
    assert kept.file.storage.exists(kept.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        note(**written, remove_proof=True)
    assert not Proof.objects.exists()
    assert not kept.file.storage.exists(kept.file.name)


def test_a_deleted_note_takes_its_proof_along_and_stays_in_the_history(
    seyssins, django_capture_on_commit_callbacks
) -> None:
    record = RecordFactory(organisation=seyssins.organisation)
    proof = ProofFactory(record=record)
    where = address(seyssins, record.obligation.slug, "supprimer")
    assert "Supprimer cette note ?" in text(seyssins.client.get(where))
    assert Record.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        seyssins.client.post(where)
    assert not Record.objects.exists()
    assert not proof.file.storage.exists(proof.file.name)
    page = text(seyssins.client.get(address(seyssins, record.obligation.slug)))
    assert "Agent de Seyssins" in page
    assert "Supprimé" in page


def test_what_is_rolled_back_leaves_the_file(seyssins) -> None:
    proof = ProofFactory(record__organisation=seyssins.organisation)
    with pytest.raises(RuntimeError), transaction.atomic():
        proof.record.delete()
        raise RuntimeError
    assert proof.file.storage.exists(proof.file.name)


def test_the_check_of_uploads_knows_the_folder_of_proofs(seyssins) -> None:
    ProofFactory(record__organisation=seyssins.organisation)
    [one] = [one for one in mismatches() if one.folder == "obligation-proofs"]
    assert one.missing == ()


def test_facts_are_noted_and_count(seyssins) -> None:
    ObligationFactory(open_data=True)
    where = address(seyssins, "faits")
    assert "Seuls les membres" in text(seyssins.client.get(where))
    wrong = text(seyssins.client.post(where, {"staff": "beaucoup", "surface": ""}))
    assert "Écrivez un nombre en chiffres" in wrong
    response = seyssins.client.post(where, {"staff": "48,5", "surface": "1 200"}, follow=True)
    assert "moins de 50 agents" in text(response)
    assert not Notice.objects.exists()
    assert 'value="48.5"' in text(seyssins.client.get(where))


def test_what_is_no_longer_published_keeps_its_notes(seyssins) -> None:
    record = RecordFactory(organisation=seyssins.organisation, obligation__name="Ancienne règle")
    record.obligation.live = False
    record.obligation.save()
    page = text(seyssins.client.get(address(seyssins)))
    assert "Ancienne règle" in page.split("Plus dans la liste")[1]
    one = text(seyssins.client.get(address(seyssins, record.obligation.slug)))
    assert "Vos notes restent" in one


def test_without_an_organisation_the_page_says_how_to_have_one(as_user) -> None:
    page = text(as_user(UserFactory()).get("/obligations/suivi/"))
    assert "Vous n’appartenez encore à aucune commune" in page


def test_with_one_organisation_the_way_is_short_and_with_two_one_chooses(seyssins, oeuilly) -> None:
    assert seyssins.client.get("/obligations/suivi/").url == address(seyssins)
    MembershipFactory(member=seyssins.member, organisation=oeuilly.organisation)
    page = text(seyssins.client.get("/obligations/suivi/"))
    assert address(oeuilly) in page


SECRET = "Xylophonie"


def addresses(record: Record, proof: Proof, notice: Notice) -> Iterator[str]:
    """Every address of obligations, read from the URLs themselves."""
    for pattern in urls.urlpatterns:
        values = {
            "pk": proof.pk if pattern.name == "proof" else record.organisation_id,
            "slug": record.obligation.slug,
            "notice": notice.pk,
            "token": "x",
        }
        names = pattern.pattern.converters
        yield reverse(f"obligations:{pattern.name}", kwargs={one: values[one] for one in names})


ROLES = [
    "anonymous", "member", "neighbour", "waiting", "former", "editor", "moderator",
    "administrator", "superuser",
]  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_nobody_else_reads_or_changes_what_a_town_noted(
    seyssins, oeuilly, as_user, role: str
) -> None:
    record = RecordFactory(organisation=seyssins.organisation, note=SECRET)
    proof = ProofFactory(record=record)
    note_facts(organisation=seyssins.organisation, by=seyssins.member, staff=77, surface=None)
    notice = Notice.objects.create(
        organisation=seyssins.organisation,
        obligation=record.obligation,
        before="applies",
        now="does-not",
        reason=SECRET,
    )
    person = None
    if role == "neighbour":
        person = oeuilly.member
    elif role in ("waiting", "former"):
        status = Membership.Status.WAITING if role == "waiting" else Membership.Status.ENDED
        person = UserFactory()
        MembershipFactory(member=person, organisation=seyssins.organisation, status=status)
    elif role != "anonymous":
        person = UserFactory(**({} if role == "member" else {role: True}))
    client = as_user(person)
    before = (list(Record.objects.values()), Facts.objects.get().staff, Proof.objects.count())
    for where in addresses(record, proof, notice):
        for language in ("", "/en"):
            sent = {"status": "done", "on": "2026-01-01", "staff": "1", "do": "renew"}
            for response in (
                client.get(f"{language}{where}", follow=True),
                client.post(f"{language}{where}", sent),
            ):
                assert response.status_code in (200, 302, 403, 404, 405), where
                streamed = b"" if not response.streaming else b"".join(response.streaming_content)
                said = f"{response.headers}{streamed or response.content!r}"
                assert SECRET not in said, where
                assert str(PDF) not in said, where
    assert before == (
        list(Record.objects.values()),
        Facts.objects.get().staff,
        Proof.objects.count(),
    )
    assert Notice.objects.open().exists()
    page = client.get("/obligations/?territoire=38486").content.decode()
    # A word of its own: the token of a form may have the two digits within.
    assert not re.search(r"\b77\b", page.split("<main")[1].split("</main")[0])


def test_a_member_of_the_town_reads_it(seyssins) -> None:
    """So that the test above can fail."""
    record = RecordFactory(organisation=seyssins.organisation, note=SECRET)
    assert SECRET in text(seyssins.client.get(address(seyssins, record.obligation.slug)))


def test_one_town_cannot_reach_the_notes_of_another_through_its_own_address(
    seyssins, oeuilly
) -> None:
    record = RecordFactory(organisation=seyssins.organisation, note=SECRET)
    page = oeuilly.client.get(address(oeuilly, record.obligation.slug))
    assert SECRET not in text(page)
    assert (
        oeuilly.client.post(address(oeuilly, record.obligation.slug, "supprimer")).status_code
        == 404
    )
    assert Record.objects.filter(pk=record.pk).exists()


def test_pages_of_members_are_kept_by_no_cache_and_listed_nowhere(seyssins) -> None:
    response = seyssins.client.get(address(seyssins))
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in text(response)


def test_a_notice_is_read_once_for_everybody(seyssins) -> None:
    made = ObligationFactory(name="Ouverture des données")
    notice = Notice.objects.create(
        organisation=seyssins.organisation,
        obligation=made,
        before="does-not",
        now="applies",
        reason="Seyssins compte 8 092 habitants.",
    )
    assert "Seyssins compte 8 092" in text(seyssins.client.get(address(seyssins)))
    seyssins.client.post(address(seyssins, "avis", str(notice.pk)))
    notice.refresh_from_db()
    assert notice.read_by == seyssins.member
    assert "Seyssins compte 8 092" not in text(seyssins.client.get(address(seyssins)))


def test_queries_of_the_overview_do_not_grow(seyssins) -> None:
    def asked() -> int:
        seyssins.client.get(address(seyssins))
        with CaptureQueriesContext(connection) as captured:
            seyssins.client.get(address(seyssins))
        return len(captured)

    RecordFactory(organisation=seyssins.organisation)
    few = asked()
    for _ in range(6):
        ProofFactory(record__organisation=seyssins.organisation)
    assert asked() == few <= 16


@pytest.mark.parametrize("remove", [True, False])
def test_a_deleted_account_leaves_the_notes_without_a_name(seyssins, remove: bool) -> None:
    made = ObligationFactory()
    written = {"organisation": seyssins.organisation, "obligation": made, "by": seyssins.member}
    note(**written, status=Status.NOT_CONCERNED, on=None, text="Une raison", file=upload())
    note_facts(organisation=seyssins.organisation, by=seyssins.member, staff=48, surface=None)
    told = {section.title: section.entries for section in known(seyssins.member)}
    assert "Une raison" in told["Ce que j’ai noté sur des obligations"][0].values()
    assert told["Preuves que j’ai ajoutées"]
    assert told["Chiffres que j’ai notés pour une structure"]
    delete_account(member=seyssins.member, remove=remove)
    record, change, proof = Record.objects.get(), Change.objects.get(), Proof.objects.get()
    assert (record.changed_by, change.by, proof.added_by) == (None, None, None)
    assert Facts.objects.get().updated_by is None
    assert (record.note, change.note) == (("", "") if remove else ("Une raison", "Une raison"))


def test_an_organisation_that_governs_nothing_has_no_obligations(as_user) -> None:
    person = UserFactory()
    company = OrganisationFactory(company=True)
    MembershipFactory(member=person, organisation=company)
    assert as_user(person).get(f"/obligations/suivi/{company.pk}/").status_code == 404


def test_dates_of_changes_are_those_of_the_day(seyssins) -> None:
    note(
        organisation=seyssins.organisation,
        obligation=ObligationFactory(),
        by=seyssins.member,
        status=Status.DONE,
        on=date(2026, 1, 1),
    )
    assert Change.objects.get().at <= timezone.now()
