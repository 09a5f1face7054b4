#!/bin/sh
# Give this checkout a Rust toolchain that can compile for wasm32-unknown-unknown.
#
#   scripts/wasm-toolchain.sh                    make sure there is one, and say which
#   eval "$(scripts/wasm-toolchain.sh --env)"    the same in silence, and put it first on PATH
#
# Idempotent. Tried in this order, the first that works wins:
#   1. `rustc` on PATH has the target already;
#   2. a private toolchain built earlier by step 4, if still of the same compiler;
#   3. rustup:  `rustup target add wasm32-unknown-unknown`
#      (skipped when RUSTUP_AUTO_INSTALL=0 says that toolchains are not to be fetched);
#   4. build:   Debian's compiler with its std sources. `std` is compiled once, offline
#      (its dependencies are vendored in the source package), and put into a private
#      sysroot next to links to the compiler's own. Nothing is written below /usr but
#      what apt installs.
#
# Settings (environment):
#   WASM_STD=auto|rustup|build     force one way            (default auto)
#   WASM_TOOLCHAIN_DIR=DIR         private toolchain        (default ~/.cache/mailveil/wasm-toolchain)
#   WASM_APT=1|0                   may apt install packages (default: 1 as root, else 0)
set -eu

TARGET=wasm32-unknown-unknown
RECIPE=1 # raise when the way std is built below changes
MODE=${WASM_STD:-auto}
DIR=${WASM_TOOLCHAIN_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/mailveil/wasm-toolchain}
APT_PACKAGES="rustc-web cargo-web rust-web-src"
APT_EXTRAS="rust-web-clippy rustfmt-web" # nice to have: clippy and fmt of the same compiler

say() { printf 'wasm-toolchain: %s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

# has_target RUSTC: can it link and find std for the target?
has_target() {
    command -v "$1" >/dev/null 2>&1 || return 1
    libdir=$("$1" --print target-libdir --target $TARGET 2>/dev/null) || return 1
    set -- "$libdir"/libstd-*.rlib
    [ -e "$1" ]
}

# finish TOOLCHAIN [BIN_DIR]: the answer, which is a command for the shell where --env asks for one
finish() {
    if [ "$PRINT_ENV" = 0 ]; then
        say "ready: $1"
    elif [ -z "${2:-}" ] || [ "${PATH%%:*}" = "$2" ]; then
        echo ':' # PATH is right as it is
    else
        # shellcheck disable=SC2016 # for the caller's shell
        printf 'export PATH="%s:$PATH"\n' "$2"
    fi
    exit 0
}
finish_private() { finish "$DIR ($("$DIR/bin/rustc" -V))" "$DIR/bin"; }

# The compiler that step 4 uses: the distribution's own (never a rustup proxy), with sources.
distro_rustc() {
    [ -x /usr/bin/rustc ] && [ -x /usr/bin/cargo ] || return 1
    [ -e "$(/usr/bin/rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ]
}
identity() { /usr/bin/rustc -vV; echo "recipe $RECIPE"; }
built_is_current() {
    distro_rustc && [ -e "$DIR/stamp" ] && [ "$(identity)" = "$(cat "$DIR/stamp")" ] && has_target "$DIR/bin/rustc"
}

apt_install() {
    if [ "${WASM_APT:-}" = 0 ] || ! command -v apt-get >/dev/null 2>&1; then return 1; fi
    if [ "$(id -u)" != 0 ]; then
        [ "${WASM_APT:-0}" = 1 ] && command -v sudo >/dev/null 2>&1 || return 1
        sudo=sudo
    else
        sudo=
    fi
    say "apt-get install $*"
    log=$(mktemp)
    # Lists first: on a fresh image they are old or empty. DPkg::Lock::Timeout: another apt may be running.
    if $sudo env DEBIAN_FRONTEND=noninteractive sh -c '
            apt-get update -qq &&
            apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"' sh "$@" >"$log" 2>&1
    then rm -f "$log"; else tail -20 "$log" >&2; rm -f "$log"; return 1; fi
}

# The linker: LLVM's lld of the compiler's own LLVM version.
find_lld() {
    llvm=$(/usr/bin/rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
    for lld in "/usr/lib/llvm-$llvm/bin/lld" \
        "$(/usr/bin/rustc --print sysroot)/lib/rustlib/$HOST/bin/rust-lld"; do
        [ -x "$lld" ] && return 0
    done
    apt_install "lld-$llvm" || return 1
    lld=/usr/lib/llvm-$llvm/bin/lld
    [ -x "$lld" ]
}

wrapper() { # wrapper NAME COMMAND: bin/NAME runs COMMAND with bin/ first on PATH
    # shellcheck disable=SC2016 # for the wrapper's shell
    printf '#!/bin/sh\nPATH="%s/bin:$PATH" exec %s "$@"\n' "$DIR" "$2" >"$new/bin/$1"
    chmod 755 "$new/bin/$1"
}

# compile_std: in $work/std, from an empty crate that only asks for it
compile_std() {
    mkdir -p "$work/std/src" "$work/std/.cargo" "$work/cargo-home"
    cat >"$work/std/Cargo.toml" <<-EOF
	[package]
	name = "wasm_toolchain_std"
	version = "0.0.0"
	edition = "2021"
	[workspace]
	[profile.release]
	codegen-units = 1
	EOF
    echo '#![no_std]' >"$work/std/src/lib.rs"
    # The sources come with their dependencies; no registry is asked.
    cat >"$work/std/.cargo/config.toml" <<-EOF
	[source.crates-io]
	replace-with = "vendored"
	[source.vendored]
	directory = "$src/library/vendor"
	EOF
    say "compiling std for $TARGET with $(/usr/bin/rustc -V), once (about a minute)"
    # embed-bitcode: a later `lto = "fat"` needs it. remap: the paths upstream's std has, none of this machine.
    # A clean environment: RUSTFLAGS, CARGO_ENCODED_RUSTFLAGS, RUSTC_WRAPPER, CARGO_BUILD_* and the like stay out.
    (cd "$work/std" && env -i PATH=/usr/bin:/bin HOME="$work" CARGO_HOME="$work/cargo-home" LC_ALL=C \
        RUSTC_BOOTSTRAP=1 \
        RUSTFLAGS="-Cembed-bitcode=yes --remap-path-prefix=$src=/rustc/$commit --remap-path-prefix=$sysroot/lib/rustlib/src/rust=/rustc/$commit" \
        /usr/bin/cargo build --quiet --release --offline --target $TARGET \
        -Z build-std=std,panic_abort,test)
}

# assemble: in $new, a sysroot of links to the compiler's own plus the target and the linker that rustc looks for,
# and the tools with that sysroot and with their own folder first on PATH
assemble() {
    mkdir -p "$new/bin" "$new/sysroot/lib/rustlib/$HOST/bin" "$new/sysroot/lib/rustlib/$TARGET/lib"
    find "$work/std/target/$TARGET" -name '*.rlib' ! -name 'libwasm_toolchain_std*' \
        -exec cp {} "$new/sysroot/lib/rustlib/$TARGET/lib/" \;
    ln -s "$sysroot/lib/rustlib/$HOST/lib" "$new/sysroot/lib/rustlib/$HOST/lib"
    ln -s "$lld" "$new/sysroot/lib/rustlib/$HOST/bin/rust-lld"
    ln -s "$sysroot/lib/rustlib/src" "$new/sysroot/lib/rustlib/src"
    [ ! -d "$sysroot/lib/rustlib/etc" ] || ln -s "$sysroot/lib/rustlib/etc" "$new/sysroot/lib/rustlib/etc"
    wrapper rustc "/usr/bin/rustc --sysroot $DIR/sysroot"
    wrapper rustdoc "/usr/bin/rustdoc --sysroot $DIR/sysroot"
    wrapper cargo /usr/bin/cargo
    for tool in cargo-fmt rustfmt; do
        [ ! -x /usr/bin/$tool ] || wrapper $tool /usr/bin/$tool
    done
    # cargo-clippy starts the driver next to itself, which takes its sysroot from SYSROOT
    for tool in cargo-clippy clippy-driver; do
        [ ! -x /usr/bin/$tool ] || wrapper $tool "env SYSROOT=$DIR/sysroot /usr/bin/$tool"
    done
    identity >"$new/stamp"
}

# prove: compile and link a module
prove() {
    has_target "$DIR/bin/rustc" || return 1
    printf '#[no_mangle]\npub extern "C" fn f(n: usize) -> usize { vec![1usize; n].iter().sum() }\n' >"$work/p.rs"
    "$DIR/bin/rustc" --edition 2021 --crate-type cdylib --target $TARGET -O -o "$work/p.wasm" "$work/p.rs" || return 1
    [ "$(head -c 4 "$work/p.wasm" | tail -c 3)" = asm ]
}

build() {
    # shellcheck disable=SC2086 # lists of words
    distro_rustc || apt_install $APT_PACKAGES || return 1
    # shellcheck disable=SC2086
    [ -x /usr/bin/clippy-driver ] || apt_install $APT_EXTRAS || say "no clippy for this compiler; the host's will do"
    distro_rustc || { say "no distribution compiler with std sources"; return 1; }
    HOST=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
    find_lld || { say "no lld for $(/usr/bin/rustc -vV | grep LLVM)"; return 1; }

    sysroot=$(/usr/bin/rustc --print sysroot)
    src=$sysroot/lib/rustlib/src/rust
    commit=$(/usr/bin/rustc -vV | sed -n 's/^commit-hash: //p')
    work=$(mktemp -d "$DIR.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    trap 'exit 1' HUP INT TERM
    new=$work/toolchain
    compile_std || return 1
    assemble || return 1
    rm -rf "$DIR"
    mv "$new" "$DIR"
    prove
}

PRINT_ENV=0
case ${1:-} in
    --env) PRINT_ENV=1 ;;
    '') ;;
    *) die "unknown argument $1" ;;
esac

case $MODE in auto | rustup | build) ;; *) die "WASM_STD=$MODE" ;; esac

if [ "$MODE" != build ] && [ "$(command -v rustc)" != "$DIR/bin/rustc" ] && has_target rustc; then
    finish "$(rustc -V) on PATH has $TARGET"
fi
if [ "$MODE" != rustup ] && built_is_current; then finish_private; fi
if [ "$MODE" = rustup ] || { [ "$MODE" = auto ] && [ "${RUSTUP_AUTO_INSTALL:-1}" != 0 ]; }; then
    if command -v rustup >/dev/null 2>&1 && rustup target add $TARGET >&2 && has_target rustc; then
        finish "$(rustc -V), target added with rustup"
    fi
fi
[ "$MODE" != rustup ] || die "rustup could not add $TARGET"
# One build at a time: whoever waited finds it done.
mkdir -p "$(dirname "$DIR")"
if command -v flock >/dev/null 2>&1; then
    exec 9>"$DIR.lock"
    flock 9
    if built_is_current; then finish_private; fi
fi
build || die "could not build std for $TARGET; on a machine with rustup: rustup target add $TARGET"
finish_private
