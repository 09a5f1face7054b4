#!/bin/bash
# Build the package: the WebAssembly module and its glue (pkg/wasm), the JavaScript (pkg/dist), the console (www/dist).
source "$(dirname "$0")/env.sh"
claim_target "$@"
eval "$(scripts/wasm-toolchain.sh --env)"

WASM=pkg/wasm/mailveil_bg.wasm

# Panic messages name source files. They shall not name this machine's folders, and the module shall be the same on all.
remap_flags() {
    local folder flags=()
    for folder in "$CARGO_HOME"/registry/src/*; do flags+=("--remap-path-prefix=$folder=/cargo"); done
    (IFS=$'\x1f' && printf '%s' "${flags[*]}")
}

wasm() {
    if [ -e pkg/wasm/.built ] && [ -z "$(find src Cargo.toml Cargo.lock scripts -cnewer pkg/wasm/.built | head -n 1)" ]; then
        say "pkg/wasm is up to date"
        return
    fi
    say "WebAssembly module"
    rm -rf pkg/wasm
    cargo fetch --locked --quiet
    CARGO_ENCODED_RUSTFLAGS=$(remap_flags) wasm-pack --quiet build --release --target web --no-pack \
        --out-dir pkg/wasm --out-name mailveil . --features wasm --locked
    # The glue's own import lies in a folder with a hash in its name; the package lists its files by name.
    if [ -d pkg/wasm/snippets ]; then
        mv pkg/wasm/snippets/*/src/*.js pkg/wasm/
        sed 's|\./snippets/[^/]*/src/|./|' pkg/wasm/mailveil.js >pkg/wasm/glue.js
        mv pkg/wasm/glue.js pkg/wasm/mailveil.js
        rm -rf pkg/wasm/snippets
    fi
    # Without feature flags: given --all-features, wasm-opt writes modules that no engine loads.
    npm run --silent wasm-opt -- -Oz "$WASM" -o "$WASM.opt"
    mv "$WASM.opt" "$WASM"
    ! grep -qaF -e "$CARGO_HOME/" -e "$ROOT/" "$WASM" || fail "$WASM contains a path of this machine"
    rm -f pkg/wasm/.gitignore # it would keep the module out of the packed package
    touch pkg/wasm/.built
}

wasm
say "JavaScript package"
npm run --silent --if-present build -w pkg
say "console"
npm run --silent --if-present build -w www
