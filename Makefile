# Everything runs in .venv, which `setup` makes from the committed lock. `make` alone lists the targets.
PYTHON ?= python3
BIN := .venv/bin
DEMO_STORE := .store
QUESTION := how many missiles were intercepted
WIDGET := ui/widget/node_modules
REACT := examples/embed/react/node_modules
PARALLEL := --numprocesses auto --maxprocesses 4 --dist loadfile
export UV_LINK_MODE := copy
# Every target starts Python more than once: without kept bytecode each start compiles up to 2,000 modules anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo serve check widget format test test-fast chromium soak bench train screenshots docs commands lock clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: .venv/ready ## Make .venv and install everything from the lock

.venv/ready: locks/uv.txt locks/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Citewell needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/uv.txt
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes locks/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup ## Ingest the example articles, ask the sample question; on a terminal, then serve the page
	$(BIN)/citewell ingest examples/articles --store $(DEMO_STORE)
	$(BIN)/citewell ask "$(QUESTION)" --store $(DEMO_STORE)
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/citewell serve --store $(DEMO_STORE); fi

serve: setup ## Serve the chat page and the API over the store (CITEWELL_STORE, or your own)
	$(BIN)/citewell serve

check: setup $(WIDGET)/.checked $(REACT)/.checked ## Format, lint, types, direction of imports; the widget is current
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Checked again once a source, a setting, a package or the folder (a file comes or goes) is newer than the last check.
$(REACT)/.checked: $(REACT)/.package-lock.json examples/embed/react $(wildcard examples/embed/react/*.*)
	cd examples/embed/react && node_modules/.bin/tsc
	@touch $@

$(WIDGET)/.checked: $(WIDGET)/.package-lock.json ui/static/widget.js ui/widget ui/widget/styles $(wildcard ui/widget/*.* ui/widget/styles/*)
	cd ui/widget && node_modules/.bin/tsc
	cp ui/static/widget.js $(WIDGET)/.committed.js
	cd ui/widget && node build.mjs
	cmp ui/static/widget.js $(WIDGET)/.committed.js || { echo 'ui/static/widget.js was not made of ui/widget/; it is now: commit it'; exit 1; }
	@touch $@

widget: $(WIDGET)/.package-lock.json ## Make ui/static/widget.js of ui/widget/ (needs Node; running Citewell does not)
	npm run --silent --prefix ui/widget build

%/node_modules/.package-lock.json: %/package-lock.json
	npm ci --silent --prefix $*
	@touch $@

format: setup ## Format and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

chromium: setup
	@$(BIN)/python -m tests.browser.chromium --install

test: setup chromium $(REACT)/.package-lock.json ## The whole suite, in a real Chromium too
	$(BIN)/python -m pytest $(PARALLEL)

test-fast: setup ## The tests for every save: no browser, no kills, nothing marked slow
	$(BIN)/python -m pytest $(PARALLEL) -m 'not browser and not kill and not slow'

soak: setup ## Kill 200 processes at random moments, and compare what they leave with runs that nobody stopped
	$(BIN)/python -m tests.kill.soak

bench: setup ## Speed and size, with the machine and versions; with DATA=FOLDER, quality too
	$(BIN)/python -m bench $(if $(DATA),--data $(DATA))

train: setup ## Make the reading model from DATA=FOLDER and BASE=FILE (training/README.md)
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --editable '.[train]'
	$(BIN)/python -m training $(DATA) --base $(BASE)

screenshots: setup chromium ## Take the pictures of docs/screenshots anew
	$(BIN)/python -m tests.browser.screenshots
	$(BIN)/python -m tests.browser.widget_pictures

docs: setup ## Build the docs site into site/; a broken link fails
	rm -rf site
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going --fresh-env -c docs -d site/.doctrees . site
	rm -r site/.doctrees
	@echo 'open site/index.html'

commands: setup ## Write docs/commands.md, and the kinds of files in docs/articles.md, from the program
	$(BIN)/python -m tests.docs

lock: setup ## Resolve the dependencies anew
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet pyproject.toml -o locks/run.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --extra dev -c locks/run.txt pyproject.toml -o locks/dev.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet locks/uv.in -o locks/uv.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -c locks/dev.txt locks/build.in -o locks/build.txt

clean: ## Remove .venv, the demo's store, the docs site and caches
	rm -rf .venv $(DEMO_STORE) site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
