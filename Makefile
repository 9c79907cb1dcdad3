# Each target is a script under .ci/, the same here and in CI.
# `make run` shows the demonstration and serves the page; `make run SERVE=no` ends after printing.
SERVE ?= yes

.PHONY: run test prove-private conformance soak coverage fuzz build panels serve reproducible lint bench spark batch clean

run:
	@.ci/build-package.sh
	@.ci/demo.sh
	@[ "$(SERVE)" = no ] || .ci/serve.sh

test:
	@.ci/test.sh

# Attacks inside the page, and everything that gets out counted: docs/privacy-proof.md. SHORT=yes takes minutes.
prove-private:
	@.ci/prove-private.sh $(if $(SHORT),--short)

# Odd and broken files of ../shared/data; REWRITE=1 writes what is expected of them anew.
conformance:
	@.ci/conformance.sh

# Minutes, not seconds: it is no part of `make test`.
soak:
	@.ci/soak.sh

# Lines that the native tests reach of what reads, opens and matches: minutes, no part of `make test`.
coverage:
	@.ci/coverage.sh

# A minute a target, on nightly: it is no part of `make test`, which replays seeds and findings.
fuzz:
	@.ci/fuzz.sh

build:
	@.ci/build.sh

# dist/panels/ of the files in GENOSIEVE_SOURCES, or of the official releases; UPDATE=1 takes new ones.
panels:
	@.ci/panels.sh

serve:
	@.ci/build-package.sh
	@.ci/serve.sh

# Two builds of the last commit, in unlike places, must give the same bytes: minutes, no part of `make test`.
reproducible:
	@.ci/reproducible.sh

lint:
	@.ci/lint-rust.sh
	@.ci/lint-js.sh

bench:
	@.ci/bench.sh

# The example on Apache Spark, local, with an executor killed on the way; it needs Java and installs PySpark (half a gigabyte).
spark:
	@.ci/spark.sh

# A thousand generated genomes as a batch, cut off half way, beside bcftools isec: docs/scale.md. SAMPLES=N for fewer.
batch:
	@.ci/batch.sh

clean:
	rm -rf target dist www/dist
