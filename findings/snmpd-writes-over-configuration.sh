#!/usr/bin/env bash
# snmpd writes its own state over the configuration file that it was started with, when the two share folder and name.
#
# One would guess: a configuration that is named with -c is read, never written: the state (engine boots, localized keys
#   of users) has a file of its own in the persistent folder.
# What happens: the persistent file is called snmpd.conf, too. Where SNMP_PERSISTENT_DIR is the folder of the
#   configuration, stopping the agent leaves its state (mode 0600) in the place of the configuration; rouser and
#   rocommunity are gone. The next start answers nobody. Another name of the file, in the same folder, keeps it.
# Seen with: snmpd, snmp and libsnmp40 5.9.3+dfsg-2+deb12u1 (Debian 12), one user, one start and one stop.
# Source: snmplib/read_config.c: snmp_save_persistent moves <folder>/<type>.conf aside, snmp_clean_persistent deletes
#   what was moved; the type is the name of the application, "snmpd".
# Why it matters: simulated printers and monitored print servers keep one folder for each agent. The first poll of the
#   day works, and after a restart the machine is "silent": the poller, its keys and the network are looked at, while
#   the configuration is what has changed. Name it otherwise, or give the state a folder of its own.
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

free_port() {
    python3 -c 'import socket; s = socket.socket(type=socket.SOCK_DGRAM); s.bind(("", 0)); print(s.getsockname()[1])'
}

unpack snmpd=5.9.3+dfsg-2+deb12u1 snmp=5.9.3+dfsg-2+deb12u1 libsnmp40=5.9.3+dfsg-2+deb12u1
export MIBS='' SNMPCONFPATH=$work/none
kept() {  # name of the configuration -> what is in it after one start and one stop, and who is answered then
    local folder=$work/$1 port agent
    mkdir -p "$folder"
    port=$(free_port)
    printf 'createUser anna SHA-256 authpassword AES privpassword\nrouser anna priv\nrocommunity public\n' >"$folder/$1"
    for _ in 1 2; do
        SNMP_PERSISTENT_DIR=$folder snmpd -f -C -c "$folder/$1" -Lf "$folder/log" "udp:127.0.0.1:$port" &
        agent=$!
        ask "$port" 20 >"$folder/answer"
        kill -TERM "$agent"
        wait "$agent" 2>/dev/null || true
    done
    printf '%s rocommunity lines, then %s\n' "$(grep -c '^rocommunity' "$folder/$1" || true)" "$(cat "$folder/answer")"
}
ask() {  # port, tries
    local try
    for try in $(seq "$2"); do
        if snmpget -v2c -c public -t 0.3 -r 0 "127.0.0.1:$1" .1.3.6.1.2.1.1.3.0 >/dev/null 2>&1; then
            echo answered
            return
        fi
    done
    echo "silent after $try tries"
}
expect 'a configuration called agent.conf' "$(kept agent.conf)" '1 rocommunity lines, then answered'
expect 'a configuration called snmpd.conf' "$(kept snmpd.conf)" '0 rocommunity lines, then silent after 20 tries'
exit "$wrong"
