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

# clang_tidy FILE...: the checks of .clang-tidy. Debian's default, version 14, does not know C++23; some options of the
# commands are GCC's alone.
clang_tidy() {
    [ $# -gt 0 ] || return 0
    configure lint || return 1
    logged embedded "writing the embedded files (lint)" ninja -C "$BUILD/lint" embedded || return 1
    printf '%s\0' "$@" | xargs -0 -P "$JOBS" -n 1 clang-tidy-19 -p "$BUILD/lint" --quiet \
        --extra-arg=-Wno-deprecated-declarations --extra-arg=-Wno-unknown-warning-option \
        --extra-arg=-Wno-unused-command-line-argument 2>&1 | sed -E '/^[0-9]+ (warning|error)s?( and [0-9]+ errors?)? generated\.$/d'
    return "${PIPESTATUS[1]}"
}

all_sources() { find lib server agent simulator -name '*.cpp' ! -name '*_test.cpp' | sort; }

# Sources that differ from $PLATEN_LINT_BASE; without it from the newest commit that the published branch has too, and on
# that branch itself from what it was ten merges or commits ago. A header is checked with the source of its name, without
# one with the first source that includes it. A checkout without history: all of them.
changed_sources() {
    local base="${PLATEN_LINT_BASE:-}" file
    if [ -z "$base" ]; then
        base=$(git merge-base HEAD origin/HEAD 2>/dev/null) || base=""
        if [ -z "$base" ] || [ "$base" = "$(git rev-parse HEAD)" ]; then
            base=$(git rev-parse --verify --quiet HEAD~10) || base=""
        fi
    fi
    if [ -z "$base" ]; then
        all_sources
        return
    fi
    git diff --name-only --diff-filter=d "$base" -- lib server agent simulator |
        while read -r file; do
            case "$file" in
                *_test.cpp) ;;
                *.cpp) printf '%s\n' "$file" ;;
                *.hpp)
                    if [ -e "${file%.hpp}.cpp" ]; then
                        printf '%s\n' "${file%.hpp}.cpp"
                    else
                        # Not by head: it closes the pipe early, and a pipe that broke would end the list here.
                        all_sources | xargs grep -lF "#include \"$file\"" | sed -n 1p || true
                    fi
                    ;;
            esac
        done | sort -u
}

lint_changed_cpp() {
    local files
    mapfile -t files < <(changed_sources)
    step "clang-tidy, ${#files[@]} sources that changed"
    clang_tidy "${files[@]}"
}

verb_lint() {
    local code=0 files
    verb_setup build run lint
    lint_cpp_format || code=1
    lint_typescript || code=1
    step "Types of the TypeScript tools"
    web/node_modules/.bin/tsc --noEmit -p tools/tsconfig.json || code=1
    web/node_modules/.bin/tsc --noEmit -p tests/portal/tsconfig.json || code=1
    mapfile -t files < <(all_sources)
    step "clang-tidy, ${#files[@]} sources"
    clang_tidy "${files[@]}" || code=1
    exit "$code"
}
