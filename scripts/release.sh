#!/bin/bash
# Releases the packages: says what stands in the way, checks, builds twice, packs, and with --publish publishes.
#   --dry-run      everything but publishing (the default)
#   --publish      publish on npm, with provenance; stops at whatever a dry run only tells; then tells how to upload the wheel
#   --skip-checks  a dry run of what is quick: no tests, and packages as they were last built
source "$(dirname "$0")/env.sh"

OUTPUT=release # the packages and their sums
export WASM_STD=${WASM_STD:-build} # as the checks do (.ci/run)
PUBLISH=no
CHECKS=yes
for argument; do
    case $argument in
    --dry-run) PUBLISH=no ;;
    --publish) PUBLISH=yes ;;
    --skip-checks) CHECKS=no ;;
    *) fail "unknown argument $argument" ;;
    esac
done
[ $PUBLISH$CHECKS != yesno ] || fail "what is published is checked: --publish and --skip-checks exclude each other"

# must TEXT COMMAND...: what has to be so for publishing; a dry run tells it and goes on
must() {
    local text=$1
    shift
    if "$@"; then
        say "ok: $text"
    elif [ $PUBLISH = yes ]; then
        fail "not so: $text"
    else
        say "would stop a release, not so: $text"
    fi
}

is_clean() { [ -z "$(git status --porcelain)" ]; }
is_main() { [ "$(git rev-parse --abbrev-ref HEAD)" = main ]; }
is_dated() { grep -Eqx "## $VERSION, [0-9]{4}-[0-9]{2}-[0-9]{2}" CHANGELOG.md; }
is_new() { ! git rev-parse --quiet --verify "refs/tags/v$VERSION" >/dev/null; }
json() { node -p "JSON.parse(require('fs').readFileSync('$1', 'utf8'))$2 ?? ''"; }
names_repository() { [ -n "$(json pkg/package.json .repository)" ]; }
# Provenance says which build of which commit made the package; the build's host vouches for it by an identity token.
has_identity() { [ -n "${SIGSTORE_ID_TOKEN:-}${ACTIONS_ID_TOKEN_REQUEST_TOKEN:-}" ]; }

# the_version: prints it, and fails unless all files say the same
the_version() {
    local version other place
    version=$(json pkg/package.json .version)
    while read -r place other; do
        [ "$other" = "$version" ] || fail "pkg/package.json has version $version, $place has ${other:-none}"
    done <<-EOF_PLACES
		Cargo.toml $(sed -n '/^\[package\]/,/^\[[^p]/s/^version = "\(.*\)"$/\1/p' Cargo.toml)
		Cargo.lock $(sed -n '/^name = "mailveil"$/{n;s/^version = "\(.*\)"$/\1/p;}' Cargo.lock)
		package-lock.json $(json package-lock.json ".packages.pkg.version")
		python/pyproject.toml $(sed -n 's/^version = "\(.*\)"$/\1/p' python/pyproject.toml)
		CHANGELOG.md $(sed -n 's/^## \([0-9][^,]*\),.*/\1/p' CHANGELOG.md | head -n 1)
	EOF_PLACES
    printf '%s\n' "$version"
}

# pack FOLDER: the package and the wheel as they are built now
pack() {
    mkdir -p "$1"
    npm pack --silent --ignore-scripts --pack-destination "$1" -w pkg >/dev/null
    scripts/python.sh --wheel "$1"
}

# build_twice FOLDER: from nothing, each time with a target folder of its own; in `tested` there lies what the checks built
build_twice() {
    local number
    for number in 1 2; do
        say "build $number of 2"
        rm -rf pkg/wasm pkg/dist python/src/mailveil/*.wasm
        CARGO_TARGET_DIR=$1/target$number scripts/build.sh
        pack "$1/$number"
        rm -rf "$1/target$number"
        diff -r "$1/tested" "$1/$number" || fail "build $number differs from the build that was tested"
    done
    say "ok: two more builds are the one that was tested, byte for byte"
}

VERSION=$(the_version)
say "ok: every file says $VERSION"
must "nothing is uncommitted" is_clean
must "the branch is main" is_main
must "CHANGELOG.md has a date for $VERSION" is_dated
must "there is no tag v$VERSION yet" is_new
must "pkg/package.json names the repository, for provenance" names_repository
must "this build has an identity token, for provenance" has_identity

WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
if [ $CHECKS = yes ]; then
    .ci/run
    must "the checks left nothing uncommitted" is_clean
    pack "$WORK/tested"
    build_twice "$WORK"
else
    say "skipped: .ci/run and two more builds"
    pack "$WORK/tested"
fi
rm -rf "$OUTPUT"
cp -r "$WORK/tested" "$OUTPUT"
FILE=mailveil-$VERSION.tgz
WHEEL=$(basename "$OUTPUT"/*.whl)
tar -xzf "$OUTPUT/$FILE" -C "$WORK"
(cd "$OUTPUT" && sha256sum "$FILE" "$WHEEL") >"$OUTPUT/SHA256SUMS"
(cd "$WORK" && find package -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) >"$OUTPUT/SHA256SUMS.contents"
say "ok: $OUTPUT/$FILE, $OUTPUT/$WHEEL; $OUTPUT/SHA256SUMS of both, and SHA256SUMS.contents of the files in the package"

PUBLISH_COMMAND=(npm publish "./$OUTPUT/$FILE" --provenance --access public)
UPLOAD_COMMAND=(twine upload "./$OUTPUT/$WHEEL")
if [ $PUBLISH = yes ]; then
    "${PUBLISH_COMMAND[@]}"
    say "published on npm; now: ${UPLOAD_COMMAND[*]}; then: git tag -s v$VERSION"
else
    say "dry run: would now do: ${PUBLISH_COMMAND[*]}; then tell: ${UPLOAD_COMMAND[*]}"
fi
