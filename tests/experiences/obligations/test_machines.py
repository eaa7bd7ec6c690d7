"""What machines are told of obligations."""

import pytest

from tests.factories.obligations import ObligationFactory, english

pytestmark = pytest.mark.django_db


def test_the_sitemap_lists_what_is_published_in_its_languages(client) -> None:
    english(ObligationFactory(slug="open-data"))
    ObligationFactory(slug="adresses")
    ObligationFactory(slug="brouillon", live=False)
    found = client.get("/sitemap-obligations.xml").content.decode()
    for address in ("/obligations/", "/en/obligations/", "/obligations/open-data/"):
        assert f"<loc>http://testserver{address}</loc>" in found
    assert "<loc>http://testserver/en/obligations/open-data/</loc>" in found
    assert "/en/obligations/adresses/" not in found
    assert "brouillon" not in found
    assert "sitemap-obligations.xml" in client.get("/robots.txt").content.decode()


def test_robots_stay_out_of_what_members_note(client) -> None:
    assert "Disallow: /obligations/suivi/" in client.get("/robots.txt").content.decode()
