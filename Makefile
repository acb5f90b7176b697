# The whole set-up of a machine with Python 3.11 or newer: `make run` or `make test`.
# Nothing is fetched but packages from the registries pip (or uv) and apt are set up for.
PYTHON ?= python3
BIN := .venv/bin
# uv makes the same environment faster; it must not go looking for another Python.
UV := $(shell command -v uv 2>/dev/null)
export UV_PYTHON_DOWNLOADS = never

.PHONY: setup run test check bench score model fuzz screens

setup: .venv/run.done

run: .venv/run.done
	@test -f "$${KPI_STORE:-data/kpi.duckdb}" || $(BIN)/python -m kpi build
	$(BIN)/streamlit run app.py

test: .venv/dev.done
	@tests/browser/ensure_chromium
	@tests/ensure_office
	@tests/ensure_tesseract
	@$(MAKE) --no-print-directory check

check: .venv/dev.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --dist loadfile

bench: .venv/dev.done
	@for script in benchmarks/*.py; do PYTHONPATH=. $(BIN)/python $$script || exit 1; done

score: .venv/dev.done
	@PYTHONPATH=. $(BIN)/python tests/ingest/score_reports.py
	@PYTHONPATH=. $(BIN)/python tests/ingest/score_world.py
	@PYTHONPATH=.:tests/scans $(BIN)/python tests/scans/score.py

# Refits what reports are read with from the texts of tests/reports.
model: .venv/dev.done
	@PYTHONPATH=. $(BIN)/python tests/ingest/gold_examples.py

fuzz: .venv/dev.done
	@PYTHONPATH=. $(BIN)/python tests/ingest/fuzz.py 20000
	@PYTHONPATH=. $(BIN)/python tests/ingest/fuzz_documents.py 2000
	@PYTHONPATH=. $(BIN)/python tests/ingest/fuzz_reports.py 20000
	@PYTHONPATH=. $(BIN)/python tests/ingest/fuzz_pathological.py 1000
	@PYTHONPATH=.:tests/scans $(BIN)/python tests/ingest/fuzz_scans.py 300

screens: .venv/dev.done
	@PYTHONPATH=.:tests/browser $(BIN)/python tests/browser/take_screens.py

.venv/run.done: requirements.txt
	$(call install,requirements.txt)

.venv/dev.done: requirements.txt requirements-dev.txt
	$(call install,requirements-dev.txt)
	@touch .venv/run.done

define install
	@test -x $(BIN)/python || $(if $(UV),uv venv -q --python $(PYTHON) .venv,$(PYTHON) -m venv .venv)
	$(if $(UV),uv pip install -q --python $(BIN)/python -r $(1),$(BIN)/python -m pip install -q --disable-pip-version-check -r $(1))
	@touch $@
endef
