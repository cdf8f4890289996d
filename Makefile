# The two commands: `make demo` and `make test`. Both install what they need where it is missing.
.PHONY: demo test sanitize examples scale booking format lint clean setup

DEMO_DIR ?=

setup:
	@sh Scripts/setup.sh

demo: setup
	swift run --quiet municipal demo $(DEMO_DIR)

test: setup
	swift test

# The SQLite layer, and the registry where many use it at once, under the thread sanitizer. The first report ends it with a
# failure. It wants address randomisation off, where that can be had.
sanitize: setup
	TSAN_OPTIONS=halt_on_error=1 $$(setarch -R true >/dev/null 2>&1 && echo setarch -R) \
	    swift test --sanitize=thread --scratch-path .build/thread-sanitizer \
	    --filter 'RegistrySQLiteTests\.' --filter 'MunicipalRegistryTests\.Registry(Concurrency|Cancellation)Tests'

# The example beside Hummingbird compiles: no name of the library is ambiguous there.
examples: setup
	swift build --package-path Examples/HummingbirdServer --scratch-path .build/examples

# A million rows in and out of the built tool: memory and counts are held to their limits, rates are told.
scale: setup
	swift build -c release --product municipal
	swift run -c release --package-path Benchmarks scale "$$(swift build -c release --show-bin-path)/municipal"

# Booking: 16 threads of four programs at a few hot slots, with and without the write gate; then finding and booking one of
# a million slots beside raw SQLite. Counts are held to, times are told.
booking: setup
	swift run -c release --package-path Benchmarks booking load 30
	swift run -c release --package-path Benchmarks booking find 9

format:
	swift format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks Examples

lint:
	swift format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks Examples

clean:
	swift package clean
