# clang-tidy with the short list of checks in .clang-tidy, format check, TypeScript types.
# shellcheck shell=bash
. tools/dev/build.sh
. tools/dev/format.sh

verb_lint() {
    local code=0
    verb_setup build run lint
    step "Format"
    cpp_sources | xargs clang-format-19 --dry-run -Werror || code=1
    prettier_sources | xargs -0 web/node_modules/.bin/prettier --log-level warn --check || code=1
    step "Types of the TypeScript tools"
    web/node_modules/.bin/tsc --noEmit -p tools/tsconfig.json || code=1
    web/node_modules/.bin/tsc --noEmit -p tests/portal/tsconfig.json || code=1
    step "clang-tidy"
    configure dev || exit 1
    # Debian's default, version 14, does not know C++23.
    find lib server agent simulator -name '*.cpp' ! -name '*_test.cpp' -print0 |
        xargs -0 -P "$JOBS" -n 4 clang-tidy-19 -p "$BUILD/dev" --quiet \
            --extra-arg=-Wno-deprecated-declarations || code=1
    exit "$code"
}
