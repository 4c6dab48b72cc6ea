# Reinserta. `make help` lists what can be made.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
SERVE ?= yes
PERSONS ?= 1200
UNITS ?= 300
SEED ?= 1
DEMO_ENV := REINSERTA_DEMO=yes REINSERTA_INSTANCE=$(CURDIR)/instance/demo-$(PERSONS)-$(UNITS)-$(SEED) \
  REINSERTA_PUBLIC_URL=http://127.0.0.1:$(PORT)
PYTEST_WORKERS ?= 2
# A process of ours starts three times faster from compiled modules, and the tests start many.
unexport PYTHONDONTWRITEBYTECODE
INSTALL := VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --compile-bytecode --constraint constraints.txt

.PHONY: help install install-tests demo test check acceptance lint audit-dependencies format constraints clean

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16
	@echo "Variables of demo: PERSONS UNITS SEED PORT SERVE=no"

$(VENV)/installed: setup.cfg pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(INSTALL) --editable .
	touch $@

$(VENV)/installed-tests: $(VENV)/installed
	$(INSTALL) --editable '.[test,quality]'
	touch $@

install: $(VENV)/installed ## Create .venv with what the service needs
install-tests: $(VENV)/installed-tests ## Add what the tests need

demo: install ## Build the demonstration registry, run a round, print the outcome, serve it
	$(DEMO_ENV) $(BIN)/reinserta db upgrade
	$(DEMO_ENV) $(BIN)/reinserta demo load --persons $(PERSONS) --units $(UNITS) --seed $(SEED)
	@if [ "$(SERVE)" != no ]; then exec env $(DEMO_ENV) $(BIN)/reinserta serve --port $(PORT); fi

test: install-tests ## Run the tests with small seeds
	$(BIN)/python -m pytest -m "not acceptance" -n $(PYTEST_WORKERS)

acceptance: install-tests ## Run the full-size simulations, races and crawls
	$(BIN)/python -m pytest -m "acceptance and not alone" -n $(PYTEST_WORKERS) --dist worksteal
	$(BIN)/python -m pytest -m "acceptance and alone"

lint: install-tests ## Lint, format, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test ## Everything that must pass before a change lands

audit-dependencies: install ## Look the pinned dependencies up among known vulnerabilities (asks the package index)
	$(BIN)/uvx --quiet pip-audit --requirement constraints.txt --no-deps --disable-pip --strict --progress-spinner off

format: install-tests ## Rewrite the code in the house's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

constraints: install ## Pin every dependency anew
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --all-extras \
	  --no-emit-index-url --no-header --no-annotate setup.cfg --output-file constraints.txt

clean: ## Remove the environment and the embedded database
	rm -rf $(VENV) instance build dist *.egg-info
