#!/usr/bin/env bash
# The region of a valid telephone number can be a code that the country list of the same distribution does not have.
#
# One would guess: the two letters that libphonenumber gives for a number are a country of ISO 3166-1.
# What happens: three of its regions are in no such list: XK (Kosovo), AC (Ascension) and TA (Tristan da Cunha, which
#   shares +290 with SH); satellite and free numbers have the region 001. The other way round seven countries of ISO
#   have no telephone code there. And XK has three letters that depend on whom one asks: XKK in npm
#   i18n-iso-countries, UNK in npm world-countries, nothing in iso-codes.
# Seen with: python3-phonenumbers 8.12.57-4 and iso-codes 4.15.0-1 (Debian 12), npm i18n-iso-countries 7.14.0,
#   world-countries 5.1.0 and libphonenumber-js 1.13.16.
# Source: ISO 3166-1 keeps AC and TA reserved and leaves XA to XZ to its users; libphonenumber goes by the regions of
#   CLDR; ITU gave +383 to Kosovo in 2016.
# Why it matters: a contact whose country is filled in of its telephone number breaks the foreign key to the table of
#   countries, and a Kosovan site gets lost when two exports are joined by three letters. Keep a list of one's own of
#   the codes that are allowed beyond ISO, and take 001 for "no country".
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

command -v npm >/dev/null || { echo 'needs npm' && exit 2; }
unpack python3-phonenumbers=8.12.57-4 iso-codes=4.15.0-1
cat >"$work/compare.py" <<'EOF'
import json
import sys
import phonenumbers as phone
with open(sys.argv[2], encoding="utf-8") as file:
    countries = {country["alpha_2"] for country in json.load(file)["3166-1"]}
if sys.argv[1] == "regions":
    print(*sorted(set(phone.SUPPORTED_REGIONS) - countries))
elif sys.argv[1] == "countries":
    print(*sorted(countries - set(phone.SUPPORTED_REGIONS)))
else:
    number = phone.parse(sys.argv[1])
    print(phone.region_code_for_number(number), phone.is_valid_number(number))
EOF
compare() {
    PYTHONPATH=$work/root/usr/lib/python3/dist-packages /usr/bin/python3 "$work/compare.py" "$1" \
        "$work/root/usr/share/iso-codes/json/iso_3166-1.json"
}
expect 'regions without a country' "$(compare regions)" 'AC TA XK'
expect 'countries without a region' "$(compare countries)" 'AQ BV GS HM PN TF UM'
expect '+290 23456, Saint Helena' "$(compare +29023456)" 'SH True'
expect '+290 8123, Tristan da Cunha' "$(compare +2908123)" 'TA True'
expect '+247 62345, Ascension' "$(compare +24762345)" 'AC True'
expect '+383 44 123456, Kosovo' "$(compare +38344123456)" 'XK True'
expect '+800 12345678, free of charge' "$(compare +80012345678)" '001 True'
npm install --silent --no-audit --no-fund --prefix "$work/npm" i18n-iso-countries@7.14.0 world-countries@5.1.0 \
    libphonenumber-js@1.13.16 >/dev/null || cannot 'get the npm packages'
echo 'versions: npm i18n-iso-countries@7.14.0 world-countries@5.1.0 libphonenumber-js@1.13.16'
cat >"$work/npm/read.js" <<'EOF'
const phone = require('libphonenumber-js/max')
const countries = require('i18n-iso-countries')
const world = require('world-countries')
const answers = {
    regions: () => phone.getCountries().filter((region) => !countries.isValid(region)).join(' '),
    letters: () => [countries.alpha2ToAlpha3('XK'), world.find((each) => each.cca2 === 'XK').cca3].join(' '),
}
console.log(answers[process.argv[2]]())
EOF
expect 'libphonenumber-js beside i18n-iso-countries' "$(node "$work/npm/read.js" regions)" 'AC TA'
expect 'three letters of XK' "$(node "$work/npm/read.js" letters)" 'XKK UNK'
exit "$wrong"
