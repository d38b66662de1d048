#!/usr/bin/env bash
# csvjoin joins two printers with different serial numbers.
#
# One would guess: csvjoin -c serial joins rows whose serial numbers are the same letters and digits.
# What happens: csvkit guesses a type for each column first. A column in which every serial number is digits with one
#   E between them is a number: 0E1234 and 00E77 are both zero and join, 0012 joins 12, and the output says 0E+1234.
#   csvjson writes 12E345 as Infinity, which is no JSON. The same guess makes the country NO false, the country NA
#   nothing, house 12-14 the day 2001-12-14 and the postal code 01067 1067. csvcut leaves all of it as it is.
# Seen with: csvkit 1.0.7-1 and python3-agate 1.6.3-2 (Debian 12).
# Source: agate TypeTester: truth value, number (Decimal), duration, date, text in this order; a column has the first
#   type that takes all of its cells.
# Why it matters: the tool is at hand wherever a list of printers is matched with one of counters or contacts, and the
#   page count of one machine goes to another without a word. Always say -I (--no-inference).
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

unpack csvkit=1.0.7-1 python3-csvkit=1.0.7-1 python3-agate=1.6.3-2
export PYTHONPATH=$work/root/usr/lib/python3/dist-packages
printf '%s\n' serial,site 0E1234,Oslo 00E77,Rome 0012,Vienna >"$work/printers.csv"
printf '%s\n' serial,pages 0E1234,500 12,70 >"$work/counters.csv"
printf 'name,country,house,code\nAnna,NO,12-14,01067\nBo,NO,3-5,01069\n' >"$work/contacts.csv"
row() { sed -n "$1p"; }
joined() { csvjoin "$@" -c serial "$work/printers.csv" "$work/counters.csv" | tail -n +2 | paste -sd' '; }
expect 'joined' "$(joined)" '0E+1234,Oslo,500 0E+77,Rome,500 12,Vienna,70'
expect 'joined without guessing (-I)' "$(joined -I)" '0E1234,Oslo,500'
expect 'copied by in2csv' "$(in2csv "$work/contacts.csv" | row 2)" 'Anna,False,2001-12-14,1067'
expect 'cut by csvcut' "$(csvcut -c name,country,house,code "$work/contacts.csv" | row 2)" 'Anna,NO,12-14,01067'
expect 'a contact in Namibia' "$(printf 'name,country\nAnna,NA\nBo,NA\n' | in2csv -f csv | row 2)" 'Anna,'
expect 'as JSON' "$(printf 'serial,site\n12E345,Bern\n' | csvjson)" '[{"serial": Infinity, "site": "Bern"}]'
exit "$wrong"
