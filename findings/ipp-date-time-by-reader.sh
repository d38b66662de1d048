#!/usr/bin/env bash
# One IPP dateTime is read as five different instants, none of them through an error.
#
# One would guess: the eleven octets of a dateTime (RFC 2579 DateAndTime, with its offset from UTC) are one instant
#   wherever they are read.
# What happens: ippDateToTime of libcups 2.4.2 reads the local part with mktime() and takes the offset of the reading
#   host from the result, which is right in zones without summer time only: at 2026-07-01 12:00 +02:00 it is right under
#   UTC and an hour off in Berlin, five hours in New York. The npm package ipp counts months from 0 (July is August),
#   ignores the offset, and takes that of the reading host off twice.
# Seen with: libcups2 2.4.2-3+deb12u9 (Debian 12), npm ipp 2.0.1; the octets 07 ea 07 01 0c 00 00 00 2b 02 00.
# Source: cups cups/ipp.c, ippDateToTime() (later versions use timegm()); ipp lib/parser.js.
# Why it matters: printer-current-time, printer-state-change-date-time and the times of jobs are what "since when" is
#   told by. Decode the octets yourself; a test on a machine whose zone is UTC sees nothing of the first fault.
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

command -v npm >/dev/null || { echo 'needs npm' && exit 2; }
unpack libcups2=2.4.2-3+deb12u9
cat >"$work/read.py" <<'EOF'
import ctypes, time
cups = ctypes.CDLL("libcups.so.2")
cups.ippDateToTime.restype = ctypes.c_long
print(time.strftime("%Y-%m-%dT%H:%MZ", time.gmtime(cups.ippDateToTime(bytes.fromhex("07ea07010c0000002b0200")))))
EOF
read_by_cups() { TZ=$1 python3 "$work/read.py"; }
expect 'libcups, TZ=UTC (right)' "$(read_by_cups UTC)" 2026-07-01T10:00Z
expect 'libcups, TZ=Europe/Berlin' "$(read_by_cups Europe/Berlin)" 2026-07-01T09:00Z
expect 'libcups, TZ=America/New_York' "$(read_by_cups America/New_York)" 2026-07-01T15:00Z
npm install --silent --no-audit --no-fund --prefix "$work/npm" ipp@2.0.1 >/dev/null || cannot 'get npm ipp@2.0.1'
echo 'versions: npm ipp@2.0.1'
cat >"$work/npm/read.js" <<'EOF'
const ipp = require('ipp')
const attribute = (tag, name, value) =>
    Buffer.concat([Buffer.from([tag, 0, name.length]), Buffer.from(name), Buffer.from([0, value.length]), value])
const answer = Buffer.concat([
    Buffer.from([2, 0, 0, 0, 0, 0, 0, 1, 1]),
    attribute(0x47, 'attributes-charset', Buffer.from('utf-8')),
    attribute(0x48, 'attributes-natural-language', Buffer.from('en')),
    Buffer.from([4]),
    attribute(0x31, 'printer-current-time', Buffer.from('07ea07010c0000002b0200', 'hex')),
    Buffer.from([3]),
])
console.log(ipp.parse(answer)['printer-attributes-tag']['printer-current-time'].toISOString().slice(0, 16) + 'Z')
EOF
expect 'npm ipp, TZ=UTC' "$(TZ=UTC node "$work/npm/read.js")" 2026-08-01T12:00Z
expect 'npm ipp, TZ=Europe/Berlin' "$(TZ=Europe/Berlin node "$work/npm/read.js")" 2026-08-01T08:00Z
exit "$wrong"
