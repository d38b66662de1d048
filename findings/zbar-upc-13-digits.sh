#!/usr/bin/env bash
# The twelve digits of a UPC-A label come back from a scanner as thirteen.
#
# One would guess: what is printed as UPC-A 012345678905 is scanned as 012345678905, of the kind UPC-A.
# What happens: zbar reports every UPC-A as EAN-13 with a zero in front, unless UPC-A is switched on by name; then it
#   comes back with twelve digits.
# Seen with: zint 2.11.1-1 and zbar-tools 0.23.92-7+deb12u1 (Debian 12).
# Source: zbar zbar/decoder/ean.c: a first digit 0 becomes UPC-A only if that kind is enabled, which it is not by
#   default.
# Why it matters: boxes of cartridges for North America carry UPC-A, catalogues list twelve digits. Compare GTINs
#   without leading zeros, or no box matches its item.
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
expect 'as it comes' "$(scan --barcode=34 -d 01234567890)" 0012345678905
expect 'its kind' "$(zbarimg -q --nodbus "$work/code.png" | cut -d: -f1)" EAN-13
expect 'with UPC-A switched on' "$(zbarimg -q --nodbus -S upca.enable "$work/code.png")" UPC-A:012345678905
exit "$wrong"
