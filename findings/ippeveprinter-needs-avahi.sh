#!/usr/bin/env bash
# ippeveprinter does not start without Avahi, even when it is told not to register.
#
# One would guess: ippeveprinter -r off is an IPP printer without DNS-SD, so it runs where there is no Avahi: in a
#   container, in a test.
# What happens: it opens its connection to Avahi before it looks at -r, says "Unable to initialize DNS-SD" and ends.
# Seen with: cups-ipp-utils 2.4.2-3+deb12u9 and libcups2 of the same version (Debian 12), with a system bus that is
#   not there.
# Source: cups tools/ippeveprinter.c: DNS-SD is initialized in any case, -r off is looked at when it would be
#   registered.
# Why it matters: it is the only IPP printer that comes with a distribution, so it is what one tests a fleet reader
#   with; on a build machine the tests need a bus and an Avahi daemon, or a printer of their own.
set -euo pipefail
work=$(mktemp -d)
chmod 755 "$work"
trap 'kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$work"' EXIT
wrong=0
expect() {  # what, seen, expected
    if [ "$2" = "$3" ]; then echo "as described: $1: $2"; else echo "CHANGED: $1: $2 (described: $3)" && wrong=1; fi
}
cannot() {
    echo "cannot $1 (apt-get update?)"
    exit 2
}
unpack() {  # package=version ...: into $work/root, with what this machine lacks of their dependencies
    local more
    more=$(apt-get -s --no-install-recommends install "$@" |
        sed -nE 's/^Inst ([^ ]+) (\[[^]]*\] )?\(([^ ]+) .*/\1=\3/p') || cannot "resolve $*"
    # shellcheck disable=SC2086
    (cd "$work" && apt-get -qq -o APT::Sandbox::User=root download "$@" $more) || cannot "download $*"
    for deb in "$work"/*.deb; do dpkg -x "$deb" "$work/root"; done
    LD_LIBRARY_PATH=$(find "$work/root" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
    PATH=$work/root/usr/bin:$work/root/usr/sbin:$PATH
    export LD_LIBRARY_PATH PATH
    echo "versions: $*"
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

unpack cups-ipp-utils=2.4.2-3+deb12u9 libcups2=2.4.2-3+deb12u9 cups-common=2.4.2-3+deb12u9
export DBUS_SYSTEM_BUS_ADDRESS=unix:path=$work/no-bus
code=0
timeout 10 ippeveprinter -r off -n localhost -p "$(free_port)" -d "$work" Example >"$work/seen" 2>&1 || code=$?
expect 'its words' "$(head -n 1 "$work/seen")" 'Error: Unable to initialize DNS-SD.'
expect 'it went on for ten seconds (124), or ended with' "$code" 1
exit "$wrong"
