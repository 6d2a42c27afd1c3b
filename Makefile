# Everything below sets itself up in .venv from requirements.lock; needs python3.11 (with venv) and make, no more.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3.11
BIN := .venv/bin
LOCK_KEY := $(shell cat requirements.lock pyproject.toml | sha256sum | cut -c1-16)
READY := .venv/.ready-$(LOCK_KEY)

CASE := cases/belarus-2020
OUT := out/belarus-2020

.PHONY: help classics claims picture setup brief test test-all lint format docs docs-check trace trace-mutate mission bench calibration calibration-check lock clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|'

setup: $(READY) ## Make .venv with the pinned dependencies

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing: install Python 3.11 with venv, or name another with make PYTHON=..."; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "installing the pinned dependencies into .venv (once, about a minute)" >&2
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@rm -f .venv/.ready-*
	@touch $@

brief: $(READY) ## Make the brief of the Belarus case, HTML and PDF
	@$(BIN)/buttress brief $(CASE) --out $(OUT)
	@echo $(OUT)/brief.html

test: $(READY) ## Run the fast tests
	$(BIN)/python -m pytest -n auto --dist loadfile -q

test-all: $(READY) ## Run every test, the slow ones too, and the mutated trace
	$(BIN)/python -m pytest -n auto --dist loadfile -q -m "slow or not slow"
	$(BIN)/python tests/mission/trace.py --mutate

lint: $(READY) ## Check style, types and the order of the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY) ## Put the code into the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY) ## Write the documents that come from the code
	$(BIN)/python -m buttress.cli.docs write

classics: $(READY) ## Write the rows and pictures of the published models into docs/classics
	$(BIN)/python -m buttress.classics.pages docs/classics

docs-check: $(READY) ## Fail where a written document differs from the code
	$(BIN)/python -m buttress.cli.docs check

trace: $(READY) ## Print mission row, module and test, and fail on a gap
	$(BIN)/python tests/mission/trace.py

trace-mutate: $(READY) ## Take each row's rule or fact out, and fail if its test passes all the same
	$(BIN)/python tests/mission/trace.py --mutate

mission: $(READY) ## Write docs/mission.md from the trace
	$(BIN)/python tests/mission/trace.py --page

bench: $(READY) ## Run the benchmarks
	$(BIN)/python benchmarks/draws.py
	$(BIN)/python benchmarks/pairs.py
	$(BIN)/python benchmarks/brief.py
	$(BIN)/python benchmarks/routes.py
	$(BIN)/python benchmarks/occasions.py

calibration: $(READY) ## Fit 200 simulated cases and write docs/calibration.md (an hour on 2 cores; goes on after a kill)
	$(BIN)/python -m studies.calibration $(CASE) --fits 200 --processes 2 --docs docs

calibration-check: $(READY) ## Fit 20 simulated cases and test the ranks of their truths
	@rm -f out/calibration-check.csv
	$(BIN)/python -m studies.calibration $(CASE) --fits 20 --processes 2 \
	  --ranks out/calibration-check.csv --beside docs/calibration.csv

lock: $(READY) ## Compile requirements.lock again from pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[lock]'
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --extra dev --no-header --no-annotate \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options -o requirements.lock pyproject.toml
	sed -i '/^#/d;/^$$/d' requirements.lock # a heading that no option leaves out

clean: ## Remove .venv, caches and outputs
	rm -rf .venv out .pytest_cache .mypy_cache .ruff_cache .hypothesis

claims: $(READY) ## Write docs/claims.md from the last brief
	$(BIN)/python -m buttress.cli.docs claims $(OUT)/brief.json

picture: $(READY) ## Draw docs/brief.png from the first page of the last brief
	$(BIN)/python -c "import pypdfium2 as p; \
	  p.PdfDocument('$(OUT)/brief.pdf')[0].render(scale=1.6).to_pil().quantize(96).save('docs/brief.png', optimize=True)"
