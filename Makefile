# Everything that is done from the command line of this folder. `make` alone lists it.

.PHONY: help run test quick check bench corpus lock clean
export PYTHON
BENCH ?=
BENCHES = $(or $(BENCH),$(filter-out sink,$(basename $(notdir $(shell grep -l __main__ bench/*.py)))))
UV_COMPILE = .venv/bin/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	--python-version 3.11

help:
	@echo "make run              startar Bevaka"
	@echo "make test             kör alla tester"
	@echo "make quick            kör testerna utom de långsamma"
	@echo "make check            granskar koden: stil, typer, vem som får använda vad"
	@echo "make bench BENCH=namn mäter (utan BENCH: allt)"
	@echo "make corpus CORPUS=mapp  läser en mapp med facit och visar hur väl läsaren träffar"
	@echo "make lock             låser paketen på nytt efter en ändring i pyproject.toml"
	@echo "make clean            tar bort det som kan göras om; kontoret i office/ är kvar"

run:
	@.ci/environment
	@exec .venv/bin/bevaka serve

test:
	@.ci/environment dev
	@.venv/bin/python -m pytest -n 2

quick:
	@.ci/environment dev
	@.venv/bin/python -m pytest -m "not slow"

check:
	@.ci/environment dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

bench:
	@.ci/environment dev
	@for name in $(BENCHES); do .venv/bin/python -m bench.$$name || exit 1; done

# A corpus holds its own score.py; its papers lie in the folder or in the folders below it.
corpus:
	@.ci/environment dev
	@test -f "$(CORPUS)/score.py" || { echo "Ange en mapp med score.py: make corpus CORPUS=mapp"; exit 1; }
	@.venv/bin/python "$(CORPUS)/score.py" $(sort $(dir $(wildcard $(CORPUS)/*.txt $(CORPUS)/*/*.txt))) \
		--read '.venv/bin/bevaka read --json {file}' --errors

lock:
	@.ci/environment dev
	$(UV_COMPILE) pyproject.toml --group build -o requirements.txt
	$(UV_COMPILE) -c requirements.txt --group dev -o requirements-dev.txt

clean:
	rm -rf .venv dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
