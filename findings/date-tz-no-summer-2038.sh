#!/usr/bin/env bash
# Howard Hinnant's date as Debian builds it has no summer time from 2038 on.
#
# One would guess: a time zone library knows the rules of a zone, so Berlin has UTC+2 in July of 2038 as in July of
#   2037.
# What happens: Debian's libdate-tz reads the compiled files of the system's time zone database and of these the list
#   of changes only, which ends in 2037; the rule in the last line of such a file is not read. From 2038 on it is winter
#   in Berlin all year, without an error. glibc reads the rule.
# Seen with: libhowardhinnant-date-dev and libdate-tz3 3.0.1+ds-5 (Debian 12), g++ 12, tzdata of the machine.
# Source: date src/tz.cpp, the branch USE_OS_TZDB: load_data(), load_sys_info(); RFC 9636 (TZif), 3.3 footer.
# Why it matters: contracts, leases and archives of a fleet reach beyond 2037, and tests that freeze a clock far ahead
#   meet it today. Dates of the far future belong to days, not to instants.
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

command -v g++ >/dev/null || { echo 'needs g++' && exit 2; }
unpack libhowardhinnant-date-dev=3.0.1+ds-5 libdate-tz3=3.0.1+ds-5
cat >"$work/zone.cpp" <<'EOF'
#include <date/tz.h>
#include <iostream>
int main() {
    for (int year = 2037; year <= 2038; ++year) {
        const auto july = date::sys_days{date::year{year} / 7 / 1};
        std::cout << date::locate_zone("Europe/Berlin")->get_info(july).offset.count() << '\n';
    }
}
EOF
library=$(find "$work/root" -name 'libdate-tz.so.3' -print -quit)
g++ -std=c++17 -I"$work/root/usr/include" "$work/zone.cpp" -o "$work/zone" "$library"
"$work/zone" >"$work/seen"
expect 'seconds from UTC in July of 2037' "$(sed -n 1p "$work/seen")" 7200
expect 'seconds from UTC in July of 2038' "$(sed -n 2p "$work/seen")" 3600
expect 'the same by glibc' "$(TZ=Europe/Berlin date -d '2038-07-01 12:00' +%z)" +0200
exit "$wrong"
