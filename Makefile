# The two commands: `make demo` and `make test`. Both install what they need where it is missing.
.PHONY: demo test sanitize examples format lint clean setup

DEMO_DIR ?=

setup:
	@sh Scripts/setup.sh

demo: setup
	swift run --quiet municipal demo $(DEMO_DIR)

test: setup
	swift test

# The SQLite layer under the thread sanitizer, which wants address randomisation off where that can be had.
sanitize: setup
	$$(setarch -R true >/dev/null 2>&1 && echo setarch -R) \
	    swift test --sanitize=thread --scratch-path .build/thread-sanitizer --filter RegistrySQLiteTests

# The example beside Hummingbird compiles: no name of the library is ambiguous there.
examples: setup
	swift build --package-path Examples/HummingbirdServer

format:
	swift format --in-place --parallel --recursive Package.swift Sources Tests

lint:
	swift format lint --strict --parallel --recursive Package.swift Sources Tests

clean:
	swift package clean
