# make run | test | lint | bench | load | soak | icons | clean. The first of them makes .venv; Python 3.11 or later.

PYTHON ?= python3
ADDRESS ?= 127.0.0.1
PORT ?= 8501
HOSTS ?= localhost 127.0.0.1
# Files of tests side by side, the longest first; one file stays with one worker, for its server. One
# worker more than processors: a test often waits for a browser, a server or a clock.
ARGS ?= --numprocesses $(shell expr $$(nproc 2>/dev/null || echo 2) + 1) --dist loadfile --no-loadscope-reorder
# Empty: each test on the store or the stores that it needs. sqlite or postgresql: all on that one.
STORE ?=
PHONES ?= 200
ROOMS ?= 1
EVERY ?= 5
MINUTES ?= 30

BIN := .venv/bin
RUN_STAMP := .venv/.run
TEST_STAMP := .venv/.test
TEMPORARY = TMPDIR=$$(.ci/temporary)
WITH := $(if $(ESTEEM_TEST_POSTGRESQL),,.ci/with-postgresql)
ST_STATIC = $(BIN)/../lib/python3*/site-packages/streamlit/static/static

.PHONY: run test lint bench load soak icons clean

run: $(RUN_STAMP)
	$(BIN)/python -m streamlit run app.py --server.address $(ADDRESS) --server.port $(PORT) \
	    $(foreach host,$(HOSTS),--server.allowedHosts '$(host)')

test: $(TEST_STAMP)
	$(TEMPORARY) ESTEEM_TEST_STORE=$(STORE) $(if $(filter postgresql,$(STORE)),$(WITH)) \
	    $(BIN)/python -m pytest $(ARGS)

lint: $(TEST_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(TEST_STAMP)
	$(BIN)/python -m bench.bench
	$(BIN)/python -m bench.store_bench
	$(BIN)/python -m bench.rooms_bench

# Many phones on the real program, beside the least page of each kind that does the same saves.
load: $(TEST_STAMP)
	$(BIN)/python -m bench.load --phones $(PHONES) --rooms $(ROOMS) --every $(EVERY)

# People who come and go, and what the server holds in memory meanwhile.
soak: $(TEST_STAMP)
	$(BIN)/python -m bench.load.soak --minutes $(MINUTES)

# The few icons that Streamlit's own elements use, out of its font of 4,000 (375 kB).
icons: $(TEST_STAMP)
	grep -rhoE ':material/[a-z0-9_]+:' --include=*.js --include=*.py $(ST_STATIC)/.. $(ST_STATIC)/../../elements \
	    | sed -E 's/:material.(.*):/\1/' | sort -u > .venv/icons.txt
	$(BIN)/pyftsubset $(ST_STATIC)/media/MaterialSymbols-Rounded.*.woff2 --glyphs-file=.venv/icons.txt \
	    --text=abcdefghijklmnopqrstuvwxyz0123456789_ --layout-features='*' --no-layout-closure \
	    --ignore-missing-glyphs --flavor=woff2 --output-file=assets/fonts/material-symbols-subset.woff2

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(RUN_STAMP): requirements.txt constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(TEST_STAMP): $(RUN_STAMP) requirements-dev.txt requirements-postgresql.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
