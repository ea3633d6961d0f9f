# Thin targets; `make run` and `make test` are where to begin.
BUILD = swift build -c release --static-swift-stdlib
BENCH =
SECONDS = 60

.PHONY: run test bench formats model fuzz sanitize format setup

# The quarterly batch over the samples.
run: setup
	@$(BUILD) --product nrem
	@.build/release/nrem run quarter-end --returns samples/returns

# Every test, through the real tool and real files.
test: setup
	@swift build --build-tests
	@swift test --skip-build

# nrem beside other engines on the same files, in one run: returns, then any CSV with a schema.
bench: setup
	@$(BUILD) --product nrem
	@$(BUILD) --product synthesise-returns
	@python3 Tests/Bench/bench.py $(BENCH)
	@python3 Tests/Bench/check.py $(BENCH)

# What is written, read by the readers that other people use.
formats: setup
	@swift build --product nrem
	@python3 Tests/Formats/formats.py .build/debug/nrem --with-browser

# Figures of random returns folders beside an independent model of them.
model: setup
	@$(BUILD) --product nrem
	@python3 Tests/Model/model.py .build/release/nrem --folders 200

# Any bytes through reader and check, with libFuzzer and AddressSanitizer: make fuzz SECONDS=600
fuzz: setup
	@NREM_FUZZ=1 swift build -c release --scratch-path .build-fuzz --product Fuzz \
	  -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld
	@python3 Tests/Fuzz/corpus.py .build-fuzz/corpus
	@ASAN_OPTIONS=detect_leaks=0 .build-fuzz/release/Fuzz .build-fuzz/corpus \
	  -max_total_time=$(SECONDS) -timeout=20 -rss_limit_mb=2048 -max_len=20000 \
	  -artifact_prefix=.build-fuzz/

# The tests of reading and checking under AddressSanitizer, those that share work under
# ThreadSanitizer.
sanitize: setup
	@ASAN_OPTIONS=detect_leaks=0 swift test --sanitize=address --scratch-path .build-asan \
	  --filter "DelimitedTextTests|ValidateTests|CheckTests|ConservationTests|AdjustmentTests"
	@swift test --sanitize=thread --scratch-path .build-tsan \
	  --filter "DelimitedTextTests|ConservationTests|PublishedTests"

format:
	@swift format --in-place --recursive --parallel Package.swift Sources Tests

# Installs the libraries that the build needs where they are missing, and says so.
setup:
	@.ci/setup
