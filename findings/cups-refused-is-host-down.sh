#!/usr/bin/env bash
# For libcups a port that refuses a connection is a host that is down.
#
# One would guess: when a machine is up and its port answers "connection refused", the error says so (ECONNREFUSED),
#   as after connect().
# What happens: libcups connects without blocking to all addresses of a name at once and keeps no error of a single
#   one: when all of them refused, it sets errno to EHOSTDOWN and cupsLastErrorString() to "Host is down", which tools
#   repeat. errno itself is EBADF when httpConnect2() returns: a program that prints it says "Bad file descriptor".
# Seen with: cups-ipp-utils and libcups2 2.4.2-3+deb12u9 (Debian 12), a port of 127.0.0.1 on which nothing listens.
# Source: cups cups/http-addrlist.c, httpAddrConnect2(): errno = EHOSTDOWN.
# Why it matters: a diagnosis for a technician that repeats this text sends him to the power plug, while the printer
#   is on and IPP is merely switched off. Tell the two apart by a connect() of your own.
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

unpack cups-ipp-utils=2.4.2-3+deb12u9 libcups2=2.4.2-3+deb12u9 cups-common=2.4.2-3+deb12u9
port=$(free_port)
expect 'connect() itself' "$(python3 -c '
import errno, socket, sys
print(errno.errorcode[socket.socket().connect_ex(("127.0.0.1", int(sys.argv[1])))])' "$port")" ECONNREFUSED
cat >"$work/connect.py" <<'EOF'
import ctypes, errno, sys
cups = ctypes.CDLL("libcups.so.2", use_errno=True)
cups.httpConnect2.restype = ctypes.c_void_p
cups.cupsLastErrorString.restype = ctypes.c_char_p
connection = cups.httpConnect2(b"127.0.0.1", int(sys.argv[1]), None, 0, 0, 1, 3000, None)
print("connected" if connection else errno.errorcode[ctypes.get_errno()])
print(cups.cupsLastErrorString().decode())
EOF
python3 "$work/connect.py" "$port" >"$work/seen"
expect 'errno after httpConnect2()' "$(sed -n 1p "$work/seen")" EBADF
expect 'cupsLastErrorString()' "$(sed -n 2p "$work/seen")" 'Host is down'
echo '{ OPERATION Get-Printer-Attributes }' >"$work/ask.test"
expect 'ipptool' "$(ipptool "ipp://127.0.0.1:$port/ipp/print" "$work/ask.test" 2>&1 | sed 's/.* - //')" 'Host is down'
exit "$wrong"
