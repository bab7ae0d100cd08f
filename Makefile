# Two commands matter to a newcomer: `make demo` checks, corrects and reports the sample article,
# `make test` runs every test. Each does all its set-up in a virtual environment of its own.

PYTHON  ?= python3
VENV    ?= .venv
BIN     := $(VENV)/bin
ARTICLE ?= corpora/articles/politics-budget-fr-en.txt
OUT     ?= demo
SAMPLE  := reports/samples

.PHONY: demo test lint types samples rates docs clean

$(BIN)/mtqa: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "mtqa needs Python 3.11 or newer; set PYTHON=python3.x"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: $(BIN)/mtqa pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

demo: $(BIN)/mtqa  ## check, correct and report the sample article
	@mkdir -p $(OUT)
	$(BIN)/mtqa check $(ARTICLE)
	$(BIN)/mtqa check $(ARTICLE) --format html --output $(OUT)/report.html
	$(BIN)/mtqa fix $(ARTICLE) --output $(OUT)/corrected.txt
	@echo
	@echo "The report to read and edit in a browser: $(OUT)/report.html"
	@echo "The article with the safe corrections:    $(OUT)/corrected.txt"

test: $(VENV)/.dev  ## every test
	$(BIN)/python -m pytest -n auto -q

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

docs: $(VENV)/.dev  ## reports/RULES.md and FORMATS.md from the rules and formats themselves
	$(BIN)/python -m mtqa.report.rules_page reports/RULES.md
	$(BIN)/python -m mtqa.report.formats_page reports/FORMATS.md

rules.html: $(BIN)/mtqa  ## every rule on a page to search, with its measured rates
	$(BIN)/mtqa rules --html $@

samples: $(VENV)/.dev  ## the sample reports, with a screenshot where Chromium is installed
	$(BIN)/python -m tests.make_samples $(SAMPLE)

clean:
	rm -rf $(VENV) $(OUT) .pytest_cache .mypy_cache .ruff_cache .hypothesis
