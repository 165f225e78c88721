# Every target does its own set-up; only Python 3.11 or newer and make are needed.
PYTHON ?= python3
export PORT ARGS RELOAD BASE

TARGETS = run test prove check check-pages assets bench bench-pages bench-search bench-captions
.PHONY: $(TARGETS) lock messages

$(TARGETS):
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here: install Python 3.11 or newer (Debian, Ubuntu: apt install python3 python3-venv)." >&2; exit 1; }
	@$(PYTHON) scripts/start.py $@

# Needs uv: writes requirements/*.txt anew after a change in pyproject.toml.
lock:
	@$(PYTHON) scripts/lock.py

# Needs xgettext: brings locale/en in line with the Dutch source strings.
messages:
	@.venv/bin/python -m django makemessages -l en --no-obsolete --no-location --ignore=tests/* --ignore=frontend/* --ignore=scripts/* --ignore=benchmarks/* --ignore=node_modules/* --ignore=.venv/* --ignore=var/*
