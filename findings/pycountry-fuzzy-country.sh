#!/usr/bin/env bash
# The best match for the country "UK" is Uganda, that for "Niger" Nigeria.
#
# One would guess: search_fuzzy() of pycountry gives the country that is meant first, or an error.
# What happens: "UK" gives Uganda, Ukraine, Latvia, Japan and 25 more, not Great Britain, although "Great Britain" and
#   "England" are found. "Niger" gives Nigeria first, although Niger has just this name, "Sint Maarten" the
#   Netherlands. "Turkey" and "Schweiz" are errors.
# Seen with: python3-pycountry 22.3.5+ds1-1 and iso-codes 4.15.0-1 (Debian 12).
# Source: pycountry search_fuzzy(): points for letters inside names are added up for all subdivisions, so that a
#   country with many districts that contain "uk" wins; an exact name has 50 points, that of a subdivision 49.
# Why it matters: the country column of an address list holds what people write. An import that takes the first match
#   sends the toner for the United Kingdom to Kampala. Take exact matches and a list of aliases of one's own, nothing
#   fuzzy.
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

unpack python3-pycountry=22.3.5+ds1-1 iso-codes=4.15.0-1
cat >"$work/find.py" <<'EOF'
import sys
import pycountry
lists = sys.argv[2] + "/usr/share/iso-codes/json/iso_3166-"
pycountry.countries = pycountry.ExistingCountries(lists + "1.json")
pycountry.subdivisions = pycountry.Subdivisions(lists + "2.json")
try:
    print(*[country.alpha_2 for country in pycountry.countries.search_fuzzy(sys.argv[1])])
except LookupError:
    print("error")
EOF
find_country() {
    PYTHONPATH=$work/root/usr/lib/python3/dist-packages /usr/bin/python3 "$work/find.py" "$1" "$work/root"
}
expect 'UK, the first four' "$(find_country UK | cut -d' ' -f1-4)" 'UG UA LV JP'
expect 'UK, how many' "$(find_country UK | wc -w)" 29
expect 'UK, Great Britain among them' "$(find_country UK | grep -cw GB || true)" 0
expect 'Great Britain' "$(find_country 'Great Britain')" GB
expect 'England' "$(find_country England)" GB
expect 'Niger' "$(find_country Niger)" 'NG NE'
expect 'Sint Maarten' "$(find_country 'Sint Maarten')" 'NL SX'
expect 'Schweiz' "$(find_country Schweiz)" error
expect 'Turkey' "$(find_country Turkey)" error
exit "$wrong"
