#!/usr/bin/env bash
# libharu draws a box for a letter that its font lacks, and every check of the text still passes.
#
# One would guess: a text with a character that the font does not have is refused, or at least missing from the text
#   of the page.
# What happens: HPDF_Page_ShowText() succeeds, HPDF_GetError() stays 0, and pdftotext finds the text as it was meant;
#   on the page stands the box of the missing glyph. Liberation Sans lacks U+202F, the narrow space between the
#   thousands of French numbers: "12 345" is drawn with a box.
# Seen with: libhpdf-2.3.0 2.3.0+dfsg-1+b1, fonts-liberation 1:1.07.4-11, poppler-utils 22.12.0-2+deb12u3 (Debian 12).
# Source: libharu src/hpdf_fontdef_tt.c, HPDF_TTFontDef_GetGlyphid(): an undefined character is traced, and glyph 0 is
#   used.
# Why it matters: packing slips and reports in French, Norwegian or Swedish show boxes in their numbers (Noto Sans of
#   Debian 12 lacks the minus U+2212 likewise). Test the drawn page, not its text, or ask the font before.
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

unpack libhpdf-2.3.0=2.3.0+dfsg-1+b1 fonts-liberation=1:1.07.4-11 poppler-utils=22.12.0-2+deb12u3
cat >"$work/draw.py" <<'EOF'
import ctypes, sys
haru = ctypes.CDLL("libhpdf-2.3.0.so")
for name in ("New", "AddPage", "LoadTTFontFromFile", "GetFont"):
    getattr(haru, "HPDF_" + name).restype = ctypes.c_void_p
pdf = ctypes.c_void_p(haru.HPDF_New(None, None))
haru.HPDF_UseUTFEncodings(pdf)
name = ctypes.c_char_p(haru.HPDF_LoadTTFontFromFile(pdf, sys.argv[1].encode(), 1))
font = ctypes.c_void_p(haru.HPDF_GetFont(pdf, name, b"UTF-8"))
page = ctypes.c_void_p(haru.HPDF_AddPage(pdf))
haru.HPDF_Page_SetWidth(page, ctypes.c_float(300))
haru.HPDF_Page_SetHeight(page, ctypes.c_float(100))
haru.HPDF_Page_BeginText(page)
haru.HPDF_Page_SetFontAndSize(page, font, ctypes.c_float(40))
haru.HPDF_Page_MoveTextPos(page, ctypes.c_float(10), ctypes.c_float(40))
shown = haru.HPDF_Page_ShowText(page, sys.argv[2].encode())
haru.HPDF_Page_EndText(page)
haru.HPDF_SaveToFile(pdf, sys.argv[3].encode())
print(shown, haru.HPDF_GetError(pdf))
EOF
cat >"$work/ink.py" <<'EOF'
import sys
_, size, _, pixels = open(sys.argv[1], "rb").read().split(b"\n", 3)
width, height = map(int, size.split())
# The characters of this text stand apart: columns of ink between columns without any.
ink = [any(pixels[y * width + x] < 128 for y in range(height)) for x in range(width)]
print(sum(1 for x in range(1, width) if ink[x] and not ink[x - 1]))
EOF
font=$(find "$work/root" -name LiberationSans-Regular.ttf)
marks() {  # how many marks are drawn for a text
    python3 "$work/draw.py" "$font" "$1" "$work/page.pdf" >"$work/result"
    pdftoppm -r 150 -gray "$work/page.pdf" "$work/page" 2>/dev/null
    python3 "$work/ink.py" "$work/page-1.pgm"
}
expect 'marks of "12 345" with a no-break space' "$(marks $'12\302\240345')" 5
expect 'marks of "12 345" with U+202F' "$(marks $'12\342\200\257345')" 6
expect 'result and error of libharu' "$(cat "$work/result")" '0 0'
expect 'text of the page' "$(pdftotext "$work/page.pdf" - 2>/dev/null | head -n 1 | sed $'s/\342\200\257/ /')" '12 345'
exit "$wrong"
