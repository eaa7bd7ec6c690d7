"""A change that makes the answers worse fails."""

from pathlib import Path

import pytest
import yaml

from search.engines.elasticsearch import asking
from tests.relevance.engines import ELASTICSEARCH, EMBEDDED, of_this_site
from tests.relevance.judgements import questions, typos
from tests.relevance.measuring import means, mended, scores

FLOORS = yaml.safe_load(Path(__file__).with_name("floors.yaml").read_text(encoding="utf-8"))


@pytest.mark.sqlite
@pytest.mark.usefixtures("demonstration")
def test_the_embedded_engine_answers_no_worse_than_before() -> None:
    assert_reached("database", EMBEDDED)


@pytest.mark.elasticsearch
@pytest.mark.sqlite
@pytest.mark.usefixtures("demonstration")
def test_elasticsearch_answers_no_worse_than_before(
    elasticsearch_url: str, elasticsearch_prefix: str, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 60.0)
    settings.ELASTICSEARCH_URL = elasticsearch_url
    settings.ELASTICSEARCH_INDEX_PREFIX = elasticsearch_prefix.rstrip("-")
    assert_reached("elasticsearch", ELASTICSEARCH)


def assert_reached(name: str, path: str) -> None:
    """The engine of class `path` is above the floors under its `name`."""
    engine = of_this_site(name, path)
    engine.prepare()  # the prepared site may be older than the code
    measured = means(scores(engine.ask, questions()))._asdict()
    measured["mended"] = len(mended(engine, typos()))
    below = {
        measure: f"{measured[measure]:.4f} < {floor}"
        for measure, floor in FLOORS[name].items()
        if measured[measure] < floor
    }
    assert below == {}
