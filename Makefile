# Aftercare. `make` alone lists what there is; README.md and docs/operations.md say more.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup setup-test run train test faults mutants check evaluate bench lock format clean \
  audit sbom licences \
  check-style check-layers check-types check-locks check-content check-dialogue

BIN := .venv/bin
# Nothing phones home; Rasa's warnings about its own dependencies are not ours to fix.
export RASA_TELEMETRY_ENABLED := false
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export TF_CPP_MIN_LOG_LEVEL := 3
export PYTHON

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' Makefile

setup: ## install what running needs into .venv, as locked
	@.ci/setup run

setup-test: ## the same with the test tools
	@.ci/setup test

run: setup ## set up, train when the training data changed, start; Ctrl-C stops all of it
	@$(BIN)/aftercare up

train: setup ## train when the training data changed
	@$(BIN)/aftercare train --if-needed

test: setup-test ## all tests; ARGS="-m 'not browser'" narrows them
	@$(BIN)/aftercare train --if-needed
	$(BIN)/python -m pytest $(ARGS)

faults: setup-test ## break every part on purpose; figures in var/faults.md; an hour
	@$(BIN)/aftercare train --if-needed
	$(BIN)/python -m pytest -m fault --faults-report var/faults.md $(ARGS)

mutants: setup-test ## small changes of triage, alarms, outbox and authorisation that no test notices; 90 % must be
	@$(BIN)/python -m tests.mutation.run $(ARGS)

check: setup-test ## style, layers, types, locks, content, dialogue files: all are run, any may fail
	@failed=(); \
	for part in style layers types locks content dialogue; do \
	  echo "== check-$$part"; \
	  $(MAKE) --no-print-directory check-$$part || failed+=("$$part"); \
	done; \
	if (( $${#failed[@]} )); then echo "Not passed: $${failed[*]}" >&2; exit 1; fi; \
	echo "All checks passed."

check-style: setup-test ## ruff: rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

check-layers: setup-test ## import-linter: who may import whom (docs/architecture.md)
	@$(BIN)/lint-imports --no-cache

check-types: setup-test ## mypy on the core
	@$(BIN)/mypy

check-locks: setup-test ## the locks: hashes, no addresses, in step with pyproject.toml
	@$(BIN)/python -m pytest -q tests/contract/test_locks.py

check-content: setup-test ## the clinical entries: facts covered, readable, sourced
	@$(BIN)/aftercare kb check

# What Rasa's dependencies say about each other.
THEIRS := /DeprecationWarning|declare_namespace|import pkg_resources|^Implementing implicit|xla_comp/d
check-dialogue: setup-test ## Rasa's own validation of domain, training data and stories
	@$(BIN)/rasa data validate --fail-on-warnings \
	  --config bot/config.yml --domain bot/domain --data data 2>&1 | sed -E '$(THEIRS)'

evaluate: train ## score labelled messages: make evaluate FILES="a.jsonl b.jsonl" [OUT=folder]
	@test -n "$(FILES)" || { echo 'Say which: make evaluate FILES="messages.jsonl …"' >&2; exit 2; }
	@$(BIN)/aftercare evaluate $(FILES) --calibration --out $(or $(OUT),var/evaluation)

bench: train ## training, start, memory, latency, throughput, beside Rasa's default pipeline
	@$(BIN)/aftercare bench

format: setup-test ## ruff: fix what it can, then format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

UV_LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.10 --no-header \
  --no-annotate --no-emit-index-url --no-emit-find-links
lock: setup ## write the locks anew from pyproject.toml (UPGRADE=--upgrade for newer versions)
	@$(UV_LOCK) $(UPGRADE) pyproject.toml -o requirements.lock
	@$(UV_LOCK) $(UPGRADE) pyproject.toml --extra test -c requirements.lock -o requirements-test.lock
	@sed -n 's/^\([a-z].*\) \\$$/\1/p' models.lock | $(UV_LOCK) --no-deps - -o models.lock.new
	@mv models.lock.new models.lock

# Tools that Rasa's pins don't allow beside it, in an environment of their own.
audit: setup ## known weaknesses in what we run; fails when it can't look (not part of the checks)
	@.ci/tools
	@$(BIN)/python -m bot.operations.audit var/tools/bin/pip-audit requirements.lock models.lock

sbom: setup ## the software bill of materials (CycloneDX) in var/sbom.cdx.json
	@.ci/tools
	@var/tools/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml \
	  --output-reproducible --validate --of JSON -o var/sbom.cdx.json
	@echo "written: var/sbom.cdx.json"

licences: setup ## what every package that runs is licensed under
	@$(BIN)/python -m bot.operations.licences

clean: ## remove what can be made again; the database in var/ stays
	rm -rf .venv models .pytest_cache .ruff_cache .mypy_cache .hypothesis *.egg-info build
