# Runs the tests by part and counts what ran. Every part writes JUnit files into build/test-results.
# shellcheck shell=bash
. tools/dev/build.sh
. tools/dev/gen.sh
. tools/dev/lint.sh

RESULTS="$BUILD/test-results"

# A program that a part starts and that ends badly without one failed case in its JUnit files counts as
# one failure: broken NAME WORDS.
broken() {
    cat >"$RESULTS/$1.broken.xml" <<XML
<testsuites><testsuite name="$1"><testcase name="$2"><failure message="$2"/></testcase></testsuite></testsuites>
XML
}

# Where tests keep what is thrown away afterwards, with databases among it: in memory, where there is enough of it.
scratch() {
    local free
    free=$(df -k --output=avail -t tmpfs /dev/shm 2>/dev/null | tail -n 1) || true
    if [ "${free:-0}" -ge $((8 << 20)) ]; then echo /dev/shm; else echo "${TMPDIR:-/tmp}"; fi
}

run_ctest() { # PRESET PART
    local preset="$1" part="$2" code=0
    mkdir -p "$RESULTS/$part"
    # One PostgreSQL serves all programs of the run (server/platform/pg/testing.hpp).
    GTEST_OUTPUT="xml:$RESULTS/$part/" GTEST_COLOR=no TMPDIR="$(scratch)" \
        ctest --test-dir "$BUILD/$preset" -j "$JOBS" --output-on-failure --timeout 600 \
        --output-junit "$RESULTS/$part.ctest.xml" || code=$?
    return "$code"
}

node_tests() { # PART FILE...
    local part="$1"
    shift
    if [ ! -e "$1" ]; then
        say "   there are none"
        return
    fi
    PLATEN_PROGRAMS="$BUILD/dev" PLATEN_TEST_RESULTS="$RESULTS" PLATEN_MAILDEV="$BUILD/maildev" \
        PLATEN_OIDC="$BUILD/oidc" TMPDIR="$(scratch)" \
        node --disable-warning=ExperimentalWarning --test --test-concurrency="${concurrency:-1}" \
        --test-reporter=spec --test-reporter-destination=stdout \
        --test-reporter=junit --test-reporter-destination="$RESULTS/$part.xml" "$@"
}

part_unit() { run_ctest dev unit; }
part_web() {
    local code=0
    if lint_typescript; then
        printf '<testsuite name="web"><testcase name="prettier and ESLint have nothing to say"/></testsuite>\n' \
            >"$RESULTS/web.lint.xml"
    else
        broken web "prettier or ESLint has something to say; ./dev lint shows it, ./dev format mends the format"
        code=1
    fi
    (cd web && npx --no-install vitest run --reporter=default --reporter=junit \
        --outputFile.junit="$RESULTS/web.xml") || code=1
    return "$code"
}
part_structure() {
    local code=0
    if lint_cpp_format; then
        printf '<testsuite name="structure"><testcase name="clang-format would change nothing"/></testsuite>\n' \
            >"$RESULTS/structure.format.xml"
    else
        broken structure "clang-format would change a source; ./dev format does it"
        code=1
    fi
    if lint_changed_cpp; then
        printf '<testsuite name="structure"><testcase name="clang-tidy has nothing to say of what changed"/></testsuite>\n' \
            >"$RESULTS/structure.tidy.xml"
    else
        broken structure "clang-tidy has something to say; ./dev lint shows it"
        code=1
    fi
    node_tests structure tests/structure/*.test.ts tools/*/*.test.ts || code=1
    return "$code"
}
part_system() { node_tests system tests/system/*.test.ts; }
# Two worlds at once: what one waits for, the browser or the server, leaves the machine to the other.
part_portal() { concurrency=2 node_tests portal tests/portal/*.test.ts; }
part_generated() {
    verb_gen --check || return 1
    printf '<testsuite name="generated"><testcase name="every generated file is fresh"/></testsuite>\n' \
        >"$RESULTS/generated.xml"
}

run_part() { # PART WORDS
    local start=$SECONDS code=0
    step "$2"
    set -o pipefail
    ("part_$1" 2>&1 </dev/null | tee "$LOGS/test-$1.log") || code=$?
    if [ "$code" -ne 0 ] && ! node tools/dev/results.ts --has-failure "$RESULTS" "$1"; then
        broken "$1" "the $1 tests ended with exit code $code; see $LOGS/test-$1.log"
    fi
    say "   $1: $((SECONDS - start)) s"
}

finish() {
    step "Result"
    exec node tools/dev/results.ts "$RESULTS"
}

not_built() {
    broken build "the build failed; see $LOGS"
    finish
}

verb_test() { # [PART...]
    local part
    for part in "$@"; do
        case "$part" in
            unit | web | structure | system | portal | generated | sanitize) ;;
            *) fail "there is no part \"$part\": unit, web, structure, system, portal, generated, sanitize" ;;
        esac
    done
    verb_setup build run test
    rm -rf "$RESULTS"
    mkdir -p "$RESULTS"

    if [ "$*" = sanitize ]; then
        step "Building with AddressSanitizer and UndefinedBehaviorSanitizer"
        build_programs asan || not_built
        step "Unit tests under the sanitizers"
        ASAN_OPTIONS="detect_leaks=1:abort_on_error=0" UBSAN_OPTIONS="print_stacktrace=1" \
            run_ctest asan sanitize || true
        finish
    fi

    if [ $# -eq 0 ]; then set -- unit web structure generated system portal; fi
    step "Building"
    case " $* " in
        *" unit "* | *" system "* | *" portal "* | *" generated "*) build_programs dev || not_built ;;
    esac
    case " $* " in
        *" system "* | *" portal "*) build_portal || not_built ;;
    esac
    for part in "$@"; do
        case "$part" in
            unit) run_part unit "Unit tests" ;;
            web) run_part web "Portal unit tests" ;;
            structure) run_part structure "Structure tests" ;;
            generated) run_part generated "Generated files" ;;
            system) run_part system "System tests" ;;
            portal) run_part portal "Portal tests in Chromium" ;;
        esac
    done
    finish
}
