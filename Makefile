# What each target does: make help. Every path is relative, so the checkout may stand in any folder.

# THEME=next (make site THEME=next): in an environment of its own, with the generator and the theme that go on after
# MkDocs and Material for MkDocs (docs-dev/theme-move.md); of the tests those that look at what is built.
next := $(filter next,$(THEME))
venv := .venv$(next:%=-%)
tests := $(if $(next),$(addprefix tests/,bundles hostile search search_queries serve site test_init.py))

.PHONY: help site bundles test manual lock clean setup

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

site: setup ## Set up, then build the website into site/
	@$(venv)/bin/duizhao site

bundles: setup ## Build the website and the edition as files to download
	@$(venv)/bin/duizhao bundle

# Two workers or more; whoever is done takes over from those who are not.
test: setup ## Set up, then run every check: ruff, mypy, and the tests with a browser
	-@scripts/setup-browser
	-@$(venv)/bin/python scripts/setup-actionlint
	@$(venv)/bin/python -m pytest -n auto --maxprocesses 4 --dist worksteal $(tests)

manual: setup ## Build the manual; prints where it is
	@$(venv)/bin/python -m duizhao.publish.manual.build
	@$(venv)/bin/duizhao manual --no-open

lock: setup ## Write requirements.lock and requirements-next.lock anew with the newest releases
	@scripts/update-lock

clean: ## Remove all that make has made, the set-up included
	@rm -rf site scripts/duizhao/manual_site artefacts build dist .venv .venv.lock .venv-next .venv-next.lock scripts/*.egg-info
	@rm -rf .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find scripts hooks tests -name __pycache__ -type d -prune -exec rm -rf {} +

setup: ## Set up only: makes .venv with the commands in it
	@scripts/setup-python
