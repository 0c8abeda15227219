# Everything a person types here. `make` alone lists it.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Newer than both files it depends on, once .venv holds what they ask for.
READY  := $(VENV)/ready

.DEFAULT_GOAL := help
.PHONY: help run test mutants lint assets bench wheel lock clean

help:  ## list what can be made
	@echo "bodymap: point at where it hurts, see which nerve roots feel that spot."
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(READY)  ## open bodymap; without a screen, write the hip example to out/
	@$(BIN)/python -m tools.first_light

test: $(READY)  ## run all tests; the pure floors must be covered to 90 %
	@$(BIN)/python -m tools.qt_libraries
	$(BIN)/python -m pytest --cov

mutants: $(READY)  ## break the program on purpose and see whether tests notice; ONLY="hover border" tries some
	@$(BIN)/python -m tools.qt_libraries
	nice $(BIN)/python -m tools.mutants $(ONLY)

lint: $(READY)  ## check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

assets: $(READY)  ## draw assets/svg anew from the body mesh and the territory tables
	$(BIN)/python -m bodymap.builder build

bench: $(READY)  ## measure start-up and the other times that matter
	@$(BIN)/python -m tools.qt_libraries
	$(BIN)/python -m benchmarks

wheel: $(READY)  ## build the package that pip installs, into dist/
	$(BIN)/python -m hatchling build --target wheel

lock: $(READY)  ## write constraints.txt anew from pyproject.toml; UPGRADE=--upgrade takes newer versions
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	    --custom-compile-command "make lock" --quiet $(UPGRADE) --output-file constraints.txt

clean:  ## remove what was made, also .venv
	rm -rf $(VENV) out dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "bodymap needs Python 3.11 or newer; name one with: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up $(VENV) once; this fetches about 250 MB."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-index --no-build-isolation --editable .
	@touch $@
