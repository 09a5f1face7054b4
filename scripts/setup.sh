#!/bin/bash
# Get everything that building takes, and with --tests what testing takes.
# Does nothing, quickly, when all is there. Asks cargo, npm and apt for packages, nobody else.
source "$(dirname "$0")/env.sh"
claim_target "$@"

WASM_PACK=0.15.1
# The command line tool must be of the library's version, which Cargo.toml pins.
WASM_BINDGEN=$(sed -n 's/^wasm-bindgen = .*"=\([0-9.]*\)".*/\1/p' Cargo.toml)

# install_tool CRATE VERSION ARGUMENT...: unoptimised, since that compiles in a third of the time and runs fast enough
install_tool() {
    local crate=$1 version=$2
    shift 2
    say "compiling $crate $version, once (about a minute)"
    quietly "could not install $crate; try: cargo install $crate --version $version" \
        env CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256 CARGO_TARGET_DIR="$TOOLS/target" \
        cargo install --root "$TOOLS" --version "=$version" "$@" "$crate"
}

tools() {
    [ "$(wasm-pack --version 2>/dev/null)" = "wasm-pack $WASM_PACK" ] ||
        install_tool wasm-pack "$WASM_PACK" --locked
    [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $WASM_BINDGEN" ] ||
        install_tool wasm-bindgen-cli "$WASM_BINDGEN" --no-default-features
    rm -rf "$TOOLS/target"
}

node_modules() {
    command -v npm >/dev/null || fail "npm not found: install Node 20 or newer"
    # npm writes this file last, and removes it first.
    [ node_modules/.package-lock.json -nt package-lock.json ] && return
    say "npm ci (about half a minute)"
    quietly "npm ci failed" npm ci --prefer-offline --loglevel=error
    touch node_modules/.package-lock.json
}

browser() {
    find_chromium >/dev/null && return
    apt_install "no Chromium or Chrome found: install one (Debian: apt-get install chromium), or set CHROMIUM to its path" chromium
}

# Where tests/sql/server.ts looks for them, too.
databases() {
    local found=(/usr/lib/postgresql/*/bin/postgres)
    [ -x "${found[0]}" ] || command -v postgres >/dev/null ||
        apt_install "PostgreSQL not found: install it (Debian: apt-get install postgresql)" postgresql
    [ -x /usr/sbin/mariadbd ] || command -v mariadbd >/dev/null ||
        apt_install "MariaDB not found: install it (Debian: apt-get install mariadb-server)" "mariadb-server-core mariadb-client-core"
}

case ${1:-} in '' | --tests) ;; *) fail "unknown argument $1" ;; esac
eval "$(scripts/wasm-toolchain.sh --env)"
command -v cargo >/dev/null || fail "cargo not found: install Rust 1.95 or newer"
tools
node_modules
if [ "${1:-}" = --tests ]; then
    browser
    databases
    scripts/python.sh --setup
fi
