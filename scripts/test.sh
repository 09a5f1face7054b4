#!/bin/bash
# The whole check. Stops at the first stage that fails; says how many tests have run.
source "$(dirname "$0")/env.sh"
claim_target "$@"

OUTPUT=tests/output # logs and numbers of this run
STAGE=none

# stage NAME COMMAND...
stage() {
    local start=$SECONDS
    STAGE=$1
    printf '\n=== %s\n' "$STAGE"
    shift
    "$@"
    printf '=== %s: ok, %d s\n' "$STAGE" $((SECONDS - start))
}

ended() {
    local status=$?
    [ $status = 0 ] || printf '\n=== %s: FAILED after %d s in all\n' "$STAGE" $SECONDS >&2
}
trap ended EXIT

format() {
    cargo fmt --all --check
    npm run --silent lint
}

# Tests may do what the product must not; the flags are the exceptions to [lints] in Cargo.toml and to clippy.toml.
clippy() {
    cargo clippy --locked --quiet -- -D warnings
    cargo clippy --locked --quiet --lib --target wasm32-unknown-unknown --features wasm -- -D warnings
    cargo clippy --locked --quiet -p mailveil-abi --target wasm32-unknown-unknown -- -D warnings
    cargo clippy --locked --quiet --all-targets -- -D warnings -A missing_docs \
        -A clippy::arithmetic_side_effects -A clippy::as_conversions \
        -A clippy::disallowed_macros -A clippy::disallowed_methods -A clippy::disallowed_types \
        -A clippy::expect_used -A clippy::float_arithmetic -A clippy::indexing_slicing -A clippy::panic \
        -A clippy::unwrap_used
}

rust() {
    if command -v cargo-nextest >/dev/null; then
        cargo nextest run --locked --cargo-quiet --color never --status-level fail 2>&1 | tee "$OUTPUT/rust.log"
        cargo test --locked --quiet --color never --doc 2>&1 | tee "$OUTPUT/rust-doc.log"
    else
        cargo test --locked --quiet --color never --lib --bins --tests 2>&1 | tee "$OUTPUT/rust.log"
        cargo test --locked --quiet --color never --doc 2>&1 | tee "$OUTPUT/rust-doc.log"
    fi
}

docs() { RUSTDOCFLAGS="-D warnings" cargo doc --locked --quiet --no-deps; }

rm -rf "$OUTPUT"
mkdir -p "$OUTPUT"
stage "setup" scripts/setup.sh --tests
eval "$(scripts/wasm-toolchain.sh --env)"
CHROMIUM=$(find_chromium)
export CHROMIUM
stage "format" format
stage "clippy" clippy
stage "rust tests" rust
stage "rust docs" docs
stage "build" scripts/build.sh
stage "api reference" npm run --silent docs:check
stage "size" npm run --silent size
stage "type tests" npm run --silent test:types
stage "js tests" npm run --silent test:js
stage "sql tests" npm run --silent test:sql
stage "packaging tests" npm run --silent test:packaging
stage "examples" npm run --silent test:examples
stage "python" scripts/python.sh --test
stage "spark" scripts/python.sh --spark
stage "browser tests" npm run --silent test:browser
stage "count" npm run --silent count
printf '\n=== all checks passed, %d s\n' $SECONDS
