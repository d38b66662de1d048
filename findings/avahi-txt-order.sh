#!/usr/bin/env bash
# Avahi hands out the entries of a TXT record from last to first, and finds the last of a key that comes twice.
#
# One would guess: a TXT record that is parsed and walked gives its entries as they came, and looking up a key that
#   comes twice gives the first one: RFC 6763 (6.4) says that all but the first must be ignored.
# What happens: avahi_string_list_parse() puts each entry in front of those before it. A walk with
#   avahi_string_list_get_next() starts at the end of the record, avahi_string_list_find() gives the last of two;
#   avahi_string_list_to_string() turns the order round once more, so that a look at it shows nothing.
# Seen with: libavahi-common3 0.8-10+deb12u1 (Debian 12), the record "rp=ipp/print" "ty=Example 100" "ty=Example 200".
# Source: avahi-common/strlst.c: avahi_string_list_parse(), avahi_string_list_find(). RFC 6763, section 6.4.
# Why it matters: model names, resource paths and device ids of AirPrint printers come by these keys. A printer whose
#   record names a key twice is another model to Avahi than to a reader that keeps the RFC.
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

unpack libavahi-common3=0.8-10+deb12u1
cat >"$work/read.py" <<'EOF'
import ctypes
avahi = ctypes.CDLL("libavahi-common.so.3")
for name in ("find", "get_next", "get_text", "to_string"):
    function = getattr(avahi, "avahi_string_list_" + name)
    function.restype = ctypes.c_void_p
    function.argtypes = [ctypes.c_void_p] + ([ctypes.c_char_p] if name == "find" else [])
record = b"".join(bytes([len(entry)]) + entry for entry in (b"rp=ipp/print", b"ty=Example 100", b"ty=Example 200"))
entries = ctypes.c_void_p()
assert avahi.avahi_string_list_parse(record, len(record), ctypes.byref(entries)) == 0
text = lambda entry: ctypes.string_at(avahi.avahi_string_list_get_text(entry)).decode()
walk, entry = [], entries.value
while entry:
    walk.append(text(entry))
    entry = avahi.avahi_string_list_get_next(entry)
print("; ".join(walk))
print(text(avahi.avahi_string_list_find(entries, b"ty")))
print(ctypes.string_at(avahi.avahi_string_list_to_string(entries)).decode())
EOF
python3 "$work/read.py" >"$work/seen"
expect 'walked' "$(sed -n 1p "$work/seen")" 'ty=Example 200; ty=Example 100; rp=ipp/print'
expect 'found' "$(sed -n 2p "$work/seen")" 'ty=Example 200'
expect 'printed' "$(sed -n 3p "$work/seen")" '"rp=ipp/print" "ty=Example 100" "ty=Example 200"'
exit "$wrong"
