#!/usr/bin/env bash
# printer-supply of a CUPS queue is not what printer-supply of a printer is.
#
# One would guess: the attribute printer-supply (PWG 5100.13) has the values of prtMarkerSuppliesTable (RFC 3805)
#   wherever it is asked: the level of a receptacle is the room that is left, unknown is -2, colorantname is a word.
# What happens: cupsd makes the attribute of marker-levels, marker-types and marker-colors of the queue: a waste box
#   that is 30 percent full is "receptacleThatIsFilled ... level=30", although 70 is its room; an unknown level is -1,
#   which RFC 3805 reads as "no restriction"; the colorant is "#000000" or "none". A queue is told from a printer by its
#   attribute printer-type.
# Seen with: cups-daemon, cups-client, cups-ipp-utils and libcups2 2.4.2-3+deb12u9 (Debian 12), a queue whose backend
#   reports three supplies. Needs root (cupsd).
# Source: cups scheduler/printers.c, the function that fills printer-supply from marker-levels; PWG 5100.13,
#   printer-supply; RFC 3805, prtMarkerSuppliesLevel.
# Why it matters: a fleet reader that asks by IPP meets print servers beside printers. Read levels of a queue as what
#   they are, or waste boxes are reported the wrong way round and unknown toners as endless ones.
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

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

[ "$(id -u)" = 0 ] || { echo 'needs root: cupsd' && exit 2; }
unpack cups-daemon=2.4.2-3+deb12u9 cups-client=2.4.2-3+deb12u9 cups-ipp-utils=2.4.2-3+deb12u9 libcups2=2.4.2-3+deb12u9 \
    cups-common=2.4.2-3+deb12u9
mkdir -p "$work"/{etc,cache,run,spool/tmp,log}
cp -r "$work/root/usr/lib/cups" "$work/bin"
port=$(free_port)
cat >"$work/etc/cups-files.conf" <<EOF
ServerRoot $work/etc
ServerBin $work/bin
DataDir $work/root/usr/share/cups
CacheDir $work/cache
StateDir $work/run
RequestRoot $work/spool
TempDir $work/spool/tmp
AccessLog $work/log/access
ErrorLog $work/log/error
PageLog $work/log/page
SystemGroup root
EOF
cat >"$work/etc/cupsd.conf" <<EOF
Listen 127.0.0.1:$port
Browsing No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
EOF
cat >"$work/bin/backend/example" <<'EOF'
#!/bin/sh
if [ $# -gt 0 ]; then
    cat >/dev/null
    echo "ATTR: marker-names=Black,Waste,Drum marker-types=toner,waste-toner,opc" >&2
    echo "ATTR: marker-colors=#000000,none,none marker-levels=40,30,-1" >&2
fi
EOF
chmod 755 "$work/bin/backend/example"
cupsd -f -c "$work/etc/cupsd.conf" -s "$work/etc/cups-files.conf" >"$work/log/out" 2>&1 &
export CUPS_SERVER=127.0.0.1:$port
for _ in $(seq 100); do if lpstat -r 2>/dev/null | grep -q 'is running'; then break; fi; sleep 0.1; done
lpadmin -p example -E -v example:/1 -m raw 2>/dev/null
echo page | lp -d example >/dev/null
for _ in $(seq 100); do if lpstat -W completed -o | grep -q example-1; then break; fi; sleep 0.1; done
cat >"$work/ask.test" <<'EOF'
{
    NAME "supplies"
    OPERATION Get-Printer-Attributes
    GROUP operation-attributes-tag
    ATTR charset attributes-charset utf-8
    ATTR naturalLanguage attributes-natural-language en
    ATTR uri printer-uri $uri
    DISPLAY printer-supply
    DISPLAY printer-type
}
EOF
ipptool -tv "ipp://127.0.0.1:$port/printers/example" "$work/ask.test" >"$work/seen" ||
    { cat "$work/seen" "$work/log/error" && exit 2; }
supply() {
    grep -o "index=$1;[^,]*" "$work/seen" |
        sed -E 's/.*class=([^;]*);.*level=([^;]*);colorantname=([^;]*);.*/\1 \2 \3/'
}
expect 'black toner, 40 percent' "$(supply 1)" 'supplyThatIsConsumed 40 #000000'
expect 'waste box, 30 percent full, so 70 of room' "$(supply 2)" 'receptacleThatIsFilled 30 none'
expect 'drum, level unknown' "$(supply 3)" 'supplyThatIsConsumed -1 none'
expect 'the queue has a printer-type' "$(grep -c 'printer-type (' "$work/seen" || true)" 1
exit "$wrong"
