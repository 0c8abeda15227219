# Everything a person types here. `make` alone lists it.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# An install takes what a lock names and nothing else, whatever is newest today.
PIP    := $(BIN)/python -m pip --disable-pip-version-check
LOCKED := install --no-deps --require-hashes --requirement
# Each is newer than the files it depends on, once $(VENV) holds what they ask for.
READY      := $(VENV)/ready
READY_RUN  := $(VENV)/ready-run
READY_TEST := $(VENV)/ready-test
# Kept apart, so that a lock that no longer installs can still be written anew.
LOCK_VENV  := build/lock
# What only one target needs has an environment of its own.
BUNDLE_VENV := build/bundle-venv
AUDIT_VENV  := build/audit-venv
FUZZ_VENV   := build/fuzz-venv
# The time in what is built is that of the commit, so that building it again gives the same bytes.
EPOCH = $(shell git log -1 --format=%ct 2>/dev/null || echo 1577836800)
VERSION = $(shell sed -n 's/^VERSION.*"\(.*\)"/\1/p' bodymap/core/version.py)

.DEFAULT_GOAL := help
.PHONY: help run test messages mutants lint assets bench reliability fuzz wheel bundle deb audit sbom release lock clean

help:  ## list what can be made
	@echo "bodymap: point at where it hurts, see which nerve roots feel that spot."
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(READY_RUN)  ## open bodymap; without a screen, write the hip example to out/
	@$(BIN)/python -m tools.first_light

test: $(READY_TEST)  ## run all tests; the pure floors must be covered to 90 %
	@$(BIN)/python -m tools.assistive
	@$(BIN)/python -m tools.traced
	@$(BIN)/python -m tools.qt_libraries
	$(BIN)/python -m pytest --cov --numprocesses auto --dist loadfile $(TESTS)

mutants: $(READY_TEST)  ## break the program on purpose and see whether tests notice; ONLY="hover border" tries some
	@$(BIN)/python -m tools.qt_libraries
	nice $(BIN)/python -m tools.mutants $(ONLY)

messages: $(READY_TEST)  ## bring the sheets of the languages up to date with code and tables
	$(BIN)/python -m tools.messages

lint: $(READY_TEST)  ## check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

assets: $(READY_TEST)  ## draw assets/svg anew from the body mesh and the territory tables
	$(BIN)/python -m bodymap.builder build

bench: $(READY_TEST)  ## measure start-up and the other times that matter
	@$(BIN)/python -m tools.qt_libraries
	$(BIN)/python -m benchmarks

reliability: $(READY_TEST)  ## try for hours to break the program, and write docs/reliability.md
	@$(BIN)/python -m tools.qt_libraries
	nice $(BIN)/python -m tools.reliability

fuzz: $(FUZZ_VENV)/ready  ## throw odd input at all that reads something; SECONDS=300 for each, ONLY="case cache" some
	nice $(FUZZ_VENV)/bin/python -m tools.fuzz --seconds $(or $(SECONDS),300) $(ONLY)

wheel: $(READY_TEST)  ## build the package that pip installs, into dist/
	SOURCE_DATE_EPOCH=$(EPOCH) $(BIN)/python -m hatchling build --target wheel

bundle: $(BUNDLE_VENV)/ready  ## make the folder that runs without Python, build/bundle/bodymap
	@$(BUNDLE_VENV)/bin/python -m tools.qt_libraries xcb
	SOURCE_DATE_EPOCH=$(EPOCH) nice $(BUNDLE_VENV)/bin/python -m tools.bundle.folder

deb: bundle  ## make the Debian package of that folder, into dist/
	SOURCE_DATE_EPOCH=$(EPOCH) nice $(BUNDLE_VENV)/bin/python -m tools.bundle.deb

audit: $(AUDIT_VENV)/ready  ## ask whether a weakness is known in what bodymap is built on
	$(AUDIT_VENV)/bin/python -m tools.audit

sbom: $(AUDIT_VENV)/ready  ## write the bill of materials, as CycloneDX, into dist/
	SOURCE_DATE_EPOCH=$(EPOCH) $(AUDIT_VENV)/bin/python -m tools.sbom dist/bodymap-$(VERSION).cdx.json

release: $(READY_TEST) $(AUDIT_VENV)/ready  ## check and build all that a release is made of, with checksums
	$(BIN)/python -m tools.release ready
	$(MAKE) lint test wheel deb
	$(MAKE) sbom
	$(AUDIT_VENV)/bin/python -m tools.audit; test $$? != 1
	SOURCE_DATE_EPOCH=$(EPOCH) $(BIN)/python -m tools.release built

lock:  ## write locks/ anew from pyproject.toml; UPGRADE=--upgrade takes newer versions; LOCK=bundle (audit, fuzz) that of a tool
	@$(PYTHON) -m venv $(LOCK_VENV)
	@$(LOCK_VENV)/bin/python -m pip install --quiet --upgrade pip uv
	@$(LOCK_VENV)/bin/python -m tools.lock $(LOCK) $(UPGRADE)

clean:  ## remove what was made, also .venv
	rm -rf $(VENV) build out dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(READY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "bodymap needs Python 3.11 or newer; name one with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(READY_RUN): locks/run.txt | $(READY)
	@echo "Setting up $(VENV) once: this downloads about 100 MB and takes about 340 MB of disk; make clean removes it."
	@bar=off; if [ -t 1 ]; then bar=on; fi; $(PIP) $(LOCKED) locks/run.txt --progress-bar $$bar $(PIP_OPTIONS)
	@$(BIN)/python -m tools.checkout
	@touch $@

$(READY_TEST): locks/test.txt locks/run.txt pyproject.toml | $(READY)
	@echo "Setting up $(VENV) for the tests once: this downloads about 240 MB and takes about 800 MB of disk;" \
	    "make clean removes it."
	@bar=off; if [ -t 1 ]; then bar=on; fi; $(PIP) $(LOCKED) locks/test.txt --progress-bar $$bar $(PIP_OPTIONS)
	@$(PIP) install --quiet --no-deps --no-index --no-build-isolation --editable .
	@touch $(READY_RUN) $@

$(BUNDLE_VENV)/ready: locks/run.txt tools/locks/bundle.txt
$(AUDIT_VENV)/ready: tools/locks/audit.txt
$(FUZZ_VENV)/ready: locks/run.txt tools/locks/fuzz.txt
$(BUNDLE_VENV)/ready $(AUDIT_VENV)/ready $(FUZZ_VENV)/ready:
	@echo "Setting up $(@D) once …"
	@$(PYTHON) -m venv --clear $(@D)
	@for lock in $^; do $(@D)/bin/python -m pip --disable-pip-version-check -q $(LOCKED) $$lock || exit 1; done
	@touch $@
