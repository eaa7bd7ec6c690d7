"""An editor at work: the real views of the administration, driven as a browser would."""

import pytest
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, streamfield

from experiences.models import ExperiencePage
from taxonomy.models import Theme
from tests.experiences.ways import create_url, created, edit_url, sheet_form
from tests.factories.experiences import (
    PictureFactory,
    SheetFactory,
    commune,
    resource_kind,
    theme,
)
from tests.factories.members import UserFactory

pytestmark = pytest.mark.django_db
PUBLISH = "action-publish"


@pytest.fixture
def moderator(client):
    user = UserFactory(moderator=True)
    client.force_login(user)
    return user


def errors(response):
    """Every message of a refused form: by field, and by inline panel."""
    form = response.context["form"]
    found = {name: [str(text) for text in texts] for name, texts in form.errors.items()}
    for name, formset in form.formsets.items():
        if formset.non_form_errors():
            found[name] = [str(text) for text in formset.non_form_errors()]
        for position, child in enumerate(formset.forms):
            for field, texts in child.errors.items():
                found[f"{name}.{position}.{field}"] = [str(text) for text in texts]
    return found


def test_form_shows_every_tab(client, moderator) -> None:
    page = client.get(create_url()).content.decode()
    for tab in ("facts", "story", "evidence", "classing", "review", "promote"):
        assert 'id="tab-' in page, tab
    assert page.count('role="tab"') >= 6


def test_publishes_a_sheet_from_the_form(client, moderator) -> None:
    response = client.post(create_url(), sheet_form(action=PUBLISH))
    assert response.status_code == 302, errors(response)
    sheet = created()
    assert sheet.live
    assert sheet.themes.get().slug == "eclairage-public"
    assert sheet.sheet_territories.get().territory.code == "51410"


def test_saves_a_draft_that_breaks_every_rule(client, moderator) -> None:
    empty = inline_formset([])
    response = client.post(
        create_url(),
        sheet_form(
            summary="",
            themes=[],
            pillars=[],
            sheet_territories=empty,
            results=empty,
            publication_sources=empty,
        ),
    )
    assert response.status_code == 302, errors(response)
    assert created().live is False
    assert client.get(edit_url(created())).context["form"].instance.completeness < 30


def test_refusal_says_everything_at_once_at_each_field(client, moderator) -> None:
    empty = inline_formset([])
    response = client.post(
        create_url(),
        sheet_form(
            action=PUBLISH,
            summary="",
            themes=[],
            pillars=[],
            sheet_territories=empty,
            results=inline_formset([{"text": "Moins de dépenses.", "evidence": ""}]),
            publication_sources=empty,
        ),
    )
    assert response.status_code == 200
    found = errors(response)
    assert set(found) == {
        "summary",
        "themes",
        "pillars",
        "sheet_territories",
        "results.0.evidence",
        "publication_sources",
    }
    assert all(len(texts) == 1 for texts in found.values())
    assert not ExperiencePage.objects.exists()
    assert found["publication_sources"][0] in response.content.decode()


def test_body_that_did_it_stands_for_a_territory(client, moderator) -> None:
    data = sheet_form(
        action=PUBLISH,
        sheet_territories=inline_formset([]),
        territory_note="Syndicat départemental d’énergie du Finistère",
    )
    assert client.post(create_url(), data).status_code == 302


def test_place_on_the_map_is_not_who_did_it(client, moderator) -> None:
    place = {"territory": commune().pk, "is_locality": "on"}
    data = sheet_form(action=PUBLISH, sheet_territories=inline_formset([place]))
    assert set(errors(client.post(create_url(), data))) == {"sheet_territories"}


def figure(**changes):
    return {
        "image": PictureFactory().pk,
        "alt": "",
        "caption": "",
        "credit": "",
        **changes,
    }


@pytest.mark.parametrize(("field", "block"), [("gallery", "figure"), ("solution", "image")])
def test_image_needs_words_or_is_decorative(client, moderator, field, block) -> None:
    def post(**changes):
        blocks = streamfield([(block, figure(**changes))])
        return client.post(create_url(), sheet_form(action=PUBLISH, **{field: blocks}))

    assert set(errors(post())) == {field}
    assert post(decorative="on").status_code == 302


def test_skipped_heading_is_refused(client, moderator) -> None:
    blocks = streamfield([("heading", {"level": "3", "text": "Le coût"})])
    assert set(errors(client.post(create_url(), sheet_form(action=PUBLISH, solution=blocks)))) == {
        "solution"
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"start_year": "2020", "end_year": "2019"}, "end_year"),
        ({"start_year": "1899"}, "start_year"),
        ({"end_year": "2101"}, "end_year"),
        ({"investment": "-1"}, "investment"),
        ({"yearly_cost": "-0.01"}, "yearly_cost"),
        ({"staff_days": "-3"}, "staff_days"),
        ({"territory_reviewed_on": "2026-03-02"}, "territory_reviewed_by"),
        ({"territory_reviewed_by": "Secrétaire de mairie"}, "territory_reviewed_on"),
        ({"contact_email": "pas une adresse"}, "contact_email"),
        (
            {"funding": inline_formset([{"funder": "Ademe", "share_percent": "101"}])},
            "funding.0.share_percent",
        ),
        (
            {"funding": inline_formset([{"funder": "Ademe", "amount": "-5"}])},
            "funding.0.amount",
        ),
        (
            {
                "publication_sources": inline_formset(
                    [{"title": "Le Télégramme", "date": "06/2012"}]
                )
            },
            "publication_sources.0.date",
        ),
    ],
)
def test_wrong_value_is_refused_even_in_a_draft(client, moderator, changes, field) -> None:
    assert set(errors(client.post(create_url(), sheet_form(**changes)))) == {field}


def test_review_is_signed_and_the_next_one_planned(client, moderator) -> None:
    client.post(create_url(), sheet_form(reviewed_on="2024-02-29"))
    sheet = created()
    assert sheet.reviewed_by == moderator
    assert str(sheet.next_review_on) == "2025-02-28"
    assert sheet.review_state == "overdue"


def test_a_later_review_moves_the_next_one(client, moderator) -> None:
    sheet = SheetFactory(reviewed_on="2024-05-01", next_review_on="2025-05-01", draft=True)
    client.post(edit_url(sheet), sheet_form(reviewed_on="2026-01-10", next_review_on="2025-05-01"))
    sheet.refresh_from_db()
    assert str(sheet.next_review_on) == "2027-01-10"


def test_terms_are_those_of_the_default_locale_by_parent(client, moderator) -> None:
    parent = theme("energie", "Énergie")
    child = theme("reseaux-de-chaleur", "Réseaux de chaleur", parent=parent)
    english = Theme.objects.create(
        name="Energy",
        slug="energie",
        locale=Locale.objects.get(language_code="en"),
        translation_key=parent.translation_key,
    )
    field = client.get(create_url()).context["form"].fields["themes"]
    assert english not in field.queryset
    groups = dict(field.choices)
    assert [int(str(value)) for value, _ in groups["Énergie"]] == [parent.pk, child.pk]
    assert resource_kind().locale.language_code == "fr"


def test_editor_of_a_page_sees_its_completeness(client, moderator) -> None:
    complete = client.get(edit_url(SheetFactory(complete=True))).content.decode()
    assert 'data-completeness="100"' in complete
    thin = client.get(edit_url(SheetFactory(thin=True))).content.decode()
    assert 'data-completeness="100"' not in thin
    assert "help-warning" in thin
