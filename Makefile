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

install: $(VENV)/.development  ## Everything that development needs

lock:  ## Compile requirements*.in to hash-locked requirements*.txt (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes requirements.in -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes requirements-dev.in -o requirements-dev.txt

lint: $(VENV)/.development  ## Format, lint, types, layers, templates, migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy site home experiences community search
	$(BIN)/djlint --check --lint --quiet site/templates

format: $(VENV)/.development  ## Write the format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test: $(VENV)/.development  ## Every test, in parallel
	$(BIN)/pytest -n auto --cov --cov-report=term

.PHONY: help install lock lint format test
