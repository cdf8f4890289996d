# The two commands: `make demo` and `make test`. Both install what they need where it is missing.
.PHONY: demo test format lint clean setup

DEMO_DIR ?=

setup:
	@sh Scripts/setup.sh

demo: setup
	swift run --quiet municipal demo $(DEMO_DIR)

test: setup
	swift test

format:
	swift format --in-place --parallel --recursive Package.swift Sources Tests

lint:
	swift format lint --strict --parallel --recursive Package.swift Sources Tests

clean:
	swift package clean
