#!/usr/bin/env bash
# COPY of a partitioned table succeeds under row level security and gives nothing.
#
# One would guess: COPY table TO either gives the rows that a SELECT of the same role gives, or refuses; of a
#   partitioned table it refuses ("cannot copy from partitioned table").
# What happens: it refuses only where no policy applies. Under row level security COPY is turned into a query of the
#   table without its partitions: no error, no row, exit code 0. COPY (SELECT ...) TO gives the rows.
# Seen with: postgresql-15 15.20-0+deb12u1 (Debian 12).
# Source: PostgreSQL src/backend/commands/copy.c, DoCopy(): the statement that replaces the table has ONLY.
# Why it matters: history of meters and levels is partitioned by time and guarded by policies: an export for a
#   customer, or a backup with a restricted role, is an empty file that looks finished. Export by COPY (SELECT ...).
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
CREATE TABLE readings (organization int, at date, pages int) PARTITION BY RANGE (at);
CREATE TABLE readings_2026 PARTITION OF readings FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
INSERT INTO readings SELECT 1, '2026-01-15', page FROM generate_series(1, 3) page;
CREATE ROLE reader;
GRANT SELECT ON readings TO reader;
EOF
as_reader() { sql -c 'SET ROLE reader' -c "$1"; }
expect 'COPY of the table, no policy' "$(as_reader 'COPY readings TO STDOUT' | head -n 1)" \
    'ERROR:  cannot copy from partitioned table "readings"'
sql -c 'ALTER TABLE readings ENABLE ROW LEVEL SECURITY' -c 'CREATE POLICY mine ON readings USING (organization = 1)'
expect 'rows by SELECT, with a policy' "$(as_reader 'SELECT count(*) FROM readings')" 3
expect 'rows by COPY (SELECT ...)' "$(as_reader 'COPY (SELECT * FROM readings) TO STDOUT' | wc -l)" 3
expect 'rows by COPY of the table' "$(as_reader 'COPY readings TO STDOUT' | wc -l)" 0
exit "$wrong"
