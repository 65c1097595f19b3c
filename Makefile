# Every target is one command that can also be typed by hand (Windows has no make).
# The first Python found here may be an old one: xb.py looks for a newer one itself.
PYTHON ?= $(shell command -v python3 || command -v python)

.PHONY: help lab test doctor build slides handout lock clean

help:
	@$(PYTHON) xb.py help
lab:
	@$(PYTHON) xb.py lab
test:
	@$(PYTHON) xb.py test
doctor:
	@$(PYTHON) xb.py doctor
build:
	@$(PYTHON) xb.py build
slides:
	@$(PYTHON) xb.py slides
handout:
	@$(PYTHON) xb.py handout
lock:
	@$(PYTHON) xb.py lock
clean:
	@$(PYTHON) xb.py clean
