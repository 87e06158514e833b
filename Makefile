# `make demo` and `make test` are all the set-up there is. CONTRIBUTING.md says what each target is for.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TRAINING := training/.venv
SHARED ?= ../shared
EXAMPLES ?= examples
DEMO := build/demo
PIP_QUIET := --quiet --disable-pip-version-check
export PIP_NO_INPUT := 1
export PIP_ROOT_USER_ACTION := ignore

.PHONY: help demo test long lint system bench measure docs pictures golden weights clean
help:
	@echo "make demo                     install into .venv, read the examples and write their pages"
	@echo "make test                     everything that CI runs"
	@echo "make long                     the same tests, with 1,000 kills and every call of a disk that breaks"
	@echo "make system                   Debian packages that tests want (needs apt-get and root)"
	@echo "make bench                    speed"
	@echo "make measure SHARED=FOLDER    quality, as JSON, on the gold data"
	@echo "make docs                     put what the commands print now into README and docs"
	@echo "make pictures                 put pictures of the pages now into docs"
	@echo "make golden                   put what becomes of the example agreements beside them"
	@echo "make weights SHARED=FOLDER    train the model anew (hours)"
	@echo "make clean                    remove what the other targets made"

# An environment is made once, and filled again only when pyproject.toml changes.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "accords needs Python 3.11 or later; found: $$($(PYTHON) --version 2>&1). Name another with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "$(PYTHON) cannot make an environment. On Debian: make system"; exit 1; }

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install $(PIP_QUIET) --editable .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install $(PIP_QUIET) --editable '.[test]'
	@touch $@ $(VENV)/.installed

# The examples are ours: their texts may stand in a site.
demo: $(VENV)/.installed
	$(BIN)/accords read $(EXAMPLES)
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	$(BIN)/accords ledger init --ledger $(DEMO)/talks.ledger
	$(BIN)/accords add $(EXAMPLES) --ledger $(DEMO)/talks.ledger
	$(BIN)/accords site $(DEMO)/pages --ledger $(DEMO)/talks.ledger --title "The examples of accords" --text \
	  --agreement examples/agreements --scenario examples/scenarios
	@echo "To look, and to correct what was misread: $(BIN)/accords serve --ledger $(DEMO)/talks.ledger --agreement examples/agreements --scenario examples/scenarios"

lint: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	ACCORDS_SHARED=$(abspath $(SHARED)) $(BIN)/python -m pytest
	@$(BIN)/python tools/left_out.py --shared $(SHARED)

long: $(VENV)/.installed-test
	ACCORDS_LONG=1 ACCORDS_SHARED=$(abspath $(SHARED)) $(BIN)/python -m pytest

system:
	@tools/system $(PYTHON)

bench: $(VENV)/.installed-test
	@$(BIN)/python bench/speed.py --shared $(SHARED)
	@$(BIN)/python -m bench.ledger --shared $(SHARED)
	@$(BIN)/python -m bench.agreement
	@$(BIN)/python -m bench.packages
	@$(BIN)/python -m bench.bargaining
	@$(BIN)/python -m bench.pages

measure: $(VENV)/.installed-test
	@$(BIN)/python bench/measure.py $(SHARED)

docs: $(VENV)/.installed
	@$(BIN)/python tools/outputs.py
	@$(BIN)/python tools/tables.py
	@$(BIN)/python -m tools.what_if_table

pictures: $(VENV)/.installed-test
	@$(BIN)/python -m tools.pictures

golden: $(VENV)/.installed
	@$(BIN)/python tools/golden.py

$(TRAINING)/.installed: pyproject.toml training/pyproject.toml
	$(PYTHON) -m venv $(TRAINING)
	$(TRAINING)/bin/python -m pip install $(PIP_QUIET) --editable . ./training
	@touch $@

weights: $(TRAINING)/.installed
	@test -f $(SHARED)/corpora/polnear/train.jsonl \
	  || { echo "$(SHARED)/corpora/polnear/train.jsonl is missing; say where the gold data are: make weights SHARED=FOLDER"; exit 2; }
	mkdir -p training/build
	$(TRAINING)/bin/python training/check_data.py
	$(TRAINING)/bin/python training/train_tagger.py --polnear $(SHARED)/corpora/polnear/train.jsonl --out training/build/tagger.pt --all --size 256 --batch 8
	$(TRAINING)/bin/python training/train.py --polnear $(SHARED)/corpora/polnear/train.jsonl --start training/build/tagger.pt --fold --all --layers 5 --epochs 14 --issue-weight 1 --out training/build/reader1.pt
	$(TRAINING)/bin/python training/train.py --polnear $(SHARED)/corpora/polnear/train.jsonl --start training/build/reader1.pt --fold --all --layers 5 --epochs 5 --seed 3 --rate 7e-5 --head-rate 6e-4 --issue-weight 2 --out training/build/reader.pt
	$(TRAINING)/bin/python training/wording.py accords/reading/weights/wording.npz
	$(TRAINING)/bin/python training/export.py training/build/reader.pt accords/reading/weights
	@echo "The confidence of claims was fitted to the weights before these. Fit it anew and put what it prints into accords/claims/confidence.py:"
	@echo "  $(TRAINING)/bin/python training/calibrate.py $(SHARED)"

clean:
	rm -rf $(VENV) $(TRAINING) training/build build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
