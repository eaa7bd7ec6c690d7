"""A change that makes the answers worse fails."""

from pathlib import Path

import pytest
import yaml

from tests.relevance.engines import EMBEDDED, of_this_site
from tests.relevance.judgements import questions, typos
from tests.relevance.measuring import means, mended, scores

FLOORS = yaml.safe_load(Path(__file__).with_name("floors.yaml").read_text(encoding="utf-8"))


# By its name in floors.yaml. An engine is added with its floors, and with the marker of its need.
@pytest.mark.sqlite
@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize(("name", "path"), [("database", EMBEDDED)])
def test_answers_are_no_worse_than_before(name: str, path: str) -> None:
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
