"""Eight roles × every address of the library × what is hidden: nothing comes out or changes.

As `tests.community.test_matrix` for the forum; the addresses are read from the URLs themselves.
"""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from community.library import urls
from community.library.models import SharedDocument, Version
from community.library.states import State
from community.sitemaps import SITEMAPS
from members.models import User
from tests.community.test_matrix import said
from tests.factories.library import ReuseFactory, SharedDocumentFactory, VersionFactory
from tests.factories.members import UserFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

WORDS = "Xylophonie"
TEXT = f"Article 1. {WORDS} du lot\n{WORDS} du texte\nArticle 2. {WORDS} du prix"
ROLES = [
    "anonymous",
    "member",
    "author",
    "referent",
    "editor",
    "moderator",
    "administrator",
    "superuser",
]
STATES = ["draft", "held", "refused", "new file", "members only", "withdrawn", "deleted"]
JUDGES = {"author", "moderator", "administrator", "superuser"}
ALLOWED = {
    "draft": {"author"},
    "held": JUDGES,
    "refused": JUDGES,
    "new file": JUDGES,
    "members only": {*ROLES} - {"anonymous"},
    "withdrawn": set(),
    "deleted": set(),
}
# What any button or form of the library sends.
SENT = {
    "title": "Autre titre",
    "kind": "charte",
    "summary": "Autre résumé",
    "url": "https://autre.example/",
    "licence": "CC0-1.0",
    "reason": "Motif",
    "purpose": "Autre usage",
}


def hide(state: str) -> SharedDocument:
    """A document that says WORDS; of one with a new file, that file alone says them."""
    organisation = OrganisationFactory()
    secret = state != "new file"
    traits = {one: state == one for one in ("draft", "held", "refused", "withdrawn")}
    document = SharedDocumentFactory(
        title=f"{WORDS} du titre" if secret else "Un titre",
        summary=f"{WORDS} du résumé" if secret else "Un résumé",
        reason=f"{WORDS} du refus" if state == "refused" else "Remplacé",
        organisation=organisation,
        territory=organisation.territory,
        members_only=state == "members only",
        says=TEXT if secret else "Un texte",
        **traits,
    )
    if state == "new file":
        VersionFactory(document=document, waiting=True, says=TEXT, changes=f"{WORDS} du lot")
    if state == "withdrawn":
        SharedDocument.objects.filter(pk=document.pk).update(held_for=[])
    if secret and state not in ("draft", "held", "refused"):
        ReuseFactory(document=document, purpose=f"{WORDS} de l’usage")
    return document


def addresses(document: SharedDocument, files: list[int]) -> Iterator[str]:
    """Every address of the library, about what is hidden where it is about something."""
    for pattern in urls.urlpatterns:
        names = pattern.pattern.converters
        keys = files if pattern.name in ("file", "withdraw-version") else [document.pk]
        for key in keys:
            values = {"pk": key, "words": "mots"}
            way = reverse(f"library:{pattern.name}", kwargs={one: values[one] for one in names})
            yield way
            if pattern.name in ("assemble", "draft", "document"):
                yield from (f"{way}?clause={file}.0" for file in files)


def enter(role: str, document: SharedDocument) -> Client:
    client = Client(raise_request_exception=True)
    if role == "author":
        client.force_login(document.author)
    elif role == "referent":
        membership = MembershipFactory(organisation=document.organisation, referent=True)
        client.force_login(membership.member)
    elif role != "anonymous":
        client.force_login(UserFactory(**({} if role == "member" else {role: True})))
    return client


def rows() -> dict[str, list[tuple]]:
    """Every row of the library, and every decision and report."""
    tables = [
        one
        for one in connection.introspection.table_names()
        if one.startswith("library_") or one in ("community_report", "community_decision")
    ]
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")  # noqa: S608
            found[table] = cursor.fetchall()
    return found


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_what_is_hidden_comes_out_nowhere_and_nobody_changes_it(role: str, state: str) -> None:
    document = hide(state)
    files = list(Version.objects.filter(document=document).values_list("pk", flat=True))
    pk = document.pk
    client = enter(role, document)
    if role in ALLOWED[state]:
        page = client.get(document.get_absolute_url())
        newest = Version.objects.filter(document=document).first()
        assert page.status_code == 200
        assert WORDS in said(page) or state == "new file"
        file = client.get(newest.get_absolute_url())
        assert "attachment" in said(file)
        assert file.status_code == 200
        return
    if state == "deleted":
        document.delete()
        document.pk = pk
    hidden = [one for one in files if state != "new file" or _is_waiting(one)]
    about = {document.pk} if state != "new file" else set()
    before = rows()
    for address in addresses(document, hidden):
        for language in ("", "/en"):
            assert WORDS not in said(client.get(f"{language}{address}", follow=True)), address
        if about or "fichiers" in address:
            assert WORDS not in said(client.post(address, SENT)), address
    after = rows()
    assert after == before
    for file in hidden:
        assert client.get(reverse("library:file", args=[file])).status_code == 404


def _is_waiting(file: int) -> bool:
    return Version.objects.filter(pk=file, shown_at=None).exists()


@pytest.mark.parametrize("state", STATES)
def test_no_other_channel_tells_what_is_hidden(state: str) -> None:
    document = hide(state)
    if state == "deleted":
        document.delete()
    client = Client()
    for address in (
        "/",
        "/documents-partages/",
        "/communaute/",
        f"/recherche/?q={quote(WORDS)}",
        f"/recherche.json?q={quote(WORDS)}",
        f"/recherche.csv?q={quote(WORDS)}",
        f"/recherche/suggestions.json?q={quote(WORDS[:5])}",
        "/territoires/seyssins-38486/",  # of the organisation
        *(f"/sitemap-communaute-{section}.xml" for section in SITEMAPS),
    ):
        text = said(client.get(address)).replace(quote(WORDS), "")
        shown = text.replace(f'value="{WORDS}"', "")
        assert f"{WORDS} d" not in shown, address
        assert f"{WORDS.lower()}-d" not in shown, address  # in the words of an address
    assert mail.outbox == []


def test_what_is_seen_by_all_comes_out_where_it_should() -> None:
    """So that the tests above can fail."""
    document = hide("held")
    Version.objects.update(shown_at=document.made_at)
    SharedDocument.objects.update(state=State.PUBLISHED, published_at=document.made_at)
    files = list(Version.objects.values_list("pk", flat=True))
    client = Client()
    found = [
        one
        for one in addresses(document, files)
        if "partager" not in one and WORDS in said(client.get(one, follow=True))
    ]
    assert len(found) >= 2


def test_a_held_document_counts_for_nobody_else() -> None:
    document = hide("held")
    other: User = UserFactory()
    for person, expected in ((other, 0), (document.author, 1)):
        assert SharedDocument.objects.visible_to(person).count() == expected
        assert SharedDocument.objects.listed_for(person).count() == 0
