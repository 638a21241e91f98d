# Two commands: `make scorecards` runs the main job, `make test` passes the tests. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# On Python 3.13 durable-rules builds but does not import without this name, which Python no longer has; so pip must not
# reuse what it built elsewhere and kept.
DURABLE_FLAGS := $(shell $(PYTHON) -c "import sys; print('-DPyEval_CallObject=PyObject_CallObject' if sys.version_info >= (3, 13) else '')")

.PHONY: scorecards app test test-long test-lowest coverage mutants fuzz lint dependencies audit bench clean

scorecards: $(VENV)/.installed
	$(BIN)/baremo report --as-of 2017-03-31 --to build/scorecards \
	  --format html --format pdf --format docx --format xlsx --format markdown --format csv --format json

# The app in the browser, in a workspace of its own over the content that comes with Baremo.
app: $(VENV)/.installed
	$(BIN)/baremo app --workspace build/app

# A file's tests run in one process, for what they share; in order, so that the last files are light ones.
test: $(VENV)/.tested
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

test-long: $(VENV)/.tested
	HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

# Lines and branches of rules/ and assessment/: all of them. Needs durable and the extras.
coverage: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet 'coverage>=7.10'
	mkdir -p build
	$(BIN)/python -m coverage run -m pytest tests/rules tests/assessment tests/properties tests/analysis \
	  --ignore=tests/properties/test_audiences.py --ignore=tests/properties/test_hostile_text.py
	$(BIN)/python -m coverage report

# The tests with every dependency at the lowest version that pyproject.toml allows, in an environment of their own.
LOWEST := build/lowest
test-lowest:
	rm -rf $(LOWEST) && mkdir -p $(LOWEST)
	$(PYTHON) tests/lowest.py >$(LOWEST)/constraints.txt
	PIP_CONSTRAINT=$(LOWEST)/constraints.txt $(MAKE) VENV=$(LOWEST)/venv test

# Changes rules/ and assessment/ in thousands of small ways, each of which some test must notice; an hour or two.
MUTANTS := build/mutants
mutants: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet 'mutmut>=3.8'
	rm -rf $(MUTANTS) && mkdir -p $(MUTANTS)
	cp -R engine $(MUTANTS)/src && cp -R standards mechanisms reports tests pyproject.toml $(MUTANTS)
	rm -rf $(MUTANTS)/tests/readers $(MUTANTS)/tests/golden
	cd $(MUTANTS) && HYPOTHESIS_PROFILE=mutants PYTHONPATH=src $(CURDIR)/$(BIN)/mutmut run
	cd $(MUTANTS) && $(CURDIR)/$(BIN)/mutmut results

# Fuzzes the reading of every kind of file for so many seconds each; what it learns is kept in build/fuzz and gone on from.
SECONDS := 60
FUZZED := mechanism sheet document speakers features criteria flags scale instrument organisation bill costs yaml
fuzz: $(VENV)/.tested
	@$(BIN)/python -m pip install --quiet --only-binary :all: 'atheris>=3.0' \
	  || { echo "Atheris has packages for Linux on x86-64 and Python 3.11 to 3.14 alone; elsewhere see make test-long."; exit 1; }
	@mkdir -p build/fuzz
	@for kind in $(FUZZED); do \
	  log=build/fuzz/$$kind.log; \
	  PYTHONPATH=tests $(BIN)/python tests/fuzz/run.py $$kind $(SECONDS) build/fuzz >$$log 2>&1 \
	    || { grep -A 30 -e Traceback -e ERROR: $$log || tail $$log; echo "$$kind: see $$log and build/fuzz/$$kind-*"; exit 1; }; \
	  sed -n "s/^#\([0-9]*\).*DONE *cov: \([0-9]*\) ft: \([0-9]*\).*/$$kind: \1 runs, \2 places, \3 features, no finding/p" $$log; \
	done

lint: $(VENV)/.linted
	$(BIN)/ruff format --check engine tests benchmarks
	$(BIN)/ruff check engine tests benchmarks
	$(BIN)/mypy
	PYTHONPATH=engine $(BIN)/lint-imports

# DEPENDENCIES.md: what Baremo needs to run, under which licences, and what is known against it.
dependencies: $(VENV)/.audited
	$(BIN)/python tests/dependencies.py >DEPENDENCIES.md

# A known vulnerability is an error; a machine that reaches no advisories is told so.
audit: $(VENV)/.audited
	@$(BIN)/python tests/dependencies.py --audit

bench: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet rule-engine
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/reports.py
	$(BIN)/python benchmarks/engines.py
	$(BIN)/python benchmarks/analysis.py
	$(BIN)/python benchmarks/writing.py
	$(BIN)/python benchmarks/app.py

$(VENV)/.installed: pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[office,analysis,texts,forms,app]'
	@CPPFLAGS="$(DURABLE_FLAGS)" $(BIN)/python -m pip install --quiet --no-cache-dir --editable '.[durable]' >$(VENV)/durable.log 2>&1 \
	  && $(BIN)/python -c "import durable.engine" 2>>$(VENV)/durable.log \
	  || echo "Note: durable-rules could not be built or imported here (see $(VENV)/durable.log); the reference engine works alone."
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --editable '.[plan]' \
	  || echo "Note: the extra plan could not be installed here; its tests are skipped."
	$(BIN)/python -m pip install --quiet 'pytest>=8.2' 'pytest-xdist>=3.8' 'hypothesis>=6.100' 'jsonschema>=4.22' 'openpyxl>=3.1.3' 'pyxform>=3.0'
	@touch $@

$(VENV)/.linted: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet 'ruff>=0.6' 'mypy>=1.11' types-PyYAML types-jsonschema 'import-linter>=2.0'
	@touch $@

$(VENV)/.audited: $(VENV)/.tested
	$(BIN)/python -m pip install --quiet 'pip-audit>=2.7'
	@touch $@

clean:
	rm -rf $(VENV) build
