# The commands of Hiếu Học. `make demo` and `make test` are the two to know.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv

.PHONY: help install requirements
help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

install: $(VENV)/.synced ## a virtual environment with everything the hashed requirements name

$(UV):
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check uv

$(VENV)/.synced: requirements/development.txt pyproject.toml | $(UV)
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements/development.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

COMPILE := $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --custom-compile-command "make requirements" pyproject.toml
requirements: $(UV) ## resolve the requirements anew, with hashes and without addresses
	$(COMPILE) --output-file requirements/services.txt
	$(COMPILE) --extra laptop --extra places --output-file requirements/laptop.txt
	$(COMPILE) --extra laptop --extra places --extra reports --group build --group test --group quality --output-file requirements/development.txt
