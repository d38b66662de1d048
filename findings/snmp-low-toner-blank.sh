#!/usr/bin/env bash
# A printer that is low on toner answers with a blank.
#
# One would guess: hrPrinterDetectedErrorState is a row of bits, so that the tools print octets: 20 for low toner.
# What happens: it is an OCTET STRING, and the tools print one as text if each octet happens to be printable: low
#   toner (0x20) is a blank, no paper (0x40) "@", both (0x60) "`", offline with the door open (0x0a) a line feed,
#   whereas no toner (0x10) and no error (0x00) are hexadecimal. The same low toner in two octets (0x20 0x00) is
#   hexadecimal again.
# Seen with: snmp 5.9.3+dfsg-2+deb12u1 and python3-pysnmp4 4.4.12-2, asked of snmpsim 0.4.5-1 (Debian 12).
# Source: net-snmp snmplib/mib.c, the function that prints octet strings; pysnmp OctetString.prettyPrint(); RFC 2790,
#   hrPrinterDetectedErrorState, has no DISPLAY-HINT, so a loaded MIB changes nothing.
# Why it matters: a script that trims what snmpget says, or takes anything but hexadecimal for "no answer", misses
#   just the warning that supplies are ordered by. snmpget -Ox always prints octets.
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

simulate() {  # address:port, then further arguments; answers from $work/data
    local as=()
    if [ "$(id -u)" = 0 ]; then as=(--process-user=nobody --process-group=nogroup); fi
    mkdir -p "$work/cache"
    chmod 777 "$work/cache"
    PYTHONPATH=$work/root/usr/lib/python3/dist-packages snmpsimd "${@:2}" --data-dir="$work/data" \
        --cache-dir="$work/cache" --agent-udpv4-endpoint="$1" "${as[@]}" >"$work/simulator.log" 2>&1 &
    for _ in $(seq 100); do grep -q 'Listening at' "$work/simulator.log" && return; sleep 0.1; done
    cat "$work/simulator.log"
    exit 2
}
unpack snmp=5.9.3+dfsg-2+deb12u1 libsnmp40=5.9.3+dfsg-2+deb12u1 libsnmp-base=5.9.3+dfsg-2+deb12u1 snmpsim=0.4.5-1 \
    python3-pysnmp4=4.4.12-2
mkdir "$work/data"
row=1
for state in 20 40 60 0a 10 00 2000; do
    echo "1.3.6.1.2.1.25.3.5.1.2.$((row++))|4x|$state"
done >"$work/data/public.snmprec"
port=$(python3 -c 'import socket; s = socket.socket(type=2); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
simulate "127.0.0.1:$port"
state() { MIBS='' snmpget -v2c -c public -Oqv "${@:2}" "127.0.0.1:$port" "1.3.6.1.2.1.25.3.5.1.2.$1"; }
expect 'low toner' "$(state 1)" '" "'
expect 'no paper' "$(state 2)" '"@"'
expect 'no paper and low toner' "$(state 3)" '"`"'
expect 'offline and door open' "$(state 4)" $'"\n"'
expect 'no toner' "$(state 5)" '"10 "'
expect 'no error' "$(state 6)" '"00 "'
expect 'low toner in two octets' "$(state 7)" '"20 00 "'
expect 'low toner with -Ox' "$(state 1 -Ox)" '"20 "'
cat >"$work/read.py" <<'EOF'
import sys
from pysnmp.hlapi import (CommunityData, ContextData, ObjectIdentity, ObjectType, SnmpEngine, UdpTransportTarget,
                          getCmd)
_, _, _, bindings = next(getCmd(SnmpEngine(), CommunityData("public"), UdpTransportTarget(("127.0.0.1", sys.argv[1])),
                                ContextData(), ObjectType(ObjectIdentity("1.3.6.1.2.1.25.3.5.1.2." + sys.argv[2]))))
print("[" + bindings[0][1].prettyPrint() + "]")
EOF
state_by_pysnmp() { PYTHONPATH=$work/root/usr/lib/python3/dist-packages /usr/bin/python3 "$work/read.py" "$port" "$1"; }
expect 'pysnmp, low toner' "$(state_by_pysnmp 1)" '[ ]'
expect 'pysnmp, no toner' "$(state_by_pysnmp 5)" '[0x10]'
exit "$wrong"
