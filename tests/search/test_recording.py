"""Whatever changes a document is due for the search server, in the change's own transaction."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Site

from experiences.models import ContentPage, ExperiencePage, SheetTerritory
from search.documents import Record
from search.indexing import remove_documents
from search.models import Change, Document, DocumentText
from search.rebuilding import rebuild
from search.subtrees import relocate_subtree
from search.writing import write
from taxonomy.models import Theme
from territories import reference
from territories.loading import load
from territories.models import Territory
from tests.factories.experiences import (
    ContentFactory,
    ResourceFactory,
    SheetFactory,
    catalogue,
)
from tests.factories.media import PictureFactory, PublicDocumentFactory
from tests.search import corpus

pytestmark = pytest.mark.django_db

State = dict[tuple[int, str], tuple[object, ...]]
FACTS = ("version", "kind", "facets", "date", "completeness", "go_live_at", "expire_at")
TEXTS = ("url", "title", "summary", "body", "keywords", "mentions", "attached", "data")


@pytest.fixture(autouse=True)
def server(settings) -> None:
    """A search server is named; nothing here asks it."""
    settings.ELASTICSEARCH_URL = "http://search.example:9200"


def rows() -> State:
    """What a search server should hold."""
    documents = Document.objects.select_related("text").prefetch_related("places")
    return {
        (document.key, document.locale): (
            *(getattr(document, name) for name in FACTS),
            *(getattr(document.text, name) for name in TEXTS),
            sorted(place.territory_id for place in document.places.all()),
        )
        for document in documents
    }


def due() -> set[tuple[int, str]]:
    return set(Change.objects.values_list("key", "locale"))


class Server:
    """What a search server holds that is told nothing but the changes."""

    def __init__(self) -> None:
        self.holds: State = rows()
        Change.objects.all().delete()

    def drain(self) -> None:
        now = rows()
        for change in Change.objects.order_by("pk"):
            key = (change.key, change.locale)
            self.holds.pop(key, None)
            if key in now:
                assert now[key][0] == Change.objects.filter(key=key[0]).latest("pk").pk
                self.holds[key] = now[key]
        Change.objects.all().delete()


def restrict(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def published() -> None:
    SheetFactory(title="Lavoir")


def changed() -> None:
    sheet = ExperiencePage.objects.first()
    sheet.title = "Réseau de chaleur"
    sheet.save_revision().publish()


def unpublished() -> None:
    ExperiencePage.objects.first().unpublish()


def scheduled() -> None:
    sheet = ExperiencePage.objects.first()
    sheet.unpublish()
    sheet.go_live_at = timezone.now() + timedelta(days=1)
    sheet.save_revision().publish()
    assert not Document.objects.filter(page=sheet).exists()
    # The hour comes.
    revision, hour = sheet.scheduled_revision, timezone.now() - timedelta(minutes=1)
    revision.approved_go_live_at = hour
    revision.content["go_live_at"] = hour.isoformat()
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert Document.objects.filter(page=sheet).exists()


def expired() -> None:
    Page.objects.filter(pk=ExperiencePage.objects.first().pk).update(
        expire_at=timezone.now() - timedelta(minutes=1)
    )
    call_command("publish_scheduled", verbosity=0)


def hidden_with_a_parent() -> None:
    restrict(ContentPage.objects.get(slug="demarche"))


def shown_again() -> None:
    restriction = restrict(ContentPage.objects.get(slug="demarche"))
    Change.objects.all().delete()
    restriction.delete()


def deleted() -> None:
    ExperiencePage.objects.first().delete()


def deleted_with_the_branch() -> None:
    Page.objects.get(slug="demarche").delete()


def deleted_as_a_queryset() -> None:
    Page.objects.filter(slug__in=["demarche", "archives"]).delete()


def renamed() -> None:
    page = ContentPage.objects.get(slug="demarche")
    page.slug = "methode"
    page.save()


def moved() -> None:
    page = ContentPage.objects.get(slug="demarche")
    page.move(ContentPage.objects.get(slug="archives"), pos="last-child")


def moved_out_of_the_site() -> None:
    page = ContentPage.objects.get(slug="demarche")
    page.move(Page.get_first_root_node(), pos="last-child")


def put_under_another_site() -> None:
    site = Site.objects.get()
    site.root_page = ContentPage.objects.get(slug="demarche")
    site.save()


def theme_renamed() -> None:
    lights = Theme.objects.get(slug="eclairage-public")
    lights.name = "Lumières"
    lights.save()


def theme_deleted() -> None:
    Theme.objects.get(slug="eclairage-public").delete()


def caption_changed() -> None:
    sheet = ExperiencePage.objects.first()
    figure = {"image": PictureFactory(), "alt": "Un lampadaire", "decorative": False}
    sheet.gallery = [("figure", {**figure, "caption": "Le soir", "credit": ""})]
    sheet.save_revision().publish()
    assert "Le soir" in DocumentText.objects.get(document__page=sheet).body


def attachment_renamed() -> None:
    document = ResourceFactory(document=PublicDocumentFactory()).document
    Change.objects.all().delete()
    document.title = "Bilan définitif"
    document.file = ContentFile(b"Un bilan.", name="bilan-2.txt")
    document.save()


def territory_renamed() -> None:
    place = Territory.objects.get()
    place.name = "Préfailles-sur-Mer"
    place.save()


def locale_renamed() -> None:
    french = Locale.objects.get(language_code="fr")
    french.language_code = "fr-fr"
    french.save()


@pytest.mark.parametrize(
    "act",
    [
        published,
        changed,
        unpublished,
        scheduled,
        expired,
        hidden_with_a_parent,
        shown_again,
        deleted,
        deleted_with_the_branch,
        deleted_as_a_queryset,
        renamed,
        moved,
        moved_out_of_the_site,
        put_under_another_site,
        theme_renamed,
        theme_deleted,
        caption_changed,
        attachment_renamed,
        territory_renamed,
        locale_renamed,
    ],
)
def test_what_changes_is_due_and_told_in_full(act: Callable[[], None]) -> None:
    SheetFactory()
    ContentFactory(slug="archives")
    ContentFactory(parent=ContentFactory(slug="demarche"), slug="etape")
    server = Server()
    act()
    assert Change.objects.exists()
    server.drain()
    assert server.holds == rows()


def test_what_is_rolled_back_is_never_due() -> None:
    sheet = SheetFactory()
    version = Document.objects.get().version
    Change.objects.all().delete()

    class Stop(Exception):
        pass

    with pytest.raises(Stop), transaction.atomic():
        sheet.title = "Fontaine"
        sheet.save_revision().publish()
        SheetFactory()
        sheet.unpublish()
        assert len(due()) == 2
        raise Stop
    assert due() == set()
    assert Document.objects.get().version == version


def test_what_is_written_again_unchanged_is_not_due() -> None:
    SheetFactory(complete=True)
    before = rows()
    Change.objects.all().delete()
    rebuild()
    assert due() == set()
    assert rows() == before


def test_a_rebuild_records_what_had_slipped_by() -> None:
    server_knows = SheetFactory()
    gone = SheetFactory()
    server = Server()
    Page.objects.filter(pk=gone.pk).update(live=False)
    ExperiencePage.objects.filter(pk=server_knows.pk).update(title="Lavoir")
    rebuild()
    server.drain()
    assert server.holds == rows()
    assert [title for *_, title in Document.objects.values_list("text__title")] == ["Lavoir"]


def test_without_a_server_nothing_is_due_and_no_version_claims_to_be_known(settings) -> None:
    sheet = SheetFactory(slug="lavoir")
    other = SheetFactory()
    Change.objects.all().delete()
    settings.ELASTICSEARCH_URL = ""
    sheet.slug = "fontaine"
    sheet.save()
    other.unpublish()
    parent = catalogue("experience")
    parent.slug = "fiches"
    parent.save()
    assert due() == set()
    assert Document.objects.get().version == 0


def test_a_language_that_is_renamed_goes_from_its_old_index() -> None:
    sheet = SheetFactory()
    Change.objects.all().delete()
    locale_renamed()
    assert due() == {(sheet.pk, "fr"), (sheet.pk, "fr-fr")}
    newest = Change.objects.get(locale="fr-fr").pk
    assert Document.objects.get().version == newest


def branch(number: int) -> ContentPage:
    """A page with `number` documents under it."""
    folder = ContentFactory(slug="demarche")
    records = [
        Record(page.pk, "fr", "page", f"/demarche/{page.slug}/", page.title, "")
        for page in corpus.pages(number, under=folder)
    ]
    write(records)
    Change.objects.all().delete()
    return folder


@pytest.mark.parametrize("act", ["move", "hide"])
def test_a_branch_of_any_size_takes_the_same_statements(act: str) -> None:
    statements = []
    for number in (3, 300):
        with transaction.atomic():
            page = branch(number)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                if act == "move":
                    page.url_path = page.url_path.replace("demarche", "methode")
                    relocate_subtree(page, page.url_path.replace("methode", "demarche"))
                else:
                    remove_documents(Document.objects.filter(page__path__startswith=page.path))
            statements.append(len(queries))
            assert Change.objects.count() == number + 1
            transaction.set_rollback(True)
    assert statements[0] == statements[1] <= 8


def test_the_branch_of_a_private_page_is_due_at_once() -> None:
    folder = branch(300)
    restrict(folder)
    assert not Document.objects.exists()
    assert len(due()) == 301


def test_a_load_of_territories_makes_their_sheets_anew() -> None:
    """It writes in bulk, past the signals of single rows."""
    data = reference.read()
    codes = {"38205", "93066", "22016"}
    few = [row for row in data.communes if row.code in codes]
    data = data._replace(
        communes=few,
        epci=[row for row in data.epci if row.code in {commune.epci for commune in few}],
        former=[row for row in data.former if row.commune in codes],
    )
    load(data)
    lans, merged = (Territory.objects.get(kind="commune", code=c) for c in ("38205", "93059"))
    sheets = [SheetFactory(sheet_territories=[SheetTerritory(territory=t)]) for t in (lans, merged)]
    island = Territory.objects.get(kind="commune", code="22016")
    SheetFactory(sheet_territories=[SheetTerritory(territory=island)])
    server = Server()
    load(data)
    assert due() == set()
    moved = [row._replace(latitude=row.latitude + 0.01) for row in few if row.code == "38205"]
    load(data._replace(communes=[*moved, *(row for row in few if row.code != "38205")]))
    assert due() == {(sheets[0].pk, "fr")}  # for likeness and distance
    renamed = {"38205": "Lans", "93066": "Saint-Denis-sur-Seine"}
    load(
        data._replace(communes=[row._replace(name=renamed.get(row.code, row.name)) for row in few])
    )
    assert due() == {(sheet.pk, "fr") for sheet in sheets}
    server.drain()
    assert server.holds == rows()
    assert "Saint-Denis-sur-Seine" in DocumentText.objects.get(document__page=sheets[1]).keywords


def test_keywords_and_mentions_stand_one_a_line() -> None:
    sheet = SheetFactory(complete=True, territory_note="Trois\nhameaux")
    text = DocumentText.objects.get(document__page=sheet)
    assert {"Préfailles", "44136", "Trois hameaux", "Eclairage public"} <= {
        *text.keywords.split("\n")
    }
    assert {"BRUDED", "Wi6labs"} <= {*text.mentions.split("\n")}
