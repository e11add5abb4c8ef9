# Everything from Python 3.11 and make alone. `make` lists the targets; PYTHON=… chooses the interpreter for .venv.
.DEFAULT_GOAL := help
.PHONY: help setup demo test test-slow bench compare-dates check fixtures fuzz stress confidence golden lock clean
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
READY := .venv/.ready
DEMO := .make/demo
SLOW := slow or browser or postgres or ocr or soak
ARGS ?=
TENTH ?=
export PYTHON

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## make .venv from the pinned requirements (quick when nothing changed)

$(READY): pyproject.toml requirements/install $(wildcard requirements/*.txt)
	@requirements/install
	@touch $@

demo: setup ## read the documents in fixtures/ into a throwaway store and show what is in it
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	$(BIN)/peerplan ingest fixtures/*/source.* --config fixtures/peerplan.toml --db $(DEMO)/peerplan.db
	$(BIN)/peerplan report plans --db $(DEMO)/peerplan.db
	$(BIN)/peerplan report due --on 2026-01-01 --db $(DEMO)/peerplan.db
	$(BIN)/peerplan report issues --db $(DEMO)/peerplan.db
	@echo 'The store stays for you to query: $(BIN)/peerplan query "SELECT * FROM action_flat" --db $(DEMO)/peerplan.db'

test: setup ## run the tests, minutes at most (ARGS="-k spring" for some)
	$(BIN)/python -m pytest -n auto $(ARGS)

test-slow: setup ## run the slow tests: wheel, browser, PostgreSQL, scans, soak (TENTH=<commit> for a tenth of them)
	$(BIN)/python -m pytest -m "$(SLOW)" $(if $(TENTH),--tenth $(TENTH)) $(ARGS) || [ $$? -eq 5 ]

bench: setup ## measure, and write the table of docs/benchmarks.md
	@test -x .make/tables/bin/python || $(BIN)/python -m venv .make/tables
	@.make/tables/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tables.txt
	$(BIN)/python tests/benchmarks/run.py $(ARGS)

compare-dates: setup ## compare our reading of timelines with date libraries; writes docs/timelines.md
	@test -x .make/dates/bin/python || $(BIN)/python -m venv .make/dates
	@.make/dates/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt -r requirements/dates.txt
	PYTHONPATH=. .make/dates/bin/python tests/benchmarks/compare_dates.py

check: setup ## format, lint, types, import contracts, docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest -q tests/docs -k "not commands_of_a_page"  # make test runs these

fixtures: ## build the fixtures that programs make (fixtures/make; needs LibreOffice, Chromium, qpdf); ARGS="ruled_lo" for some
	@test -x .make/fixtures/bin/python || $(or $(PYTHON),python3) -m venv .make/fixtures
	@.make/fixtures/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/fixtures.txt
	PYTHONPATH=. .make/fixtures/bin/python -m fixtures.make $(ARGS)

fuzz: setup ## read 10,000 spoiled documents (ARGS="--count 500 --first 0 --format pdf")
	$(BIN)/python tests/fuzz/fuzzing.py $(ARGS)

stress: setup ## make, read and score 5,000 made-up plans of either half (ARGS="--count 500 --format html")
	$(BIN)/python -m fixtures.make.layouts stress --count 5000 $(ARGS)

confidence: setup ## fit how sure values are to made-up plans, anew (a quarter of an hour); writes docs/confidence.md
	$(BIN)/python -m fixtures.make.confidence $(ARGS)

golden: setup ## rewrite the golden files; read the diff as if a colleague had sent it
	$(BIN)/python -m pytest -q --golden $(ARGS)

lock: setup ## make requirements/*.txt anew from pyproject.toml (ARGS=--upgrade for the newest versions)
	requirements/lock $(ARGS)

clean: ## remove what was made, .venv too
	rm -rf .venv .make build dist *.egg-info .*_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
