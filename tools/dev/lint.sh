# Formats, clang-tidy with the short list of checks in .clang-tidy, ESLint with web/eslint.config.mjs, TypeScript types.
# shellcheck shell=bash
. tools/dev/build.sh
. tools/dev/format.sh

# The portal and the TypeScript of tests and tools; the part "web" of the tests runs it as well.
lint_typescript() {
    local code=0
    step "Format of TypeScript and style sheets"
    prettier_sources | xargs -0 web/node_modules/.bin/prettier --log-level warn --check || code=1
    step "ESLint"
    web/node_modules/.bin/eslint -c web/eslint.config.mjs --max-warnings 0 web tests tools || code=1
    return "$code"
}

lint_cpp_format() {
    step "Format of C++"
    cpp_sources | xargs clang-format-19 --dry-run -Werror
}

verb_lint() {
    local code=0
    verb_setup build run lint
    lint_cpp_format || code=1
    lint_typescript || code=1
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
