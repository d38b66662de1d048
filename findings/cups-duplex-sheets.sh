#!/usr/bin/env bash
# One page that is printed with the two-sided option takes no sheet of paper in the accounts of CUPS.
#
# One would guess: job-media-sheets-completed of a job counts sheets: one page on one sheet is 1, three pages on both
#   sides are 2, three copies of one page are 3.
# What happens: it is half of the impressions, rounded down, as soon as the job has "sides" other than one-sided: 0, 1
#   and 1. The events of a subscription give this number the name job-impressions-completed.
# Seen with: cups-daemon, cups-client, cups-ipp-utils and libcups2 2.4.2-3+deb12u9 (Debian 12), a queue whose backend
#   reports its pages. Needs root (cupsd).
# Source: cups scheduler/job.c, update_job(), the line PAGE: "impressions / 2"; scheduler/subscriptions.c,
#   cupsdAddEvent(); unchanged in the sources of 2026. PWG 5100.7 and RFC 8011: job-media-sheets-completed counts
#   media sheets.
# Why it matters: paper is billed and ordered by sheets, and most letters of a duplex fleet have one page. Count
#   impressions and, if they are wanted, sheets of each document and copy oneself.
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
cat >"$work/subscribe.test" <<'EOF'
{
    NAME "subscribe"
    OPERATION Create-Printer-Subscriptions
    GROUP operation-attributes-tag
    ATTR charset attributes-charset utf-8
    ATTR naturalLanguage attributes-natural-language en
    ATTR uri printer-uri $uri
    GROUP subscription-attributes-tag
    ATTR keyword notify-pull-method ippget
    ATTR keyword notify-events job-completed
}
EOF
cat >"$work/events.test" <<'EOF'
{
    NAME "events"
    OPERATION Get-Notifications
    GROUP operation-attributes-tag
    ATTR charset attributes-charset utf-8
    ATTR naturalLanguage attributes-natural-language en
    ATTR uri printer-uri $uri
    ATTR integer notify-subscription-ids 1
}
EOF
ipptool -tv "ipp://127.0.0.1:$port/printers/example" "$work/subscribe.test" >"$work/seen" ||
    { cat "$work/seen" "$work/log/error" && exit 2; }
print_job 1 'PAGE: 1 1'
print_job 2 'PAGE: 1 1' -o sides=two-sided-long-edge
print_job 3 'PAGE: total 3' -o sides=two-sided-long-edge
print_job 4 'PAGE: 1 3' -n 3 -o sides=two-sided-long-edge
cat >"$work/jobs.test" <<'EOF'
{
    NAME "jobs"
    OPERATION Get-Jobs
    GROUP operation-attributes-tag
    ATTR charset attributes-charset utf-8
    ATTR naturalLanguage attributes-natural-language en
    ATTR uri printer-uri $uri
    ATTR keyword which-jobs completed
    ATTR keyword requested-attributes all
    DISPLAY job-id
    DISPLAY job-impressions-completed
    DISPLAY job-media-sheets-completed
}
EOF
ipptool -c "ipp://127.0.0.1:$port/printers/example" "$work/jobs.test" >"$work/seen" ||
    { cat "$work/seen" "$work/log/error" && exit 2; }
job() { grep "^$1," "$work/seen" | cut -d, -f2- | tr , ' '; }
expect 'one page, one-sided: impressions and sheets' "$(job 1)" '1 1'
expect 'one page, two-sided' "$(job 2)" '1 0'
expect 'three pages, two-sided' "$(job 3)" '3 1'
expect 'three copies of one page, two-sided' "$(job 4)" '3 1'
ipptool -tv "ipp://127.0.0.1:$port/printers/example" "$work/events.test" >"$work/seen" ||
    { cat "$work/seen" "$work/log/error" && exit 2; }
expect 'job-impressions-completed of the events' \
    "$(sed -nE 's/^ *job-impressions-completed .* = //p' "$work/seen" | paste -sd' ')" '1 0 1 1'
exit "$wrong"
