# Everything a newcomer needs is `make demo` and `make test`; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
STAMP := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo walkthrough test bench lint types lock clean

help: ## List what can be made
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## Make the environment in .venv, with the fondaco command in it

$(STAMP): requirements/dev.txt requirements/bootstrap.txt scripts/make-environment
	@PYTHON="$(PYTHON)" sh scripts/make-environment

demo: $(STAMP) ## Run a whole marketplace here: http://127.0.0.1:8000
	@$(VENV)/bin/fondaco demo

walkthrough: $(STAMP) ## Do the whole story by itself, in a temporary folder on free ports
	@$(VENV)/bin/fondaco walkthrough --own

test: $(STAMP) ## Lint, types, rules, rooms on SQLite and PostgreSQL, journeys, browser
	@sh scripts/run-tests

bench: $(STAMP) ## Measure against bare Django and the raw database; results in bench/results
	@$(RUN) -m bench

lint: $(STAMP) ## Ruff and the import directions
	@$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check . && $(VENV)/bin/lint-imports

types: $(STAMP) ## mypy
	@sh scripts/check-types

lock: $(STAMP) ## Pin what pyproject.toml asks for, with hashes
	@sh scripts/lock-requirements

clean: ## Remove the environment and the demo's data
	rm -rf $(VENV) var
