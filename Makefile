# Terrain commun. `make help` lists the targets.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PYTHONPATH := site:.

.DEFAULT_GOAL := help

help:  ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 22

$(VENV)/.runtime: requirements.txt
	@echo "Environnement Python : installation…"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.runtime
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

run: $(VENV)/.runtime  ## Prepare what is missing and serve on http://127.0.0.1:8000/ (PORT=… for another)
	@$(BIN)/python manage.py serve --port $(PORT)

demo: $(VENV)/.runtime  ## The same without serving: communes, themes, sheets, forum, shared documents
	@$(BIN)/python manage.py serve --prepare-only

demo-large: $(VENV)/.runtime  ## Add 10,000 generated sheets, to try the site at scale
	@$(BIN)/python manage.py generate_sheets --count 10000

install: $(VENV)/.development  ## Everything that development needs

# Extras stay: pip takes the newest release of an extra that is pinned without it.
lock:  ## Compile requirements*.in to hash-locked requirements*.txt (needs uv)
	uv pip compile -q --universal --no-strip-extras --python-version 3.11 --generate-hashes requirements.in -o requirements.txt
	uv pip compile -q --universal --no-strip-extras --python-version 3.11 --generate-hashes requirements-dev.in -o requirements-dev.txt

lint: $(VENV)/.development  ## Format, lint, types, layers, templates, migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy site home experiences community search
	$(BIN)/djlint --lint --quiet site/templates

format: $(VENV)/.development  ## Write the format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

templates: $(VENV)/.development  ## The databases that tests copy; they make what is missing themselves
	@$(BIN)/python -m tests.templates

test: $(VENV)/.development  ## Every test, in parallel
	$(BIN)/pytest -n auto -m "not postgresql and not elasticsearch" --cov --cov-report=term

test-postgresql: $(VENV)/.development  ## The same but for the browser, on a PostgreSQL server of its own
	@tests/postgresql.sh $(BIN)/pytest -n auto -q -m "not sqlite and not browser and not elasticsearch and not validity"

test-elasticsearch: $(VENV)/.development  ## What needs a real Elasticsearch server, on one of its own (ELASTICSEARCH_TEST_URL=… for another)
	$(BIN)/pytest -n auto -q -m elasticsearch

NODES ?= 1
ES_PORT ?= 9200
elasticsearch:  ## A real Elasticsearch server on http://127.0.0.1:9200 (ES_PORT=…, NODES=3: a cluster; needs a JDK 21+ and Maven)
	@$(PYTHON) -m tests.elasticsearch.node start --nodes $(NODES) --port $(ES_PORT)

elasticsearch-stop:  ## Stop it; its data stays in var/elasticsearch
	@$(PYTHON) -m tests.elasticsearch.node stop

PART ?= all
bench: $(VENV)/.development  ## Ratios of time, measured in one run (PART=embedded, server, sheets, rebuild or forum)
	$(BIN)/python -m tests.bench $(PART)

SHEETS ?= 2000
relevance: $(VENV)/.development  ## How good the answers of each engine are (ELASTICSEARCH_TEST_URL=… for that one too; SHEETS=, DETAILS=1)
	$(BIN)/python -m tests.relevance --sheets $(SHEETS) $(if $(DETAILS),--details)

messages: $(VENV)/.development  ## Renew the French and English catalogues (needs gettext)
	$(BIN)/python manage.py makemessages --locale fr --locale en --no-obsolete --add-location file \
		--ignore ".venv/*" --ignore "var/*" --ignore "tests/*"
	$(BIN)/python manage.py compilemessages --locale fr --locale en --ignore ".venv/*"

PACKAGE ?= @etalab/decoupage-administratif@6.0.0
territories: $(VENV)/.runtime  ## Renew the reference data of territories (needs npm)
	@mkdir -p var/territories && rm -f var/territories/*.tgz
	npm pack --silent --pack-destination var/territories $(PACKAGE)
	$(BIN)/python manage.py build_territories var/territories/*.tgz

.PHONY: help run demo demo-large install lock lint format templates test test-postgresql test-elasticsearch elasticsearch elasticsearch-stop bench relevance messages territories
