"""Which documents come in, and how they go out."""

import io
from collections.abc import Callable
from email.message import Message

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, UploadedFile

from media.document_checking import check_document
from media.models import PublicDocument
from media.refusals import UploadRefused
from members.models import User
from tests.factories.media import PictureFactory, PublicDocumentFactory, root_collection
from tests.media.conftest import content_of
from tests.media.papers import ACCEPTED, HOSTILE

Files = Callable[[], list[str]]
hostile = pytest.mark.parametrize(("name", "content", "code"), HOSTILE.values(), ids=HOSTILE)
CHOSEN = ["page", "macros by part", "bomb", "pdf called txt", "pdf and archive"]
some_hostile = pytest.mark.parametrize(
    ("name", "content", "code"), [HOSTILE[key] for key in CHOSEN], ids=CHOSEN
)


def disposition(response) -> Message:
    message = Message()
    message["Content-Disposition"] = response["Content-Disposition"]
    return message


@pytest.mark.parametrize(("name", "content"), ACCEPTED.values(), ids=ACCEPTED)
def test_harmless_document_is_kept_as_it_is(name: str, content: bytes) -> None:
    document = check_document(io.BytesIO(content), name)
    assert document.read() == content
    assert document.name.endswith("." + name.rsplit(".")[1].lower())


@hostile
def test_hostile_document_is_refused_with_its_reason(name: str, content: bytes, code: str) -> None:
    with pytest.raises(UploadRefused) as refusal:
        check_document(io.BytesIO(content), name)
    assert refusal.value.code == code
    [message] = refusal.value.messages
    assert "%(" not in message
    assert message.endswith(".")


@hostile
@pytest.mark.django_db
def test_hostile_document_saved_by_code_leaves_nothing_behind(
    name: str, content: bytes, code: str, stored_files: Files
) -> None:
    with pytest.raises(UploadRefused):
        PublicDocument.objects.create(title="Bilan", file=ContentFile(content, name=name))
    assert not PublicDocument.objects.exists()
    assert stored_files() == []


def test_document_over_the_size_limit_is_refused(settings) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 5
    with pytest.raises(UploadRefused) as refusal:
        check_document(io.BytesIO(b"bonjour"), "bilan.txt")
    assert refusal.value.code == "too_big"


@some_hostile
def test_forms_refuse(
    administrator: Client, name: str, content: bytes, code: str, stored_files: Files
) -> None:
    def upload() -> SimpleUploadedFile:
        return SimpleUploadedFile(name, content, "application/pdf")

    response = administrator.post(
        reverse("wagtaildocs:add"), {"title": "Bilan", "file": upload()}, follow=True
    )
    assert response.context["form"].has_error("file", code)
    response = administrator.post(
        reverse("wagtaildocs:add_multiple"), {"title": "Bilan", "files[]": upload()}
    )
    assert response.json()["success"] is False
    prefix = "document-chooser-upload"
    response = administrator.post(
        reverse("wagtaildocs_chooser:create"),
        {f"{prefix}-title": "Bilan", f"{prefix}-file": upload()},
    )
    assert response.json()["step"] == "reshow_creation_form"
    assert not PublicDocument.objects.exists()
    assert not UploadedFile.objects.exists()
    assert stored_files() == []


def test_replacing_a_document_refuses_and_keeps_the_old_one(
    administrator: Client, stored_files: Files
) -> None:
    document = PublicDocumentFactory()
    before = stored_files()
    name, content, code = HOSTILE["macros by part"]
    response = administrator.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {"title": "Autre", "file": SimpleUploadedFile(name, content)},
    )
    assert response.context["form"].has_error("file", code)
    assert stored_files() == before


def test_form_accepts_and_says_its_limits(administrator: Client) -> None:
    form = administrator.get(reverse("wagtaildocs:add")).context["form"]
    assert "ODS" in str(form.fields["file"].help_text)
    name, content = ACCEPTED["odt"]
    administrator.post(
        reverse("wagtaildocs:add"), {"title": "Bilan", "file": SimpleUploadedFile(name, content)}
    )
    document = PublicDocument.objects.get()
    assert document.file_size == len(content)
    assert document.file_hash


@pytest.mark.parametrize("kind", ["pdf", "odt", "csv", "txt", "docx"])
@pytest.mark.django_db
def test_document_is_always_a_download_in_a_sandbox(client: Client, kind: str) -> None:
    name, content = ACCEPTED[kind]
    document = PublicDocumentFactory(file=ContentFile(content, name=name))
    response = client.get(document.url)
    assert content_of(response) == content
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "'none'" in response["Content-Security-Policy"]
    assert response["Content-Type"].split(";")[0] == document.content_type
    assert "public" in response["Cache-Control"]


@pytest.mark.django_db
def test_title_is_safe_in_the_header(client: Client) -> None:
    title = 'Bilan « L’Haÿ-les-Roses »\r\nSet-Cookie: a=b; "guillemets" \\ ../../etc'
    document = PublicDocumentFactory(title=title)
    response = client.get(document.url)
    assert content_of(response)
    assert "Set-Cookie" not in response.headers
    name = disposition(response).get_filename()
    assert name == "Bilan « L’Haÿ-les-Roses » Set-Cookie a=b; guillemets .. .. etc.txt"


@pytest.mark.django_db
def test_no_control_character_is_in_the_name_of_a_download() -> None:
    document = PublicDocument(title="Bilan\x00de\x07l’eau\u202e", file="a.txt")
    assert document.download_name == "Bilan de l’eau.txt"


@pytest.mark.django_db
def test_unchanged_document_is_not_sent_again(client: Client) -> None:
    document = PublicDocumentFactory()
    first = client.get(document.url)
    assert content_of(first)
    again = client.get(document.url, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.django_db
def test_document_under_another_name_or_method_is_not_found(client: Client) -> None:
    document = PublicDocumentFactory()
    assert client.get(f"/documents/{document.pk}/autre.txt").status_code == 404
    assert client.get(f"/documents/{document.pk + 1}/{document.filename}").status_code == 404
    assert client.post(document.url).status_code == 405


@pytest.fixture
def private_collection(db) -> Collection:
    return root_collection().add_child(name="Réservé aux membres")


@pytest.mark.django_db
def test_private_collection_asks_who_is_there(
    client: Client, private_collection: Collection
) -> None:
    group = Group.objects.create(name="Groupe de travail")
    restriction = CollectionViewRestriction.objects.create(
        collection=private_collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.add(group)
    document = PublicDocumentFactory(collection=private_collection)
    assert client.get(document.url).status_code == 302
    member = User.objects.create_user("b@oeuilly.example", "mot", display_name="Agente")
    client.force_login(member)
    assert client.get(document.url).status_code == 302
    member.groups.add(group)
    response = client.get(document.url)
    assert content_of(response)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_password_of_a_collection_opens_it(client: Client, private_collection: Collection) -> None:
    restriction = CollectionViewRestriction.objects.create(
        collection=private_collection,
        restriction_type=CollectionViewRestriction.PASSWORD,
        password="tilleul",
    )
    document = PublicDocumentFactory(collection=private_collection)
    asked = client.get(document.url)
    assert "Content-Disposition" not in asked.headers
    assert "form" in asked.context_data
    client.post(
        reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk]),
        {"password": "tilleul", "return_url": document.url},
    )
    response = client.get(document.url)
    assert content_of(response)
    assert response["Content-Disposition"].startswith("attachment;")


@pytest.mark.django_db
def test_document_has_no_other_address(rf, settings) -> None:
    from django.http import Http404

    from media.views import serve_rendition

    document = PublicDocumentFactory()
    picture = PictureFactory()
    with pytest.raises(NotImplementedError):
        _ = document.file.url
    assert settings.PRIVATE_MEDIA_ROOT not in (
        settings.MEDIA_ROOT,
        *settings.MEDIA_ROOT.parents,
        *settings.MEDIA_ROOT.rglob("*"),
    )
    for path in (document.file.name, picture.file.name, f"../private/{picture.file.name}"):
        with pytest.raises(Http404):
            serve_rendition(rf.get("/media/x"), path)
