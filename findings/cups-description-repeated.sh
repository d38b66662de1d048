#!/usr/bin/env bash
# A print queue of CUPS has one printer-supply-description more after each job.
#
# One would guess: an attribute is in an answer once, and the names of the supplies replace those of the job before.
# What happens: with each report of marker-names the scheduler adds another attribute printer-supply-description to
#   the queue: after three jobs it is there three times. It has the syntax name instead of text. ipptool -t takes the
#   answer for a faulty one: FAIL, "Duplicate ... attribute".
# Seen with: cups-daemon, cups-client, cups-ipp-utils and libcups2 2.4.2-3+deb12u9 (Debian 12), a queue whose backend
#   reports the name of a supply, as those for network printers do. Needs root (cupsd).
# Source: cups scheduler/printers.c, cupsdSetPrinterAttr(): it looks for the old attribute by the syntax text, but
#   ippSetValueTag() does not make text of a name. In IPP (RFC 8011) an attribute is in a group once.
# Why it matters: a fleet reader that refuses an answer with an attribute twice loses the print server after its
#   second job, and one that adds values up sees three times the cartridges. Take the last one.
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
cat >"$work/ask.test" <<'EOF'
{
    NAME "supplies"
    OPERATION Get-Printer-Attributes
    GROUP operation-attributes-tag
    ATTR charset attributes-charset utf-8
    ATTR naturalLanguage attributes-natural-language en
    ATTR uri printer-uri $uri
}
EOF
ask() { ipptool -tv "ipp://127.0.0.1:$port/printers/example" "$work/ask.test" >"$work/seen"; }
times() { grep -c "^ *$1 (" "$work/seen" || true; }
report='ATTR: marker-types=toner marker-colors=#000000 marker-levels=40 marker-names'
print_job 1 "$report=Old"
expect 'after one job ipptool is content' "$(ask && echo yes)" yes
expect 'descriptions after one job' "$(times printer-supply-description)" 1
expect 'its syntax' "$(grep -o 'printer-supply-description (.*' "$work/seen")" \
    'printer-supply-description (nameWithoutLanguage) = Old'
print_job 2 "$report=Old"
print_job 3 "$report=New"
expect 'after three jobs ipptool fails' "$(ask || echo yes)" yes
expect 'descriptions after three jobs' "$(times printer-supply-description)" 3
expect 'the values' "$(sed -nE 's/^ *printer-supply-description .* = //p' "$work/seen" | paste -sd' ')" 'Old Old New'
expect 'marker-names after three jobs' "$(times marker-names)" 1
exit "$wrong"
