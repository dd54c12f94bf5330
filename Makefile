# linkscan: `make` lists the targets. Nothing has to be done before any of them: the first one
# sets up .venv, which takes a minute or two; the next ones find it ready.

VENV := .venv
RUN := $(VENV)/bin/python -m
READY := $(VENV)/ready
BABEL := $(RUN) babel.messages.frontend --quiet
CATALOGUE := -D linkscan -d linkscan/locale -l zh_CN
DEMO := sample_logs/small_company
PYTHONS ?= python3 python3.14 python3.13 python3.12 python3.11
FILES ?= 10000
SEED ?= 1
QUICK := not scans and not slow and not browser and not corpus and not web and not live

.DEFAULT_GOAL := help
.PHONY: help demo test check lint bench fuzz samples pictures locale web clean

help: ## list the targets
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 16

demo: $(READY) ## analyse a sample company and say where the reports are
	@$(RUN) linkscan analyze $(DEMO) --out linkscan-report
	@echo
	@echo "Open linkscan-report/index.html in a browser; linkscan-report/report.json holds it all."
	@echo "Your own files: $(VENV)/bin/linkscan analyze logins.csv"

test: $(READY) ## run every test; names those that a missing package leaves out
	@$(RUN) pytest -q -n 2

check: $(READY) ## lint and the quick tests: golden reports, no other scans, fewer examples; a minute
	@$(MAKE) --no-print-directory lint
	@$(RUN) pytest -q -n 2 -m "$(QUICK)" --hypothesis-profile=quick

lint: $(READY) ## format, lint and types
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy
	@$(RUN) mypy --strict sample_logs/make.py

bench: $(READY) ## speed, memory and accuracy beside floors and rivals
	@$(RUN) benchmarks.accuracy
	@$(RUN) benchmarks.evidence
	@$(RUN) benchmarks.analyze
	@$(RUN) benchmarks.dialect --step 12
	@$(RUN) benchmarks.encodings
	@$(RUN) benchmarks.dates
	@$(RUN) benchmarks.capture
	@$(RUN) benchmarks.capture_live
	@$(RUN) benchmarks.render

fuzz: $(READY) ## 10,000 changed files, then fuzzing that follows coverage; half an hour
	@$(RUN) tests.fuzz --files $(FILES) --seed $(SEED) --out .fuzz
	@$(RUN) pip install --quiet --disable-pip-version-check -e '.[fuzz]'
	@mkdir -p .fuzz
	@cd .fuzz && PYTHONPATH=.. ../$(RUN) tests.fuzz.guided values -max_total_time=300
	@cd .fuzz && PYTHONPATH=.. ../$(RUN) tests.fuzz.guided readers -max_total_time=600

samples: $(READY) ## write the data of sample_logs anew
	@$(RUN) sample_logs.make

pictures: $(READY) ## take the pictures of the READMEs anew
	@$(RUN) tests.browser.readme_pictures

locale: $(READY) ## collect new sentences and compile the Chinese catalogue
	@$(BABEL) extract -F linkscan/locale/babel.cfg -k LinkscanError:1 --no-location --sort-output -o $(VENV)/linkscan.pot linkscan
	@$(BABEL) update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -w 100 -i $(VENV)/linkscan.pot $(CATALOGUE)
	@$(BABEL) compile $(CATALOGUE)
	@$(BABEL) compile -D click -d linkscan/locale -l zh_CN

web: ## build the script of the report's pages from web/
	@cd web && npm ci --ignore-scripts --loglevel=error && npm run --silent build && npm test --silent

clean: ## remove .venv and what tools left behind; reports stay
	rm -rf $(VENV) web/node_modules dist .fuzz tests/golden/.out .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml
	@set -e; python=; \
	for name in $(PYTHONS); do \
	  if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	  then python=$$name; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Python 3.11 or newer is missing; install it with: sudo apt-get install python3 python3-venv" >&2; \
	  exit 1; \
	fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$python-venv is missing; install it with: sudo apt-get install $$python-venv" >&2; \
	  exit 1; \
	fi; \
	echo "Setting up $(VENV), once ..."; \
	$(RUN) pip --version >/dev/null 2>&1 || $$python -m venv --clear $(VENV); \
	$(RUN) pip install --quiet --disable-pip-version-check --retries 10 --timeout 60 -e '.[dev]'; \
	touch $(READY)
