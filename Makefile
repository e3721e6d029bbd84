# The commands of this house. `make site` and `make test` are all a fresh machine needs, and quick when nothing changed.
#
# PYTHON=python3.12 takes another Python for a new .venv, CHROMIUM=/path/to/it another browser for the tests.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

# Looked for when it is used, for `browser` may have installed it by then.
ifeq ($(strip $(CHROMIUM)),)
CHROMIUM = $(shell command -v chromium || command -v google-chrome)
endif

.PHONY: site test lint quick shots guide browser vendor clean
.DEFAULT_GOAL := site

site: vendor
	@echo "site: building the demo"
	@$(BIN)/tpm-audit build -o site

# A worker that ended is not replaced: pytest-xdist would wait for it for ever.
test: lint vendor browser
	@echo "test: all of them"
	@CI=1 CHROMIUM="$(CHROMIUM)" $(BIN)/pytest -n auto --dist loadgroup --max-worker-restart 0

lint: .venv/dev.stamp
	@echo "lint: style, format, types, layers"
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

quick: .venv/dev.stamp vendor
	@echo "quick: the tests without the slow ones and the browser"
	@$(BIN)/pytest -n auto --dist loadgroup -m "not slow and not browser"

# Pictures of every kind of page, to be looked at: light, dark, phone, print, in each language.
shots: site .venv/dev.stamp browser
	@CHROMIUM="$(CHROMIUM)" $(BIN)/python tests/browser/shots.py site shots

guide: .venv/package.stamp
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict -f docs/theme/mkdocs.yml && echo "guide: guide/index.html"

browser:
	@if [ -n "$(CHROMIUM)" ]; then \
		command -v "$(CHROMIUM)" >/dev/null || { echo "browser: there is no program '$(CHROMIUM)'" >&2; exit 1; }; \
	elif ! command -v apt-get >/dev/null; then \
		echo "browser: the tests need Chromium; install it, or say where it is: make test CHROMIUM=/path/to/chromium" >&2; exit 1; \
	else \
		if [ "$$(id -u)" = 0 ]; then as_root=; elif command -v sudo >/dev/null; then as_root=sudo; else \
			echo "browser: the tests need Chromium; as root: apt-get install chromium" >&2; exit 1; \
		fi; \
		echo "browser: installing Debian's Chromium"; \
		$$as_root apt-get update -qq && \
		$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends chromium >/dev/null; \
	fi

# Without npm this warns, and the larger bundle of plotly's Python package serves.
vendor: .venv/package.stamp
	@$(BIN)/python hatch_build.py

.venv/pip.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "tpm-audit needs Python 3.11 or later; '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Name another: make PYTHON=python3.12" >&2; exit 1; }
	@echo ".venv: making it"
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv || { \
		rm -rf .venv; echo "'$(PYTHON) -m venv' failed; Debian has it in the package python3-venv" >&2; exit 1; }
	@$(PIP) install --upgrade "pip>=25.1" # the first that knows dependency groups
	@touch $@

.venv/package.stamp: .venv/pip.stamp pyproject.toml
	@echo ".venv: installing tpm-audit"
	@$(PIP) install --group build
	@$(PIP) install --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .venv/package.stamp
	@echo ".venv: installing what the tests need"
	@$(PIP) install --group dev
	@touch $@

clean:
	@echo "clean: removing all that make made"
	@rm -rf .venv node_modules site shots guide dist build tpm_audit/vendor .tpm-audit
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .benchmarks test-results
	@find tpm_audit tests benchmarks -name __pycache__ -prune -exec rm -rf {} +
