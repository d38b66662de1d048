# The programs (CMake, Ninja) and the portal (Vite).
# shellcheck shell=bash
. tools/dev/setup.sh

# configure PRESET: once; Ninja runs CMake again by itself when a file comes or goes.
configure() {
    local folder="$BUILD/$1"
    if [ -f "$folder/build.ninja" ] && fresh "configure-$1" CMakePresets.json; then return; fi
    logged "configure-$1" "configuring the build ($1)" cmake --preset "$1" -B "$folder" || return 1
    stamp "configure-$1" CMakePresets.json
}

# build_programs PRESET [TARGET...]
build_programs() {
    local preset="$1"
    shift
    configure "$preset" || return 1
    logged "build-$preset" "compiling ${*:-everything} ($preset, $JOBS at once)" \
        ninja -C "$BUILD/$preset" -j "$JOBS" "$@"
}

build_portal() {
    [ -f web/package.json ] || return 0
    if [ -f web/dist/index.html ] && fresh portal web api; then
        say "   portal: as built before"
        return
    fi
    logged portal "building the portal" npm --prefix web run build || return 1
    stamp portal web api
}

verb_build() { # [TARGET...]
    verb_setup build run
    step "Building"
    build_programs dev "$@" || exit 1
    if [ $# -eq 0 ]; then build_portal || exit 1; fi
}
