# The demo: build what it needs, then tools/demo/main.ts starts and fills everything.
# shellcheck shell=bash
. tools/dev/build.sh

# The portal's modules come and its pages are built while the programs compile: on a fresh machine both
# together take about as long as the programs alone.
demo_portal() {
    setup_packages run
    setup_node
    setup_web
    setup_maildev
    build_portal
}

verb_demo() { # [--check]
    case "${1:-}" in
        "" | --check) ;;
        *) fail "demo knows --check only" ;;
    esac
    local portal code=0
    step "Installing what is missing"
    setup_packages build
    step "Building the programs and the portal"
    (demo_portal) &
    portal=$!
    build_programs dev platen platen-agent platen-sim || code=1
    wait "$portal" || code=1
    [ "$code" -eq 0 ] || exit 1
    use_node
    PLATEN_ROOT="$ROOT" PLATEN_PROGRAMS="$BUILD/dev" PLATEN_MAILDEV="$BUILD/maildev" \
        PLATEN_DEMO_FOLDER="${PLATEN_DEMO_FOLDER:-$BUILD/demo}" \
        exec node --disable-warning=ExperimentalWarning tools/demo/main.ts "$@"
}
