#!/usr/bin/env bash
# Ghostscript prints a Korean name as blank paper, without a word, where Chinese and Japanese come out right.
#
# One would guess: a PDF that names a standard font for Korean without embedding it is printed with the font that
#   Ghostscript has for Chinese, Japanese and Korean, or Ghostscript says that it has none.
# What happens: Debian's Ghostscript takes Droid Sans Fallback for all three. That font has 3 of the 11,172 Korean
#   syllables, U+AC00 among them (the first, which a test takes): it and Chinese characters are drawn, every other
#   syllable is white paper. The exit code is 0, and nothing is said.
# Seen with: ghostscript 10.0.0~dfsg-11+deb12u9, fonts-droid-fallback 1:6.0.1r16-1.1 and poppler-data 0.4.12-1 (Debian
#   12); a page with the font HYSMyeongJo-Medium and the encoding UniKS-UCS2-H.
# Source: libgs-common, Resource/CIDFSubst/DroidSansFallback.ttf, a link to DroidSansFallbackFull.ttf; ISO 32000-1,
#   9.7.5.2 has the names of standard encodings.
# Why it matters: print servers turn PDF into raster with it, and delivery labels to Korea lose name and street. Embed
#   the fonts of what is printed; "fallback" in the name of a font promises no script, so ask it for each letter.
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

unpack ghostscript=10.0.0~dfsg-11+deb12u9 libgs10=10.0.0~dfsg-11+deb12u9 libgs10-common=10.0.0~dfsg-11+deb12u9 \
    libgs-common=10.0.0~dfsg-11+deb12u9 fonts-droid-fallback=1:6.0.1r16-1.1 poppler-data=0.4.12-1 \
    fontconfig=2.14.1-4
export LC_ALL=C.UTF-8
share=$work/root/usr/share
resource=$share/ghostscript/10.00.0/Resource
# What the packages' scripts do when they are installed: Ghostscript finds the encodings of poppler-data.
rm "$resource/CMap"
mkdir "$resource/CMap"
cp "$share"/poppler/cMap/*/* "$resource/CMap/"
cat >"$work/page.py" <<'EOF'
import sys
font, cmap, ordering, text, path = sys.argv[1:]
stream = f"BT /F 40 Tf 10 15 Td <{text.encode('utf-16-be').hex()}> Tj ET"
objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 60]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
    f"<</Type/Font/Subtype/Type0/BaseFont/{font}-{cmap}/Encoding/{cmap}/DescendantFonts[6 0 R]>>",
    f"<</Type/Font/Subtype/CIDFontType0/BaseFont/{font}/DW 1000/FontDescriptor 7 0 R"
    f"/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 1>>>>",
    f"<</Type/FontDescriptor/FontName/{font}/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880"
    "/Descent -120/CapHeight 880/StemV 80>>",
]
out, places = b"%PDF-1.4\n", []
for number, body in enumerate(objects, 1):
    places.append(len(out))
    out += f"{number} 0 obj{body}endobj\n".encode()
table = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in places)
end = f"trailer<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
open(path, "wb").write(out + (table + end).encode())
EOF
cat >"$work/ink.py" <<'EOF'
import sys
lines = [line for line in open(sys.argv[1], "rb").read().split(b"\n", 4)]
if lines[1].startswith(b"#"):
    del lines[1]
size, pixels = lines[1].split(), b"\n".join(lines[3:])
width, height = map(int, size)
# A character is 40 points wide, the first begins at 10.
cells = [range(10 + 40 * i, 50 + 40 * i) for i in range(int(sys.argv[2]))]
print("".join("#" if any(pixels[y * width + x] < 128 for y in range(height) for x in cell) else "." for cell in cells))
EOF
printed() {  # font, encoding, collection, text: '#' for each character that is drawn, '.' for white paper
    python3 "$work/page.py" "$1" "$2" "$3" "$4" "$work/page.pdf"
    gs -q -dNOPAUSE -dBATCH -dNOSAFER -I"$resource/Init" -I"$share/ghostscript/10.00.0/lib" \
        -sGenericResourceDir="$resource/" -sDEVICE=pgmraw -r72 -o "$work/page.pgm" "$work/page.pdf" >"$work/said" 2>&1
    echo "$? $(wc -c <"$work/said")" >"$work/result"
    python3 "$work/ink.py" "$work/page.pgm" "${#4}"
}
cat >"$work/syllables.py" <<'EOF'
import sys
ranges = [[int(end, 16) for end in word.split("-")] for word in sys.stdin.read().split()]
print(sum(1 for ends in ranges for code in range(ends[0], ends[-1] + 1) if 0xAC00 <= code <= 0xD7A3))
EOF
font=$share/fonts/truetype/droid/DroidSansFallbackFull.ttf
expect 'Korean syllables of the font' "$(fc-query -f '%{charset}' "$font" 2>/dev/null | python3 "$work/syllables.py")" 3
expect 'Chinese name' "$(printed STSong-Light UniGB-UCS2-H GB1 北京中国)" '####'
expect 'Japanese name' "$(printed HeiseiMin-W3 UniJIS-UCS2-H Japan1 東京カメラ)" '#####'
expect 'Korean name' "$(printed HYSMyeongJo-Medium UniKS-UCS2-H Korea1 서울특별시)" '.....'
expect 'code and length of what it says' "$(cat "$work/result")" '0 0'
expect 'the first syllable, and Chinese characters' "$(printed HYSMyeongJo-Medium UniKS-UCS2-H Korea1 가中國)" '###'
exit "$wrong"
