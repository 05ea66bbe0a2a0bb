# Two commands are enough: `make demo` and `make test`. Both set up what they need first.
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared

INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --only-binary :all: --no-header

.PHONY: setup setup-dev demo test score lint docs licences audit sums train clean lock

setup: .venv/ready

setup-dev: .venv/ready-dev

# The environment is made of locked, hashed wheels; no code of a package runs at install.
.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "Sayso needs Python 3.11 to 3.13; name one with: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(INSTALL) -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# With what tests, checks and documentation need besides.
.venv/ready-dev: .venv/ready requirements-dev.lock
	$(INSTALL) -r requirements-dev.lock
	touch $@

demo: setup
	$(BIN)/sayso code examples/reports --out out/demo
	$(BIN)/sayso show out/demo

test: setup-dev
	$(BIN)/python -m pytest

score: setup
	$(BIN)/python benchmarks/score.py --shared $(SHARED) --sayso $(BIN)/sayso

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lock:
	$(COMPILE) --extra build pyproject.toml -o requirements.lock
	$(COMPILE) --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

# The documentation's site, in out/site: first what is made of runs (every command's help, the worked pages), then the
# pages, strictly.
docs: setup-dev
	$(BIN)/python docs/pages.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet

# Every learned part anew, from labelled text into out/trained; needs training/requirements.txt.
#     make train DATA=sets BASE=all-MiniLM-L6-v2 TEACHER=all-mpnet-base-v2
train: setup-dev
	$(BIN)/python training/train_all.py --data $(DATA) --base $(BASE) $(if $(TEACHER),--teacher $(TEACHER)) --out out/trained

# What is installed, under which licences, as a list and as a bill of materials.
licences: setup-dev
	$(BIN)/python benchmarks/supply.py --licences docs/licences.md --sbom docs/sbom.cdx.json

# What is known against the locked packages, from the advisories of PyPI: needs a network and pip-audit. Strictly, or
# a package that cannot be looked up would count as sound.
audit:
	pip-audit --strict --disable-pip --require-hashes -r requirements.lock
	pip-audit --strict --disable-pip --require-hashes -r requirements-dev.lock

# The hashes that data files are held against when they are opened; made again whenever one of them is.
sums:
	cd src/sayso/data && LC_ALL=C sha256sum $$(git ls-files . | grep -v SHA256SUMS) > SHA256SUMS

clean:
	rm -rf .venv out
