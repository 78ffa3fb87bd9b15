# Everything a developer or CI runs. `make demo` and `make test` work on a fresh machine with Python 3.11+ and make.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
RECORD ?= demo.db

.PHONY: demo test check format lint types imports bench docs clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $@

demo: $(VENV)/.installed  ## read the sample reports and show their record
	rm -f $(RECORD) $(RECORD)-wal $(RECORD)-shm
	$(BIN)/summitry add $(RECORD) examples/reports
	$(BIN)/summitry timeline $(RECORD) --type meeting,visit,communication,agreement
	$(BIN)/summitry conflicts $(RECORD)
	$(BIN)/summitry faults $(RECORD)

test: $(VENV)/.installed  ## run the tests
	$(BIN)/python -m pytest

format: $(VENV)/.installed  ## rewrite the layout of the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(VENV)/.installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.installed
	$(BIN)/mypy

imports: $(VENV)/.installed
	$(BIN)/lint-imports

bench: $(VENV)/.installed  ## quality against its floors, where the data is at hand
	$(BIN)/python -m bench.floors

docs: $(VENV)/.installed  ## make the transcripts, the picture and the figures of the documents anew
	$(BIN)/python -m docs.transcripts
	$(BIN)/python -m docs.make_images
	$(BIN)/python -m docs.figures

check: lint types imports test bench  ## all that CI runs

clean:
	rm -rf $(VENV) $(RECORD) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
