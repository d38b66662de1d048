#!/usr/bin/env bash
# snmptrapd writes the specific number of a printer's SNMPv1 alert with a dot before it, and that of a generic trap without one.
#
# One would guess: %q of snmptrapd's format is the number of the trap: 1 for a printer's alert of SNMPv1 (printerV1Alert,
#   specific 1), 0 for coldStart.
# What happens: %q is ".1" for the alert (%w is 6, enterpriseSpecific), and "0" for coldStart: for what is of an
#   enterprise the number is written as the end of an OID, for the others as a number.
# Seen with: snmp, snmptrapd and libsnmp40 5.9.3+dfsg-2+deb12u1 (Debian 12), -F "%w %q", two traps by snmptrap -v 1.
# Source: apps/snmptrapd_log.c, realloc_handle_trap_fmt, 'q': an OID is made of enterprise and number for traps that are
#   enterpriseSpecific, and its end is written. RFC 1157, 4.1.6: specific-trap is an INTEGER; RFC 3805: printerV1Alert.
# Why it matters: older printers send their alerts as SNMPv1 traps. A rule for tickets or a log filter that looks for the
#   number 1 takes no alert, though it was tried with another trap: accept both forms.
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

unpack snmptrapd=5.9.3+dfsg-2+deb12u1 snmp=5.9.3+dfsg-2+deb12u1 libsnmp40=5.9.3+dfsg-2+deb12u1
export MIBS='' SNMPCONFPATH=$work/none SNMP_PERSISTENT_DIR=$work/state
port=$(python3 -c 'import socket; s = socket.socket(type=socket.SOCK_DGRAM); s.bind(("", 0)); print(s.getsockname()[1])')
echo 'disableAuthorization yes' >"$work/trapd.conf"
snmptrapd -f -C -c "$work/trapd.conf" -Lf "$work/log" -F 'trap %w %q\n' "udp:127.0.0.1:$port" &
line() {  # enterprise, generic and specific number: what is written of such a trap, which is sent until there is something
    local tries
    for tries in $(seq 50); do
        snmptrap -v 1 -c public "127.0.0.1:$port" "$1" 192.0.2.1 "$2" "$3" "$tries"
        sleep 0.1
        if grep "^trap $2 " "$work/log" 2>/dev/null | tail -n 1 | grep .; then return; fi
    done
    echo nothing
}
expect "the alert of a printer, specific 1" "$(line 1.3.6.1.2.1.43.18.2 6 1)" "trap 6 .1"
expect "coldStart" "$(line 1.3.6.1.4.1.641 0 0)" "trap 0 0"
exit "$wrong"
