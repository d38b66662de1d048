#!/usr/bin/env bash
# pycups gives a text in brackets for each date and each supply of a printer.
#
# One would guess: getPrinterAttributes() gives printer-supply as text or bytes and dates as dates, or leaves out what
#   it cannot read.
# What happens: an octetString is the text "(unknown IPP value tag 0x30)", one for each supply, so that their number
#   is right; a dateTime is the text "(IPP_TAG_DATE)"; "unknown" is "(unknown IPP value tag 0x12)". There is no
#   exception and no warning. marker-levels come through.
# Seen with: python3-cups 2.0.1-5+b4 and cups-daemon 2.4.2-3+deb12u9 (Debian 12). Needs root (cupsd).
# Source: pycups cupsconnection.c, PyObject_from_attr_value(): a text for each kind that it does not know.
# Why it matters: the text is stored as the supply or the change date of a printer, and every comparison "has it
#   changed" says no. Ask for marker-levels and printer-state-change-time, or take the octets from another client.
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
    cups-common=2.4.2-3+deb12u9 python3-cups=2.0.1-5+b4
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
if [ $# -gt 0 ]; then cat "$6" >&2; fi
EOF
chmod 755 "$work/bin/backend/example"
cupsd -f -c "$work/etc/cupsd.conf" -s "$work/etc/cups-files.conf" >"$work/log/out" 2>&1 &
export CUPS_SERVER=127.0.0.1:$port
for _ in $(seq 100); do if lpstat -r 2>/dev/null | grep -q 'is running'; then break; fi; sleep 0.1; done
lpadmin -p example -E -v example:/1 -m raw 2>/dev/null
print_job() {  # number of the job, what its filter reports, further arguments of lp
    echo "$2" >"$work/job"
    lp -d example "${@:3}" "$work/job" >/dev/null
    for _ in $(seq 100); do if lpstat -W completed -o | grep -q "example-$1 "; then return; fi; sleep 0.1; done
    echo "job $1 did not end" && exit 2
}
print_job 1 'ATTR: marker-names=Black,Drum marker-types=toner,opc marker-colors=#000000,none marker-levels=40,70'
cat >"$work/read.py" <<'EOF'
import sys
import cups
cups.setServer("127.0.0.1")
cups.setPort(int(sys.argv[1]))
print(cups.Connection().getPrinterAttributes("example")[sys.argv[2]])
EOF
read_by_pycups() { PYTHONPATH=$work/root/usr/lib/python3/dist-packages /usr/bin/python3 "$work/read.py" "$port" "$1"; }
expect 'printer-supply' "$(read_by_pycups printer-supply)" \
    "['(unknown IPP value tag 0x30)', '(unknown IPP value tag 0x30)']"
expect 'printer-state-change-date-time' "$(read_by_pycups printer-state-change-date-time)" '(IPP_TAG_DATE)'
expect 'printer-geo-location, unknown' "$(read_by_pycups printer-geo-location)" '(unknown IPP value tag 0x12)'
expect 'marker-levels' "$(read_by_pycups marker-levels)" '[40, 70]'
exit "$wrong"
