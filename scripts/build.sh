#!/bin/bash
# Build the package: the WebAssembly module and its glue (pkg/wasm), the JavaScript (pkg/dist), the console (www/dist),
# and the module of hosts without JavaScript, inside the Python package.
# With `--module FOLDER FEATURES`, a module and its glue alone, there, with these features of the crate and no others.
# With `--plain`, the module of hosts without JavaScript alone.
source "$(dirname "$0")/env.sh"
claim_target "$@"
eval "$(scripts/wasm-toolchain.sh --env)"

# SIMD finds the ends of strings. Less inlining than usual makes the module an eighth smaller and hardly slower.
# Panic messages name source files: without the folders of this machine, the module is the same on every machine.
rust_flags() {
    local folder flags=("-Ctarget-feature=+simd128" "-Cllvm-args=--inline-threshold=50")
    for folder in "$CARGO_HOME"/registry/src/*; do flags+=("--remap-path-prefix=$folder=/cargo"); done
    (IFS=$'\x1f' && printf '%s' "${flags[*]}")
}

names_no_path() {
    ! grep -qaF -e "$CARGO_HOME/" -e "$ROOT/" "$1" || fail "$(basename "$1") contains a path of this machine"
}

# module FOLDER FEATURES: what was there stays usable until the end, and whatever fails leaves no half of it.
module() {
    local folder=$1 features=$2 new=$CARGO_TARGET_DIR/mailveil-wasm
    rm -rf "$new"
    cargo fetch --locked --quiet
    CARGO_ENCODED_RUSTFLAGS=$(rust_flags) wasm-pack --quiet build --release --target web --no-pack \
        --out-dir "$new" --out-name mailveil . --no-default-features --features "$features" --locked
    # The glue's own import lies in a folder with a hash in its name; the package lists its files by name.
    if [ -d "$new/snippets" ]; then
        mv "$new"/snippets/*/src/wasm/*.js "$new"
        sed 's|\./snippets/[^/]*/src/wasm/|./|' "$new/mailveil.js" >"$new/glue.js"
        mv "$new/glue.js" "$new/mailveil.js"
        rm -rf "$new/snippets"
    fi
    node scripts/glue.mjs "$new"
    # Without feature flags: given --all-features, wasm-opt writes modules that no engine loads.
    npm run --silent wasm-opt -- -O3 "$new/mailveil_bg.wasm" -o "$new/optimised.wasm"
    mv "$new/optimised.wasm" "$new/mailveil_bg.wasm"
    names_no_path "$new/mailveil_bg.wasm"
    rm -f "$new/.gitignore" # it would keep the module out of the packed package
    rm -rf "$folder"
    cp -r "$new" "$folder"
}

wasm() {
    if [ -e pkg/wasm/.built ] && [ -z "$(find src Cargo.toml Cargo.lock scripts -cnewer pkg/wasm/.built | head -n 1)" ]; then
        say "pkg/wasm is up to date"
        return
    fi
    local full=$CARGO_TARGET_DIR/mailveil-wasm-full
    say "WebAssembly module with everything"
    module "$full" wasm,full
    say "WebAssembly module of browsers and edge hosts"
    module pkg/wasm wasm
    cmp pkg/wasm/mailveil.js "$full/mailveil.js" || fail "the two modules need different glue: let both export the same"
    mv "$full/mailveil_bg.wasm" pkg/wasm/mailveil_full_bg.wasm
    rm -rf "$full"
    touch pkg/wasm/.built
}

# The module of hosts without JavaScript (docs/abi.md): no glue, and no import.
plain() {
    local file=python/src/mailveil/mailveil_abi.wasm new=$CARGO_TARGET_DIR/mailveil_abi.wasm
    if [ -e $file ] && [ -z "$(find src abi Cargo.toml Cargo.lock scripts -cnewer $file | head -n 1)" ]; then
        say "$file is up to date"
        return
    fi
    say "WebAssembly module of hosts without JavaScript"
    CARGO_ENCODED_RUSTFLAGS=$(rust_flags) cargo build --locked --quiet --release --target wasm32-unknown-unknown -p mailveil-abi
    npm run --silent wasm-opt -- -O3 "$CARGO_TARGET_DIR/wasm32-unknown-unknown/release/mailveil_abi.wasm" -o "$new"
    names_no_path "$new"
    mv "$new" $file
}

case ${1:-} in
--module)
    module "$2" "$3"
    exit
    ;;
--plain)
    plain
    exit
    ;;
esac
wasm
plain
say "JavaScript package"
npm run --silent --if-present build -w pkg
say "console"
npm run --silent --if-present build -w www
