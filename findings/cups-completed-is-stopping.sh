#!/usr/bin/env bash
# A job that a print server has completed says for ever that it is processing to a stop point.
#
# One would guess: job-state-reasons of a completed job is job-completed-successfully, that of a canceled job
#   job-canceled-by-user.
# What happens: job-state is right, but the reason of each job that was printed stays processing-to-stop-point, which
#   RFC 8011 has for jobs that are still being stopped. A job that was canceled before it was printed has it as well.
# Seen with: cups-daemon, cups-client, cups-ipp-utils and libcups2 2.4.2-3+deb12u9 (Debian 12). Needs root (cupsd).
# Source: cups scheduler/job.c: cupsdSetJobState() overwrites the reason that finalize_job() had set; since CUPS 2.4.8
#   it does not (pull requests 832 and 837 of OpenPrinting cups).
# Why it matters: an accounting that waits for job-completed-successfully counts no job of such a server, and an alert
#   for jobs that hang in "processing" never ends. Decide by job-state alone.
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
if [ $# -gt 0 ]; then cat >/dev/null; fi
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
print_job 1 page
lp -d example -H indefinite "$work/job" >/dev/null
cancel example-2
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
    DISPLAY job-state
    DISPLAY job-state-reasons
}
EOF
ipptool -c "ipp://127.0.0.1:$port/printers/example" "$work/jobs.test" >"$work/seen" ||
    { cat "$work/seen" "$work/log/error" && exit 2; }
job() { grep "^$1," "$work/seen" | cut -d, -f2- | tr , ' '; }
expect 'a job that was printed' "$(job 1)" 'completed processing-to-stop-point'
expect 'a job that was canceled' "$(job 2)" 'canceled processing-to-stop-point'
exit "$wrong"
