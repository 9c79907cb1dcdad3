# Each target is a script of .ci/, the same here and in CI; each installs what it misses.

.PHONY: run test build serve lint bench

# Build, screen the demonstration in wasm, serve the page (SERVE=no ends before serving).
run:
	@SERVE="$(SERVE)" .ci/run.sh

# Every test: native, wasm in Node, Chromium and a worker, the package, the page.
test:
	@.ci/setup.sh build wasm browser
	@.ci/test-rust.sh
	@.ci/test-wasm.sh
	@.ci/build.sh
	@.ci/test-js.sh
	@.ci/test-browser.sh

# target/release/genosieve, dist/cli.js and dist/demo/.
build:
	@.ci/build.sh

# The page at http://localhost:8080.
serve: build
	@.ci/serve.sh

lint:
	@.ci/lint-rust.sh
	@.ci/lint-js.sh

bench:
	@.ci/bench.sh
