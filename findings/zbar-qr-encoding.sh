#!/usr/bin/env bash
# A QR code with a German or Danish name is scanned in Chinese or Japanese, depending on the name.
#
# One would guess: zint writes "Köln" as ISO 8859-1, the default of QR, so a scanner reads "Köln"; or it is written as
#   UTF-8, which a scanner notices.
# What happens: a QR code without an ECI does not say its encoding. zbar looks for octets that could be Big5 before it
#   tries Shift JIS, ISO 8859-1 and UTF-8: "Köln" is scanned as "K闤n", in UTF-8 as "K繹ln", "Größe" in UTF-8 as
#   half-width katakana, while "Grün" is right either way. With ECI 26 (UTF-8) every one is right.
# Seen with: zint 2.11.1-1 and zbar-tools 0.23.92-7+deb12u1 (Debian 12).
# Source: zbar zbar/qrcode/qrdectxt.c (its list of encodings, text_is_big5()); ISO/IEC 18004, Extended Channel
#   Interpretation.
# Why it matters: labels of printers hold sites and names, and a test with one umlaut passes by luck. Write ECI 26
#   whenever a text is not ASCII.
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
expect 'Grün, no ECI' "$(scan --barcode=58 -d Grün)" Grün
expect 'Köln, no ECI, ISO 8859-1' "$(scan --barcode=58 -d Köln)" K闤n
expect 'Köln, no ECI, UTF-8' "$(scan --barcode=58 --binary -d Köln)" K繹ln
expect 'Größe, no ECI, UTF-8' "$(scan --barcode=58 --binary -d Größe)" Grﾃｶﾃ歹
for name in Köln Größe Grün Tønsberg Łódź; do
    expect "$name, ECI 26" "$(scan --barcode=58 --eci=26 -d "$name")" "$name"
done
exit "$wrong"
