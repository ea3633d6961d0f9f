# Thin targets; `make run` and `make test` are where to begin.
BUILD = swift build -c release --static-swift-stdlib
BENCH =

.PHONY: run test bench format setup

# The quarterly batch over the samples.
run: setup
	@$(BUILD) --product nrem
	@.build/release/nrem run quarter-end --returns samples/returns

# Every test, through the real tool and real files.
test: setup
	@swift build --build-tests
	@swift test --skip-build

# nrem beside DuckDB and polars on the same files, in one run.
bench: setup
	@$(BUILD) --product nrem
	@$(BUILD) --product synthesise-returns
	@python3 Tests/Bench/bench.py $(BENCH)

format:
	@swift format --in-place --recursive --parallel Package.swift Sources Tests

# Installs libcsv-dev and libssl-dev where they are missing, and says so.
setup:
	@.ci/setup
