# Two commands do all the set-up: `make run` serves the demo, `make test` runs every check.
# Both work again without a network once they have run.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# pip-compile writes its own command into the file; this keeps the machine's index out of it.
COMPILE := $(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --build-deps-for editable

CATALOGUES := quizapp/web/translations

.PHONY: run test lint messages lock clean

run: $(VENV)/.run
	@$(BIN)/quizapp demo

test: $(VENV)/.test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/pytest

lint: $(VENV)/.test
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@$(BIN)/mypy

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "quizapp needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing quizapp into $(VENV) (once; a minute or two) ..."
	@$(PIP) install --quiet --require-hashes -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.run
	@echo "Installing what the tests need ..."
	@$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	@$(BIN)/python tests/browser/chromium.py
	@$(BIN)/python tests/formats/banks/checkers.py
	@$(BIN)/python tests/browser/axe.py
	@$(BIN)/python tests/cluster.py
	@touch $@

# Brings the catalogues of the learners' languages up to date: translate what is new in the .po, then call it again.
messages: $(VENV)/.test
	@$(BIN)/pybabel -q extract -F pyproject.toml -k sentence -k counted:1,2 --ignore-dirs '.*' --no-wrap \
		--sort-by-file --add-location=file -o $(VENV)/messages.pot .
	@$(BIN)/pybabel -q update -i $(VENV)/messages.pot -d $(CATALOGUES) --no-wrap --ignore-obsolete \
		--ignore-pot-creation-date
	@$(BIN)/pybabel -q compile -d $(CATALOGUES)

# Pins the newest versions that pyproject.toml allows; needs a network and pip-tools in .venv.
lock: | $(VENV)/bin/python
	@$(PIP) install --quiet pip-tools
	@$(COMPILE) -o requirements.lock pyproject.toml
	@$(COMPILE) --extra dev -o requirements-dev.lock pyproject.toml
	@$(COMPILE) --extra postgres --extra metrics --extra docx --extra anki --extra redis -o requirements-server.lock pyproject.toml

clean:
	@rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
