"""A member shares a document, looks through what it tells of people, and changes it later."""

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.library import moderation, sharing
from community.library.models import SharedDocument, Version
from community.library.states import State
from community.models import BlockedDomain, Decision
from members.models import User
from tests.factories.library import SharedDocumentFactory, known_sharer, odt
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory
from tests.factories.taxonomy import ThemeFactory
from tests.factories.territories import CommuneFactory
from tests.media.papers import odt_saying, xlsx, xlsx_row, xlsx_saying

pytestmark = pytest.mark.django_db

SHARE = "/documents-partages/partager/"
OWN = "https://terrain.example"
PLAIN = "Le titulaire abaisse la puissance de nuit."


def upload(*paragraphs: str, name: str = "Cahier des charges.odt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, odt_saying(*paragraphs or [PLAIN]))


def answers(**changed) -> dict:
    """The form as a member of a town fills it in; None: left out."""
    filled = {
        "title": "Entretien de l’éclairage public",
        "kind": "cahier-des-charges",
        "summary": "Pour douze communes d’un groupement.",
        "themes": [ThemeFactory(slug="eclairage-public").pk],
        "licence": "etalab-2.0",
        "year": "2024",
        "file": upload(),
        **changed,
    }
    return {name: value for name, value in filled.items() if value is not None}


def signed_in(member: User) -> Client:
    client = Client()
    client.force_login(member)
    return client


def test_the_document_of_a_known_member_is_published_once_it_was_looked_through() -> None:
    member = known_sharer()
    client = signed_in(member)
    organisation = member.memberships.get().organisation
    response = client.post(SHARE, answers(organisation=organisation.pk))
    document = SharedDocument.objects.latest("pk")
    assert response.url == f"/documents-partages/{document.pk}/verifier/"
    assert (document.state, document.territory) == (State.DRAFT, organisation.territory)
    assert Client().get(document.get_absolute_url()).status_code == 404
    page = client.get(response.url).content.decode()
    assert "n’a été trouvé dans son texte" in page
    client.post(response.url)
    document.refresh_from_db()
    assert document.is_published
    page = Client().get(document.get_absolute_url()).content.decode()
    assert PLAIN in page
    assert "Licence Ouverte 2.0" in page


def test_what_the_text_tells_of_people_is_shown_before_it_is_published() -> None:
    member = known_sharer()
    client = signed_in(member)
    told = ("Contact : M. Paul Zéphyr, 06 12 34 56 78", "zephyr@mairie.example")
    response = client.post(
        SHARE,
        answers(file=upload(*told), organisation=member.memberships.get().organisation_id),
    )
    page = client.get(response.url).content.decode()
    for mark in ("M. Paul Zéphyr", "06 12 34 56 78", "zephyr@mairie.example"):
        assert mark in page
    client.post(response.url)
    document = SharedDocument.objects.latest("pk")
    assert (document.state, document.held_for) == (State.HELD, ["personal"])


@pytest.mark.parametrize(
    ("who", "reasons"),
    [
        (UserFactory, ["first", "unconfirmed"]),
        (lambda: MembershipFactory(waiting=True).member, ["first", "unconfirmed"]),
        (lambda: MembershipFactory().member, ["first"]),
    ],
    ids=["no organisation", "not yet confirmed", "first"],
)
def test_what_a_new_member_shares_is_held(who, reasons: list[str]) -> None:
    member = who()
    membership = member.memberships.first()
    organisation = membership.organisation_id if membership else None
    client = signed_in(member)
    client.post(client.post(SHARE, answers(organisation=organisation)).url)
    document = SharedDocument.objects.get()
    assert (document.state, document.held_for) == (State.HELD, reasons)
    assert Client().get(document.get_absolute_url()).status_code == 404
    assert signed_in(UserFactory()).get(document.get_absolute_url()).status_code == 404
    page = client.get("/documents-partages/").content.decode()
    assert "Entretien de l’éclairage public" in page


def test_a_table_that_cannot_be_read_is_held() -> None:
    member = known_sharer()
    client = signed_in(member)
    file = SimpleUploadedFile("prix.xlsx", xlsx())
    organisation = member.memberships.get().organisation_id
    response = client.post(SHARE, answers(file=file, organisation=organisation))
    assert "n’a pas pu être lu" in client.get(response.url).content.decode()
    client.post(response.url)
    assert SharedDocument.objects.latest("pk").held_for == ["unread"]


def test_what_a_table_tells_of_people_is_shown_before_it_is_published() -> None:
    member = known_sharer()
    client = signed_in(member)
    row = xlsx_row(1, "Contact", "Mme Rose Zéphyr", "06 12 34 56 78")
    file = SimpleUploadedFile("prix.xlsx", xlsx_saying(Agents=row))
    organisation = member.memberships.get().organisation_id
    response = client.post(SHARE, answers(file=file, organisation=organisation))
    page = client.get(response.url).content.decode()
    assert "Mme Rose Zéphyr</li>" in page
    assert "06 12 34 56 78" in page
    client.post(response.url)
    document = SharedDocument.objects.latest("pk")
    assert document.held_for == ["personal"]
    assert document.waiting_version.text == ("Agents\nContact | Mme Rose Zéphyr | 06 12 34 56 78")


def test_a_link_needs_no_look_at_its_text() -> None:
    member = known_sharer()
    organisation = member.memberships.get().organisation_id
    response = signed_in(member).post(
        SHARE, answers(file=None, url="https://data.example/c.pdf", organisation=organisation)
    )
    document = SharedDocument.objects.latest("pk")
    assert response.url == document.get_absolute_url()
    assert document.is_published
    page = Client().get(document.get_absolute_url()).content.decode()
    assert 'href="https://data.example/c.pdf" rel="external nofollow ugc"' in page


@pytest.mark.parametrize(
    "leads",
    [
        {"url": "https://data.example/c.pdf"},
        {"url": "https://Fichiers.DATA.example/c.pdf"},
        {"source_url": "https://data.example/"},
        {"summary": "Le modèle : https://data.example/modele"},
        {"source_text": "du syndicat, http://www.data.example"},
    ],
    ids=str,
)
def test_what_leads_to_a_blocked_domain_is_held(leads: dict) -> None:
    BlockedDomain.objects.create(domain="data.example")
    member = known_sharer()
    filled = {"file": None, "url": "https://mairie.example/c.pdf", **leads}
    organisation = member.memberships.get().organisation_id
    signed_in(member).post(SHARE, answers(organisation=organisation, **filled))
    document = SharedDocument.objects.latest("pk")
    assert (document.state, document.held_for) == (State.HELD, ["blocked"])
    assert Client().get(document.get_absolute_url()).status_code == 404


def test_a_referent_leads_nobody_to_a_blocked_domain_either() -> None:
    BlockedDomain.objects.create(domain="data.example")
    referent = MembershipFactory(referent=True)
    document = SharedDocumentFactory(
        organisation=referent.organisation, link=True, url="https://mairie.example/"
    )
    response = signed_in(referent.member).post(
        f"/documents-partages/{document.pk}/modifier/",
        answers(file=None, url="https://data.example/", organisation=document.organisation_id),
    )
    document.refresh_from_db()
    assert (document.state, document.held_for) == (State.HELD, ["blocked"])
    assert response.url == "/documents-partages/"
    moderation.approve(by=UserFactory(moderator=True), document=document)
    assert Client().get(document.get_absolute_url()).status_code in (200, 301)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"file": None}, "Choisissez un fichier, ou donnez une adresse"),
        ({"url": "https://data.example/"}, "pas les deux"),
        ({"file": None, "url": "javascript:alert(1)"}, "URL"),
        ({"file": SimpleUploadedFile("a.odt", b"<script>")}, "document"),
        ({"file": SimpleUploadedFile("a.txt", b"du texte")}, "Choisissez un fichier PDF"),
        ({"title": ""}, "Donnez-lui un titre"),
        ({"summary": ""}, "Dites en quelques mots"),
        ({"themes": None}, "Choisissez au moins un thème"),
        ({"year": "1492"}, "Donnez une année entre"),
        ({"place": "Brigadoon"}, "Aucun territoire ne s’appelle"),
        ({"place": "Saint-Denis"}, "Plusieurs territoires"),
        ({"licence": "tous-droits"}, "licence"),
    ],
    ids=str,
)
def test_a_wrong_answer_is_told_and_nothing_typed_is_lost(wrong: dict, told: str) -> None:
    CommuneFactory(overseas=True)
    CommuneFactory(homonym=True)
    client = signed_in(UserFactory())
    response = client.post(SHARE, answers(**wrong, source_text="Du syndicat"))
    page = response.content.decode()
    assert response.status_code == 200
    assert told in page
    assert "Du syndicat" in page
    assert not SharedDocument.objects.exists()
    if "file" not in wrong:
        assert "Votre fichier n’a pas été gardé" in page


def test_a_place_is_found_by_its_name_with_its_departement() -> None:
    place = CommuneFactory(overseas=True)
    CommuneFactory(homonym=True)
    signed_in(UserFactory()).post(SHARE, answers(place="saint denis, la reunion"))
    assert SharedDocument.objects.get().territory == place


def test_nobody_shares_without_an_account_nor_for_others() -> None:
    assert "/compte/connexion/" in Client().post(SHARE, answers()).url
    foreign = MembershipFactory().organisation_id
    page = signed_in(UserFactory()).post(SHARE, answers(organisation=foreign))
    assert page.status_code == 200
    assert not SharedDocument.objects.exists()


@pytest.mark.parametrize("language", ["", "/en"])
def test_another_document_of_the_library_is_the_source_by_its_address(
    settings, language: str
) -> None:
    settings.WAGTAILADMIN_BASE_URL = OWN
    source = SharedDocumentFactory(title="Le modèle")
    client = signed_in(UserFactory())
    client.post(SHARE, answers(source_url=f"{OWN}{language}{source.get_absolute_url()}"))
    document = SharedDocument.objects.latest("pk")
    assert (document.source, document.source_url) == (source, "")
    change = f"/documents-partages/{document.pk}/modifier/"
    page = client.get(change).content.decode()
    assert f'value="{OWN}{source.get_absolute_url()}"' in page
    client.post(change, answers(file=None))
    document.refresh_from_db()
    assert document.source is None


@pytest.mark.parametrize("trait", ["held", "withdrawn"])
def test_an_address_that_leads_to_no_document_of_ours_is_kept_as_it_is(
    settings, trait: str
) -> None:
    settings.WAGTAILADMIN_BASE_URL = OWN
    hidden = SharedDocumentFactory(**{trait: True})
    for url in (
        f"{OWN}{hidden.get_absolute_url()}",
        f"https://ailleurs.example{hidden.get_absolute_url()}",
    ):
        signed_in(UserFactory()).post(SHARE, answers(source_url=url))
        document = SharedDocument.objects.latest("pk")
        assert (document.source, document.source_url) == (None, url)


def test_a_new_file_is_a_version_and_the_former_one_stays() -> None:
    member = known_sharer()
    document = SharedDocumentFactory(
        author=member, organisation=member.memberships.get().organisation, says="Ancien lot."
    )
    former = document.shown_version
    client = signed_in(member)
    response = client.post(
        f"/documents-partages/{document.pk}/modifier/",
        answers(
            file=upload("Nouveau lot."),
            changes="Lot 2 ajouté",
            organisation=document.organisation_id,
        ),
    )
    assert "Ancien lot" in Client().get(document.get_absolute_url(), follow=True).content.decode()
    client.post(response.url)
    document.refresh_from_db()
    page = Client().get(document.get_absolute_url()).content.decode()
    for words in ("Nouveau lot.", "Lot 2 ajouté", former.get_absolute_url()):
        assert words in page
    file = Client().get(former.get_absolute_url())
    assert b"".join(file.streaming_content).startswith(b"PK")
    assert (
        file["Content-Disposition"] == 'attachment; filename="entretien-de-leclairage-public.odt"'
    )
    assert (file["X-Content-Type-Options"], file["Cache-Control"]) == (
        "nosniff",
        "private, no-store",
    )
    assert file["Content-Security-Policy"].startswith("sandbox")


def test_a_file_that_replaces_a_refused_one_leaves_nothing_of_it(
    django_capture_on_commit_callbacks,
) -> None:
    document = SharedDocumentFactory(refused=True, says="Madame Rose")
    refused = document.waiting_version
    with django_capture_on_commit_callbacks(execute=True):
        sharing.change(
            by=document.author, document=document, themes=[ThemeFactory()], file=odt("Rien.")
        )
    assert not default_storage.exists(refused.file.name)
    sharing.read(document.waiting_version)
    assert not sharing.confirm(by=document.author, document=document)
    document.refresh_from_db()
    assert (document.state, "again" in document.held_for) == (State.HELD, True)


def test_whoever_is_not_the_author_changes_nothing() -> None:
    document = SharedDocumentFactory()
    client = signed_in(UserFactory())
    for name in ("modifier", "retirer", "verifier"):
        assert client.post(f"/documents-partages/{document.pk}/{name}/").status_code == 403


def test_a_referent_keeps_what_a_colleague_shared() -> None:
    referent = MembershipFactory(referent=True)
    document = SharedDocumentFactory(organisation=referent.organisation)
    client = signed_in(referent.member)
    client.post(
        f"/documents-partages/{document.pk}/modifier/",
        answers(title="Autre titre", file=None, organisation=document.organisation_id),
    )
    document.refresh_from_db()
    assert (document.title, document.is_published) == ("Autre titre", True)


def test_a_withdrawn_document_leaves_its_reason_alone(django_capture_on_commit_callbacks) -> None:
    document = SharedDocumentFactory(title="Titre retiré")
    file = document.shown_version
    client = signed_in(document.author)
    address = f"/documents-partages/{document.pk}/retirer/"
    assert "Dites pourquoi" in client.post(address, {"reason": " "}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"reason": "Remplacé par celui de 2026"})
    page = Client().get(document.get_absolute_url())
    assert page.status_code == 410
    assert "Remplacé par celui de 2026" in page.content.decode()
    assert "Titre retiré" not in page.content.decode()
    assert not default_storage.exists(file.file.name)
    assert not Version.objects.exists()
    assert mail.outbox == []


def test_a_draft_is_deleted_without_a_word() -> None:
    document = SharedDocumentFactory(draft=True)
    response = signed_in(document.author).post(f"/documents-partages/{document.pk}/retirer/")
    assert response.url == "/documents-partages/"
    assert not SharedDocument.objects.exists()


def test_a_moderator_approves_refuses_and_withdraws_with_a_trace(
    django_capture_on_commit_callbacks,
) -> None:
    moderator = UserFactory(moderator=True)
    approved, refused = SharedDocumentFactory(held=True), SharedDocumentFactory(held=True)
    with django_capture_on_commit_callbacks(execute=True):
        moderation.approve(by=moderator, document=approved)
        moderation.refuse(by=moderator, document=refused, reason="Noms d’habitants page 3.")
        moderation.withdraw(by=moderator, document=approved, reason="À la demande du titulaire.")
    assert [one.action for one in Decision.objects.order_by("pk")] == [
        "doc_published",
        "doc_refused",
        "doc_withdrawn",
    ]
    assert [one.to for one in mail.outbox] == [[refused.author.email], [approved.author.email]]
    assert "Noms d’habitants page 3." in mail.outbox[0].body
    page = signed_in(refused.author).get(refused.get_absolute_url()).content.decode()
    assert "Noms d’habitants page 3." in page


def test_who_publishes_sees_what_the_text_tells_of_people_and_nobody_else_does() -> None:
    told = "Contact : Mme Rose Zéphyr, 06 12 34 56 78, " + ", ".join(
        f"agent{number}@mairie.example" for number in range(8)
    )
    document = SharedDocumentFactory(held=True, says=told)
    queue = "/communaute/moderation/"
    for moderator in ({"moderator": True}, {"superuser": True}):
        page = signed_in(UserFactory(**moderator)).get(queue).content.decode()
        for mark in ("Mme Rose Zéphyr", "06 12 34 56 78", "agent4@mairie.example", "et 3 autres"):
            assert mark in page
        assert "agent5" not in page
        page = signed_in(UserFactory(**moderator)).get(document.get_absolute_url())
        assert "agent4@mairie.example, et 3 autres" in page.content.decode()
    for person in (UserFactory(), UserFactory(editor=True), document.author):
        assert signed_in(person).get(queue).status_code == 403
    page = signed_in(document.author).get(document.get_absolute_url()).content.decode()
    assert "Ce que son texte semble dire de personnes" not in page
    assert mail.outbox == []
    moderation.approve(by=UserFactory(moderator=True), document=document)
    journal = signed_in(UserFactory(moderator=True)).get(f"{queue}journal/").content.decode()
    assert "Zéphyr" not in journal


def test_the_queue_shows_the_oldest_documents_at_the_same_cost(django_assert_num_queries) -> None:
    client = signed_in(UserFactory(moderator=True))
    SharedDocumentFactory(held=True, title="Le premier")
    client.get("/communaute/moderation/")
    with CaptureQueriesContext(connection) as one:
        client.get("/communaute/moderation/")
    for number in range(11):
        SharedDocumentFactory(held=True, title=f"Suivant {number:02}")
    with django_assert_num_queries(len(one)):
        page = client.get("/communaute/moderation/").content.decode()
    assert "12 documents en attente" in page.replace("\xa0", " ").replace("\u202f", " ")
    assert "Le premier" in page
    assert "Suivant 08" in page
    assert "Suivant 09" not in page


def test_moderators_find_documents_in_their_queue(client) -> None:
    held = SharedDocumentFactory(held=True, title="À relire")
    reported = SharedDocumentFactory(title="Signalé")
    moderation.report(by=UserFactory(), document=reported, reason="Numéro privé page 2")
    client.force_login(UserFactory(superuser=True))
    page = client.get("/communaute/moderation/").content.decode()
    for words in ("À relire", "Signalé", "Numéro privé page 2"):
        assert words in page
    moderation.set_reports_aside(
        by=UserFactory(moderator=True), document=reported, reason="C’est celui de la mairie."
    )
    moderation.approve(by=UserFactory(moderator=True), document=held)
    page = client.get("/communaute/moderation/").content.decode()
    assert "À relire" not in page
    assert "Signalé" not in page
    assert "À relire" in client.get("/communaute/moderation/journal/").content.decode()
