# The commands of Hiếu Học. `make demo` and `make test` are the two to know.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
PYTEST := $(BIN)/python -m pytest
# How the code reads and what is published: asked of the code alone.
ALONE := tests/architecture tests/contracts
# The longest first, so that the workers end together, and a folder that shares a deployment at a
# time: xdist's own order, by the number of tests, would end and start it anew again and again.
DEALT := --dist loadfile --no-loadscope-reorder
FAST := tests/hieuhoc tests/messaging tests/rollups tests/registry tests/eventstore \
  tests/journeys tests/doors tests/web tests/recognition tests/funding tests/notifications tests/telemetry \
  tests/vocabulary tests/importing tests/deploy tests/documents tests/aggregates $(ALONE)
# Where servers are started, frozen and killed one after the other, a worker is killed at each edge
# of an import, rebuilds get into each other's way, and a whole province is loaded: slow, and loud
# for all others.
SLOW := tests/telemetry/test_freezing.py tests/hieuhoc/test_demo.py \
  tests/importing/test_imports_killed.py tests/importing/test_undo_killed.py \
  tests/rollups/test_rebuilding.py
FAULTS := tests/faults tests/embedded $(SLOW)
# Every operation is asked for everything, and Kafka with logins and rights: long, not loud.
ATTACKS := tests/scope tests/doors/test_walk.py tests/doors/test_alike.py tests/messaging/secured
MINUTES ?= 10
# Tests start hundreds of interpreters: each finds what the first one compiled, also where the shell says no.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help install demo test check reads attacks faults fuzz test-compose-processes test-docker storm bench contracts requirements
help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 24

install: $(VENV)/.fetched ## a virtual environment with all that is needed, embedded servers too

demo: install ## the whole system on this machine, with demo data; Ctrl-C stops it
	$(BIN)/hieuhoc demo

test: reads ## check, unit, contracts, journeys, each kill edge once; the time per folder is printed
	$(PYTEST) -q -n 3 $(DEALT) $(addprefix --ignore=,$(SLOW) $(ATTACKS)) $(FAST)

check: reads ## style, types, who may import whom, how the code must read
	$(PYTEST) -q -n 2 $(DEALT) $(ALONE)

reads: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

attacks: install ## every door asked for what it must not do or show, and Kafka with logins and rights
	$(PYTEST) -q -n 2 $(DEALT) $(ATTACKS)

faults: install ## starts, freezes, outages, membership changes, a random storm of 60 seconds
	$(PYTEST) -q $(FAULTS)

storm: install ## a longer random storm: make storm MINUTES=30 SEED=7
	HIEUHOC_STORM_SECONDS=$$(( $(MINUTES) * 60 )) HIEUHOC_STORM_SEED=$(SEED) $(PYTEST) -q -s tests/faults/test_storm.py

fuzz: install ## every operation of every service, asked by schemathesis: make fuzz MINUTES=30 SEED=7
	HIEUHOC_FUZZ_MINUTES=$(MINUTES) HIEUHOC_FUZZ_SEED=$(SEED) $(PYTEST) -q --capture=sys tests/fuzz

test-compose-processes: install ## docker-compose.yml as processes, closed in as containers are; no daemon needed
	$(PYTEST) -q --durations=5 tests/composed

test-docker: install ## one journey through docker-compose.yml, where a Docker daemon answers
	$(PYTEST) -q tests/docker

bench: install ## measure against peers and against the limit; writes benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks

contracts: install ## JSON Schemas, AsyncAPI documents and pages of everything that is published
	$(BIN)/python -m shared.contracts.documents

$(UV):
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/.synced: requirements/development.txt pyproject.toml | $(UV)
	$(UV) pip sync --quiet --python $(BIN)/python --require-hashes requirements/development.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.fetched: $(VENV)/.synced
	$(BIN)/python -m hieuhoc.embedded fetch
	touch $@

COMPILE := $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 \
  --no-emit-index-url --custom-compile-command "make requirements" pyproject.toml
requirements: $(UV) ## resolve the requirements anew, with hashes and without addresses
	$(COMPILE) --output-file requirements/services.txt
	$(COMPILE) --extra laptop --extra places --output-file requirements/laptop.txt
	$(COMPILE) --extra laptop --extra places --extra reports \
	  --group build --group test --group quality --output-file requirements/development.txt
