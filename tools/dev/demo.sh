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

demo_usage() {
    cat <<'TEXT'
usage: ./dev demo [--check]

Examples:
  ./dev demo                                              200 printers, half a year
  PLATEN_DEMO_PRINTERS=40 PLATEN_DEMO_DAYS=30 ./dev demo  a small one, half a minute shorter
  PLATEN_DEMO_PORT=9000 ./dev demo                        the portal on another port
  ./dev demo --check                                      play the demo's story, then exit 0 or 1

It installs the Debian packages that are missing, compiles, and starts mail server, simulated printers, server and
agents on this machine, all below one folder that is emptied at each start. The portal can be used as soon as the first
printers are found; then the past months are lived through. Ctrl-C stops everything.

It needs Debian 12 with root or sudo, 2 cores, 4 GB of memory and 4 GB of disk.

Variables:
  PLATEN_DEMO_PRINTERS    simulated printers, 4 to 240 (200)
  PLATEN_DEMO_DAYS        days of history that are lived through, 1 to 730 (184; with --check 120)
  PLATEN_DEMO_SPEED       days a second at most, 0.1 to 10 (3); it is slower by itself on a busy machine
  PLATEN_DEMO_PORT        port of the portal (8080)
  PLATEN_DEMO_INBOX_PORT  port of the inbox with all mails (1080)
  PLATEN_DEMO_SMTP_PORT   port of the mail server (1025)
  PLATEN_DEMO_SNMP_PORT   UDP port of the printers on 127.20.0.0/16 (1161)
  PLATEN_DEMO_FOLDER      everything that the demo stores; it is deleted first
  PLATEN_DEMO_TRACE       1: where it failed, with the place in the source
  PLATEN_JOBS             programs that are compiled at once (the number of processors)
Each of the first three ports is another free one where it is taken already.
TEXT
}

# in_range NAME MINIMUM MAXIMUM KIND: what is set to nonsense is said before anything is installed.
demo_in_range() {
    local value="${!1:-}" form='^[0-9]+$'
    if [ -z "$value" ]; then return 0; fi
    if [ "$4" = "a number" ]; then form='^[0-9]+(\.[0-9]+)?$'; fi
    if [[ "$value" =~ $form ]] && awk -v v="$value" -v a="$2" -v b="$3" 'BEGIN { exit !(v >= a && v <= b) }'; then
        return 0
    fi
    printf 'dev: %s = %s: give %s from %s to %s\n' "$1" "$value" "$4" "$2" "$3" >&2
    return 1
}
demo_settings_are_right() {
    local good=0 name
    demo_in_range PLATEN_DEMO_PRINTERS 4 240 "a whole number" || good=1
    demo_in_range PLATEN_DEMO_DAYS 1 730 "a whole number" || good=1
    demo_in_range PLATEN_DEMO_SPEED 0.1 10 "a number" || good=1
    for name in PORT INBOX_PORT SMTP_PORT SNMP_PORT; do
        demo_in_range "PLATEN_DEMO_$name" 0 65535 "a whole number" || good=1
    done
    return "$good"
}

# What it needs, what is here, and how long the parts take.
demo_foresee() { # DAYS
    local memory disk missing steps="" compile
    memory="$(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)"
    disk="$(df -Pk "$BUILD" | awk 'NR == 2 { printf "%.0f", $4 / 1048576 }')"
    # shellcheck disable=SC2046
    missing="$(missing_of $(packages_of build run) | wc -l)"
    if [ -f "$BUILD/dev/build.ninja" ] && command -v ninja >/dev/null; then
        # The number of steps that Ninja would do, by its own count; it is silent about them where its rules are stale.
        ninja -C "$BUILD/dev" -n platen platen-agent platen-sim >"$LOGS/foresee.log" 2>/dev/null || true
        steps="$(steps_in "$LOGS/foresee.log" | cut -d' ' -f2)"
        if [ -z "$steps" ]; then
            if grep -q "no work to do" "$LOGS/foresee.log"; then steps=0; else steps=some; fi
        fi
    fi
    case "$steps" in
        "") compile="3 to 5 min on two cores, where no compiler cache helps" ;;
        0) compile="nothing to do" ;;
        some) compile="what changed since the last build; 5 min on two cores at most" ;;
        *) compile="$steps steps: $(duration $((steps * 2 + 20))) on two idle cores at most" ;;
    esac
    say "   It needs    Debian 12 with root or sudo, 2 cores, 4 GB of memory, 4 GB of disk"
    say "   It finds    $(nproc) cores, $memory GB of memory, $disk GB of free disk"
    if [ "$disk" -lt 4 ]; then say "               that is little disk: make room, or set PLATEN_BUILD_DIR to another one"; fi
    if [ "$memory" -lt 4 ]; then say "               that is little memory: set PLATEN_JOBS=1"; fi
    say ""
    say "   1  Debian packages           $(if [ "$missing" -eq 0 ]; then echo "nothing to do"; else echo "1 min: $missing are missing"; fi)"
    say "   2  compile, build portal     $compile"
    say "   3  start, find printers      half a minute; then the portal can be used"
    say "   4  live through the months   $(duration $(($1 / 3 + 15))) for $1 days"
    say ""
    say "   ./dev demo --help tells how to make it smaller, or to use other ports."
}

verb_demo() { # [--check | --help]
    local began=$SECONDS portal code=0 days=184
    case "${1:-}" in
        "") ;;
        --check) days=120 ;;
        -h | --help | help)
            demo_usage
            return
            ;;
        *)
            printf 'dev: demo knows --check and --help, not "%s"\n' "$1" >&2
            exit 2
            ;;
    esac
    demo_settings_are_right || exit 2
    step "Platen's demo"
    demo_foresee "${PLATEN_DEMO_DAYS:-$days}"
    step "1 of 4  Debian packages"
    setup_packages build
    step "2 of 4  Compiling the programs, building the portal"
    beside="$LOGS/demo-portal.log"
    : >"$beside"
    (quiet=yes demo_portal) >"$beside" 2>&1 &
    portal=$!
    build_programs dev platen platen-agent platen-sim || code=1
    if kill -0 "$portal" 2>/dev/null; then say "   the portal is not ready yet: $(tail -n 1 "$beside" | sed 's/^ *//')"; fi
    wait "$portal" || code=1
    cat "$beside"
    [ "$code" -eq 0 ] || exit 1
    use_node
    PLATEN_ROOT="$ROOT" PLATEN_PROGRAMS="$BUILD/dev" PLATEN_MAILDEV="$BUILD/maildev" \
        PLATEN_DEMO_FOLDER="${PLATEN_DEMO_FOLDER:-$(demo_folder)}" PLATEN_DEMO_BEGAN=$((SECONDS - began)) \
        exec node --disable-warning=ExperimentalWarning tools/demo/main.ts "$@"
}
