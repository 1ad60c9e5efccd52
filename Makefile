# The local gate: `make check` is what .ci/run runs too.
PY ?= .venv/bin/python

.PHONY: check format lint types test fix snapshots evaluate bench

check: format lint types test

format:
	$(PY) -m ruff format --check .

lint:
	$(PY) -m ruff check .

types:
	$(PY) -m mypy

# The floor of branch coverage is [tool.coverage.report] fail_under.
test:
	$(PY) -m pytest -W error --cov --cov-report=term

fix:
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

# Writes the report's expected pages anew: read the difference before you commit it.
snapshots:
	$(PY) -m pytest -W error --snapshot-update

# Accuracy on annotated text that is not part of this repository.
evaluate:
	@if [ -f ../shared/eval/run.py ]; then $(PY) ../shared/eval/run.py; \
	else echo "no evaluation sets here: ../shared/eval/run.py is missing"; fi

# By hand on a quiet machine: figures, no tests.
bench:
	@for each in benchmarks/*.py; do echo "== $$each"; $(PY) $$each || failed=yes; done; test -z "$$failed"
