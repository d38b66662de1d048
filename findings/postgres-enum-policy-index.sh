#!/usr/bin/env bash
# Under row level security an index on an enum column is not used; on a text column it is.
#
# One would guess: an enum is the narrow, fast kind of column for the state of a printer, and WHERE state = 'error'
#   uses its index, with a policy as without.
# What happens: equality of enums is not marked leakproof (nor are numeric and jsonb equality, LIKE, and the contains
#   operators of inet); a condition that is not may not run before the policy, so it cannot be an index condition: the
#   whole table is read. Equality of text, uuid, integers, dates and times, and inet by >= and <=, is leakproof.
# Seen with: postgresql-15 15.20-0+deb12u1 (Debian 12), 50,000 rows of which 50 match.
# Source: PostgreSQL pg_proc.proleakproof; src/backend/optimizer/path/indxpath.c
#   (restriction_is_securely_promotable()).
# Why it matters: a list of printers in error, searched by state or by subnet, is fast in every test without policies
#   and reads a million rows behind one. Keep states as text with a CHECK.
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

if [ "$(id -u)" = 0 ]; then as=(setpriv --reuid=nobody --regid=nogroup --clear-groups); else as=(env); fi
unpack postgresql-15=15.20-0+deb12u1 postgresql-client-15=15.20-0+deb12u1
server=$work/root/usr/lib/postgresql/15/bin
mkdir -m 777 "$work/db"
"${as[@]}" env LC_ALL=C "$server/initdb" -L "$work/root/usr/share/postgresql/15" -D "$work/db/data" -A trust \
    -U postgres >"$work/db/made" 2>&1 || { cat "$work/db/made" && exit 2; }
"${as[@]}" "$server/postgres" -D "$work/db/data" -c listen_addresses= -c unix_socket_directories="$work/db" \
    -c fsync=off >"$work/db/log" 2>&1 &
sql() { "$server/psql" -X -q -A -t -h "$work/db" -U postgres postgres "$@" 2>&1; }
for _ in $(seq 100); do if sql -c 'SELECT 1' >/dev/null; then break; fi; sleep 0.1; done
sql >"$work/setup" <<'EOF' || { cat "$work/setup" && exit 2; }
CREATE TYPE state AS ENUM ('ok', 'error');
CREATE TABLE printers (organization int, id int, state state, state_text text, address inet);
INSERT INTO printers
SELECT id % 10, id, state::state, state, '10.0.0.0'::inet + id
FROM (SELECT id, CASE WHEN id % 1000 = 0 THEN 'error' ELSE 'ok' END state FROM generate_series(1, 50000) id) made;
CREATE INDEX by_state ON printers (state);
CREATE INDEX by_text ON printers (state_text);
CREATE INDEX by_address ON printers (address);
ANALYZE printers;
CREATE ROLE reader;
GRANT SELECT ON printers TO reader;
EOF
plan() {
    sql -c 'SET ROLE reader' -c "EXPLAIN (COSTS OFF) SELECT * FROM printers WHERE $1" | head -n 1 |
        sed -E 's/ on .*//; s/Bitmap Heap Scan/Index Scan/; s/ using .*//'
}
expect 'enum, no policy' "$(plan "state = 'error'")" 'Index Scan'
sql -c 'ALTER TABLE printers ENABLE ROW LEVEL SECURITY' -c 'CREATE POLICY mine ON printers USING (organization < 5)'
expect 'enum, with a policy' "$(plan "state = 'error'")" 'Seq Scan'
expect 'text, with a policy' "$(plan "state_text = 'error'")" 'Index Scan'
expect 'inet within a network, with a policy' "$(plan "address <<= '10.0.0.0/30'")" 'Seq Scan'
expect 'inet by >= and <=, with a policy' "$(plan "address >= '10.0.0.0' AND address <= '10.0.0.3'")" 'Index Scan'
exit "$wrong"
