#!/usr/bin/env bash
# A Code 128 label with a letter beyond ASCII is scanned as another letter, without an error.
#
# One would guess: Code 128 holds ISO 8859-1 (FNC 4), so "Søren" is either scanned as "Søren" or not at all.
# What happens: zbar skips FNC 4 and keeps the lower seven bits: "Søren" is scanned as "Sxren", "Grün" as "Gr|n". The
#   check digit of the code is right, so nobody is warned.
# Seen with: zint 2.11.1-1 and zbar-tools 0.23.92-7+deb12u1 (Debian 12).
# Source: zbar zbar/decoder/code128.c ("FIXME FNC4 - extended ASCII"); ISO/IEC 15417.
# Why it matters: asset labels and shipping labels of a fleet carry names of sites and people. What is scanned at the
#   printer then names another one. Keep Code 128 to ASCII, or use QR or DataMatrix.
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

scan() {  # what zbarimg reads of the code that zint draws
    zint -o "$work/code.png" "$@" >/dev/null && zbarimg -q --raw --nodbus "$work/code.png"
}
unpack zint=2.11.1-1 libzint2.11=2.11.1-1 zbar-tools=0.23.92-7+deb12u1 libzbar0=0.23.92-7+deb12u1
MAGICK_CODER_MODULE_PATH=$(find "$work/root/usr/lib" -type d -name coders -print -quit)
if [ -n "$MAGICK_CODER_MODULE_PATH" ]; then export MAGICK_CODER_MODULE_PATH; else unset MAGICK_CODER_MODULE_PATH; fi
expect 'ABC-123' "$(scan --barcode=20 -d ABC-123)" ABC-123
expect 'Søren' "$(scan --barcode=20 -d Søren)" Sxren
expect 'Grün' "$(scan --barcode=20 -d Grün)" 'Gr|n'
exit "$wrong"
