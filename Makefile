# Two commands do all the set-up: `make demo` runs the main job on the example articles, `make test` the tests.
PYTHON ?= python3
VENV := build/venv
BIN := $(VENV)/bin
SOURCES := $(shell find src -type f -not -path '*/__pycache__/*' 2>/dev/null)

.PHONY: demo test lint types unit languages gold faults gliner browser serve docs ray spark dev clean

demo: $(VENV)/.wheel
	$(BIN)/aiextract extract --format table examples/*.txt
	$(BIN)/aiextract extract --format jsonl examples/*.txt

test: lint types unit languages gold
	@echo "all passed: lint, types, tests, language examples, gold evaluation"

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev $(VENV)/.wheel
	$(BIN)/mypy

unit: $(VENV)/.dev $(VENV)/.wheel
	$(BIN)/python -m pytest -rs

languages: $(VENV)/.wheel
	$(BIN)/aiextract languages check

# Names by GLiNER, which brings torch along: an environment of its own, not part of `make test`.
gliner: $(VENV)/.wheel
	$(PYTHON) -m venv build/gliner
	build/gliner/bin/pip install --quiet --disable-pip-version-check "torch==2.13.0" "$$(ls build/dist/*.whl)[gliner,test]"
	build/gliner/bin/python -m pytest -rs tests/test_org_sources.py

# The HTTP interface, with FastAPI in an environment of its own.
serve: $(VENV)/.wheel
	$(PYTHON) -m venv build/serve
	build/serve/bin/pip install --quiet --disable-pip-version-check "$$(ls build/dist/*.whl)[serve-test]"
	build/serve/bin/python -m pytest -rs tests/test_serve.py

# The site of the documentation, in build/site, and its examples.
docs: $(VENV)/.wheel
	$(PYTHON) -m venv build/docs
	build/docs/bin/pip install --quiet --disable-pip-version-check "$$(ls build/dist/*.whl)[docs,archive,serve-test]"
	build/docs/bin/python -m pytest -rs tests/test_docs.py
	build/docs/bin/mkdocs build --quiet

# Pages in a real browser: the Chromium of the system (apt-get install chromium), through Playwright.
browser: $(VENV)/.wheel
	$(PYTHON) -m venv build/browser
	build/browser/bin/pip install --quiet --disable-pip-version-check "$$(ls build/dist/*.whl)[serve,browser-test]"
	REQUIRE_BROWSER=1 build/browser/bin/python -m pytest -rs tests/test_*_browser.py

# Jobs on distributed engines, each with two workers of this machine, in environments of their own.
ray: $(VENV)/.wheel
	$(PYTHON) -m venv build/ray
	build/ray/bin/pip install --quiet --disable-pip-version-check "$$(ls build/dist/*.whl)[ray,test]"
	build/ray/bin/python -m pytest -rs tests/test_arrow.py tests/test_batch.py tests/test_ray.py

spark: $(VENV)/.wheel
	@command -v java >/dev/null || { echo "Spark needs a Java 17 runtime: apt-get install openjdk-17-jre-headless" >&2; exit 1; }
	$(PYTHON) -m venv build/spark
	build/spark/bin/pip install --quiet --disable-pip-version-check "$$(ls build/dist/*.whl)[spark,test]"
	build/spark/bin/python -m pytest -rs tests/test_spark.py

# Runs that are killed at twenty random moments, 1,000 fuzzed inputs, a hostile line of 10 MB; `make test` has some of each.
faults: $(VENV)/.dev $(VENV)/.wheel
	AIEXTRACT_FAULTS=20 $(BIN)/python -m pytest -rs tests/test_archive_faults.py

gold: $(VENV)/.wheel
	$(BIN)/aiextract evaluate seeds/gold --baseline seeds/baseline.json

# The wheel is what users get, so it is what the tests run against.
$(VENV)/.wheel: $(VENV)/.tools pyproject.toml $(SOURCES)
	rm -rf build/dist
	$(BIN)/python -m build --wheel --outdir build/dist . >build/wheel.log 2>&1 || { cat build/wheel.log; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps build/dist/*.whl
	$(BIN)/pip install --quiet --disable-pip-version-check build/dist/*.whl
	touch $@

$(VENV)/.dev: $(VENV)/.wheel
	$(BIN)/pip install --quiet --disable-pip-version-check "$$(ls build/dist/*.whl)[dev]"
	touch $@

$(VENV)/.tools:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check "build>=1.2"
	touch $@

clean:
	rm -rf build dist
