#!/usr/bin/env bash
# The lot and the serial number of a GS1 DataMatrix come back from dmtxread as one lot.
#
# One would guess: a code with GTIN, lot AB12 and serial number SER9 comes back with a separator (FNC1, the octet 1d)
#   behind the lot, which has no fixed length.
# What happens: dmtxread leaves FNC1 out, without a word: 010950110153000310AB1221SER9, which GS1 reads as the lot
#   "AB1221SER9" and no serial number. The mark that it is GS1 at all (FNC1 at the beginning) is gone, too. Both are
#   there with "-G 29". ZXingReader gives the separator, and the mark as its identifier ]d2.
# Seen with: zint 2.11.1-1, dmtx-utils 0.7.6-1.1+b1, libdmtx0b 0.7.7-1 and zxing-cpp-tools 1.4.0-3+b1 (Debian 12).
# Source: libdmtx dmtxdecodescheme.c: FNC1 is put out only if a character for it was chosen. GS1 General
#   Specifications: the separator ends an element without a fixed length that is not the last.
# Why it matters: boxes of supplies and service parts that carry both are booked with a lot that nobody knows, and the
#   serial number of the part is lost.
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

unpack zint=2.11.1-1 libzint2.11=2.11.1-1 dmtx-utils=0.7.6-1.1+b1 libdmtx0b=0.7.7-1 zxing-cpp-tools=1.4.0-3+b1
MAGICK_CODER_MODULE_PATH=$(find "$work/root/usr/lib" -type d -name coders -print -quit)
if [ -n "$MAGICK_CODER_MODULE_PATH" ]; then export MAGICK_CODER_MODULE_PATH; else unset MAGICK_CODER_MODULE_PATH; fi
zint -o "$work/box.png" --barcode=71 --gs1 --scale=4 --whitesp=4 --vwhitesp=4 -d '[01]09501101530003[10]AB12[21]SER9'
octets() { tr '\035' '|'; }  # FNC1 as a bar
expect 'dmtxread' "$(dmtxread "$work/box.png" | octets)" '010950110153000310AB1221SER9'
expect 'dmtxread -G 29' "$(dmtxread -G 29 "$work/box.png" | octets)" '|010950110153000310AB12|21SER9'
ZXingReader "$work/box.png" >"$work/seen"
expect 'ZXingReader' "$(sed -nE 's/^Text: *//p' "$work/seen" | octets)" '"010950110153000310AB12|21SER9"'
expect 'its identifier' "$(sed -nE 's/^Identifier: *//p' "$work/seen")" ']d2'
exit "$wrong"
