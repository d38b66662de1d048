# clang-format over the C++ sources, prettier over the portal where it brings one.
# shellcheck shell=bash
. tools/dev/setup.sh

cpp_sources() { find lib server agent simulator tests \( -name '*.cpp' -o -name '*.hpp' \) -print; }

verb_format() {
    verb_setup build run lint
    step "Formatting"
    cpp_sources | xargs clang-format-19 -i
    if [ -x web/node_modules/.bin/prettier ]; then npm --prefix web run format; fi
}
