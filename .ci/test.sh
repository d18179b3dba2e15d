# Sourced by ../lectern test: runs everything, and ends with a summary that leaves nothing out.

fast=no
firefox=no
deck=no
for arg in "$@"; do
    case "$arg" in
        --fast) fast=yes ;;
        --firefox) firefox=yes ;;
        --deck) deck=yes ;;
        *) fail "test does not know the option \"$arg\"." ;;
    esac
done
need_toolchain
if [ "$deck" = yes ]; then
    table="$here/lti-provider/target/launch-deck.txt"
    rm -f "$table"
    mkdir -p "$here/target"
    (cd "$here" && mvn -B -q -ntp -pl lti-provider -am test -Dtest=LaunchDeckTest -Dsurefire.failIfNoSpecifiedTests=false) \
        > "$here/target/launch-deck.log" 2>&1 && status=0 || status=$?
    [ -f "$table" ] || fail "The deck could not be run; see target/launch-deck.log."
    cat "$table"
    exit "$status"
fi
need_peers
need_bench_peers

results="$here/target/test-results"
rm -rf "$results"
mkdir -p "$results"
failed_steps=()

# step NAME COMMAND… : runs it, keeps going when it fails.
step() {
    local name=$1 started=$SECONDS
    shift
    echo
    echo "== $name"
    if "$@"; then
        echo "== $name: done in $((SECONDS - started)) s"
    else
        failed_steps+=("$name")
        echo "== $name: FAILED after $((SECONDS - started)) s"
    fi
}

# Tests of all modules run even when one fails (Maven would skip what depends on it), so that the summary is whole.
# A failing test runs once more: real browsers and relays share two processors with it. The summary names each test that
# needed it, so that an unsteady one is seen and mended rather than lived with.
java_tests() {
    (cd "$here" && mvn -B -ntp -Dstyle.color=never -Dmaven.test.failure.ignore=true \
        -Dsurefire.rerunFailingTestsCount=1 --fail-at-end verify) 2>&1 \
        | tee "$results/maven.log" \
        | grep -E --line-buffered 'Tests run:|BUILD|ERROR|Reactor Summary|SUCCESS \[|FAILURE \['
    [ "${PIPESTATUS[0]}" = 0 ] && ! grep -qE 'There are test failures|error in the fork|forked VM terminated' "$results/maven.log"
}

ui_checks() {
    (cd "$here/lti-provider/ui" && npm run --silent check) 2>&1 | tee "$results/ui.log"
    [ "${PIPESTATUS[0]}" = 0 ]
}

browser_tests() {
    (cd "$here/e2e" && npm ci --silent && npm test --silent) 2>&1 | tee "$results/e2e.log"
    [ "${PIPESTATUS[0]}" = 0 ]
}

firefox_tests() {
    (cd "$here/e2e" && npm ci --silent && npm run --silent firefox) 2>&1 | tee "$results/firefox.log"
    [ "${PIPESTATUS[0]}" = 0 ]
}

step "Java: build, style, unit, property and simulation tests" java_tests
step "Pages: types, style and unit tests" ui_checks
if [ "$fast" = no ]; then
    step "Browser: one class from launch to replay" browser_tests
fi
# A story of its own of about five minutes; Firefox's media is counted in the bridge's tests in any case (FirefoxTest).
if [ "$firefox" = yes ]; then
    step "Firefox: a class in two browsers" firefox_tests
fi

node "$here/.ci/summary.mjs" "$here" "$results" "$fast" "$firefox" "${failed_steps[@]}"
