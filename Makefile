# Lắng Nghe. `make` alone lists what can be done.
PYTHON ?= python3
BIN := .venv/bin
RUNTIME := .venv/runtime.stamp
DEV := .venv/dev.stamp
PACKAGES := $(wildcard kiosk survey admin wsgi.py)
WORKERS ?= 2
CITIZENS := kiosk survey
EXTRACT := $(BIN)/pybabel -q extract -F pyproject.toml -k _ -k _l -k lazy_gettext -k _n:1,2 --no-location --sort-output --project langnghe
UPDATE := $(BIN)/pybabel -q update -d translations --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

.PHONY: help run install test lint format bench demo tablet screenshots translations messages clean
.DEFAULT_GOAL := help

help: ## list the commands
	@echo "Lắng Nghe: take a number, be called, be asked."
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(RUNTIME) messages ## start a sample pilot (PORT, DATABASE_URL, SECRET_KEY, BASE_URL)
	@scripts/serve

install: messages ## prepare .venv and the translations only, as on a server

test: lint messages ## check everything, on SQLite, PostgreSQL and in Chromium
	@scripts/chromium
	@scripts/firefox
	@scripts/libreoffice
	$(BIN)/pytest -n $(WORKERS)

lint: $(DEV) ## ruff, types and the direction of imports
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo

format: $(DEV) ## let ruff put the code in order
	$(BIN)/ruff check --quiet --fix
	$(BIN)/ruff format

bench: $(DEV) ## CPU milliseconds of the main requests
	$(BIN)/python -m bench

demo: $(RUNTIME) messages ## fill the database with the sample pilot, once
	@scripts/serve --only-demo

tablet: $(RUNTIME) ## a code that pairs a browser with the sample's tablet
	@scripts/serve --tablet

screenshots: $(DEV) messages ## the pictures of the README
	@scripts/chromium
	$(BIN)/python -m docs.screenshots

translations: $(DEV) ## collect the texts to translate into translations/
	$(EXTRACT) -o translations/messages.pot $(PACKAGES)
	$(EXTRACT) -o translations/citizens.pot $(CITIZENS)
	$(UPDATE) -i translations/messages.pot -l en
	$(UPDATE) -i translations/citizens.pot -l km
	$(UPDATE) -i translations/citizens.pot -l zh
	@$(MAKE) --no-print-directory messages

messages: $(RUNTIME)
	@if [ -d translations ]; then $(BIN)/pybabel -q compile -d translations; fi

clean: ## remove what can be made again; data in instance/ stay
	rm -rf .venv build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name '*.mo' -delete

$(RUNTIME): requirements.txt scripts/environment
	@echo "Preparing .venv …"
	@scripts/environment $(PYTHON) requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	@scripts/environment $(PYTHON) requirements-dev.txt
	@touch $@
