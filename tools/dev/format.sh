# clang-format over the C++ sources, prettier over the portal and the TypeScript tools and tests.
# shellcheck shell=bash
. tools/dev/setup.sh

cpp_sources() { find lib server agent simulator tests \( -name '*.cpp' -o -name '*.hpp' \) -print; }

prettier_sources() { git ls-files -z 'web/*.ts' 'web/*.tsx' 'web/*.mjs' 'web/*.css' 'tests/*.ts' 'tools/*.ts'; }

verb_format() {
    verb_setup build run lint
    step "Formatting"
    cpp_sources | xargs clang-format-19 -i
    prettier_sources | xargs -0 web/node_modules/.bin/prettier --log-level warn --write
}
