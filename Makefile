# Everything below sets itself up in .venv from requirements.lock; needs Python 3.11 to 3.14 (with venv) and make, no more.
.DEFAULT_GOAL := help
SHELL := /bin/bash
# The first of these that runs, is a Python from 3.11 to 3.14 and has venv makes .venv.
PYTHON ?= python3.14 python3.13 python3.12 python3.11 python3
SUITS := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))
BIN := .venv/bin
LOCK_KEY := $(shell cat requirements.lock pyproject.toml | sha256sum | cut -c1-16)
READY := .venv/.ready-$(LOCK_KEY)

CASE := cases/belarus-2020
OUT := out/belarus-2020

.PHONY: help classics claims results picture setup brief test test-all test-web setup-ray test-ray lint format site trace trace-mutate mission bench calibration calibration-check wheel-check lock clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|'

setup: $(READY) ## Make .venv with the pinned dependencies

$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/python || { for python in $(PYTHON); do \
	  $$python -c '$(SUITS)' 2>/dev/null && exec $$python -m venv .venv; done; \
	  echo "none of $(PYTHON) is a Python from 3.11 to 3.14 with venv: install one, or name it with make PYTHON=..." >&2; \
	  exit 2; }
	@echo "installing the pinned dependencies into .venv (once, about a minute)" >&2
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@rm -f .venv/.ready-*
	@touch $@

brief: $(READY) ## Make the brief of the Belarus case, HTML and PDF
	@$(BIN)/buttress brief $(CASE) --out $(OUT)
	@echo $(OUT)/brief.html

test: $(READY) ## Run the fast tests
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -q

test-all: $(READY) ## Run every test in any order, the slow ones too, on new random examples; and the mutated trace
	$(BIN)/python -m pytest -n auto --dist loadfile -q -m "not browser" -p randomly --hypothesis-profile random
	$(BIN)/python tests/mission/trace.py --mutate

test-web: $(READY) ## Run the tests of the pages in the machine's Chromium
	$(BIN)/python -m pytest -q -m browser tests/web

setup-ray: $(READY) ## Add Ray, pinned, to .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-ray.lock

test-ray: ## Run the executor on a cluster of two Ray nodes on this machine (after make setup-ray)
	@$(BIN)/python -c "import ray" || { echo "give make setup-ray first" >&2; exit 2; }
	$(BIN)/python -m pytest -q tests/experiment/test_executor_ray.py

lint: $(READY) ## Check style, types and the order of the rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY) ## Put the code into the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

wheel-check: $(READY) ## Make a brief with the wheel alone, in an environment without the repository
	@$(BIN)/python .ci/wheel.py

site: $(READY) ## Build the site of the documents in site/; fails on a broken link
	$(BIN)/python -m docs.builder

classics: $(READY) ## Write the rows and pictures of the published models into docs/classics
	$(BIN)/python -m docs.builder.replicas

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
	$(BIN)/python -m benchmarks.pages

calibration: $(READY) ## Fit 300 simulated cases and write their ranks and tables (40 minutes on 2 cores; goes on after a kill)
	$(BIN)/python -m studies.calibration $(CASE) --fits 300 --processes 2 --out studies/calibration

calibration-check: $(READY) ## Fit 20 simulated cases and test the ranks of their truths
	@rm -f out/calibration-check.csv
	$(BIN)/python -m studies.calibration $(CASE) --fits 20 --processes 2 \
	  --ranks out/calibration-check.csv --beside studies/calibration/ranks.csv

lock: $(READY) ## Compile requirements.lock again from pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[lock]'
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --extra dev --extra web --no-header --no-annotate \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options -o requirements.lock pyproject.toml
	echo 'ray>=2.40' | $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-annotate \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
	  -c <(sed -n 's/ *\\*$$//; /==/p' requirements.lock) -o requirements-ray.lock -
	sed -i '/^#/d;/^$$/d' requirements.lock requirements-ray.lock # a heading that no option leaves out

clean: ## Remove .venv, caches and outputs
	rm -rf .venv out site .pytest_cache .mypy_cache .ruff_cache .hypothesis

claims: $(READY) ## Write the verdicts of the last brief into docs/data
	$(BIN)/python -m docs.builder.claims $(OUT)/brief.json

results: brief claims ## Write the site's tables of the fit of Belarus anew, all but those of calibration
	$(BIN)/python -m studies.fit $(CASE) --out studies/fit
	$(BIN)/python -m studies.routes $(CASE) --out studies/routes
	$(BIN)/buttress score $(CASE) --json > $(OUT)/score.json
	$(BIN)/python -m studies.scores --case $(OUT)/score.json --out studies/scores
	$(BIN)/python -m studies.updates $(CASE) --weeks 8 --fit 1 --fit 2 --fit 4 --fit 8 --out studies/updates
	$(BIN)/python -m studies.whatif $(CASE) --check loan_lengthens_tenure --check reform_cools_turnout \
	  --check withdrawal_fells_quickly --check money_is_enough --out studies/whatif

picture: $(READY) ## Draw docs/brief.png from the last brief, docs/monitor.png from the tutorial's file, docs/page.png in a Chromium
	$(BIN)/python -c "import pypdfium2 as p; \
	  p.PdfDocument('$(OUT)/brief.pdf')[0].render(scale=1.6).to_pil().quantize(96, method=2).save('docs/brief.png', optimize=True)"
	sed -n '/^Fecha/,/^END/p' docs/tutorials/monday.md | grep -v END > $(OUT)/reports.csv
	$(BIN)/buttress monitor $(OUT)/reports.csv --country Ecuador --out $(OUT)
	$(BIN)/python -c "import pypdfium2 as p; \
	  i = p.PdfDocument('$(OUT)/monitor.pdf')[0].render(scale=1.5).to_pil(); \
	  i.crop((0, 0, i.width, i.height * 2 // 3)).quantize(64, method=2).save('docs/monitor.png', optimize=True)"
	$(BIN)/python -m docs.builder.page_picture
