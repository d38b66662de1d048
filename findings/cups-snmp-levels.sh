#!/usr/bin/env bash
# What CUPS reads of a printer over SNMP makes "unknown" and "some remaining" one value.
#
# One would guess: marker-levels of a CUPS queue say what prtMarkerSuppliesLevel (RFC 3805) says, special values
#   included.
# What happens: the backends of CUPS write -1 for a level that is unknown (-2) and for one of which some remains (-3)
#   alike; in RFC 3805 -1 is a third thing, "no restriction". A waste box whose printer has room for 70 of 100 is 30:
#   marker-levels count what is in it.
# Seen with: cups, cups-daemon and libcups2 2.4.2-3+deb12u9, snmpsim 0.4.5-1 (Debian 12): the backend socket prints
#   one job to a listener on 127.0.0.161 and asks snmpsim on UDP port 161 of the same address. Needs root for that port.
# Source: cups backend/snmp-supplies.c, backendSNMPSupplies(). RFC 3805, prtMarkerSuppliesLevel.
# Why it matters: levels that were collected from print servers must not be mixed with those that were asked of
#   printers: a "some remaining" cannot be told from "unknown" any more, and a receptacle counts the other way round.
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

[ "$(id -u)" = 0 ] || { echo 'needs root: SNMP is asked on port 161' && exit 2; }
unpack cups=2.4.2-3+deb12u9 cups-daemon=2.4.2-3+deb12u9 libcups2=2.4.2-3+deb12u9 snmpsim=0.4.5-1 \
    python3-pysnmp4=4.4.12-2
mkdir "$work/data" "$work/state" "$work/snmp"
supplies() {  # column, its type, a value for each of the four supplies
    local row=1
    for value in "${@:3}"; do echo "1.3.6.1.2.1.43.11.1.1.$1.1.$((row++))|$2|$value"; done
}
{
    echo '1.3.6.1.2.1.25.3.2.1.3.1|4|Example Printer'
    printf '1.3.6.1.2.1.25.3.5.1.%s\n' '1.1|2|3' '2.1|4x|00'
    echo '1.3.6.1.2.1.43.5.1.1.2.1|2|1'
    echo '1.3.6.1.2.1.43.7.1.1.4.1.1|2|106'
    echo '1.3.6.1.2.1.43.10.2.1.4.1.1|65|1234'
    supplies 3 2 1 2 3 0                      # colorant
    supplies 4 2 3 3 3 4                      # class: three are consumed, the last is filled
    supplies 5 2 21 21 21 4                   # type: toner cartridges, waste toner
    supplies 6 4 Black Cyan Magenta Waste     # description
    supplies 7 2 19 19 19 19                  # unit: percent
    supplies 8 2 100 100 100 100              # capacity
    supplies 9 2 7 -2 -3 70                   # level
    printf '1.3.6.1.2.1.43.12.1.1.4.1.%s\n' '1|4|black' '2|4|cyan' '3|4|magenta'
} >"$work/data/public.snmprec"
simulate 127.0.0.161:161
python3 - "$work/port" <<'EOF' &
import os, socket, sys
listener = socket.socket()
listener.bind(("127.0.0.161", 0))
listener.listen()
with open(sys.argv[1] + ".new", "w") as file:
    file.write(str(listener.getsockname()[1]))
os.rename(sys.argv[1] + ".new", sys.argv[1])
printer, _ = listener.accept()
while printer.recv(65536):
    pass
EOF
for _ in $(seq 100); do if [ -s "$work/port" ]; then break; fi; sleep 0.1; done
cat >"$work/queue.ppd" <<'EOF'
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "EXAMPLE.PPD"
*Manufacturer: "Example"
*Product: "(Example)"
*ModelName: "Example"
*NickName: "Example"
*ShortNickName: "Example"
*PSVersion: "(3010.000) 0"
*DefaultPageSize: A4
EOF
echo page >"$work/page"
DEVICE_URI="socket://127.0.0.161:$(cat "$work/port")/?waiteof=false" PRINTER=example PPD=$work/queue.ppd \
    CUPS_SERVERROOT=$work CUPS_STATEDIR=$work/state CUPS_CACHEDIR=$work/snmp \
    "$work/root/usr/lib/cups/backend-available/socket" 1 anna title 1 '' "$work/page" 2>"$work/messages" || true
expect 'levels 7, unknown, some remaining, room for 70' \
    "$(grep -m 1 -o 'marker-levels=.*' "$work/messages")" 'marker-levels=7,-1,-1,30'
exit "$wrong"
