# The two commands of a newcomer are `make demo` and `make test`; `make help` names the others.

SHELL = /bin/sh
PYTHON ?= python3
SERVE ?= 1
export PYTHON
export PYTHONUTF8 = 1

.DEFAULT_GOAL = help
.PHONY: help demo test bench setup format clean

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.* ## /\1 | /p' $(firstword $(MAKEFILE_LIST)) | \
	    while IFS='|' read -r name what; do printf '  make %-8s %s\n' "$$name" "$$what"; done

demo: ## set up, fill the demonstration database, render its reports, serve on http://127.0.0.1:8000 (SERVE=0: do not serve)
	@setup/system demo
	@setup/environment run
	@.venv/bin/etready demo $(if $(filter 0,$(SERVE)),--no-serve)

test: setup ## set up with Chromium and PostgreSQL, then run every check and test (CHROMIUM=path: another browser)
	@setup/with_postgres --in-memory setup/checks

bench: setup ## the longer measurements, one after the other; the last one kills servers for twenty minutes
	@setup/with_postgres .venv/bin/python -m benchmarks

setup: ## only set up what the tests need
	@setup/system test
	@setup/environment develop

format: setup ## put the sources into the house format
	@.venv/bin/ruff format
	@.venv/bin/ruff check --fix

clean: ## remove what can be made again; instance/ stays, for it holds the answers
	rm -rf .venv .tools reports .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache \
	    .coverage htmlcov build dist test-results
	find assessment tests -type d -name __pycache__ -prune -exec rm -rf {} +
