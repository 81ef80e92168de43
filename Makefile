# What developers type. `make help` lists the targets; each also runs from .ci/run.
PY := .venv/bin/python
BIN := .venv/bin
SRC := src tests benchmarks
LOCKED := uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11
TEMPLATES = $(shell find src/mingjian/web/templates -name '*.html' 2>/dev/null)
MIGRATIONS = $(shell find src/mingjian/records/migrations -name '0*.py' 2>/dev/null)

.PHONY: help ready check style types imports packages templates migrations test slow fuzz pictures lock format words
.DEFAULT_GOAL := help

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 14

ready: ## Install what runs and what tests and linters need
	@./mj prepare test

check: style types imports packages templates migrations ## Everything that needs no test run: all linters

style: ready ## ruff: rules and format
	$(BIN)/ruff check $(SRC)
	$(BIN)/ruff format --check $(SRC)

types: ready ## mypy, strict, with django-stubs
	$(BIN)/mypy

imports: ready ## import-linter: arrows point down only
	PYTHONPATH=src $(BIN)/lint-imports

packages: ready ## deptry: every import is declared, every declared package imported
	$(BIN)/deptry src

templates: ready ## djade and djlint: the pages' templates
	$(if $(TEMPLATES),$(BIN)/djade --target-version 5.2 --check $(TEMPLATES),@echo no templates)
	$(if $(TEMPLATES),$(BIN)/djlint --lint --quiet $(TEMPLATES),@echo no templates)

migrations: ready ## No change without a migration, one head, and squawk on their SQL
	PYTHONPATH=src:. $(PY) -m tests.migrations

test: ## All tests but the slow ones
	./mj test

slow: ready ## The tests marked slow
	$(PY) -P -m pytest -m slow

fuzz: ready ## Fuzz text and scan, five minutes each (atheris is installed into .fuzz, where findings are kept)
	@test -d .fuzz/atheris || $(PY) -m pip install -q --target .fuzz atheris
	for target in text scan; do PYTHONPATH=src:.:.fuzz $(PY) -m tests.fuzzing $$target -max_total_time=300 \
	  -max_len=8192 -timeout=30 -artifact_prefix=.fuzz/found-$$target-; done

pictures: ready ## Make the README's pictures and docs/demo-bulletin.html from a running demo (needs Chromium)
	PYTHONPATH=src:. $(PY) -m benchmarks.pictures

format: ready ## Bring the code into shape
	$(BIN)/ruff check --fix $(SRC)
	$(BIN)/ruff format $(SRC)

lock: ready ## Lock the requirements again, with hashes and without index addresses
	cd deploy/requirements && for part in test uv; do ../../$(BIN)/$(LOCKED) $$part.in -o $$part.txt; done
	cd deploy/requirements && for part in run browser pictures cluster; do \
	  ../../$(BIN)/$(LOCKED) $$part.in -c test.txt -o $$part.txt; done
