"""A result that was found by a document it offers quotes the document; on every engine."""

import re
import unicodedata
from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import CollectionViewRestriction

from media.models import PublicDocument, Reading
from search.engines import attached
from search.engines.words import asked
from search.query import SearchQuery
from tests.factories.experiences import NewsFactory, ResourceFactory, SheetFactory, theme
from tests.factories.media import PublicDocumentFactory, root_collection
from tests.media.papers import pdf_saying
from tests.search.asking import search

pytestmark = pytest.mark.django_db

LONG = "Le conseil municipal, réuni en séance, a voté ceci. " * 400  # some 20,000 characters


def paper(text: str, title: str = "Délibération de mars", **fields) -> PublicDocument:
    """A document that was read, and says `text`."""
    document = PublicDocumentFactory(
        title=title, file=ContentFile(pdf_saying(title), name="bilan.pdf"), **fields
    )
    Reading.objects.create(
        document=document, file_hash=document.file_hash, text=text, characters=len(text)
    )
    return document


def offering(*documents: PublicDocument, title: str = "Compte rendu"):
    return NewsFactory(title=title, body=[("document", document) for document in documents])


def plain(html: str) -> str:
    return re.sub("</?mark>", "", html)


def test_the_passage_of_the_document_is_quoted_with_its_title() -> None:
    offering(paper("La commune a éteint\nses lampadaires zéphyriens dès minuit."))
    [hit] = search("lampadaire zéphyrien").hits
    assert hit.title_html == ""
    assert hit.attached == "Délibération de mars"
    assert hit.highlight == (
        "La commune a éteint ses <mark>lampadaires</mark> <mark>zéphyriens</mark> dès minuit."
    )


def test_words_far_on_in_a_document_are_quoted() -> None:
    offering(paper(LONG + "Un lampadaire zéphyrien. " + LONG))
    [hit] = search("zéphyriens").hits
    assert "lampadaire <mark>zéphyrien</mark>." in hit.highlight
    assert hit.highlight.startswith("…") and hit.highlight.endswith("…")
    assert len(plain(hit.highlight)) < 300


def test_the_best_passage_of_a_long_document_is_quoted() -> None:
    lamps = "Un lampadaire. " * 2_000
    offering(paper(f"{lamps}Le zéphyr éteint le lampadaire et la led. {lamps}"))
    [hit] = search("lampadaire zéphyr led").hits
    assert (
        "<mark>zéphyr</mark> éteint le <mark>lampadaire</mark> et la <mark>led</mark>."
        in hit.highlight
    )


@pytest.mark.parametrize(
    ("sought", "written"),
    [
        ("covoiturer", "co-voiturage"),
        ("35000", "35 000"),
        ("AMO", "A.M.O."),
        ("œuvre", "OEUVRES"),
        ("travail", "travaux"),
        ("ruralité", "ruraux"),
        ("zéphyriens", "ze\u0301phyrien"),
    ],
)
def test_however_a_word_is_written_it_is_quoted(sought: str, written: str) -> None:
    offering(paper(f"{LONG}Voici {written} ou rien. {LONG}"))
    [hit] = search(sought).hits
    [mark] = re.findall("<mark>(.*?)</mark>", hit.highlight)
    assert mark == unicodedata.normalize("NFC", written)


def test_the_document_that_says_most_is_quoted() -> None:
    few = paper("Un lampadaire.", title="Annexe")
    most = paper("Le zéphyr éteint le lampadaire.", title="Étude")
    offering(few, most)
    [hit] = search("lampadaire zéphyr").hits
    assert hit.attached == "Étude"
    assert "<mark>zéphyr</mark> éteint le <mark>lampadaire</mark>" in hit.highlight


def test_a_document_whose_title_alone_has_the_words_is_named() -> None:
    offering(paper("Séance ouverte à 20 h.", title="Étude du zéphyr"), paper("Le vent."))
    [hit] = search("zéphyrs").hits
    assert hit.attached == "Étude du <mark>zéphyr</mark>"
    assert hit.highlight == ""


def test_what_the_page_says_itself_is_quoted_first() -> None:
    ResourceFactory(title="Le zéphyr", document=paper("Un zéphyr du nord."))
    ResourceFactory(title="Le vent", summary="Un zéphyr du sud.", document=paper("Zéphyr."))
    NewsFactory(body=[("text", "<p>Un zéphyr d’ouest.</p>"), ("document", paper("Zéphyr."))])
    hits = search("zéphyr").hits
    assert len(hits) == 3
    assert {hit.attached for hit in hits} == {""}


def test_what_is_said_in_no_text_quotes_nothing() -> None:
    sheet = SheetFactory(themes=[theme("aerologie", name="Aérologie")])
    [hit] = search("aérologie").hits
    assert (hit.id, hit.attached, hit.highlight) == (sheet.pk, "", "")
    offering(paper("Un zéphyr."), title="Aérologie")
    quoted = {hit.id: hit.attached for hit in search("aérologie").hits}
    assert quoted[sheet.pk] == ""


def test_without_words_no_document_is_quoted() -> None:
    offering(paper("Un zéphyr."))
    [hit] = search().hits
    assert (hit.attached, hit.highlight) == ("", "")


def test_a_document_that_becomes_private_is_quoted_no_more() -> None:
    collection = root_collection().add_child(name="Bureau")
    offering(paper("Un zéphyr.", collection=collection), paper("Un zéphyr.", title="Public"))
    assert search("zéphyr").hits[0].attached == "Délibération de mars"
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert search("zéphyr").hits[0].attached == "Public"


HOSTILE = "</mark><script>alert(1)</script> & \"zéphyr\" <img src=x onerror='a'>"


def test_hostile_documents_come_out_as_text(client: Client) -> None:
    offering(paper(f"{HOSTILE} {{passage}} %s", title=f"{HOSTILE} {{title}}"))
    [hit] = search("zéphyr").hits
    for html in (hit.attached, hit.highlight):
        assert "<mark>zéphyr</mark>" in html
        assert not set("<>\"'") & set(plain(html))
    page = client.get("/recherche/", {"q": "zéphyr"}).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_page_says_that_a_document_has_the_words(client: Client) -> None:
    offering(paper("Un zéphyr du nord."))
    html = " ".join(client.get("/recherche/", {"q": "zéphyr"}).content.decode().split())
    html = html.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert (
        "Dans le document joint « Délibération de mars » : Un <mark>zéphyr</mark> du nord." in html
    )
    [data] = client.get("/recherche.json", {"q": "zéphyr"}).json()["hits"]
    assert data["attached"] == "Délibération de mars"


def test_quoting_costs_one_query_and_none_where_pages_speak_for_themselves(
    django_assert_num_queries,
) -> None:
    for _ in range(3):
        offering(paper("Un zéphyr."))
    query = SearchQuery(text="zéphyr")
    words, hits = asked(query), search("zéphyr").hits
    silent = tuple(replace(hit, attached="", highlight="") for hit in hits)
    with django_assert_num_queries(1):
        assert attached.with_documents(silent, words, "fr") == hits
    spoken = tuple(replace(hit, highlight="<mark>zéphyr</mark>") for hit in silent)
    with django_assert_num_queries(0):
        assert attached.with_documents(spoken, words, "fr") == spoken
