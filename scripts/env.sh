# What every script here stands on. Sourced, not run; changes nothing on disk.
# shellcheck shell=bash
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/mailveil
TOOLS=$CACHE/tools
export CARGO_HOME=${CARGO_HOME:-$HOME/.cargo}
# Kept outside the checkout, so that a fresh clone finds its dependencies compiled.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$CACHE/target}
case ":$PATH:" in *":$TOOLS/bin:"*) ;; *) export PATH="$TOOLS/bin:$PATH" ;; esac

say() { printf '%s: %s\n' "$(basename "$0" .sh)" "$*"; }
fail() {
    say "error: $*" >&2
    exit 1
}

# quietly HELP COMMAND...: the output matters only when the command fails
quietly() {
    local help=$1 log
    shift
    log=$(mktemp)
    if "$@" >"$log" 2>&1; then
        rm -f "$log"
        return
    fi
    tail -n 40 "$log" >&2
    rm -f "$log"
    fail "$help"
}

# apt_install HELP PACKAGES: as root, or on a machine that is there for checks only
apt_install() {
    local help=$1 packages=$2 root=()
    [ "$(id -u)" = 0 ] || [ -z "${CI:-}" ] || root=(sudo -n)
    if { [ "$(id -u)" != 0 ] && [ -z "${CI:-}" ]; } || ! command -v apt-get >/dev/null; then fail "$help"; fi
    say "apt-get install $packages (about half a minute)"
    # The server that a package brings is not needed: tests start their own, and only for as long as they run.
    quietly "$help" "${root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 sh -c "apt-get update -qq &&
        apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 $packages"
}

# The first Chromium on this machine, for the browser tests; CHROMIUM names another.
find_chromium() {
    local name
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        [ -n "$name" ] && command -v "$name" && return
    done
    return 1
}

# claim_target "$@": one script at a time builds in the target folder, and finds no other checkout's programs there.
claim_target() {
    local lock=$CARGO_TARGET_DIR/.mailveil-lock owner=$CARGO_TARGET_DIR/.mailveil-checkout checkout
    mkdir -p "$CARGO_TARGET_DIR"
    if [ -z "${MAILVEIL_LOCKED:-}" ] && command -v flock >/dev/null; then
        flock --nonblock "$lock" true || say "waiting: another build uses $CARGO_TARGET_DIR"
        # The script starts again under the lock; -o: a server that it leaves behind must not hold it.
        MAILVEIL_LOCKED=1 exec flock -o "$lock" "$ROOT/scripts/$(basename "$0")" "$@"
    fi
    # Cargo names a package by its place in the workspace and trusts modification times: what another checkout
    # compiled would count as ours, with its paths inside, and a file that came with an old date as unchanged.
    checkout=$(ls -di "$ROOT")
    if [ "$checkout" != "$(cat "$owner" 2>/dev/null)" ] || [ -n "$(find src tests -cnewer "$owner" ! -newer "$owner")" ]; then
        rm -rf "$CARGO_TARGET_DIR"/*/.fingerprint/mailveil-* "$CARGO_TARGET_DIR"/*/*/.fingerprint/mailveil-*
    fi
    printf '%s\n' "$checkout" >"$owner"
}
