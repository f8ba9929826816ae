# make run    set up what is missing, then start the app; HTTPS=1 for phones in the same network
# make test   set up what is missing, then run every test
# Works with GNU make 3.81 (macOS) and newer. Set-up is done once: the stamps in .venv remember it.

SHELL := /bin/bash
BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
CODE := $(wildcard app.py core pages bench scripts tests)

.DEFAULT_GOAL := help
.PHONY: help run test check format bench easyocr easyocr-test screenshots lock clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | expand -t 14

run: .venv/.stamp-run  ## start the app; ARGS='--server.port 8600' passes options on; HTTPS=1 for phones
	$(if $(HTTPS),$(BIN)/python -m scripts.serve_https,$(BIN)/streamlit run app.py) $(ARGS)

test: .venv/.stamp-dev  ## run every test; ARGS='-k mapping' passes options on
	@scripts/system_packages.sh test
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

check: .venv/.stamp-dev  ## lint, formatting, types
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy $(CODE)

format: .venv/.stamp-dev  ## put the code in shape
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)

bench: .venv/.stamp-dev  ## measure the engine; ARGS passes options on
	$(BIN)/python -m bench $(ARGS)

easyocr: .venv/.stamp-run  ## install the second engine for business cards (6 GB)
	$(PIP) install -r requirements-easyocr.txt
	$(BIN)/python -c "from core.capture.cards.easy import EasyEngine; EasyEngine()"
	@echo "EasyOCR is installed. Start Rowcall again, and choose it on the page of business cards."

easyocr-test: .venv/.stamp-dev easyocr  ## read a card with the second engine, for real
	$(BIN)/python -m pytest tests/capture/cards tests/pages/test_business_card.py -k easyocr $(ARGS)

screenshots: .venv/.stamp-dev  ## make the pictures in docs/screenshots again
	@scripts/system_packages.sh test
	$(BIN)/python -m scripts.screenshots $(ARGS)

lock:  ## pin the newest versions that the requirements allow
	rm -rf build/lock
	"$$(scripts/system_packages.sh run)" -m venv build/lock
	build/lock/bin/python -m pip -qq install -r requirements.txt -r requirements-dev.txt
	(echo "# Made by make lock. The versions that make installs; requirements*.txt say why each is here."; \
		build/lock/bin/python -m pip freeze) > requirements.lock
	rm -rf build/lock

clean:  ## remove the environment and caches, not the data
	rm -rf .venv build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The lock is a list of constraints, so that a package only one system needs stays out of the other.
.venv/.stamp-run: requirements.txt requirements.lock
	@python="$$(scripts/system_packages.sh run)" && \
		{ [ -x $(BIN)/python ] || "$$python" -m venv .venv; }
	@echo "Setting up .venv (once, about a minute)"
	@$(PIP) install -r requirements.txt -c requirements.lock
	@touch $@

.venv/.stamp-dev: .venv/.stamp-run requirements-dev.txt
	@$(PIP) install -r requirements-dev.txt -c requirements.lock
	@touch $@
