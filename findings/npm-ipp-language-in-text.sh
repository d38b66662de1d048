#!/usr/bin/env bash
# npm ipp writes the language of a text into the text, and a value that is unknown into the log.
#
# One would guess: printer-location with the syntax textWithLanguage is "Raum 12", perhaps an object with its
#   language.
# What happens: it is one string of "de", U+001E and "Raum 12"; the character between them is not to be seen on a
#   screen. The same location sent as textWithoutLanguage is "Raum 12". The out-of-band value "unknown" (RFC 8010) is
#   undefined, and a line on the console asks to open an issue.
# Seen with: npm ipp 2.0.1; libcups2 2.4.2-3+deb12u9 (Debian 12) reads "Raum 12" of the same octets.
# Source: ipp lib/parser.js, the kinds textWithLanguage and nameWithLanguage; its README does not mention it.
# Why it matters: a printer may answer so with each text that is not in the language of the answer (RFC 8011), as
#   names and locations are: the fleet has a room "Raum 12" twice, and no search finds out why. Cut at U+001E.
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
npm install --silent --no-audit --no-fund --prefix "$work/npm" ipp@2.0.1 >/dev/null || cannot 'get npm ipp@2.0.1'
echo 'versions: npm ipp@2.0.1'
cat >"$work/npm/write.js" <<'EOF'
const short = (text) => Buffer.concat([Buffer.from([0, text.length]), Buffer.from(text)])
const attribute = (tag, name, value) => Buffer.concat([Buffer.from([tag]), short(name), short(value)])
const answer = (location) => Buffer.concat([
    Buffer.from([2, 0, 0, 0, 0, 0, 0, 1, 1]),
    attribute(0x47, 'attributes-charset', 'utf-8'),
    attribute(0x48, 'attributes-natural-language', 'en'),
    Buffer.from([4]),
    location,
    attribute(0x12, 'queued-job-count', ''),
    Buffer.from([3]),
])
require('node:fs').writeFileSync(process.argv[3], answer(process.argv[2] === 'with'
    ? attribute(0x35, 'printer-location', Buffer.concat([short('de'), short('Raum 12')]))
    : attribute(0x41, 'printer-location', 'Raum 12')))
EOF
cat >"$work/npm/read.js" <<'EOF'
const answer = require('ipp').parse(require('node:fs').readFileSync(process.argv[2]))
console.log(JSON.stringify(answer['printer-attributes-tag']['printer-location']),
    answer['printer-attributes-tag']['queued-job-count'])
EOF
cat >"$work/read.py" <<'EOF'
import ctypes
import os
import sys
cups = ctypes.CDLL("libcups.so.2")
cups.ippNew.restype = cups.ippFindAttribute.restype = ctypes.c_void_p
cups.ippGetString.restype = ctypes.c_char_p
answer = ctypes.c_void_p(cups.ippNew())
cups.ippReadFile(os.open(sys.argv[1], os.O_RDONLY), answer)
location = ctypes.c_void_p(cups.ippFindAttribute(answer, b"printer-location", 0))
print(cups.ippGetString(location, 0, None).decode())
EOF
for kind in with without; do node "$work/npm/write.js" "$kind" "$work/$kind"; done
expect 'textWithLanguage, and unknown' "$(node "$work/npm/read.js" "$work/with" | tail -n 1)" \
    '"de\u001eRaum 12" undefined'
expect 'textWithoutLanguage' "$(node "$work/npm/read.js" "$work/without" | tail -n 1)" '"Raum 12" undefined'
expect 'lines on the console' "$(node "$work/npm/read.js" "$work/with" 2>&1 | grep -c 'not clear' || true)" 1
expect 'libcups, textWithLanguage' "$(/usr/bin/python3 "$work/read.py" "$work/with")" 'Raum 12'
exit "$wrong"
