#!/bin/bash
# The Python package (python/):
#   --setup         its tools in a virtual environment, and a Java runtime for Spark; quick when all is there
#   --test          lints, types and tests
#   --spark         the tests on Spark
#   --million ...   a made-up million of threads on Spark and in Spark SQL, measured (python/tests/spark/million.py)
#   --wheel FOLDER  the wheel, with the module inside; scripts/build.sh comes first
source "$(dirname "$0")/env.sh"

ENVIRONMENT=$CACHE/python
OUTPUT=tests/output
JAVA_VERSION=17
PYTHON_VERSION="3, 11"
# Only packages: no notice of newer ones, nothing kept twice.
export PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1

is_new_enough() { "$1" -c "import sys; raise SystemExit(sys.version_info < ($PYTHON_VERSION))" 2>/dev/null; }

python() {
    local help="python 3.11 or newer, with venv, not found: install it (Debian: apt-get install python3-venv)"
    is_new_enough python3 && python3 -c 'import ensurepip, venv' 2>/dev/null || apt_install "$help" python3-venv
    is_new_enough python3 || fail "$help"
}

java_runtime() {
    local version
    version=$(java -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge $JAVA_VERSION ] ||
        apt_install "no Java runtime, $JAVA_VERSION or newer, found: install one (Debian: openjdk-17-jre-headless)" \
            openjdk-$JAVA_VERSION-jre-headless
}

packages() {
    local wanted=python/requirements.txt stamp=$ENVIRONMENT/.requirements
    cmp -s $wanted "$stamp" && "$ENVIRONMENT/bin/python" -c '' 2>/dev/null && return
    say "packages of $wanted (two minutes)"
    rm -rf "$ENVIRONMENT"
    quietly "no virtual environment" python3 -m venv "$ENVIRONMENT"
    quietly "could not install the packages" "$ENVIRONMENT/bin/pip" install --quiet --requirement $wanted
    cp $wanted "$stamp"
}

# in_python COMMAND...: with the tools of the environment, and the package as it lies here
in_python() { (cd python && PATH="$ENVIRONMENT/bin:$PATH" PYTHONPATH=$ROOT/python/src "$@"); }

run_tests() {
    local log=$ROOT/$OUTPUT/$1.log
    shift
    mkdir -p $OUTPUT
    in_python pytest -p no:cacheprovider --quiet --no-header "$@" >"$log" 2>&1 || {
        tail -n 60 "$log" >&2
        fail "tests failed: $*"
    }
    tail -n 1 "$log"
}

lint() {
    in_python ruff check --no-cache .
    in_python ruff format --no-cache --check --quiet . || fail "python is not formatted: make format"
    in_python mypy --cache-dir "$CACHE/mypy" src tests
}

# wheel FOLDER: built apart, with the licences beside it, which lie elsewhere here
wheel() {
    local module=python/src/mailveil/mailveil_abi.wasm work
    # The build would leave it out without a word.
    [ -e $module ] || fail "no $module: run scripts/build.sh --plain"
    work=$(mktemp -d)
    cp -r python/pyproject.toml python/README.md python/src LICENSE LICENSE-APACHE LICENSE-MIT pkg/THIRD-PARTY.txt "$work"
    find "$work" -name __pycache__ -prune -exec rm -rf {} +
    # The time of every file in it, so that the wheel is the same whenever it is built: the earliest that a zip file can say.
    quietly "could not build the wheel" env SOURCE_DATE_EPOCH=315532800 \
        "$ENVIRONMENT/bin/python" -m build --no-isolation --wheel --outdir "$1" "$work"
    rm -rf "$work"
}

case ${1:-} in
--setup)
    python
    java_runtime
    packages
    ;;
--format) in_python ruff format --no-cache --quiet . ;;
--test)
    lint
    run_tests python --ignore tests/spark tests
    ;;
--spark) run_tests spark tests/spark ;;
--million)
    shift
    in_python env PYTHONPATH="$ROOT/python/src:$ROOT/python/tests" python tests/spark/million.py "$@"
    ;;
--wheel) wheel "$2" ;;
*) fail "unknown argument ${1:-}" ;;
esac
