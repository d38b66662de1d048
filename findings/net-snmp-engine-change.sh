#!/usr/bin/env bash
# A libsnmp session never finds a machine again whose SNMPv3 engine id has changed.
#
# One would guess: when a printer comes back with another engine id (a new network card, a reset to factory settings),
#   the session asks for the engine id again, as it did at its start.
# What happens: the session keeps the engine id that it learned first. Each further question ends in a time-out, for
#   ever, as if the printer were off, while a new session to the same address, in the same process, is answered at once.
# Seen with: libsnmp40, snmpd and libsnmp-perl 5.9.3+dfsg-2+deb12u1 (Debian 12), one agent that is started again with
#   another engine id on the same port.
# Source: snmplib/snmp_api.c: securityEngineID is filled by the probe when a session is opened, and by nothing later.
# Why it matters: a poller that keeps its sessions open reports a printer as silent until it is restarted itself. Open
#   a new session after a time-out, or treat the report usmStatsUnknownEngineIDs (RFC 3414, 3.2) as "ask for the engine
#   again".
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

unpack snmpd=5.9.3+dfsg-2+deb12u1 libsnmp40=5.9.3+dfsg-2+deb12u1 libsnmp-perl=5.9.3+dfsg-2+deb12u1
modules=$(find "$work/root/usr/lib" -name SNMP.pm -printf '%h\n' -quit)
cat >"$work/ask.pl" <<'EOF'
use strict;
use SNMP;
my ($folder, $port) = @ARGV;
$ENV{SNMP_PERSISTENT_DIR} = "$folder/persistent";
$ENV{SNMPCONFPATH} = $folder;
$ENV{MIBS} = '';
sub start {
    open my $file, '>', "$folder/agent.conf" or die;
    print $file "exactEngineID $_[0]\ncreateUser anna SHA-256 authpassword AES privpassword\nrouser anna priv\n";
    close $file;
    system('rm', '-rf', "$folder/persistent");
    my $child = fork;
    exec 'snmpd', '-f', '-C', '-c', "$folder/agent.conf", '-Lf', "$folder/log", "udp:127.0.0.1:$port" if !$child;
    return $child;
}
sub session {
    return SNMP::Session->new(
        DestHost => "127.0.0.1:$port", Version => 3, SecName => 'anna', SecLevel => 'authPriv', AuthProto => 'SHA-256',
        AuthPass => 'authpassword', PrivProto => 'AES', PrivPass => 'privpassword', Timeout => 300000, Retries => 2);
}
sub ask { my $value = $_[0]->get('.1.3.6.1.2.1.1.3.0'); return $_[0]->{ErrorNum} ? $_[0]->{ErrorStr} : 'answered'; }
# A session that is opened while nobody listens is none, so this waits for the agent.
sub opened {
    for (1 .. 40) {
        my $session = session();
        return $session if $session && ask($session) eq 'answered';
        select undef, undef, undef, 0.1;
    }
    die 'no agent';
}

my $agent = start('0x80001f888001');
my $session = opened();
print "first engine, session: ", ask($session), "\n";
kill 9, $agent;
waitpid $agent, 0;
$agent = start('0x80001f888002');
my $new = opened();
print "second engine, new session: ", ask($new), "\n";
print "second engine, old session: ", join(', ', map { ask($session) } 1 .. 3), "\n";
kill 9, $agent;
waitpid $agent, 0;
# The same again, without a new session that has taught the process the second engine.
$agent = start('0x80001f888001');
$session = opened();
kill 9, $agent;
waitpid $agent, 0;
$agent = start('0x80001f888003');
select undef, undef, undef, 2;
print "third engine, old session: ", join(', ', map { ask($session) } 1 .. 3), "\n";
kill 9, $agent;
waitpid $agent, 0;
EOF
PERL5LIB=$modules perl "$work/ask.pl" "$work" "$(free_port)" >"$work/seen" 2>"$work/errors" ||
    { cat "$work/seen" "$work/errors" && exit 2; }
expect 'the session' "$(sed -n 's/^first engine, session: //p' "$work/seen")" answered
expect 'another engine id, a new session' "$(sed -n 's/^second engine, new session: //p' "$work/seen")" answered
expect 'another engine id, the old session' "$(sed -n 's/^third engine, old session: //p' "$work/seen")" \
    'Timeout, Timeout, Timeout'
exit "$wrong"
