# LiftFund: `make run` starts it, `make test` proves it, `make check` is what a change must pass.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
PO := liftfund_core/locale/en/LC_MESSAGES/liftfund.po
export PYTHONUTF8 := 1

.PHONY: help run test check bench words fmt venv app dev clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile

run: app ## start LiftFund: http://localhost:8501 (LIFTFUND_PORT and LIFTFUND_DB are honoured)
	@exec $(PY) -m liftfund_core serve

test: dev ## every test, in a browser too, with the coverage gates
	@CHROMIUM="$$(.ci/chromium)" && SOFFICE="$$(.ci/soffice)" && export CHROMIUM SOFFICE && \
	$(PY) -m pytest -n 2 --dist loadfile --cov --cov-report=term:skip-covered $(ARGS) && \
	$(PY) -m coverage report --include='liftfund_core/domain/*' --fail-under=100 --show-missing

check: dev ## format, lint, types and every test
	@$(PY) -m ruff format --check . && $(PY) -m ruff check . && $(PY) -m mypy --strict liftfund_core
	@$(MAKE) --no-print-directory test

bench: dev ## how fast it is, as ratios in one run (ARGS="core walls" for some of it)
	@CHROMIUM="$$(.ci/chromium)" && export CHROMIUM && $(PY) -m benchmarks $(ARGS)

words: dev ## collect the Chinese sentences into the English catalogue, ready to translate
	@$(PY) -m babel.messages.frontend -q extract -F babel.cfg --no-default-keywords -k _ -k N_ \
		--no-location --sort-output --no-wrap --project=LiftFund --version=1 --msgid-bugs-address= \
		--last-translator=LiftFund --header-comment='# English for LiftFund' -o $(VENV)/liftfund.pot .
	@$(PY) -m babel.messages.frontend -q update -i $(VENV)/liftfund.pot -o $(PO) -l en --init-missing \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap
	@$(PY) -m babel.messages.frontend compile -i $(PO) -o /dev/null --statistics 2>&1 | grep translated

fmt: dev ## put the code in its usual shape
	@$(PY) -m ruff format . && $(PY) -m ruff check --fix .

clean: ## remove the environment and the caches; never an estate file
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.* htmlcov

# The environment. It is built once; what was installed is kept beside it, so that the next start needs no network.

venv:
	@$(PY) -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo \
			"LiftFund needs Python 3.11 or newer: install it (Debian: apt install python3 python3-venv)" \
			"or name yours: make run PYTHON=python3.12" >&2; exit 1; }; \
		$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo \
			"Python's venv module is missing: run 'sudo apt install python3-venv' and try again." >&2; exit 1; }; \
		$(PYTHON) -m venv --clear $(VENV); }

app: venv
	@cmp -s requirements.txt $(VENV)/installed-app || { echo "Installing LiftFund into .venv (once) ..." && \
		$(PIP) -r requirements.txt && cp requirements.txt $(VENV)/installed-app; }

dev: app
	@cat requirements.txt requirements-dev.txt | cmp -s - $(VENV)/installed-dev || { \
		echo "Installing the test tools into .venv (once) ..." && $(PIP) -r requirements-dev.txt && \
		cat requirements.txt requirements-dev.txt > $(VENV)/installed-dev; }
