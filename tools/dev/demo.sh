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

# As root the private database runs as an unprivileged user, who has to get through to its folder; a checkout in
# root's home does not let others through.
demo_folder() {
    local at="$BUILD"
    while [ "$(id -u)" -eq 0 ] && [ "$at" != / ]; do
        if [ $((0$(stat -c %a "$at") & 1)) -eq 0 ]; then
            printf '/var/tmp/platen-demo-%s' "$(printf '%s' "$ROOT" | sha256sum | cut -c 1-8)"
            return
        fi
        at="$(dirname "$at")"
    done
    printf '%s/demo' "$BUILD"
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
        PLATEN_DEMO_FOLDER="${PLATEN_DEMO_FOLDER:-$(demo_folder)}" \
        exec node --disable-warning=ExperimentalWarning tools/demo/main.ts "$@"
}
