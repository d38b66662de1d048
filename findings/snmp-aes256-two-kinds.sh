#!/usr/bin/env bash
# "AES-256" of net-snmp and "AES256" of snmpsim are different protocols, and the difference looks like a dead printer.
#
# One would guess: two programs that both offer SNMPv3 privacy by AES-256 understand each other with the same
#   passwords.
# What happens: RFC 3826 knows AES-128 only. Where the digest is shorter than the key (MD5, SHA-1, SHA-224), two
#   drafts lengthen the key in two ways: net-snmp calls the one of Blumenthal AES-256 and the one of Reeder AES-256-C,
#   which its help does not mention; snmpsim calls the one of Reeder AES256 and the other AES256BLMT. The wrong one is
#   answered by silence. With SHA-256 and longer digests nothing is lengthened and every pair works.
# Seen with: snmp 5.9.3+dfsg-2+deb12u1 and snmpsim 0.4.5-1 with pysnmp 4.4.12 (Debian 12).
# Source: net-snmp snmplib/snmpusm.c (names) and keytools.c (the two ways); draft-blumenthal-aes-usm-04,
#   draft-reeder-snmpv3-usm-3desede-00.
# Why it matters: a printer that is set to "AES-256" is one of two kinds, and its page does not say which. Try both
#   before you call the password wrong, or use SHA-256 and longer; a silent machine is no proof that it is off.
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
simulate() {  # address:port, then further arguments; answers from $work/data
    local as=()
    if [ "$(id -u)" = 0 ]; then as=(--process-user=nobody --process-group=nogroup); fi
    mkdir -p "$work/cache"
    chmod 777 "$work/cache"
    PYTHONPATH=$work/root/usr/lib/python3/dist-packages snmpsimd "${@:2}" --data-dir="$work/data" \
        --cache-dir="$work/cache" --agent-udpv4-endpoint="$1" "${as[@]}" >"$work/simulator.log" 2>&1 &
    for _ in $(seq 100); do grep -q 'Listening at' "$work/simulator.log" && return; sleep 0.1; done
    cat "$work/simulator.log"
    exit 2
}

unpack snmp=5.9.3+dfsg-2+deb12u1 libsnmp40=5.9.3+dfsg-2+deb12u1 snmpsim=0.4.5-1 python3-pysnmp4=4.4.12-2
mkdir "$work/data"
echo '1.3.6.1.2.1.1.1.0|4|Example Printer' >"$work/data/public.snmprec"
export SNMP_PERSISTENT_DIR=$work/persistent SNMPCONFPATH=$work MIBS=
ask() {  # digest, privacy
    snmpget -Ovq -r 1 -t 1 -v 3 -n public -l authPriv -u anna -a "$1" -A authpassword -x "$2" -X privpassword \
        "127.0.0.1:$port" 1.3.6.1.2.1.1.1.0 2>&1 | sed -n 's/^Timeout: .*/silence/p; s/"Example Printer"/answered/p'
}
for simulated in AES256 AES256BLMT; do
    for digest in SHA SHA-512; do
        port=$(free_port)
        simulate "127.0.0.1:$port" --v3-engine-id=80001f8880aa --v3-user=anna --v3-auth-key=authpassword \
            --v3-auth-proto="${digest/-/}" --v3-priv-key=privpassword --v3-priv-proto="$simulated"
        case $digest/$simulated in
            SHA/AES256) wanted='silence answered' ;;
            SHA/AES256BLMT) wanted='answered silence' ;;
            *) wanted='answered answered' ;;
        esac
        expect "snmpsim $simulated with $digest, asked with AES-256 and AES-256-C" \
            "$(ask "$digest" AES-256) $(ask "$digest" AES-256-C)" "$wanted"
        kill %1
        wait %1 2>/dev/null || true
    done
done
expect 'AES-256-C in the help of snmpget' "$(snmpget -h 2>&1 | grep -c 'AES-256-C' || true)" 0
exit "$wrong"
