"""compose.yaml agrees with what the site reads, what operators are told and what tests run on."""

import re
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from config.settings import base
from tests.elasticsearch.node.distribution import VERSION

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "compose.yaml").read_text()
SERVICES = yaml.safe_load(TEXT)["services"]
SITE = [name for name, service in SERVICES.items() if service.get("build")]
# The table of docs/operations.md: variable → what it is.
VARIABLES = dict(
    re.findall(r"^\| `([A-Z_]+)` \| (.*)$", (ROOT / "docs" / "operations.md").read_text(), re.M)
)


def test_each_process_of_the_site_gets_what_it_cannot_do_without() -> None:
    required = {name for name, line in VARIABLES.items() if "**required**" in line}
    assert required
    for name in SITE:
        assert required <= SERVICES[name]["environment"].keys(), name


def test_every_variable_of_the_site_is_in_the_table_for_operators() -> None:
    for name in SITE:
        assert SERVICES[name]["environment"].keys() <= VARIABLES.keys(), name


def test_no_variable_has_a_default_so_no_secret_has_one() -> None:
    references = re.findall(r"(?<!\$)\$\{?\w+([^}\n]*)", TEXT)
    assert references
    for rest in references:
        assert rest.startswith(":?"), rest  # missing: compose stops and says what it must be


def test_every_command_of_the_site_exists() -> None:
    named = re.findall(r"manage\.py\W+(\w+)", TEXT)
    assert "migrate" in named
    assert set(named) <= get_commands().keys()


def test_only_the_site_is_reached_from_outside_and_through_a_proxy_alone() -> None:
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert ports == {"site": ["127.0.0.1:8000:8000"]}


def test_the_search_server_has_a_password_and_the_version_that_tests_run_on() -> None:
    server = SERVICES["elasticsearch"]
    assert server["image"] == f"docker.elastic.co/elasticsearch/elasticsearch:{VERSION}"
    assert server["environment"]["xpack.security.enabled"] == "true"
    assert server["mem_limit"] == "1g"


@pytest.mark.parametrize("name", SERVICES)
def test_what_a_service_waits_for_can_come_true(name: str) -> None:
    for other, wait in SERVICES[name].get("depends_on", {}).items():
        if wait["condition"] == "service_healthy":
            assert SERVICES[other]["healthcheck"]["test"]
        else:
            assert wait["condition"] == "service_completed_successfully"
            assert SERVICES[other]["restart"] == "no"


def test_uploads_outlive_the_containers_that_write_them() -> None:
    kept = {volume.split(":")[1] for volume in SERVICES["site"]["volumes"]}
    for folder in (base.MEDIA_ROOT, base.PRIVATE_MEDIA_ROOT):
        assert f"/srv/terrain/{folder.relative_to(base.BASE_DIR)}" in kept
